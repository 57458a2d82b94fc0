package oracle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/internal/game"
	"parley/internal/oracle"
)

const valley = `parley: 1
case: valley
parties: {a: {kind: state}, b: {kind: state}, c: {kind: state}, people: {kind: public}}
issues:
  land:
    kept: {}
    shared: a and b
    ceded: {by: a and b, irreversible: true}
  road:
    shut: a or b
    open: at-least 2 of (a, b, c)
    toll: {by: a, back: c}
rules:
  - when: land == ceded
    then: road=open
  - never: land == shared and road == toll
values:
  a:
    land: {weight: 10, shared: -0.2, ceded: -0.55}
    road: {open: 3}
    also: {always: 0.5}
    once:
      road in (open, toll): 1
      road == shut: 50
    red-lines: [land == ceded, road == shut]
  b: {land: {shared: 2, ceded: 9}, road: {toll: -1}, at-most: 4, walk-away: 1}
  people: {land: {ceded: -1}}
tables:
  two: {members: [a, b]}
  roads: {members: [a, c], agenda: [road]}
  most: {members: [a, b, people], rule: a and at-least 2 of members}
`

// What the literal definitions give for a small case, worked out by hand from docs/model.md.
func TestByHand(t *testing.T) {
	o := oracle.New(oracle.Must(t, valley).Case)
	if len(o.States) != 9 || !o.Today.Equal(game.State{0, 0}) {
		t.Fatalf("%d states, today %v", len(o.States), o.Today)
	}
	a, b, c := game.Of(0), game.Of(1), game.Of(2)
	shared, ceded, open, toll := game.State{1, 0}, game.State{2, 1}, game.State{0, 1}, game.State{0, 2}
	for _, tt := range []struct {
		set      game.Mask
		among    oracle.Issues
		from, to game.State
		want     bool
	}{
		{a | b, oracle.Every, o.Today, shared, true},
		{a, oracle.Every, o.Today, shared, false},
		{a | b, oracle.Every, o.Today, ceded, true}, // the road follows
		{a | b, 2, o.Today, ceded, false},
		{a | b, oracle.Every, o.Today, game.State{2, 0}, false}, // against the rule
		{a | c, oracle.Every, o.Today, open, true},
		{b, oracle.Every, o.Today, open, false},
		{a, oracle.Every, o.Today, toll, true},
		{c, oracle.Every, toll, o.Today, true},
		{a, oracle.Every, toll, o.Today, false},
		{b, oracle.Every, open, o.Today, true},        // by the formula of today's option
		{a, oracle.Every, shared, o.Today, true},      // no formula: either can end what both agreed to
		{a, oracle.Every, open, toll, true},           // leaves the one, brings about the other
		{a | b | c, oracle.Every, ceded, open, false}, // irreversible
	} {
		if got := o.Reaches(tt.set, tt.among, tt.from, tt.to); got != tt.want {
			t.Errorf("%v among %b from %v to %v: %v", o.Names(tt.set), tt.among, tt.from, tt.to, got)
		}
	}
	for _, tt := range []struct {
		p, value int
		s        game.State
		accepts  bool
	}{
		{0, 5, o.Today, true},
		{0, -15, shared, false},
		{0, 45, open, true},
		{0, -10, ceded, false},
		{0, 15, toll, true},
		{1, 0, o.Today, false},
		{1, 20, shared, true},
		{1, 40, ceded, true},
		{1, -10, toll, false},
	} {
		if got := o.Value(tt.p, tt.s, o.Today); got != tt.value || o.Accepts(tt.p, tt.s) != tt.accepts {
			t.Errorf("%v is worth %d tenths to party %d, want %d; accepts %v", tt.s, got, tt.p, tt.value, o.Accepts(tt.p, tt.s))
		}
	}
	if o.Accepts(2, open) {
		t.Error("a party without values accepts")
	}
	if again, back := o.Value(0, open, open), o.Value(0, o.Today, open); again != 35 || back != 505 {
		t.Errorf("paid once: an open road that is open %d, one that is shut again %d", again, back)
	}
	if got := fmt.Sprint(o.Broken(0, o.Today, ceded), o.Broken(0, nil, o.Today)); got != "[0] [1]" {
		t.Errorf("red lines broken: %s", got)
	}
	if lo, hi, ok := o.Range(1); lo != -10 || hi != 40 || !ok {
		t.Errorf("b's range is %d to %d, %v", lo, hi, ok)
	}
}

