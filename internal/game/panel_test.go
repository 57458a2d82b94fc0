package game

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/expr"
)

// rule reads a formula over the parties p0, p1, …
func rule(t *testing.T, text string, parties int) (*Game, bool) {
	t.Helper()
	var b strings.Builder
	b.WriteString("parley: 1\ncase: rule\nparties:\n")
	var members []string
	for p := range parties {
		fmt.Fprintf(&b, "  p%d: {kind: state}\n", p)
		members = append(members, fmt.Sprintf("p%d", p))
	}
	fmt.Fprintf(&b, "issues:\n  i: {options: [no, yes]}\nvalues:\n  p0: {i: {yes: 1}}\ntables:\n  t: {members: [%s], rule: %q}\n", strings.Join(members, ", "), text)
	c, list := casefile.Parse("rule.yaml", b.String())
	if list.HasErrors() {
		t.Fatal(list.Only(0), text)
	}
	g, bad := Compile(c)
	return g, !bad.HasErrors()
}

// literal lists the minimal sets of members that meet the rule by trying all sets.
func literal(n *expr.Node, members Mask) []Mask {
	var all []Mask
	for s := range Mask(1) << len(members.List()) {
		if holdsFor(n, s, members) {
			all = append(all, s)
		}
	}
	return minimal(all)
}

func randomRule(r *rand.Rand, parties, depth int) string {
	if depth == 0 || r.IntN(3) == 0 {
		return fmt.Sprintf("p%d", r.IntN(parties))
	}
	var parts []string
	for range 2 + r.IntN(3) {
		parts = append(parts, "("+randomRule(r, parties, depth-1)+")")
	}
	switch r.IntN(4) {
	case 0:
		return fmt.Sprintf("at-least %d of (%s)", 1+r.IntN(len(parts)), strings.Join(parts, ", "))
	case 1:
		return strings.Join(parts, " or ")
	case 2:
		return fmt.Sprintf("(%s) and at-least %d of members", parts[0], 1+r.IntN(parties))
	}
	return strings.Join(parts, " and ")
}

// TestCoalitions compares the coalitions that decide with the definition, on random rules.
func TestCoalitions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		parties := 2 + r.IntN(6)
		text := randomRule(r, parties, 2)
		g, ok := rule(t, text, parties)
		if !ok {
			t.Fatal("refused: " + text)
		}
		panel := g.TablePanel(0)
		if want := literal(g.Case.Tables[0].Rule, panel.Members); !slices.Equal(panel.Coalitions, want) {
			t.Fatalf("%s: %b, want %b", text, panel.Coalitions, want)
		}
	}
}

// TestManyMembers answers for a large council and refuses one with too many coalitions, at once.
func TestManyMembers(t *testing.T) {
	g, ok := rule(t, "at-least 26 of members", 27)
	if !ok || len(g.TablePanel(0).Coalitions) != 27 {
		t.Error("26 of 27")
	}
	if _, ok := rule(t, "at-least 14 of members", 27); ok {
		t.Error("twenty million coalitions are not refused")
	}
}
