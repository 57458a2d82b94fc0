package ensemble

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// experiment draws n runs of the given number of independent inputs and asks an answer of each run's ranks
// (and of a die that is no input).
func experiment(seed uint64, n, inputs int, answer func(u []float64, die float64) bool) (*Ranks, []bool) {
	r := rand.New(rand.NewPCG(seed, 1))
	ranks, yes, u := NewRanks(n, inputs), make([]bool, n), make([]float64, inputs)
	for run := range n {
		for i := range u {
			u[i] = r.Float64()
		}
		ranks.Set(run, u)
		yes[run] = answer(u, r.Float64())
	}
	return ranks, yes
}

func every(n int) []bool {
	marks := make([]bool, n)
	for i := range marks {
		marks[i] = true
	}
	return marks
}

func conditioner(t testing.TB, ranks *Ranks, n int, marks []bool) *Conditioner {
	t.Helper()
	c, err := NewConditioner(context.Background(), ranks, n, marks)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Known functions of sixty inputs. The wanted ends are the shares among the lowest and highest fifth of the
// input that matters; `low` and `high` of -1 want the range to stop at P.
func TestRangeOfKnownFunctions(t *testing.T) {
	tests := []struct {
		name       string
		answer     func(u []float64, die float64) bool
		low, high  float64
		within     float64
		lowI, topI int
		small      bool // also found with 200 draws
	}{
		{"step at the middle", func(u []float64, _ float64) bool { return u[3] > 0.5 }, 0, 1, 0, 3, 3, true},
		{"falling step", func(u []float64, _ float64) bool { return u[3] < 0.5 }, 0, 1, 0, 3, 3, true},
		{"step near the top", func(u []float64, _ float64) bool { return u[7] > 0.85 }, 0, 0.75, 0.06, 7, 7, false},
		{"linear", func(u []float64, die float64) bool { return die < u[0] }, 0.1, 0.9, 0.05, 0, 0, true},
		{"two that add", func(u []float64, _ float64) bool { return u[0]+u[1] > 1 }, 0.1, 0.9, 0.05, -2, -2, true},
		{"exclusive or", func(u []float64, _ float64) bool { return (u[0] > 0.5) != (u[1] > 0.5) }, -1, -1, 0, -1, -1, true},
		{"a die", func(_ []float64, die float64) bool { return die < 0.3 }, -1, -1, 0, -1, -1, true},
		{"a rare die", func(_ []float64, die float64) bool { return die < 0.004 }, -1, -1, 0, -1, -1, true},
		{"middling ranks", func(u []float64, _ float64) bool { return u[2] > 0.4 && u[2] < 0.75 }, 0, -1, 0, 2, -1, false},
		{"upper middle", func(u []float64, _ float64) bool { return u[2] > 0.5 && u[2] < 0.85 }, 0, -1, 0, 2, -1, false},
		{"always", func([]float64, float64) bool { return true }, -1, -1, 0, -1, -1, true},
	}
	for _, tt := range tests {
		for _, n := range []int{2000, 200} {
			if n == 200 && !tt.small {
				continue
			}
			slack := tt.within * math.Sqrt(2000/float64(n))
			ranks, yes := experiment(5, n, 60, tt.answer)
			got := conditioner(t, ranks, n, every(60)).Probability(yes)
			low, high := tt.low, tt.high
			if low < 0 {
				low = got.P
			}
			if high < 0 {
				high = got.P
			}
			if math.Abs(got.Range[0]-low) > slack || math.Abs(got.Range[1]-high) > slack {
				t.Errorf("%s, %d draws: %.3f (%.3f–%.3f), want (%.3f–%.3f)", tt.name, n, got.P, got.Range[0], got.Range[1], low, high)
			}
			if tt.lowI > -2 && (got.LowInput != tt.lowI || got.HighInput != tt.topI) {
				t.Errorf("%s, %d draws: inputs %d and %d", tt.name, n, got.LowInput, got.HighInput)
			}
			if got.N != n || got.Sampling[0] > got.P || got.Sampling[1] < got.P {
				t.Errorf("%s, %d draws: %+v", tt.name, n, got)
			}
		}
	}
}

// A weak slope over all ranks shows in the line before it shows in the windows.
func TestWeakSlope(t *testing.T) {
	found := 0
	for seed := range uint64(12) {
		ranks, yes := experiment(seed, 2000, 60, func(u []float64, die float64) bool { return die < 0.4+0.2*(u[4]-0.5) })
		got := conditioner(t, ranks, 2000, every(60)).Probability(yes)
		if got.LowInput == 4 && got.HighInput == 4 {
			found++
		}
	}
	if found < 9 { // its expected size is 5.3 standard deviations of the line and 3.6 of a window; 3.6 count
		t.Errorf("found in %d of 12", found)
	}
}

// Noise widens a range in about one answer of twenty, not in nearly each as the bare extremes of 120
// conditional shares would.
func TestNoiseSeldomWidens(t *testing.T) {
	const trials = 300
	for _, tt := range []struct {
		n int
		p float64
	}{{2000, 0.3}, {2000, 0.01}, {200, 0.5}, {200, 0.05}} {
		widened := 0
		for seed := range uint64(trials) {
			ranks, yes := experiment(seed, tt.n, 20, func(_ []float64, die float64) bool { return die < tt.p })
			if got := conditioner(t, ranks, tt.n, every(20)).Probability(yes); got.LowInput >= 0 || got.HighInput >= 0 {
				widened++
			}
		}
		// 5 % of 300 is 15; 29 is 3.7 standard deviations above.
		if widened > 29 {
			t.Errorf("%d draws, P %v: %d of %d widened", tt.n, tt.p, widened, trials)
		}
	}
}

// Only marked inputs widen the range.
func TestUnmarkedInputs(t *testing.T) {
	ranks, yes := experiment(1, 1000, 3, func(u []float64, _ float64) bool { return u[1] > 0.5 })
	for _, tt := range []struct {
		marks []bool
		wide  bool
	}{{[]bool{true, true, true}, true}, {[]bool{true, false, true}, false}, {[]bool{false, true, false}, true}, {make([]bool, 3), false}} {
		got := conditioner(t, ranks, 1000, tt.marks).Probability(yes)
		if wide := got.Range[1]-got.Range[0] > 0.5; wide != tt.wide {
			t.Errorf("%v: %+v", tt.marks, got)
		}
	}
}

func TestGiven(t *testing.T) {
	// Given that input 0 is high, the answer is a matter of input 1.
	ranks, yes := experiment(2, 2000, 4, func(u []float64, _ float64) bool { return u[0] > 0.5 && u[1] > 0.5 })
	condition := make([]bool, 2000)
	for run, r := range ranks.columns[0] {
		condition[run] = r > 32768
	}
	c := conditioner(t, ranks, 2000, every(4))
	got := c.Given(yes, condition)
	if math.Abs(got.P-0.5) > 0.05 || got.Range != [2]float64{0, 1} || got.LowInput != 1 || got.N < 900 || got.N > 1100 {
		t.Errorf("%+v", got)
	}
	if none := c.Given(yes, make([]bool, 2000)); none.N != 0 || none.P != 0 || none.Range != [2]float64{0, 1} || none.LowInput != -1 {
		t.Errorf("never: %+v", none)
	}
}

// A cancelled ensemble is summarised by its prefix: the rest is not looked at.
func TestPrefix(t *testing.T) {
	ranks, yes := experiment(3, 1000, 5, func(u []float64, _ float64) bool { return u[2] > 0.6 })
	short, shortYes := experiment(3, 300, 5, func(u []float64, _ float64) bool { return u[2] > 0.6 })
	a := conditioner(t, ranks, 300, every(5)).Probability(yes)
	if b := conditioner(t, short, 300, every(5)).Probability(shortYes); a != b {
		t.Errorf("%+v, alone %+v", a, b)
	}
	empty := conditioner(t, ranks, 0, every(5)).Probability(yes)
	if empty.N != 0 || math.IsNaN(empty.P) {
		t.Errorf("no runs: %+v", empty)
	}
	for _, wrong := range []struct{ n, marks int }{{1001, 5}, {-1, 5}, {10, 4}} {
		if _, err := NewConditioner(context.Background(), ranks, wrong.n, every(wrong.marks)); err == nil {
			t.Errorf("%+v is accepted", wrong)
		}
	}
}

// The windows hold the runs whose rank lies near an end, and the sums are over all.
func TestWindows(t *testing.T) {
	rank := make([]uint16, 0, 1<<16+30)
	for r := range 1 << 16 {
		rank = append(rank, uint16(r*40503)) // each once, in no order
	}
	rank = append(rank, rank[:30]...)
	in, sum, squares := newConditioned(0, rank), uint64(0), uint64(0)
	for run, r := range rank {
		for e, end := range ends {
			want := math.Abs(float64(r)/65536-end) <= halfWindow
			if got := in.window[e][run/64]>>(run%64)&1 == 1; got != want {
				t.Fatalf("rank %d at end %v: %v, want %v", r, end, got, want)
			}
		}
		sum, squares = sum+uint64(r), squares+uint64(r)*uint64(r)
	}
	if in.whole != (moments{sum: sum, squares: squares}) {
		t.Errorf("%+v, want %d and %d", in.whole, sum, squares)
	}
}

// Whatever the answer, the parts stand in order; the complement mirrors it; the order of runs is free.
func TestProbabilityProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, inputs := rapid.IntRange(1, 400).Draw(t, "n"), rapid.IntRange(0, 6).Draw(t, "inputs")
		cut, slope := rapid.Float64Range(-0.2, 1.2).Draw(t, "cut"), rapid.Float64Range(-2, 2).Draw(t, "slope")
		ranks, yes := experiment(rapid.Uint64().Draw(t, "seed"), n, inputs, func(u []float64, die float64) bool {
			if len(u) > 0 {
				die += slope * (u[0] - 0.5)
			}
			return die < cut
		})
		c, _ := NewConditioner(context.Background(), ranks, n, every(inputs))
		got := c.Probability(yes)
		if !(0 <= got.Range[0] && got.Range[0] <= got.P && got.P <= got.Range[1] && got.Range[1] <= 1) {
			t.Fatalf("%+v", got)
		}
		no, reversed, turned := make([]bool, n), NewRanks(n, inputs), make([]bool, n)
		for run := range n {
			no[run] = !yes[run]
			turned[n-1-run] = yes[run]
			for i := range inputs {
				reversed.columns[i][n-1-run] = ranks.columns[i][run]
			}
		}
		mirror := c.Probability(no)
		if math.Abs(mirror.Range[0]+got.Range[1]-1) > 1e-9 || math.Abs(mirror.Range[1]+got.Range[0]-1) > 1e-9 {
			t.Fatalf("%+v, complement %+v", got, mirror)
		}
		d, _ := NewConditioner(context.Background(), reversed, n, every(inputs))
		if again := d.Probability(turned); again != got {
			t.Fatalf("%+v, in reverse %+v", got, again)
		}
	})
}

