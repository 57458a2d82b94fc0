package coercion_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/coercion"
	"parley/internal/oracle"
)

// rising is a threat whose bite grows by 2 a month, and so stands on any day where it can be worked out by hand.
const rising = `parley: 1
case: rising
as-of: AS-OF
horizon: HORIZON months
parties:
  a: {kind: state}
  b: {kind: state}
quantities:
  pride: 4 to 20
issues:
  land: {kept: {}, ceded: {by: b}}
  blow: {none: {}, struck: {by: a, back: a}}
values:
  a: {blow: {struck: 0.1}, land: {ceded: 1}}
  b: {blow: {struck: -1 * bite}, land: {ceded: -1 * pride}}
tracks:
  bite: {today: BITE, change: 2, noise: 0.5}
threats:
  t: {by: a, to: b, demand: land == ceded, instrument: blow=struck, deadline: 2025-10-01, credibility: 0.5 to 0.9}
  early: {by: a, to: b, demand: land == ceded, instrument: blow=struck, deadline: EARLY, credibility: 0.5}
`

func risingOn(asOf, horizon, bite, early string) string {
	return strings.NewReplacer("AS-OF", asOf, "HORIZON", horizon, "BITE", bite, "EARLY", early).Replace(rising)
}

func putAt(t *testing.T, text, date string, args coercion.Args) (*coercion.Answer, error) {
	t.Helper()
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return coercion.Ask(context.Background(), oracle.Draws(t, clock.At(oracle.Must(t, text), day), 400, 1), args)
}

// A threat put at a later day is that of the case written on that day.
func TestAtIsTheCaseWrittenThen(t *testing.T) {
	then, err := putAt(t, risingOn("2025-01-01", "12", "2", "2025-11-01"), "2025-07-01", coercion.Args{By: 0, To: 1, Threat: -1})
	if err != nil {
		t.Fatal(err)
	}
	written := answer(t, risingOn("2025-07-01", "6", "14", "2025-11-01"), 400)
	if then.Case.At != "2025-07-01" || then.Threats[0].Days != 92 {
		t.Errorf("%+v, %d days", then.Case, then.Threats[0].Days)
	}
	then.Case = written.Case
	if got, want := asJSON(t, then), asJSON(t, written); got != want {
		t.Errorf("put at that day:\n%s\nwritten then:\n%s", got, want)
	}
	if p := then.Concedes.ByDeadline.P; p == 0 || p == 1 {
		t.Errorf("conceded with %v", p)
	}
}

// A threat whose deadline has passed is left out, and said; where no other is left, it is an error that says what to do.
func TestAtPassed(t *testing.T) {
	text := risingOn("2025-01-01", "12", "2", "2025-03-01")
	a, err := putAt(t, text, "2025-07-01", coercion.Args{By: 0, To: 1, Threat: -1})
	if err != nil || len(a.Threats) != 1 || a.Threat != "t" || len(a.Passed) != 1 || a.Passed[0] != "early" {
		t.Errorf("%+v, %v", a, err)
	}
	for _, x := range []struct {
		args coercion.Args
		says string
	}{
		{coercion.Args{By: 0, To: 1, Threat: 1}, "the deadline of `early`, 1 March 2025, has passed by then"},
		{coercion.Args{By: 0, To: 1, Threat: 1, Date: &[]time.Time{time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC)}[0]}, "that is before the day that is asked about, 1 July 2025"},
	} {
		var wrong *ask.ArgumentError
		if a, err := putAt(t, text, "2025-07-01", x.args); a != nil || !errors.As(err, &wrong) || wrong.Reason != x.says {
			t.Errorf("%+v, %v", a, err)
		}
	}
	later := time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)
	if a, err := putAt(t, text, "2025-07-01", coercion.Args{By: 0, To: 1, Threat: 1, Date: &later}); err != nil || a.Threats[0].Concedes.ByDeadline.P == 0 {
		t.Errorf("%+v, %v", a, err)
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
