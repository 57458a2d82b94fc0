package forecast

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/oracle"
)

func encoded(t testing.TB, a *Answer) []byte {
	t.Helper()
	out, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The same bytes, whatever the number of workers.
func TestJobs(t *testing.T) {
	var want []byte
	for _, jobs := range []int{1, 2, 8} {
		d := drawsOf(t, border, 300, jobs)
		a, err := Ask(context.Background(), d, Args{Runs: 700, WhatIf: []casefile.Change{change(t, d, "without", "threat:ultimatum")}})
		if err != nil {
			t.Fatal(err)
		}
		if got := encoded(t, a); want == nil {
			want = got
		} else if !bytes.Equal(got, want) {
			t.Errorf("%d workers give another answer", jobs)
		}
	}
}

// The chances of all scenarios, something else included, sum to 1; each lies in its range and its interval; the fan holds its median.
func TestAnswerHolds(t *testing.T) {
	a := answerTo(t, border, 500, 2, Args{Runs: 1200})
	sum := 0.0
	for _, s := range a.Scenarios {
		sum += s.Probability
		for _, within := range [][2]float64{s.Range, s.Sampling} {
			if s.Probability < within[0] || s.Probability > within[1] {
				t.Errorf("%s: %v is not within %v", s.Name, s.Probability, within)
			}
		}
		if s.Contest == nil {
			t.Errorf("%s: the second engine says nothing", s.Name)
		}
	}
	if math.Abs(sum-1) > 1e-12 || a.Runs != 1200 || a.Seed != 1 || a.Case.Draws != 1200 || a.Case.Partial {
		t.Errorf("sum %v, %d runs, seed %d, header %+v", sum, a.Runs, a.Seed, a.Case)
	}
	for _, x := range a.Tracks {
		if len(x.Points) != 13 || x.Points[0].Months != 0 || x.Points[12].Date != "2026-08-14" {
			t.Errorf("%s: %d points", x.Name, len(x.Points))
		}
		for _, p := range x.Points {
			if *p.Low > *p.Median || *p.Median > *p.High {
				t.Errorf("%s: %v outside %v to %v", x.Name, *p.Median, *p.Low, *p.High)
			}
		}
	}
	sum = 0
	for _, f := range a.Deals.First {
		sum += f.Share
	}
	if math.Abs(sum-a.Deals.Any) > 1e-12 || a.Deals.Any == 0 {
		t.Errorf("first deals sum to %v of %v", sum, a.Deals.Any)
	}
	if a.Baselines.Today.Scenario != "war" || a.Horizon.Steps != 12 {
		t.Errorf("today stays: %q; %+v", a.Baselines.Today.Scenario, a.Horizon)
	}
}

// Stopped in the middle, the answer is that of the leading runs, marked as partial, beside the context's error.
func TestPartial(t *testing.T) {
	d := drawsOf(t, border, 400, 2)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	d.Progress = func(step string, done, of int) {
		if step == "forecast" && done >= 200 && of == 5000 {
			stop()
		}
	}
	a, err := Ask(ctx, d, Args{Runs: 5000})
	if !errors.Is(err, context.Canceled) || a == nil {
		t.Fatalf("%v, %v", a, err)
	}
	if !a.Case.Partial || a.Runs == 0 || a.Runs >= 5000 || a.Case.Draws != a.Runs || a.Engines.Contest != nil || a.Clocks != nil || a.Assumed.Both != nil {
		t.Errorf("%d runs, header %+v", a.Runs, a.Case)
	}
	if !strings.Contains(strings.Join(a.Page(d.G).Subtitle, " "), "PARTIAL") {
		t.Error("the page does not say that it is partial")
	}
	whole := answerTo(t, border, 400, 2, Args{Runs: a.Runs})
	for k := range a.Scenarios {
		if got, want := a.Scenarios[k].Probability, whole.Scenarios[k].Probability; got != want {
			t.Errorf("%s: %v, and %v of the same runs", a.Scenarios[k].Name, got, want)
		}
	}
	stop()
	if a, err := Ask(ctx, d, Args{}); a != nil || !errors.Is(err, context.Canceled) || d.Partial(err) {
		t.Errorf("stopped before the first run: %v, %v", a, err)
	}
}

// A what-if that changes nothing changes nothing; one that does says how much, with the same dice.
func TestWhatIf(t *testing.T) {
	d := drawsOf(t, border, 300, 2)
	ask := func(flag, text string) *Comparison {
		t.Helper()
		a, err := Ask(context.Background(), d, Args{WhatIf: []casefile.Change{change(t, d, flag, text)}})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range a.WhatIf.Scenarios {
			if before := a.scenario(t, s.Name).Probability; math.Abs(s.After-s.Before-s.Difference) > 1e-12 || s.Before != before ||
				s.Difference < s.Interval[0] || s.Difference > s.Interval[1] {
				t.Errorf("%s: %+v, and %v in the answer", text, s, before)
			}
		}
		return a.WhatIf
	}
	for _, text := range []string{"spare=7", "spare=1 to 9"} {
		c := ask("set", text)
		if c.Moved != 0 || c.Largest != "" || c.Runs != 300 {
			t.Errorf("%s: %+v", text, c)
		}
		for _, s := range c.Scenarios {
			if s.Difference != 0 {
				t.Errorf("%s: %+v", text, s)
			}
		}
	}
	if c := ask("set", "rate=3"); c.difference("truce").Difference >= 0 || c.difference("collapse").Difference <= 0 {
		t.Errorf("a fast front: %+v", c.Scenarios)
	}
	for _, x := range [][2]string{{"with", "table:court"}, {"fix", "track:front"}, {"without", "clocks"}} {
		if c := ask(x[0], x[1]); c.Moved == 0 {
			t.Errorf("--%s %s changes no run", x[0], x[1])
		}
	}
}

// Without clocks is the answer's own check too.
func TestClocksMatter(t *testing.T) {
	d := drawsOf(t, border, leastChecked, 2)
	a, err := Ask(context.Background(), d, Args{WhatIf: []casefile.Change{change(t, d, "without", "clocks")}})
	if err != nil {
		t.Fatal(err)
	}
	if a.Clocks == nil || a.Clocks.Runs != leastChecked || a.Clocks.Largest == "" {
		t.Fatalf("%+v", a.Clocks)
	}
	for k, s := range a.Clocks.Scenarios {
		if s != a.WhatIf.Scenarios[k] {
			t.Errorf("%+v as a check, %+v as a what-if", s, a.WhatIf.Scenarios[k])
		}
	}
}

// A case without margin in which every meeting closes says that it assumes agreement; another says how much it would change.
func TestAssumingAgreement(t *testing.T) {
	text := swap(t, swap(t, single, "MARGIN", "margin: 0"), "closes: 0.4", "closes: 1")
	a := answerTo(t, text, leastChecked, 2, Args{})
	if !a.Assumed.Assuming || a.Assumed.Both.Moved != 0 || !strings.Contains(strings.Join(a.caveats(), " "), "ASSUMING AGREEMENT") ||
		!strings.Contains(strings.Join(a.Summary, " "), "assumes agreement") {
		t.Errorf("%+v, %q", a.Assumed, a.Summary)
	}
	b := answerTo(t, swap(t, single, "MARGIN", ""), leastChecked, 2, Args{})
	if b.Assumed.Assuming || b.Assumed.Both.difference("peace").Difference <= 0 {
		t.Errorf("%+v", b.Assumed)
	}
	for replaced, want := range map[[2]string]bool{
		{"closes: 1}", "closes: 0.99}"}: false, {"margin: 0", "margin: 0.01"}: false, {"closes: 1}", "closes: 1, off: true}"}: false,
		{"tables:\n", "tables:\n  club: {members: [a, b], every: month, closes: 0.5, off: true}\n"}: true,
		{"tables:\n", "tables:\n  club: {members: [a, b], every: month, closes: 0.5}\n"}:            false,
	} {
		if got := answerTo(t, swap(t, text, replaced[0], replaced[1]), 5, 1, Args{}).Assumed.Assuming; got != want {
			t.Errorf("%q: assuming agreement %v", replaced, got)
		}
	}
	// Assuming agreement, the two cases are one.
	if got, want := b.Assumed.Both.difference("peace").After, a.scenario(t, "peace").Probability; got != want {
		t.Errorf("assuming agreement %v, in the case that does %v", got, want)
	}
}

// Who would leave today at once is counted, and those runs can be left out.
func TestStable(t *testing.T) {
	text := swap(t, border, "    aid: {given: -1}", "    aid: {given: -1 to 1}")
	all, some := answerTo(t, text, 600, 2, Args{}), answerTo(t, text, 600, 2, Args{Stable: true})
	if l := all.Leaving; l.Conditioned || l.Runs != 600 || l.Share < 0.3 || l.Share > 0.7 || l.Parties["c"] != l.Share {
		t.Errorf("%+v", l)
	}
	if !some.Leaving.Conditioned || some.Leaving.Share != all.Leaving.Share || some.Runs != int(math.Round(600*(1-all.Leaving.Share))) {
		t.Errorf("%d runs, %+v", some.Runs, some.Leaving)
	}
	restless := drawsOf(t, swap(t, border, "    aid: {given: -1}", "    aid: {given: 1}"), 20, 2)
	if a, err := Ask(context.Background(), restless, Args{Stable: true}); a != nil || err == nil || !strings.Contains(err.Error(), "none is left to forecast from") {
		t.Errorf("where every run is left out: %v, %v", a, err)
	}
	if none := answerTo(t, border, 200, 2, Args{}).Leaving; none.Share != 0 || len(none.Parties) != 0 {
		t.Errorf("%+v", none)
	}
}

// Without scenarios goals stand for them, the most ambitious first, and the answer says so.
func TestGoals(t *testing.T) {
	text := border[:strings.Index(border, "goals:")] + "goals:\n  calm: war == truce\n  helped: war == truce and aid == given\n"
	a := answerTo(t, text, 200, 2, Args{})
	if a.Filed != "goals" || len(a.Scenarios) != 3 || a.Scenarios[0].Name != "helped" || a.Scenarios[2].Name != somethingElse {
		t.Errorf("%s: %+v", a.Filed, a.Scenarios)
	}
	if !strings.Contains(strings.Join(a.caveats(), " "), "goals stand for them") {
		t.Error("the page does not say that goals stand for scenarios")
	}
}

func TestErrors(t *testing.T) {
	plain := "parley: 1\ncase: plain\nparties: {a: {kind: state}, b: {kind: state}}\nissues: {i: {stay: {}, go: {by: a and b}}}\nvalues: {a: {i: {go: 1}}}\n"
	for _, x := range []struct {
		d    *ask.Draws
		args Args
		want string
	}{
		{drawsOf(t, plain, 10, 1), Args{}, "declare scenarios"},
		{drawsOf(t, border[:strings.Index(border, "goals:")], 10, 1), Args{}, "declare `scenarios:`"},
		{drawsOf(t, border, 10, 1), Args{Runs: -1}, "between 1 and 10000000"},
		{drawsOf(t, border, 10, 1), Args{Runs: MaxRuns + 1}, "between 1 and 10000000"},
	} {
		if a, err := Ask(context.Background(), x.d, x.args); a != nil || err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%v, %v; want %q", a, err, x.want)
		}
	}
	var value *game.ValueError
	if _, err := Ask(context.Background(), drawsOf(t, plain, 10, 1), Args{}); !errors.As(err, &value) {
		t.Errorf("%v is not an error of the case", err)
	}
	none := "parley: 1\ncase: none\nstatus-quo: none\nparties: {a: {kind: state}, b: {kind: state}}\nissues: {i: {options: [stay, go]}}\n" +
		"values: {a: {i: {go: 1}, walk-away: 0}, b: {i: {go: 1}, walk-away: 0}}\nscenarios: {some: {is: i == go, looked-up: here}}\n"
	if _, err := Ask(context.Background(), drawsOf(t, none, 10, 1), Args{}); err == nil || !strings.Contains(err.Error(), "status-quo: none") {
		t.Errorf("without today: %v", err)
	}
}

