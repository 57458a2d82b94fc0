// Package blocks answers: who can stop a deal, and who must be won over?
//
// A deal goes through when some accepting set can bring it about, every ratifier it needs accepts, and no set of parties
// has a move that changes its clauses and betters all of them at once. So there are three ways to stop it: not signing, not
// ratifying, and undoing. Persuading a party removes its refusal at all three. Definitions: docs/model.md; the
// two-level part after Putnam, International Organization 42 (1988).
package blocks

import (
	"context"
	"errors"
	"slices"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
)

// Args chooses deals and goals; nil Goals means all.
type Args struct {
	Deals []ask.Deal
	Goals []int
}

// Answer is who stops what.
type Answer struct {
	Case     ask.Header `json:"case"`
	Deals    []Deal     `json:"deals"`
	Persuade []Persuade `json:"persuade"`
}

// Deal is one deal and who can stop it, in the central answer; Chances are over the draws.
type Deal struct {
	Name    string                          `json:"name"`
	Label   string                          `json:"label"`
	Short   string                          `json:"short,omitempty"`
	State   ask.State                       `json:"deal"`
	Sign    []string                        `json:"sign"`   // refuse, and their consent is needed
	Ratify  []string                        `json:"ratify"` // must ratify and would not
	Undo    [][]string                      `json:"undo"`   // minimal sets that could undo it and gain
	Moves   []Move                          `json:"moves"`  // how each set of Undo would
	Passes  bool                            `json:"passes"`
	Open    string                          `json:"why-open,omitempty"` // where the list of those who could undo it may be incomplete
	Refuse  map[string]ensemble.Probability `json:"refuse-chance"`      // by party of Sign or Ratify in some draw
	Support map[string]Support              `json:"support,omitempty"`
	Why     map[string]string               `json:"why"` // by refusing party: the red line or the issue; "" for a public that only a ladder tells of
}

// Move is what a set of parties would do.
type Move struct {
	By   []string  `json:"by"`
	To   ask.State `json:"to"`
	Text string    `json:"text"`
}

// Support is the share of a ratifying public that accepts.
type Support struct {
	Share ensemble.Interval `json:"share"`
	Needs float64           `json:"needs"`
}

// Persuade is the minimal sets of parties to persuade for some deal of a goal to go through; one empty set when
// nobody need be.
type Persuade struct {
	Goal  string      `json:"goal"`
	Label string      `json:"label"`
	Sets  [][]string  `json:"sets"`
	Deals []ask.State `json:"deals"` // by set: a deal that then goes through
	Text  []string    `json:"-"`
	Why   string      `json:"why,omitempty"` // where the list may be incomplete
}

// maxPersuaded bounds the size of the sets to persuade.
const maxPersuaded = 4

// Ask answers for deals and goals.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	q := &question{g: d.G, d: d}
	a := &Answer{Deals: []Deal{}, Persuade: []Persuade{}}
	for k := range args.Deals {
		deal, err := q.deal(&args.Deals[k])
		if err != nil {
			return nil, err
		}
		a.Deals = append(a.Deals, *deal)
	}
	stop := q.overDraws(ctx, args.Deals, a.Deals)
	if stop != nil && !d.Partial(stop) {
		return nil, stop
	}
	if stop == nil {
		stop = q.persuadeAll(ctx, a, q.goals(args.Goals))
	}
	if stop != nil && !ask.Interrupted(stop) {
		return nil, stop
	}
	a.Case = ask.NewHeader(d)
	return a, stop
}

type question struct {
	g *game.Game
	d *ask.Draws
}

// goals are those asked about: all, unless some are named.
func (q *question) goals(asked []int) []int {
	if asked != nil {
		return asked
	}
	var out []int
	for goal := range q.g.Goals {
		out = append(out, goal)
	}
	return out
}

// signers is the union of the minimal sets of refusing parties whose consent would bring s about.
func (q *question) signers(n *game.Numbers, s game.State) (game.Mask, error) {
	var accept game.Mask
	var refuse []int
	for p := range q.g.Case.Parties {
		if q.g.Accepts(n, p, s) {
			accept |= 1 << p
		} else {
			refuse = append(refuse, p)
		}
	}
	if q.g.Today == nil {
		return q.g.Seated &^ accept, nil
	}
	if q.g.Reaches(accept, nil, q.g.Today, s) {
		return 0, nil
	}
	return q.needed(accept, refuse, s)
}

