package casefile

import (
	_ "embed"
	"strings"
	"testing"

	"parley/internal/diag"
)

// frame is a small case that has one of most things; the tables below change one thing in it.
//
//go:embed testdata/frame.yaml
var frame string

// change replaces the one place where old stands in the frame.
func change(t *testing.T, old, replacement string) string {
	t.Helper()
	return changeIn(t, frame, old, replacement)
}

func changeIn(t *testing.T, base, old, replacement string) string {
	t.Helper()
	if strings.Count(base, old) != 1 {
		t.Fatalf("%q stands %d times in the case", old, strings.Count(base, old))
	}
	return strings.Replace(base, old, replacement, 1)
}

func TestFrame(t *testing.T) {
	c, list := Parse("case.yaml", frame)
	if c == nil || list.HasErrors() {
		t.Fatal(list)
	}
	if len(list) != 1 || list[0].Code != "unused-source" {
		t.Errorf("findings: %v", list)
	}
}

type wrong struct{ old, new, code, span, reason, suggestion string }

// wrongs each make exactly one error in the frame: its code, the text its place spans, and parts of what
// it says.
func checkWrongs(t *testing.T, wrongs []wrong) {
	t.Helper()
	checkWrongsIn(t, frame, wrongs)
}

func checkWrongsIn(t *testing.T, base string, wrongs []wrong) {
	t.Helper()
	for _, x := range wrongs {
		name := x.new
		if name == "" {
			name = "without " + x.old
		}
		t.Run(name, func(t *testing.T) {
			text := changeIn(t, base, x.old, x.new)
			c, list := Parse("case.yaml", text)
			errs := list.Only(diag.Error)
			if c != nil || len(errs) != 1 {
				t.Fatalf("%d errors: %v", len(errs), list)
			}
			d := errs[0]
			if d.Code != x.code || !strings.Contains(d.Reason, x.reason) || !strings.Contains(d.Suggestion, x.suggestion) {
				t.Errorf("[%s] %s; %s\nwant [%s] %s; %s", d.Code, d.Reason, d.Suggestion, x.code, x.reason, x.suggestion)
			}
			if got := spanned(text, d.Place); got != x.span {
				t.Errorf("points at %q, want %q (%+v)", got, x.span, d.Place)
			}
		})
	}
}

// spanned is the text at a place.
func spanned(text string, p diag.Place) string {
	if p.Line < 1 {
		return ""
	}
	line := []rune(strings.Split(text, "\n")[p.Line-1])
	return string(line[p.Col-1 : p.Col-1+p.Len])
}

