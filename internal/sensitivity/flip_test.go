package sensitivity

import (
	"math"
	"testing"
)

// The curve of a chance that is a straight line is that line, whatever the dice, also at the ends; one that bends is near.
func TestCurves(t *testing.T) {
	for name, f := range map[string]func(u []float64) float64{
		"line":  func(u []float64) float64 { return 0.2 + 0.6*u[0] },
		"wave":  func(u []float64) float64 { return 0.5 + 0.3*math.Sin(math.Pi*u[0]) },
		"level": func(u []float64) float64 { return 0.7 },
	} {
		d := thrownStudy(2, names(2), true, chance(f))
		c, err := d.Base(t.Context(), 4000)
		if err != nil {
			t.Fatal(err)
		}
		got := d.curves(c.A, c.B, 2, []int{0})[0]
		for place := range got {
			want := f([]float64{rankAt(place), 0})
			if yes, no := got[place][1], got[place][0]; math.Abs(yes-want) > 0.06 || math.Abs(yes+no-1) > 1e-9 {
				t.Errorf("%s at %.2f: %.3f and %.3f, want %.3f", name, rankAt(place), yes, no, want)
			}
		}
	}
}

// A curve from no runs, or few, has no line and no number that is none.
func TestCurvesOfFew(t *testing.T) {
	d := thrownStudy(1, names(2), true, chance(func(u []float64) float64 { return u[0] }))
	for _, n := range []int{0, 1, 2, 5} {
		c, err := d.Base(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		for _, curve := range d.curves(c.A, c.B, 2, []int{0, 1}) {
			for place := range curve {
				for _, chance := range curve[place] {
					if math.IsNaN(chance) || math.IsInf(chance, 0) {
						t.Fatalf("%d runs: %v", n, curve)
					}
				}
			}
			curve.crossings(1)
		}
	}
}

// crossings are where the usual outcome is overtaken, the nearest to the median first, each with the rank where the other leads by most.
func TestCrossings(t *testing.T) {
	var c curve
	for place := range c {
		rank := rankAt(place)
		// 0 leads from 0.3 to 0.8; below it 1 does, above 2
		c[place] = []float64{0.4, 0.4 + (0.3 - rank), 0.4 + 2*(rank-0.8)}
	}
	got := c.crossings(0)
	if len(got) != 2 {
		t.Fatalf("%+v", got)
	}
	for k, want := range []crossing{{0, 1, 0.3, 0.35, 0.05, false}, {0, 2, 0.8, 0.75, 0.95, true}} {
		x := got[k]
		if x.to != want.to || x.above != want.above || math.Abs(x.rank-want.rank) > 0.051 || math.Abs(x.far-want.far) > 1e-9 || math.Abs(x.inner-want.inner) > 0.051 {
			t.Errorf("crossing %d: %+v, want %+v", k, x, want)
		}
	}
	for place := range c {
		c[place] = []float64{0.5, 0.3, 0.2}
	}
	if got := c.crossings(0); got != nil {
		t.Errorf("nothing overtakes, and yet %+v", got)
	}
}

func TestZeroBetween(t *testing.T) {
	for _, tt := range [][5]float64{{0, 1, 1, -1, 0.5}, {0.2, 3, 0.6, -1, 0.5}, {0.6, 1, 0.2, -1, 0.4}, {0.3, 0, 0.5, 0, 0.3}, {0.3, -1, 0.5, -2, 0.3}} {
		if got := zeroBetween(tt[0], tt[1], tt[2], tt[3]); math.Abs(got-tt[4]) > 1e-12 {
			t.Errorf("%v: %v", tt, got)
		}
	}
}