// maxSigners bounds the size of the sets of alternative signers that are tried, beyond those nobody can replace.
const maxSigners = 6

// needed is the union of the minimal sets of refusing parties who, with those who accept, could bring s about. Those
// whom no other can replace are found one by one; only alternatives need sets.
func (q *question) needed(accept game.Mask, refuse []int, s game.State) (game.Mask, error) {
	all := accept | game.Of(refuse...)
	if !q.g.Reaches(all, nil, q.g.Today, s) {
		return 0, nil
	}
	var out game.Mask
	var rest []int
	for _, p := range refuse {
		if q.g.Reaches(all&^game.Of(p), nil, q.g.Today, s) {
			rest = append(rest, p)
		} else {
			out |= game.Of(p)
		}
	}
	if q.g.Reaches(accept|out, nil, q.g.Today, s) {
		return out, nil
	}
	rest = q.relevant(rest, s)
	sets, err := game.MinimalSets(len(rest), maxSigners, func(set uint64) (bool, error) {
		return q.g.Reaches(accept|out|members(rest, set), nil, q.g.Today, s), nil
	})
	fixed := out
	for _, set := range sets {
		out |= members(rest, set)
	}
	if err == nil && len(sets) == 0 { // more than maxSigners must join: any of them may be among those
		out = fixed | game.Of(rest...)
	}
	return out, err
}

// relevant keeps the parties that could make a difference to some clause of s.
func (q *question) relevant(parties []int, s game.State) []int {
	var out []int
	for _, p := range parties {
		if q.g.Concerns(p, s) {
			out = append(out, p)
		}
	}
	return out[:min(len(out), 62)]
}

func members(of []int, set uint64) game.Mask {
	var m game.Mask
	for k, p := range of {
		if set>>k&1 == 1 {
			m |= 1 << p
		}
	}
	return m
}

func (q *question) deal(d *ask.Deal) (*Deal, error) {
	n := q.d.Central
	out := &Deal{
		Name: d.Name, Label: d.Label, Short: d.Short, State: ask.StateOf(q.g, d.State), Undo: [][]string{}, Moves: []Move{},
		Refuse: map[string]ensemble.Probability{}, Support: map[string]Support{}, Why: map[string]string{},
	}
	sign, err := q.signers(n, d.State)
	if err != nil {
		return nil, err
	}
	ratify := q.g.Unratified(n, d.State)
	out.Sign, out.Ratify = ask.Names(q.g, sign), ask.Names(q.g, ratify)
	undo, err := q.g.NewUndoer(n).Sets(d.State, 0)
	switch {
	case errors.Is(err, game.ErrBudget):
		out.Open = "the search for those who could undo it was given up; there may be others"
	case err != nil:
		return nil, err
	}
	for _, u := range undo {
		out.Undo = append(out.Undo, ask.Names(q.g, u.Movers))
		out.Moves = append(out.Moves, Move{By: ask.Names(q.g, u.Movers), To: ask.StateOf(q.g, u.To), Text: ask.Difference(q.g, d.State, u.To)})
	}
	out.Passes = sign|ratify == 0 && len(undo) == 0 && out.Open == ""
	for _, p := range (sign | ratify).List() {
		out.Why[q.g.Case.Parties[p].Name] = q.why(n, p, d.State)
	}
	return out, nil
}

// why words a refusal.
func (q *question) why(n *game.Numbers, p int, s game.State) string {
	if !q.g.Known.Has(p) {
		return "not known"
	}
	if broken := q.g.BrokenRedLines(p, n.Base, s); len(broken) > 0 {
		return "red line: " + q.g.Case.Parties[p].Values.RedLines[broken[0]].Text
	}
	return ask.Driver(q.g, n, p, s, -1)
}

// columns collects one deal's refusals and shares of support by run.
type columns struct {
	state   game.State
	refuse  [][]bool    // [party]
	support [][]float64 // [ratifier]; nil where it accepts with yes or no, or need not
}