// A mark that is forgotten is one error, at the place where it is missing: nothing is swallowed by what stands before
// it, and nothing else is found to be missing because of it.
func TestForgottenMarks(t *testing.T) {
	checkWrongs(t, []wrong{
		{"{label: freeze, flag: legality}", "{label: freeze flag: legality}", "yaml", ":", "second `: `", "a comma is missing before `flag:`"},
		{"note: the war undoes it}", "note: the war undoes it source: paper}", "yaml", ":", "second `: `", "before `source:`"},
		{"date: 2025-01-01, grade", "date: 2025-01-01 grade", "yaml", ":", "second `: `", "before `grade:`"},
		{"{ask: deals, path: goals.0.name", "{ask: deals path: goals.0.name", "yaml", ":", "second `: `", "before `path:`"},
		{"freeze: {label: freeze, flag: legality}", "freeze {label: freeze, flag: legality}", "yaml", "", "missing behind `freeze`", "key: value"},
		{"quiet: war == truce\n", "quiet {is: war == truce, note: x}\n", "yaml", "", "missing behind `quiet`", "key: value"},
		{"{freeze: -5, handover: -40}", "{freeze -5, handover: -40}", "yaml", "freeze -5", "`freeze -5` has no `:`", "write `freeze: -5`"},
		{"south: {kind: state}", "south: {kind state}", "yaml", "kind state", "has no `:`", "write `kind: state`"},
		{"south: {kind: state}", "south: {kind: state, note: invented, a land in the south}", "yaml", "a land in the south", "has no `:`", "whole text into quotes"},
		{"path: goals.0.name", "path goals.0.name", "yaml", "path goals.0.name", "has no `:`", "write `path:"},
		{"{free: 5}", "{free: 1,5}", "number", "1,5", "written with a point", "write `1.5`"},
		{"{freeze: -5, handover: -40}", "{freeze: 1,5 to 3, handover: -40}", "number", "1,5 to 3", "written with a point", "write `1.5 to 3`"},
		{"{free: 5}", "{free: uniform(1, 2}", "number", "uniform(1", "opens here and is not closed", "add `)`"},
		{"members: [north, south]", "members: north, south]", "yaml", "]", "a `]` without its `[`", "open it with `[`"},
		{"is: quiet}", "is: quiet, settled]}", "yaml", "]", "a `]` without its `[`", "open it with `[`"},
		{"trade: {free: 5}", "trade: free: 5}", "yaml", "}", "a `}` without its `{`", "open it with `{`"},
		{"trade: {free: 5}", "trade: {free: 5", "yaml", "{", "the `{` that opens here is not closed", "close it"},
		{"is: quiet}\n", "is: quiet\n", "yaml", "{", "the `{` that opens here is not closed", "close it"},
		{"is: quiet}\n", "is: \"quiet}\n", "yaml", "\"quiet}", "the quotation mark that opens here", "close it"},
		{"note: the war undoes it}", "note: it [sic] undoes it}", "yaml", "[", "a comma or `}` is missing here", "whole value into quotes"},
		{"    walk-away: 0", "      walk-away: 0", "yaml", "walk-away", "not indented like", "same column"},
		{"case: Frame\n", "case: Frame\n  note: x\n", "yaml", "", "deeper than `case` above", "same column"},
		{"parley: 1\n", " parley: 1\n", "yaml", "", "the first line is indented", "first column"},
		{"  - never: trade == free and war == on-going", "  - never trade == free", "wrong-kind", "never trade == free", "wanted is a group of keys", ""},
		{"  - never: trade == free and war == on-going", "  - {}", "rule", "{", "a rule needs `never`", "such as"},
		{"  - never: trade == free and war == on-going", "  - {note: x}", "rule", "{", "a rule needs `never`", "such as"},
	})
}

// A key that is misspelt is one error: what stands under it is read as what was meant.
func TestMisspeltKeys(t *testing.T) {
	checkWrongs(t, []wrong{
		{"\nissues:", "\nissuse:", "unknown-key", "issuse", "unknown key `issuse`", "did you mean `issues`"},
		{"\nparties:", "\nparites:", "unknown-key", "parites", "unknown key", "did you mean `parties`"},
		{"case: Frame", "caes: Frame", "unknown-key", "caes", "unknown key", "did you mean `case`"},
		{"south: {kind: state}", "south: {knid: state}", "unknown-key", "knid", "unknown key", "did you mean `kind`"},
		{"war == on-going, then: land=open", "war == on-going, thne: land=open", "unknown-key", "thne", "unknown key", "did you mean `then`"},
		{"{ask: deals, path", "{sk: deals, path", "unknown-key", "sk", "unknown key", "did you mean `ask`"},
		{"  settled: {is", "done: {is", "unknown-key", "done", "unknown key `done`", "if it belongs to `goals` above, indent it"},
		{"  trade: {today", "  aid:\n  trade: {today", "empty-value", "aid", "`aid` has no value", "give it one"},
		{"    freeze: {label: freeze,", "    freeze: {place: 101, label: freeze,", "bounds", "101", "a place cannot be 101", "between 0 and 100"},
		{"goals:\n", "goals:\ngoals:\n", "duplicate-key", "goals", "given twice", "keep one"},
	})
}

