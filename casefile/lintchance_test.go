package casefile

import (
	"slices"
	"strings"
	"testing"

	"parley/internal/diag"
)

// A quantity that is used for a chance is named where draws of it lie outside 0–1, with the share of them and a family that keeps within;
// what stands in the field itself is cut there, and what is kept within bounds reaches nowhere.
func TestQuantityUsedAsChance(t *testing.T) {
	const frame = `parley: 1
case: chances
as-of: 2025-01-01
parties: {a: {kind: state, PARTY}, b: {kind: state}}
quantities: {q: {is: "QUANTITY", note: x}, twice: 2 * q, same: q}
issues: {i: {stay: {}, go: {by: a and b}}}
values: {a: {i: {go: q}}, b: {i: {go: 1}}, note: x}
tables: {t: {members: [a, b], every: month, closes: "CLOSES", note: x}}
tracks: {x: {today: 0, change: 1, JUMP}}
events: {e: {chance: EVENT, ends: true}}
threats: {th: {by: a, to: b, demand: i == go, instrument: j=on, deadline: 2025-06-01, THREAT}}
guarantees: {g: {when: i == go, by: [b], deters: 1, FATIGUE}}
`
	text := func(quantity string, changes ...string) string {
		s := strings.Replace(frame, "issues: {", "issues: {j: {off: {by: a}, on: {by: a}}, ", 1)
		defaults := []string{"PARTY", "initiative: 0.2", "CLOSES", "0.5", "JUMP", "jump: {chance: 0.1, size: 1}", "EVENT", "0.1", "THREAT", "credibility: 0.5", "FATIGUE", "fatigue: 0.1"}
		return strings.NewReplacer(append(append([]string{"QUANTITY", quantity}, changes...), defaults...)...).Replace(s)
	}
	for _, x := range []struct {
		text, used, says string // used: "" where there is no finding
	}{
		{text("0.05 to 0.6", "CLOSES", "q"), "tables.t.closes", "2.6 % of its draws"},
		{text("0.05 to 0.6", "CLOSES", "same"), "tables.t.closes", "consider beta(2.23, 4.62)"},
		{text("0.05 to 0.6", "PARTY", "turnover: q"), "parties.a.turnover", ""},
		{text("0.05 to 0.6", "PARTY", "unbound: q"), "parties.a.unbound", ""},
		{text("0.05 to 0.6", "PARTY", "initiative: q"), "parties.a.initiative", ""},
		{text("0.05 to 0.6", "PARTY", "patience: q, foresight: 1"), "parties.a.patience", ""},
		{text("0.05 to 0.6", "JUMP", "jump: {chance: q, size: 1}"), "tracks.x.jump.chance", ""},
		{text("0.05 to 0.6", "EVENT", "{x > 3: q, otherwise: 0}"), "events.e.chance", ""},
		{text("0.05 to 0.6", "THREAT", "credibility: q"), "threats.th.credibility", ""},
		{text("0.05 to 0.6", "THREAT", "response: q"), "threats.th.response", ""},
		{text("0.05 to 0.6", "FATIGUE", "fatigue: q"), "guarantees.g.fatigue", ""},
		{text("0.2 to 0.6", "CLOSES", "q"), "tables.t.closes", "less than 0.1 %"},
		{text("lognormal(0.1 to 0.9)", "CLOSES", "q"), "tables.t.closes", "consider beta(a, b)"},
		{text("uniform(0.5, 1.5)", "CLOSES", "q"), "tables.t.closes", "50 % of its draws"},
		{text("0.3 to 0.5", "CLOSES", "q"), "", ""},
		{text("beta(2, 5)", "CLOSES", "q"), "", ""},
		{text("uniform(0, 1)", "CLOSES", "q"), "", ""},
		{text("discrete(0: 0.5, 1: 0.5)", "CLOSES", "q"), "", ""},
		{text("0.05 to 0.6", "CLOSES", "max(0, min(1, q))"), "", ""},
		{text("0.05 to 0.6", "CLOSES", "0.05 to 0.6"), "", ""},
		{text("0.05 to 0.6"), "", ""},
	} {
		c, list := Parse("case.yaml", x.text)
		if c == nil {
			t.Errorf("%v\n%s", list, x.text)
			continue
		}
		k := slices.IndexFunc(list, func(d *diag.Diagnostic) bool { return d.Code == "chance-reaches-out" })
		switch {
		case x.used == "" && k >= 0:
			t.Errorf("found %v\n%s", list[k], x.text)
		case x.used == "":
		case k < 0:
			t.Errorf("nothing found\n%s", x.text)
		case !strings.Contains(list[k].Reason, x.used) || list[k].Place.Line != 5 || !strings.Contains(list[k].Reason+list[k].Suggestion, x.says):
			t.Errorf("%v\n%s", list[k], x.text)
		}
	}
}
