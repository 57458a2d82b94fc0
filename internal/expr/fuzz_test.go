package expr

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func seed(f *testing.F) {
	for _, m := range badExpressions {
		f.Add(m.text)
	}
	for _, m := range badNumbers {
		f.Add(m.text)
	}
	for _, m := range mended {
		f.Add(m.text)
	}
	for _, text := range []string{
		"a or b and not c == d", "at-least 2 of (a, b, c)", "x in (1, -2, y)", "if(a < b, -(c - d), 0.35)",
		"0.2 to 0.4", "discrete(1: 0.2, 5: 0.8)", "lognormal(1 to 10)", "= pert(0, 1, 2)", "\xff(",
		"ever(a == b) and months(c < elapsed) >= 3", "event(x) or carried-out(5-10)", strings.Repeat("-(", 150),
	} {
		f.Add(text)
	}
}

// checkParse reports what is wrong with the way a text is read or refused, whatever the text is.
func checkParse(parse parseFunc, text string) error {
	runes := utf8.RuneCountInString(text)
	n, err := parse(text)
	if err != nil {
		if n != nil || err.Reason == "" || err.Pos < 0 || err.Pos > err.End || err.End > runes ||
			!utf8.ValidString(err.Reason) || !utf8.ValidString(err.Suggestion) {
			return fmt.Errorf("%q: %v beside %+v (of %d)", text, n, *err, runes)
		}
		return nil
	}
	if err := checkSpans(n, runes); err != nil {
		return fmt.Errorf("%q: %w", text, err)
	}
	var bad error
	n.Walk(func(n *Node) {
		if n.Op == Name && n.Ref == Unresolved && (!IsName(n.Name) || Reserved(n.Name)) {
			bad = fmt.Errorf("%q: %q is no name", text, n.Name)
		}
	})
	canonical := n.String()
	if utf8.RuneCountInString(canonical) > MaxRunes {
		return bad // the text was packed more tightly than the canonical one
	}
	again, err := parse(canonical)
	if err != nil || !same(again, n) || again.String() != canonical {
		return fmt.Errorf("%q: %q does not read back: %s", text, canonical, fmt.Sprint(err))
	}
	return bad
}

func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		if err := checkParse(Parse, text); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		if err := checkParse(ParseNumber, text); err != nil {
			t.Fatal(err)
		}
		if n, err := Parse(text); err == nil && n.Op != Name && n.Op != Neg {
			if m, err := ParseNumber(text); err != nil || !same(m, n) {
				t.Fatalf("%q: an expression, but no number: %v", text, err)
			}
		}
	})
}

func FuzzIsName(f *testing.F) {
	for _, s := range []string{"a", "010", "1e3", "a-b", "5.", ".5", "100", "a b", "\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if Reserved(s) || utf8.RuneCountInString(s) > MaxRunes {
			return
		}
		n, err := Parse(s)
		reads := err == nil && (n.Op == Name || n.Op == Number && !negative(n)) && n.Name == s
		if reads != IsName(s) {
			t.Fatalf("IsName(%q) = %t, but it reads as %v, %v", s, IsName(s), n, err)
		}
	})
}
