package casefile

import (
	"strconv"
	"strings"
	"testing"
)

func TestWrongTracks(t *testing.T) {
	const front = "{today: 0, unit: km2, change: {war == goes-on: rate, otherwise: 0}, noise: 0.15, min: -5, max: 20}"
	checkWrongsIn(t, clockCase, []wrong{
		{"  front: " + front, "  front: " + front + "\n  rate: " + front, "duplicate-name", "rate", "`rate` already names a quantity, in line 15", "rename one"},
		{"  front: " + front, "  front: " + front + "\n  12: " + front, "name", "12", "a track cannot be called by a number", "letter"},
		{"  front: " + front, "  front: " + front + "\n  elapsed: " + front, "reserved-name", "elapsed", "a word of the language", "another"},
		{"today: 0, ", "", "missing-key", "{", "`today` is missing in `tracks.front`", ""},
		{"today: 0, ", "today: stocks, ", "number", "stocks", "today's value of a track is fixed", "quantities"},
		{"today: 0, ", "today: expected, ", "number", "expected", "`expected` rests on the track `front`", "quantities"},
		{"today: 0, ", "today: 21, ", "bounds", "21", "today's value of a track cannot be 21", "between -5 and 20"},
		{"today: 0, ", "today: -9 to 3, ", "bounds", "-9 to 3", "cannot be -9", "between -5 and 20"},
		{"min: -5, ", "min: 20, ", "track", "20", "`front` has its `max` no higher than its `min`", "swap"},
		{"change: {war == goes-on: rate, otherwise: 0}", "change: rate, toward: 3, in: 3", "track", "3", "`change` or `toward`, not both", "keep one"},
		{"change: {war == goes-on: rate, otherwise: 0}", "change: rate, in: 3 months", "track", "3 months", "`in` belongs to `toward`, not to `change`", "delete"},
		{"change: {war == goes-on: rate, otherwise: 0}", "in: 3 months", "track", "3 months", "`in` belongs to `toward`", "add `toward`"},
		{"change: {war == goes-on: rate, otherwise: 0}, ", "", "missing-key", "front", "not said how `front` runs", "`change`"},
		{"change: {war == goes-on: rate, otherwise: 0}", "change: {war == goes-on: rate}", "missing-key", "{", "`otherwise` is missing", "otherwise"},
		{"change: {war == goes-on: rate, otherwise: 0}", "change: rat", "number", "rat", "unknown quantity or track `rat`", "`rate`"},
		{"change: {war == goes-on: rate, otherwise: 0}", "change: event(collapse)", "number", "event(collapse)", "looking back is for events", "there"},
		{"change: {war == goes-on: rate, otherwise: 0}", "change: 3 a year", "unit", "a year", "counted by the month", "convert"},
		{"noise: 0.15", "noise: -0.15", "bounds", "-0.15", "a noise cannot be negative", "at least 0"},
		{"in: 1 to 2 years, ", "", "missing-key", "100 - compliance * front", "`toward` without `in`", "nine tenths"},
		{"in: 1 to 2 years", "in: 0", "bounds", "0", "the time to a target cannot be 0", "above 0"},
		{"chance: 0.05 a month, size", "size", "missing-key", "{", "`chance` is missing", ""},
		{"chance: 0.05 a month, size", "chance: 5, size", "bounds", "5", "the chance of a jump cannot be 5", "between 0 and 1"},
		{"jump: {chance: 0.05 a month, size: -20 to -5}", "jump: 3", "wrong-kind", "3", "a group of keys", "chance, size"},
	})
}

