package coercion_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"parley/internal/golden"
	"parley/internal/oracle"
	"parley/internal/page"
)

// summit has two threats of one pair, one of them long slipped, third parties that must agree, and parties of which nothing is known.
const summit = `parley: 1
case: made up
as-of: 2025-08-14
horizon: 12 months
parties:
  west:     {kind: state, label: Westland, foresight: 12 months, patience: 0.9}
  east:     {kind: state, label: Russia, foresight: 18 months, patience: 0.9}
  south:    {kind: state, label: Southland}
  buyer:    {kind: state, label: the buyers of oil and of everything else}
  shoppers: {kind: public, label: consumers in Westland}
  occupied: {kind: public, label: people under occupation}
quantities:
  compliance: {is: 0.1 to 0.5, unit: share, label: compliance of the buyers}
  rerouting:  0.3 to 0.7
  loss:       compliance * (1 - rerouting)
  stake:      15 to 40
  resolve:    {is: -2 to 6, private: west}
issues:
  war:     {goes-on: east or south, truce: east and south}
  tariffs: {none: {}, raised: {by: west, back: west}}
values:
  west:     {war: {truce: 8}, tariffs: {raised: resolve - 4}}
  east:
    war: {truce: -6 to 2}
    also:
      tariffs == raised: -1 * stake * (100 - income) / 100
      war == goes-on: 0.2 * front
  south:    {war: {truce: -1 to 9}, also: {war == goes-on: -0.3 * front}}
  buyer:    {tariffs: {raised: -3 to -1}, war: {truce: 1}}
  shoppers: {tariffs: {raised: -2 to 0}, war: {truce: 2}}
tracks:
  front:  {today: 0, change: "if(war == goes-on, 0.5, 0)", noise: 0.2, unit: km2, label: front}
  income: {today: 100, toward: "if(tariffs == raised, 100 * (1 - loss), 100)", in: 3 months, label: income from oil}
threats:
  ultimatum: {by: west, to: east, demand: war == truce, instrument: tariffs=raised, deadline: 2025-08-31, slipped: 1, label: A truce,
              conceding: 1 to 3, backing-down: "pert(0, 1, 2)", lasts: 12 months, tight: {compliance: 1, rerouting: 0}}
  later:     {by: west, to: east, demand: war == truce, instrument: tariffs=raised, deadline: 2026-02-14, credibility: 0.5 to 0.9, conceding: 1 to 3}
scenarios:
  peace: {is: war == truce, looked-up: a signed text}
`

func TestPages(t *testing.T) {
	g := oracle.Must(t, summit)
	a := answer(t, summit, 400)
	golden.Page(t, "summit", a.Page(g))
	golden.Page(t, "section", &page.Page{Sections: []page.Section{*a.Section(g)}})
	if len(a.Threats) != 2 || a.Threat != "ultimatum" {
		t.Errorf("%d threats, first %s", len(a.Threats), a.Threat)
	}
}

// Every kind of answer fits the page and the seven lines of the brief, and says what decides it.
func TestSummaries(t *testing.T) {
	for name, tt := range map[string]struct{ source, says string }{
		"willing":    {worked.text(), "would rather concede"},
		"credible":   {strings.Replace(worked.text(), "backing-down: 0", "backing-down: 0, credibility: 0.3", 1), "a credibility of 75 %"},
		"conflict":   {strings.Replace(worked.text(), "backing-down: 0", "backing-down: 0, credibility: 0.3", 1), "gives a credibility of 30 %"},
		"nobody":     {strings.Replace(worked.text(), "backing-down: 0", "backing-down: 0, credibility: 0", 1), "no bite is enough"},
		"harmless":   {closed{v: "0.2", b: "0.1", h: "0", q: "0", k: "0.4", gain: "1", a: "1"}.text(), "would have to take 0.3 points, and takes none"},
		"anyway":     {strings.Replace(worked.text(), "land: {ceded: -1 * v}", "land: {ceded: 1}", 1), "threat or not"},
		"red line":   {strings.Replace(worked.text(), "land: {ceded: -1 * v}", "red-lines: [land == ceded]", 1), "breaks a red line"},
		"consent":    {strings.NewReplacer("ceded: {by: b}", "ceded: {by: b and c}", "c: {blow: {struck: -3}}", "c: {blow: {struck: -3}, land: {ceded: -1}}").Replace(worked.text()), "Others who must agree do not (100 % of draws)"},
		"impossible": {strings.Replace(worked.text(), "issues:\n", "rules: [never: land == ceded]\nissues:\n", 1), "No state"},
		"met":        {strings.Replace(worked.text(), "demand: land == ceded", "demand: land == kept", 1), "is met today"},
		"slipped":    {strings.Replace(worked.text(), "backing-down: 0", "backing-down: 0, slipped: 3", 1), "3 dates have passed"},
		"a goal":     {worked.text() + "goals:\n  all: {is: land == ceded, label: all of the land}\n", "All of the land by "},
		"no goal":    {worked.text() + "goals:\n  some: {is: land != kept, label: some of the land}\n", "land == ceded by "},
		"summit":     {summit, "Published: 2.5 %"},
		"lever":      {closed{v: "0.2", b: "0.1", h: "0.1 to 0.18", q: "0.5", k: "0.4", gain: "1", a: "1"}.text(), "h of at least 0.2"},
	} {
		g := oracle.Must(t, tt.source)
		a := answer(t, tt.source, 50)
		golden.Fits(t, name, a.Page(g), "COMPEL")
		if text := strings.Join(a.Summary(), " "); !strings.Contains(text, tt.says) {
			t.Errorf("%s: %q does not say %q", name, text, tt.says)
		}
		lines := strings.Split(strings.TrimSpace(golden.Fits(t, name, &page.Page{Sections: []page.Section{*a.Section(g)}})), "\n")
		if len(lines)-1 > 7 {
			t.Errorf("%s: %d lines", name, len(lines)-1)
		}
	}
}

