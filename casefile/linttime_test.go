package casefile

import (
	"slices"
	"strings"
	"testing"

	"parley/internal/diag"
)

// Each finding stands alone: the case about time has none.
func TestLintsOfTime(t *testing.T) {
	const (
		front = "  front: {today: 0,"
		fall  = "  fall: {is: event(collapse) or front > 15, looked-up: maps}"
	)
	for _, x := range []struct{ old, new, code, path, reason string }{
		{"{is: 0.2 to 0.4, note: a guess}", "0.3", "no-note", "margin", "an input of `margin`"},
		{"{is: 2 to 6 weeks, note: satellites}", "1", "no-note", "detection-lag", "an input of `detection-lag`"},
		{"closes: 0.1, off: true, note: announced}", "closes: 0.1, off: true}", "no-note", "tables", "an input of `tables`"},
		{"tracks:\n  note: invented\n", "tracks:\n", "no-note", "tracks", "9 inputs of `tracks`"},
		{"events:\n  note: invented\n", "events:\n", "no-note", "events", "3 inputs of `events`"},
		{"threats:\n  note: invented\n", "threats:\n", "no-note", "threats", "6 inputs of `threats`"},
		{"guarantees:\n  note: invented\n", "guarantees:\n", "no-note", "guarantees", "3 inputs"},
		{"cap: 100, note: invented}", "cap: 100}", "no-note", "transfers", "3 inputs"},
		{"note: boasts", "note: boasts, compliance: 1", "", "", ""},
		{front, "  spare: {today: 0, change: 0.1 * spare}\n" + front, "", "", ""},
		{front, "  one: {today: 0, change: other}\n  other: {today: 0, change: one}\n" + front, "", "", ""},
		{"  scandal: {", "  rumour: {chance: 0.1}\n  scandal: {", "unused-event", "events.rumour", "`rumour` changes nothing"},
		{"  scandal: {", "  rumour: {chance: 0.1, ends: true}\n  scandal: {", "", "", ""},
		{"  scandal: {", "  rumour: {chance: 0.1, shift: {front: 1}}\n  scandal: {", "", "", ""},
		{"  scandal: {", "  rumour: {when: war == truce and war == goes-on, ends: true}\n  scandal: {", "never-holds", "events.rumour", "`rumour` can never happen: its parts contradict"},
		{"  north-hall: {", "  hill: {note: quiet}\n  north-hall: {", "unused-place", "places.hill", "no table meets at `hill`"},
		{"deters: 5 to 20, lag: 2 weeks, ", "", "idle-guarantee", "guarantees.force", "neither dearer nor found out sooner"},
		{"deters: 5 to 20, ", "", "", "", ""},
		{"instrument: sanctions=raised", "instrument: sanctions=keep", "idle-threat", "threats.ultimatum", "what is so today"},
		{"  c: {sanctions: {raised: -1}}\n", "", "", "", ""},
		{", looked-up: maps", "", "no-lookup", "scenarios.fall", "the scenario `fall`"},
		{fall, fall + "\n  down: {is: (event(collapse) or front > 15), looked-up: maps}", "same-meaning", "scenarios.down", "the scenario `down` says the same as `fall`"},
		{fall, fall + "\n  down: {is: event(collapse) or front > 15, by: 2025-12-01, looked-up: maps}", "", "", ""},
		{"deadline: 2025-08-15", "deadline: 2026-08-15", "beyond-horizon", "threats.ultimatum", "falls on 2026-08-15, beyond the horizon, which ends on 2026-08-08"},
		{"on: 2025-09-01", "on: 2026-09-01", "beyond-horizon", "plans.staged.1", "step 1 of `staged`"},
		{"every: week", "date: 2026-09-01", "beyond-horizon", "tables.dinner", "`dinner` first meets"},
		{"every: week, closes", "every: week, needs: months(war == truce) < 0, closes", "", "", ""},
		{"every: week, closes", "every: week, needs: war != goes-on and war != truce, closes", "never-holds", "tables.dinner", "what `dinner` needs can never be"},
		{"when: months(war == truce) >= 3", "when: months(war == truce and war == goes-on) >= 3", "never-holds", "plans.staged.2", "step 2 of `staged` never comes"},
		{"  stocks: {", "  ten-front: {today: 1, change: ten-front + ten}\n  stocks: {", "hyphen-or-minus", "tracks.ten-front", "`ten-front` is a track of its own, but `ten` and `front`"},
	} {
		t.Run(x.code+" "+x.new, func(t *testing.T) {
			text := changeIn(t, clockCase, x.old, x.new)
			if strings.Contains(x.new, "ten-front") {
				text = strings.Replace(text, "  expected: rate", "  ten: 10\n  expected: ten-front * rate", 1)
			}
			c, list := Parse("case.yaml", text)
			if c == nil {
				t.Fatal(list)
			}
			found := slices.ContainsFunc(list, func(d *diag.Diagnostic) bool {
				return d.Code == x.code && d.Path == x.path && strings.Contains(d.Reason, x.reason) && d.Severity == diag.Warning
			})
			if found != (x.code != "") || len(list) > 1 {
				t.Errorf("%v", list)
			}
		})
	}
}

// A threat needs somebody's values to be judged by.
func TestThreatNotKnown(t *testing.T) {
	const row = "  c: {sanctions: {raised: -1}}\n"
	without := changeIn(t, clockCase, row, "")
	for text, reason := range map[string]string{
		without: "",
		strings.Replace(without, "credibility: 0.2 to 0.5,", "", 1):            "`c` are not known, so it cannot be told whether it means it",
		changeIn(t, clockCase, "by: c, to: a, demand", "by: c, to: d, demand"): "`d` are not known, so it cannot be told whether it gives in",
	} {
		text = strings.Replace(text, "  c: {kind: state}", "  c: {kind: state}\n  d: {kind: state, note: hermit}", 1)
		_, list := Parse("case.yaml", text)
		if reason == "" && len(list) > 0 || reason != "" && (len(list) != 1 || list[0].Code != "threat-not-known" || !strings.Contains(list[0].Reason, reason)) {
			t.Errorf("%q: %v", reason, list)
		}
	}
}
