package quantity

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// curve is a distribution made ready to be read: derived parameters and the effect of cutting.
type curve struct {
	family      Family
	a, b, c     float64 // constant: value; normal, lognormal: mean, deviation; others: low, (mode,) high
	shape       betaShape
	table       *betaTable // nil: none
	values      []float64  // discrete
	chances     []float64  // discrete
	first, last int        // discrete: the values that are left after cutting
	lo, hi      float64    // hard ends, after cutting
	floor, mass float64    // share of the uncut distribution below lo, and from lo to hi
}

// curve prepares d. It allocates nothing.
func (d Dist) curve() curve {
	c := curve{family: d.Family, lo: math.Inf(-1), hi: math.Inf(1), mass: 1}
	switch d.Family {
	case Constant:
		if len(d.P) > 0 {
			c.a = d.P[0]
		}
		c.lo, c.hi = c.a, c.a
		return c
	case Normal:
		c.a, c.b = (d.P[0]+d.P[1])/2, (d.P[1]-d.P[0])/(2*z95)
	case Lognormal:
		l0, l1 := math.Log(d.P[0]), math.Log(d.P[1])
		c.a, c.b = (l0+l1)/2, (l1-l0)/(2*z95)
		c.lo = 0
	case Uniform:
		c.a, c.c = d.P[0], d.P[1]
		c.lo, c.hi = c.a, c.c
	case Triangular, PERT:
		c.a, c.b, c.c = d.P[0], d.P[1], d.P[2]
		c.lo, c.hi = c.a, c.c
		if d.Family == PERT {
			c.shape = newBetaShape(1+4*((c.b-c.a)/(c.c-c.a)), 1+4*((c.c-c.b)/(c.c-c.a)))
		}
	case Beta:
		c.a, c.c = 0, 1
		c.lo, c.hi = 0, 1
		c.shape = newBetaShape(d.P[0], d.P[1])
	case Discrete:
		c.discrete(d)
		return c
	}
	if d.Cut {
		c.cut(d.Lo, d.Hi)
	}
	return c
}

// cut narrows the ends and works out the share that is left.
func (c *curve) cut(lo, hi float64) {
	top := 1.0
	if lo > c.lo {
		c.lo, c.floor = lo, c.whole(lo)
	}
	if hi < c.hi {
		c.hi, top = hi, c.whole(hi)
	}
	c.mass = top - c.floor
}

// discrete finds the values left after cutting and their share. Dividing by the sum of the chances, which
// may differ from 1 in the tenth digit, is left to reading: mass is their sum as it stands.
func (c *curve) discrete(d Dist) {
	c.values, c.chances = d.P, d.W
	c.first, c.last, c.mass = 0, len(d.P)-1, 0
	for i, v := range d.P {
		switch {
		case d.Cut && v < d.Lo:
			c.first = min(i+1, c.last)
			c.floor += d.W[i]
		case d.Cut && v > d.Hi:
			c.last = min(c.last, max(i-1, 0))
		default:
			c.mass += d.W[i]
		}
	}
	c.lo, c.hi = c.values[c.first], c.values[c.last]
}

// quantile reads the value at rank u; see Dist.Quantile.
func (c *curve) quantile(u float64) float64 {
	if !(u > 0) {
		u = 0
		if !math.IsInf(c.lo, -1) && !c.open() {
			return c.lo
		}
	}
	if u >= 1 {
		u = 1
		if !math.IsInf(c.hi, 1) {
			return c.hi
		}
	}
	if math.IsInf(c.lo, -1) || c.open() {
		u = max(u, tailChance)
	}
	if math.IsInf(c.hi, 1) {
		u = min(u, 1-tailChance)
	}
	return min(c.hi, max(c.lo, c.inverse(c.floor+u*c.mass)))
}

// open reports a lognormal that is not cut from below: its end 0 is never reached.
func (c *curve) open() bool { return c.family == Lognormal && c.lo == 0 }

// inverse is the quantile of the uncut distribution. It may be infinite at 0 and 1.
func (c *curve) inverse(v float64) float64 {
	switch c.family {
	case Normal:
		return c.a + c.b*mathext.NormalQuantile(clampUnit(v))
	case Lognormal:
		return math.Exp(c.a + c.b*mathext.NormalQuantile(clampUnit(v)))
	case Uniform:
		return c.a + v*(c.c-c.a)
	case Triangular:
		if v*(c.c-c.a) <= c.b-c.a {
			return c.a + math.Sqrt(v*(c.c-c.a)*(c.b-c.a))
		}
		return c.c - math.Sqrt((1-v)*(c.c-c.a)*(c.c-c.b))
	case PERT, Beta:
		if c.table != nil {
			return c.a + c.table.quantile(v)*(c.c-c.a)
		}
		return c.a + c.shape.quantile(v)*(c.c-c.a)
	case Discrete:
		below := c.floor
		for i := c.first; i < c.last; i++ {
			if below += c.chances[i]; v <= below {
				return c.values[i]
			}
		}
		return c.values[c.last]
	}
	return c.a
}

// whole is the cumulative distribution of the uncut distribution.
func (c *curve) whole(x float64) float64 {
	switch c.family {
	case Normal:
		return normalCDF((x - c.a) / c.b)
	case Lognormal:
		if x <= 0 {
			return 0
		}
		return normalCDF((math.Log(x) - c.a) / c.b)
	case Discrete:
		sum := 0.0
		for i, v := range c.values {
			if v <= x {
				sum += c.chances[i]
			}
		}
		return sum
	}
	if x <= c.a {
		return 0
	}
	if x >= c.c {
		return 1
	}
	switch c.family {
	case Uniform:
		return (x - c.a) / (c.c - c.a)
	case Triangular:
		if x <= c.b {
			return (x - c.a) / (c.c - c.a) * ((x - c.a) / (c.b - c.a))
		}
		return 1 - (c.c-x)/(c.c-c.a)*((c.c-x)/(c.c-c.b))
	case PERT, Beta:
		return c.shape.cdf((x - c.a) / (c.c - c.a))
	}
	return 1
}

func clampUnit(v float64) float64 { return min(1, max(0, v)) }

// normalCDF is Φ.
func normalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }
