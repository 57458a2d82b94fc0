package deals_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"parley/internal/ask"
	"parley/internal/deals"
	"parley/internal/oracle"
)

const uncertain = `parley: 1
case: uncertain
parties: {a: {kind: state}, b: {kind: state}, c: {kind: state}}
quantities:
  stake: 1 to 9
issues:
  land: {by: a and b, options: [kept, shared, ceded]}
  aid:  {by: a and b, options: [none, some, much]}
values:
  a:
    land: {shared: -6 to 2, ceded: -14 to -2}
    aid: {some: 1 to 5, much: 2 to 9}
    red-lines: [land == ceded and aid == none]
  b:
    land: {shared: stake, ceded: 2 * stake}
    aid: {some: -3 to 1, much: -8 to 0}
  c: {aid: {some: "uniform(-1, 1)", much: "uniform(-2, 1)"}}
tables:
  both: {members: [a, b]}
  vote: {members: [a, b, c], rule: at-least 2 of members}
goals:
  share: land != kept
  all: land == ceded and aid == none
deals: {half: "land=shared, aid=some"}
`

func text(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// The answer is the same whatever the number of workers, and its header counts what the case has.
func TestJobs(t *testing.T) {
	g := oracle.Must(t, uncertain)
	for table := range g.Case.Tables {
		var first string
		for _, jobs := range []int{1, 2, 8} {
			a, err := deals.Ask(context.Background(), oracle.Draws(t, g, 500, jobs), deals.Args{Table: table, Options: true})
			if err != nil {
				t.Fatal(err)
			}
			if h := a.Case; h.Draws != 500 || h.Partial || h.Parties != 3 || h.Issues != 2 || h.Inputs != 10 || h.Assumed != 10 || h.Cited != 0 || h.Seed != 1 {
				t.Errorf("header %+v", h)
			}
			if p := a.Draws.Nonempty.P; p < 0.05 || p > 0.999 {
				t.Errorf("table %d is open in %v of the draws: too plain a case", table, p)
			}
			if got := text(t, a); first == "" {
				first = got
			} else if got != first {
				t.Errorf("table %d: %d jobs give another answer", table, jobs)
			}
		}
	}
}

// An input that nothing rests on leaves the others' draws as they are.
func TestUnrelatedInput(t *testing.T) {
	var first *deals.Answer
	for _, more := range []string{"", "  before: 3 to 4\n"} {
		for _, party := range []string{"", "  d: {land: {shared: 1 to 2}}\n"} {
			s := strings.Replace(uncertain, "quantities:\n", "quantities:\n"+more, 1)
			if party != "" {
				s = strings.Replace(s, "values:\n", "values:\n"+party, 1)
				s = strings.Replace(s, "c: {kind: state}}", "c: {kind: state}, d: {kind: public}}", 1)
			}
			a, err := deals.Ask(context.Background(), oracle.Draws(t, oracle.Must(t, s), 400, 1), deals.Args{Table: 0})
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = a
			}
			if a.Draws.Nonempty.P != first.Draws.Nonempty.P || a.Goals[0].Nonempty.P != first.Goals[0].Nonempty.P || text(t, a.Solutions) != text(t, first.Solutions) ||
				a.Draws.Candidates[0].InZopa.P != first.Draws.Candidates[0].InZopa.P || text(t, asked(a)) != text(t, asked(first)) {
				t.Errorf("with %q %q: %v, without %v", more, party, a.Draws, first.Draws)
			}
		}
	}
}

// asked is the relaxations without their places, which move with the lines of the text.
func asked(a *deals.Answer) []deals.Relaxation {
	out := slices.Clone(a.Relax)
	for k := range out {
		out[k].Place = ask.Place{}
	}
	return out
}

// stopAfter is told of the runs done and stops the work.
func stopAfter(d *ask.Draws, runs int, stop context.CancelFunc) {
	d.Progress = func(_ string, done, _ int) {
		if done >= runs {
			stop()
		}
	}
}

// Interrupted, the answer is marked as partial, rests on the draws made so far, and the error is there.
func TestInterrupted(t *testing.T) {
	g := oracle.Must(t, uncertain)
	for _, runs := range []int{1, 300, 1500} {
		ctx, stop := context.WithCancel(context.Background())
		d := oracle.Draws(t, g, 2000, 2)
		stopAfter(d, runs, stop)
		a, err := deals.Ask(ctx, d, deals.Args{Table: 0})
		stop()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped after %d: error %v", runs, err)
		}
		if a == nil {
			t.Errorf("stopped after %d: no answer", runs)
			continue
		}
		h := a.Case
		if !h.Partial || h.Draws < 1 || h.Draws >= 2000 || h.Draws != d.Done || a.Draws.N < h.Draws || a.Draws.Nonempty.N < h.Draws {
			t.Errorf("stopped after %d: %+v, %d draws of the room", runs, h, a.Draws.N)
		}
	}
}

// Stopped before it began there is nothing to give.
func TestStoppedBefore(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	d := oracle.Draws(t, oracle.Must(t, uncertain), 50, 2)
	if _, err := deals.Ask(ctx, d, deals.Args{Table: 0}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// A number that goes wrong in some draws is an error that names it, also when the central answer is fine.
func TestValueError(t *testing.T) {
	s := strings.Replace(uncertain, "stake: 1 to 9", "stake: 1 to 9\n  odd: log(stake - 2)", 1)
	s = strings.Replace(s, "shared: stake", "shared: odd", 1)
	if _, err := deals.Ask(context.Background(), oracle.Draws(t, oracle.Must(t, s), 300, 2), deals.Args{Table: 0}); err == nil || !strings.Contains(err.Error(), "values.b.land.shared") {
		t.Errorf("error %v", err)
	}
}
