package search_test

import (
	"slices"
	"testing"

	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/search"
)

// tenth is a tenth of a point on the grid on which values are compared.
const tenth = 1e8

// TestAgainstOracle compares every algorithm with the literal definitions on random cases.
func TestAgainstOracle(t *testing.T) {
	cases := 1500
	if testing.Short() {
		cases = 150
	}
	tried, open := 0, 0
	for seed := range uint64(cases) {
		text := oracle.Random(oracle.Seeded(seed), oracle.Kind{Issues: 5})
		g := oracle.Compile(t, text)
		if g == nil {
			continue
		}
		tried++
		o, n := oracle.New(g.Case), oracle.Draws(t, g, 1, 1).Central
		for p := range g.Case.Parties {
			for _, s := range o.States {
				if got, want := game.Grid(n.Value(p, s)), int64(o.Value(p, s, g.Today))*tenth; got != want {
					t.Fatalf("seed %d: value of p%d at %v is %d, want %d\n%s", seed, p, s, got, want, text)
				}
			}
		}
		for k := range g.Case.Tables {
			panel := g.TablePanel(k)
			table := o.Table(k)
			want := o.Zopa(table)
			if len(want) > 0 {
				open++
			}
			checkDesk(t, seed, text, g, n, panel, want)
			if panel.Unanimous() {
				checkSpace(t, seed, text, g, n, o, table, panel, want)
			}
		}
	}
	t.Logf("%d cases, %d panels with room", tried, open)
	if tried < cases/4 || open < tried/4 {
		t.Errorf("the random cases are too poor to show anything: %d tried, %d with room", tried, open)
	}
}

func checkDesk(t *testing.T, seed uint64, text string, g *game.Game, n *game.Numbers, panel game.Panel, want []game.State) {
	t.Helper()
	desk, err := search.NewDesk(g, panel)
	if err != nil {
		t.Fatal(err)
	}
	desk.Load(n)
	for goal := search.AnyGoal; goal < len(g.Goals); goal++ {
		var meets []game.State
		for _, s := range want {
			if g.Meets(goal, s) {
				meets = append(meets, s)
			}
		}
		s, ok, err := desk.Room(goal)
		if err != nil || ok != (len(meets) > 0) || ok && !oracle.Has(meets, s) {
			t.Fatalf("seed %d table %s goal %d: found %v %v %v, want one of %v\n%s", seed, panel.Name, goal, s, ok, err, meets, text)
		}
		for i := range g.Sizes {
			for k := range g.Sizes[i] {
				any := slices.ContainsFunc(meets, func(s game.State) bool { return int(s[i]) == k })
				if _, ok, err := desk.RoomWith(goal, i, k); ok != any || err != nil {
					t.Fatalf("seed %d table %s goal %d with i%d=o%d: %v, want %v\n%s", seed, panel.Name, goal, i, k, ok, any, text)
				}
			}
		}
	}
	for _, s := range want {
		if !g.InZOPA(&panel, n, s) {
			t.Fatalf("seed %d: InZOPA(%v) is false", seed, s)
		}
	}
}

func checkSpace(t *testing.T, seed uint64, text string, g *game.Game, n *game.Numbers, o *oracle.Oracle, table oracle.Table, panel game.Panel, want []game.State) {
	t.Helper()
	reach := len(o.Reachable(table))
	room := search.Room{Members: panel.Members, Agenda: panel.Agenda}
	open, err := search.NewSpace(g, room, 0, search.MaxComponent, true)
	if err != nil || int(open.States()) != reach {
		t.Fatalf("seed %d table %s: %v reachable, want %d (%v)\n%s", seed, panel.Name, open.States(), reach, err, text)
	}
	room.Accept = panel.Members
	sp, err := search.NewSpace(g, room, panel.Members, search.MaxComponent, true)
	if err != nil {
		t.Fatal(err)
	}
	sv := sp.NewSolver()
	sv.Load(n)
	least, _ := sv.Accepting(panel.Members)
	all, ok1 := sv.Count(search.Box{Least: least}, nil)
	idle, ok2 := sv.Count(search.Box{Least: least, Below: sv.Gaining()}, nil)
	if !ok1 || !ok2 || int(all-idle) != len(want) {
		t.Fatalf("seed %d table %s: counted %v − %v, want %d\n%s", seed, panel.Name, all, idle, len(want), text)
	}
	f, err := sv.Frontier(least, sv.Gaining(), nil)
	kept, points := o.Undominated(table.Members, want)
	if err != nil || len(f.Points) != points || int(f.Outcomes) != len(kept) {
		t.Fatalf("seed %d table %s: frontier %d points %v outcomes, want %d and %d\n%s", seed, panel.Name, len(f.Points), f.Outcomes, points, len(kept), text)
	}
	listed := 0
	for k := range f.Points {
		for _, s := range f.States(&f.Points[k], 1000) {
			if listed++; !oracle.Has(kept, s) {
				t.Fatalf("seed %d: %v is not on the frontier", seed, s)
			}
		}
		for _, s := range kept {
			if n.Value(panel.Members.List()[0], s) == f.Points[k].Values[0] && s.Compare(f.Points[k].First) < 0 && sameValues(n, panel.Members, s, f.Points[k].First) {
				t.Fatalf("seed %d: %v comes before the first of its point, %v", seed, s, f.Points[k].First)
			}
		}
	}
	if listed != len(kept) {
		t.Fatalf("seed %d: %d states listed, want %d", seed, listed, len(kept))
	}
}

func sameValues(n *game.Numbers, members game.Mask, a, b game.State) bool {
	for _, p := range members.List() {
		if game.Grid(n.Value(p, a)) != game.Grid(n.Value(p, b)) {
			return false
		}
	}
	return true
}
