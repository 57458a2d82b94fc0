package lint

import (
	"slices"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/diag"
	"parley/internal/game"
)

// quiet is a case with nothing to report; each test changes one thing in it.
const quiet = `parley: 1
case: A border
parties:
  north:    {kind: state}
  south:    {kind: state}
  east:     {kind: state}
  townsfolk: {kind: public}
issues:
  fighting:
    continues: north or south
    truce:     north and south
  land:
    open:   {label: open}
    frozen: {by: north and south}
    ceded:  {by: north and south}
  troops:
    none: {label: no force}
    sent: {by: east, back: east}
  trade: {by: north and south, options: [closed, eased, free]}
rules:
  - when: fighting == continues and land == frozen
    then: land=open
values:
  north:
    note: judgement
    fighting: {truce: 5}
    land: {frozen: 3, ceded: 10}
    troops: {sent: -1}
    trade: {eased: 1, free: 2}
    red-lines:
      - land == ceded and troops == sent
  south:
    note: judgement
    fighting: {truce: 6}
    land: {frozen: -2, ceded: -9}
    troops: {sent: 4}
    trade: {eased: 1, free: 2}
  east:
    note: judgement
    fighting: {truce: 1}
    troops: {sent: -2}
  townsfolk:
    note: judgement
    fighting: {truce: 3}
    land: {frozen: 0 to 4}
    spread: 5
tables:
  talks: {members: [north, south]}
  all:   {members: [north, south, east], agenda: [fighting, land, troops], rule: at-least 2 of members}
ratifiers:
  townsfolk: {of: south, when: land != open, needs: 0.5, note: a vote}
goals:
  quiet: fighting == truce
  peace: fighting == truce and land != open
deals:
  stop: fighting=truce
  line: fighting=truce, land=frozen
`