func TestWrongYAML(t *testing.T) {
	checkWrongs(t, []wrong{
		{"rate: 0.3 to 0.7", "rate: !x 0.3", "tag", "!x", "YAML tag", "quotes"},
		{"rate: 0.3 to 0.7", "rate: &r 0.3", "anchor", "&", "anchor", "write the value"},
		{"rate: 0.3 to 0.7", "rate: *r", "alias", "*", "alias", "write the value out"},
		{"  note: invented\n  rate", "  <<: x\n  rate", "merge-key", "<<", "merge key", "write the keys out"},
		{"  cost: 10 * rate", "  cost: 10 * rate\n  rate: 10", "duplicate-key", "rate", "`rate` is given twice; first in line 10", "keep one"},
		{"  cost: 10 * rate", "  cost: 10 * rate\n  empty:", "empty-value", "empty", "`empty` has no value", "delete the key"},
		{"rate: 0.3 to 0.7", "rate: null", "empty-value", "null", "nothing", "delete the key"},
		{"rate: 0.3 to 0.7", "rate: ~", "empty-value", "~", "nothing", "delete the key"},
		{"rate: 0.3 to 0.7", "rate: {is: min(1, 2), note: x}", "split-expression", "min(1", "a comma", "quotes or its own line"},
		{"[land, trade]", "[land in (open, freeze)]", "split-expression", "land in (open", "a comma", "quotes or its own line"},
		{"rate: 0.3 to 0.7", "rate: {is: discrete(1: 0.2, 5: 0.8)}", "split-expression", "discrete(1: 0.2", "a comma", "quotes or its own line"},
		{"rate: 0.3 to 0.7", "rate: discrete(1: 0.2, 5: 0.8)", "yaml", "discrete(1", "`: ` needs quotes", `"discrete(`},
		{"case: Frame", "case: Frame: a story", "yaml", "Frame", "second `: `", "quotes"},
		{"case: Frame", "case: \"Frame", "yaml", "\"Frame", "not closed", "close it"},
		{"[The North]", "[The North", "yaml", "[", "not closed", "`]`"},
		{"  south: {kind: state}", " south: {kind: state}", "yaml", "south", "not indented like", "same column"},
		{"rate: 0.3 to 0.7", "rate: - 3", "yaml", "-", "a list cannot begin", "`-1`"},
		{"rate: 0.3 to 0.7", "rate: > 3", "yaml", "> 3", "open a block", "quotes"},
		{"rate: 0.3 to 0.7", "rate: @x", "yaml", "@x", "cannot begin", "quotes"},
		{"rate: 0.3 to 0.7", "rate: %x", "number", "%", "no `%`", "0.35"},
		{"expect:", "---\nexpect:", "documents", "---", "second YAML document", "delete"},
		{"rate: 0.3 to 0.7", "? rate\n  : 3", "key", "?", "YAML key", "`key: value`"},
		{"rate: 0.3 to 0.7", "rate: ''", "empty-value", "''", "an empty text", "delete the key"},
		{"rate: 0.3 to 0.7", "rate: [1, 2]", "wrong-kind", "[", "a list; wanted is a single value", ""},
		{"says: land=handover, trade=free", "says: {land: handover, trade: free}", "wrong-kind", "{", "one line", "`says: land=handover, trade=free`"},
	})
}

func TestWrongKeys(t *testing.T) {
	checkWrongs(t, []wrong{
		{"as-of: 2025-02-01", "asof: 2025-02-01", "unknown-key", "asof", "unknown key `asof`", "`as-of`"},
		{"south: {kind: state}", "south: {kind: state, colour: red}", "unknown-key", "colour", "unknown key `colour`", "known: kind"},
		{"case: Frame\n", "", "missing-key", "parley", "`case` is missing", ""},
		{"parley: 1\n", "", "missing-key", "case", "`parley` is missing", "first line"},
		{"parley: 1", "parley: 2", "version", "2", "version 2", "version 1"},
		{"parley: 1", "parley: one", "version", "one", "version one", "version 1"},
		{"south: {kind: state}", "south: {short: S}", "missing-key", "{", "`kind` is missing in `parties.south`", "kinds: state"},
		{"south: {kind: state}", "south: {kind: stat}", "unknown-name", "stat", "unknown kind of party", "`state`"},
		{"as-of: 2025-02-01", "as-of: 2025-02-31", "date", "2025-02-31", "not a day", "2025-08-14"},
		{"as-of: 2025-02-01", "as-of: 1 Feb 2025", "date", "1 Feb 2025", "not a day", "2025-08-14"},
		{"as-of: 2025-02-01", "status: recaled", "unknown-name", "recaled", "unknown status", "`recalled`"},
		{"grade: B2", "grade: B7", "unknown-name", "B7", "Admiralty", "B2"},
		{"irreversible: true", "irreversible: yes", "wrong-kind", "yes", "neither `true`", "`true`"},
		{"flag: legality", "flag: legalty", "unknown-name", "legalty", "unknown flag", "`legality`"},
		{"{of: south,", "{off: south,", "unknown-key", "off", "unknown key `off`", "`of`"},
		{"  - never: trade == free and war == on-going", "  - {never: trade == free, when: war == truce}", "rule", "trade == free", "either", "two rules"},
		{"  - never: trade == free and war == on-going", "  - when: trade == free", "rule", "trade == free", "without `then`", "then"},
		{"  - never: trade == free and war == on-going", "  - then: trade=free", "rule", "trade=free", "without `when`", "when"},
		{"path: goals.0.name, is: quiet", "path: x", "expect", "deals", "nothing is expected", "`is`"},
		{"is: quiet}", "is: quiet, at-least: 3}", "expect", "quiet", "beside a bound", "one"},
		{"is: quiet}", "is: null}", "empty-value", "null", "nothing is given", "is: nothing"},
		{"is: quiet}", "is: 1e3}", "number", "1e3", "`1e3`", "1000"},
		{"is: quiet}", "is: quiet, within: 0.1}", "expect", "0.1", "`within` belongs to a number", ""},
	})
}

