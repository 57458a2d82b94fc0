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
	"parley/internal/search"
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
	Why     map[string]string               `json:"why"` // by refusing party: the red line or the issue; `order only` where its values are an order, in which today is better; "" for a public that only a ladder tells of
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
	undo, err := search.NewUndoer(q.g, n).Sets(d.State, 0)
	switch {
	case errors.Is(err, search.ErrBudget):
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

// orderOnly stands where a party likes the state in force better and its values say no more.
const orderOnly = "order only"

// why words a refusal.
func (q *question) why(n *game.Numbers, p int, s game.State) string {
	if !q.g.Known.Has(p) {
		return "not known"
	}
	if broken := q.g.BrokenRedLines(p, n.Base, s); len(broken) > 0 {
		return "red line: " + q.g.Case.Parties[p].Values.RedLines[broken[0]].Text
	}
	if q.g.Ordinal.Has(p) {
		return orderOnly
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
