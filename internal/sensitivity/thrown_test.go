package sensitivity

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// What correlated inputs carry is divided as without dice.
func TestDivideThrown(t *testing.T) {
	r := equal(2, 0.5)
	for _, coupled := range []bool{true, false} {
		d := normals(2, 2, r, linear(1, 2))
		noisy := thrownStudy(2, names(2), coupled, plus(func(u []float64) float64 {
			return linear(1, 2)([]float64{mathext.NormalQuantile(u[0]), mathext.NormalQuantile(u[1])})
		}, math.Sqrt(7)))
		noisy.Uniform = d.Uniform
		parts, x := division(t, noisy, 6000, r)
		for i, want := range []float64{2.375 / 7, 4.625 / 7} {
			if math.Abs(parts[i].Raw-want) > 0.05 {
				t.Errorf("coupled %t, input %d: %.4f, want %.4f", coupled, i+1, parts[i].Raw, want)
			}
		}
		if math.Abs(x.First.Raw-1) > 0.06 || math.Abs(x.Total.Raw-1) > 0.06 {
			t.Errorf("coupled %t: the group is not all: %+v", coupled, x)
		}
	}
}

// Of outcomes that are thrown, by hand: what is learned is what then can be called right, and dice are never learned.
func TestLearningThrown(t *testing.T) {
	for _, tt := range []struct {
		name  string
		kinds int
		f     throws
		want  float64 // of the first input
	}{
		// P(yes | u) = 0.1 + 0.8 u
		{"yes or no", 2, chance(func(u []float64) float64 { return 0.1 + 0.8*threshold(u) }), 0.2},
		{"dice", 2, chance(func([]float64) float64 { return 0.4 }), 0},
		// each third of the input has an outcome that comes about 7 times in 10, the next else
		{"three", 3, func(u []float64, w float64) float64 {
			return math.Mod(math.Floor(3*u[0])+indicator(w > 0.7), 3)
		}, 0.7 - 1./3},
		{"another's", 3, func(u []float64, w float64) float64 { return math.Floor(3 * u[1]) }, 0},
	} {
		d := thrownStudy(2, names(2), true, tt.f)
		c, err := d.Base(t.Context(), 3000)
		if err != nil {
			t.Fatal(err)
		}
		got := d.Learning(c.A, c.B, tt.kinds, []int{0})[0]
		if math.Abs(got.Value-tt.want) > 0.025 || got.Above(40) != (tt.want > 0) {
			t.Errorf("%s: %+v, want %v", tt.name, got, tt.want)
		}
	}
}

// Screening finds what matters among many inputs in spite of dice, and keeps no more than it may.
func TestScreenThrown(t *testing.T) {
	const inputs = 120
	for _, coupled := range []bool{true, false} {
		d := thrownStudy(2, names(inputs), coupled, chance(func(u []float64) float64 {
			return 0.1 + 0.4*indicator(u[10]+u[70] > 1) + 0.4*indicator((u[71] > 0.5) != (u[110] > 0.5))
		}))
		c, err := d.Base(t.Context(), 2000)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := screened(t, d, c, inputs, 2000)
		if err != nil || len(kept) > maxThrown {
			t.Fatalf("%d kept, %v", len(kept), err)
		}
		for _, i := range []int{10, 70, 71, 110} {
			if !slices.Contains(kept, i) {
				t.Errorf("coupled %t: %d is not among %v", coupled, i, kept)
			}
		}
	}
}

// What elementary effects miss groups find all the same: an input that matters at a twentieth of its ranks, which lie on none of the four
// where inputs stand. And what changes in the trajectories is looked at without halving its way down.
func TestScreenBeyondTheGrid(t *testing.T) {
	const inputs = 120
	f := func(u []float64) float64 {
		return 0.1 + 0.8*indicator(u[7] > 0.45 && u[7] < 0.55) + 0.1*indicator(u[90] > 0.5)
	}
	calls := 0
	d := thrownStudy(1, names(inputs), true, func(u []float64, w float64) float64 { calls++; return indicator(w < f(u)) })
	c, err := d.Base(t.Context(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	calls = 0
	s, err := d.Screen(t.Context(), c, singles(inputs), 1000)
	if err != nil || len(s.Effects) != inputs {
		t.Fatal(len(s.Effects), err)
	}
	if !slices.Contains(s.Kept, 7) || s.Effects[7].Changed != 0 {
		t.Errorf("kept %v; effect %+v", s.Kept, s.Effects[7])
	}
	if calls > 40_000 { // one by one 120,000
		t.Errorf("%d evaluations", calls)
	}
	for _, k := range s.Kept { // known columns are those that measuring would make
		one := &Columns{}
		if err := d.Frozen(t.Context(), "", one, [][]int{{k}}, 60); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(one.AB[0].One, s.Columns[k].One[:60]) || !slices.Equal(one.AB[0].Two, s.Columns[k].Two[:60]) {
			t.Errorf("the column of %d is another", k)
		}
	}
}

// With few runs few factors are measured as they are; with many those that do nothing are screened out first.
func TestScreenSavesThrows(t *testing.T) {
	d := thrownStudy(2, names(14), true, chance(func(u []float64) float64 { return 0.1 + 0.8*indicator(u[3]+u[12] > 1) }))
	for _, n := range []int{500, 1000} {
		c, err := d.Base(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := screened(t, d, c, 14, n)
		want := []int{3, 12}
		if n < 2*screenRuns {
			want = span(14)
		}
		if err != nil || !slices.Equal(kept, want) {
			t.Errorf("%d runs: kept %v, want %v; %v", n, kept, want, err)
		}
	}
}
