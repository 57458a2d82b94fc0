package clock

import (
	"slices"

	"parley/casefile"
	"parley/internal/game"
)

// Pact is a deal in force: who signed it, what they settled, and the state it took the place of.
type Pact struct {
	Signatories game.Mask
	Issues      []int      // its clauses: issues whose option it set, ascending
	State       game.State // with the deal
	Before      game.State // without it
	Step        int        // in which it was made
	Table       int        // where it was made, −1: not at a table
}

// NewPact is the deal that takes before to s.
func NewPact(signatories game.Mask, before, s game.State, step, table int) Pact {
	p := Pact{Signatories: signatories, State: s.Clone(), Before: before.Clone(), Step: step, Table: table}
	for i := range s {
		if s[i] != before[i] {
			p.Issues = append(p.Issues, i)
		}
	}
	return p
}

// Touches reports whether a move from one state to another changes a clause.
func (p *Pact) Touches(from, to game.State) bool {
	return slices.ContainsFunc(p.Issues, func(i int) bool { return from[i] != to[i] })
}

// touched reports whether a move changes a clause of any deal.
func touched(pacts []Pact, from, to game.State) bool {
	for k := range pacts {
		if pacts[k].Touches(from, to) {
			return true
		}
	}
	return false
}

// Void is the state that a breach leads to once it is answered: in broken, which the breach has led to, every other reversible clause
// of the pacts it touches goes back to what was before, and the rules' consequences follow. What the breach itself
// changed stays as it is.
func Void(g *game.Game, pacts []Pact, from, broken game.State) game.State {
	out := broken
	for k := len(pacts) - 1; k >= 0; k-- { // the latest first: an earlier one puts back what was before it
		p := &pacts[k]
		if !p.Touches(from, broken) {
			continue
		}
		out = p.undone(g, out, func(i int) bool { return from[i] == broken[i] })
	}
	return out
}

// putBack applies what the rules let it: all settings together, or else one after the other those that are possible.
func putBack(g *game.Game, s game.State, back []casefile.Setting) game.State {
	if len(back) == 0 {
		return s
	}
	if all, ok := g.Completed(s, back...); ok {
		return all
	}
	for _, b := range back {
		if one, ok := g.Completed(s, b); ok {
			s = one
		}
	}
	return s
}

// undone is s with the reversible clauses of the deal, of the issues that are meant, as they were before it.
func (p *Pact) undone(g *game.Game, s game.State, meant func(issue int) bool) game.State {
	var back []casefile.Setting
	for _, i := range p.Issues {
		if meant(i) && s[i] != p.Before[i] && !g.Irreversible(i, int(s[i])) {
			back = append(back, casefile.Setting{Issue: i, Option: int(p.Before[i])})
		}
	}
	return putBack(g, s, back)
}
