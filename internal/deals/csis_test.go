package deals_test

import (
	"context"
	"encoding/csv"
	"math"
	"math/bits"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parley/internal/deals"
	"parley/internal/exchange/facts"
	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/search"
)

// clauses are the items of the CSIS Futures Lab simulator of a Ukraine–Russia peace agreement (2025): each party's
// satisfaction 0–10 with each clause, and which clauses exclude each other.
type clauses struct {
	score    [][4]int // by clause: Ukraine, Russia, United States, European Union
	excludes [][2]int
}

// bars are the averages a package must reach. The United States and the European Union have none that matters: with
// bars of up to 5.0 and 4.6 the count stays the same.
var bars = [2]float64{5.0, 6.5}

func rows(t *testing.T, file string) [][]string {
	t.Helper()
	folder, ok := facts.Directory()
	if !ok {
		t.Skip("the reference data (../shared/data) are not here")
	}
	data, err := os.ReadFile(filepath.Join(folder, "..", "cases", file))
	if err != nil {
		t.Skip(err)
	}
	r := csv.NewReader(strings.NewReader(string(data)))
	r.Comment = '#'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

func readClauses(t *testing.T) clauses {
	var c clauses
	for k, row := range rows(t, "csis_peace_simulator_items.csv") {
		var score [4]int
		for p := range score {
			score[p] = whole(t, row[3+2*p])
		}
		c.score = append(c.score, score)
		if row[13] != "" {
			if other := whole(t, row[13]) - 1; other > k {
				c.excludes = append(c.excludes, [2]int{k, other})
			}
		}
	}
	return c
}

func whole(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// packages visits every legal package as a set of clauses.
func (c clauses) packages(visit func(set uint)) {
next:
	for set := range uint(1) << len(c.score) {
		for _, e := range c.excludes {
			if set>>e[0]&1 == 1 && set>>e[1]&1 == 1 {
				continue next
			}
		}
		visit(set)
	}
}

func (c clauses) sum(party int, set uint) int {
	n := 0
	for ; set != 0; set &= set - 1 {
		n += c.score[bits.TrailingZeros(set)][party]
	}
	return n
}

// passing counts, with the game, the deals of the room that end the fighting, and those of them that are ratified.
func passing(t *testing.T, text string) (accepted, ratified int) {
	t.Helper()
	g := oracle.Must(t, text)
	n := oracle.Draws(t, g, 1, 1).Central
	panel := g.PartiesPanel(g.Seated)
	room := search.Room{Members: panel.Members, Accept: panel.Members, Base: g.Today}
	for _, goal := range g.Goals {
		room.Extra = append(room.Extra, goal...)
	}
	sp, err := search.NewSpace(g, room, panel.Members, search.MaxComponent, true)
	if err != nil {
		t.Fatal(err)
	}
	sp.Each(func(s game.State) bool {
		if g.InZOPA(&panel, n, s) {
			accepted++
			if g.Unratified(n, s) == 0 {
				ratified++
			}
		}
		return true
	})
	return accepted, ratified
}

// The simulator's published counts, by listing its packages and by the game.
func TestSimulator(t *testing.T) {
	c := readClauses(t)
	legal, pass := 0, 0
	c.packages(func(set uint) {
		if set == 0 {
			return
		}
		legal++
		n := float64(bits.OnesCount(set))
		if float64(c.sum(0, set)) >= bars[0]*n && float64(c.sum(1, set)) >= bars[1]*n {
			pass++
		}
	})
	if legal != 248_831 || pass != 118_136 {
		t.Errorf("%d of %d packages pass, published are 118,136 of 248,831", pass, legal)
	}
	g := oracle.Must(t, c.text(setting{}))
	a, err := deals.Ask(context.Background(), oracle.Draws(t, g, 1, 1), deals.Args{Table: -1})
	if err != nil {
		t.Fatal(err)
	}
	// The empty package, which the simulator leaves out, sums to 0 and so passes here.
	if *a.States != 248_832 || *a.Zopa.Size != 118_137 {
		t.Errorf("the game has %v deals among %v states, want 118,137 of 248,832", *a.Zopa.Size, *a.States)
	}
}

// What a status quo, red lines and a ratifying public do to the simulator's 47.5 %: docs/cases/csis-2025.md gives these
// numbers. Each is computed by the game and again by listing packages.
func TestSimulatorInContext(t *testing.T) {
	c := readClauses(t)
	weary, spread := c.calibrate(t)
	if math.Abs(weary-4.3) > 0.05 || math.Abs(spread-13.8) > 0.05 {
		t.Errorf("the polls give the public %.3f points for the end and a spread of %.3f; the page says otherwise", weary, spread)
	}
	for _, tt := range []struct {
		war                     float64
		plain, lines, ratifying int
	}{{0, 93_080, 12_049, 12_049}, {5, 183_932, 22_311, 21_137}, {10, 230_409, 26_528, 21_771}, {20, 248_598, 27_648, 21_805}} {
		s := setting{today: true, war: tt.war}
		plain, _ := passing(t, c.text(s))
		s.lines, s.public, s.weary, s.spread = true, true, weary, spread
		lines, ratifying := passing(t, c.text(s))
		t.Logf("the end of the fighting worth %v points: %d (%.1f %%), with red lines %d (%.1f %%), ratified %d (%.1f %%)", tt.war, plain, percent(plain), lines, percent(lines), ratifying, percent(ratifying))
		if plain != tt.plain || lines != tt.lines || ratifying != tt.ratifying {
			t.Errorf("war %v: %d, %d, %d; the page says %d, %d, %d", tt.war, plain, lines, ratifying, tt.plain, tt.lines, tt.ratifying)
		}
		if p, l, r := c.listed(tt.war, weary); p != plain || l != lines || r != ratifying {
			t.Errorf("war %v: the game counts %d, %d, %d; by listing they are %d, %d, %d", tt.war, plain, lines, ratifying, p, l, r)
		}
	}
}

func percent(n int) float64 { return 100 * float64(n) / 248_831 }

// listed counts the same by listing packages: points over the bar against those of the clauses in force.
func (c clauses) listed(war, weary float64) (plain, lines, ratified int) {
	var today uint
	for _, k := range inForce {
		today |= 1 << k
	}
	over := func(p int, set uint) float64 {
		return float64(c.sum(p, set)) - bars[p]*float64(bits.OnesCount(set))
	}
	before := [2]float64{over(0, today), over(1, today)}
	c.packages(func(set uint) {
		u, r := over(0, set)-before[0], over(1, set)-before[1]
		if u+war < 0 || r+war < 0 || u+war == 0 && r+war == 0 {
			return
		}
		plain++
		for k := range c.score {
			if set>>k&1 == 1 && today>>k&1 == 0 && (c.score[k][0] <= 2 || c.score[k][1] <= 2) {
				return
			}
		}
		lines++
		if u+weary >= 0 {
			ratified++
		}
	})
	return plain, lines, ratified
}
