package coercion_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/clock"
	"parley/internal/coercion"
	"parley/internal/game"
	"parley/internal/oracle"
)

// drill is a war of words with everything certain: a threatens b, who responds at once where it is willing.
const drill = `parley: 1
case: drill
as-of: 2025-01-01
horizon: 12 months
parties:
  a: {kind: state, initiative: 0}
  b: {kind: state, initiative: 0}
  c: {kind: state, initiative: 0}
issues:
  land: {kept: {}, half: {by: b}, ceded: {by: b}}
  blow: {none: {}, struck: {by: a, back: a}}
  base: {closed: {}, open: {by: b and c, back: b or c}}
values:
  a: {land: {ceded: 5, half: 3}, blow: {struck: 1}}
  b: {land: {ceded: -2, half: -1}, blow: {struck: -6}, base: {open: -1}}
  c: {base: {open: 1}}
EVENTS
threats:
  t: {by: a, to: b, demand: land == ceded, instrument: blow=struck, deadline: 2025-03-01, response: 1MORE}
SECOND
`

func drilled(events, more, second string, changes ...string) string {
	return strings.NewReplacer(append(changes, "EVENTS\n", events, "MORE", more, "SECOND\n", second)...).Replace(drill)
}

// follow runs a case by its threats and events, and tells what the log says and how each step ended.
func follow(t *testing.T, source string, off []bool, own bool) (log []string, states []string, r *clock.Run) {
	t.Helper()
	g := oracle.Must(t, source)
	w, err := clock.New(g, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	ts, err := coercion.New(w, 1)
	if err != nil {
		t.Fatal(err)
	}
	r = w.NewRun()
	inputs := make([]float64, len(g.Case.Inputs))
	for i, in := range g.Case.Inputs {
		inputs[i] = in.Dist.Median()
	}
	x := ts.Worker()
	for range 2 { // the scratch of a run leaves nothing for the next
		if err := r.Begin(0, inputs); err != nil {
			t.Fatal(err)
		}
		x.Begin()
		log, states = nil, nil
		for range w.Steps {
			for _, act := range []func() error{r.Advance, r.Events, func() error { return x.Act(r, off) }} {
				if err := act(); err != nil {
					t.Fatal(err)
				}
			}
			if own {
				if err := r.Close(); err != nil {
					t.Fatal(err)
				}
			} else {
				g.Remember(r.Vars, r.State, w.DT)
			}
			var s []string
			for i, o := range r.State {
				s = append(s, g.Case.Issues[i].Options[o].Name)
			}
			states = append(states, strings.Join(s, " "))
		}
		for _, h := range r.Log {
			kind := map[clock.Kind]string{clock.Yielded: "yielded", clock.Struck: "struck", clock.Relented: "relented", clock.Lifted: "lifted", clock.Fired: "event", clock.Broken: "broken", clock.Answered: "answered"}[h.Kind]
			log = append(log, fmt.Sprintf("%d %s %d", h.Step, kind, h.Index))
		}
	}
	return log, states, r
}

// What a threat does in a run, step by step.
func TestRuns(t *testing.T) {
	never := "deadline: 2025-03-01, credibility: 0"
	for name, tt := range map[string]struct {
		source string
		off    []bool
		log    string
		last   string
	}{
		"it concedes at once":     {source: drilled("", "", ""), log: "1 yielded 0", last: "ceded none closed"},
		"marked off":              {source: drilled("", "", ""), off: []bool{true}, log: "", last: "kept none closed"},
		"not believed, done":      {source: drilled("", "", "", "deadline: 2025-03-01", never), log: "2 struck 0, 3 yielded 0, 3 lifted 0", last: "ceded none closed"},
		"done, and held out":      {source: drilled("", "", "", "ceded: -2", "ceded: -9"), log: "2 struck 0", last: "kept struck closed"},
		"done for four months":    {source: drilled("", ", lasts: 4 months", "", "ceded: -2", "ceded: -9"), log: "2 struck 0, 6 lifted 0", last: "kept none closed"},
		"not worth it":            {source: drilled("", "", "", "struck: 1", "struck: -3"), log: "2 relented 0", last: "kept none closed"},
		"backing down costs more": {source: drilled("", ", backing-down: 3", "", "struck: 1", "struck: -3", "ceded: -2", "ceded: -9"), log: "2 struck 0", last: "kept struck closed"},
		"conceding costs at home": {source: drilled("", ", conceding: 4.1", ""), log: "2 struck 0", last: "kept struck closed"},
		"and just does not":       {source: drilled("", ", conceding: 4", ""), log: "1 yielded 0", last: "ceded none closed"},
		"the lesser way":          {source: drilled("", "", "", "land == ceded", "land != kept"), log: "1 yielded 0", last: "half none closed"},
		"a red line":              {source: drilled("", "", "", "base: {open: -1}", "red-lines: [land == ceded]"), log: "2 struck 0", last: "kept struck closed"},
		"round the red line":      {source: drilled("", "", "", "base: {open: -1}", "red-lines: [land == half]", "land == ceded,", "land != kept,"), log: "1 yielded 0", last: "ceded none closed"},
		"with another's consent":  {source: drilled("", "", "", "land == ceded", "base == open"), log: "1 yielded 0", last: "kept none open"},
		"without it":              {source: drilled("", "", "", "land == ceded", "base == open", "c: {base: {open: 1}}", "c: {base: {open: -1}}"), log: "2 struck 0", last: "kept struck closed"},
		"against its red line":    {source: drilled("", "", "", "land == ceded", "base == open", "c: {base: {open: 1}}", "c: {base: {open: 1}, red-lines: [base == open]}"), log: "2 struck 0", last: "kept struck closed"},
		"of one not known":        {source: drilled("", "", "", "land == ceded", "base == open", "  c: {base: {open: 1}}\n", ""), log: "2 struck 0", last: "kept struck closed"},
		"met by an event":         {source: drilled("events: {e: {when: elapsed > 3.5, then: land=ceded}}\n", "", "", "ceded: -2", "ceded: -9"), log: "2 struck 0, 4 event 0, 4 lifted 0", last: "ceded none closed"},
		"met before the deadline": {source: drilled("events: {e: {when: elapsed > 0.5, then: land=ceded}}\n", "", "", "ceded: -2", "ceded: -9"), log: "1 event 0", last: "ceded none closed"},
		"lifted by an event":      {source: drilled("events: {e: {when: elapsed > 3.5, then: blow=none}}\n", "", "", "ceded: -2", "ceded: -9"), log: "2 struck 0, 4 event 0", last: "kept none closed"},
		"never to be lifted":      {source: drilled("", "", "", "back: a}", "irreversible: true}", "ceded: -2", "ceded: -9"), log: "2 struck 0", last: "kept struck closed"},
		"remembered": {
			source: drilled("events: {e: {when: conceded(t) and elapsed > 2.5, then: base=open}, f: {when: carried-out(t)}, g: {when: lapsed(t)}}\n", "", ""),
			log:    "1 yielded 0, 3 event 0", last: "ceded none open",
		},
	} {
		log, states, _ := follow(t, tt.source, tt.off, false)
		if got := strings.Join(log, ", "); got != tt.log || states[len(states)-1] != tt.last {
			t.Errorf("%s: %s; at last %s; want %s; %s", name, got, states[len(states)-1], tt.log, tt.last)
		}
	}
}

// A deadline that passes in a run takes from what later threats of the same sender are believed: the first is due at once, not believed and
// not carried out; the second is weighed after it, at .9 or at .6, where it takes .75.
func TestLapseInARun(t *testing.T) {
	source := drilled("", ", credibility: 0", "  u: {by: BY, to: b, demand: land == half, instrument: BLOW, deadline: 2025-05-01, response: 1, credibility: 0.9, conceding: 3.5}\n",
		"struck: 1", "struck: -3", "deadline: 2025-03-01", "deadline: 2025-01-01", "base: {closed", "raid: {none: {}, done: {by: c, back: c}}\n  base: {closed",
		"struck: -6}", "struck: -6}, raid: {done: -6}")
	for by, want := range map[string]string{"a blow=struck": "1 relented 0, 4 relented 1", "c raid=done": "1 relented 0, 1 yielded 1"} {
		name, instrument, _ := strings.Cut(by, " ")
		log, _, _ := follow(t, strings.NewReplacer("BY", name, "BLOW", instrument).Replace(source), nil, false)
		if got := strings.Join(log, ", "); got != want {
			t.Errorf("the second by %s: %s, want %s", name, got, want)
		}
	}
}

// The threat stands behind a concession: who breaks it brings on the instrument, and a party that sees so far keeps to it.
func TestBreach(t *testing.T) {
	source := drilled("", "", "", "b: {kind: state, initiative: 0}", "b: {kind: state, initiative: 1, foresight: FORESIGHT}")
	log, _, _ := follow(t, strings.Replace(source, "FORESIGHT", "12 months", 1), nil, true)
	if got := strings.Join(log, ", "); got != "1 yielded 0" {
		t.Errorf("looking a year ahead: %s", got)
	}
	log, states, _ := follow(t, strings.Replace(source, "FORESIGHT", "1 months", 1), nil, true)
	if got := strings.Join(log, ", "); got != "1 yielded 0, 1 broken 1, 2 answered 0" || states[11] != "kept struck closed" {
		t.Errorf("looking a month ahead: %s; at last %s", got, states[11])
	}
}

// A concession is a deal of the two and those who must agree; that the instrument is not used is a clause.
func TestPact(t *testing.T) {
	_, _, r := follow(t, drilled("", "", "", "land == ceded", "base == open"), nil, false)
	if len(r.Pacts) != 1 {
		t.Fatalf("%d deals", len(r.Pacts))
	}
	if p := r.Pacts[0]; p.Signatories != game.Of(0, 1, 2) || !slices.Equal(p.Issues, []int{1, 2}) || p.Before[1] != 1 || p.Before[2] != 0 {
		t.Errorf("%+v", p)
	}
	_, _, r = follow(t, drilled("", "", ""), nil, false)
	if p := r.Pacts[0]; p.Signatories != game.Of(0, 1) || !slices.Equal(p.Issues, []int{0, 1}) {
		t.Errorf("%+v", p)
	}
}

// An instrument that a deal in force settles is not used while the deal stands; signatories must agree to a concession that changes it.
func TestBoundByDeals(t *testing.T) {
	g := oracle.Must(t, drilled("", "", ""))
	w, err := clock.New(g, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	ts, err := coercion.New(w, 1)
	if err != nil {
		t.Fatal(err)
	}
	inputs := make([]float64, len(g.Case.Inputs))
	for i, in := range g.Case.Inputs {
		inputs[i] = in.Dist.Median()
	}
	for _, tt := range []struct {
		issues []int
		c      bool // c has signed too
		want   clock.Kind
	}{{[]int{1}, false, clock.Relented}, {[]int{0}, false, clock.Yielded}, {[]int{0}, true, clock.Yielded}, {[]int{2}, true, clock.Yielded}} {
		r, x := w.NewRun(), ts.Worker()
		if err := r.Begin(0, inputs); err != nil {
			t.Fatal(err)
		}
		x.Begin()
		p := clock.NewPact(game.Of(0, 1), r.State, r.State, 0, -1)
		if tt.c {
			p.Signatories |= game.Of(2)
		}
		p.Issues = tt.issues
		r.Pacts = append(r.Pacts, p)
		for range 3 {
			if err := r.Advance(); err != nil {
				t.Fatal(err)
			}
			if err := x.Act(r, nil); err != nil {
				t.Fatal(err)
			}
		}
		if len(r.Log) != 1 || r.Log[0].Kind != tt.want {
			t.Errorf("a deal on %v: %v, want %v", tt.issues, r.Log, tt.want)
		}
	}
}

// The same bytes for any number of workers.
func TestJobs(t *testing.T) {
	var first []byte
	for _, jobs := range []int{1, 2, 8} {
		a, err := put(t, leaking("0.1 to 0.9"), 150, jobs, coercion.Args{By: 0, To: 1, Threat: -1})
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		} else if !bytes.Equal(first, got) {
			t.Errorf("%d workers give another answer", jobs)
		}
	}
}

// Drawing stops early only where the rest cannot change the decision: the runs of a threat with a private sender are those in which it
// is asked with the belief in full.
func TestConvinced(t *testing.T) {
	c := worked
	c.k, c.v = `{is: "uniform(0, 0.8)", private: a}`, "0.1 to 0.3"
	c.more = ", response: 1"
	x := answer(t, c.text(), 600).Threats[0]
	if x.Concedes.ByDeadline.P != x.Parts.Willing.P || x.Parts.Willing.P < 0.1 || x.Parts.Willing.P > 0.9 {
		t.Errorf("conceded in %v, willing in %v of the runs", x.Concedes.ByDeadline.P, x.Parts.Willing.P)
	}
}

// Interrupted, it gives what is done or nothing, and says so.
func TestInterrupted(t *testing.T) {
	g := oracle.Must(t, worked.text())
	ctx, stop := context.WithCancel(context.Background())
	d := oracle.Draws(t, g, 4000, 1)
	d.Progress = func(_ string, done, _ int) {
		if done > 100 {
			stop()
		}
	}
	a, err := coercion.Ask(ctx, d, coercion.Args{By: 0, To: 1, Threat: -1})
	if !errors.Is(err, context.Canceled) || a == nil || !a.Case.Partial || a.Case.Draws >= 4000 || a.Concedes.ByDeadline.N != a.Case.Draws {
		t.Errorf("%v, %v", a, err)
	}
	if a, err := coercion.Ask(ctx, oracle.Draws(t, g, 10, 1), coercion.Args{By: 0, To: 1, Threat: -1}); a != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", a, err)
	}
}

// The instrument counts for as much of a party's foresight as it lasts.
func TestLasts(t *testing.T) {
	for _, step := range []string{"month", "week"} {
		source := drilled("", ", lasts: 3 months", "", "horizon: 12 months", "horizon: 12 months\nstep: "+step, "b: {kind: state, initiative: 0", "b: {kind: state, initiative: 0, foresight: 12 months")
		near(t, "the bite, "+step+" by "+step, &answer(t, source, 2).Threats[0].Parts.Bite.Median, 6*0.25)
	}
	for foresight, share := range map[string]float64{"": 1, ", foresight: 2 months": 1, ", foresight: 12 months, patience: 0.5": 0} {
		if share == 0 { // by hand: the first three of twelve months
			d := math.Pow(0.5, 1./12)
			share = (1 - d*d*d) / (1 - math.Pow(d, 12))
		}
		source := drilled("", ", lasts: 3 months", "", "b: {kind: state, initiative: 0", "b: {kind: state, initiative: 0"+foresight)
		x := answer(t, source, 2).Threats[0]
		near(t, "the bite", &x.Parts.Bite.Median, 6*share)
	}
}