func TestWrongNames(t *testing.T) {
	checkWrongs(t, []wrong{
		{"[north, south], agenda", "[north, suoth], agenda", "unknown-name", "suoth", "unknown party `suoth`", "`south`"},
		{"truce: north and south", "truce: north and sth", "control", "sth", "unknown party `sth`", "south"},
		{"by: south, options", "by: land, options", "control", "land", "`land` is an issue; wanted is a party", ""},
		{"  rate: 0.3 to 0.7", "  not: 3\n  rate: 0.3 to 0.7", "reserved-name", "not", "a word of the language", "another"},
		{"[free, closed, \"100\"]", "[not, closed, free]", "reserved-name", "not", "a word of the language", "another"},
		{"[free, closed, \"100\"]", "[today, closed, free]", "reserved-name", "today", "a word of the language", "another"},
		{"    freeze: {label", "    true: north\n    freeze: {label", "reserved-name", "true", "a word of the language", "another"},
		{"  rate: 0.3 to 0.7", "  my rate: 3\n  rate: 0.3 to 0.7", "name", "my rate", "cannot be a name", "letters"},
		{"  rate: 0.3 to 0.7", "  12: 3\n  rate: 0.3 to 0.7", "name", "12", "by a number", "letter"},
		{"[The North]", "[south]", "duplicate-name", "south", "already names the party `south`", ""},
		{"[The North]", "[North, North]", "duplicate-name", "North", "already names this party", ""},
		{"[The North]", "[north]", "duplicate-name", "north", "already names this party", ""},
		{"{kind: public}", "{kind: public, aliases: The North}", "duplicate-name", "The North", "already names the party `north`", ""},
		{"[free, closed, \"100\"]", "[free, closed, free]", "duplicate-name", "free", "listed twice", "delete one"},
		{"today: closed,", "today: close,", "unknown-name", "close", "unknown option `close`", "`closed`"},
		{"  south:\n    land", "  souht:\n    land", "unknown-name", "souht", "unknown party `souht`", "`south`"},
		{"trade: {free: 5}", "trad: {free: 5}", "unknown-name", "trad", "unknown issue `trad`", "`trade`"},
		{"    walk-away: 0", "    walkaway: 0", "unknown-name", "walkaway", "unknown issue `walkaway`", "`walk-away`"},
		{"trade: {free: 5}", "trade: {fre: 5}", "unknown-name", "fre", "`trade` has no option `fre`", "`free`"},
		{"trade: {free: 5}", "trade: {truce: 5}", "unknown-name", "truce", "`truce` is an option of `war`, not of `trade`", "options of `trade`"},
		{"[north, south], agenda", "[north, south, north], agenda", "duplicate-name", "north", "listed twice", ""},
		{"agenda: [land, trade]", "agenda: [land, tade]", "unknown-name", "tade", "unknown issue `tade`", "`trade`"},
		{"agenda: [land, trade]", "agenda: [land, north]", "unknown-name", "north", "`north` is a party; wanted is an issue", ""},
		{"of: south", "of: voters", "contradiction", "voters", "does not ratify for itself", ""},
		{"  note: invented\n  rate", "  source: papr\n  rate", "unknown-name", "papr", "unknown source `papr`", "`paper`"},
		{"short: S}", "short: S, label: x}\n  more: {is: war=truce, short: S}", "duplicate-name", "S", "already heads `sold`", ""},
		{"trade: {today: closed, by: south, options: [free, closed, \"100\"]}", "trade: {today: closed, by: south, options: [free, closed], opitons: 3}", "unknown-key", "opitons", "neither a key nor", "`options`"},
		{"  south:\n    land", "  The North: {war: {truce: 3}}\n  south:\n    land", "duplicate-key", "The North", "`north` already has values", "together"},
	})
}

