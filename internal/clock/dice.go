package clock

import (
	"math"

	"parley/internal/quantity"
)

// Dice are the throws of one run. Each has an address: what it is for, the run and the step; none holds state.
type Dice struct {
	run int
}

// stride spreads runs: no run has more steps.
const stride = MaxSteps + 1

// Chance is a uniform number in (0, 1) for a purpose, at a step.
func (d Dice) Chance(s quantity.Stream, step int) float64 { return s.At(d.run*stride + step) }

// Normal is a standard normal number for a purpose, at a step.
func (d Dice) Normal(s quantity.Stream, step int) float64 {
	return math.Sqrt2 * math.Erfinv(2*d.Chance(s, step)-1)
}

// streams are the purposes that the clock itself throws for.
type streams struct {
	noise, jump           []quantity.Stream // by track
	events                []quantity.Stream
	moves, leaders, bound []quantity.Stream // by party
	fatigue               []quantity.Stream // by guarantee
}

// Throw makes the stream of a purpose. Purposes are named by kind and by the name in the case, so that what is added to a case
// changes nobody else's dice.
func Throw(seed uint64, kind, name string) quantity.Stream {
	return quantity.NewStream(seed, "dice/"+kind+"/"+name)
}

func (w *World) streams() streams {
	c, s := w.G.Case, streams{}
	for i := range c.Tracks {
		s.noise = append(s.noise, Throw(w.seed, "noise", c.Tracks[i].Name))
		s.jump = append(s.jump, Throw(w.seed, "jump", c.Tracks[i].Name))
	}
	for i := range c.Events {
		s.events = append(s.events, Throw(w.seed, "event", c.Events[i].Name))
	}
	for i := range c.Parties {
		s.moves = append(s.moves, Throw(w.seed, "move", c.Parties[i].Name))
		s.leaders = append(s.leaders, Throw(w.seed, "leader", c.Parties[i].Name))
		s.bound = append(s.bound, Throw(w.seed, "bound", c.Parties[i].Name))
	}
	for i := range c.Guarantees {
		s.fatigue = append(s.fatigue, Throw(w.seed, "fatigue", c.Guarantees[i].Name))
	}
	return s
}
