package smp

import (
	"context"

	"parley/internal/quantity"
)

// resolution turns the offers of a turn into moves.
type resolution struct {
	*model
	state      *state
	own        []float64   // actor × position, what each position is worth in the actor's own view
	standStill []float64   // by actor, mean worth of all positions as they are
	queues     [][]*offer  // by actor, the offers that it has made and received, in the order of initiators
	prob       []float64   // of the options of one actor
	gains      [][]float64 // of the options of one actor, by voter
}

func (m *model) newResolution(s *state) *resolution {
	r := &resolution{model: m, state: s, own: make([]float64, m.n*m.n), standStill: make([]float64, m.n), queues: make([][]*offer, m.n)}
	for t := range m.n {
		risk, sum := m.seen(s, t, t), 0.0
		for x := range m.n {
			r.own[t*m.n+x] = utility(s.distance[x*m.n+t], risk)
			sum += r.own[t*m.n+x]
		}
		r.standStill[t] = sum / float64(m.n)
	}
	return r
}

// add puts an offer before both its sides.
func (r *resolution) add(o *offer) {
	o.gain = make([]float64, r.n)
	for t := range r.n {
		risk := r.state.risk[t]
		worth := func(position []float64) float64 {
			return utility(distance(r.salience[t], r.state.ideal[t], position, r.square[t]), risk)
		}
		sum := worth(o.byInitiator) + worth(o.byOther)
		for x, u := range r.own[t*r.n : t*r.n+r.n] {
			if x != o.initiator && x != o.receiver {
				sum += u
			}
		}
		o.gain[t] = sum / float64(r.n)
	}
	r.queues[o.initiator] = append(r.queues[o.initiator], o)
	r.queues[o.receiver] = append(r.queues[o.receiver], o)
}

// choose elects one of k's options by the capability of all and returns k's new position.
func (r *resolution) choose(ctx context.Context, k int) (Choice, []float64, error) {
	queue := r.queues[k]
	r.gains = append(r.gains[:0], r.standStill)
	for _, o := range queue {
		r.gains = append(r.gains, o.gain)
	}
	r.prob = sized(r.prob, len(r.gains))
	if err := r.election.run(ctx, r.capability, r.gains, r.prob); err != nil {
		return Choice{}, nil, err
	}
	at := likeliest(r.prob)
	if r.options.Transitions == Stochastic {
		stream := quantity.NewStream(r.scenario.Seed, "smp/"+r.scenario.Actors[k].Name)
		at = drawn(r.prob, stream.At(r.state.turn))
	}
	choice := Choice{Options: len(r.prob), Probability: r.prob[at], Challenge: -1, Offer: -1}
	if at == 0 {
		return choice, r.state.position[k], nil
	}
	o := queue[at-1]
	choice.Challenge, choice.Offer = o.challenge, o.number
	if o.initiator == k {
		return choice, o.byInitiator, nil
	}
	return choice, o.byOther, nil
}

// likeliest returns the first of the largest.
func likeliest(prob []float64) int {
	best := 0
	for i, p := range prob {
		if p > prob[best] {
			best = i
		}
	}
	return best
}

// drawn returns the option at the uniform number u.
func drawn(prob []float64, u float64) int {
	for i, p := range prob {
		if u -= p; u < 0 {
			return i
		}
	}
	return likeliest(prob) // the probabilities' sum fell short of 1 by rounding
}
