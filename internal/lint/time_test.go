package lint

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/diag"
	"parley/internal/game"
	"parley/internal/oracle"
)

// running is a case about time with nothing to report.
const running = `parley: 1
case: A running war
as-of: 2025-01-01
parties:
  north: {kind: state, foresight: 12 months, initiative: 0.2}
  south: {kind: state}
  east:  {kind: state}
quantities:
  pace: {is: 0.3 to 0.6, note: n}
issues:
  war: {goes-on: north or south, truce: north and south}
  aid: {none: {}, sent: {by: east, back: east}}
  line: {open: {}, drawn: {by: north and south}}
rules:
  - when: war == goes-on
    then: line=open
values:
  north:
    note: n
    war: {truce: 3 to 9}
    line: {drawn: 1}
    aid: {sent: -3}
    also:
      war == goes-on: 0.1 * front
  south:
    note: n
    war: {truce: 4}
    line: {drawn: -1}
    aid: {sent: 2}
    also:
      always: -0.1 * front
  east:
    note: n
    war: {truce: 2}
    aid: {sent: -1}
tables:
  talks: {members: [north, south], every: 1 month, closes: 0.2, note: n}
tracks:
  note: n
  front: {today: 0, unit: km, change: {war == goes-on: pace, otherwise: 0}, noise: 0.1, min: -20, max: 40}
events:
  note: n
  raid:   {chance: 0.2, shift: {front: -1}, repeats: true}
  broken: {when: war == truce, chance: 0.2, then: war=goes-on}
threats:
  help: {by: east, to: north, demand: war == truce, instrument: aid=sent, deadline: 2025-06-01, credibility: 0.3, note: n}
guarantees:
  watch: {when: war == truce and aid == sent, deters: 3, note: n}
deals:
  stop: war=truce, aid=sent
scenarios:
  far:   {is: front > 4, looked-up: maps}
  peace: {is: war == truce, looked-up: papers}
`

