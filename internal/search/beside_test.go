package search_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/search"
	"parley/internal/synthetic"
)

// besides compares, for draws and draws beside them in which some inputs are drawn again, a desk that uses what it knows of the first with one
// that knows nothing. It counts the draws beside one without room in which there is none, and some.
func besides(t rapid.TB, g *game.Game, panel game.Panel, goal int, rng *rand.Rand, draws, each int) (none, some int) {
	t.Helper()
	desk, err := search.NewDesk(g, panel)
	if err != nil {
		return 0, 0 // too large for a desk
	}
	fresh := desk.Fork()
	inputs, mix := make([]float64, len(g.Case.Inputs)), make([]float64, len(g.Case.Inputs))
	again := func(i int) float64 {
		if d := &g.Case.Inputs[i].Dist; !d.Constant() {
			return d.Quantile(0.01 + 0.98*rng.Float64())
		}
		return g.Case.Inputs[i].Dist.Median() + float64(rng.IntN(61)-30)/10
	}
	draw, beside, whole := g.NewNumbers(), g.NewNumbers(), g.NewNumbers()
	for range draws {
		for i := range inputs {
			inputs[i] = again(i)
		}
		if err := draw.FillLazily(inputs, nil); err != nil {
			t.Fatal(err)
		}
		desk.Load(draw)
		var proof search.Proof
		_, room, err := desk.Room(goal)
		if err != nil {
			t.Fatal(err)
		}
		for range each {
			copy(mix, inputs)
			for range 1 + rng.IntN(3)*rng.IntN(2) {
				if len(mix) > 0 {
					i := rng.IntN(len(mix))
					mix[i] = again(i)
				}
			}
			if err := beside.FillBeside(draw, mix); err != nil {
				t.Fatal(err)
			}
			if err := whole.FillLazily(mix, nil); err != nil {
				t.Fatal(err)
			}
			desk.LoadBeside(beside)
			fresh.Load(whole)
			_, want, err := fresh.Room(goal)
			if err != nil {
				t.Fatal(err)
			}
			if _, got, err := desk.Room(goal); got != want || err != nil {
				t.Fatalf("loaded beside, room is %v (%v), loaded alone %v", got, err, want)
			}
			if room {
				continue
			}
			s, got, err := desk.RoomBeside(goal, &proof)
			if got != want || err != nil {
				t.Fatalf("beside a draw without room there is room: %v (%v); searched: %v", got, err, want)
			}
			if !got {
				none++
				continue
			}
			some++
			if !g.InZOPA(&panel, whole, s) || !g.Meets(goal, s) {
				t.Fatalf("%v is no deal", s)
			}
		}
	}
	return none, some
}

func TestRoomBesideRandom(t *testing.T) {
	none, some := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]oracle.Kind{{}, {WalkAways: true}, {Caps: true}, {NoStatusQuo: true}, {WalkAways: true, Caps: true, Publics: true}}).Draw(t, "kind")
		seed := rapid.Uint64().Draw(t, "seed")
		g := oracle.Compile(t, oracle.Random(oracle.Seeded(seed), kind))
		if g == nil {
			return
		}
		rng := rand.New(rand.NewPCG(seed, 11))
		for k := range g.Case.Tables {
			for goal := search.AnyGoal; goal < len(g.Goals); goal++ {
				a, b := besides(t, g, g.TablePanel(k), goal, rng, 4, 6)
				none, some = none+a, some+b
			}
		}
	})
	if none < 200 || some < 50 {
		t.Errorf("no room %d times, room %d times: too few to tell", none, some)
	}
}

func TestRoomBesideLarge(t *testing.T) {
	rng, none, some := rand.New(rand.NewPCG(3, 12)), 0, 0
	for _, g := range []*game.Game{
		oracle.Catalogue(t, "alaska-2025"), oracle.Catalogue(t, "cyprus-2004"), oracle.Catalogue(t, "northern-ireland-1998"),
		oracle.Must(t, synthetic.Case(synthetic.Shape{Issues: 8, Options: 3, Parties: 5, Tables: 3, Rules: 6, RedLines: 1, Goals: 3, Seed: 2})),
	} {
		for k := range g.Case.Tables {
			for goal := range g.Goals {
				a, b := besides(t, g, g.TablePanel(k), goal, rng, 25, 30)
				none, some = none+a, some+b
			}
		}
	}
	if none < 5000 || some < 10 {
		t.Errorf("no room %d times, room %d times: too few to tell", none, some)
	}
}
