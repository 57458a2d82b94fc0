package quantity

import (
	"fmt"
	"math"
	"strings"
)

// Constant reports whether only one value is possible.
func (d Dist) Constant() bool {
	switch d.Family {
	case Constant:
		return true
	case Discrete:
		c := d.curve()
		return c.first == c.last
	}
	return false
}

// IsUncertain reports whether more than one value is possible.
func (d Dist) IsUncertain() bool { return !d.Constant() }

// Quantile returns the value that a share u of the distribution does not exceed. At u <= 0 and u >= 1 it
// gives the hard ends exactly; where there is no hard end, u is read as 1e-12 from it at least. A NaN
// counts as 0. The result is finite.
func (d Dist) Quantile(u float64) float64 {
	c := d.curve()
	return c.quantile(u)
}

// Median is Quantile(0.5), after cutting.
func (d Dist) Median() float64 { return d.Quantile(0.5) }

// Mean is the expected value; of a distribution that is cut, by quantiles.
func (d Dist) Mean() float64 {
	if d.Cut {
		const parts = 4096
		sum, c := 0.0, d.curve()
		for k := range parts {
			sum += c.quantile((float64(k) + 0.5) / parts)
		}
		return sum / parts
	}
	switch p := d.P; d.Family {
	case Uniform:
		return (p[0] + p[1]) / 2
	case Triangular:
		return (p[0] + p[1] + p[2]) / 3
	case PERT:
		return (p[0] + 4*p[1] + p[2]) / 6
	case Beta:
		return p[0] / (p[0] + p[1])
	case Lognormal:
		c := d.curve()
		return math.Exp(c.a + c.b*c.b/2)
	case Discrete:
		sum := 0.0
		for k, v := range p {
			sum += d.W[k] * v
		}
		return sum
	}
	return d.Median()
}

// CDF returns the share of the distribution, after cutting, that does not exceed x. NaN counts as -∞.
func (d Dist) CDF(x float64) float64 {
	c := d.curve()
	if !(x >= c.lo) {
		return 0
	}
	if x >= c.hi {
		return 1
	}
	return min(1, max(0, (c.whole(x)-c.floor)/c.mass))
}

// Support returns the lowest and the highest possible value, after cutting; infinite where there is none.
func (d Dist) Support() (lo, hi float64) {
	c := d.curve()
	return c.lo, c.hi
}

// CutMass returns the share of the uncut distribution outside the bounds it is cut to: 0 when nothing is cut.
func (d Dist) CutMass() float64 {
	if !d.Cut {
		return 0
	}
	c := d.curve()
	return min(1, max(0, 1-c.mass))
}

// Truncate cuts the distribution to [lo, hi], either of which may be infinite, and gives what is left its
// whole weight: the quantile is F⁻¹(F(lo) + u·(F(hi) − F(lo))). A distribution that already lies within is
// returned as it is. The error, an *Invalid, says that a constant lies outside, that less than MinKept of
// the distribution is left, or that the bounds are not in order.
func (d Dist) Truncate(lo, hi float64) (Dist, error) {
	if !(lo < hi) {
		return Dist{}, &Invalid{fmt.Sprintf("no number lies between %s and %s", number(lo), number(hi)), "write the lower bound first"}
	}
	if d.Cut {
		lo, hi = max(lo, d.Lo), min(hi, d.Hi)
	}
	end0, end1 := d.Support()
	if lo <= end0 && hi >= end1 {
		return d, nil
	}
	outside := &Invalid{
		Reason:     fmt.Sprintf("%s is not %s", d, within(lo, hi)),
		Suggestion: "give one that is",
	}
	if lo >= hi || lo > end1 || hi < end0 || d.Family == Constant {
		return Dist{}, outside
	}
	cut := d
	cut.Lo, cut.Hi, cut.Cut = lo, hi, true
	if c := cut.curve(); !(c.mass >= MinKept) {
		outside.Reason = fmt.Sprintf("less than 1 %% of %s is %s", d, within(lo, hi))
		outside.Suggestion = "give percentiles that lie there"
		return Dist{}, outside
	}
	return cut, nil
}

// within words an interval after "is".
func within(lo, hi float64) string {
	switch {
	case math.IsInf(hi, 1):
		return "at least " + number(lo)
	case math.IsInf(lo, -1):
		return "at most " + number(hi)
	}
	return "between " + number(lo) + " and " + number(hi)
}

// String writes the distribution as a case file does, without the bounds it is cut to.
func (d Dist) String() string {
	switch d.Family {
	case Constant:
		if len(d.P) == 0 {
			return "0"
		}
		return number(d.P[0])
	case Normal:
		return list(d.P, " to ")
	case Lognormal:
		return "lognormal(" + list(d.P, " to ") + ")"
	case Discrete:
		var b strings.Builder
		for i, v := range d.P {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(number(v) + ": " + number(d.W[i]))
		}
		return "discrete(" + b.String() + ")"
	}
	return d.Family.String() + "(" + list(d.P, ", ") + ")"
}

func list(p []float64, between string) string {
	parts := make([]string, len(p))
	for i, v := range p {
		parts[i] = number(v)
	}
	return strings.Join(parts, between)
}
