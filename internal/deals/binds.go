package deals

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/search"
)

// bindSample bounds the empty draws that are looked into.
const bindSample = 120

// binds looks into draws in which the room is shut: whose insistence alone, or which two parties' together, shuts it.
func (q *question) binds(row *Goal, goal int, room []bool) error {
	all, err := q.concessions()
	if err != nil || len(all) == 0 {
		return err
	}
	n, inputs := q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
	tally := map[string]*Bind{}
	looked := 0
	for run := 0; run < q.d.Done && looked < bindSample; run++ {
		if room[run] {
			continue
		}
		looked++
		q.d.Inputs(run, inputs)
		if err := q.d.Fill(n, inputs); err != nil {
			return err
		}
		for _, c := range all {
			if err := c.Load(n); err != nil {
				return err
			}
		}
		if err := q.bindIn(all, n, goal, tally); err != nil {
			return err
		}
	}
	for _, b := range tally {
		b.Share /= float64(looked)
		row.Binds = append(row.Binds, *b)
	}
	slices.SortFunc(row.Binds, func(a, b Bind) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), len(a.Parties)-len(b.Parties), slices.Compare(a.Parties, b.Parties), cmp.Compare(a.What, b.What))
	})
	row.Binds = row.Binds[:min(len(row.Binds), 4)]
	return nil
}

func (q *question) bindIn(all []*search.Concessions, n *game.Numbers, goal int, tally map[string]*Bind) error {
	members := (q.panel.Members & q.g.Known).List()
	var sets []game.Mask
	for _, p := range members {
		sets = append(sets, game.Of(p))
	}
	for i, p := range members {
		for _, r := range members[i+1:] {
			sets = append(sets, game.Of(p, r))
		}
	}
	opened := 0
	for _, m := range sets {
		if opened > 0 && len(m.List()) > opened {
			break // single parties explain it: pairs add nothing
		}
		s, err := opensAny(all, goal, m, q.scale)
		if err != nil {
			return err
		}
		if s == nil {
			continue
		}
		opened = len(m.List())
		what, label, red := q.objection(n, m, s)
		key := fmt.Sprint(m, what)
		if tally[key] == nil {
			tally[key] = &Bind{Parties: ask.Names(q.g, m), Shorts: ask.Shorts(q.g, m), What: what, Label: label, RedLine: red}
		}
		tally[key].Share++
	}
	return nil
}

// opensAny returns the deal that some coalition would accept once the parties give up all they insist on, and that asks
// least of them.
func opensAny(all []*search.Concessions, goal int, parties game.Mask, scale []float64) (game.State, error) {
	for _, c := range all {
		s, ok, err := c.Cheapest(goal, c.Of(parties), scale)
		if err != nil && !errors.Is(err, search.ErrBudget) {
			return nil, err
		}
		if ok {
			return s, nil
		}
	}
	return nil, nil
}

// objection words why the parties refuse s: a red line it breaks, or the issue that costs them most.
func (q *question) objection(n *game.Numbers, parties game.Mask, s game.State) (what, label string, red bool) {
	var whats, labels []string
	for _, p := range parties.List() {
		if broken := q.g.BrokenRedLines(p, n.Base, s); len(broken) > 0 {
			line := &q.g.Case.Parties[p].Values.RedLines[broken[0]]
			whats, red = append(whats, line.Text), true
			labels = append(labels, q.g.RedLineIssues(p, broken[0])[0])
			continue
		}
		if issue := ask.Driver(q.g, n, p, s, -1); issue != "" {
			whats, labels = append(whats, issue), append(labels, issue)
		}
	}
	return strings.Join(unique(whats), "; "), strings.Join(unique(labels), ", "), red
}

func unique(v []string) []string {
	var out []string
	for _, s := range v {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
