package coercion_test

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/coercion"
	"parley/internal/oracle"
	"parley/internal/strategy"
)

// closed is a threat in its closed form: to concede costs the target v and b, to resist h + qv if the threat is carried out; that costs
// the sender k and gains it q·gain, to back down costs it a.
type closed struct {
	v, b, h, q, k, gain, a string
	more                   string // of the threat
	deadline               string // of a day in 2025 or later; "": half a year away
}

func (c closed) text() string {
	if c.deadline == "" {
		c.deadline = "2025-07-01"
	}
	return fmt.Sprintf(`parley: 1
case: ultimatum
as-of: 2025-01-01
horizon: 24 months
parties:
  a: {kind: state}
  b: {kind: state}
  c: {kind: state}
quantities:
  v: %s
  h: %s
  q: %s
  k: %s
  gain: %s
  harm: h + q * v
issues:
  land: {kept: {}, ceded: {by: b}}
  blow: {none: {}, struck: {by: a, back: a}}
values:
  a: {blow: {struck: q * gain - k}, land: {ceded: gain}}
  b: {blow: {struck: -1 * harm}, land: {ceded: -1 * v}}
  c: {blow: {struck: -3}}
threats:
  t: {by: a, to: b, demand: land == ceded, instrument: blow=struck, deadline: %s, conceding: %s, backing-down: %s%s}
`, c.v, c.h, c.q, c.k, c.gain, c.deadline, c.b, c.a, c.more)
}

// worked is the worked check of reference/strategy.md (b); it is carried out for certain.
var worked = closed{v: "0.2", b: "0.1", h: "0.3", q: "0.5", k: "0.4", gain: "1", a: "0"}

func put(t rapid.TB, text string, runs, jobs int, args coercion.Args) (*coercion.Answer, error) {
	t.Helper()
	g := oracle.Must(t, text)
	return coercion.Ask(context.Background(), oracle.Draws(t, g, runs, jobs), args)
}

func answer(t rapid.TB, text string, runs int) *coercion.Answer {
	t.Helper()
	a, err := put(t, text, runs, 1, coercion.Args{By: 0, To: 1, Threat: -1})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return a
}

func near(t rapid.TB, what string, got *float64, want float64) {
	t.Helper()
	if got == nil {
		t.Errorf("%s is null, want %v", what, want)
	} else if math.Abs(*got-want) > 1e-9 {
		t.Errorf("%s is %v, want %v", what, *got, want)
	}
}

// v = .2, b = .1, h = .3, q = .5 compel at a credibility of .75.
func TestWorkedCheck(t *testing.T) {
	x := answer(t, worked.text(), 20).Threats[0]
	near(t, "the credibility needed", x.Thresholds.Credibility.Median, 0.75)
	near(t, "the bite", &x.Parts.Bite.Median, 0.4)
	near(t, "the price", &x.Parts.GoingOn.Median, 0.3)
	near(t, "the bite needed", x.Thresholds.Bite.Points.Median, 0.3)
	near(t, "the bite needed, in bites", x.Thresholds.Bite.Times.Median, 0.75)
	near(t, "the derived credibility", &x.Parts.Credibility.Derived.Median, 1)
	if x.Parts.Willing.P != 1 {
		t.Errorf("willing with %v", x.Parts.Willing.P)
	}
	for stated, willing := range map[string]float64{"0.74": 0, "0.75": 1, "0.76": 1} {
		c := worked
		c.more = ", credibility: " + stated
		x := answer(t, c.text(), 20).Threats[0]
		if got := x.Parts.Willing.P; got != willing {
			t.Errorf("at credibility %s willing with %v, want %v", stated, got, willing)
		}
		if x.Parts.Credibility.Stated == nil || x.Parts.Credibility.Conflict != (stated == "0.74") { // .74 and 1 differ by more than a quarter
			t.Errorf("at credibility %s: %+v", stated, x.Parts.Credibility)
		}
	}
}

// Thresholds, credibility and decision of random parameters are those of the closed form.
func TestClosedForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string, hundredths int) float64 {
			return float64(rapid.IntRange(0, hundredths).Draw(t, name)) / 100
		}
		v, b, h, q := draw("v", 300), draw("b", 100), draw("h", 300)+0.01, draw("q", 100)
		k, gain, a := draw("k", 300), draw("gain", 300), draw("a", 200)
		c := closed{v: text(v), b: text(b), h: text(h), q: text(q), k: text(k), gain: text(gain), a: text(a)}
		x := answer(t, c.text(), 1).Threats[0]
		threat := strategy.Threat{Loss: v, Audience: b, Harm: h, Success: q}
		want, err := strategy.Compel(threat, strategy.Challenger{Cost: k, Gain: gain, Audience: a})
		if err != nil {
			t.Fatal(err)
		}
		if got := x.Thresholds.Credibility; want.Threshold > 1+1e-6 {
			if got.Median != nil || got.None != 1 || got.Why == "" {
				t.Errorf("a threshold of %v where none is enough (%v)", got.Median, want.Threshold)
			}
		} else if want.Threshold < 1-1e-6 {
			near(t, "the credibility needed", got.Median, want.Threshold)
		}
		if math.Abs(q*gain-k+a) > 1e-6 {
			near(t, "the credibility", &x.Parts.Credibility.Used.Median, want.Chance)
			if math.Abs(want.Chance-want.Threshold) > 1e-6 && (x.Parts.Willing.P == 1) != want.Concedes {
				t.Errorf("willing with %v, want %v", x.Parts.Willing.P, want.Concedes)
			}
		}
		if n := x.Thresholds.Bite.Points; want.Chance > 0 {
			near(t, "the bite needed", n.Median, v+b)
		} else if v+b > 1e-6 && math.Abs(q*gain-k+a) > 1e-6 && n.Median != nil {
			t.Errorf("a bite of %v is enough for a threat nobody believes", *n.Median)
		}
	})
}