// Others who must agree are named, with how often they refuse.
func TestMustAgree(t *testing.T) {
	source := strings.NewReplacer("ceded: {by: b}", "ceded: {by: b and c}", "c: {blow: {struck: -3}}", "c: {blow: {struck: -3}, land: {ceded: -3 to 1}}").Replace(worked.text())
	x := answer(t, source, 400).Threats[0]
	if len(x.MustAgree) != 1 || x.MustAgree[0].Party != "c" || x.MustAgree[0].Needed != 1 || x.MustAgree[0].Refuses < 0.7 || x.MustAgree[0].Refuses != x.Obstacles.Consent {
		t.Errorf("%+v, %+v", x.MustAgree, x.Obstacles)
	}
	if got := x.Thresholds.Credibility; got.Median != nil || got.None != x.Obstacles.Consent {
		t.Errorf("%+v", got)
	}
	// One of two is enough: whoever agrees.
	source = strings.NewReplacer("ceded: {by: b}", "ceded: {by: \"b and at-least 1 of (c, d)\"}", "  c: {kind: state}\n", "  c: {kind: state}\n  d: {kind: state}\n",
		"c: {blow: {struck: -3}}", "c: {land: {ceded: -3}}\n  d: {land: {ceded: -1 to 1}}").Replace(worked.text())
	x = answer(t, source, 400).Threats[0]
	for _, c := range x.MustAgree {
		if c.Party == "c" && c.Needed != c.Refuses || c.Party == "d" && c.Refuses > 0.6 {
			t.Errorf("%+v", x.MustAgree)
		}
	}
	if x.Obstacles.Consent < 0.3 || x.Obstacles.Consent > 0.7 {
		t.Errorf("%+v", x.Obstacles)
	}
}

// The keys that programs rely on.
func TestKeys(t *testing.T) {
	raw, err := json.Marshal(answer(t, summit, 20))
	if err != nil {
		t.Fatal(err)
	}
	var a map[string]any
	if err := json.Unmarshal(raw, &a); err != nil {
		t.Fatal(err)
	}
	at := func(path string) any {
		var v any = a
		for key := range strings.SplitSeq(path, ".") {
			m, ok := v.(map[string]any)
			if !ok {
				return nil
			}
			v = m[key]
		}
		return v
	}
	for _, path := range []string{
		"case.hash", "concedes.by-deadline.probability", "concedes.by-deadline.range", "concedes.later.probability", "parts.bite.median", "parts.credibility.derived.median",
		"parts.leakage.share.median", "parts.delay.in-time.median", "parts.going-on.median", "thresholds.bite.points.none-is-enough", "thresholds.credibility.none-is-enough", "base-rates", "threats", "summary",
	} {
		if at(path) == nil {
			t.Errorf("no %s", path)
		}
	}
	if rates := at("base-rates").([]any); fmt.Sprint(rates[0].(map[string]any)["within-days"]) != "12" || rates[0].(map[string]any)["rate"] != 0.025 {
		t.Errorf("the first rate is %v", rates[0])
	}
}
