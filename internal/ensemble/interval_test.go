package ensemble

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSummarise(t *testing.T) {
	hundred := make([]float64, 101)
	for i := range hundred {
		hundred[i] = float64(100 - i)
	}
	nan, inf := math.NaN(), math.Inf(1)
	tests := []struct {
		values []float64
		want   Interval
	}{
		{nil, Interval{}},
		{[]float64{7}, Interval{7, 7, 7}},
		{[]float64{2, 1}, Interval{1.5, 1.05, 1.95}},
		{hundred, Interval{50, 5, 95}},
		{[]float64{nan, 3, inf, -inf}, Interval{3, 3, 3}},
		{[]float64{1e308, -1e308}, Interval{0, -9e307, 9e307}},
	}
	for _, tt := range tests {
		before := slices.Clone(tt.values)
		got := Summarise(tt.values)
		for i, pair := range [][2]float64{{got.Median, tt.want.Median}, {got.Low, tt.want.Low}, {got.High, tt.want.High}} {
			if !(math.Abs(pair[0]-pair[1]) <= 1e-12*max(1, math.Abs(pair[1]))) {
				t.Errorf("%v: part %d is %v, want %v", tt.values, i, pair[0], pair[1])
			}
		}
		for i := range before {
			if math.Float64bits(before[i]) != math.Float64bits(tt.values[i]) {
				t.Errorf("%v was changed", before)
			}
		}
	}
}

// By hand, at place (n−1)p: what R's quantile(x, p) gives, whose default is type 7.
func TestQuantileType7(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5, 10}
	for _, tt := range []struct{ p, want float64 }{{0.05, 1.25}, {0.25, 2.25}, {0.5, 3.5}, {0.9, 7.5}, {0.95, 8.75}, {0, 1}, {1, 10}, {-1, 1}, {2, 10}} {
		if got := Quantile(x, tt.p); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("at %v: %v, want %v", tt.p, got, tt.want)
		}
	}
	if got := Quantile(x, math.NaN()); got != 1 {
		t.Errorf("at NaN: %v", got)
	}
}

// Wilson's interval holds the shares p with |k/n − p| <= z·sqrt(p(1−p)/n): its ends solve the equation.
func TestWilson(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		share, w := float64(k)/float64(n), Wilson(k, n)
		if !(w[0] >= 0 && w[0] <= share && share <= w[1] && w[1] <= 1) {
			t.Fatalf("%d of %d: %v", k, n, w)
		}
		for _, p := range w {
			if want := z95 * math.Sqrt(p*(1-p)/float64(n)); math.Abs(math.Abs(share-p)-want) > 1e-9 {
				t.Fatalf("%d of %d: end %v does not solve the equation", k, n, p)
			}
		}
	})
	if w := Wilson(0, 0); w != [2]float64{0, 1} {
		t.Errorf("no draws: %v", w)
	}
	if w := Wilson(0, 100); w[0] != 0 || math.Abs(w[1]-0.02634) > 1e-4 {
		t.Errorf("none of 100: %v", w) // z²/(n+z²)
	}
}