func TestWrongExpressions(t *testing.T) {
	checkWrongs(t, []wrong{
		{"truce: north and south", "truce: north and not south", "control", "not south", "`not` cannot stand here", "and"},
		{"truce: north and south", "truce: war == truce", "control", "war == truce", "only parties", ""},
		{"truce: north and south", "truce: at-least 2 of members", "control", "at-least 2 of members", "table's rule", "list the parties"},
		{"at-least 2 of members", "at-least 3 of members", "control", "at-least 3 of members", "at least 3 of 2", "1 to 2"},
		{"rule: north and", "rule: voters and", "control", "voters", "not a member", "ratifiers"},
		{"quiet: war == truce", "quiet: war", "condition", "war", "`war` is an issue", "`war == on-going`"},
		{"quiet: war == truce", "quiet: truce", "condition", "truce", "an option", "`war == truce`"},
		{"quiet: war == truce", "quiet: truce == war", "condition", "truce == war", "on the left", "`war == truce`"},
		{"quiet: war == truce", "quiet: war == freeze", "condition", "freeze", "an option of `land`, not of `war`", "options of `war`"},
		{"quiet: war == truce", "quiet: war == truse", "condition", "truse", "`war` has no option `truse`", "`truce`"},
		{"quiet: war == truce", "quiet: warr == truce", "condition", "warr", "unknown issue `warr`", "`war`"},
		{"quiet: war == truce", "quiet: war = truce", "condition", "=", "", "=="},
		{"quiet: war == truce", "quiet: rate > 0.5", "condition", "rate > 0.5", "state only", "issue == option"},
		{"quiet: war == truce", "quiet: land in (open, frieze)", "condition", "frieze", "no option `frieze`", "`freeze`"},
		{"quiet: war == truce", "quiet: \"land == 'open'\"", "condition", "'open'", "", ""},
		{"quiet: war == truce", "quiet: trade == 10", "condition", "10", "`trade` has no option `10`", "`100`"},
		{"quiet: war == truce", "quiet: land == today", "condition", "today", "", ""},
		{"      - land == handover and trade == closed", "      - land == handover and rate > 3", "condition", "rate > 3", "state only", ""},
		{"      war == truce: 2 * cost", "      rate == truce: 2 * cost", "condition", "rate", "not a number", "`<`"},
		{"    once:\n      war == truce: 1", "    once:\n      always: 1", "condition", "always", "never becomes true", "also"},
		{"2 * cost", "2 * costs", "number", "costs", "unknown quantity `costs`", "`cost`"},
		{"2 * cost", "rate-cost", "number", "rate-cost", "unknown quantity", "`rate - cost`"},
		{"2 * cost", "2 * war", "number", "war", "`war` is an issue", "if(issue == option, 1, 0)"},
		{"2 * cost", "war == truce", "number", "war == truce", "a condition stands where a number", "if("},
		{"2 * cost", "cost / (3 - 3)", "number", "cost / (3 - 3)", "division by zero", ""},
		{"2 * cost", "cost + sqrt(0 - 1)", "number", "sqrt(0 - 1)", "not a number", ""},
		{"2 * cost", "if(cost, 1, 2)", "number", "cost", "`cost` is a quantity; wanted is a condition", ""},
		{"2 * cost", "\"'cost'\"", "number", "'cost'", "", ""},
		{"2 * cost", strings.Repeat("(", 9000), "number", "(", "", ""},
		{"cost: 10 * rate", "cost: 10 * cost", "cycle", "cost", "`cost` depends on itself", ""},
		{"cost: 10 * rate", "cost: 10 * fee\n  fee: if(rate > 0.5, cost, 1)", "cycle", "cost", "`cost` → `fee` → `cost`", "number of its own"},
	})
}

