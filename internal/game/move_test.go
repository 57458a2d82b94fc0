package game_test

import (
	"testing"

	"pgregory.net/rapid"

	"parley/casefile"
	"parley/internal/game"
	"parley/internal/oracle"
)

// What a set of parties can bring about at once is its definition, which tries every choice: between random states of random cases, with
// and without an agenda. Completing a state from one that breaks no rule is completing it from any.
func TestReachesIsItsDefinition(t *testing.T) {
	reached, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		text := oracle.Random(func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }, oracle.Kind{})
		g := oracle.Compile(t, text)
		if g == nil {
			t.Skip("today breaks a rule")
		}
		o := oracle.New(g.Case)
		allowed := func(name string) game.State { return rapid.SampledFrom(o.States).Draw(t, name) }
		for range 20 {
			from, to := allowed("from"), allowed("to")
			set := game.Mask(rapid.IntRange(0, 1<<len(g.Parties)-1).Draw(t, "set"))
			among, agenda := oracle.Every, []bool(nil)
			if rapid.Bool().Draw(t, "agenda") {
				among = oracle.Issues(rapid.IntRange(0, 1<<len(g.Sizes)-1).Draw(t, "among"))
				for i := range g.Sizes {
					agenda = append(agenda, among>>i&1 == 1)
				}
			}
			want := o.Reaches(set, among, from, to)
			if got := g.Reaches(set, agenda, from, to); got != want {
				t.Fatalf("%v from %v to %v, agenda %v: %t, want %t\n%s", set.List(), from, to, agenda, got, want, text)
			}
			if want {
				reached++
			} else {
				refused++
			}
			completed(t, g, from, text)
		}
	})
	if reached < 100 || refused < 100 {
		t.Errorf("%d reached, %d not: too few to tell", reached, refused)
	}
}

func completed(t *rapid.T, g *game.Game, from game.State, text string) {
	if !g.Allowed(from) {
		return
	}
	var near game.States
	var settings []casefile.Setting
	for range rapid.IntRange(1, 3).Draw(t, "settings") {
		i := rapid.IntRange(0, len(g.Sizes)-1).Draw(t, "issue")
		settings = append(settings, casefile.Setting{Issue: i, Option: rapid.IntRange(0, g.Sizes[i]-1).Draw(t, "option")})
	}
	got, ok := near.Completed(g, from, settings...)
	want, can := g.Completed(from, settings...)
	if ok != can || ok && !got.Equal(want) {
		t.Fatalf("%v with %v: %v %t, want %v %t\n%s", from, settings, got, ok, want, can, text)
	}
}

// A party that can choose an option may have to leave it to a rule: chosen, it would set off another rule on the way.
func TestReachesLeavesToTheRules(t *testing.T) {
	g := oracle.Must(t, `parley: 1
case: c
parties: {a: {kind: state}, b: {kind: state}}
issues:
  i: {none: {}, some: a}
  j: {none: a and b, some: a and b}
  k: {none: a and b, some: a}
rules:
  - {when: k == some and j == none, then: i=none}
  - {when: i == some, then: j=some}
  - {when: j == some, then: k=some}
values: {a: {i: {some: 1}}, b: {i: {some: -1}}}
`)
	if !g.Reaches(game.Of(0), nil, game.State{0, 0, 0}, game.State{1, 1, 1}) {
		t.Error("a alone does not reach what follows from its choice")
	}
}
