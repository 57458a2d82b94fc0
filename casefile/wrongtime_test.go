package casefile

import (
	"strings"
	"testing"
)

func TestWrongClock(t *testing.T) {
	checkWrongsIn(t, clockCase, []wrong{
		{"horizon: 18 months", "horizon: 0", "time", "0", "must lie ahead", "12 months"},
		{"horizon: 18 months", "horizon: -3 months", "time", "-3 months", "must lie ahead", "12 months"},
		{"horizon: 18 months", "horizon: 51 years", "time", "51 years", "more than 50 years", "nearer"},
		{"horizon: 18 months", "horizon: 20 years", "time", "20 years", "1044 steps away; 1000", "longer `step`"},
		{"horizon: 18 months", "horizon: soon", "time", "soon", "no length of time; the horizon", "`2 weeks`"},
		{"horizon: 18 months", "horizon: 6 to 9 months", "time", "6 to 9 months", "no length of time", "a number of months"},
		{"horizon: 18 months", "horizon: 6 moons", "time", "6 moons", "no length of time", "a number of months"},
		{"step: week", "step: fortnight", "unknown-name", "fortnight", "unknown step `fortnight`", "month"},
		{"{is: 0.2 to 0.4, note: a guess}", "3", "bounds", "3", "a margin cannot be 3", "between 0 and 2"},
		{"{is: 0.2 to 0.4, note: a guess}", "front", "number", "front", "a margin is fixed for a whole run and cannot rest on the track `front`", "quantities"},
		{"{is: 0.2 to 0.4, note: a guess}", "elapsed", "number", "elapsed", "cannot rest on the time that has passed", "quantities"},
		{"{is: 0.2 to 0.4, note: a guess}", "0.1 * expected", "number", "expected", "`expected` rests on the track `front`", "quantities"},
		{"2 to 6 weeks", "-1", "bounds", "-1", "a detection lag cannot be negative", "at least 0"},
		{"2 to 6 weeks", "200 years", "bounds", "200", "200 is too large: at most 100", "a hundred years"},
		{"2 to 6 weeks", "2 to 6 moons", "number", "moons", "`moons` is not a unit of time", "`months`, `years`"},
		{"{is: 2 to 6 weeks,", "{is: 2 to 6, unit: weeks,", "unit", "weeks", "stands after the number", "`1 to 3 years`"},
		{"as-of: 2025-02-01\n", "", "date", "2025-06-01", "without the day the case speaks of", "`as-of: 2025-08-14`"},
		{"as-of: 2025-02-01", "as-of: 2025-02-30", "date", "2025-02-30", "not a day of the calendar", ""},
		{"as-of: 2025-02-01", "as-of: 0001-01-01", "date", "0001-01-01", "not a day of the calendar", ""},
	})
}

func TestWrongForeseen(t *testing.T) {
	checkWrongsIn(t, clockCase, []wrong{
		{"scandal: {chance:", "scandal: {foreseen: true, chance:", "event", "true", "moves no issue that a deal could settle", "add `then`"},
		{"scandal: {chance:", "scandal: {foreseen: soon, chance:", "wrong-kind", "soon", "neither `true` nor `false`", "`true`"},
		{"scandal: {chance:", "scandal: {forseen: true, then: war=truce, chance:", "unknown-key", "forseen", "unknown key `forseen`", "foreseen"},
	})
}