func TestWrongEvents(t *testing.T) {
	checkWrongsIn(t, clockCase, []wrong{
		{"chance: 0.02 * (90 - stocks) / 30", "chance: 2", "bounds", "2", "the chance of an event cannot be 2", "between 0 and 1"},
		{"chance: 0.02 * (90 - stocks) / 30", "chance: 0.5 to 1.2", "bounds", "0.5 to 1.2", "cannot be 1.2", "between 0 and 1"},
		{"chance: 0.02 * (90 - stocks) / 30", "chance: event(scandal)", "number", "event(scandal)", "a condition; wanted is a number", "if("},
		{"chance: 0.02 * (90 - stocks) / 30", "chance: months(rate)", "number", "rate", "`rate` is a quantity; wanted is a condition", ""},
		{"then: \"war=truce\"", "then: war == truce", "assignment", "==", "`==` asks", ""},
		{"shift: {front: 2 to 4}", "shift: {fornt: 2 to 4}", "unknown-name", "fornt", "unknown track `fornt`", "`front`"},
		{"shift: {front: 2 to 4}", "shift: {rate: 2 to 4}", "unknown-name", "rate", "`rate` is a quantity; wanted is a track", "front"},
		{"shift: {front: 2 to 4}", "shift: front", "wrong-kind", "front", "a group of names", ""},
		{"ends: true", "ends: yes", "wrong-kind", "yes", "neither `true`", ""},
		{"scandal: {chance: {ever(war == truce): 0.1, otherwise: 0}}", "scandal: {note: x}", "event", "scandal", "not said when this happens", "`when`, `chance` or both"},
		{"stocks < 90, chance", "stocks, chance", "condition", "stocks", "`stocks` is a track; wanted is a condition", ""},
	})
}

// Whatever does not know what has happened says so; the functions that look back take what they ask about.
func TestWrongLookingBack(t *testing.T) {
	const fall = "event(collapse) or front > 15"
	checkWrongsIn(t, clockCase, []wrong{
		{"      war == goes-on: 3 * front", "      event(collapse): 3 * front", "condition", "event(collapse)", "looking back is for events, tables' needs, plans and scenarios", "there"},
		{"    sanctions: {raised: -5 to -3}", "    sanctions: {raised: -5 to -3}\n    red-lines: [ever(war == truce)]", "condition", "ever(war == truce)", "looking back is for events", ""},
		{"demand: war == truce", "demand: met(summit)", "condition", "met(summit)", "looking back is for events", ""},
		{"demand: war == truce", "demand: front > 3", "condition", "front > 3", "a demand speaks of the state only", ""},
		{"when: aid == given", "when: front > 3", "condition", "front > 3", "a guarantee speaks of the state only", ""},
		{"when: aid == given", "when: months(aid == given) > 3", "condition", "months(aid == given) > 3", "the state only", ""},
		{"{is: 0.3 to 0.6, private: a}", "months(war == truce)", "number", "months(war == truce)", "looking back is for events", ""},
		{fall, "event(colapse)", "condition", "colapse", "unknown event `colapse`", "`collapse`"},
		{fall, "event(summit)", "condition", "summit", "`summit` is a table; wanted is an event", "collapse"},
		{fall, "event(war == truce)", "condition", "war == truce", "the name of an event is wanted here", "collapse"},
		{fall, "event(always)", "condition", "always", "the name of an event", ""},
		{fall, "met(collapse)", "condition", "collapse", "`collapse` is an event; wanted is a table", ""},
		{fall, "conceded(a)", "condition", "a", "`a` is a party; wanted is a threat", "ultimatum"},
		{fall, "carried-out(ultimtum)", "condition", "ultimtum", "unknown threat `ultimtum`", "`ultimatum`"},
		{fall, "broke(d)", "condition", "d", "unknown party `d`", ""},
		{fall, "collapse", "condition", "collapse", "`collapse` is an event", "`event(collapse)`"},
		{fall, "summit", "condition", "summit", "`summit` is a table", "`met(summit)`"},
		{fall, "ultimatum", "condition", "ultimatum", "`ultimatum` is a threat", "`conceded(ultimatum)`"},
		{fall, "a", "condition", "a", "`a` is a party", "`broke(a)`"},
		{fall, "ever(event(collapse))", "condition", "event(collapse)", "`event` looks back inside `ever`", "side by side"},
		{fall, "months(ever(war == truce)) > 3", "condition", "ever(war == truce)", "`ever` looks back inside `months`", "side by side"},
		{fall, "months(war == truce)", "condition", "months(war == truce)", "a number; wanted is a condition", "`months(war == truce) >= 3`"},
		{fall, "months(war == truce) == 3", "condition", "months(war == truce)", "not a number", "`<`"},
		{fall, "event(collapse) == true", "condition", "event(collapse)", "a condition by itself", "`not event(collapse)`"},
		{fall, "ever(front)", "condition", "front", "`front` is a track; wanted is a condition", ""},
		{fall, "event()", "condition", "event()", "needs its arguments", "`event(name)`"},
		{fall, "event collapse", "condition", "event", "`event` needs brackets", "`event(name)`"},
		{fall, "\"months(war == truce, 3)\"", "condition", "months(war == truce, 3)", "takes 1", "months(condition)"},
		{fall, "evnt(collapse)", "condition", "evnt", "unknown function `evnt`", "`event`"},
		{"change: {war == goes-on: rate, otherwise: 0}", "change: {ever(war == truce): rate, otherwise: 0}", "condition", "ever(war == truce)", "looking back is for events", ""},
	})
}

