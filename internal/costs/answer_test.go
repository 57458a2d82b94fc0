package costs_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/costs"
	"parley/internal/game"
	"parley/internal/golden"
	"parley/internal/oracle"
)

const truce = `parley: 1
case: truce
parties:
  north:   {kind: state}
  south:   {kind: state}
  border:  {kind: public}
  patron:  {kind: state}
  stranger: {kind: group}
issues:
  fighting: {by: north and south, options: [goes-on, stops]}
  valley:   {by: north and south, kept: {}, ceded: {flag: [legality, consent]}, shared: {flag: consent}}
  aid:      {by: patron, options: [flows, ends]}
rules:
  - when: fighting == stops
    then: aid=ends
values:
  north:
    fighting: {stops: 4}
    valley: {weight: 10, ceded: 1, shared: 0.5}
    red-lines: [aid == flows, valley == shared]
    says: valley=ceded, fighting=stops
  south:
    fighting: {stops: 6}
    valley: {ceded: -9, shared: -2}
    also:
      fighting == stops and valley != kept: 1.5
    once:
      fighting == stops: 1
      fighting == goes-on: 100
    red-lines: [valley == ceded]
    walk-away: 2
  border:
    valley: {ceded: -3}
    fighting: {stops: 2}
    spread: 2
  patron: {aid: {ends: 3}}
tables:
  talks: {members: [north, south]}
deals:
  stop:  fighting=stops
  yield: fighting=stops, valley=ceded
  share: valley=shared
`

func answer(t *testing.T, text string, runs, table int) (*game.Game, *costs.Answer) {
	t.Helper()
	g := oracle.Must(t, text)
	a, err := costs.Ask(context.Background(), oracle.Draws(t, g, runs, 1), costs.Args{Deals: ask.Deals(g), Table: table})
	if err != nil {
		t.Fatal(err)
	}
	return g, a
}

// What each deal of a small case gives each party, worked out by hand.
func TestByHand(t *testing.T) {
	_, a := answer(t, truce, 3, 0)
	type want struct {
		gain, share float64
		accepts     bool
		red         string
		flags       string
	}
	// Ranges over the states the rules allow: north 0 to 14, south −9 to 7 (the term and the payment of once go with
	// stopping; the one on goes-on is none, as it holds today), border −3 to 2, patron 0 to 3.
	for deal, parties := range map[string]map[string]want{
		"stop":  {"north": {4, 4. / 14, true, "", ""}, "south": {7, 7. / 16, true, "", ""}, "border": {2, 2. / 5, true, "", ""}, "patron": {3, 1, true, "", ""}},
		"yield": {"north": {14, 1, true, "", ""}, "south": {-0.5, -0.5 / 16, false, "valley == ceded", ""}, "border": {-1, -1. / 5, false, "", "consent: valley=ceded"}, "patron": {3, 1, true, "", ""}},
		"share": {"north": {5, 5. / 14, false, "valley == shared", ""}, "south": {-2, -2. / 16, false, "", ""}, "border": {0, 0, true, "", ""}, "patron": {0, 0, true, "", ""}},
	} {
		d := a.Deals[slices.IndexFunc(a.Deals, func(d costs.Deal) bool { return d.Name == deal })]
		for name, w := range parties {
			p := d.Parties[name]
			if !p.Known || math.Abs(*p.Gain-w.gain) > 1e-9 || math.Abs(p.Share.Median-w.share) > 1e-9 || *p.Accepts != w.accepts || (p.Chance.P == 1) != w.accepts {
				t.Errorf("%s: %s gains %v (%v of its range), accepts %v; want %+v", deal, name, *p.Gain, p.Share.Median, *p.Accepts, w)
			}
			if got := strings.Join(p.RedLines, ";"); got != w.red {
				t.Errorf("%s: %s's red lines %q, want %q", deal, name, got, w.red)
			}
			if got := strings.Join(p.Flags, ";"); got != w.flags {
				t.Errorf("%s: %s's flags %q, want %q", deal, name, got, w.flags)
			}
		}
		if p := d.Parties["stranger"]; p.Known || p.Gain != nil || p.Interval != nil || p.Share != nil || p.Accepts != nil || p.Present {
			t.Errorf("%s: nothing is known of the stranger, and it has %+v", deal, p)
		}
		if got := fmt.Sprint(d.Order); got != "[north south border patron stranger]" {
			t.Errorf("%s: order %s", deal, got)
		}
	}
}

func TestWordsAndSupport(t *testing.T) {
	_, a := answer(t, truce, 3, 0)
	stop := a.Deals[0]
	if got := fmt.Sprint(stop.Parties["north"].Words); got != "[{valley ceded kept}]" {
		t.Errorf("north is asked to move %s", got)
	}
	if got := fmt.Sprint(stop.Parties["north"].Already); got != "[aid == flows]" {
		t.Errorf("already broken: %s", got)
	}
	if s := stop.Parties["border"].Support; s == nil || math.Abs(s.Median-0.5*math.Erfc(-1/math.Sqrt2)) > 1e-12 {
		t.Errorf("a public that gains its spread supports by %v", s)
	}
	if stop.Changes != "fighting=stops, aid=ends" || fmt.Sprint(stop.Deal) != "map[aid:ends fighting:stops valley:kept]" {
		t.Errorf("the deal is %q %v", stop.Changes, stop.Deal)
	}
	if d := a.Deals[1]; fmt.Sprint(d.Flags) != "[legality: valley=ceded consent: valley=ceded]" {
		t.Errorf("flags %v", d.Flags)
	}
	if d := a.Deals[1].Parties; d["south"].Driver != "valley" || d["north"].Driver != "valley" || d["patron"].Driver != "aid" {
		t.Errorf("driven by %q, %q and %q", d["south"].Driver, d["north"].Driver, d["patron"].Driver)
	}
}

