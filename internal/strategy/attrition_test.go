package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// fought integrates a law of attrition by Runge and Kutta until a side is at its break point.
func fought(f Forces, dt float64, loss func(a, b float64) (da, db float64)) (a, b, t float64) {
	a, b = f.A, f.B
	for range 4_000_000 {
		if a <= f.BreakA*f.A || b <= f.BreakB*f.B {
			break
		}
		a1, b1 := loss(a, b)
		a2, b2 := loss(a+a1*dt/2, b+b1*dt/2)
		a3, b3 := loss(a+a2*dt/2, b+b2*dt/2)
		a4, b4 := loss(a+a3*dt, b+b3*dt)
		a += (a1 + 2*a2 + 2*a3 + a4) * dt / 6
		b += (b1 + 2*b2 + 2*b3 + b4) * dt / 6
		t += dt
	}
	return a, b, t
}

func drawForces(t *rapid.T) Forces {
	breakPoint := rapid.SampledFrom([]float64{0, 0.3, 0.7})
	return Forces{
		draw(t, "A", 20, 200), draw(t, "B", 20, 200), draw(t, "α", 0.01, 0.1), draw(t, "β", 0.01, 0.1),
		breakPoint.Draw(t, "break of A"), breakPoint.Draw(t, "break of B"),
	}
}

// agree compares with an integration that stops at most one step too late.
func agree(t *rapid.T, f Forces, got Attrition, a, b, at, dt float64) {
	t.Helper()
	survivors := a
	if got.Winner == SideB {
		survivors = b
	}
	if want := a > f.BreakA*f.A; want != (got.Winner == SideA) {
		t.Errorf("%+v: %v wins, by integration %v and %v are left", f, got.Winner, a, b)
	}
	approx(t, "time", got.Time, at, 2*dt+1e-4*at)
	approx(t, "survivors", got.Survivors, survivors, 1e-2*survivors+0.05)
}

func TestSquareLawByIntegration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawForces(t)
		bearA := f.Alpha * f.A * f.A * (1 - f.BreakA*f.BreakA)
		bearB := f.Beta * f.B * f.B * (1 - f.BreakB*f.BreakB)
		if math.Abs(bearA/bearB-1) < 0.02 {
			return // too even for an integration
		}
		const dt = 0.01
		a, b, at := fought(f, dt, func(a, b float64) (float64, float64) { return -f.Beta * b, -f.Alpha * a })
		got := must(SquareLaw(f))
		if !got.Ends {
			t.Fatalf("%+v does not end", f)
		}
		agree(t, f, got, a, b, at, dt)
		stronger := f
		stronger.A *= 1.1
		if more := must(SquareLaw(stronger)); got.Winner == SideA && (more.Winner != SideA || more.Survivors < got.Survivors) {
			t.Errorf("A is stronger and keeps %v, not %v", more.Survivors, got.Survivors)
		}
	})
}

func TestLinearLawByIntegration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawForces(t)
		f.Alpha, f.Beta = f.Alpha/50, f.Beta/50
		f.BreakA, f.BreakB = max(f.BreakA, 0.1), max(f.BreakB, 0.1)
		if bear := f.Alpha * f.A * (1 - f.BreakA) / (f.Beta * f.B * (1 - f.BreakB)); math.Abs(bear-1) < 0.02 {
			return
		}
		const dt = 0.02
		a, b, at := fought(f, dt, func(a, b float64) (float64, float64) { return -f.Beta * a * b, -f.Alpha * a * b })
		got := must(LinearLaw(f))
		if !got.Ends {
			t.Fatalf("%+v does not end", f)
		}
		agree(t, f, got, a, b, at, dt)
	})
}

func TestAttritionAtTheEdges(t *testing.T) {
	even := Forces{A: 50, B: 100, Alpha: 0.04, Beta: 0.01}
	for _, f := range []Forces{even, {A: 50, B: 50, Alpha: 0.01, Beta: 0.01}} {
		if got := must(SquareLaw(f)); got != (Attrition{}) {
			t.Errorf("%+v: %+v", f, got)
		}
	}
	even.BreakA, even.BreakB = 0.5, 0.5
	got := must(SquareLaw(even))
	if got.Winner != Neither || !got.Ends {
		t.Errorf("%+v", got)
	}
	approx(t, "half is left of e^−t/50", got.Time, 50*math.Ln2, 1e-9)
	// A side that never gives up against one that gives up while it lasts.
	stubborn := Forces{A: 100, B: 100, Alpha: 0.01, Beta: 0.01, BreakB: 0.5}
	approx(t, "survivors", must(SquareLaw(stubborn)).Survivors, 50, 1e-9)
	linear := Forces{A: 100, B: 60, Alpha: 0.001, Beta: 0.001}
	if got := must(LinearLaw(linear)); got.Winner != SideA || got.Ends || math.Abs(got.Survivors-40) > 1e-9 {
		t.Errorf("%+v", got)
	}
	linear.B, linear.BreakA, linear.BreakB = 100, 0.5, 0.5
	got = must(LinearLaw(linear)) // each is 100/(1 + t/10)
	if got.Winner != Neither || !got.Ends {
		t.Errorf("%+v", got)
	}
	approx(t, "time of even duels", got.Time, 10, 1e-9)
	linear.BreakA = 0
	if got := must(LinearLaw(Forces{A: 50, B: 100, Alpha: 1, Beta: 1, BreakB: 0.5})); got != (Attrition{}) {
		t.Errorf("A is gone when B breaks, which takes for ever: %+v", got)
	}
}