// with changes the quiet case; each old text must occur.
func with(t testing.TB, pairs ...string) string {
	t.Helper()
	text := quiet
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the case has no %q", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

func TestQuietCase(t *testing.T) {
	g, d := prepared(t, quiet)
	for _, f := range append(Errors(g), Lint(g, d)...) {
		t.Errorf("%s [%s]", f.Error(), f.Code)
	}
}

const (
	aRule  = "rules:\n"
	abreak = "    red-lines:\n"
)

// Each change brings exactly the codes named, on the line named.
func TestCodes(t *testing.T) {
	for _, x := range []struct {
		name    string
		codes   string // "code!" is an error, "code?" a note, else a warning
		line    string // of the first code
		reason  string // part of the first finding's reason
		changes []string
	}{
		{
			"condition never holds", "rule-never-fires", "land == open and land == ceded", "in no combination",
			[]string{aRule, aRule + "  - never: land == open and land == ceded\n"},
		},
		{
			"covered by another", "rule-covered?", "trade == free and land == ceded", "already rule out",
			[]string{aRule, aRule + "  - never: trade == free and land == ceded\n  - never: land == ceded and trade in (eased, free)\n"},
		},
		{
			"shut out by another", "rule-never-fires", "trade == free and land == ceded", "nothing ever follows",
			[]string{aRule, aRule + "  - when: trade == free and land == ceded\n    then: troops=none\n  - never: land == ceded and trade in (eased, free)\n"},
		},
		{
			"repeats its condition", "rule-without-effect", "when: land == ceded", "holds already",
			[]string{aRule, aRule + "  - when: land == ceded and trade == free\n    then: trade=free\n"},
		},
		{
			"contradictory consequences", "consequence-unmet consequence-unmet", "when: land == ceded and fighting == truce", "breaks a rule",
			[]string{aRule, aRule + "  - when: land == ceded and fighting == truce\n    then: trade=free\n  - when: land == ceded and fighting == truce\n    then: trade=eased\n"},
		},
		{
			"option shut out", "option-out-of-reach option-never-preferred? red-line-idle?", "    ceded:", "land=ceded",
			[]string{
				aRule, aRule + "  - never: land == ceded and fighting == truce\n  - never: land == ceded and fighting == continues\n",
				"land: {frozen: 3, ceded: 10}", "land: {frozen: 3}",
			},
		},
		{
			"war made impossible", "power-taken power-taken", "never: fighting == continues and troops == sent", "when fighting=truce, troops=sent, `north` can no longer choose fighting=continues",
			[]string{aRule, aRule + "  - never: fighting == continues and troops == sent\n", "east, back: east}", "north and south and east, back: east}"},
		},
		{
			"precondition", "choice-undone?", "when: fighting == continues", "today `east` cannot choose troops=sent",
			[]string{aRule, aRule + "  - when: fighting == continues\n    then: troops=none\n"},
		},
		{
			"worst for all", "option-never-preferred?", "barred", "trade=barred",
			[]string{"[closed, eased, free]", "[closed, eased, free, barred]", "trade: {eased: 1, free: 2}", "trade: {eased: 1, free: 2, barred: -1}", "south:\n    note: judgement", "south:\n    note: judgement\n    also:\n      trade == barred: -2"},
		},
		{"accepts nothing", "accepts-nothing", "  south:", "`south` accepts no change", []string{"fighting: {truce: 6}", "fighting: {truce: 6}\n    walk-away: 50"}},
		{"walk-away above all at the medians", "walk-away-above-all?", "  south:", "in some draws", []string{"fighting: {truce: 6}", "fighting: {truce: 6}\n    walk-away: 12 to 20"}},
		{"walk-away below today", "walk-away-below-today?", "walk-away", "(-4) is below today (0)", []string{"fighting: {truce: 6}", "fighting: {truce: 6}\n    walk-away: -4"}},
		{"can only lose", "cannot-gain", "  east:", "it can only lose", []string{"fighting: {truce: 1}", "fighting: {truce: -1}"}},
		{"leaves today", "leaves-today", "  east:", "troops=sent, driven by troops", []string{"troops: {sent: -2}", "troops: {sent: 2}"}},
		{"leaves today at times", "leaves-today?", "  east:", " of 200 draws", []string{"troops: {sent: -2}", "troops: {sent: -2 to -0.3}"}},
		{
			"member not known", "member-not-known", "  trio:", "without `west`",
			[]string{
				"  east:     {kind: state}", "  east:     {kind: state}\n  west:     {kind: state, note: no values}", "  all:", "  trio: {members: [north, south, west], agenda: [fighting]}\n  all:",
				"open:   {label: open}", "open:   {label: open}",
			},
		},
		{
			"controller not known", "member-not-known", "  west:", "needed for trade=eased, trade=free",
			[]string{"  east:     {kind: state}", "  east:     {kind: state}\n  west:     {kind: state}", "trade: {by: north and south", "trade: {by: north and south and west"},
		},
		{
			"ratifier not known", "member-not-known", "  judges:", "must ratify",
			[]string{"  east:     {kind: state}", "  east:     {kind: state}\n  judges:     {kind: institution}", "goals:", "  judges: {of: south}\ngoals:"},
		},
		{"red line broken today", "red-line-broken-today?", "- fighting == continues", "already breaks", []string{abreak, abreak + "      - fighting == continues\n"}},
		{"red line never broken", "red-line-idle?", "- land == frozen and fighting == continues", "no state", []string{abreak, abreak + "      - land == frozen and fighting == continues\n"}},
		{"goal met today", "goal-met-today", "war:", "already meets", []string{"goals:\n", "goals:\n  war: fighting == continues\n"}},
		{"goal forbidden", "goal-unreachable", "odd:", "no state", []string{"goals:\n", "goals:\n  odd: fighting == continues and land == frozen\n"}},
		{"goals out of order", "goals-order?", "later:", "every allowed state that meets `quiet`", []string{"deals:\n", "  later: fighting == truce or trade == free\ndeals:\n"}},
		{"goals the same under the rules", "goals-order?", "line:", "exactly where `frozen`", []string{"deals:\n", "  frozen: land == frozen\n  line: land == frozen and fighting == truce\ndeals:\n"}},
		{"deal is today", "deal-is-today", "nil:", "changes nothing", []string{"deals:\n", "deals:\n  nil: fighting=continues\n"}},
		{"one state, two names", "same-deal", "twice:", "`line` and `twice`", []string{"fighting=truce, land=frozen\n", "fighting=truce, land=frozen\n  twice: fighting=truce, land=frozen, trade=closed\n"}},
		{"ratifier never called", "ratifier-never-applies", "  townsfolk: {of", "never ratifies", []string{"when: land != open", "when: land == frozen and fighting == continues"}},
		{"ratifier without a part", "ratifier-not-needed", "  townsfolk: {of", "needs the consent of `east`", []string{"{of: south, when: land != open", "{of: east, when: troops == none and land != open"}},
		{"table without power", "table-powerless", "  side:", "control no option", []string{"  all:", "  side: {members: [south, east], agenda: [trade]}\n  all:"}},
		{"agenda beyond power", "agenda-uncontrolled?", "  side:", "control no option of trade", []string{"  all:", "  side: {members: [south, east], agenda: [trade, troops]}\n  all:"}},
		{"one decides", "table-rule-loose", "  all:", "`north` alone decides", []string{"at-least 2 of members", "north or at-least 2 of members"}},
		{"no value", "no-value-in-draw", "log(rate)", "no value", []string{"parties:\n", "quantities:\n  rate: {is: -0.2 to 4, note: n}\nparties:\n", "fighting: {truce: 1}", "fighting: {truce: log(rate)}"}},
		{
			"nothing but today", "rules-forbid-everything!", "never", "no state but today's",
			[]string{aRule, aRule + "  - never: fighting != continues or land != open or troops != none or trade != closed\n", quiet[strings.Index(quiet, "deals:"):], ""},
		},
		{"a public can only lose", "cannot-gain?", "  townsfolk:", "it can only lose", []string{"fighting: {truce: 3}", "fighting: {truce: -3}"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			g, d := prepared(t, with(t, x.changes...))
			list := append(Errors(g), Lint(g, d)...)
			codes := strings.Fields(x.codes)
			if list.HasErrors() {
				list = list.Only(diag.Error)
			}
			var got []string
			for _, f := range list {
				got = append(got, f.Code+map[diag.Severity]string{diag.Error: "!", diag.Note: "?"}[f.Severity])
			}
			first := slices.Index(got, codes[0])
			if !slices.Equal(sorted(got), sorted(codes)) {
				t.Fatalf("got %v, want %v\n%s", got, codes, list.Error())
			}
			f := list[first]
			if !strings.Contains(f.Text, x.line) || !strings.Contains(f.Reason, x.reason) {
				t.Errorf("%s\non line %q", f.Error(), f.Text)
			}
			if f.Level != f.Severity.String() || f.File != "case.yaml" || f.Path == "" || f.Suggestion == "" {
				t.Errorf("incomplete: %+v", f)
			}
		})
	}
}

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

// What looks suspect and is not: each brings no finding.
func TestNothingToReport(t *testing.T) {
	for _, x := range []struct {
		name    string
		changes []string
	}{
		{"the party undoes in the same move what stands in the way", []string{aRule, aRule + "  - never: fighting == continues and land == ceded\n"}},
		{"war as a consequence", []string{aRule, aRule + "  - when: fighting == continues and trade != closed\n    then: trade=closed\n"}},
		{"a threat that someone prefers", []string{"[closed, eased, free]", "[closed, eased, free, barred]", "troops: {sent: -2}", "troops: {sent: -2}\n    trade: {barred: 1}"}},
		{"an unknown member the rule can do without", []string{
			"  east:     {kind: state}", "  east:     {kind: state}\n  west:     {kind: state}",
			"[north, south, east], agenda", "[north, south, east, west], agenda", "land:\n    open:   {label: open}", "land:\n    open:   {label: open, by: north or south}",
		}},
		{"a walk-away at today", []string{"fighting: {truce: 6}", "fighting: {truce: 6}\n    walk-away: 0"}},
		{"a rule that a move sets off, whatever undoes it", []string{aRule, aRule + "  - when: fighting == continues and land == frozen and trade == free\n    then: trade=eased\n"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			g, d := prepared(t, with(t, x.changes...))
			for _, f := range append(Errors(g), Lint(g, d)...) {
				t.Errorf("%s [%s]", f.Error(), f.Code)
			}
		})
	}
}

const abstract = `parley: 1
case: An abstract domain
status-quo: none
parties: {a: {kind: state}, b: {kind: state}}
issues:
  x: {options: [one, two]}
  y: {options: [one, two]}
values:
  a: {note: n, x: {one: 1}, y: {two: 2}, walk-away: 1}
  b: {note: n, x: {two: 1}, y: {one: 2}, walk-away: 1}
`

func TestWithoutStatusQuo(t *testing.T) {
	g, d := prepared(t, abstract)
	for _, f := range append(Errors(g), Lint(g, d)...) {
		t.Errorf("%s [%s]", f.Error(), f.Code)
	}
	for rules, want := range map[string]string{
		"rules: [{never: x == one}]\n":                    "option-out-of-reach option-never-preferred?",
		"rules: [{never: x == one}, {never: x == two}]\n": "rules-forbid-everything!",
	} {
		c, list := casefile.Parse("case.yaml", abstract+rules)
		if c == nil {
			t.Fatal(list)
		}
		g, list := game.Compile(c)
		if list.HasErrors() {
			t.Fatal(list)
		}
		found := Errors(g)
		if len(found) == 0 {
			_, d := prepared(t, abstract+rules)
			found = Lint(g, d)
		}
		if len(found) == 0 || !strings.Contains(want, found[0].Code) {
			t.Errorf("%s: %v, want %s", rules, found, want)
		}
	}
}
