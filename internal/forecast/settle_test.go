package forecast

import (
	"bytes"
	"context"
	"math"
	"strings"
	"testing"

	"parley/internal/golden"
	"parley/internal/spatial"
)

// scale is an issue with a scale on which a and c stand at one end with three quarters of the weight, and one without a scale.
const scale = `parley: 1
case: scale
as-of: 2025-01-01
horizon: 3 months
parties:
  a: {kind: state, capability: 40}
  b: {kind: state, capability: 20}
  c: {kind: state, capability: 20}
issues:
  duty:
    zero: {place: 0}
    half: {place: 50}
    full: {place: 100}
    none: {}
  oath: {unsworn: {}, sworn: {by: a and b}}
values:
  a: {duty: {half: 1}, oath: {sworn: 1}, positions: {duty: {ideal: 0, salience: 0.5}}}
  b: {duty: {half: 1}, oath: {sworn: 1}, positions: {duty: {ideal: 90, salience: 0.5}}}
  c: {duty: {half: 1}, oath: {sworn: 1}, positions: {duty: {ideal: 10, salience: 0.5}}}
tables:
  talks: {members: [a, b, c], every: month, closes: 0.4}
scenarios:
  low:    {is: duty == zero, looked-up: the papers}
  middle: {is: duty == half, looked-up: the papers}
  high:   {is: duty == full, looked-up: the papers}
`

// two is scale with c where a stands: two places, of which one has three quarters of the votes.
var two = strings.Replace(scale, "ideal: 10,", "ideal: 0,", 1)

