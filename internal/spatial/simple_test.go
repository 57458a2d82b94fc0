package spatial

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestLevers(t *testing.T) {
	// Weights 4, 1, 5: F = (4·10 + 1·40 + 5·80)/10 = 48.
	is := Issue{Name: "by hand", Lo: 0, Hi: 100, Actors: []Actor{{"a", 8, 0.5, 10}, {"b", 1, 1, 40}, {"c", 20, 0.25, 80}}}
	m, err := Levers(&is)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "outcome", m.Outcome, 48, 1e-12)
	near(t, "dispersion", m.Dispersion, (4*38*38+8*8+5*32*32)/10.0, 1e-9)
	near(t, "position of a", m.Levers[0].Position, 0.4, 1e-12)
	near(t, "salience of a", m.Levers[0].Salience, 8*(10-48)/10.0, 1e-12)
	near(t, "capability of c", m.Levers[2].Capability, 0.25*(80-48)/10, 1e-12)
}

// The levers are the slopes of the model itself.
func TestLeversAreSlopes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issues(false, 6).Draw(t, "issue")
		m, err := Levers(&is)
		if err != nil {
			t.Fatal(err)
		}
		k := rapid.IntRange(0, len(is.Actors)-1).Draw(t, "actor")
		const h = 1e-5
		for _, c := range []struct {
			value *float64
			lever float64
		}{
			{&is.Actors[k].Position, m.Levers[k].Position},
			{&is.Actors[k].Salience, m.Levers[k].Salience},
			{&is.Actors[k].Capability, m.Levers[k].Capability},
		} {
			at := *c.value
			step := -h // not beyond an end
			if at < h {
				step = h
			}
			*c.value = at + step
			moved, err := Compromise(&is)
			if err != nil {
				t.Fatal(err)
			}
			*c.value = at
			if slope := (moved - m.Outcome) / step; math.Abs(slope-c.lever) > 2e-3*(1+math.Abs(c.lever)) {
				t.Fatalf("slope %v, lever %v", slope, c.lever)
			}
		}
	})
}

// Nothing gets more than half of the weight against the median, and it is the lowest position with half of the weight below.
func TestMedianIsACondorcetWinner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issues(rapid.Bool().Draw(t, "grid"), 9).Draw(t, "issue")
		m, err := Median(&is)
		if err != nil {
			t.Fatal(err)
		}
		sum, upTo, below := 0.0, 0.0, 0.0
		for _, a := range is.Actors {
			sum += a.Weight()
			if a.Position <= m {
				upTo += a.Weight()
			}
			if a.Position < m {
				below += a.Weight()
			}
		}
		if upTo < sum/2*(1-1e-9) || below >= sum/2*(1+1e-9) {
			t.Fatalf("%v of %v stand up to the median, %v below", upTo, sum, below)
		}
		for rival := 0.0; rival <= 100; rival += 2.5 {
			against := 0.0
			for _, a := range is.Actors {
				if math.Abs(a.Position-rival) < math.Abs(a.Position-m) {
					against += a.Weight()
				}
			}
			if against > sum/2*(1+1e-9) {
				t.Fatalf("%v of %v prefer %v to the median %v", against, sum, rival, m)
			}
		}
	})
}

func TestMedianTie(t *testing.T) {
	is := Issue{Name: "tie", Lo: 0, Hi: 100, Actors: []Actor{{"a", 0.1, 1, 20}, {"b", 0.2, 1, 20}, {"c", 0.3, 1, 60}}}
	if m, err := Median(&is); err != nil || m != 20 {
		t.Errorf("%v, %v: with half of the weight on either side the lower one is meant", m, err)
	}
}

func TestCRPS(t *testing.T) {
	point := &Distribution{Places: []float64{30}, Shares: []float64{1}}
	near(t, "of a point", point.CRPS(42.5), 12.5, 1e-12)
	two := &Distribution{Places: []float64{0, 100}, Shares: []float64{0.5, 0.5}}
	near(t, "of two", two.CRPS(0), 25, 1e-12) // 100 · 0.5²
	near(t, "in between", two.CRPS(50), 25, 1e-12)
}

// CRPS = E|X-y| - E|X-X'|/2 (Gneiting and Raftery 2007, equation 21).
func TestCRPSIsAnEnergy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issues(true, 8).Draw(t, "issue")
		d, err := PCE(&is, MarkovUniform)
		if err != nil {
			t.Fatal(err)
		}
		y := rapid.Float64Range(-20, 120).Draw(t, "y")
		want := 0.0
		for i, x := range d.Places {
			want += d.Shares[i] * math.Abs(x-y)
			for j, z := range d.Places {
				want -= d.Shares[i] * d.Shares[j] * math.Abs(x-z) / 2
			}
		}
		if got := d.CRPS(y); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

func TestQuantileAndCDF(t *testing.T) {
	d := &Distribution{Places: []float64{0, 50, 100}, Shares: []float64{0.25, 0.5, 0.25}}
	for p, want := range map[float64]float64{0: 0, 0.25: 0, 0.26: 50, 0.75: 50, 0.76: 100, 1: 100} {
		if got := d.Quantile(p); got != want {
			t.Errorf("quantile at %v: %v, want %v", p, got, want)
		}
	}
	for x, want := range map[float64]float64{-1: 0, 0: 0.25, 49: 0.25, 50: 0.75, 101: 1} {
		if got := d.CDF(x); got != want {
			t.Errorf("CDF at %v: %v, want %v", x, got, want)
		}
	}
}

// A draw falls on each place for its share of the interval, never on one without a share, and on some place wherever rounding leaves it.
func TestDraw(t *testing.T) {
	d := &Distribution{Places: []float64{1, 2, 3, 4}, Shares: []float64{0.25, 0, 0.5, 0.25}}
	for u, want := range map[float64]float64{1e-9: 1, 0.2499: 1, 0.2501: 3, 0.7499: 3, 0.7501: 4, 1 - 1e-16: 4} {
		if got := d.Draw(u); got != want {
			t.Errorf("at %v: %v, want %v", u, got, want)
		}
	}
	if got := Pick([]float64{0, 0.3, 0.3, 0}, 0.99); got != 2 {
		t.Errorf("what is left over falls on %d", got)
	}
}
