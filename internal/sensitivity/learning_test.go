package sensitivity

import (
	"math"
	"testing"
)

// The value of learning an input, by hand: all of what is left to call wrong, nothing, and a part.
func TestLearning(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    func(u []float64) float64
		want float64 // of the first input
	}{
		{"known exactly", func(u []float64) float64 { return indicator(u[0] > 0.3) }, 0.3},
		{"exclusive or", xor, 0},
		{"another's", func(u []float64) float64 { return indicator(u[1] > 0.3) }, 0},
		{"never changes the call", func(u []float64) float64 { return indicator(u[1] < 0.6+0.3*u[0]) }, 0},
		{"sum above one", threshold, 0.25}, // E max(u, 1−u) = 3/4
		{"always", func([]float64) float64 { return 1 }, 0},
	} {
		d := study(1, names(2), tt.f)
		c, err := d.Base(t.Context(), 2000)
		if err != nil {
			t.Fatal(err)
		}
		got := d.Learning(c.A, c.B, 2, []int{0})[0]
		if math.Abs(got.Value-tt.want) > 0.02 || got.Above(40) != (tt.want > 0) {
			t.Errorf("%s: %+v, want %v", tt.name, got, tt.want)
		}
	}
}

// screened are the factors that a screening keeps.
func screened(t *testing.T, d *Design, c *Columns, inputs, runs int) ([]int, error) {
	s, err := d.Screen(t.Context(), c, singles(inputs), runs)
	return s.Kept, err
}

// Of many inputs few are kept, those that matter among them, and the rest is bounded.
func TestScreen(t *testing.T) {
	const inputs = 300
	f := func(u []float64) float64 { return 3*u[10] + 2*u[170] + (u[171]-0.5)*(u[290]-0.5)*8 + 0.02*u[50] }
	count := 0
	d := study(1, names(inputs), func(u []float64) float64 { count++; return f(u) })
	c, err := d.Base(t.Context(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := screened(t, d, c, inputs, 1000)
	if err != nil {
		t.Fatal(err)
	}
	want := []int{10, 170, 171, 290}
	if len(kept) != len(want) {
		t.Fatalf("kept %v", kept)
	}
	for k := range want {
		if kept[k] != want[k] {
			t.Errorf("kept %v, want %v", kept, want)
		}
	}
	if count > 80_000 { // 300 inputs one by one would be 300,000
		t.Errorf("%d evaluations", count)
	}
	all := func(u []float64) float64 {
		sum := 0.0
		for _, x := range u {
			sum += x
		}
		return sum
	}
	d = study(1, names(inputs), all)
	if c, err = d.Base(t.Context(), 500); err != nil {
		t.Fatal(err)
	}
	if kept, err = screened(t, d, c, inputs, 500); err != nil || len(kept) > maxMeasured {
		t.Errorf("where all matter a little, %d are kept; %v", len(kept), err)
	}
}

// atMost holds the total effect of a factor that hardly ever or never changes the answer.
func TestAtMost(t *testing.T) {
	a, b, ab := newColumn(1000, false), newColumn(1000, false), newColumn(1000, false)
	for r := range a.One {
		a.One[r], b.One[r] = float64(r%2), float64(r/2%2)
		ab.One[r] = a.One[r]
	}
	if got := atMost(a, b, ab); got <= 0 || got > 0.01 {
		t.Errorf("never changed: at most %v", got)
	}
	if got := atMost(a, a, b); got != 1 {
		t.Errorf("changed half the time: %v", got) // 0.5/(2·0.25), and then some: cut to 1
	}
	if got := atMost(ab.head(0), ab.head(0), ab.head(0)); got != 0 {
		t.Errorf("no runs: %v", got)
	}
}
