package durability_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/ask"
	"parley/internal/durability"
	"parley/internal/game"
	"parley/internal/oracle"
)

// staged is a truce and, once it has held, a peace; stray shots end the truce.
const staged = `parley: 1
case: staged
as-of: 2025-01-01
parties:
  a: {kind: state, foresight: 12 months}
  b: {kind: state, foresight: 12 months}
issues:
  war: {goes-on: a or b, pauses: a and b}
  land: {disputed: a or b, settled: a and b}
values:
  a: {war: {pauses: 4}, land: {settled: 2}}
  b: {war: {pauses: 4}, land: {settled: LAND}}
events:
  shot: {when: war == pauses, chance: 0.1, then: "war=goes-on"}
deals:
  truce: war=pauses
plans:
  steps:
    - {deal: truce, on: 2025-02-15}
    - {deal: "land=settled", when: months(war == pauses) >= 3}
`

func holdPlan(t rapid.TB, text string, runs int) *durability.Answer {
	t.Helper()
	d := oracle.Draws(t, oracle.Must(t, text), runs, 0)
	a, err := durability.Ask(context.Background(), d, durability.Args{Plan: 0, Table: -1})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// The steps of a plan are tried in their turn: each chance against the hazard of the shots.
func TestPlan(t *testing.T) {
	const runs = 3000
	a := holdPlan(t, strings.Replace(staged, "LAND", "1", 1), runs)
	if !a.Plan || len(a.Steps) != 2 || a.Signed.P != 1 || a.Ripeness != nil || len(a.Clauses) != 2 || len(a.Order) != 1 {
		t.Fatalf("%+v", a)
	}
	first, second := &a.Steps[0], &a.Steps[1]
	if first.On != "2025-02-15" || first.Deal != "truce" || second.When != "months(war == pauses) >= 3" || first.Reached.P != 1 || first.Signed.P != 1 || second.Signed.P != 1 {
		t.Errorf("%+v", a.Steps)
	}
	// Signed in step 2; the truce has held 3 months at the end of step 4 and is settled in step 5, after three throws of .9.
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"the second step is reached", second.Reached.P, 0.9 * 0.9 * 0.9},
		{"the first stands a year", first.Stands.P, math.Pow(.9, 12)},
		{"the plan stands a year", at(t, a, 12), math.Pow(.9, 12)},
		{"a break after the first", first.Leaves["event shot"], 1},
	} {
		if slack := 4 * math.Sqrt(c.want*(1-c.want)/runs); math.Abs(c.got-c.want) > slack+1e-9 {
			t.Errorf("%s: %v, want %v ± %v", c.what, c.got, c.want, slack)
		}
	}
	if a.FirstBreaker["event shot"] < .99 {
		t.Errorf("%v", a.FirstBreaker)
	}
}

// A step that is refused ends the plan; the deal before it goes on.
func TestPlanRefused(t *testing.T) {
	a := holdPlan(t, strings.Replace(staged, "LAND", "-1", 1), 500)
	if s := &a.Steps[1]; s.Reached.P < .6 || s.Signed.P != 0 || s.Stands.N != 0 {
		t.Errorf("%+v", s)
	}
	if at(t, a, 3) < .6 {
		t.Errorf("%+v", a.Survival)
	}
}

// What cannot be asked is refused with a remedy.
func TestSubjects(t *testing.T) {
	g := oracle.Must(t, strings.Replace(staged, "LAND", "1", 1))
	d := oracle.Draws(t, g, 2, 1)
	today := ask.Deal{State: g.Today}
	none := oracle.Must(t, `parley: 1
case: none
status-quo: none
parties: {a: {kind: state}}
issues: {i: {x: {}, y: {}}}
values: {a: {i: {y: 1}, walk-away: 0}}
`)
	late := oracle.Must(t, strings.Replace(strings.Replace(staged, "LAND", "1", 1), "2025-02-15", "2035-02-15", 1))
	for name, c := range map[string]struct {
		d    *ask.Draws
		args durability.Args
	}{
		"today":        {d, durability.Args{Deal: &today, Table: -1}},
		"no plan":      {d, durability.Args{Plan: 7, Table: -1}},
		"no table":     {d, durability.Args{Plan: 0, Table: 3}},
		"a plan below": {d, durability.Args{Plan: -1, Table: -1}},
		"too late":     {oracle.Draws(t, late, 2, 1), durability.Args{Plan: 0, Table: -1}},
	} {
		_, err := durability.Ask(context.Background(), c.d, c.args)
		var subject *durability.SubjectError
		var argument *ask.ArgumentError
		if !errors.As(err, &subject) || subject.Remedy == "" || !errors.As(err, &argument) || argument.Suggestion != subject.Remedy {
			t.Errorf("%s: %v", name, err)
		}
	}
	var value *game.ValueError
	if _, err := durability.Ask(context.Background(), oracle.Draws(t, none, 2, 1), durability.Args{Plan: 0, Table: -1}); !errors.As(err, &value) || value.Place.Line != 3 {
		t.Errorf("no today: %v", err)
	}
}