// A number without a value in some run is an error of the case that names the run, not a panic.
func TestValueErrorInARun(t *testing.T) {
	text := swap(t, border, "war == goes-on: rate, otherwise: 0", "war == goes-on: rate / (front - front), otherwise: 0")
	d := oracle.Must(t, text)
	draws, err := ask.NewDraws(t.Context(), d, 20, 1, 2)
	if err == nil {
		_, err = Ask(context.Background(), draws, Args{})
	}
	var value *game.ValueError
	if !errors.As(err, &value) {
		t.Errorf("%v", err)
	}
}

// Published success of dated threats stands beside threats that are made, with a deadline between today and the horizon.
func TestBaseRates(t *testing.T) {
	a := answerTo(t, border, 10, 1, Args{})
	if !strings.Contains(a.Baselines.Rates[0].What, "within 90 days to 180 days") || len(a.Baselines.Rates) < 4 {
		t.Errorf("%+v", a.Baselines.Rates)
	}
	late := answerTo(t, strings.Replace(border, "deadline: 2025-12-01", "deadline: 2027-12-01", 1), 10, 1, Args{})
	if strings.Contains(late.Baselines.Rates[0].What, "dated threats") {
		t.Errorf("beyond the horizon: %+v", late.Baselines.Rates)
	}
}

