package smp

import (
	"context"
	"fmt"
	"math"
)

// Constants of KTAB's rule to stop.
const (
	minTurns     = 2
	stopShare    = 0.02 // of the first turn's way
	stopRounding = 1e-4
)

// Run runs the scenario until the actors hardly move, at most MaxTurns turns. It returns an error when the scenario
// does not pass Check, the context ends, or (under Compat only) KTAB's receiver makes an offer outside the scale.
func Run(ctx context.Context, s Scenario) (*Result, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	m := newModel(&s)
	now, err := m.start(ctx)
	if err != nil {
		return nil, fmt.Errorf("turn 0: %w", err)
	}
	result := &Result{States: []State{now.shown()}}
	first := 0.0
	for turn := 1; turn <= MaxTurns; turn++ {
		step, next, err := m.turn(ctx, now)
		if err != nil {
			return nil, err
		}
		step.Way = way(now.position, next.position)
		result.Turns = append(result.Turns, step)
		result.States = append(result.States, next.shown())
		if now = next; turn == 1 {
			first = step.Way
		}
		if turn >= minTurns && step.Way/(first+stopRounding) < stopShare {
			result.Converged = true
			break
		}
	}
	result.Start = s.forecasts(&result.States[0])
	result.Forecasts = s.forecasts(&result.States[len(result.States)-1])
	return result, nil
}

// turn takes a state to the next.
func (m *model) turn(ctx context.Context, s *state) (Turn, *state, error) {
	var t Turn
	r := m.newResolution(s)
	for i := range m.n {
		if err := ctx.Err(); err != nil {
			return t, nil, err
		}
		if err := m.challenge(r, i, &t); err != nil {
			return t, nil, err
		}
	}
	positions := make([][]float64, m.n)
	for k := range positions {
		choice, position, err := r.choose(ctx, k)
		if err != nil {
			return t, nil, fmt.Errorf("turn %d, actor `%s`: %w", s.turn+1, clipped(m.scenario.Actors[k].Name), err)
		}
		t.Choices = append(t.Choices, choice)
		positions[k] = position
	}
	next, err := m.assess(ctx, s.turn+1, positions, m.adapt(s.ideal, positions))
	if err != nil {
		return t, nil, fmt.Errorf("turn %d: %w", s.turn+1, err)
	}
	return t, next, nil
}

// challenge lets i challenge whom it gains most from, and puts the offers before both.
func (m *model) challenge(r *resolution, i int, t *Turn) error {
	m.see(r.state, i, &m.view)
	j, victory, gain := m.target(&m.view, i)
	if j < 0 {
		return nil
	}
	offers, err := m.propose(r.state, i, j, victory, &m.view)
	if err != nil {
		return err
	}
	c := Challenge{Initiator: i, Receiver: j, Victory: victory, Gain: gain}
	for number, o := range offers {
		o.challenge, o.number = len(t.Challenges), number
		r.add(o)
		c.Offers = append(c.Offers, Offer{Initiator: hundredfold(o.byInitiator), Receiver: hundredfold(o.byOther)})
	}
	t.Challenges = append(t.Challenges, c)
	return nil
}

// way is the sum of the straight ways that all have gone, on positions from 0 to 1.
func way(from, to [][]float64) float64 {
	total := 0.0
	for i := range from {
		square := 0.0
		for k, x := range from[i] {
			square += float64((to[i][k] - x) * (to[i][k] - x))
		}
		total += math.Sqrt(square)
	}
	return total
}
