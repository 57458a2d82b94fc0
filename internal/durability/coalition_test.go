package durability

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/internal/game"
	"parley/internal/oracle"
)

// The minimal sets that can bring a state about are those found by trying every set of parties.
func TestCoalitionsByTryingAll(t *testing.T) {
	compared, several := 0, 0
	for seed := range uint64(150) {
		g := oracle.Compile(t, oracle.Random(oracle.Seeded(seed), oracle.Kind{Publics: seed%2 == 0}))
		if g == nil {
			continue
		}
		o := oracle.New(g.Case)
		for _, from := range []game.State{o.Today, o.States[len(o.States)/2]} {
			for k, y := range o.States {
				if k%3 != 0 || y.Equal(from) || !o.Allowed(from) || !o.Reaches(o.Everyone(), oracle.Every, from, y) {
					continue
				}
				want := oracle.Minimal(o.Everyone(), len(g.Parties), func(set game.Mask) bool { return o.Reaches(set, oracle.Every, from, y) })
				slices.SortFunc(want, game.CompareSets)
				if got := coalitions(g, from, y); !slices.Equal(got, want) {
					t.Fatalf("seed %d, from %v to %v: %v, want %v", seed, from, y, got, want)
				}
				if compared++; len(want) > 1 {
					several++
				}
			}
		}
	}
	if compared < 500 || several < 50 {
		t.Errorf("%d compared, %d with several sets", compared, several)
	}
}

// The interval of a difference holds the true one in about nine samples of ten, and turns its sign with the question.
func TestDifferenceCovers(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	for _, c := range []struct{ gained, lost float64 }{{.2, .1}, {.02, 0}, {.3, .3}} {
		const trials, n = 2000, 200
		held := 0
		for range trials {
			var table, turned [2][2]int
			for range n {
				switch u := r.Float64(); {
				case u < c.gained:
					table[1][0]++
				case u < c.gained+c.lost:
					table[0][1]++
				default:
					table[1][1]++
				}
			}
			turned[1][1], turned[1][0], turned[0][1] = table[1][1], table[0][1], table[1][0]
			d, e := change(12, table), change(12, turned)
			if d.Interval[0] <= c.gained-c.lost && c.gained-c.lost <= d.Interval[1] {
				held++
			}
			if math.Abs(d.Difference+e.Difference) > 1e-12 || math.Abs(d.Interval[0]+e.Interval[1]) > 1e-12 || d.With != e.Without {
				t.Fatalf("%+v turned is %+v", d, e)
			}
		}
		if share := float64(held) / trials; share < .86 || share > .98 {
			t.Errorf("%+v: held in %v of the samples", c, share)
		}
	}
}