func TestWrongOutlook(t *testing.T) {
	checkWrongsIn(t, clockCase, []wrong{
		{"12 to 36 months", "-1 years", "bounds", "-1", "a foresight cannot be negative: -1", "at least 0"},
		{"12 to 36 months", "36 to 12 months", "range", "36 to 12", "reversed", "`12 to 36`"},
		{"12 to 36 months", "'beta(2, 3) years'", "unit", "beta(2, 3)", "no unit of time", "pert"},
		{"12 to 36 months", "'beta(2, 3) sols'", "number", "sols", "", ""},
		{"12 to 36 months", "12 to 36 a month", "number", "a", "", ""},
		{"0.85 a year", "0.85 a month", "unit", "a month", "a patience is counted by the year, not by the month", "` a year`"},
		{"0.85 a year", "0.85 per year", "unit", "per year", "`per year` is not known", "`0.85 a year`"},
		{"0.85 a year", "1.5 a year", "bounds", "1.5", "a patience cannot be 1.5", "between 0 and 1"},
		{"0.1 a year", "-0.1", "bounds", "-0.1", "cannot be negative", "between 0 and 1"},
		{"unbound: 0.5", "unbound: 2", "bounds", "2", "a successor is not bound", "between 0 and 1"},
		{"unbound: 0.5", "unbound: 0.5 a year", "number", "a", "", ""},
		{"0.2 a month", "0.2 a year", "unit", "a year", "counted by the month, not by the year", "` a month`"},
		{"0.2 a month", "20 a month", "bounds", "20", "cannot be 20", "between 0 and 1"},
		{"{rate: 0.5 to 0.8, note: boasts}", "{rte: 0.5 to 0.8}", "unknown-name", "rte", "unknown quantity `rte`", "`rate`"},
		{"{rate: 0.5 to 0.8, note: boasts}", "{front: 0.5 to 0.8}", "unknown-name", "front", "`front` is a track; wanted is a quantity", "rate"},
		{"{rate: 0.5 to 0.8, note: boasts}", "{rate: 0.1 * front}", "number", "front", "a belief is fixed for a whole run", "quantities"},
		{"{rate: 0.5 to 0.8, note: boasts}", "{rate: {front > 2: 1, otherwise: 2}}", "condition", "front", "a belief is fixed", "quantities"},
		{"{rate: 0.5 to 0.8, note: boasts}", "{compliance: {expected > 2: 1, otherwise: 2}}", "number", "expected", "`expected` rests on the track", "quantities"},
		{"{rate: 0.5 to 0.8, note: boasts}", "{rate: 1.5 * rate}", "cycle", "1.5 * rate", "`rate` is given in terms of itself here: `rate` → `rate`", "of its own"},
		{"{rate: 0.5 to 0.8, note: boasts}", "{rate: 1.5 * compliance, compliance: 1 - rate}", "cycle", "1.5 * compliance", "`rate` → `compliance` → `rate`", "of its own"},
		{"tight: {compliance: 1}", "tight: {compliance: {war == truce: 1, otherwise: compliance}}", "cycle", "{", "`compliance` is given in terms of itself", "of its own"},
		{"{rate: 0.5 to 0.8, note: boasts}", "[rate]", "wrong-kind", "[", "a group of names", ""},
		{"private: a}", "private: x}", "unknown-name", "x", "unknown party `x`", ""},
		{"expected: rate * 2 + front", "expected: {is: rate * 2 + front, private: a}", "private", "a", "`expected` is calculated", "the quantities it is made of"},
		{"expected: rate * 2 + front", "expected: {is: {war == truce: 1, otherwise: front}, private: a}", "private", "a", "`expected` is calculated", "the quantities it is made of"},
		{"rate: {is: 0.3 to 0.6, private: a}", "rate: {private: a}", "missing-key", "a", "the number stands under `is`", "is:"},
		{"rate: {is: 0.3 to 0.6, private: a}", "rate: {is: 0.3 to 0.6, privat: a}", "unknown-key", "privat", "unknown key `privat`", ""},
		{"rate: {is: 0.3 to 0.6, private: a}", "rate: {is: 0.3 to 0.6, private: [a, b]}", "wrong-kind", "[", "a single value", ""},
		{"expected: rate * 2 + front", "expected: rate * 2 + expected", "cycle", "expected", "depends on itself", ""},
		{"front > 5 and elapsed < 6", "front == 5 and elapsed < 6", "condition", "front", "not a number", "`<`"},
		{"front > 5 and elapsed < 6", "front > 5 and elapsed", "condition", "elapsed", "a number of months", "`elapsed > 6`"},
		{"front > 5 and elapsed < 6", "front > 5 and elapsed == 6", "condition", "elapsed", "not a number", "`<`"},
		{"front > 5 and elapsed < 6", "front > 5 and frnt < 6", "condition", "frnt", "unknown quantity or track `frnt`", "`front`"},
		{"front > 5 and elapsed < 6", "front > 5 and front-elapsed < 6", "condition", "front-elapsed", "unknown quantity or track", ""},
		{"front > 5 and elapsed < 6", "front > 5 and rate-front < 6", "condition", "rate-front", "unknown quantity or track", "`rate - front`"},
	})
}

