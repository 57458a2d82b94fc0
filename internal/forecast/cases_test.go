package forecast

import (
	"context"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/oracle"
)

// single is one table of two that may close a deal on one issue at each of three monthly meetings; nothing runs.
const single = `parley: 1
case: single
as-of: 2025-01-01
horizon: 3 months
MARGIN
parties:
  a: {kind: state}
  b: {kind: state}
issues:
  war: {goes-on: {}, ends: {by: a and b}}
values:
  a: {war: {ends: "uniform(-1, 1)"}}
  b: {war: {ends: 5}}
tables:
  talks: {members: [a, b], every: month, closes: 0.4}
scenarios:
  peace: {is: war == ends, looked-up: the papers}
  war:   {is: war == goes-on, looked-up: the papers}
`

// border is a war over a front that moves for a, whose value of fighting on rests on it; the front stops at a limit.
const border = `parley: 1
case: border war
as-of: 2025-08-14
horizon: 12 months
parties:
  a: {kind: state, short: AA, foresight: 12 months, capability: 60}
  b: {kind: state, short: BB, foresight: 12 months, patience: 0.9 a year, turnover: 0.3, unbound: 0.5, capability: 30}
  c: {kind: state, short: CC}
  people: {kind: public}
quantities:
  rate: {is: 0.2 to 0.8, private: a}
  spare: 1 to 2
issues:
  war: {goes-on: a or b, truce: a and b}
  aid: {none: {}, given: {by: c}}
values:
  a:
    also:
      war == goes-on: 2 * front - 5 - 3 * pressure
  b:
    war: {truce: 4 to 9}
    also: {always: -1 * front}
    aid: {given: 2}
  c:
    war: {truce: 2}
    aid: {given: -1}
tables:
  talks: {members: [a, b], every: month, closes: 0.2 to 0.4}
  court: {members: [a, b, c], every: 3 months, closes: 0.9, off: true}
tracks:
  front:    {today: 0, change: {war == goes-on: rate, otherwise: 0}, noise: 0.1, max: 4, unit: km}
  pressure: {today: 0, toward: "if(aid == given, 1, 0.2)", in: 6 months}
events:
  collapse: {when: front > 3, chance: 0.05, ends: true}
threats:
  ultimatum: {by: c, to: a, demand: war == truce, instrument: aid=given, deadline: 2025-12-01, credibility: 0.3, response: 0.2}
deals:
  stop: {is: war=truce, label: Stop firing}
goals:
  calm: war == truce
scenarios:
  collapse: {is: event(collapse), looked-up: the papers}
  early:    {is: war == truce, by: 2026-01-01, looked-up: the papers}
  truce:    {is: war == truce, looked-up: the papers}
  war:      {is: war == goes-on, looked-up: the papers}
`

func answerTo(t testing.TB, text string, runs, jobs int, args Args) *Answer {
	t.Helper()
	a, err := Ask(context.Background(), drawsOf(t, text, runs, jobs), args)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func drawsOf(t testing.TB, text string, runs, jobs int) *ask.Draws {
	t.Helper()
	return oracle.Draws(t, oracle.Must(t, text), runs, jobs)
}

func change(t testing.TB, d *ask.Draws, flag, text string) casefile.Change {
	t.Helper()
	c, err := casefile.ParseChange(d.G.Case, flag, text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (a *Answer) scenario(t testing.TB, name string) *Scenario {
	t.Helper()
	for k := range a.Scenarios {
		if a.Scenarios[k].Name == name {
			return &a.Scenarios[k]
		}
	}
	t.Fatalf("no scenario %q", name)
	return nil
}

func swap(t testing.TB, text, old, new string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("%q is not in the case", old)
	}
	return strings.Replace(text, old, new, 1)
}
