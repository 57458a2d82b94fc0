package spatial

import (
	"fmt"
	"math"
)

// Loss is what distance from an actor's position costs it.
type Loss int

// The losses.
const (
	AbsoluteLoss  Loss = iota // |x - position|
	QuadraticLoss             // (x - position)²
)

// NashOptions says what an outcome is worth and what failure brings.
type NashOptions struct {
	Loss Loss
	// Distance is 0 where the reference point of the issue is what failure brings. From 1 on failure is instead as bad
	// for everybody as an outcome so many lengths of the scale away from its own position.
	Distance float64
}

// DefaultNash is quadratic loss with failure one length of the scale away: without a reference point taken literally,
// which on decided issues forecasts badly.
func DefaultNash() NashOptions { return NashOptions{Loss: QuadraticLoss, Distance: 1} }

// Bargain is the answer of Nash.
type Bargain struct {
	Outcome   float64 `json:"outcome"`   // the reference point where there is no agreement
	Agreement bool    `json:"agreement"` // some place is better than failure for every actor with weight
}

// MaxDistance bounds NashOptions.Distance.
const MaxDistance = 1e6

// Nash is the asymmetric Nash bargaining solution: the place at which Σ w ln(u(x) - u(failure)) is greatest, over the
// places at which every actor with weight gains. That sum is strictly concave there, so there are no ties. Its slope
// decreases, and the root is bisected to neighbouring floating-point numbers; under absolute loss an optimum at a
// position is exact. Where nobody can agree the outcome is the reference point. With absolute loss and failure far
// away the solution tends to the median, with quadratic loss to the compromise.
func Nash(is *Issue, o NashOptions) (*Bargain, error) {
	if err := is.Check(); err != nil {
		return nil, err
	}
	if o.Loss != AbsoluteLoss && o.Loss != QuadraticLoss {
		return nil, fmt.Errorf("unknown loss %d; choose AbsoluteLoss or QuadraticLoss", o.Loss)
	}
	if o.Distance != 0 && !(o.Distance >= 1 && o.Distance <= MaxDistance) {
		return nil, fmt.Errorf("the distance of failure is %g; give 0 for the reference point, or 1 to %g lengths of the scale", o.Distance, MaxDistance)
	}
	places := is.places()
	if o.Distance > 0 {
		n := nash{places: places, loss: o.Loss, far: o.Distance * is.Length()}
		return &Bargain{Outcome: n.best(places[0].x, places[len(places)-1].x), Agreement: true}, nil
	}
	if is.Reference == nil {
		return nil, fmt.Errorf("issue %q has no reference point; give one, or a distance of failure", is.Name)
	}
	return literal(places, o.Loss, *is.Reference), nil
}

// literal is Nash with the reference point r as failure. All with weight must stand on one side of it.
func literal(places []place, loss Loss, r float64) *Bargain {
	low, high := places[0].x, places[len(places)-1].x
	switch {
	case low > r:
		n := nash{places: places, loss: loss, r: r}
		return &Bargain{Outcome: n.best(low, min(high, 2*low-r)), Agreement: true}
	case high < r: // mirrored
		turned := make([]place, len(places))
		for k, p := range places {
			turned[len(places)-1-k] = place{-p.x, p.w}
		}
		n := nash{places: turned, loss: loss, r: -r}
		return &Bargain{Outcome: -n.best(-high, min(-low, -2*high+r)), Agreement: true}
	}
	return &Bargain{Outcome: r}
}

// nash is the sum to be made greatest.
type nash struct {
	places []place
	loss   Loss
	r      float64 // failure, below all places
	far    float64 // if above 0: failure is so far from everybody instead
}

// best is the greatest within [low, high], which holds it.
func (n *nash) best(low, high float64) float64 {
	if n.loss == AbsoluteLoss {
		for _, p := range n.places {
			if p.x > high {
				break
			}
			if n.slope(p.x, 1) <= 0 { // right of p it falls
				high = p.x
				if n.slope(p.x, -1) >= 0 { // left of p it rises
					return p.x
				}
				break
			}
			low = p.x
		}
	}
	for {
		mid := low + (high-low)/2
		if mid <= low || mid >= high {
			return mid
		}
		if n.slope(mid, 1) > 0 {
			low = mid
		} else {
			high = mid
		}
	}
}

// slope is the derivative at x, at a position the one to its right (side 1) or left (-1).
func (n *nash) slope(x, side float64) float64 {
	sum := 0.0
	for _, p := range n.places {
		away := x - p.x
		falls := away > 0 || away == 0 && side > 0 // going right leads away from p
		var gain, d float64                        // and the derivative of the gain
		switch {
		case n.loss == AbsoluteLoss && falls:
			gain, d = n.reach(p)-away, -1
		case n.loss == AbsoluteLoss:
			gain, d = n.reach(p)+away, 1
		default:
			gain, d = (n.reach(p)-away)*(n.reach(p)+away), -2*away
		}
		if gain <= 0 { // at an end of the places at which all gain
			if d < 0 {
				return math.Inf(-1)
			}
			return math.Inf(1)
		}
		sum += p.w * d / gain
	}
	return sum
}

// reach is the distance from p at which it no longer gains.
func (n *nash) reach(p place) float64 {
	if n.far > 0 {
		return n.far
	}
	return p.x - n.r
}