func TestWrongThreats(t *testing.T) {
	checkWrongsIn(t, clockCase, []wrong{
		{"by: c, to: a, demand", "to: a, demand", "missing-key", "{", "`by` is missing", ""},
		{"by: c, to: a, demand", "by: c, to: c, demand", "threat", "c", "nobody threatens itself", "give in"},
		{"by: c, to: a, demand", "by: d, to: a, demand", "unknown-name", "d", "unknown party `d`", ""},
		{"by: c, to: a, demand", "by: b, to: a, demand", "threat", "sanctions=raised", "`b` cannot bring about `sanctions=raised` alone: that takes `c`", "alone"},
		{"instrument: sanctions=raised", "instrument: war=truce", "threat", "war=truce", "that takes `a and b`", "alone"},
		{"instrument: sanctions=raised", "instrument: sanctions=risen", "assignment", "risen", "no option `risen`", "raised"},
		{"deadline: 2025-08-15", "deadline: 2025-01-15", "date", "2025-01-15", "lies before `as-of`", ""},
		{"deadline: 2025-08-15", "deadline: soon", "date", "soon", "not a day", ""},
		{", deadline: 2025-08-15", "", "missing-key", "{", "`deadline` is missing", ""},
		{"slipped: 1", "slipped: -1", "number", "-1", "a whole number", ""},
		{"slipped: 1", "slipped: 1.5", "number", "1.5", "a whole number", ""},
		{"slipped: 1", "slipped: 1 to 2", "number", "1 to 2", "a plain number", ""},
		{"credibility: 0.2 to 0.5", "credibility: 20 to 50", "bounds", "20 to 50", "a credibility cannot be 20", "between 0 and 1"},
		{"conceding: 2 to 6", "conceding: -2", "bounds", "-2", "a cost cannot be negative", "at least 0"},
		{"backing-down: 1 to 4", "backing-down: -2", "bounds", "-2", "a cost cannot be negative", "at least 0"},
		{"response: 0.3 a month", "response: 0.3 a week", "unit", "a week", "counted by the month", "` a month`"},
		{"lasts: 1 year", "lasts: -1 year", "bounds", "-1", "the time it lasts cannot be negative", ""},
		{"tight: {compliance: 1}", "tight: {complianc: 1}", "unknown-name", "complianc", "unknown quantity", "`compliance`"},
		{"against: [a]", "against: [d]", "unknown-name", "d", "unknown party `d`", ""},
		{"by: [c], against", "by: [c, c], against", "duplicate-name", "c", "listed twice", ""},
		{"when: aid == given, by", "by", "missing-key", "{", "`when` is missing", ""},
		{"lag: 2 weeks", "lag: -2 weeks", "bounds", "-2", "a lag cannot be negative", ""},
		{"fatigue: 0.2 a year", "fatigue: 2 a year", "bounds", "2", "a fatigue cannot be 2", ""},
	})
}

