package strategy

import (
	"fmt"
	"math"
	"strconv"
)

// Limits. A positive parameter is at least 1/maxMagnitude, so that no quotient of two leaves the numbers.
const (
	maxMagnitude = 1e15          // of any parameter
	maxPeriods   = 1_000_000_000 // of a horizon, a punishment, the number of steps of a deal
	maxFront     = 1_000_000     // places of a front, where a closed form does
	maxSolved    = 2_000         // places of a front, where each is solved for
	maxMonths    = 1_200         // of a war of fixed length
	maxVoters    = 10_000        // of a chamber
	maxResults   = 100_000       // battles that beliefs are led through; times at which a battle is looked at
	maxPhases    = 1_000         // of reinforcement
)

// tie is how far apart two values may be and still be equal.
const tie = 1e-9

// atLeast says that x is not below y, exceeds that it is above.
func atLeast(x, y float64) bool { return x >= y-tie }

func exceeds(x, y float64) bool { return !atLeast(y, x) }

// A DomainError says that a parameter lies where the model is not defined.
type DomainError struct {
	Parameter string // as the formula calls it
	Value     float64
	Allowed   string // the values it may have, in words
}

// Error names the parameter, its value and what is allowed.
func (e *DomainError) Error() string {
	value := strconv.FormatFloat(e.Value, 'g', -1, 64)
	if math.IsNaN(e.Value) {
		value = "not a number"
	}
	return fmt.Sprintf("%s is %s; it must be %s", e.Parameter, value, e.Allowed)
}

// domain keeps the first parameter that is out of its range.
type domain struct{ err error }

func (d *domain) require(ok bool, name string, v float64, allowed string) {
	if d.err == nil && !ok {
		d.err = &DomainError{Parameter: name, Value: v, Allowed: allowed}
	}
}

func (d *domain) between(name string, v, lo, hi float64) {
	if !(v >= lo && v <= hi) {
		d.require(false, name, v, fmt.Sprintf("between %g and %g", lo, hi))
	}
}

func (d *domain) chance(name string, v float64) { d.between(name, v, 0, 1) }

// patience is a discount factor of an endless horizon.
func (d *domain) patience(delta float64) {
	d.require(delta >= 0 && delta < 1, "δ", delta, "at least 0 and below 1")
}

func (d *domain) nonNegative(name string, v float64) { d.between(name, v, 0, maxMagnitude) }

func (d *domain) positive(name string, v float64) { d.between(name, v, 1/maxMagnitude, maxMagnitude) }

func (d *domain) magnitude(name string, v float64) { d.between(name, v, -maxMagnitude, maxMagnitude) }

func (d *domain) whole(name string, v, lo, hi int) {
	if v < lo || v > hi {
		d.require(false, name, float64(v), fmt.Sprintf("a whole number between %d and %d", lo, hi))
	}
}

// apart asks that a difference that is divided by is not nothing.
func (d *domain) apart(name string, v float64, below string, w float64) {
	d.require(v-w >= 1/maxMagnitude, name, v, fmt.Sprintf("above %s, which is %g", below, w))
}

// periods is the least whole number not below x, and whether it is within the limit. What x exceeds a whole number
// by rounding alone does not count.
func periods(x float64) (int, bool) {
	if !(x <= maxPeriods) {
		return 0, false
	}
	return int(max(0, math.Ceil(x-tie))), true
}

// annuity is the sum of the first n powers of δ from δ⁰ on: what one unit a period is worth over n periods.
func annuity(delta float64, n float64) float64 {
	switch {
	case n == 0 || delta == 1:
		return n
	case delta == 0:
		return min(1, n)
	}
	return -math.Expm1(n*math.Log(delta)) / (1 - delta)
}
