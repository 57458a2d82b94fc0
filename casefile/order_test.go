package casefile

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/internal/expr"
)

// The order of the sections changes nothing but places.
func TestOrderOfSections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.SampledFrom([]string{frame, clockCase, orders}).Draw(t, "base")
		want, _ := Parse("case.yaml", base)
		keys, bodies := sections(base)
		var b strings.Builder
		for _, key := range rapid.Permutation(keys).Draw(t, "order") {
			b.WriteString(bodies[key])
		}
		got, list := Parse("case.yaml", b.String())
		if got == nil {
			t.Fatal(list)
		}
		if diff := cmp.Diff(summary(want), summary(got)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// summary is what a case says, without places.
func summary(c *Case) []string {
	var out []string
	for _, p := range c.Parties {
		out = append(out, "party "+p.Name+" "+p.Short)
	}
	for _, in := range c.Inputs {
		out = append(out, in.Path+" = "+in.Dist.String()+" "+in.Note)
	}
	slices.Sort(out)
	c.Expressions(func(n *expr.Node) {
		out = append(out, n.String())
	})
	return out
}
