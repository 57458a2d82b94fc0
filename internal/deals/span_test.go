package deals_test

import (
	"math"
	"testing"

	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/search"
)

// A party's own range runs over all states the rules allow, and no others: without a status quo too, and with a total that is cut.
func TestRange(t *testing.T) {
	for _, k := range []oracle.Kind{{}, {NoStatusQuo: true}, {Caps: true}, {NoStatusQuo: true, Caps: true}} {
		for seed := range uint64(200) {
			g := oracle.Compile(t, oracle.Random(oracle.Seeded(seed), k))
			if g == nil {
				continue
			}
			o, n := oracle.New(g.Case), oracle.Draws(t, g, 1, 1).Central
			for p := range g.Case.Parties {
				low, high, any := o.Range(p)
				lo, hi, err := search.Span(g, n, p)
				if any && (err != nil || math.Abs(game.Points(lo)*10-float64(low)) > 1e-9 || math.Abs(game.Points(hi)*10-float64(high)) > 1e-9) {
					t.Fatalf("%+v, seed %d: p%d ranges from %v to %v, want %v to %v tenths\n%s", k, seed, p, game.Points(lo), game.Points(hi), low, high, g.Case.Text)
				}
			}
		}
	}
}
