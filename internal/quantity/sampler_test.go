package quantity

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func sampler(t testing.TB, inputs []Input, cs []Correlation, seed uint64) *Sampler {
	t.Helper()
	s, err := NewSampler(inputs, cs, seed)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func draws(s *Sampler, run int) []float64 {
	dst := make([]float64, s.Len())
	s.Draw(run, dst)
	return dst
}

// Reordering inputs and correlations reorders the draws and changes none of them.
func TestOrderIsFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inputs := mixed(12)
		cs := []Correlation{{0, 5, 0.4}, {5, 3, -0.3}, {7, 2, 0.8}, {3, 0, 0.1}}
		seed := rapid.Uint64().Draw(t, "seed")
		order := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}).Draw(t, "order")
		moved, place := make([]Input, 12), make([]int, 12)
		for to, from := range order {
			moved[to], place[from] = inputs[from], to
		}
		var movedCs []Correlation
		for _, k := range rapid.Permutation([]int{0, 1, 2, 3}).Draw(t, "correlations") {
			c := cs[k]
			movedCs = append(movedCs, Correlation{place[c.B], place[c.A], c.Rank})
		}
		a, errA := NewSampler(inputs, cs, seed)
		b, errB := NewSampler(moved, movedCs, seed)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		for run := range 5 {
			x, y := draws(a, run), draws(b, run)
			for to, from := range order {
				if x[from] != y[to] {
					t.Fatalf("run %d: %s drew %v and %v", run, inputs[from].Path, x[from], y[to])
				}
			}
		}
	})
}

// Adding or removing inputs, or correlating others, leaves a draw as it is.
func TestDrawsStandAlone(t *testing.T) {
	all := mixed(20)
	cs := []Correlation{{1, 2, 0.5}}
	whole := sampler(t, all, cs, 7)
	for run := range 10 {
		x := draws(whole, run)
		for i, in := range all {
			if i == 1 || i == 2 {
				continue
			}
			if alone := draws(sampler(t, []Input{in}, nil, 7), run)[0]; alone != x[i] {
				t.Fatalf("run %d: %s drew %v, alone %v", run, in.Path, x[i], alone)
			}
		}
	}
	// The first of a group by path draws as if it were alone, but for the way through Φ and back.
	if alone, joined := draws(sampler(t, all[1:2], nil, 7), 3)[0], draws(whole, 3)[1]; math.Abs(alone-joined) > 1e-12 {
		t.Errorf("first of its group drew %v, alone %v", joined, alone)
	}
}

// Making an input constant, as when a question fixes it, leaves the rest of its group as it was.
func TestConstantInGroup(t *testing.T) {
	inputs := mixed(4)
	cs := []Correlation{{0, 1, 0.5}, {1, 2, 0.5}}
	before := draws(sampler(t, inputs, cs, 3), 11)
	inputs[0].Dist = Const(9)
	after, ranks := draws(sampler(t, inputs, cs, 3), 11), make([]float64, 4)
	sampler(t, inputs, cs, 3).Uniform(11, ranks)
	if after[0] != 9 || ranks[0] != 0.5 || !slices.Equal(before[1:], after[1:]) {
		t.Errorf("%v became %v, ranks %v", before, after, ranks)
	}
}

func TestValuesAndMedians(t *testing.T) {
	inputs := mixed(40)
	s := sampler(t, inputs, nil, 5)
	u, values, medians := make([]float64, 40), make([]float64, 40), make([]float64, 40)
	s.Medians(medians)
	for run := range 50 {
		s.Uniform(run, u)
		s.Values(u, values)
		if !slices.Equal(values, draws(s, run)) {
			t.Fatal("Draw is not Values of Uniform")
		}
		for i, in := range inputs {
			if want := in.Dist.Quantile(u[i]); math.Abs(values[i]-want) > 1e-12*math.Abs(want) {
				t.Fatalf("%v at %v: %v, want %v", in.Dist, u[i], values[i], want)
			}
			if medians[i] != in.Dist.Median() {
				t.Fatalf("%v: median %v", in.Dist, medians[i])
			}
		}
	}
}

func TestConcurrentDraws(t *testing.T) {
	s := sampler(t, mixed(30), []Correlation{{0, 1, 0.5}, {2, 1, 0.2}}, 5)
	want := make([][]float64, 200)
	for run := range want {
		want[run] = draws(s, run)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for run := range want {
				if !reflect.DeepEqual(draws(s, run), want[run]) {
					t.Errorf("run %d differs", run)
				}
			}
		})
	}
	wg.Wait()
}

func TestDrawAllocatesNothing(t *testing.T) {
	s := sampler(t, mixed(30), []Correlation{{0, 1, 0.5}, {2, 1, 0.2}}, 5)
	dst, run := make([]float64, 30), 0
	if n := testing.AllocsPerRun(100, func() { s.Draw(run, dst); run++ }); n != 0 {
		t.Errorf("%v allocations a draw", n)
	}
}

func ExampleSampler() {
	yearly, _ := New(Normal, []float64{0.2, 0.4}, nil)
	s, _ := NewSampler([]Input{{"quantities.rate", yearly}}, nil, 1)
	value := make([]float64, 1)
	s.Medians(value)
	fmt.Printf("%.1f\n", value[0])
	// Output: 0.3
}
