package game

import (
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"parley/casefile"
)

// What a term adds from a step on, in closed form, is what following the path step by step adds up to. All moving terms of the cases in
// the catalogue, at random moments and states.
func TestPresentIsTheSumAlongThePath(t *testing.T) {
	closed, followed := 0, 0
	everyGame(t, func(g *Game) {
		a, b := presentsOf(t, g)
		closed, followed = closed+a, followed+b
	})
	if closed < 500 || followed < 50 {
		t.Errorf("%d sums in closed form, %d only by following the path: too few to tell", closed, followed)
	}
}

// everyGame visits the cases of the catalogue and the recipes, but for those without a today.
func everyGame(t *testing.T, visit func(*Game)) {
	t.Helper()
	for _, pattern := range []string{"../../cases/*/case.yaml", "../../docs/recipes/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatal(pattern, paths, err)
		}
		for _, path := range paths {
			c, list, err := casefile.Load(path)
			if err != nil || c == nil {
				t.Fatal(path, err, list)
			}
			g, faults := Compile(c)
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			if g.Today != nil {
				visit(g)
			}
		}
	}
}

func presentsOf(t *testing.T, g *Game) (closed, followed int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	n, inputs, vars := g.NewNumbers(), make([]float64, len(g.Case.Inputs)), make([]float64, g.Vars())
	for draw := range 60 {
		for k := range inputs {
			inputs[k] = g.Case.Inputs[k].Dist.Quantile(0.02 + 0.96*rng.Float64())
		}
		if err := n.FillLazily(inputs, nil); err != nil {
			t.Fatal(err)
		}
		for p := range g.Parties {
			for i := range g.Parties[p].flows {
				tm := &g.Parties[p].flows[i]
				if tm.path < 0 {
					continue
				}
				s := g.Today.Clone()
				for k, size := range g.Sizes {
					if draw > 0 {
						s[k] = uint16(rng.IntN(size))
					}
				}
				copy(vars, n.Vars)
				for k := range g.Case.Tracks {
					vars[g.TrackAt(k)] *= 0.5 + rng.Float64()
				}
				from := rng.IntN(len(n.weights[p]))
				x := n.presentOf(tm, s)
				if x == nil {
					followed++
					continue
				}
				v, ok := x.from(from, vars)
				if !ok {
					followed++
					continue
				}
				closed++
				if want := along(t, n, tm, p, s, from, vars); math.Abs(v-want) > 1e-9*max(1, math.Abs(want)) {
					t.Errorf("%s, %s, from step %d: %v in closed form, %v along the path", g.Case.File, g.Case.Parties[p].Name, from, v, want)
				}
			}
		}
	}
	return closed, followed
}

// along follows the path as the case writes it.
func along(t *testing.T, n *Numbers, tm *term, p int, s State, from int, vars []float64) float64 {
	t.Helper()
	g, party := n.g, &n.g.Parties[p]
	now, next := append([]float64(nil), vars...), append([]float64(nil), vars...)
	sum := 0.0
	for k := from; k < len(n.weights[p]); k++ {
		v, err := tm.value(now, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		sum += n.weights[p][k] * v
		if err := party.reading.step(now, next, s, n.dt, nil, nil); err != nil {
			t.Fatal(err)
		}
		next[g.ElapsedAt()] = now[g.ElapsedAt()] + n.dt
		now, next = next, now
	}
	return sum
}
