package durability_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/internal/durability"
	"parley/internal/golden"
	"parley/internal/oracle"
)

// ripeCase is a war that costs both more each month, for which nobody has a move of its own.
const ripeCase = `parley: 1
case: ripe
as-of: 2025-01-01
parties:
  a: {kind: state, foresight: 12 months}
  b: {kind: state, foresight: 12 months}
  people: {kind: public}
issues:
  war: {goes-on: a or b, ends: a and b}
  push: {none: {}, made: {by: a}}
values:
  a: {war: {ends: ENDS}, also: {war == goes-on: -1 * COST * toll}, push: {made: PUSH}}
  b: {war: {ends: 2}, also: {war == goes-on: -1 * toll}}
  people: {war: {ends: PEOPLE}}
tracks:
  toll: {today: 1, change: "if(war == goes-on, 0.5, 0)", max: 100}
events:
  shot: {when: war == ends, chance: SHOT, then: "war=goes-on"}
ratifiers:
  people: {when: war == ends}
`

// What a party would do today is asked of today, whichever party was asked before it: b would push today, and no more once the toll
// has risen.
func TestRipenessIsOfTheMoment(t *testing.T) {
	text := replaced(ripeCase, "ENDS", 2, "COST", 1, "PUSH", -1, "PEOPLE", 1, "SHOT", 0,
		"push: {none: {}, made: {by: a}}", "push: {none: {}, made: {by: b}}", "b: {war: {ends: 2}, also: {war == goes-on: -1 * toll}}",
		"b: {war: {ends: 2}, also: {war == goes-on: -1 * toll, push == made: 1.2 - toll}}", "  b: {kind: state, foresight: 12 months}", "  b: {kind: state}")
	if r := hold(t, text, "war=ends", 20, 0).Ripeness; r.Stalemate.P != 0 || r.Stalemate.Lacks["b"] != 1 || r.Stalemate.Lacks["a"] != 0 {
		t.Errorf("%+v", r.Stalemate)
	}
}

// Ripeness has three parts; each is missing where its cause is taken away, and no other.
func TestRipeness(t *testing.T) {
	for _, c := range []struct {
		name                           string
		ends, cost, push, people, shot any
		missing                        string
	}{
		{"ripe", 2, 1, -1, 1, 0, ""},
		{"a can escalate", 2, 1, 1, 1, 0, "stalemate"},
		{"it does not hurt a", 2, 0, -1, 1, 0, "hurting"},
		{"no room", -90, 1, -1, 1, 0, "way out"},
		{"the people would not ratify", 2, 1, -1, -1, 0, "way out"},
		{"it does not hold a year", 2, 1, -1, 1, .2, "way out"},
		{"it holds a year in two paths of three", 2, 1, -1, 1, .03, ""},
		{"it holds a year in one path of three", 2, 1, -1, 1, .085, "way out"},
	} {
		a := hold(t, replaced(ripeCase, "ENDS", c.ends, "COST", c.cost, "PUSH", c.push, "PEOPLE", c.people, "SHOT", c.shot), "war=ends", 60, 0)
		r := a.Ripeness
		if got := strings.Join(r.Missing, ", "); got != c.missing {
			t.Errorf("%s: missing %q, want %q: %+v", c.name, got, c.missing, r)
		}
		if (r.Ripe.P == 1) != (c.missing == "") {
			t.Errorf("%s: ripe with chance %v", c.name, r.Ripe.P)
		}
	}
}

// aided is a peace with two clauses besides: observers, who make a breach dearer and are wanted, and an amnesty that tempts.
const aided = `parley: 1
case: aided
as-of: 2025-01-01
detection-lag: 3
parties:
  north: {kind: state, label: the North, short: N, foresight: 24 months, patience: 0.2 to 0.4, initiative: 0.5}
  south: {kind: state, label: the South, short: S, foresight: 24 months, patience: 0.9, turnover: 0.1, unbound: 0.5}
  league: {kind: bloc, label: the League}
issues:
  war: {label: the war, goes-on: north or south, ends: north and south}
  observers: {none: {}, sent: {by: league}}
  crossing: {closed: {}, open: {by: south}}
values:
  north: {war: {ends: 2 to 3}, also: {war == goes-on and crossing == open: 9}}
  south: {war: {ends: 5}, crossing: {open: -0.5}}
  league: {observers: {sent: -0.1}, war: {ends: 1}}
guarantees:
  watch: {label: observation, when: observers == sent, by: [league], deters: 2 to 5, lag: 0.5, fatigue: 0.2}
deals:
  whole: {label: peace with a crossing, short: P, is: "war=ends, observers=sent, crossing=open"}
tables:
  talks: {label: the talks, members: [north, south, league]}
`

// Leaving a clause out can help and can hurt, and survival without a guarantee is that of a case that has none.
func TestEffects(t *testing.T) {
	g := oracle.Must(t, aided)
	a := holdIn(t, g, "whole", 400, 0, nil)
	effect := func(list []durability.Effect, name string) *durability.Effect {
		k := slices.IndexFunc(list, func(e durability.Effect) bool { return e.Name == name })
		if k < 0 {
			t.Fatalf("no effect of %s in %+v", name, list)
		}
		return &list[k]
	}
	watch, sent, open := effect(a.Guarantees, "watch").At(12), effect(a.Clauses, "observers=sent").At(12), effect(a.Clauses, "crossing=open").At(12)
	if watch.Difference <= 0 || !watch.Clear() || sent.Difference <= 0 || open.Difference >= 0 || !open.Clear() {
		t.Errorf("watch %+v, observers %+v, crossing %+v", watch, sent, open)
	}
	// The same draws and dice: a case without the guarantee, in which all draws sign, stands as the comparison says.
	none := oracle.Must(t, aided[:strings.Index(aided, "guarantees:")]+aided[strings.Index(aided, "deals:"):])
	bare := holdIn(t, none, "whole", 400, 0, nil)
	off := holdIn(t, g, "whole", 400, 0, []int{0})
	if fmt.Sprint(of(bare)) != fmt.Sprint(of(off)) || len(off.Guarantees) != 0 || len(off.Without) != 1 {
		t.Errorf("without the guarantee %+v, in a case that has none %+v", of(off), of(bare))
	}
}

// The page and the summary as they are read.
func TestPageGolden(t *testing.T) {
	g := oracle.Must(t, aided)
	a := holdIn(t, g, "whole", 400, 0, nil)
	golden.Page(t, "deal", a.Page(g))
	golden.File(t, "summary.txt", strings.Join(a.Summary(g), "\n")+"\n")
	text := strings.Replace(staged, "LAND", "1", 1)
	golden.Page(t, "plan", holdPlan(t, text, 300).Page(oracle.Must(t, text)))
	for name, text := range map[string]string{"refill": refill, "fading": fading} {
		golden.Fits(t, name, hold(t, text, "truce", 50, 0).Page(oracle.Must(t, text)))
	}
	lost := "war=ends, crossing=open"
	golden.Page(t, "not-signed", holdIn(t, oracle.Must(t, strings.Replace(aided, "war: {ends: 5}", "war: {ends: -5}", 1)), lost, 100, 0, nil).Page(g))
}
