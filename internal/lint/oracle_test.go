package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/expr"
	"parley/internal/game"
)

// oracle answers by listing every state.
type oracle struct {
	g      *game.Game
	n      *game.Numbers
	states []game.State // all, whatever the rules
	found  []string
}

func (o *oracle) holds(e *expr.Node, s game.State) bool {
	switch e.Op {
	case expr.Not:
		return !o.holds(e.Args[0], s)
	case expr.Eq:
		return int(s[e.Args[0].Index]) == e.Args[1].Index
	case expr.Ne:
		return int(s[e.Args[0].Index]) != e.Args[1].Index
	case expr.And:
		return o.holds(e.Args[0], s) && o.holds(e.Args[1], s)
	case expr.Or:
		return o.holds(e.Args[0], s) || o.holds(e.Args[1], s)
	}
	panic("not drawn")
}

func (o *oracle) some(ok func(game.State) bool) bool { return slices.ContainsFunc(o.states, ok) }

func (o *oracle) list() {
	s := make(game.State, len(o.g.Sizes))
	var rec func(i int)
	rec = func(i int) {
		if i == len(s) {
			o.states = append(o.states, s.Clone())
			return
		}
		for k := range o.g.Sizes[i] {
			s[i] = uint16(k)
			rec(i + 1)
		}
	}
	rec(0)
}

func (o *oracle) say(format string, args ...any) {
	o.found = append(o.found, fmt.Sprintf(format, args...))
}

func (o *oracle) answer() []string {
	g, c := o.g, o.g.Case
	allowed := g.Allowed
	if !o.some(func(s game.State) bool { return allowed(s) && !s.Equal(g.Today) }) {
		o.say("rules-forbid-everything")
	}
	for i := range c.Issues {
		for k := range c.Issues[i].Options {
			if !o.some(func(s game.State) bool { return allowed(s) && int(s[i]) == k }) {
				o.say("option-out-of-reach %s", c.Issues[i].Options[k].Path)
			}
		}
	}
	for i := range c.Goals {
		switch goal := &c.Goals[i]; {
		case o.holds(goal.Condition, g.Today):
			o.say("goal-met-today %s", goal.Path)
		case !o.some(func(s game.State) bool { return allowed(s) && o.holds(goal.Condition, s) }):
			o.say("goal-unreachable %s", goal.Path)
		}
	}
	for p := range c.Parties {
		o.powers(p)
		o.party(p)
	}
	slices.Sort(o.found)
	return o.found
}

// powers finds what p controls and cannot choose, by the definition.
func (o *oracle) powers(p int) {
	g, set := o.g, game.Of(p)
	stuck := func(x game.State, i, k int) bool {
		return int(x[i]) != k && g.CanMove(set, i, int(x[i]), k) &&
			!o.some(func(s game.State) bool { return int(s[i]) == k && g.Reaches(set, nil, x, s) })
	}
	for i := range g.Sizes {
		for k := range g.Sizes[i] {
			what := fmt.Sprintf("%s %s=%s", g.Case.Parties[p].Name, g.Case.Issues[i].Name, g.Case.Issues[i].Options[k].Name)
			if stuck(g.Today, i, k) {
				o.say("choice-undone %s", what)
			} else if o.some(func(x game.State) bool { return g.Allowed(x) && stuck(x, i, k) }) {
				o.say("power-taken %s", what)
			}
		}
	}
}

func (o *oracle) party(p int) {
	g, n := o.g, o.n
	accepts, gains, leaves := false, false, false
	for _, s := range o.states {
		if !g.Allowed(s) || s.Equal(g.Today) {
			continue
		}
		better := n.Value(p, s) >= game.Above(n.Value(p, g.Today))
		clean := len(g.BrokenRedLines(p, g.Today, s)) == 0
		accepts = accepts || g.Accepts(n, p, s)
		gains = gains || clean && better
		leaves = leaves || clean && better && g.Reaches(game.Of(p), nil, g.Today, s)
	}
	path := g.Case.Parties[p].Values.Path
	switch {
	case !accepts:
		o.say("accepts-nothing %s", path)
	case !gains:
		o.say("cannot-gain %s", path)
	}
	if leaves {
		o.say("leaves-today %s", path)
	}
}