// Between two places the election gives each its part of the votes.
func TestPlacesByHand(t *testing.T) {
	a := answerTo(t, two, 400, 2, Args{})
	e := a.Engines.Positions
	if a.Engines.Second != "positions" || e == nil || e.Throws != contestDraws*settleThrows || e.Forbidden != 0 || len(e.Issues) != 1 || a.Engines.Contest == nil {
		t.Fatalf("%+v", a.Engines)
	}
	for name, want := range map[string]float64{"low": 0.75, "middle": 0, "high": 0.25, somethingElse: 0} {
		// four standard deviations of a share of 2,400 throws
		if got := *a.scenario(t, name).Positions; math.Abs(got-want) > 4*math.Sqrt(want*(1-want)/2400) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// With three places the shares are those of the election that package spatial holds, by nearest option.
func TestPlacesAreTheElection(t *testing.T) {
	a := answerTo(t, scale, 400, 2, Args{})
	d, err := spatial.PCE(&spatial.Issue{Name: "duty", Lo: 0, Hi: 100, Actors: []spatial.Actor{
		{Name: "a", Position: 0, Capability: 40, Salience: 0.5},
		{Name: "b", Position: 90, Capability: 20, Salience: 0.5},
		{Name: "c", Position: 10, Capability: 20, Salience: 0.5},
	}}, spatial.MarkovUniform)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for k := range a.Scenarios {
		sum += *a.Scenarios[k].Positions
	}
	low := d.Shares[0] + d.Shares[1]
	if got := *a.scenario(t, "low").Positions; math.Abs(got-low) > 0.035 || math.Abs(sum-1) > 1e-12 {
		t.Errorf("low %v, want %v; all sum to %v", got, low, sum)
	}
}

// The same bytes, whatever the number of workers, also where positions are drawn.
func TestPlacesJobs(t *testing.T) {
	text := strings.Replace(scale, "ideal: 90", "ideal: 40 to 100", 1)
	var want []byte
	for _, jobs := range []int{1, 2, 8} {
		if got := encoded(t, answerTo(t, text, 200, jobs, Args{})); want == nil {
			want = got
		} else if !bytes.Equal(got, want) {
			t.Errorf("%d workers give another answer", jobs)
		}
	}
}

// In another order of the parties the answer is the same: what a party is thrown by is the issue's name.
func TestPlacesOrder(t *testing.T) {
	lines := func(text, first string) string {
		from := strings.Index(text, "  a: {"+first)
		to := from
		for range 3 {
			to += strings.Index(text[to:], "\n") + 1
		}
		l := strings.SplitAfter(text[from:to], "\n")
		return text[:from] + l[2] + l[0] + l[1] + text[to:]
	}
	turned := lines(lines(scale, "kind"), "duty")
	if turned == scale {
		t.Fatal("nothing was turned")
	}
	a, b := answerTo(t, scale, 300, 2, Args{}), answerTo(t, turned, 300, 2, Args{})
	for k := range a.Scenarios {
		if x, y := *a.Scenarios[k].Positions, *b.Scenarios[k].Positions; x != y {
			t.Errorf("%s: %v, in another order %v", a.Scenarios[k].Name, x, y)
		}
	}
}

// What the rules forbid counts for nothing, and is counted; what they bring about follows.
func TestPlacesRules(t *testing.T) {
	rule := "rules:\n  - {never: duty == full}\nvalues:"
	a := answerTo(t, strings.Replace(two, "values:", rule, 1), 300, 2, Args{})
	e := a.Engines.Positions
	if part := share(e.Forbidden, e.Forbidden+e.Throws); math.Abs(part-0.25) > 0.035 || *a.scenario(t, "low").Positions != 1 {
		t.Errorf("%v forbidden; %+v", part, e)
	}
	if text := strings.Join(a.engineTexts(drawsOf(t, two, 1, 1).G), " "); !strings.Contains(text, "rules forbid 2") || !strings.Contains(text, "third engine lets") {
		t.Error(text)
	}
	rule = "rules:\n  - {never: duty == full or duty == zero}\nvalues:"
	all := strings.Replace(strings.Replace(two, "values:", rule, 1), "    zero: {place: 0}\n    half: {place: 50}", "    half: {place: 50}\n    zero: {place: 0}", 1)
	if a := answerTo(t, all, 50, 1, Args{}); a.Engines.Positions != nil || a.Engines.Second != "contest" || !strings.Contains(a.Engines.Why, "rules forbid") {
		t.Errorf("%+v", a.Engines)
	}
}

// The contest stays the second engine where nobody stands on a scale, where two do, and where none brings weight to bear it decides.
func TestPlacesWhere(t *testing.T) {
	few := strings.Replace(scale, "capability: 20}\n  c: {kind: state, capability: 20}", "capability: 20}\n  c: {kind: state}", 1)
	for _, x := range []struct{ text, why string }{
		{swap(t, single, "MARGIN", ""), "no issue has a scale"},
		{few, "3 parties stand"},
	} {
		a := answerTo(t, x.text, 50, 1, Args{})
		if a.Engines.Positions != nil || a.Engines.Second != "contest" || !strings.Contains(a.Engines.Why, x.why) || a.Scenarios[0].Positions != nil {
			t.Errorf("%+v", a.Engines)
		}
		if said := strings.Contains(strings.Join(a.engineTexts(drawsOf(t, x.text, 1, 1).G), " "), x.why); said != (x.why != noScale) {
			t.Errorf("%q is said on the page: %v", x.why, said)
		}
	}
	idle := answerTo(t, strings.ReplaceAll(scale, "salience: 0.5", "salience: 0"), 300, 1, Args{})
	for _, s := range idle.Scenarios { // all is as the contest leaves it
		if math.Abs(*s.Positions-*s.Contest) > 0.05 {
			t.Errorf("%s: %v by places, %v by the contest", s.Name, *s.Positions, *s.Contest)
		}
	}
}

// An interrupted answer has no engines beside it, and its page stands.
func TestPlacesInterrupted(t *testing.T) {
	d := drawsOf(t, scale, 50, 1)
	ctx, cancel := context.WithCancel(context.Background())
	d.Progress = func(what string, _, _ int) {
		if what == "contest" {
			cancel()
		}
	}
	a, err := Ask(ctx, d, Args{})
	if err == nil || a == nil || a.Engines.Positions != nil || a.Engines.Second != "" {
		t.Fatalf("%v, %+v", err, a)
	}
	a.Page(d.G)
}

// The page shows both engines beside the runs where there are both.
func TestPlacesPage(t *testing.T) {
	a := answerTo(t, scale, 200, 1, Args{})
	golden.Fits(t, "scale", a.Page(drawsOf(t, scale, 1, 1).G), "second", "third", "elects a place on duty", "other issues are as in the third")
	if columns := len(ScenarioTable(a).Columns); columns != 5 {
		t.Errorf("the brief's table has %d columns", columns)
	}
}
