package casefile

import (
	"slices"
	"strings"
	"testing"

	"parley/internal/diag"
)

func TestTemplate(t *testing.T) {
	for _, title := range []string{"", "Water", `He said "no": a \ story # 1`, "Zwei\nZeilen"} {
		text := Template(title)
		c, list := Parse("case.yaml", text)
		if c == nil || len(list) > 0 {
			t.Fatalf("%v", list)
		}
		if title != "" && c.Title != oneLine(title) {
			t.Errorf("title %q, want %q", c.Title, title)
		}
		if n := strings.Count(text, "\n"); n > 60 {
			t.Errorf("%d lines", n)
		}
	}
	c := mustParse(t, Template(""))
	v := c.Parties[1].Values
	if len(c.Quantities) == 0 || len(c.Rules) == 0 || len(v.RedLines) == 0 || len(c.Tables) == 0 ||
		len(c.Ratifiers) == 0 || len(c.Goals) == 0 || len(c.Deals) == 0 || len(c.Sources) == 0 {
		t.Error("the template shows less than it should")
	}
}

func TestLints(t *testing.T) {
	for _, x := range []struct{ old, new, code, path, reason string }{
		{"values:\n  note: invented\n  north:", "values:\n  north:", "no-note", "values.north", "6 inputs of `values.north`"},
		{"cost: 10 * rate", "cost: 10 * rate\n  spare: 3", "unused-quantity", "quantities.spare", "no expression uses `spare`"},
		{"  voters: {kind: public}", "  voters: {kind: public}\n  ghost: {kind: group}", "unused-party", "parties.ghost", "`ghost` has no values"},
		{"  war:\n    on-going: north or south\n", "  peace: {talks: north, none: north}\n  war:\n    on-going: north or south\n", "unvalued-issue", "issues.peace", "no party values `peace`"},
		{"  quiet: war == truce", "  quiet: war == truce\n  calm: (war==truce)", "same-meaning", "goals.calm", "the goal `calm` says the same as `quiet`"},
		{"  frozen: war=truce, land=freeze", "  frozen: war=truce, land=freeze\n  cold: land=freeze, war=truce", "same-meaning", "deals.cold", "the deal `cold`"},
		{"  - never: trade == free and war == on-going", "  - never: trade == free and war == on-going\n  - never: trade == free and war == on-going", "same-meaning", "rules.3", "the rule"},
		{"      - land == handover and trade == closed", "      - land == handover and trade == closed\n      - land == handover and trade == closed", "same-meaning", "values.north.red-lines.2", "the red line"},
		{"freeze: {label: freeze, flag: legality}", "freeze: {label: open, flag: legality}", "same-meaning", "issues.land.freeze", "by its label, the option `freeze` says the same as `open`"},
		{"freeze: 0.4, handover: 1}", "freeze: 40, handover: 1}", "share-range", "values.north.land.freeze", "a share of 40"},
		{"2 * cost", "ten-rate + ten + rate", "hyphen-or-minus", "quantities.ten-rate", "`ten` and `rate`"},
		{"land: {weight: 20 to 30, freeze: 0.4, handover: 1}\n    trade: {free: 5}", "land: {weight: 0.4 to 0.5, handover: 1}\n    trade: {weight: 0.3, free: 1}", "weights-sum", "values.north", "sum to 0.75"},
	} {
		t.Run(x.code+" "+x.path, func(t *testing.T) {
			text := change(t, x.old, x.new)
			if strings.HasPrefix(x.path, "quantities.ten") {
				text = strings.Replace(text, "  cost: 10 * rate", "  cost: 10 * rate\n  ten: 10\n  ten-rate: cost", 1)
			}
			text = strings.Replace(text, "deals, path: goals.0.name", "deals, path: x", 1)
			c, list := Parse("case.yaml", text)
			if c == nil {
				t.Fatal(list)
			}
			found := slices.IndexFunc(list, func(d *diag.Diagnostic) bool {
				return d.Code == x.code && d.Severity == diag.Warning && d.Path == x.path && strings.Contains(d.Reason, x.reason)
			})
			if found < 0 {
				t.Errorf("not found: %v", list)
			}
			for _, d := range list {
				if d.Code != x.code && d.Code != "unused-source" && d.Code != "no-note" {
					t.Errorf("also found: %v [%s]", d, d.Code)
				}
			}
		})
	}
}

// What is silent: the frame itself, a party declared with a note, weights in points.
func TestNoLints(t *testing.T) {
	for _, x := range []struct{ old, new string }{
		{"  voters: {kind: public}", "  voters: {kind: public}\n  occupied: {kind: public, note: nobody asks them}"},
		{"rate: 0.3 to 0.7", "rate: {is: 0.3 to 0.7, source: paper}"},
		{"trade: {free: 5}", "trade: {weight: 7, free: 1, closed: -1}"},
	} {
		c, list := Parse("case.yaml", change(t, x.old, x.new))
		if c == nil || slices.ContainsFunc(list, func(d *diag.Diagnostic) bool { return d.Code != "unused-source" }) {
			t.Errorf("%s: %v", x.new, list)
		}
	}
}
