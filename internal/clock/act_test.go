package clock_test

import (
	"slices"
	"strings"
	"testing"

	"parley/internal/clock"
	"parley/internal/game"
	"parley/internal/oracle"
)

// literalMoves are the moves of one's own by their definition: one issue changed by one party alone, and what follows by the rules.
type literalMoves struct {
	*oracle.Oracle
	actors []int
}

func (l *literalMoves) from(p int, s game.State) []game.State {
	var out []game.State
	for i := range s {
		for _, y := range l.States {
			if !y.Equal(s) && l.Reaches(game.Of(p), 1<<i, s, y) && !oracle.Has(out, y) {
				out = append(out, y)
			}
		}
	}
	return out
}

// lines says whose red lines count: of the party that moves, of those who answer.
type lines struct{ own, others bool }

// regrets reports whether others, who better themselves in up to so many moves in turn, can leave p with no more than it has.
func (l *literalMoves) regrets(p int, s game.State, now, deep int, of lines) bool {
	for _, q := range l.actors {
		if q == p || deep == 0 {
			continue
		}
		for _, y := range l.from(q, s) {
			if l.Value(q, y, l.Today) <= l.Value(q, s, l.Today) || of.others && len(l.Broken(q, s, y)) > 0 {
				continue
			}
			if l.Value(p, y, l.Today) <= now || l.regrets(p, y, now, deep-1, of) {
				return true
			}
		}
	}
	return false
}

// improvement is what p's best move from today is worth; false where it makes none.
func (l *literalMoves) improvement(p, deep int, of lines) (best int, any bool) {
	now := l.Value(p, l.Today, l.Today)
	for _, y := range l.from(p, l.Today) {
		v := l.Value(p, y, l.Today)
		if v > now && (!any || v > best) && (!of.own || len(l.Broken(p, l.Today, y)) == 0) && !l.regrets(p, y, now, deep, of) {
			best, any = v, true
		}
	}
	return best, any
}

// A move that touches no deal, against its definition in every state of random cases. Each part of the definition makes a difference in some
// of them: without it the answer would be another.
func TestImprovementIsItsDefinition(t *testing.T) {
	moves, matters := 0, map[string]int{}
	for seed := range uint64(1100) {
		text := strings.Replace(oracle.Random(oracle.Seeded(seed), oracle.Kind{Caps: true, Issues: 3}), "case: random\n", "case: random\nas-of: 2025-01-01\n", 1)
		g := oracle.Compile(t, text)
		if g == nil {
			continue
		}
		w, err := clock.New(g, 1, 0)
		if err != nil {
			t.Fatal(err)
		}
		r, l := begin(t, w), &literalMoves{oracle.New(g.Case), w.Actors}
		for _, p := range w.Actors {
			y, err := r.Improvement(p)
			if err != nil {
				t.Fatal(err)
			}
			both := lines{true, true}
			want, any := l.improvement(p, 2, both)
			if any != (y != nil) || any && (l.Value(p, y, l.Today) != want || !oracle.Has(l.from(p, l.Today), y)) {
				t.Errorf("seed %d, party %d: %v, want one worth %d (%v)\n%s", seed, p, y, want, any, text)
			}
			if any {
				moves++
			}
			for name, other := range map[string]func() (int, bool){
				"no answers":            func() (int, bool) { return l.improvement(p, 0, both) },
				"one answer":            func() (int, bool) { return l.improvement(p, 1, both) },
				"no red line of its":    func() (int, bool) { return l.improvement(p, 2, lines{others: true}) },
				"no red line of others": func() (int, bool) { return l.improvement(p, 2, lines{own: true}) },
			} {
				if v, is := other(); v != want || is != any {
					matters[name]++
				}
			}
		}
	}
	for _, name := range []string{"no answers", "one answer", "no red line of its", "no red line of others"} {
		if matters[name] < 3 {
			t.Errorf("%s: it makes a difference %d times only", name, matters[name])
		}
	}
	if moves < 50 {
		t.Errorf("%d moves", moves)
	}
}

// heirs are two who have signed two clauses, each of which either can end alone; the first costs a.
const heirs = `
parley: 1
case: heirs
as-of: 2025-01-01
horizon: 12 months
detection-lag: 2 months
parties: {a: {kind: state, initiative: 0, turnover: 1 a year, unbound: UNBOUND}, b: {kind: state, initiative: 0}}
issues:
  toll: {none: {}, paid: {by: a and b}}
  road: {shut: {}, open: {by: a and b}}
values:
  a: {toll: {paid: -1}, road: {open: 3}}
  b: {toll: {paid: 4}, road: {open: 1}}
deals:
  treaty: toll=paid, road=open
`

// A successor who does not feel bound takes its party out by the way that leaves it most, and what else was settled goes back once that is
// answered; one who feels bound, or whose party has not signed, changes nothing.
func TestSuccessorTakesTheBestWayOut(t *testing.T) {
	for _, c := range []struct {
		unbound string
		signed  game.Mask
		breaks  bool
	}{{"1", 3, true}, {"0", 3, false}, {"1", 2, false}} {
		w, g := world(t, strings.Replace(heirs, "UNBOUND", c.unbound, 1))
		r := begin(t, w)
		if err := r.Sign(clock.NewPact(c.signed, g.Today, g.Deals[0].State, 0, -1)); err != nil {
			t.Fatal(err)
		}
		var states []game.State
		for range 3 {
			for _, do := range []func() error{r.Advance, r.Events, r.Close} {
				if err := do(); err != nil {
					t.Fatal(err)
				}
			}
			states = append(states, r.State.Clone())
		}
		want := []game.State{{1, 1}, {1, 1}, {1, 1}}
		if c.breaks {
			want = []game.State{{0, 1}, {0, 1}, {0, 0}}
		}
		at := slices.IndexFunc(r.Log, func(h clock.Happening) bool { return h.Kind == clock.Succeeded })
		if !slices.EqualFunc(states, want, game.State.Equal) || c.breaks != (at >= 0) || c.breaks && (r.Log[at].Index != 0 || r.Log[at].Step != 1) {
			t.Errorf("unbound %s, signed by %v: %v, log %v", c.unbound, c.signed.List(), states, r.Log)
		}
	}
}
