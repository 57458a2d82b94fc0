package stability

import (
	"parley/internal/game"
)

// At is the state itself.
func (s *State) At() game.State { return s.state }

// Title is how the page calls the state.
func (s *State) Title() string { return s.title() }

// Shown are the states that the page shows: those given, then the equilibria under most concepts, nearest to today first.
func (a *Answer) Shown() []*State { return a.shown() }

// Unheld are the parties for which the state is not sequentially stable: those that have an improvement which the others cannot
// answer at all, and those that only a sanction deters by which somebody who makes it does not gain (stable under GMR, not under SEQ).
func (s *State) Unheld() (leave, bluffed []string) {
	for _, v := range s.Verdicts {
		switch {
		case !v.Stable[GMR.String()]:
			leave = append(leave, v.Party)
		case !v.Stable[SEQ.String()]:
			bluffed = append(bluffed, v.Party)
		}
	}
	return leave, bluffed
}

// maxSequential bounds the combinations of options of a case of which Sequential is made.
const maxSequential = 1000

// Sequential tells of some states who would leave them: the parties for which they are not sequentially stable. It is immutable and safe
// for concurrent use.
type Sequential struct {
	m  *model // nil: nobody who could move has values, so nobody is known to leave
	at []int
}

// NewSequential examines all that can be reached from today and from some states. It is nil for a case with more than 1,000
// combinations of options, or without a status quo.
func NewSequential(g *game.Game, n *game.Numbers, states []game.State) (*Sequential, error) {
	if g.Today == nil || g.Size() > maxSequential {
		return nil, nil
	}
	if len(movers(g)) == 0 {
		return &Sequential{at: make([]int, len(states))}, nil
	}
	m, err := newModel(g, n, append([]game.State{g.Today}, states...))
	if err != nil {
		return nil, err
	}
	s := &Sequential{m: m}
	for _, y := range states {
		s.at = append(s.at, m.find(y))
	}
	return s, nil
}

// Leave is, for each of the states, who would leave it in the draw that n holds.
func (s *Sequential) Leave(n *game.Numbers) []game.Mask {
	out := make([]game.Mask, len(s.at))
	if s.m == nil {
		return out
	}
	analysis := s.m.conflict.Valued(s.m.payoff(n)).Analyse(1)
	for k, at := range s.at {
		for i, p := range s.m.parties {
			if !analysis.Stable(i, SEQ, at) {
				out[k] |= 1 << p
			}
		}
	}
	return out
}