func TestWrongNumbers(t *testing.T) {
	checkWrongs(t, []wrong{
		{"rate: 0.3 to 0.7", "rate: 0,35", "number", "0,35", "", "0.35"},
		{"rate: 0.3 to 0.7", "rate: 35 %", "number", "35 %", "", "0.35"},
		{"rate: 0.3 to 0.7", "rate: 1e3", "number", "1e3", "", "1000"},
		{"rate: 0.3 to 0.7", "rate: 010", "number", "010", "", "10"},
		{"rate: 0.3 to 0.7", "rate: 0x1f", "number", "0x1f", "", ""},
		{"rate: 0.3 to 0.7", "rate: .nan", "number", ".nan", "", ""},
		{"rate: 0.3 to 0.7", "rate: NaN", "number", "NaN", "", ""},
		{"rate: 0.3 to 0.7", "rate: .inf", "number", ".inf", "", ""},
		{"rate: 0.3 to 0.7", "rate: -inf", "number", "-inf", "", ""},
		{"rate: 0.3 to 0.7", "rate: " + strings.Repeat("9", 400), "number", strings.Repeat("9", 400), "", ""},
		{"rate: 0.3 to 0.7", "rate: 0.7 to 0.3", "range", "0.7 to 0.3", "reversed", "`0.3 to 0.7`"},
		{"rate: 0.3 to 0.7", "rate: 0.3 to 0.3", "range", "0.3 to 0.3", "no range", "write 0.3"},
		{"rate: 0.3 to 0.7", "rate: uniform(4, 2)", "range", "uniform(4, 2)", "reversed", "`uniform(2, 4)`"},
		{"rate: 0.3 to 0.7", "rate: lognormal(4 to 2)", "range", "lognormal(4 to 2)", "reversed", "`lognormal(2 to 4)`"},
		{"rate: 0.3 to 0.7", "rate: pert(3, 2, 4)", "distribution", "pert(3, 2, 4)", "", ""},
		{"rate: 0.3 to 0.7", "rate: triangular(1, 5, 4)", "distribution", "triangular(1, 5, 4)", "", ""},
		{"rate: 0.3 to 0.7", "rate: beta(0, 2)", "distribution", "beta(0, 2)", "", ""},
		{"rate: 0.3 to 0.7", "rate: lognormal(0 to 2)", "distribution", "lognormal(0 to 2)", "", ""},
		{"rate: 0.3 to 0.7", "rate: \"discrete(1: 0.2, 5: 0.7)\"", "distribution", "discrete(1: 0.2, 5: 0.7)", "", ""},
		{"rate: 0.3 to 0.7", "rate: \"discrete(1: -0.2, 5: 1.2)\"", "distribution", "discrete(1: -0.2, 5: 1.2)", "", ""},
		{"capability: 20 to 30", "capability: 20 to 130", "bounds", "20 to 130", "cannot be 130", "between 0 and 100"},
		{"needs: 0.5", "needs: 50", "bounds", "50", "cannot be 50", "between 0 and 1"},
		{"base: 0.3", "base: -0.3", "bounds", "-0.3", "cannot be negative", "between 0 and 1"},
		{"war == truce: 0.2", "war == truce: 20", "bounds", "20", "cannot be 20", "between -1 and 1"},
		{"walk-away: 0", "spread: 0", "bounds", "0", "a spread cannot be 0", "above 0"},
		{"weight: 20 to 30", "weight: -3", "bounds", "-3", "cannot be negative", "at least 0"},
		{"weight: 20 to 30", "weight: -3 to 5", "bounds", "-3 to 5", "cannot be negative", "at least 0"},
		{"trade: {free: 5}", "trade: {free: 5000000}", "bounds", "5000000", "too large", "unit"},
		{"rank: 0.4", "rank: 1", "correlation", "1", "between -1 and 1", ""},
		{"rank: 0.4", "rank: 0.3 to 0.4", "number", "0.3 to 0.4", "a plain number", ""},
		{"quantities.rate, values", "rate, values", "correlation", "rate", "no input has the path `rate`", "`quantities.rate`"},
		{"quantities.rate, values", "quantities.cost, values", "correlation", "quantities.cost", "no input", "an expression"},
		{"quantities.rate, values", "values.north.trade.free, values", "correlation", "values.north.trade.free", "is certain", ""},
		{"quantities.rate, values.north.land.weight", "quantities.rate, values.north.land.wieght", "correlation", "values.north.land.wieght", "no input", "`values.north.land.weight`"},
		{"[quantities.rate, values.north.land.weight]", "[quantities.rate, quantities.rate]", "correlation", "[", "with itself", ""},
		{"[quantities.rate, values.north.land.weight]", "[quantities.rate]", "correlation", "[", "not 1", ""},
	})
}

