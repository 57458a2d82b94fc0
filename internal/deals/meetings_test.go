package deals

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/golden"
	"parley/internal/oracle"
)

// talksCase has tables that meet in every way the case file knows, and payments.
const talksCase = `parley: 1
case: Two towns and a dam
as-of: 2025-03-01
parties:
  upper: {kind: state, label: Upper Town}
  lower: {kind: state, label: Lower Town}
  bank: {kind: institution, label: the river bank}
  host: {kind: state, label: the host}
issues:
  dam: {as-now: upper or lower, built: upper and lower}
  fish: {as-now: {}, pass: {by: upper}}
values:
  upper: {note: n, dam: {built: 6}, fish: {pass: -1}}
  lower: {note: n, dam: {built: -2 to -1}, fish: {pass: 0.5}}
  bank: {note: n, dam: {built: 3}}
places:
  hall: {label: the Guild Hall}
  ship: {}
tables:
  spring: {members: [upper, lower], place: [hall, ship], date: [2025-04-01, 2025-06-15], closes: 0.2 to 0.4, chair: host}
  weekly: {members: [upper, lower], every: 2 weeks, from: 2025-04-01, until: 2025-09-01, needs: met(spring), closes: 0.1, off: true}
  idle: {members: [upper, bank], agenda: [fish]}
transfers:
  levy: {from: upper, to: lower, unit: crowns, costs: 0.1, worth: 0.05, cap: 50, label: the levy}
  grant: {from: bank, to: lower, unit: crowns, costs: 0.02, worth: 0.02, cap: 50}
goals:
  built: {is: dam == built, label: the dam is built}
  both: {is: dam == built and fish == pass, label: dam and pass}
`

func TestMeetings(t *testing.T) {
	g := oracle.Must(t, talksCase)
	d := oracle.Draws(t, g, 400, 0)
	a, err := Ask(t.Context(), d, Args{Table: 0, Options: true})
	if err != nil {
		t.Fatal(err)
	}
	golden.Page(t, "talks", a.Page(g))
	out, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"meetings":[{"table":"spring","chair":"host","places":["hall","ship"],"dates":["2025-04-01","2025-06-15"],"closes":{"median":0.`,
		`"kind":"transfer","party":"bank","to":"lower","what":"grant","by":`, `"unit":"crowns"`,
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the JSON has no %s", want)
		}
	}
	if a, err = Ask(t.Context(), d, Args{Table: -1}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range a.meetingFields(g) {
		got = append(got, f.Name+": "+f.Text)
	}
	want := []string{
		"table spring: chair the host, who proposes and does not sign; meets on 1 April 2025 and 15 June 2025; at the Guild Hall or ship; closes 30 % (20–40)",
		"table weekly: meets every 2 weeks from 1 April 2025 until 1 September 2025, but only when asked for; only if met(spring); closes 10 % (10)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEvery(t *testing.T) {
	for months, want := range map[float64]string{
		1: "every month", 2: "every 2 months", 12: "every year", 24: "every 2 years", 12 / 365.25 * 7: "every week", 12 / 365.25 * 21: "every 3 weeks",
		12 / 365.25: "every day", 1.5: "every 1.5 months",
	} {
		if got := every(months); got != want {
			t.Errorf("%v: %q, want %q", months, got, want)
		}
	}
}
