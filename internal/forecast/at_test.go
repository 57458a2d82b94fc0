package forecast

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/oracle"
)

// putAt is the draws of a case on another day.
func putAt(t *testing.T, text, date string, n int) *ask.Draws {
	t.Helper()
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return oracle.Draws(t, clock.At(oracle.Must(t, text), day), n, 1)
}

func forecastAt(t *testing.T, text, date string, args Args) *Answer {
	t.Helper()
	a, err := Ask(context.Background(), putAt(t, text, date, 400), args)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// linear is a case whose tracks run along straight lines, by numbers that are plain: on any day they stand where they can be worked
// out by hand. A threat, a table that meets on a date and what looks back are all due after four months.
const linear = `parley: 1
case: linear
as-of: AS-OF
horizon: HORIZON months
parties:
  a: {kind: state, foresight: 6 months, initiative: 0.3}
  b: {kind: state}
quantities:
  stake: 1 to 4
issues:
  war: {goes-on: a or b, truce: a and b}
  aid: {none: {by: b}, given: {by: b}}
values:
  a: {also: {war == goes-on: front - 6}, aid: {given: -2}}
  b: {war: {truce: stake}, also: {war == goes-on: "-0.2 * front"}, aid: {given: -0.1}}
tables:
  talks: {members: [a, b], every: month, from: 2025-07-01, closes: 0.3}
  court: {members: [a, b], date: 2025-07-15, closes: 0.9}
tracks:
  front:  {today: FRONT, change: {war == goes-on: -0.5, otherwise: 0}, noise: 0.3}
  burden: {today: BURDEN, change: 2}
events:
  revolt: {when: burden > 24 and months(war == goes-on) > 2, chance: 0.1, ends: true}
threats:
  ultimatum: {by: b, to: a, demand: war == truce, instrument: aid=given, deadline: 2025-08-20, credibility: 0.8, response: 0.4}
scenarios:
  revolt: {is: event(revolt), looked-up: the papers}
  court:  {is: "agreed(court)", looked-up: the papers}
  truce:  {is: war == truce, looked-up: the papers}
  helped: {is: aid == given, looked-up: the papers}
`

func linearOn(asOf, horizon, front, burden string) string {
	return strings.NewReplacer("AS-OF", asOf, "HORIZON", horizon, "FRONT", front, "BURDEN", burden).Replace(linear)
}

// A forecast put at a later day is that of the case written on that day, tracks at what is expected of them, to the same horizon.
func TestAtIsTheCaseWrittenThen(t *testing.T) {
	then := forecastAt(t, linearOn("2025-01-01", "12", "8", "5"), "2025-07-01", Args{})
	written := answerTo(t, linearOn("2025-07-01", "6", "5", "17"), 400, 2, Args{})
	if then.Case.At != "2025-07-01" || then.Horizon != written.Horizon || then.Horizon.Date != "2026-01-01" {
		t.Errorf("at %q until %+v, want until %+v", then.Case.At, then.Horizon, written.Horizon)
	}
	for _, part := range []struct{ got, want any }{
		{then.Scenarios, written.Scenarios},
		{then.Tracks, written.Tracks},
		{then.Deals, written.Deals},
		{then.Threats, written.Threats},
		{then.Baselines, written.Baselines},
		{then.Engines, written.Engines},
		{then.Clocks, written.Clocks},
		{then.Assumed, written.Assumed},
	} {
		if got, want := asJSON(t, part.got), asJSON(t, part.want); got != want {
			t.Errorf("put at that day:\n%s\nwritten then:\n%s", got, want)
		}
	}
	if then.Tracks[0].Points[0].Expected != 5 || then.Tracks[1].Points[6].Expected != 29 {
		t.Errorf("%+v", then.Tracks)
	}
	if c := then.Scenarios[2].Probability; c < 0.05 || c > 0.95 {
		t.Errorf("the case decides nothing: %+v", then.Scenarios)
	}
}

// The single runs that sensitivity asks for begin on that day too.
func TestAtColumn(t *testing.T) {
	then, written := putAt(t, linearOn("2025-01-01", "12", "8", "5"), "2025-07-01", 50), drawsOf(t, linearOn("2025-07-01", "6", "5", "17"), 50, 1)
	var runs [2][]float64
	for k, d := range []*ask.Draws{then, written} {
		_, _, worker, err := Column(context.Background(), d, "truce")
		if err != nil {
			t.Fatal(err)
		}
		run, inputs := worker(), make([]float64, len(d.G.Case.Inputs))
		for n := range 50 {
			d.Inputs(n, inputs)
			y, err := run(inputs, n)
			if err != nil {
				t.Fatal(err)
			}
			runs[k] = append(runs[k], y)
		}
	}
	if !slices.Equal(runs[0], runs[1]) || !slices.Contains(runs[0], 1) || !slices.Contains(runs[0], 0) {
		t.Errorf("%v\n%v", runs[0], runs[1])
	}
}

// Put at the day of the case it is the same to the last byte.
func TestAtTheDayOfTheCase(t *testing.T) {
	if got, want := forecastAt(t, border, "2025-08-14", Args{}), answerTo(t, border, 400, 2, Args{}); !bytes.Equal(encoded(t, got), encoded(t, want)) {
		t.Error("another answer")
	}
}

// What looks back counts what lies before the day; what was due before it is over.
func TestAtLooksBack(t *testing.T) {
	text := `parley: 1
case: back
as-of: 2025-01-01
parties: {a: {kind: state}, b: {kind: state}}
issues: {i: {stay: {}, go: {by: a and b}}, aid: {none: {}, given: {by: b}}}
values: {a: {i: {go: 1}}, b: {i: {go: -1}}}
tables:
  first: {members: [a, b], date: 2025-03-01, closes: 1}
  later: {members: [a, b], date: 2025-04-15, needs: met(first) and months(i == stay) > 2.5, closes: 1}
  never: {members: [a, b], date: 2025-03-15, needs: agreed(first), closes: 1}
tracks: {x: {today: 0, change: 1}}
threats: {t: {by: b, to: a, demand: i == go, instrument: aid=given, deadline: 2025-05-01, credibility: 1}}
scenarios:
  early:  {is: x > 2.5, by: 2025-03-01, looked-up: here}
  high:   {is: x > 3.5, by: 2025-05-01, looked-up: here}
  REST
`
	for rest, want := range map[string]bool{
		"met(first) and met(later)": true,
		"met(never)":                false,
		"lapsed(t)":                 true,
		"carried-out(t) or conceded(t) or agreed(first)":      false,
		"elapsed > 11.9 and elapsed < 12.1":                   true,
		"months(i == stay) > 11.9 and months(i==stay) < 12.1": true,
		"ever(x > 5.9)": true,
		"ever(i == go)": false,
	} {
		for high, scenarios := range map[bool]string{
			true:  text, // looked up on the first of May, when x was 4
			false: strings.Replace(text, "x > 3.5", "x > 4.5", 1),
		} {
			a := forecastAt(t, strings.Replace(scenarios, "REST", "rest:   {is: "+rest+", looked-up: here}", 1), "2025-07-01", Args{})
			chance := func(k int) bool { return a.Scenarios[k].Probability == 1 }
			if chance(0) || chance(1) != high || chance(2) != (want && !high) {
				t.Errorf("%s: %+v", rest, a.Scenarios)
			}
			if a.Threats[0].Lapsed != 1 {
				t.Errorf("%+v", a.Threats)
			}
			if len(a.Deals.Tables) != 0 {
				t.Errorf("tables meet again: %+v", a.Deals.Tables)
			}
		}
	}
}

// A track that is held fast is held where it has come to, and another rate counts from the day of the case on.
func TestAtWhatIf(t *testing.T) {
	text := linearOn("2025-01-01", "12", "8", "5")
	d := putAt(t, text, "2025-07-01", 50)
	q, err := prepare(context.Background(), d, Args{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		flag, text string
		want       float64 // of the burden, at the start and after a step
		step       float64
	}{{"fix", "track:burden", 17, 17}, {"without", "clocks", 17, 17}, {"set", "stake=3", 17, 19}} {
		g, err := q.changed([]casefile.Change{change(t, d, x.flag, x.text)})
		if err != nil {
			t.Fatal(err)
		}
		vars, next := make([]float64, g.Vars()), make([]float64, g.Vars())
		d.Medians(vars[:len(d.G.Case.Inputs)])
		if err := g.Start(vars); err != nil {
			t.Fatal(err)
		}
		if err := g.Step(vars, next, g.Today, 1, nil); err != nil {
			t.Fatal(err)
		}
		if at := g.TrackAt(1); vars[at] != x.want || next[at] != x.step || vars[g.ElapsedAt()] != 6 {
			t.Errorf("%s %s: %v, then %v after %v months", x.flag, x.text, vars[at], next[at], vars[g.ElapsedAt()])
		}
	}
}

// Runs that begin within a step end on the horizon all the same.
func TestAtWithinAStep(t *testing.T) {
	a := forecastAt(t, linearOn("2025-01-01", "12", "8", "5"), "2025-07-11", Args{})
	if h := a.Horizon; h.Date != "2026-01-01" || h.Steps != 6 || h.Months < 5.6 || h.Months > 5.7 || a.Scenarios[0].Date != h.Date {
		t.Errorf("%+v, %+v", h, a.Scenarios[0])
	}
	if x := a.Tracks[1].Points; x[0].Expected < 17.6 || x[0].Expected > 17.7 || x[0].Date != "2025-07-11" || x[6].Date != "2026-01-01" {
		t.Errorf("%+v", x)
	}
}

// Beyond the horizon there is nothing to run, and the error says what to do.
func TestAtTheHorizon(t *testing.T) {
	for _, date := range []string{"2026-01-01", "2026-06-01"} {
		var wrong *ask.ArgumentError
		_, err := Ask(context.Background(), putAt(t, linearOn("2025-01-01", "12", "8", "5"), date, 10), Args{})
		if !errors.As(err, &wrong) || wrong.Flag != "--at" || !strings.Contains(wrong.Suggestion, "longer `horizon`") {
			t.Errorf("%s: %v", date, err)
		}
	}
	if _, err := clock.New(putAt(t, linearOn("2025-01-01", "12", "8", "5"), "2026-06-01", 1).G, 1, 0); err == nil || !strings.Contains(err.Error(), "ends before the day") {
		t.Errorf("a world beyond the horizon: %v", err)
	}
}

// asJSON is a value as JSON.
func asJSON(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
