package game

import (
	"math/rand/v2"
	"testing"
)

// What an issue adds by itself is its options' values and the groups of terms that rest on it alone.
func TestOwnParts(t *testing.T) {
	rng, terms := rand.New(rand.NewPCG(7, 8)), 0
	everyGame(t, func(g *Game) {
		n, inputs := g.NewNumbers(), make([]float64, len(g.Case.Inputs))
		for k := range inputs {
			inputs[k] = g.Case.Inputs[k].Dist.Quantile(0.02 + 0.96*rng.Float64())
		}
		if err := n.FillLazily(inputs, nil); err != nil {
			t.Fatal(err)
		}
		for p := range g.Parties {
			for i := range g.Sizes {
				s, room := g.Today.Clone(), []Tick{1, 2, 3}
				for o, got := range n.OwnParts(p, i, room) {
					s[i] = uint16(o)
					want := n.IssuePart(p, i, s)
					n.FactorPart(p, s, func(scope []int, v Tick) {
						if len(scope) == 1 && scope[0] == i {
							want += v
							terms++
						}
					})
					if got != want {
						t.Errorf("%s, %s, %s: option %d adds %d, want %d", g.Case.File, g.Case.Parties[p].Name, g.Case.Issues[i].Name, o, got, want)
					}
				}
			}
		}
	})
	if terms < 20 {
		t.Errorf("%d terms on one issue: too few to tell", terms)
	}
}
