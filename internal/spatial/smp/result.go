package smp

// Result is a run. Actors and dimensions are in the order of the scenario; positions are on 0 to 100.
type Result struct {
	States    []State    // where all stood, from the start on: one more than Turns
	Turns     []Turn     // what took one state to the next
	Converged bool       // false when MaxTurns ended the run
	Start     []Forecast // what the start alone would forecast
	Forecasts []Forecast // what the last state forecasts
}

// State is where all stand before or after a turn.
type State struct {
	Position [][]float64 // by actor and dimension, 0 to 100
	Ideal    [][]float64 // likewise; the positions unless there is an accommodation
	Prob     []float64   // by actor, the probability that its position prevails over all others', by capability (KTAB's PosProb); actors at one place share its probability
	Risk     []float64   // by actor, −1 (seeks risk) to 1 (averse)
}

// Turn is what happened between two states.
type Turn struct {
	Challenges []Challenge // in the order of their initiators, one each at most
	Choices    []Choice    // by actor
	Way        float64     // the straight ways that all went, summed, on positions from 0 to 1
}

// Challenge is one actor's demand on another.
type Challenge struct {
	Initiator, Receiver int
	Victory             float64 // the probability of victory that the initiator sees
	Gain                float64 // and its expected gain, on the scale where its own position is worth 1
	Offers              []Offer // one; two under InitRcvrInterp, the initiator's first
}

// Offer is where the two sides of a challenge would stand, by dimension, 0 to 100.
type Offer struct {
	Initiator, Receiver []float64
}

// Choice is what an actor did with the offers before it. Its partner may have chosen otherwise.
type Choice struct {
	Challenge, Offer int     // the offer taken, by its place in the turn; −1 for standing still
	Options          int     // how many there were, standing still among them
	Probability      float64 // that the option taken prevails over them
}

// shown returns the state on the scale of results.
func (s *state) shown() State {
	out := State{Prob: s.prob, Risk: s.risk}
	for i := range s.position {
		out.Position = append(out.Position, hundredfold(s.position[i]))
		out.Ideal = append(out.Ideal, hundredfold(s.ideal[i]))
	}
	return out
}

func hundredfold(xs []float64) []float64 {
	out := make([]float64, len(xs))
	for k, x := range xs {
		out[k] = 100 * x
	}
	return out
}
