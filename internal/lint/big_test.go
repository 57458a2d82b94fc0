package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/internal/diag"
)

// bigCase has 64 parties, 30 issues of ten options and rules that link them all in a ring.
func bigCase(rules bool) string {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: Large\nparties:\n")
	for p := range 64 {
		fmt.Fprintf(&b, "  p%d: {kind: state}\n", p)
	}
	b.WriteString("issues:\n")
	for i := range 30 {
		fmt.Fprintf(&b, "  i%d:\n    o0: p%d or p%d\n", i, i, i+30)
		for o := range 9 {
			fmt.Fprintf(&b, "    o%d: p%d and p%d\n", o+1, i, i+30)
		}
		fmt.Fprintf(&b, "    alone: p%d\n", i)
	}
	if rules {
		b.WriteString("rules:\n")
		for i := range 30 {
			fmt.Fprintf(&b, "  - when: i%d == o0\n    then: i%d=o0\n", i, (i+1)%30)
			fmt.Fprintf(&b, "  - never: i%d == alone and i%d == o3\n", i, (i+7)%30)
		}
	}
	b.WriteString("values:\n")
	for p := range 64 {
		fmt.Fprintf(&b, "  p%d:\n    note: n\n", p)
		for i := range 30 {
			fmt.Fprintf(&b, "    i%d: {o1: -3 to %d, o5: %d, alone: -9 to 1}\n", i, (p*i)%7, p%3-1)
		}
	}
	return b.String()
}

func TestLargeCases(t *testing.T) {
	for _, rules := range []bool{false, true} {
		g, d := prepared(t, bigCase(rules))
		errs := Errors(g)
		large := slices.ContainsFunc(errs, func(f *diag.Diagnostic) bool { return f.Code == "too-large" })
		if large != rules {
			t.Errorf("rules %v: %v", rules, errs)
		}
		a, b := Lint(g, d), Lint(g, d)
		if a.Error() != b.Error() {
			t.Error("two runs differ")
		}
		t.Log(len(a), "findings")
	}
}

func BenchmarkLarge(b *testing.B) {
	for _, rules := range []bool{false, true} {
		g, d := prepared(b, bigCase(rules))
		b.Run(fmt.Sprint(rules), func(b *testing.B) {
			for b.Loop() {
				Errors(g)
				Lint(g, d)
			}
		})
	}
}

// Texts made to be hard end in bounded time, and say what was not looked at.
func TestHardCases(t *testing.T) {
	var wide, many, options strings.Builder
	head := "parley: 1\ncase: Hard\nparties:\n  p: {kind: state}\n  q: {kind: state}\n"
	values := "values:\n  p: {note: n, i0: {b: -1 to 3}}\n  q: {note: n, i1: {b: 1}}\n"
	wide.WriteString(head + "issues:\n")
	many.WriteString(head + "issues:\n")
	options.WriteString(head + "issues:\n")
	for i := range 30 {
		fmt.Fprintf(&wide, "  i%d:\n    a: p or q\n    b: p\n    c: q\n", i)
		fmt.Fprintf(&many, "  i%d:\n    a: p or q\n    b: p\n    c: q\n", i)
		fmt.Fprintf(&options, "  i%d:\n    a: p or q\n    b: p\n", i)
		for o := range 200 {
			fmt.Fprintf(&options, "    o%d: q\n", o)
		}
	}
	var bs, not []string
	for i := range 30 {
		bs = append(bs, fmt.Sprintf("i%d == b", i))
		not = append(not, fmt.Sprintf("i%d != b", i))
	}
	fmt.Fprintf(&wide, "rules:\n  - never: at-least 20 of (%s)\n  - never: at-least 29 of (%s)\n%s", strings.Join(bs, ", "), strings.Join(bs[:29], ", "), values)
	wide.WriteString("goals:\n  g: at-least 21 of (" + strings.Join(bs, ", ") + ")\n  h: at-least 3 of (" + strings.Join(not, ", ") + ")\n")
	many.WriteString("rules:\n")
	for r := range 1000 {
		fmt.Fprintf(&many, "  - never: i%d == b and i%d == c and i%d == %c\n", r%30, (r/30+r+1)%30, (r*7+3)%30, "abc"[r%3])
	}
	many.WriteString(values)
	options.WriteString("rules:\n  - never: i0 == b and i1 == b and i2 == b\n  - never: i2 == o7 and i3 == b\n" + values)
	for name, text := range map[string]string{"wide": wide.String(), "many": many.String(), "options": options.String()} {
		g, d := prepared(t, text)
		Errors(g)
		list := Lint(g, d)
		if !slices.ContainsFunc(list, func(f *diag.Diagnostic) bool { return f.Code == "lint-incomplete" }) {
			t.Errorf("%s: nothing is said to be left out: %v", name, list)
		}
	}
}
