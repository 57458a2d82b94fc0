package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// must gives the answer to parameters that lie in the domain. rapid shows a panic as a failure with its example.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func approx(t rapid.TB, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s: %.12g, want %.12g", what, got, want)
	}
}

// bisect is where a condition that fails at lo comes to hold, up to hi.
func bisect(lo, hi float64, holds func(float64) bool) float64 {
	for range 100 {
		if mid := (lo + hi) / 2; holds(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// best is the maximiser on a grid of n+1 points and the maximum there.
func best(lo, hi float64, n int, f func(float64) float64) (x, y float64) {
	y = math.Inf(-1)
	for i := range n + 1 {
		at := lo + (hi-lo)*float64(i)/float64(n)
		if v := f(at); v > y {
			x, y = at, v
		}
	}
	return x, y
}

// mean is the mean of f over [lo, hi] by the midpoint rule.
func mean(lo, hi float64, n int, f func(float64) float64) float64 {
	sum := 0.0
	for i := range n {
		sum += f(lo + (hi-lo)*(float64(i)+0.5)/float64(n))
	}
	return sum / float64(n)
}

func draw(t *rapid.T, name string, lo, hi float64) float64 {
	return rapid.Float64Range(lo, hi).Draw(t, name)
}

func drawWar(t *rapid.T) War {
	return War{draw(t, "p", 0, 1), draw(t, "cA", 0, 0.6), draw(t, "cB", 0, 0.6)}
}

// The oracles themselves, on what is known.
func TestOracles(t *testing.T) {
	approx(t, "bisect", bisect(0, 2, func(x float64) bool { return x*x >= 2 }), math.Sqrt2, 1e-12)
	x, y := best(0, 1, 1000, func(x float64) float64 { return x * (1 - x) })
	approx(t, "argmax", x, 0.5, 1e-12)
	approx(t, "max", y, 0.25, 1e-12)
	approx(t, "mean", mean(0, 1, 1000, func(x float64) float64 { return x * x }), 1./3, 1e-6)
}