// Without a table every seated party is present; who sits nowhere is not.
func TestPresent(t *testing.T) {
	for table, want := range map[int]string{0: "north south", -1: "north south"} {
		_, a := answer(t, truce, 1, table)
		var present []string
		for _, n := range a.Deals[0].Order {
			if a.Deals[0].Parties[n].Present {
				present = append(present, n)
			}
		}
		if got := strings.Join(present, " "); got != want {
			t.Errorf("table %d: present %s, want %s", table, got, want)
		}
	}
}

// Without a status quo the gain is over the walk-away.
func TestNoStatusQuo(t *testing.T) {
	_, a := answer(t, `parley: 1
case: abstract
status-quo: none
parties: {a: {kind: state}, b: {kind: state}}
issues: {x: {options: [o0, o1]}, y: {options: [o0, o1]}}
values:
  a: {x: {o0: 3, o1: 5}, y: {o1: 1}, walk-away: 4}
  b: {x: {o0: 2}, walk-away: 1}
deals: {d: "x=o1, y=o1"}
`, 2, -1)
	d := a.Deals[0].Parties
	if *d["a"].Gain != 2 || *d["b"].Gain != -1 || !*d["a"].Accepts || *d["b"].Accepts || math.Abs(d["a"].Share.Median-2./3) > 1e-9 {
		t.Errorf("a %v (%v of its range), b %v", *d["a"].Gain, d["a"].Share.Median, *d["b"].Gain)
	}
}

// Median and interval are those of the draws, and the order of deals, parties and jobs changes nothing.
func TestDraws(t *testing.T) {
	text := strings.Replace(strings.Replace(truce, "stops: 6", "stops: 2 to 10", 1), "weight: 10", "weight: 'uniform(8, 12)'", 1)
	g := oracle.Must(t, text)
	var first string
	for _, jobs := range []int{1, 2, 8} {
		d, err := ask.NewDraws(t.Context(), g, 400, 5, jobs)
		if err != nil {
			t.Fatal(err)
		}
		a, err := costs.Ask(context.Background(), d, costs.Args{Deals: ask.Deals(g), Table: 0})
		if err != nil {
			t.Fatal(err)
		}
		out, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(out)
		}
		if string(out) != first {
			t.Errorf("%d jobs give another answer", jobs)
		}
		checkDraws(t, d, a)
	}
}

// checkDraws computes south's gains from the stop in each draw: 6 of the case, now uncertain, and 1 once.
func checkDraws(t *testing.T, d *ask.Draws, a *costs.Answer) {
	t.Helper()
	at := slices.IndexFunc(d.G.Case.Inputs, func(n *casefile.Number) bool { return n.Text == "2 to 10" })
	in := make([]float64, len(d.G.Case.Inputs))
	var gains []float64
	accepts := 0
	for run := range d.Runs {
		d.Inputs(run, in)
		gains = append(gains, in[at]+1)
		if in[at]+1 >= 2 {
			accepts++
		}
	}
	slices.Sort(gains)
	p := a.Deals[0].Parties["south"]
	if *p.Gain < gains[199]-1e-9 || *p.Gain > gains[200]+1e-9 || p.Interval.Low < gains[18] || p.Interval.Low > gains[21] || p.Interval.High < gains[378] || p.Interval.High > gains[381] {
		t.Errorf("median %v in %v, interval %+v", *p.Gain, gains[199:201], p.Interval)
	}
	if got := p.Chance.P; math.Abs(got-float64(accepts)/400) > 1e-12 {
		t.Errorf("accepts in %v of the draws, want %v", got, float64(accepts)/400)
	}
}

// At the medians nothing may be worth anything to a party, or next to nothing: its range then measures no gain.
func TestNoRange(t *testing.T) {
	for _, worth := range []string{"-3 to 3", "-3 to 3.00001"} {
		g, a := answer(t, `
parley: 1
case: cancels
parties: {a: {kind: state, label: Up, short: A}, b: {kind: state, label: Down, short: B}, c: {kind: state, label: Out, short: C}}
issues: {i: {options: [x, y], by: a and b}}
values: {a: {i: {y: `+worth+`}}, b: {i: {y: 1 to 2}}, c: {i: {y: 0}}}
deals: {d: i=y}
`, 200, -1)
		p := a.Deals[0].Parties
		if p["a"].Share != nil || p["a"].Interval == nil || p["b"].Share == nil || p["c"].Share == nil || p["c"].Share.High != 0 {
			t.Errorf("%s: %+v", worth, p)
		}
		golden.Fits(t, worth, a.Page(g), " points")
	}
}