func TestWrongFactors(t *testing.T) {
	const loadings = "{quantities.rate: 0.5, quantities.compliance: -0.4, parties.a.foresight: 0.3}"
	checkWrongsIn(t, clockCase, []wrong{
		{"quantities.rate: 0.5", "quantities.rate: 1", "correlation", "1", "a loading lies between -1 and 1", "one quantity"},
		{"quantities.rate: 0.5", "quantities.rate: 0.2 to 0.5", "number", "0.2 to 0.5", "a plain number", ""},
		{"quantities.rate: 0.5", "quantities.rat: 0.5", "correlation", "quantities.rat", "no input has the path", "`quantities.rate`"},
		{"quantities.rate: 0.5", "quantities.expected: 0.5", "correlation", "quantities.expected", "no input", "an expression"},
		{"quantities.rate: 0.5", "tracks.stocks.jump.size: 0.5", "correlation", "tracks.stocks.jump.size", "drawn anew for each jump", "a quantity"},
		{"quantities.rate: 0.5", "parties.a.unbound: 0.5", "correlation", "parties.a.unbound", "is certain", "a range"},
		{loadings, "{quantities.rate: 0.5}", "correlation", "{", "joins nothing", "two inputs"},
		{loadings, "[quantities.rate]", "wrong-kind", "[", "a group of names", ""},
		{"factor: hawkishness, ", "", "missing-key", "{", "`factor` is missing", ""},
		{"loadings: " + loadings + ", ", "", "missing-key", "{", "`loadings` is missing", ""},
		{"note: one source}", "rank: 0.3}", "unknown-key", "rank", "unknown key `rank`", "loadings"},
		{"note: one source}", "note: x}\n  - {between: [parties.a.foresight, quantities.rate], rank: 0.2}", "correlation", "[", "`parties.a.foresight` and `quantities.rate` is given twice", "keep one"},
	})
	many := "{"
	for i := range 101 {
		many += "q" + strings.Repeat("i", i) + ": 0.1, "
	}
	checkWrongsIn(t, clockCase, []wrong{{loadings, many + "}", "correlation", "{", "101 inputs; 100 are the most", "leave out"}})
}