// overDraws adds how often each party refuses each deal, and the shares of ratifying publics.
func (q *question) overDraws(ctx context.Context, deals []ask.Deal, out []Deal) error {
	cols := make([]columns, len(deals))
	for k := range deals {
		cols[k] = q.columns(deals[k].State)
	}
	err := q.d.Each(ctx, "blocks", func() func(int, *game.Numbers) error {
		return func(run int, n *game.Numbers) error {
			for k := range cols {
				if err := q.fill(&cols[k], run, n); err != nil {
					return err
				}
			}
			return nil
		}
	})
	if err != nil && !q.d.Partial(err) {
		return err
	}
	for k := range cols {
		q.summarise(&cols[k], &out[k])
	}
	return err
}

func (q *question) columns(s game.State) columns {
	c := columns{state: s, refuse: make([][]bool, len(q.g.Case.Parties)), support: make([][]float64, len(q.g.Case.Ratifiers))}
	for p := range c.refuse {
		c.refuse[p] = make([]bool, q.d.Runs)
	}
	for i := range c.support {
		if _, ok := q.g.Needs(q.d.Central, i); ok && q.g.Ratifies(i, s) {
			c.support[i] = make([]float64, q.d.Runs)
		}
	}
	return c
}

func (q *question) fill(c *columns, run int, n *game.Numbers) error {
	sign, err := q.signers(n, c.state)
	if err != nil {
		return err
	}
	for _, p := range (sign | q.g.Unratified(n, c.state)).List() {
		c.refuse[p][run] = true
	}
	for i := range c.support {
		if c.support[i] != nil {
			c.support[i][run] = q.g.Support(n, q.g.Case.Ratifiers[i].Party, c.state)
		}
	}
	return nil
}

func (q *question) summarise(c *columns, out *Deal) {
	for p := range c.refuse {
		if slices.Contains(c.refuse[p][:q.d.Done], true) {
			out.Refuse[q.g.Case.Parties[p].Name] = q.d.Probability(c.refuse[p])
		}
	}
	for i, v := range c.support {
		if v != nil {
			needs, _ := q.g.Needs(q.d.Central, i)
			out.Support[q.g.Case.Parties[q.g.Case.Ratifiers[i].Party].Name] = Support{Share: q.d.Interval(v), Needs: needs}
		}
	}
}

// persuadeAll answers goal by goal, over the workers.
func (q *question) persuadeAll(ctx context.Context, a *Answer, goals []int) error {
	rows := make([]*Persuade, len(goals))
	done, err := ensemble.Each(ctx, len(goals), q.d.Jobs, func() func(int) error {
		var passage *game.Passage
		return func(k int) (err error) {
			if passage == nil {
				if passage, err = q.g.NewPassage(q.d.Central); err != nil {
					return err
				}
			}
			rows[k], err = q.persuade(passage, goals[k])
			return err
		}
	}, nil)
	for _, row := range rows[:done] {
		a.Persuade = append(a.Persuade, *row)
	}
	return err
}

// persuade lists the minimal sets to persuade for a goal.
func (q *question) persuade(passage *game.Passage, goal int) (*Persuade, error) {
	out := &Persuade{Goal: q.g.Case.Goals[goal].Name, Label: q.g.Case.Goals[goal].Label, Sets: [][]string{}, Deals: []ask.State{}}
	var able []int // parties that sign, undo or ratify
	for p := range q.g.Case.Parties {
		if q.g.Movers.Has(p) || q.g.HasSay(p) {
			able = append(able, p)
		}
	}
	able = able[:min(len(able), 62)]
	gaveUp := false
	passage.Restart()
	sets, err := game.MinimalSets(len(able), maxPersuaded, func(set uint64) (bool, error) {
		_, ok, err := passage.Goes(goal, members(able, set))
		if errors.Is(err, game.ErrBudget) {
			gaveUp = true
			return ok, nil
		}
		return ok, err
	})
	if err != nil {
		return nil, err
	}
	for _, set := range sets {
		m := members(able, set)
		s, ok, err := passage.Goes(goal, m)
		if err != nil && !errors.Is(err, game.ErrBudget) {
			return nil, err
		}
		if ok {
			out.Sets, out.Deals = append(out.Sets, ask.Names(q.g, m)), append(out.Deals, ask.StateOf(q.g, s))
			out.Text = append(out.Text, ask.Changes(q.g, s))
		}
	}
	switch {
	case gaveUp:
		out.Why = "the search was given up for some sets; others may be enough too"
	case len(sets) == 0:
		out.Why = "no set of up to four parties is enough"
	}
	return out, nil
}