func TestTablesByHand(t *testing.T) {
	o := oracle.New(oracle.Must(t, valley).Case)
	for k, want := range []struct{ reachable, zopa string }{
		{"[[0 0] [0 1] [0 2] [1 0] [1 1] [2 1]]", "[[1 1]]"},
		{"[[0 0] [0 1] [0 2]]", "[]"},
		{"[[0 0] [0 1] [0 2] [1 0] [1 1] [2 1]]", "[[0 1] [0 2] [1 1]]"},
	} {
		table := o.Table(k)
		if got := fmt.Sprint(o.Reachable(table)); got != want.reachable {
			t.Errorf("table %d reaches %s, want %s", k, got, want.reachable)
		}
		if got := fmt.Sprint(o.Zopa(table)); got != want.zopa {
			t.Errorf("table %d: deals %s, want %s", k, got, want.zopa)
		}
	}
	kept, points := o.Undominated(game.Of(0, 1), []game.State{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {0, 1}})
	if got := fmt.Sprint(kept, points); got != "[[0 1] [1 1] [0 1]] 2" {
		t.Errorf("undominated: %s", got)
	}
}

func TestMinimal(t *testing.T) {
	got := oracle.Minimal(game.Of(0, 2, 3), 2, func(m game.Mask) bool { return m.Has(3) || m&game.Of(0, 2) == game.Of(0, 2) })
	if !slices.Equal(got, []game.Mask{game.Of(3), game.Of(0, 2)}) {
		t.Errorf("%b", got)
	}
}

// Every construct that the tests rely on comes up often enough in random cases of its kind, and never in others.
func TestRandomHoldsAll(t *testing.T) {
	words := map[string]oracle.Kind{
		"status-quo: none": {NoStatusQuo: true}, "walk-away:": {WalkAways: true}, "at-most:": {Caps: true},
		"spread:": {Publics: true}, "ladder:": {Publics: true}, "ratifiers:": {Publics: true}, "or militia": {Publics: true}, "of: p0": {Publics: true},
		"today: o1": {}, "irreversible: true": {}, "back: p": {}, "at-least 2 of (p": {}, "o1: {}": {}, "rules:": {}, "never:": {}, "then:": {},
		"weight: 10": {}, "also:": {}, "once:": {}, "red-lines:": {}, " in (": {}, "not (": {}, "at-least 2 of (i": {},
		"agenda:": {}, "rule: at-least": {}, "rule: p1 and": {}, "p3: {kind": {}, "i3:": {}, "i4:": {Issues: 5},
	}
	const cases = 200
	for word, kind := range words {
		n := 0
		for seed := range uint64(cases) {
			if strings.Contains(oracle.Random(oracle.Seeded(seed), kind), word) {
				n++
			}
			if kind != (oracle.Kind{}) && strings.Contains(oracle.Random(oracle.Seeded(seed), oracle.Kind{}), word) {
				t.Errorf("%q stands in a case of the plain kind", word)
			}
		}
		if n < cases/20 {
			t.Errorf("%q stands in %d of %d cases", word, n, cases)
		}
	}
}

// Most random cases are cases, whatever their kind, and the same seed gives the same one.
func TestRandomIsACase(t *testing.T) {
	for _, kind := range []oracle.Kind{{}, {NoStatusQuo: true}, {WalkAways: true, Caps: true}, {Publics: true}, {Issues: 2}} {
		n := 0
		for seed := range uint64(60) {
			text := oracle.Random(oracle.Seeded(seed), kind)
			if text != oracle.Random(oracle.Seeded(seed), kind) {
				t.Fatalf("%v, seed %d: another case the second time", kind, seed)
			}
			if oracle.Compile(t, text) != nil {
				n++
			}
		}
		if n < 30 {
			t.Errorf("%v: only %d of 60 are cases", kind, n)
		}
	}
}
