package expr

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var opNames = [...]string{
	"number", "name", "not", "and", "or", "==", "!=", "<", "<=", ">", ">=", "in",
	"+", "-", "*", "/", "neg", "at-least", "call", "to", "pair",
}

// sketch writes a tree as nested lists, for tables.
func sketch(n *Node) string {
	switch n.Op {
	case Number:
		if n.Num != 0 {
			return fmt.Sprint(n.Num)
		}
		return "0"
	case Name:
		return n.Name
	}
	head := opNames[n.Op]
	switch n.Op {
	case Call:
		head = n.Name
	case AtLeast:
		head += fmt.Sprint(" ", n.N)
	}
	parts := []string{head}
	for _, a := range n.Args {
		parts = append(parts, sketch(a))
	}
	return "(" + strings.Join(parts, " ") + ")"
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, tree, canonical string }{
		// from docs/case-format.md
		{"a or b", "(or a b)", ""},
		{"russia and ukraine", "(and russia ukraine)", ""},
		{"not a", "(not a)", ""},
		{"fighting == ceasefire", "(== fighting ceasefire)", ""},
		{"us-sanctions in (eased, lifted)", "(in us-sanctions eased lifted)", ""},
		{"at-least 2 of (a, b, c)", "(at-least 2 a b c)", ""},
		{"at-least 5 of members", "(at-least 5 members)", ""},
		{"a and b and at-least 3 of members", "(and a b (at-least 3 members))", ""},
		{"nato == member and territory == four-regions", "(and (== nato member) (== territory four-regions))", ""},
		{"fighting == ceasefire and territory != open", "(and (== fighting ceasefire) (!= territory open))", ""},
		{"(1 - rerouting) * 0.35", "(* (- 1 rerouting) 0.35)", ""},
		{"if(condition, 1, 2)", "(if condition 1 2)", ""},
		{"always", "always", ""},
		// precedence and association
		{"a or b and c", "(or a (and b c))", ""},
		{"a and b or c and d or e", "(or (and a b) (and c d) e)", ""},
		{"not a and b", "(and (not a) b)", ""},
		{"not a == b", "(not (== a b))", ""},
		{"not not a", "(not (not a))", ""},
		{"not (a and b)", "(not (and a b))", ""},
		{"(a and b) and c", "(and (and a b) c)", ""},
		{"((a)) or (((b)))", "(or a b)", "a or b"},
		{"a - b - c", "(- (- a b) c)", ""},
		{"a - (b - c)", "(- a (- b c))", ""},
		{"a / b * c / d", "(/ (* (/ a b) c) d)", ""},
		{"a + b * c < d - e", "(< (+ a (* b c)) (- d e))", ""},
		{"-a * b", "(* (neg a) b)", ""},
		{"-(a * b)", "(neg (* a b))", ""},
		{"a - -b", "(- a (neg b))", ""},
		{"a--b == c", "(== a--b c)", ""},
		{"- a", "(neg a)", "-a"},
		{"--a", "(neg (neg a))", ""},
		{"(a == b) == (c == d)", "(== (== a b) (== c d))", ""},
		{"(not a) == b", "(== (not a) b)", ""},
		{"a + b in (1, -2, x)", "(in (+ a b) 1 -2 x)", ""},
		// numerals
		{"-5", "-5", ""},
		{"- 5 - -5", "(- -5 -5)", "-5 - -5"},
		{"-(5)", "-5", "-5"},
		{"--5", "(neg -5)", ""},
		{"-0", "0", ""},
		{"dose == 100", "(== dose 100)", ""},
		{"clause != 1.2.3", "(!= clause 1.2.3)", ""},
		{"term in (5-10, 10-20)", "(in term 5-10 10-20)", ""},
		{"term == 5..10", "(== term 5..10)", ""},
		// names
		{"a-b", "a-b", ""},
		{"a -b", "(- a b)", "a - b"},
		{"OR and NOT", "(and OR NOT)", ""},
		{"inf == signed", "(== inf signed)", ""},
		{"Türkiye or საქართველო or 中国", "(or Türkiye საქართველო 中国)", ""},
		{"_x.y-1 and min", "(and _x.y-1 min)", ""},
		// white space
		{"\ta\n or\u00a0b\r\n", "(or a b)", "a or b"},
		{"a==b", "(== a b)", "a == b"},
		{"not(a)or(b)", "(or (not a) b)", "not a or b"},
		{"at-least 1 of(a)", "(at-least 1 a)", "at-least 1 of (a)"},
		{"at-least 2 of (a or b, not c, at-least 1 of (d, e))", "(at-least 2 (or a b) (not c) (at-least 1 d e))", ""},
		{
			"min (a, b, 3) + max(abs(-x), sqrt(exp(log(2))))", "(+ (min a b 3) (max (abs (neg x)) (sqrt (exp (log 2)))))",
			"min(a, b, 3) + max(abs(-x), sqrt(exp(log(2))))",
		},
	} {
		n, err := Parse(c.text)
		if err != nil {
			t.Errorf("%q: %v at %d-%d", c.text, err, err.Pos, err.End)
			continue
		}
		if got := sketch(n); got != c.tree {
			t.Errorf("%q: got %s, want %s", c.text, got, c.tree)
		}
		want := c.canonical
		if want == "" {
			want = c.text
		}
		if got := n.String(); got != want {
			t.Errorf("%q: canonical text %q, want %q", c.text, got, want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for _, c := range []struct{ text, tree, canonical string }{
		{"0.35", "0.35", ""},
		{"  = 0.35 ", "0.35", "0.35"},
		{"-15", "-15", ""},
		{"0.2 to 0.4", "(to 0.2 0.4)", ""},
		{"-15 to -5", "(to -15 -5)", ""},
		{"= -15 to 5", "(to -15 5)", "-15 to 5"},
		{"0.4 to 0.2", "(to 0.4 0.2)", ""}, // for the caller to refuse
		{"uniform(-1, 2)", "(uniform -1 2)", ""},
		{"triangular(0, 1, 2)", "(triangular 0 1 2)", ""},
		{"=pert(0,1,2)", "(pert 0 1 2)", "pert(0, 1, 2)"},
		{"beta(2, 5)", "(beta 2 5)", ""},
		{"lognormal(1 to 10)", "(lognormal (to 1 10))", ""},
		{"discrete(1: 0.2, 5: 0.8)", "(discrete (pair 1 0.2) (pair 5 0.8))", ""},
		{"discrete(-1:1)", "(discrete (pair -1 1))", "discrete(-1: 1)"},
		{"0.5 * rate + min(a, 3)", "(+ (* 0.5 rate) (min a 3))", ""},
		{"-1 * war-cost", "(* -1 war-cost)", ""},
		{"0.2 - 0.4", "(- 0.2 0.4)", ""},
		{"if(term == 5-10, 1, 2)", "(if (== term 5-10) 1 2)", ""},
		{"uniform", "uniform", ""}, // a quantity may have the name
		{"00x", "00x", ""},
	} {
		n, err := ParseNumber(c.text)
		if err != nil {
			t.Errorf("%q: %v at %d-%d", c.text, err, err.Pos, err.End)
			continue
		}
		if got := sketch(n); got != c.tree {
			t.Errorf("%q: got %s, want %s", c.text, got, c.tree)
		}
		want := c.canonical
		if want == "" {
			want = c.text
		}
		if got := n.String(); got != want {
			t.Errorf("%q: canonical text %q, want %q", c.text, got, want)
		}
	}
}

func TestPositions(t *testing.T) {
	const text = " = (1 - ré) * min(-5, x) "
	n, err := ParseNumber(text)
	if err != nil {
		t.Fatal(err)
	}
	runes := []rune(text)
	var got []string
	n.Walk(func(n *Node) { got = append(got, string(runes[n.Pos:n.End])) })
	want := []string{"(1 - ré) * min(-5, x)", "1 - ré", "1", "ré", "min(-5, x)", "-5", "x"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestConstantsAreBound(t *testing.T) {
	for text, want := range map[string]Ref{"always": Always, "true": Always, "false": Never, "russia": Unresolved} {
		if n, err := Parse(text); err != nil || n.Ref != want {
			t.Errorf("%s: %v, %v; want Ref %d", text, n, err, want)
		}
	}
	n, err := Parse("at-least 2 of members")
	if err != nil || n.N != 2 || len(n.Args) != 1 || n.Args[0].Ref != Members {
		t.Errorf("at-least 2 of members: %+v, %v", n, err)
	}
}

func TestNegativeZeroIsZero(t *testing.T) {
	n, err := ParseNumber("-0.0")
	if err != nil || fmt.Sprint(n.Num) != "0" {
		t.Errorf("-0.0: %v, %v", n.Num, err)
	}
}

func TestIsName(t *testing.T) {
	for s, want := range map[string]bool{
		"russia": true, "us-sanctions": true, "_x": true, "3rd": true, "a.b": true, "100": true, "1.5": true, "1.2.3": true,
		"5-10": true, "Türkiye": true, "ab\u0301": true, "and": true, "inf": true, "10k": true, "0": true,
		"": false, "-a": false, ".a": false, "a b": false, "a,b": false, "a:b": false, "a–b": false, "\u0301a": false,
		"a\u200bb": false, "010": false, "5.": false, ".5": false, "1e3": false, "1e-3": false, "a\xff": false, "..": false,
	} {
		if IsName(s) != want {
			t.Errorf("IsName(%q) = %t", s, !want)
		}
	}
}

// TestReserved holds the list to the one that docs/case-format.md prints.
func TestReserved(t *testing.T) {
	text, err := os.ReadFile("../../docs/case-format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "cannot be names: `")
	list, _, closed := strings.Cut(rest, "`")
	if !found || !closed || !slices.Equal(strings.Fields(list), reserved) {
		t.Errorf("docs/case-format.md has %q", list)
	}
	for _, w := range reserved {
		if !Reserved(w) || !IsName(w) {
			t.Errorf("%s", w)
		}
		if n, err := Parse(w); (err == nil) != (constants[w] != Unresolved) {
			t.Errorf("%s reads as %v", w, n)
		}
	}
	for _, w := range []string{"russia", "min", "AND", ""} {
		if Reserved(w) {
			t.Errorf("%q is not reserved", w)
		}
	}
}

func TestNames(t *testing.T) {
	got := strings.Join(Names(), " ")
	want := "abs agreed always and at-least beta broke carried-out conceded discrete elapsed event ever exp false if in lapsed log " +
		"lognormal max members met min months not of or pert sqrt to triangular true uniform"
	if got != want {
		t.Errorf("got %s", got)
	}
}
