package durability_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// replaced puts figures in the place of words.
func replaced(text string, pairs ...any) string {
	for k := 0; k < len(pairs); k += 2 {
		text = strings.ReplaceAll(text, pairs[k].(string), fmt.Sprint(pairs[k+1]))
	}
	return text
}

// refill is a truce in which the stocks of a refill, and war is worth the more to a the fuller they are.
const refill = `parley: 1
case: refill
as-of: 2025-01-01
parties:
  a: {kind: state, foresight: 24 months, initiative: 1}
  b: {kind: state, foresight: 24 months, initiative: 1}
issues:
  war: {goes-on: a or b, pauses: a and b}
values:
  a:
    war: {pauses: 2 to 3}
    also:
      war == goes-on: 0.12 * (stocks - 20)
  b: {war: {pauses: 10}}
tracks:
  stocks: {label: stocks, today: 20, toward: "if(war == pauses, 100, 20)", in: "if(war == pauses, 12, 60)", min: 0, max: 100}
deals:
  truce: {is: war=pauses, label: A pause}
`

// A truce that refills stocks is broken by the party whose stocks refill; it planned that on signing, a shift of power is behind it,
// and the track is named.
func TestReplenishment(t *testing.T) {
	a := hold(t, refill, "truce", 200, 0)
	if a.Signed.P < .9 || a.FirstBreaker["a"] < .99 || a.Broken == 0 || at(t, a, 3) < .95 || at(t, a, 60) > .05 {
		t.Fatalf("signed %v, survival %+v, broken by %v", a.Signed.P, of(a), a.FirstBreaker)
	}
	if b := a.Breaks[0]; b.By != "a" || b.Path != "planned" || b.Track != "stocks" || b.Share < .9 {
		t.Errorf("%+v", a.Breaks)
	}
	x := party(t, a, "a")
	// It leaves somewhat later than planned: when the day has come it looks as far ahead again.
	if x.Leaves < .9 || x.Exit == nil || *x.Exit < 6 || *x.Exit > a.Breaks[0].Months.Median {
		t.Errorf("plans to leave: %v at %+v; leaves at %v", x.Leaves, x.Exits, a.Breaks[0].Months)
	}
	if p := a.Powell; p == nil || !p.Cause || p.Party != "a" || p.Track != "stocks" || p.Rise.Median <= p.Gain.Median {
		t.Errorf("%+v", p)
	}
	// Without the refill it holds.
	still := hold(t, strings.Replace(refill, "if(war == pauses, 100, 20)", "20", 1), "truce", 200, 0)
	if still.Broken != 0 || still.Powell != nil || at(t, still, 60) != 1 {
		t.Errorf("stocks do not refill, and yet %+v", still.Breaks)
	}
}

// fading is a peace that a would break at once but for a guarantee whose guarantors grow weary.
const fading = `parley: 1
case: fading
as-of: 2025-01-01
detection-lag: 3
parties:
  a: {kind: state, foresight: 24 months, patience: 0.3 a year, initiative: 1}
  b: {kind: state, foresight: 24 months, initiative: 1}
  c: {kind: state}
issues:
  war: {goes-on: a or b, pauses: a and b}
  force: {none: {}, sent: {by: c}}
values:
  a: {war: {pauses: 2}, also: {war == goes-on and force == sent: 11}}
  b: {war: {pauses: 10}}
  c: {force: {sent: 1}}
guarantees:
  watch: {label: The watch, when: force == sent, by: [c], against: [a], deters: 12, fatigue: 0.5}
deals:
  truce: war=pauses, force=sent
`

// A guarantee holds the peace until the guarantors are weary; then the guarantee, not the party's plan, is named. What it is worth is
// told, and so is what the answer would be without it.
func TestWearyGuarantor(t *testing.T) {
	a := hold(t, fading, "truce", 400, 0)
	if a.FirstBreaker["a"] < .99 || a.Breaks[0].Path != "guarantor-weary" || a.Breaks[0].Share < .99 {
		t.Fatalf("%+v", a.Breaks)
	}
	// Weariness is a hazard of .5 a year, and a breaks in the month after: after a year half stand but for that month.
	want := math.Pow(.5, 11./12)
	if got := at(t, a, 12); math.Abs(got-want) > 4*math.Sqrt(.25/float64(a.Paths)) {
		t.Errorf("stands after a year with chance %v, want %v", got, want)
	}
	if len(a.Guarantees) != 1 {
		t.Fatalf("%+v", a.Guarantees)
	}
	c := a.Guarantees[0].At(12)
	if c.With != at(t, a, 12) || c.Without != 0 || c.Difference != c.With || !c.Clear() || c.Interval[0] > c.Difference || c.Interval[1] < c.Difference {
		t.Errorf("%+v", c)
	}
}

// What happens is told by who does it: an event, one that never signed, one at the end of whose patience the deal is worth less.
func TestCauses(t *testing.T) {
	const text = `parley: 1
case: causes
as-of: 2025-01-01
parties:
  a: {kind: state, foresight: 24 months, initiative: 1}
  b: {kind: state, foresight: 24 months, initiative: 1}
  c: {kind: state, foresight: 24 months, initiative: 1}
issues:
  war:
    goes-on: a or b or c
    pauses: {by: a and b, back: a or b or c}
values:
  a: {war: {pauses: 5}, also: {war == goes-on: WARA, war == pauses: PEACEA}}
  b: {war: {pauses: 5}}
  c: {war: {pauses: 5}, also: {war == goes-on: WARC}}
tracks:
  tide: {today: 0, change: "if(war == pauses, RISE, 0)", noise: NOISE, max: 30, min: -30}
events:
  shot: {label: a stray shot, when: war == pauses, chance: SHOT, then: "war=goes-on"}
deals:
  truce: war=pauses
`
	for _, c := range []struct {
		name, wara, peacea, warc string
		rise, noise, shot        float64
		by, path                 string
	}{
		{"an event", "0", "0", "0", 0, 0, .2, "event shot", "event"},
		{"a spoiler", "0", "0", "2 * tide", .5, 0, 0, "c", "spoiler"},
		{"a planned attack", "2 * tide", "0", "0", .5, 0, 0, "a", "planned"},
		{"a shift by chance", "2 * tide", "0", "0", 0, 3, 0, "a", "shift-of-power"},
		{"a deal that turns sour by chance", "0", "2 * tide", "0", 0, 3, 0, "a", "worth-less"},
	} {
		a := hold(t, replaced(text, "WARA", c.wara, "PEACEA", c.peacea, "WARC", c.warc, "RISE", c.rise, "NOISE", c.noise, "SHOT", c.shot), "truce", 200, 0)
		if len(a.Breaks) == 0 || a.Breaks[0].By != c.by || string(a.Breaks[0].Path) != c.path || a.Breaks[0].Share < .8 {
			t.Errorf("%s: signed %v, %+v", c.name, a.Signed.P, a.Breaks)
		}
	}
}
