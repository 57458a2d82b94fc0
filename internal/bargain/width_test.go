package bargain

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/game"
)

// The width of a gain is that of whole values, draw by draw.
func TestWidthIsItsDefinition(t *testing.T) {
	for seed := range uint64(60) {
		b, _, _ := prepared(t, random(seed))
		fast, slow := make([]game.Tick, widthDraws), make([]game.Tick, widthDraws)
		states := []game.State{{0, 0, 0}, {1, 0, 0}, {0, 2, 0}, {2, 1, 1}, {0, 0, 2}, {1, 0, 2}}
		for p := range b.g.Parties {
			for _, from := range states {
				for _, y := range states {
					got, err := b.spread.of(p, from, y, fast)
					if err == nil {
						err = b.spread.whole(p, from, y, slow)
					}
					if err != nil {
						t.Fatal(err)
					}
					slices.Sort(slow)
					if want := game.Points(slow[94] - slow[5]); math.Abs(got-want) > 1e-9 {
						t.Fatalf("seed %d, party %d, %v to %v: %v, want %v", seed, p, from, y, got, want)
					}
				}
			}
		}
	}
}

func TestInner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SliceOfN(rapid.Int64Range(-50, 50), 2*cut+2, 120).Draw(t, "row")
		got := inner(row)
		slices.Sort(row)
		if want := row[len(row)-1-cut] - row[cut]; got != want {
			t.Fatalf("%d, want %d of %v", got, want, row)
		}
	})
}