// drawCase writes a small case.
func drawCase(t *rapid.T) string {
	options := []string{"a", "b", "c"}
	var b strings.Builder
	b.WriteString("parley: 1\ncase: drawn\nparties:\n  p: {kind: state}\n  q: {kind: state}\nissues:\n")
	sizes := make([]int, 3)
	by := rapid.SampledFrom([]string{"", "{by: p}", "{by: q}", "{by: p or q}", "{by: p and q}", "{by: p and q, back: q}", "{by: q, back: p}"})
	for i := range sizes {
		sizes[i] = rapid.IntRange(2, 3).Draw(t, "size")
		fmt.Fprintf(&b, "  i%d:\n", i)
		for k := range sizes[i] {
			f := by.Draw(t, "by")
			if k == 0 {
				f = strings.Replace(strings.Replace(f, ", back: q", "", 1), ", back: p", "", 1)
			}
			fmt.Fprintf(&b, "    %s: %s\n", options[k], cmpOr(f, "{label: "+options[k]+"}"))
		}
	}
	atom := func() string {
		i := rapid.IntRange(0, 2).Draw(t, "issue")
		sign := rapid.SampledFrom([]string{"==", "==", "!="}).Draw(t, "sign")
		return fmt.Sprintf("i%d %s %s", i, sign, options[rapid.IntRange(0, sizes[i]-1).Draw(t, "option")])
	}
	condition := func() string {
		if rapid.Bool().Draw(t, "one") {
			return atom()
		}
		return atom() + rapid.SampledFrom([]string{" and ", " and ", " or "}).Draw(t, "op") + atom()
	}
	if n := rapid.IntRange(0, 3).Draw(t, "rules"); n > 0 {
		b.WriteString("rules:\n")
		for range n {
			if rapid.Bool().Draw(t, "never") {
				fmt.Fprintf(&b, "  - never: %s\n", condition())
				continue
			}
			i := rapid.IntRange(0, 2).Draw(t, "then")
			fmt.Fprintf(&b, "  - when: %s\n    then: i%d=%s\n", condition(), i, options[rapid.IntRange(0, sizes[i]-1).Draw(t, "option")])
		}
	}
	b.WriteString("values:\n")
	for _, p := range []string{"p", "q"} {
		fmt.Fprintf(&b, "  %s:\n    note: n\n", p)
		for i := range sizes {
			fmt.Fprintf(&b, "    i%d: {b: %d}\n", i, rapid.IntRange(-2, 1).Draw(t, "points"))
		}
		if rapid.Bool().Draw(t, "line") {
			fmt.Fprintf(&b, "    red-lines:\n      - %s\n", condition())
		}
	}
	fmt.Fprintf(&b, "goals:\n  g: %s\n", condition())
	return b.String()
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

var chooses = regexp.MustCompile("`(\\w)` can(?: no longer|not) choose (\\w+=\\w+)")

func TestFindingsAreTheirDefinition(t *testing.T) {
	kinds := []string{
		"rules-forbid-everything", "option-out-of-reach", "goal-met-today", "goal-unreachable", "power-taken", "choice-undone", "accepts-nothing", "cannot-gain", "leaves-today",
	}
	seen := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		text := drawCase(t)
		c, list := casefile.Parse("case.yaml", text)
		if c == nil {
			t.Skip(list)
		}
		g, list := game.Compile(c)
		if list.HasErrors() {
			t.Skip(list)
		}
		d, err := ask.NewDraws(g, 3, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range append(Errors(g), Lint(g, d)...) {
			if !slices.Contains(kinds, f.Code) {
				continue
			}
			seen[f.Code]++
			key := " " + f.Path
			if m := chooses.FindStringSubmatch(f.Reason); m != nil {
				key = " " + m[1] + " " + m[2]
			}
			if f.Code == "rules-forbid-everything" {
				key = ""
			}
			got = append(got, f.Code+key)
		}
		slices.Sort(got)
		o := &oracle{g: g, n: d.Central}
		o.list()
		if want := o.answer(); !slices.Equal(got, want) {
			t.Fatalf("%s\ngot  %q\nwant %q", text, got, want)
		}
	})
	t.Log(seen)
}

// What is said about rules by themselves, against every combination of options.
func TestRuleFindingsAreTheirDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawCase(t)
		c, list := casefile.Parse("case.yaml", text)
		if c == nil {
			t.Skip(list)
		}
		g, list := game.Compile(c)
		if list.HasErrors() {
			t.Skip(list)
		}
		o := &oracle{g: g}
		o.list()
		l := newLinter(g)
		for r := range c.Rules {
			n := c.Rules[r].Never
			if n == nil {
				n = c.Rules[r].When
			}
			_, v := l.exists(l.rule[r].when, make([]bool, len(l.rule)))
			if want := o.some(func(s game.State) bool { return o.holds(n, s) }); (v == yes) != want || v == unsure {
				t.Fatalf("%s: rule %d alone: %v, want %v", text, r, v, want)
			}
			s, v := l.exists(l.rule[r].when, l.allRules())
			if want := o.some(func(s game.State) bool { return g.Allowed(s) && o.holds(n, s) }); (v == yes) != want || v == unsure {
				t.Fatalf("%s: rule %d among all: %v, want %v", text, r, v, want)
			}
			if v == yes && !o.holds(n, s) {
				t.Fatalf("%s: rule %d: %v does not meet it", text, r, s)
			}
		}
	})
}
