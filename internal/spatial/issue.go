package spatial

import (
	"fmt"
	"math"
	"slices"
)

// Limits of an issue. What lies beyond is refused by Check.
const (
	// MaxActors bounds the actors of an issue: the models compare them by threes.
	MaxActors = 250
	// MaxMagnitude bounds an end of a scale, and a capability.
	MaxMagnitude = 1e9
	// minWeight is the least capability or salience that is not zero, so that weights do not vanish in a product.
	minWeight = 1e-9
	// minLength is the least length of a scale as a share of its greater end: below it places cannot be told apart.
	minLength = 1e-6
	// apart is the share of the scale up to which positions are one place: they differ by rounding.
	apart = 1e-9
)

// Actor is a party to an issue.
type Actor struct {
	Name       string  `json:"name"`
	Capability float64 `json:"capability"` // what it could bring to bear, in any unit that all share; 0: nothing
	Salience   float64 `json:"salience"`   // share of it that it brings to bear on this issue, 0 to 1
	Position   float64 `json:"position"`   // on the scale of the issue
}

// Weight is capability times salience: what the actor brings to bear.
func (a Actor) Weight() float64 { return a.Capability * a.Salience }

// Issue is one question with a scale.
type Issue struct {
	Name      string   `json:"name"`
	Lo        float64  `json:"lo"`
	Hi        float64  `json:"hi"`
	Actors    []Actor  `json:"actors"`
	Reference *float64 `json:"reference,omitempty"` // what holds without a decision; nil: not known
	Outcome   *float64 `json:"outcome,omitempty"`   // what was decided; nil: not known. No model reads it
}

// Length is that of the scale.
func (is *Issue) Length() float64 { return is.Hi - is.Lo }

// Check gives the first thing that keeps the models from reading the issue, with its place and remedy. Every model
// calls it.
func (is *Issue) Check() error {
	if err := is.checkScale(); err != nil {
		return fmt.Errorf("issue %q: %w", is.Name, err)
	}
	if len(is.Actors) > MaxActors {
		return fmt.Errorf("issue %q: %d actors, more than the %d that can be compared; join those that act as one", is.Name, len(is.Actors), MaxActors)
	}
	weighs := false
	for k := range is.Actors {
		a := &is.Actors[k]
		if err := is.checkActor(a); err != nil {
			return fmt.Errorf("issue %q: actor %q (number %d): %w", is.Name, a.Name, k+1, err)
		}
		weighs = weighs || a.Weight() > 0
	}
	if !weighs {
		return fmt.Errorf("issue %q: no actor has weight; give at least one a capability and a salience above zero", is.Name)
	}
	return nil
}

func (is *Issue) checkScale() error {
	// The negated forms catch NaN.
	if !(math.Abs(is.Lo) <= MaxMagnitude && math.Abs(is.Hi) <= MaxMagnitude) {
		return fmt.Errorf("the scale %g to %g must lie within ±%g; choose a larger unit", is.Lo, is.Hi, MaxMagnitude)
	}
	if !(is.Length() >= minLength*max(math.Abs(is.Lo), math.Abs(is.Hi), minLength)) {
		return fmt.Errorf("the scale %g to %g has no length; its low end must be well below its high end", is.Lo, is.Hi)
	}
	if is.Reference != nil && !is.on(*is.Reference) {
		return fmt.Errorf("the reference point %g is not on the scale %g to %g; move it, or widen the scale", *is.Reference, is.Lo, is.Hi)
	}
	if is.Outcome != nil && !is.on(*is.Outcome) {
		return fmt.Errorf("the outcome %g is not on the scale %g to %g; move it, or widen the scale", *is.Outcome, is.Lo, is.Hi)
	}
	return nil
}

func (is *Issue) checkActor(a *Actor) error {
	switch {
	case !is.on(a.Position):
		return fmt.Errorf("the position %g is not on the scale %g to %g; move it, or widen the scale", a.Position, is.Lo, is.Hi)
	case a.Capability != 0 && !(a.Capability >= minWeight && a.Capability <= MaxMagnitude):
		return fmt.Errorf("the capability %g must be 0 or lie between %g and %g", a.Capability, minWeight, MaxMagnitude)
	case a.Salience != 0 && !(a.Salience >= minWeight && a.Salience <= 1):
		return fmt.Errorf("the salience %g must be 0 or lie between %g and 1; a salience out of 100 is divided by 100", a.Salience, minWeight)
	}
	return nil
}

func (is *Issue) on(x float64) bool { return x >= is.Lo && x <= is.Hi }

// place is a position that somebody holds, with the weight of all who hold it.
type place struct{ x, w float64 }

// places lists the positions held with weight, ascending and distinct. Weights are added in ascending order, so that
// the sums, and all that follows from them, do not depend on the order of the actors.
func (is *Issue) places() []place {
	all := make([]place, 0, len(is.Actors))
	for k := range is.Actors {
		if w := is.Actors[k].Weight(); w > 0 {
			all = append(all, place{is.Actors[k].Position, w})
		}
	}
	return join(all, apart*is.Length())
}

// join sorts places and adds up those that are at most apart from the lowest of them.
func join(all []place, apart float64) []place {
	slices.SortFunc(all, func(a, b place) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		case a.w < b.w:
			return -1
		case a.w > b.w:
			return 1
		}
		return 0
	})
	out := all[:0]
	for _, p := range all {
		if n := len(out); n > 0 && p.x-out[n-1].x <= apart {
			out[n-1].w += p.w
			continue
		}
		out = append(out, p)
	}
	return out
}

// total is the weight of all places.
func total(places []place) float64 {
	sum := 0.0
	for _, p := range places {
		sum += p.w
	}
	return sum
}