func TestTimeCodes(t *testing.T) {
	const peace = "  peace: {is: war == truce, looked-up: papers}\n"
	for _, x := range []struct {
		name   string
		codes  string // "code!" is an error, "code?" a note, else a warning
		path   string // of the first code
		reason string
		old    []string // old, new, …
	}{
		{"nothing", "", "", "", nil},
		{"no time at all", "", "", "", []string{running[strings.Index(running, "tracks:"):strings.Index(running, "deals:")], "", "0.1 * front", "1", "-0.1 * front", "1", "  talks: {members: [north, south], every: 1 month, closes: 0.2, note: n}", "  talks: {members: [north, south]}", running[strings.Index(running, "scenarios:"):], ""}},
		{"diverges", "no-value-in-run!", "tracks.wild.change", "diverges", []string{"events:\n", "  wild: {today: 1, change: 100 * wild}\nevents:\n"}},
		{"divides by zero", "no-value-in-run!", "tracks.front.change", "division by zero", []string{"goes-on: pace", "goes-on: 1 / (front - front)", "foresight: 12 months, ", "", ", min: -20, max: 40", ""}},
		{"a chance beyond 1", "no-value-in-run!", "events.raid.chance", "a chance lies between 0 and 1", []string{"{chance: 0.2, shift", "{chance: 0.5 + front, shift"}},
		{"a chance beyond 1 in a deal alone", "no-value-in-run!", "events.broken.chance", "from the deal `stop`", []string{"war == truce, chance: 0.2", "war == truce, chance: 2 + 0 * front"}},
		{"leaves its bounds at once", "track-leaps", "tracks.front", "in the first step", []string{"goes-on: pace", "goes-on: 100 * pace", "{is: front > 4", "{is: front > 4 and aid == sent"}},
		{"held at its most", "track-held", "tracks.front", "held at its `max` for more than half of the time, in 198 of 200 runs from today: a faster course then changes nothing for `north`, `south`", []string{"max: 40", "max: 1", "chance: 0.2, shift", "chance: 0.01, shift", "{is: front > 4", "{is: front > 0.5"}},
		{"held at its least", "track-held", "tracks.front", "held at its `min`", []string{"goes-on: pace", "goes-on: -1 * pace", "min: -20", "min: -1", "{is: front > 4", "{is: front < -0.5"}},
		{"held, and nothing rests on it", "", "", "", []string{"events:\n", "  idle: {today: 0, change: 1, max: 2}\nevents:\n"}},
		{"at its bound and at rest", "", "", "", []string{"events:\n", "  idle: {today: 0, change: {war == truce: 1, otherwise: 0}, min: 0}\nevents:\n", "always: -0.1 * front", "always: -0.1 * front + idle"}},
		{"happens at once", "event-at-once", "events.dawn", "in the first step of every run", []string{"events:\n", "events:\n  dawn: {chance: 1, shift: {front: 1}}\n"}},
		{"never happens", "event-unseen?", "events.dusk", "`dusk` happens in none of 200 runs", []string{"events:\n", "events:\n  dusk: {when: front > 30, shift: {front: 1}}\n"}},
		{"never happens in any state", "event-unseen?", "events.dusk", "nor from a state", []string{"events:\n", "events:\n  dusk: {when: line == drawn and front > 30, shift: {front: 1}}\n"}},
		{"happens once a table has brought it about", "", "", "", []string{"events:\n", "events:\n  dusk: {when: line == drawn, chance: 0.5, shift: {front: 1}}\n"}},
		{"waits for a table", "", "", "", []string{"events:\n", "events:\n  dusk: {when: agreed(talks), shift: {front: 1}}\n  night: {when: event(dusk), shift: {front: 1}}\n"}},
		{"holds today", "scenario-today?", "scenarios.war", "holds already today", []string{peace, peace + "  war: {is: war == goes-on, looked-up: papers}\n"}},
		{"always holds", "scenario-constant?", "scenarios.all", "tells nothing apart", []string{"  far:   {is: front > 4", "  all:   {is: front > -15"}},
		{"never holds", "scenario-unseen?", "scenarios.lost", "holds in none of", []string{peace, peace + "  lost: {is: front > 35, looked-up: maps}\n"}},
		{"implied by one before", "scenario-shadowed?", "scenarios.line", "wherever the scenario `line` holds", []string{peace, peace + "  line: {is: line == drawn and front < 2, looked-up: papers}\n"}},
		{"implied by what has held", "scenario-shadowed?", "scenarios.line", "can name no run", []string{"{is: war == truce, looked-up", "{is: ever(war == truce), looked-up", "scenarios:\n", "scenarios:\n", "looked-up: papers}\n", "looked-up: papers}\n  line: {is: war == truce and aid == sent, looked-up: papers}\n"}},
		{"looked at on another day", "", "", "", []string{peace, peace + "  line: {is: line == drawn, by: 2025-06-01, looked-up: papers}\n"}},
		{"looks ahead to nothing", "foresight-idle?", "parties.east.foresight", "`east` looks ahead", []string{"east:  {kind: state}", "east:  {kind: state, foresight: 6 months, note: n}"}},
		{"a threat that hurts nobody", "threat-harmless", "threats.help", "would leave `north` no worse off", []string{"    aid: {sent: -3}\n", ""}},
		{"a threat that the rules forbid", "threat-forbidden", "threats.help", "is not possible from today", []string{"instrument: aid=sent", "instrument: line=drawn", "drawn: {by: north and south}", "drawn: {by: east or north and south}"}},
		{"a guarantee of nothing", "guarantee-never", "guarantees.watch", "never holds", []string{"war == truce and aid == sent, deters", "war == goes-on and line == drawn, deters"}},
		{"a guarantee of no named deal", "guarantee-nowhere?", "guarantees.watch", "in no named deal", []string{"war == truce and aid == sent, deters", "line == drawn, deters"}},
		{"meets for nothing", "meets-without-room?", "tables.talks", "its meetings settle nothing", []string{"    war: {truce: 3 to 9}", "    war: {truce: -5}\n    walk-away: 9", "line: {drawn: 1}", "line: {drawn: 1}"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			text := running
			for i := 0; i < len(x.old); i += 2 {
				if !strings.Contains(text, x.old[i]) {
					t.Fatalf("the case has no %q", x.old[i])
				}
				text = strings.Replace(text, x.old[i], x.old[i+1], 1)
			}
			g, d := prepared(t, text)
			l := newLinter(g)
			l.time(d)
			l.finish()
			var got []string
			for _, f := range l.list {
				got = append(got, f.Code+map[diag.Severity]string{diag.Error: "!", diag.Note: "?"}[f.Severity])
			}
			if want := strings.Fields(x.codes); !slices.Equal(got, want) {
				t.Fatalf("got %v, want %v\n%s", got, want, l.list.Error())
			}
			if len(got) == 0 {
				return
			}
			if f := l.list[0]; f.Path != x.path || !strings.Contains(f.Reason, x.reason) || f.Suggestion == "" || f.Place.Line == 0 {
				t.Errorf("%s [%s]", f.Error(), f.Path)
			}
		})
	}
}

