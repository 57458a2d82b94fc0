package diag

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNearest(t *testing.T) {
	issues := []string{"fighting", "us-sanctions", "territory", "guarantees", "nato"}
	for _, c := range []struct{ name, want string }{
		{"fighting", "fighting"},
		{"figthing", "fighting"}, // a transposition counts one
		{"us-sanction", "us-sanctions"},
		{"us_sanctions", "us-sanctions"},
		{"Territory", "territory"},
		{"NATO", "nato"},
		{"ntao", "nato"},
		{"nota", ""}, // two edits are too many for four letters
		{"guarantes", "guarantees"},
		{"teritory", "territory"},
		{"weather", ""},
		{"", ""},
		{strings.Repeat("x", 500), ""},
	} {
		if got := Nearest(c.name, issues); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.name, got, c.want)
		}
	}
	if got := Nearest("cat", []string{"car", "cat", "cap"}); got != "cat" {
		t.Errorf("the exact name is nearest, got %q", got)
	}
	if got := Nearest("cax", []string{"car", "cat"}); got != "car" {
		t.Errorf("the first of equals is nearest, got %q", got)
	}
	if got := Nearest("a", nil); got != "" {
		t.Errorf("nothing to suggest, got %q", got)
	}
}

func TestDidYouMean(t *testing.T) {
	for _, c := range []struct {
		name       string
		candidates []string
		want       string
	}{
		{"sanction", []string{"sanctions", "arms"}, "did you mean `sanctions`?"},
		{"weather", []string{"sanctions", "arms"}, "known: sanctions, arms"},
		{"weather", nil, ""},
		{"weather", strings.Fields("a b c d e f g h i j k l m n"), "known: a, b, c, d, e, f, g, h, i, j, k, l and 2 more"},
	} {
		if got := DidYouMean(c.name, c.candidates); got != c.want {
			t.Errorf("DidYouMean(%q): %q, want %q", c.name, got, c.want)
		}
	}
}

// slowDistance is the definition: the fewest insertions, deletions, substitutions and swaps of neighbours,
// no part edited twice.
func slowDistance(a, b []rune) int {
	switch {
	case len(a) == 0 || len(b) == 0:
		return max(len(a), len(b))
	case a[0] == b[0]:
		return slowDistance(a[1:], b[1:])
	}
	best := 1 + min(slowDistance(a[1:], b), slowDistance(a, b[1:]), slowDistance(a[1:], b[1:]))
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
		best = min(best, 1+slowDistance(a[2:], b[2:]))
	}
	return best
}

func TestDistanceIsItsDefinition(t *testing.T) {
	word := rapid.StringMatching(`[abcé]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if got, want := distance(a, b), slowDistance([]rune(a), []rune(b)); got != want {
			t.Fatalf("distance(%q, %q) = %d, want %d", a, b, got, want)
		}
		if distance(a, b) != distance(b, a) {
			t.Fatal("not symmetric")
		}
	})
}

func TestSort(t *testing.T) {
	at := func(file string, line, col int, s Severity, reason string) *Diagnostic {
		return &Diagnostic{Severity: s, Code: "c", File: file, Place: Place{Line: line, Col: col}, Reason: reason}
	}
	list := List{
		at("b", 1, 1, Error, "r"), at("a", 2, 1, Error, "r"), at("a", 1, 9, Error, "r"), at("a", 1, 2, Warning, "w"),
		at("a", 1, 2, Error, "s"), at("a", 1, 2, Error, "r"), at("a", 2, 1, Error, "r"),
	}
	before := list.Error()
	want := "a:1:2: error: r\na:1:2: error: s\na:1:2: warning: w\na:1:9: error: r\na:2:1: error: r\nb:1:1: error: r"
	if got := list.Sort().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if list.Error() != before {
		t.Error("Sort changed its list")
	}
	rapid.Check(t, func(t *rapid.T) {
		shuffled := List(rapid.Permutation([]*Diagnostic(list)).Draw(t, "order"))
		if got := shuffled.Sort().Error(); got != want {
			t.Fatalf("the order given matters:\n%s", got)
		}
	})
}

func TestListKnowsItsSeverities(t *testing.T) {
	list := List{{Severity: Warning, Reason: "w"}, {Severity: Note, Reason: "n"}, {Severity: Warning, Reason: "v"}}
	if list.HasErrors() || len(list.Only(Warning)) != 2 || len(list.Only(Error)) != 0 {
		t.Error(list)
	}
	if got := list.Summary(); got != "2 warnings, 1 note" {
		t.Error(got)
	}
	list = append(list, &Diagnostic{Reason: "e", Suggestion: "mend it"})
	if !list.HasErrors() || list.Summary() != "1 error, 2 warnings, 1 note" {
		t.Error(list.Summary())
	}
	if got := list[3].Error(); got != "error: e; mend it" {
		t.Error(got)
	}
	if (List{}).Summary() != "" || (List{}).HasErrors() {
		t.Error("the empty list")
	}
}
