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

// Remaining adds to a list the deals without the clauses that the way from one state to another changes: those leave without a breach.
func Remaining(list, pacts []Pact, from, to game.State) []Pact {
	for _, p := range pacts {
		if p.Touches(from, to) {
			p.Issues = slices.DeleteFunc(slices.Clone(p.Issues), func(i int) bool { return from[i] != to[i] })
		}
		if len(p.Issues) > 0 {
			list = append(list, p)
		}
	}
	return list
}

// Undone is what is left of a state when all deals end.
func (r *Run) Undone(pacts []Pact, s game.State) game.State {
	for k := len(pacts) - 1; k >= 0; k-- {
		s = r.undone(&pacts[k], s, nil, nil)
	}
	return s
}

// Void is the state that a breach leads to once it is answered: in broken, which the breach has led to, every other reversible clause
// of the pacts it touches goes back to what was before, and the rules' consequences follow. What the breach itself
// changed stays as it is.
func (r *Run) Void(pacts []Pact, from, broken game.State) game.State {
	out := broken
	for k := len(pacts) - 1; k >= 0; k-- { // the latest first: an earlier one puts back what was before it
		if p := &pacts[k]; p.Touches(from, broken) {
			out = r.undone(p, out, from, broken)
		}
	}
	return out
}

// undone is s with the reversible clauses of a deal as they were before it, those left out that differ between the two states; none are
// left out where these are nil.
func (r *Run) undone(p *Pact, s, from, broken game.State) game.State {
	back := r.back[:0]
	for _, i := range p.Issues {
		if (from == nil || from[i] == broken[i]) && s[i] != p.Before[i] && !r.W.G.Irreversible(i, int(s[i])) {
			back = append(back, casefile.Setting{Issue: i, Option: int(p.Before[i])})
		}
	}
	r.back = back
	return r.putBack(s, back)
}

// putBack applies what the rules let it: all settings together, or else one after the other those that are possible.
func (r *Run) putBack(s game.State, back []casefile.Setting) game.State {
	if len(back) == 0 {
		return s
	}
	if all, ok := r.states.Completed(r.W.G, s, back...); ok {
		return all
	}
	for _, b := range back {
		if one, ok := r.states.Completed(r.W.G, s, b); ok {
			s = one
		}
	}
	return s
}