// Beside time nothing is reported of the case either, and two looks say the same.
func TestRunningCase(t *testing.T) {
	g, d := prepared(t, running)
	list := append(Errors(g), Lint(g, d)...)
	if len(list) > 0 {
		t.Error(list.Error())
	}
	text := strings.Replace(running, "max: 40", "max: 1", 1)
	g, d = prepared(t, text)
	if a, b := Lint(g, d), Lint(g, d); a.Error() != b.Error() || len(a) == 0 {
		t.Error("two looks differ, or see nothing")
	}
}

// The catalogue and the case that tests how time is read: no panic, and an error has a place.
func TestTimeCases(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join("..", "..", "cases", "*", "case.yaml"))
	more, _ := filepath.Glob(filepath.Join("..", "..", "casefile", "testdata", "clock.yaml"))
	if names = append(names, more...); len(more) == 0 || len(names) < 3 {
		t.Fatalf("only %v found", names)
	}
	for _, name := range names {
		c, list, err := casefile.Load(name)
		if err != nil || list.HasErrors() {
			t.Fatal(err, list)
		}
		g, bad := game.Compile(c)
		if bad.HasErrors() {
			t.Fatal(bad)
		}
		for _, f := range Lint(g, oracle.Draws(t, g, 60, 0)) {
			if f.Severity == diag.Error && f.Place.Line == 0 {
				t.Errorf("%s: %s", name, f.Error())
			}
		}
	}
}

// Random changes of the numbers and conditions of a running case never make the lints panic.
func FuzzTime(f *testing.F) {
	for seed := range uint64(6) {
		f.Add(seed, "front > 4", "0.2")
	}
	f.Add(uint64(9), "ever(war == truce) and months(aid == sent) >= 2", "1 / front")
	f.Add(uint64(10), "at-least 1 of (event(raid), met(talks), not broke(north))", "exp(front) / 100")
	f.Fuzz(func(t *testing.T, seed uint64, when, number string) {
		if len(when)+len(number) > 200 || strings.ContainsAny(when+number, "\n\"") {
			t.Skip()
		}
		text := strings.Replace(running, "{is: front > 4", "{is: \""+when+"\"", 1)
		intn := oracle.Seeded(seed)
		for _, old := range []string{"goes-on: pace", "today: 0", "noise: 0.1", "raid:   {chance: 0.2"} {
			if intn(2) == 0 {
				text = strings.Replace(text, old, old[:strings.LastIndex(old, ": ")]+": \""+number+"\"", 1)
			}
		}
		c, list := casefile.Parse("case.yaml", text)
		if c == nil || list.HasErrors() {
			t.Skip()
		}
		g, bad := game.Compile(c)
		if bad.HasErrors() {
			t.Skip()
		}
		d, err := ask.NewDraws(t.Context(), g, 5, 1, 1)
		if err != nil {
			t.Skip()
		}
		Lint(g, d)
	})
}