// Issue by issue the larger weight decides; where two weigh the same, today's option stands, else the first of the text. Who has no capability
// given has the mean of the others.
func TestPlurality(t *testing.T) {
	const text = `parley: 1
case: votes
as-of: 2025-01-01
parties: {a: {kind: state, capability: A}, b: {kind: state, capability: B}, c: {kind: state}}
issues:
  toll: {today: low, none: {}, low: {}, high: {}}
values: {a: {toll: {high: 1}}, b: {toll: {none: 1}}, c: {toll: {low: LOW, none: NONE}}}
tables: {all: {members: [a, b, c], every: month, closes: 0}}
scenarios: {some: {is: toll == low, looked-up: here}}
`
	for _, c := range []struct {
		a, b, low, none, option string
		share                   float64
	}{
		{"30", "30", "1", "0", "low", 1. / 3},
		{"60", "30", "1", "0", "high", 60. / 135},
		{"20", "80", "1", "0", "none", 80. / 150},
		{"60", "20", "0", "1", "none", 60. / 120},
		{"62", "20", "0", "1", "high", 62. / 123},
	} {
		v := answerTo(t, strings.NewReplacer(": A}", ": "+c.a+"}", ": B}", ": "+c.b+"}", "LOW", c.low, "NONE", c.none).Replace(text), 5, 1, Args{}).Baselines.Plurality
		if x := v.Issues[0]; x.Option != c.option || math.Abs(x.Share-c.share) > 1e-9 || v.Deal["toll"] != c.option || len(v.Equal) != 1 || v.Equal[0] != "c" {
			t.Errorf("%+v: %+v", c, v)
		}
	}
}
