package smp

import "fmt"

// Limits of a scenario; KTAB has those on actors and on capability too.
const (
	MinActors     = 3
	MaxActors     = 250
	MaxDims       = 100
	MaxCapability = 1e8
	MaxTurns      = 100
)

// slack is by how much a sum of decimal numbers may exceed its bound: that much is rounding.
const slack = 1e-9

// DefaultSeed is the seed that KTAB uses where a file gives none.
const DefaultSeed uint64 = 0xD67CC16FE69C185C

// Scenario is what the model is run on.
type Scenario struct {
	Name, Desc    string
	Dims          []string    // names of the dimensions, 1 to MaxDims
	Actors        []Actor     // MinActors to MaxActors
	Accommodation [][]float64 // per actor, how far its ideal follows each actor's position in a turn: 0 to 1, rows sum to at most 1; nil is the identity, with which ideals are positions
	Options       Options
	Seed          uint64 // for Stochastic transitions; 0 is a seed as any other
}

// Actor is one of those who take positions. Names are unique. Position and Salience are by dimension, on 0 to 100;
// the saliences of an actor sum to more than 0 and at most 100. Capability is above 0, on a scale of the user's own.
type Actor struct {
	Name, Desc string
	Capability float64
	Position   []float64
	Salience   []float64
}

// Check returns an error that says what is wrong and what would be right when a scenario cannot be run.
func (s *Scenario) Check() error {
	n, m := len(s.Actors), len(s.Dims)
	switch {
	case n < MinActors || n > MaxActors:
		return fmt.Errorf("the scenario has %d actors; the model takes %d to %d: with fewer there are no third parties", n, MinActors, MaxActors)
	case m < 1 || m > MaxDims:
		return fmt.Errorf("the scenario has %d dimensions; the model takes 1 to %d", m, MaxDims)
	}
	if err := s.Options.check(); err != nil {
		return err
	}
	names := make(map[string]bool, n)
	for i := range s.Actors {
		a := &s.Actors[i]
		if a.Name == "" {
			return fmt.Errorf("actor %d has no name", i+1)
		}
		if names[a.Name] {
			return fmt.Errorf("two actors are called `%s`; give each its own name", clipped(a.Name))
		}
		names[a.Name] = true
		if err := a.check(s.Dims); err != nil {
			return fmt.Errorf("actor `%s`: %w", clipped(a.Name), err)
		}
	}
	return s.checkTogether()
}

// checkTogether checks what all actors make up together.
func (s *Scenario) checkTogether() error {
	for k, dim := range s.Dims {
		cares := false
		for i := range s.Actors {
			cares = cares || s.Actors[i].Salience[k] > 0
		}
		if !cares {
			return fmt.Errorf("dimension `%s` has the salience 0 for every actor; leave it out", clipped(dim))
		}
	}
	if s.Accommodation == nil {
		return nil
	}
	if len(s.Accommodation) != len(s.Actors) {
		return fmt.Errorf("the accommodation has %d rows; there are %d actors", len(s.Accommodation), len(s.Actors))
	}
	for i, row := range s.Accommodation {
		name := clipped(s.Actors[i].Name)
		if len(row) != len(s.Actors) {
			return fmt.Errorf("the accommodation of actor `%s` has %d numbers; there are %d actors", name, len(row), len(s.Actors))
		}
		sum := 0.0
		for _, x := range row {
			if !(x >= 0 && x <= 1) {
				return fmt.Errorf("the accommodation of actor `%s` holds %g; it must be between 0 and 1", name, x)
			}
			sum += x
		}
		if sum > 1+slack {
			return fmt.Errorf("the accommodation of actor `%s` sums to %g; it must be at most 1", name, sum)
		}
	}
	return nil
}

func (a *Actor) check(dims []string) error {
	if !(a.Capability > 0 && a.Capability <= MaxCapability) {
		return fmt.Errorf("the capability is %g; it must be above 0 and at most %.0f", a.Capability, MaxCapability)
	}
	if len(a.Position) != len(dims) || len(a.Salience) != len(dims) {
		return fmt.Errorf("it has %d positions and %d saliences; there are %d dimensions", len(a.Position), len(a.Salience), len(dims))
	}
	sum := 0.0
	for k, dim := range dims {
		if x := a.Position[k]; !(x >= 0 && x <= 100) {
			return fmt.Errorf("the position on `%s` is %g; it must be between 0 and 100", clipped(dim), x)
		}
		if x := a.Salience[k]; !(x >= 0 && x <= 100) {
			return fmt.Errorf("the salience of `%s` is %g; it must be between 0 and 100", clipped(dim), x)
		}
		sum += a.Salience[k]
	}
	if sum > 100+slack {
		return fmt.Errorf("the saliences sum to %g; they must sum to at most 100", sum)
	}
	if sum < LeastSalience {
		return fmt.Errorf("the saliences sum to %g; an actor must care about something: give it a salience of %g or more, or leave it out", sum, LeastSalience)
	}
	return nil
}

// LeastSalience keeps the squares of saliences far from where a float64 loses digits.
const LeastSalience = 1e-6