func TestWrongMeetings(t *testing.T) {
	const (
		summit = "date: [2025-06-01, 2025-03-15], closes: 0.3 to 0.7, chair: c"
		talks  = "every: 2 months, from: 2025-04-01, until: 2026-04-01, needs: met(summit) and not broke(Beeland), closes: 0.1"
	)
	checkWrongsIn(t, clockCase, []wrong{
		{"closed-to: [a, b]", "closed-to: [a, x]", "unknown-name", "x", "unknown party `x`", ""},
		{"closed-to: [a, b]", "closed-to: [a, a]", "duplicate-name", "a", "listed twice", ""},
		{"closed-to: [a, b]", "closed: [a, b]", "unknown-key", "closed", "unknown key `closed`", "closed-to"},
		{"north-hall: {label: North hall}", "north-hall: North hall", "wrong-kind", "North hall", "a group of keys", "closed-to"},
		{"[south-hall, north-hall]", "[south-hall, east-hall]", "unknown-name", "east-hall", "unknown place `east-hall`", ""},
		{"[south-hall, north-hall]", "south-hall", "table", "south-hall", "`summit` has nowhere to meet: `south-hall` is closed to `a`", "open to all"},
		{"[2025-06-01, 2025-03-15]", "[2025-06-01, 2025-06-01]", "duplicate-name", "2025-06-01", "listed twice", ""},
		{"[2025-06-01, 2025-03-15]", "2025-01-31", "date", "2025-01-31", "lies before `as-of`, which is 2025-02-01", "looks ahead"},
		{"[2025-06-01, 2025-03-15]", "[]", "empty-value", "[", "the list is empty", ""},
		{"[2025-06-01, 2025-03-15]", "!x 2025-06-01", "tag", "!x", "YAML tag", ""},
		{"from: 2025-04-01", "from: 2024-04-01", "date", "2024-04-01", "lies before `as-of`", ""},
		{"until: 2026-04-01", "until: 2025-03-01", "table", "2025-03-01", "`until` lies before `from`", "swap"},
		{"closes: 0.3 to 0.7, chair", "chair", "missing-key", "summit", "how likely a meeting is held and closes", "no default"},
		{"closes: 0.3 to 0.7", "closes: 1.2", "bounds", "1.2", "closes cannot be 1.2", "between 0 and 1"},
		{"chair: c", "chair: a", "table", "a", "`a` is a member", "`chair`"},
		{"chair: c", "chair: x", "unknown-name", "x", "unknown party", ""},
		{summit, "closes: 0.3 to 0.7", "table", "0.3 to 0.7", "`closes` belongs to a table that meets", "`date` or `every`"},
		{"forum: {members: [a, c]}", "forum: {members: [a, c], off: true}", "table", "true", "`off` belongs to a table that meets", "`date`"},
		{"forum: {members: [a, c]}", "forum: {members: [a, c], needs: met(summit)}", "table", "met(summit)", "`needs` belongs", "`date`"},
		{"forum: {members: [a, c]}", "forum: {members: [a, c], from: 2025-04-01}", "table", "2025-04-01", "`from` belongs", "`date`"},
		{"every: 2 months, from", "date: 2025-09-01, from", "table", "2025-04-01", "the ends of regular meetings", "`every`"},
		{"every: 2 months", "every: 2 moons", "time", "2 moons", "no length of time", "`2 weeks`"},
		{"every: 2 months", "every: 0", "table", "0", "once a day at the most", "every: day"},
		{"every: 2 months", "every: 200 years", "table", "200 years", "a hundred years", "`date`"},
		{talks, "every: 2 months, needs: met(summt), closes: 0.1", "condition", "summt", "unknown table `summt`", "`summit`"},
		{talks, "every: 2 months, needs: met(fall), closes: 0.1", "condition", "fall", "`fall` is a scenario; wanted is a table", "summit"},
		{talks, "every: 2 months, needs: met(talks), closes: 0.1", "cycle", "met(talks)", "needs itself to have met", ""},
		{talks, "every: 2 months, needs: agreed(talks) and met(talks), closes: 0.1", "cycle", "agreed(talks) and met(talks)", "needs itself to have met", ""},
		{talks, "every: 2 months, needs: met(forum), closes: 0.1", "table", "met(forum)", "`forum` never meets", "do not wait"},
		{talks, "date: 2025-03-01, needs: war == truce and agreed(summit), closes: 0.1", "table", "war == truce and agreed(summit)", "`summit` meets on 2025-03-15 at the earliest", "move one"},
		{talks, "every: week, until: 2025-03-01, needs: met(summit), closes: 0.1", "table", "met(summit)", "`talks` meets before its precondition", "move one"},
		{talks + ", note: announced}\n  dinner: {members: [b, c],", "every: week, needs: met(dinner), closes: 0.1, note: x}\n  dinner: {members: [b, c], needs: agreed(talks),", "cycle", "met(dinner)", "`talks` → `dinner` → `talks`", "without the others"},
		// through a third table, whose own first meeting comes too late
		{
			"every: 2 months, from: 2025-04-01, until: 2026-04-01, needs: met(summit) and not broke(Beeland), closes: 0.1, note: announced}\n  dinner: {members: [b, c], every: week",
			"date: [2025-03-01, 2025-08-01], needs: met(summit), closes: 0.1, note: x}\n  dinner: {members: [b, c], needs: met(talks), date: 2025-07-01", "table", "met(talks)", "`talks` meets on 2025-08-01 at the earliest", "move one",
		},
	})
}
