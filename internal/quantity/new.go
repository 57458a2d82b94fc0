package quantity

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Const returns the constant v. A v that is not finite counts as 0.
func Const(v float64) Dist {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	return Dist{Family: Constant, P: []float64{v}}
}

// New returns the distribution of family f with parameters p (see the families) and, for Discrete only,
// the chances w of the values p. It copies both and sorts a discrete's values. The error is an *Invalid.
func New(f Family, p, w []float64) (Dist, error) {
	d := Dist{Family: f, P: slices.Clone(p), W: slices.Clone(w)}
	if f == Discrete && len(p) == len(w) {
		sortTogether(d.P, d.W)
	}
	if err := d.check(); err != nil {
		return Dist{}, err
	}
	return d, nil
}

// parameters names the parameters of each family, for messages.
var parameters = [...][]string{
	Constant:   {"value"},
	Normal:     {"5th percentile", "95th percentile"},
	Uniform:    {"low", "high"},
	Triangular: {"low", "mode", "high"},
	PERT:       {"low", "mode", "high"},
	Beta:       {"alpha", "beta"},
	Lognormal:  {"5th percentile", "95th percentile"},
}

// check reports the first thing wrong with the parameters, as an *Invalid, or nil.
func (d *Dist) check() error {
	if d.Family > Discrete {
		return &Invalid{fmt.Sprintf("family %d is not known", d.Family), "use one of the families"}
	}
	for _, v := range d.P {
		if math.IsNaN(v) || math.Abs(v) > MaxMagnitude {
			return &Invalid{number(v) + " is not a usable number", "numbers lie between -1e15 and 1e15"}
		}
	}
	if d.Family == Discrete {
		return d.checkDiscrete()
	}
	if want := parameters[d.Family]; len(d.P) != len(want) {
		return &Invalid{fmt.Sprintf("%s takes %d numbers, not %d", d.Family, len(want), len(d.P)), fmt.Sprintf("give %v", want)}
	}
	if len(d.W) > 0 {
		return &Invalid{d.Family.String() + " takes no chances", "only discrete(value: chance, …) does"}
	}
	switch d.Family {
	case Normal, Uniform, Lognormal:
		if err := ascending(d.P[0], d.P[1]); err != nil {
			return err
		}
	case Triangular, PERT:
		return checkMode(d.P[0], d.P[1], d.P[2])
	case Beta:
		for _, v := range d.P {
			if v < MinShape || v > MaxShape {
				return &Invalid{number(v) + " is no shape of a beta", "alpha and beta lie between 0.01 and 10000"}
			}
		}
	}
	if d.Family == Lognormal && d.P[0] < 1/MaxMagnitude {
		return &Invalid{number(d.P[0]) + " is not above 0", "a lognormal lies above 0: give two positive numbers"}
	}
	return nil
}

func ascending(a, b float64) error {
	switch {
	case a > b:
		return &Invalid{number(a) + " is above " + number(b), "write the lower number first"}
	case a == b:
		return &Invalid{"both ends are " + number(a), "write " + number(a) + " alone for a number without uncertainty"}
	}
	return nil
}

func checkMode(low, mode, high float64) error {
	if err := ascending(low, high); err != nil {
		return err
	}
	if mode < low || mode > high {
		return &Invalid{
			fmt.Sprintf("the mode %s is not between %s and %s", number(mode), number(low), number(high)),
			"write low, mode, high in that order",
		}
	}
	return nil
}

func (d *Dist) checkDiscrete() error {
	switch {
	case len(d.P) == 0:
		return &Invalid{"a discrete without values", "write discrete(value: chance, …)"}
	case len(d.P) > MaxValues:
		return &Invalid{fmt.Sprintf("a discrete with %d values", len(d.P)), fmt.Sprintf("give at most %d", MaxValues)}
	case len(d.P) != len(d.W):
		return &Invalid{fmt.Sprintf("%d values but %d chances", len(d.P), len(d.W)), "give every value its chance"}
	}
	sum := 0.0
	for i, w := range d.W {
		if !(w > 0 && w <= 1) {
			return &Invalid{fmt.Sprintf("the chance of %s is %s", number(d.P[i]), number(w)), "chances lie above 0 and up to 1; leave out what cannot happen"}
		}
		if i > 0 && d.P[i] == d.P[i-1] {
			return &Invalid{number(d.P[i]) + " stands twice", "give each value once"}
		}
		if i > 0 && d.P[i] < d.P[i-1] {
			return &Invalid{"the values are not in ascending order", "make a discrete with New"}
		}
		sum += w
	}
	if math.Abs(sum-1) > 1e-9 {
		return &Invalid{"the chances sum to " + strconv.FormatFloat(sum, 'g', 6, 64), "they must sum to 1"}
	}
	return nil
}

// sortTogether sorts p ascending and carries w along.
func sortTogether(p, w []float64) {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case p[i] < p[j]:
			return -1
		case p[i] > p[j]:
			return 1
		}
		return 0
	})
	p0, w0 := slices.Clone(p), slices.Clone(w)
	for k, i := range order {
		p[k], w[k] = p0[i], w0[i]
	}
}

// number writes v as a case file does: no exponent, as many digits as needed.
func number(v float64) string {
	if v == 0 {
		v = 0 // no sign on zero
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