// An option beyond the limit is named by a threat: only the limit is reported.
func TestThreatWithTooManyOptions(t *testing.T) {
	options := make([]string, maxOptions+1)
	for i := range options {
		options[i] = "o" + strconv.Itoa(i)
	}
	c, list := Parse("case.yaml", `parley: 1
case: Many
as-of: 2025-01-01
parties: {a: {kind: state}, b: {kind: state}}
issues: {i: {by: a, options: [`+strings.Join(options, ", ")+`]}}
threats: {t: {by: b, to: a, demand: i == o1, instrument: i=o1000, deadline: 2025-02-01}}
`)
	if c != nil || len(list) != 1 || list[0].Code != "options" {
		t.Error(list)
	}
}

func TestWrongPlansAndTransfers(t *testing.T) {
	const second = "{deal: \"war=truce, aid=given\", when: months(war == truce) >= 3, note: slowly}"
	checkWrongsIn(t, clockCase, []wrong{
		{"{deal: end, on: 2025-09-01}", "{deal: ends, on: 2025-09-01}", "assignment", "ends", "issue=option", ""},
		{"{deal: end, on: 2025-09-01}", "{on: 2025-09-01}", "missing-key", "{", "`deal` is missing", ""},
		{"{deal: end, on: 2025-09-01}", "{deal: end, on: 2025-09-01, when: war == truce}", "plan", "war == truce", "a day or when something holds, not both", "keep one"},
		{"{deal: end, on: 2025-09-01}", "{deal: end, on: 2025-01-01}", "date", "2025-01-01", "before `as-of`", ""},
		{second, "{deal: aid=given}", "plan", "aid=given", "not said when this step comes", "`on` or `when`"},
		{second, "{deal: aid=given, on: 2025-08-01}", "plan", "2025-08-01", "before the step planned for 2025-09-01", "in the order"},
		{second, "{deal: aid=given, when: met(x)}", "condition", "x", "unknown table `x`", ""},
		{"    - {deal: end, on: 2025-09-01}\n    - " + second, "    label: x", "missing-key", "label", "`is` is missing", ""},
		{"  staged:\n    - {deal: end, on: 2025-09-01}\n    - " + second, "  staged: []", "empty-value", "[", "a plan without steps", "`- {deal: …}`"},
		{"  staged:\n    - {deal: end, on: 2025-09-01}\n    - " + second, "  staged: end", "wrong-kind", "end", "wanted is a list", ""},
		{"from: c, to: b", "from: c, to: c", "transfer", "c", "nobody pays itself", ""},
		{"from: c, to: b", "from: c", "missing-key", "{", "`to` is missing", ""},
		{"costs: 0.02", "costs: -0.02", "bounds", "-0.02", "cannot be negative", "at least 0"},
		{"worth: 0.1 to 0.2", "worth: -0.1", "bounds", "-0.1", "cannot be negative", "at least 0"},
		{"cap: 100", "cap: -100", "bounds", "-100", "a cap cannot be negative", "at least 0"},
		{", cap: 100", "", "missing-key", "{", "`cap` is missing", ""},
	})
}

func TestWrongScenarios(t *testing.T) {
	const fall = "event(collapse) or front > 15"
	checkWrongsIn(t, clockCase, []wrong{
		{"by: 2025-12-31", "by: 2026-08-09", "scenario", "2026-08-09", "beyond the horizon, which ends on 2026-08-08", "`horizon`"},
		{"by: 2025-12-31", "by: 2024-12-31", "date", "2024-12-31", "before `as-of`", ""},
		{fall, "false", "scenario", "false", "the scenario `fall` can never hold: `false` never holds", "delete the scenario"},
		{fall, "met(summit) and false", "scenario", "false", "`false` never holds", ""},
		{fall, "war == truce and front > 3 and war == goes-on", "scenario", "war == truce and front > 3 and war == goes-on", "contradict", ""},
		{fall, "war == truce and not war != goes-on", "scenario", "war == truce and not war != goes-on", "contradict", ""},
		{fall, "ever(war == truce and war != truce)", "scenario", "ever(war == truce and war != truce)", "can never hold", ""},
		{fall, "months(war == truce and war != truce) > 2", "scenario", "months(war == truce and war != truce) > 2", "can never hold", ""},
		{fall, "met(forum)", "scenario", "met(forum)", "the table `forum` never meets", ""},
		{fall, "3 > 4", "scenario", "3 > 4", "`3 > 4` can never hold", ""},
	})
}
