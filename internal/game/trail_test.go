package game

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Trails, made track by track, are what following all tracks together gives, and so is what flows along them and what it comes to on average: for
// all parties of the cases in the catalogue and the recipes, at random moments and states.
func TestTrailsAreThePathTogether(t *testing.T) {
	var trails, together int
	everyGame(t, func(g *Game) {
		a, b := trailsOf(t, g)
		trails, together = trails+a, together+b
	})
	if trails < 1000 || together < 50 {
		t.Errorf("%d by trails, %d only together: too few to tell", trails, together)
	}
}

func trailsOf(t *testing.T, g *Game) (trails, together int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	n, inputs := g.NewNumbers(), make([]float64, len(g.Case.Inputs))
	for draw := range 30 {
		for k := range inputs {
			inputs[k] = g.Case.Inputs[k].Dist.Quantile(0.02 + 0.96*rng.Float64())
		}
		if err := n.FillLazily(inputs, nil); err != nil {
			t.Fatal(err)
		}
		for range 3 { // moments
			vars := append([]float64(nil), n.Vars...)
			for k := range g.Case.Tracks {
				vars[g.TrackAt(k)] *= 0.7 + 0.6*rng.Float64()
			}
			if err := n.At(vars); err != nil {
				t.Fatal(err)
			}
			for p := range g.Parties {
				s := g.Today.Clone()
				for k, size := range g.Sizes {
					if draw > 0 {
						s[k] = uint16(rng.IntN(size))
					}
				}
				if abreast(t, n, p, s) {
					trails++
				} else {
					together++
				}
				averages(t, n, p, s)
			}
		}
	}
	return trails, together
}

// abreast compares the trails of a party with the path; it is false where they are the path.
func abreast(t *testing.T, n *Numbers, p int, s State) bool {
	t.Helper()
	steps := len(n.weights[p])
	var a Ahead
	a.In(n, p, s)
	var got, want Trails
	flow, literal := make([]float64, steps), make([]float64, steps)
	wrong := a.together(&want, append([]float64(nil), n.Vars...), literal)
	err := a.Along(&got, append([]float64(nil), n.Vars...), flow)
	if (err == nil) != (wrong == nil) {
		t.Fatalf("%s: %v, want %v", n.g.Case.Parties[p].Name, err, wrong)
	}
	if err != nil {
		return false
	}
	for k := range flow {
		near(t, n, p, "flow", flow[k], literal[k])
		for i := range want.cols {
			near(t, n, p, "track", got.cols[i][k], want.cols[i][k])
		}
	}
	return len(got.room) == 0
}

// averages compares what a path comes to on average with following it.
func averages(t *testing.T, n *Numbers, p int, s State) {
	t.Helper()
	for q := range n.g.paths {
		if n.g.paths[q].party != p {
			continue
		}
		x, err := n.expected(q, s)
		var want Trails
		var a Ahead
		a.follow(n, n.g.Parties[p].reading, n.g.paths[q].tracks, s)
		wrong := want.together(&a, append([]float64(nil), n.Vars...), len(n.weights[p]), func(int) error { return nil })
		if (err == nil) != (wrong == nil) {
			t.Fatalf("%v, want %v", err, wrong)
		}
		if err != nil {
			continue
		}
		for i, col := range want.cols {
			near(t, n, p, "mean", x.means[i], weighted(n.weights[p], col))
		}
	}
}

func near(t *testing.T, n *Numbers, p int, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*max(1, math.Abs(want)) {
		t.Fatalf("%s, %s: %s is %g by its trail, %g together", n.g.Case.File, n.g.Case.Parties[p].Name, what, got, want)
	}
}
