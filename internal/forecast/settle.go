package forecast

import (
	"fmt"

	"parley/casefile"
	"parley/internal/clock"
	"parley/internal/game"
	"parley/internal/quantity"
	"parley/internal/spatial"
	"parley/internal/standing"
)

// Where issues have a scale, the second engine is an election of places: in each draw, for each such issue on which enough parties stand, the
// probabilistic Condorcet election among the places that they hold (Markov uniform; capability times salience for votes). Of the models
// that need no data from elsewhere it did best on decided issues (docs/benchmarks.md), and it gives a distribution. A place is thrown
// from it and means the nearest option. Other issues are as in a state that the contest gives, thrown too; rules complete the state.
// Throws that the rules forbid count for nothing.

const (
	fewestStand  = 3 // parties with a stand on an issue, below which no election is held
	settleThrows = 8 // states that are thrown in a draw
)

const noScale = "no issue has a scale"

const positionsIs = "places on each issue with a scale contest each other, with capability times salience for votes; " +
	"other issues as the contest of packages leaves them; no tables, vetoes or time"

// settlement is the election of places. It is immutable.
type settlement struct {
	field  *standing.Field
	issues []settled
	rest   quantity.Stream // for the state that other issues are taken from
}

// settled is an issue that is elected a place for.
type settled struct {
	at     int // into field.Issues
	stream quantity.Stream
}

// settlement prepares the election of places, or says why there is none.
func (q *question) settlement() (s *settlement, why string) {
	s = &settlement{field: standing.Of(q.g), rest: clock.Throw(q.d.Seed, "contest", "")}
	for k := range s.field.Issues {
		if is := &s.field.Issues[k]; len(is.Actors) >= fewestStand {
			s.issues = append(s.issues, settled{k, clock.Throw(q.d.Seed, "place", q.g.Case.Issues[is.Index].Name)})
		}
	}
	switch {
	case len(s.field.Issues) == 0:
		return nil, noScale
	case len(s.issues) == 0:
		return nil, fmt.Sprintf("on no issue with a scale is it known where %d parties stand", fewestStand)
	}
	return s, ""
}

// names lists the issues that a place is elected for.
func (s *settlement) names(g *game.Game) []string {
	out := []string{}
	for _, x := range s.issues {
		out = append(out, g.Case.Issues[s.field.Issues[x.at].Index].Name)
	}
	return out
}

// elect holds the elections of one draw. An issue on which nobody brings weight to bear has none.
func (s *settlement) elect(n *game.Numbers) ([]*spatial.Distribution, error) {
	out := make([]*spatial.Distribution, len(s.issues))
	for k, x := range s.issues {
		is, err := s.field.At(x.at, n)
		if err != nil {
			return nil, err
		}
		if !standing.Weighs(is.Actors) {
			continue
		}
		if out[k], err = spatial.PCE(is, spatial.MarkovUniform); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// settle throws the states of one draw, given the share of time for which the contest lets each of its states stand, and counts them by
// ending. What the rules forbid is counted last.
func (x *contester) settle(run int, shares []float64) ([]int, error) {
	s := x.settlement
	places, err := s.elect(x.n)
	if err != nil {
		return nil, err
	}
	forbidden := len(x.q.base.e.ends) + 1
	out := make([]int, forbidden+1)
	choice := make([]casefile.Setting, 0, len(s.issues))
	for throw := range settleThrows {
		address := run*settleThrows + throw
		choice = choice[:0]
		for k, d := range places {
			if d != nil {
				is := &s.field.Issues[s.issues[k].at]
				choice = append(choice, casefile.Setting{Issue: is.Index, Option: standing.Nearest(is.Places, d.Draw(s.issues[k].stream.At(address))).Index})
			}
		}
		state, err := x.q.g.Complete(x.states[spatial.Pick(shares, s.rest.At(address))], choice)
		if err != nil {
			out[forbidden]++ // no state keeps the rules with these
			continue
		}
		ending, err := x.file(state)
		if err != nil {
			return nil, err
		}
		out[ending]++
	}
	return out, nil
}
