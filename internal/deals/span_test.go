package deals_test

import (
	"math"
	"testing"

	"parley/internal/game"
)

// A party's own range runs over all states the rules allow, and no others: without a status quo too, and with a total that is cut.
func TestRange(t *testing.T) {
	for _, k := range []kind{{}, {none: true}, {caps: true}, {none: true, caps: true}} {
		for seed := range uint64(200) {
			g := compiled(t, writeRandom(seed, k))
			if g == nil {
				continue
			}
			o, n := newOracle(g), drawn(t, g, 1, 1).Central
			for p := range g.Case.Parties {
				low, high := math.MaxInt, math.MinInt
				for _, s := range o.all {
					if o.allowed(s) {
						low, high = min(low, o.value(p, s, o.today)), max(high, o.value(p, s, o.today))
					}
				}
				lo, hi, err := g.Span(n, p)
				if low <= high && (err != nil || math.Abs(game.Points(lo)*10-float64(low)) > 1e-9 || math.Abs(game.Points(hi)*10-float64(high)) > 1e-9) {
					t.Fatalf("%+v, seed %d: p%d ranges from %v to %v, want %v to %v tenths\n%s", k, seed, p, game.Points(lo), game.Points(hi), low, high, g.Case.Text)
				}
			}
		}
	}
}
