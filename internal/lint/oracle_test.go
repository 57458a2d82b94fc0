package lint

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/game"
	"parley/internal/oracle"
)

// lister finds by listing every state.
type lister struct {
	*oracle.Oracle
	g     *game.Game
	n     *game.Numbers
	found []string
}

func (o *lister) say(format string, args ...any) {
	o.found = append(o.found, fmt.Sprintf(format, args...))
}

func (o *lister) answer() []string {
	g, c := o.g, o.g.Case
	allowed := g.Allowed
	if !slices.ContainsFunc(o.States, func(s game.State) bool { return allowed(s) && !s.Equal(g.Today) }) {
		o.say("rules-forbid-everything")
	}
	for i := range c.Issues {
		for k := range c.Issues[i].Options {
			if !slices.ContainsFunc(o.States, func(s game.State) bool { return allowed(s) && int(s[i]) == k }) {
				o.say("option-out-of-reach %s", c.Issues[i].Options[k].Path)
			}
		}
	}
	for i := range c.Goals {
		switch goal := &c.Goals[i]; {
		case o.Holds(goal.Condition, g.Today):
			o.say("goal-met-today %s", goal.Path)
		case !slices.ContainsFunc(o.States, func(s game.State) bool { return allowed(s) && o.Holds(goal.Condition, s) }):
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
func (o *lister) powers(p int) {
	g, set := o.g, game.Of(p)
	stuck := func(x game.State, i, k int) bool {
		return int(x[i]) != k && g.CanMove(set, i, int(x[i]), k) &&
			!slices.ContainsFunc(o.States, func(s game.State) bool { return int(s[i]) == k && g.Reaches(set, nil, x, s) })
	}
	for i := range g.Sizes {
		for k := range g.Sizes[i] {
			what := fmt.Sprintf("%s %s=%s", g.Case.Parties[p].Name, g.Case.Issues[i].Name, g.Case.Issues[i].Options[k].Name)
			if stuck(g.Today, i, k) {
				o.say("choice-undone %s", what)
			} else if slices.ContainsFunc(o.States, func(x game.State) bool { return g.Allowed(x) && stuck(x, i, k) }) {
				o.say("power-taken %s", what)
			}
		}
	}
}

// movesAlone reports whether p can take some issue from one option to another.
func (o *lister) movesAlone(p int) bool {
	for i, size := range o.g.Sizes {
		for from := range size {
			for to := range size {
				if from != to && o.g.CanMove(game.Of(p), i, from, to) {
					return true
				}
			}
		}
	}
	return false
}

func (o *lister) party(p int) {
	g, n := o.g, o.n
	accepts, gains, leaves := false, false, false
	for _, s := range o.States {
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
	case !accepts && !g.Seated.Has(p) && !o.movesAlone(p): // nothing rests on it
	case !accepts:
		o.say("accepts-nothing %s", path)
	case !gains:
		o.say("cannot-gain %s", path)
	}
	if leaves {
		o.say("leaves-today %s", path)
	}
}

// drawn compiles a small random case; one that is none is skipped.
func drawn(t *rapid.T) *game.Game {
	intn := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }
	g := oracle.Compile(t, oracle.Random(intn, oracle.Kind{Issues: 3}))
	if g == nil {
		t.Skip("today breaks a rule")
	}
	return g
}

var chooses = regexp.MustCompile("`(\\w+)` can(?: no longer|not) choose (\\w+=\\w+)")

func TestFindingsAreTheirDefinition(t *testing.T) {
	kinds := []string{
		"rules-forbid-everything", "option-out-of-reach", "goal-met-today", "goal-unreachable", "power-taken", "choice-undone", "accepts-nothing", "cannot-gain", "leaves-today",
	}
	seen := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		g := drawn(t)
		d := oracle.Draws(t, g, 3, 1)
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
		o := &lister{Oracle: oracle.New(g.Case), g: g, n: d.Central}
		if want := o.answer(); !slices.Equal(got, want) {
			t.Fatalf("%s\ngot  %q\nwant %q", g.Case.Text, got, want)
		}
	})
	t.Log(seen)
}

// What is said about rules by themselves, against every combination of options.
func TestRuleFindingsAreTheirDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawn(t)
		c, text, o := g.Case, g.Case.Text, oracle.New(g.Case)
		l := newLinter(g)
		for r := range c.Rules {
			n := c.Rules[r].Never
			if n == nil {
				n = c.Rules[r].When
			}
			_, v := l.exists(l.rule[r].when, make([]bool, len(l.rule)))
			if want := slices.ContainsFunc(o.States, func(s game.State) bool { return o.Holds(n, s) }); (v == yes) != want || v == unsure {
				t.Fatalf("%s: rule %d alone: %v, want %v", text, r, v, want)
			}
			s, v := l.exists(l.rule[r].when, l.allRules())
			if want := slices.ContainsFunc(o.States, func(s game.State) bool { return g.Allowed(s) && o.Holds(n, s) }); (v == yes) != want || v == unsure {
				t.Fatalf("%s: rule %d among all: %v, want %v", text, r, v, want)
			}
			if v == yes && !o.Holds(n, s) {
				t.Fatalf("%s: rule %d: %v does not meet it", text, r, s)
			}
		}
	})
}