func text(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// What the target believes of a sender whose cost only it knows is the chance by direct integration, whatever the draw's own cost; also
// where the sender looks ahead and its cost comes with a track.
func TestPrivateInformation(t *testing.T) {
	c := worked
	c.k, c.a = `{is: "uniform(0, 0.8)", private: a}`, "0.05"
	ahead := strings.NewReplacer("a: {kind: state}", "a: {kind: state, foresight: 6 months, patience: 0.8}", "values:\n", "tracks: {one: {today: 1, change: 0}}\nvalues:\n",
		"a: {blow: {struck: q * gain - k},", "a: {also: {blow == struck: q * gain - k * one},").Replace(c.text())
	want, err := strategy.CompelPrivately(strategy.Threat{Loss: 0.2, Audience: 0.1, Harm: 0.3, Success: 0.5}, strategy.PrivateChallenger{MaxCost: 0.8, Gain: 1, Audience: 0.05})
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{c.text(), ahead} {
		x := answer(t, source, 400).Threats[0]
		d := x.Parts.Credibility.Derived
		if tol := 1.0 / 64; math.Abs(d.Low-want.Chance) > tol || math.Abs(d.High-want.Chance) > tol {
			t.Errorf("believed with %+v, want %v", *d, want.Chance)
		}
		// .6875 is less than the .75 it takes: the target waits, and sees it carried out as often as it believed.
		if x.Concedes.ByDeadline.P != 0 || math.Abs(x.CarriesOut.P-want.Chance) > 0.07 {
			t.Errorf("conceded with %v, carried out with %v", x.Concedes.ByDeadline.P, x.CarriesOut.P)
		}
	}
}

// Two private inputs at once: P(q·gain − k ≥ −a) with gain ~ U[0,1] and k ~ U[0,.5] is, for q = .5 and a = .1, the area over
// k ≤ gain/2 + .1: half of the square less what lies above, by hand .68.
func TestTwoPrivateInputs(t *testing.T) {
	c := worked
	c.k, c.gain, c.a = `{is: "uniform(0, 0.5)", private: a}`, `{is: "uniform(0, 1)", private: a}`, "0.1"
	x := answer(t, c.text(), 400).Threats[0]
	sum, n := 0.0, 2000
	for i := range n {
		sum += min(0.5, (float64(i)+0.5)/float64(n)/2+0.1) / 0.5
	}
	want := sum / float64(n)
	if math.Abs(want-0.68) > 1e-3 {
		t.Fatalf("integrated %v", want)
	}
	if d := x.Parts.Credibility.Derived; math.Abs(d.Median-want) > 0.02 || d.High-d.Low > 0.15 || d.High == d.Low {
		t.Errorf("believed with %+v, want %v", *d, want)
	}
}

// An input that is not the sender's own secret is known to the target: it believes what is so.
func TestPublicInformation(t *testing.T) {
	for private, both := range map[string]bool{"": true, ", private: b": true, ", private: c": true, ", private: a": false} {
		c := worked
		c.k = `{is: "uniform(0, 1)"` + private + `}`
		x := answer(t, c.text(), 400).Threats[0]
		if d := x.Parts.Credibility.Derived; (d.Low == 0 && d.High == 1) != both {
			t.Errorf("the cost%s: believed with %+v", private, *d)
		}
	}
}

// A deadline that slipped takes a third of the credibility, two take half; had none slipped, the first would have conceded.
func TestSlipped(t *testing.T) {
	for n, want := range map[int]float64{0: 0.9, 1: 0.6, 2: 0.45} {
		c := worked
		c.more = fmt.Sprintf(", credibility: 0.9, slipped: %d", n)
		x := answer(t, c.text(), 200).Threats[0]
		near(t, "the credibility", &x.Parts.Credibility.Used.Median, want)
		if willing := x.Parts.Willing.P == 1; willing != (want >= 0.75) {
			t.Errorf("after %d willing: %v", n, willing)
		}
		switch {
		case n == 0 && (x.Unslipped != nil || x.Concedes.ByDeadline.P < 0.9):
			t.Errorf("none slipped: %+v", x.Concedes.ByDeadline)
		case n > 0 && (x.Concedes.ByDeadline.P != 0 || x.Unslipped.P < 0.9):
			t.Errorf("%d slipped: %v, had none %v", n, x.Concedes.ByDeadline.P, x.Unslipped.P)
		}
	}
}
