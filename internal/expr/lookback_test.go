package expr

import (
	"strings"
	"testing"
)

func TestLookingBack(t *testing.T) {
	for text, tree := range map[string]string{
		"ever(strikes == halted)":                   "(ever (== strikes halted))",
		"months(a == b and c < elapsed / 2) >= 3":   "(>= (months (and (== a b) (< c (/ elapsed 2)))) 3)",
		"event(collapse) and not met(summit)":       "(and (event collapse) (not (met summit)))",
		"carried-out(ultimatum) or lapsed(2025-06)": "(or (carried-out ultimatum) (lapsed 2025-06))",
		"agreed(100) or broke(a) or conceded(b)":    "(or (agreed 100) (broke a) (conceded b))",
		"2 * months(a == b) + 1":                    "(+ (* 2 (months (== a b))) 1)",
		// words only before a bracket
		"event == met and months > ever": "(and (== event met) (> months ever))",
		"broke or conceded":              "(or broke conceded)",
		"elapsed + 1 < 3":                "(< (+ elapsed 1) 3)",
	} {
		for _, parse := range []parseFunc{Parse, ParseNumber} {
			n, err := parse(text)
			if err != nil || sketch(n) != tree {
				t.Errorf("%q: %v %+v, want %s", text, n, err, tree)
				continue
			}
			calls := 0
			n.Walk(func(n *Node) {
				if n.LooksBack() != (n.Op == Call) {
					t.Errorf("%q: %v looks back: %v", text, n, n.LooksBack())
				}
				if n.Op == Call {
					calls++
				}
				if (n.Ref == Elapsed) != (n.Name == "elapsed" && n.Op == Name) {
					t.Errorf("%q: %v stands for %d", text, n, n.Ref)
				}
			})
			if strings.Count(text, "(") < calls {
				t.Errorf("%q: %d calls", text, calls)
			}
		}
	}
	if n, err := Parse("max(a, b)"); err != nil || n.LooksBack() {
		t.Errorf("%v, %v", n, err)
	}
}

func TestLookingBackMistakes(t *testing.T) {
	for _, c := range []mistake{
		{"ever()", "ever()", "needs its arguments", "`ever(condition)`"},
		{"months(a, 3)", "months(a, 3)", "2 arguments; it takes 1", "`months(condition)`"},
		{"event collapse", "event", "`event` needs brackets", "`event(name)`"},
		{"evnt(collapse)", "evnt", "unknown function", "did you mean `event`?"},
		{"carried_out(x)", "carried_out", "unknown function", "did you mean `carried-out`?"},
		{"EVER(a == b)", "EVER", "unknown function", "did you mean `ever`?"},
		{"event('collapse')", "'collapse'", "without quotes", "`collapse`"},
		{"elapsed(3)", "(", "", ""},
		{"ever(a == b", "(", "not closed", "`)`"},
	} {
		_, err := Parse(c.text)
		if err == nil {
			t.Errorf("%q is read", c.text)
			continue
		}
		if got := string([]rune(c.text)[err.Pos:err.End]); got != c.at || !strings.Contains(err.Reason, c.reason) || !strings.Contains(err.Suggestion, c.suggestion) {
			t.Errorf("%q: %q %s; %s", c.text, got, err.Reason, err.Suggestion)
		}
	}
}
