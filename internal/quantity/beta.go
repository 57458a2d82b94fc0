package quantity

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// betaShape is a beta distribution on 0–1.
type betaShape struct {
	a, b    float64
	logBeta float64 // ln B(a, b)
	half    float64 // cumulative distribution at 0.5
}

func newBetaShape(a, b float64) betaShape {
	return betaShape{a: a, b: b, logBeta: mathext.Lbeta(a, b), half: mathext.RegIncBeta(a, b, 0.5)}
}

// cdf is the regularised incomplete beta function I_x(a, b). It is taken from the nearer end: from the
// farther one the library's continued fraction may stop short (seven digits at a = 245, b = 0.014, x = 0.9999).
func (s *betaShape) cdf(x float64) float64 {
	if x > 0.5 {
		return 1 - mathext.RegIncBeta(s.b, s.a, max(0, 1-x))
	}
	return mathext.RegIncBeta(s.a, s.b, max(0, x))
}

// quantile inverts cdf. It solves for the distance to the nearer end, so that both tails keep their
// relative precision.
func (s *betaShape) quantile(u float64) float64 {
	switch {
	case u <= 0:
		return 0
	case u >= 1:
		return 1
	case u <= s.half:
		return solveBeta(s.a, s.b, s.logBeta, u, 0)
	}
	return 1 - solveBeta(s.b, s.a, s.logBeta, 1-u, 0)
}

// solveBeta finds x in [0, 0.5] with I_x(a, b) = v, given ln B(a, b) and a first guess (0: none).
//
// It takes Halley steps near the solution, Newton steps on ln I against ln x far from it (there I is
// nearly a power of x), and bisects ln x when a step leaves the bracket.
func solveBeta(a, b, logBeta, v, guess float64) float64 {
	const smallest = -708 // ln of the smallest number of full precision
	x := guess
	if !(x > 0 && x < 0.5) {
		t := (math.Log(v*a) + logBeta) / a // leading term: I ≈ x^a / (a B)
		if t < smallest {
			return 0
		}
		x = min(0.5, math.Exp(t))
	}
	lo, hi := 0.0, 0.5
	for range 200 {
		f := mathext.RegIncBeta(a, b, x)
		if f < v {
			lo = x
		} else {
			hi = x
		}
		// slope is dI/d ln x, curve the logarithmic derivative of dI/dx times x.
		slope := math.Exp(a*math.Log(x) + (b-1)*math.Log1p(-x) - logBeta)
		bend := (a - 1) - (b-1)*x/(1-x)
		next, last := 0.0, false
		if f > v/2 && f < 2*v {
			step := (f - v) / slope
			size := step / (1 - step*bend/2)
			next = x * (1 - size)
			last = math.Abs(size) < 1e-5 && math.Abs(step*bend) < 1e-5
		} else if f > 0 {
			next = x * math.Exp(-math.Log(f/v)*f/slope)
		}
		if last {
			return min(next, 0.5)
		}
		if !(next > lo && next < hi) {
			next = bisect(lo, hi)
		}
		if next == x {
			return x
		}
		x = next
	}
	return x
}

// bisect halves the bracket on a logarithmic scale.
func bisect(lo, hi float64) float64 {
	if lo == 0 {
		return hi * 0x1p-20
	}
	return math.Sqrt(lo) * math.Sqrt(hi)
}
