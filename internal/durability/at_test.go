package durability_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/durability"
	"parley/internal/game"
	"parley/internal/oracle"
)

func put(t *testing.T, text, date string) *game.Game {
	t.Helper()
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return clock.At(oracle.Must(t, text), day)
}

// drifting is a deal that is worth less to a each month, and a toll that rises as long as the war goes on: on any day it stands where it
// can be worked out by hand.
const drifting = `parley: 1
case: drifting
as-of: AS-OF
parties:
  a: {kind: state, foresight: 6 months, initiative: 0.5}
  b: {kind: state, foresight: 6 months}
quantities:
  prize: 1 to 3
issues:
  war: {goes-on: a or b, ends: a and b}
values:
  a: {war: {ends: prize}, also: {war == ends: "-0.15 * lure", war == goes-on: -0.2 * toll}}
  b: {war: {ends: 2}}
tracks:
  toll: {today: TOLL, change: {war == goes-on: 0.5, otherwise: 0}, noise: 0.2}
  lure: {today: LURE, change: 1}
deals:
  peace: war=ends
`

func driftingOn(asOf, toll, lure string) string {
	return strings.NewReplacer("AS-OF", asOf, "TOLL", toll, "LURE", lure).Replace(drifting)
}

// A deal signed on a later day is the deal signed today in the case written on that day.
func TestAtIsTheCaseWrittenThen(t *testing.T) {
	then := holdIn(t, put(t, driftingOn("2025-01-01", "2", "0"), "2025-07-01"), "peace", 400, 0, nil)
	written := hold(t, driftingOn("2025-07-01", "5", "6"), "peace", 400, 0)
	if then.Case.At != "2025-07-01" {
		t.Errorf("%+v", then.Case)
	}
	then.Case = written.Case
	if got, want := asJSON(t, then), asJSON(t, written); got != want {
		t.Errorf("put at that day:\n%s\nwritten then:\n%s", got, want)
	}
	if now := hold(t, driftingOn("2025-01-01", "2", "0"), "peace", 400, 0); at(t, now, 12) == at(t, then, 12) && now.Signed.P == then.Signed.P {
		t.Error("the day changes nothing")
	}
}

// A step of a plan that was due before the day cannot be taken on it.
func TestAtPlan(t *testing.T) {
	text := driftingOn("2025-01-01", "2", "0") + "plans:\n  late: [{deal: peace, on: 2025-05-01}]\n"
	for date, possible := range map[string]bool{"2025-04-01": true, "2025-05-01": true, "2025-05-02": false} {
		a, err := durability.Ask(context.Background(), oracle.Draws(t, put(t, text, date), 20, 1), durability.Args{Plan: 0, Table: -1})
		var wrong *ask.ArgumentError
		if possible != (err == nil) || !possible && (!errors.As(err, &wrong) || !strings.Contains(wrong.Reason, "step 1 of the plan is due on 1 May 2025")) {
			t.Errorf("%s: %v, %v", date, a, err)
		}
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