// The tail against its definition, in exact small numbers.
func TestHypergeometricTail(t *testing.T) {
	choose := func(a, b int) float64 {
		if b < 0 || b > a {
			return 0
		}
		out := 1.0
		for i := range b {
			out = out * float64(a-i) / float64(i+1)
		}
		return out
	}
	for n := 1; n <= 12; n++ {
		for yes := 0; yes <= n; yes++ {
			for m := 0; m <= n; m++ {
				for k := max(0, m-(n-yes)); k <= min(m, yes); k++ {
					up, down := 0.0, 0.0
					for j := 0; j <= m; j++ {
						p := choose(yes, j) * choose(n-yes, m-j) / choose(n, m)
						if j >= k {
							up += p
						}
						if j <= k {
							down += p
						}
					}
					want := up
					if k*n < m*yes {
						want = down
					}
					if got := newLnFactorials(n).tail(k, m, yes, n, 1); math.Abs(got-want) > 1e-12 {
						t.Fatalf("%d of %d, %d of %d: %v, want %v", k, m, yes, n, got, want)
					}
				}
			}
		}
	}
}

// BenchmarkProbability summarises one answer over 2,000 draws of 60 assumed inputs.
func BenchmarkProbability(b *testing.B) {
	ranks, yes := experiment(1, 2000, 60, func(u []float64, die float64) bool { return u[0]+die > 1 })
	c := conditioner(b, ranks, 2000, every(60))
	b.ReportAllocs()
	for b.Loop() {
		c.Probability(yes)
	}
}