func TestWrongMeaning(t *testing.T) {
	checkWrongs(t, []wrong{
		{"frozen: war=truce, land=freeze", "frozen: war=truce, war=on-going", "assignment", "war=on-going", "cannot be both `truce` and `on-going`", "keep one"},
		{"frozen: war=truce, land=freeze", "frozen: war=truce, war = truce", "assignment", "war = truce", "said twice", ""},
		{"frozen: war=truce, land=freeze", "frozen: war == truce, land=freeze", "assignment", "==", "`==` asks", "war = truce"},
		{"frozen: war=truce, land=freeze", "frozen: war=truce and land=freeze", "assignment", "war=truce and land=freeze", "with commas", ""},
		{"frozen: war=truce, land=freeze", "frozen: truce=war, land=freeze", "assignment", "truce=war", "on the left", "`war=truce`"},
		{"frozen: war=truce, land=freeze", "frozen: war=truce, land", "assignment", "land", "issue=option", "`land=open`"},
		{"frozen: war=truce, land=freeze", "frozen: war=truce, freeze", "assignment", "freeze", "issue=option", "`land=freeze`"},
		{"frozen: war=truce, land=freeze", "frozen: war=truce,", "assignment", "", "comma at the end", ""},
		{"frozen: war=truce, land=freeze", "frozen: war=truce, land=trade", "assignment", "trade", "no option `trade`", ""},
		{"then: land=open", "then: \"land=open, land=freeze\"", "assignment", "land=freeze", "cannot be both", ""},
		{"land: {freeze: -5, handover: -40}", "land: {weight: 0, freeze: -0.4, handover: -1}", "weights", "south", "all weights are 0", ""},
		{"weight: 20 to 30, freeze: 0.4, handover: 1", "weight: 20 to 30", "weights", "land", "no option has a share", ""},
		{"needs: 0.5, ", "", "needs", "voters", "which share is needed", "needs: 0.5"},
		{"  voters: {of: south, when: land != open, needs: 0.5", "  north: {of: south, when: land != open, needs: 0.5", "needs", "0.5", "neither a `spread` nor a `ladder`", ""},
		{"      base: 0.3\n", "", "missing-key", "war == truce", "`base` is missing", ""},
		{"    ladder:\n", "    spread: 3\n    ladder:\n", "contradiction", "voters", "not both", ""},
		{"irreversible: true", "irreversible: true, back: north", "contradiction", "north", "irreversible", ""},
		{"on-going: north or south", "on-going: {by: north or south, irreversible: true}", "contradiction", "true", "today's option", ""},
		{"on-going: north or south", "on-going: {by: north or south, back: north}", "contradiction", "north", "today's option", ""},
		{"by: south, options: [free, closed, \"100\"]", "by: south, divisible: true, options: [free, closed, \"100\"]", "divisible", "true", "exactly two options", ""},
		{"  war:\n    on-going: north or south\n", "  peace: {only: north}\n  war:\n    on-going: north or south\n", "options", "peace", "has one option", ""},
		{"members: [north, south]", "members: []", "empty-value", "[", "the list is empty", ""},
		{"      war == truce: 2 * cost", "      war == truce: {otherwise: 1}", "number", "{", "without any condition", ""},
		{"      war == truce: 2 * cost", "      war == truce:\n        land == open: 3", "missing-key", "land == open", "`otherwise` is missing", "otherwise"},
		{"      war == truce: 2 * cost", "      war == truce:\n        otherwise: 1\n        land == open: 3", "wrong-kind", "land == open", "never reached", "last"},
		{"      war == truce: 2 * cost", "      war == truce: {note: high}", "missing-key", "{", "number itself is missing", "`is`"},
		{"      war == truce: 2 * cost", "      war == truce: {is: {is: 1}}", "wrong-kind", "{", "`is` inside `is`", ""},
	})
}
