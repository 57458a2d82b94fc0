package search_test

import (
	"slices"
	"testing"

	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/search"
)

// TestSmallBlocks searches with blocks far smaller than what is linked, as large cases are: rules, red lines, goals and
// terms then link several blocks and are decided as the search goes down. Found or not, the best of all, and the
// best of each goal must be those of the listed ZOPA.
func TestSmallBlocks(t *testing.T) {
	cases := uint64(700)
	if testing.Short() {
		cases = 70
	}
	found := 0
	for seed := range cases {
		text := oracle.Random(oracle.Seeded(seed), oracle.Kind{Issues: 5})
		g := oracle.Compile(t, text)
		if g == nil {
			continue
		}
		o, n := oracle.New(g.Case), oracle.Draws(t, g, 1, 1).Central
		panel, want := g.TablePanel(0), o.Zopa(o.Table(0))
		if !panel.Unanimous() || panel.Members&^g.Known != 0 {
			continue
		}
		for _, limit := range []int{1, 4, 9} {
			room := search.Room{Members: panel.Members, Agenda: panel.Agenda, Accept: panel.Members}
			sp, err := search.NewSpace(g, room, panel.Members, limit, false)
			if err != nil {
				t.Fatal(err)
			}
			sv := sp.NewSolver()
			sv.Load(n)
			for goal := search.AnyGoal; goal < len(g.Goals); goal++ {
				meets := slices.DeleteFunc(slices.Clone(want), func(s game.State) bool { return !g.Meets(goal, s) })
				found += len(meets)
				checkSmall(t, seed, limit, text, g, n, sp, sv, goal, meets)
			}
		}
	}
	if found == 0 {
		t.Error("no case had room: the test shows nothing")
	}
}

func checkSmall(t *testing.T, seed uint64, limit int, text string, g *game.Game, n *game.Numbers, sp *search.Space, sv *search.Solver, goal int, meets []game.State) {
	t.Helper()
	var conds []*game.Condition
	if goal >= 0 {
		conds = g.Goals[goal]
	}
	least, _ := sv.Accepting(game.Of(sv.Parties()...))
	q := &search.Query{Least: least, Gain: sv.Gaining(), Filter: sp.Filter(conds)}
	s, ok, err := sv.Find(q)
	if err != nil || ok != (len(meets) > 0) || ok && !oracle.Has(meets, s) {
		t.Fatalf("seed %d, blocks of %d, goal %d: found %v %v %v, want one of %v\n%s", seed, limit, goal, s, ok, err, meets, text)
	}
	if !ok {
		return
	}
	total := func(s game.State) (sum game.Tick) {
		for _, p := range sv.Parties() {
			sum += n.Value(p, s)
		}
		return sum
	}
	q.Keys, q.Score = 1, func(v []game.Tick, key []float64) {
		key[0] = 0
		for _, x := range v {
			key[0] += float64(x)
		}
	}
	best, ok, err := sv.Find(q)
	top := slices.MaxFunc(meets, func(a, b game.State) int { return int(game.Grid(total(a)) - game.Grid(total(b))) })
	if err != nil || !ok || game.Grid(total(best)) != game.Grid(total(top)) {
		t.Fatalf("seed %d, blocks of %d, goal %d: best %v (%d), want %v (%d), %v\n%s", seed, limit, goal, best, total(best), top, total(top), err, text)
	}
}
