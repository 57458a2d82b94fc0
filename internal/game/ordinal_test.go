package game_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/diag"
	"parley/internal/game"
)

// ordered compiles a case of three issues with two options each, all of one party's control, with the given values.
func ordered(t *testing.T, values string) (*game.Game, *game.Numbers) {
	t.Helper()
	c, list := casefile.Parse("order.yaml", "parley: 1\ncase: Order\nparties: {one: {kind: state}}\nissues:\n"+
		"  a: {no: one, yes: one}\n  b: {no: one, yes: one}\n  c: {no: one, yes: one}\nvalues:\n  one:\n"+values)
	if c == nil || list.HasErrors() {
		t.Fatal(list)
	}
	g, errs := game.Compile(c)
	if len(errs.Only(diag.Error)) > 0 {
		t.Fatal(errs)
	}
	n := g.NewNumbers()
	if err := n.Fill(make([]float64, len(c.Inputs)), nil); err != nil {
		t.Fatal(err)
	}
	return g, n
}

// states are all eight, a the slowest.
func states() []game.State {
	var out []game.State
	for k := range uint16(8) {
		out = append(out, game.State{k >> 2, k >> 1 & 1, k & 1})
	}
	return out
}

// order writes the states from the best to the worst, ties joined by `=`.
func order(n *game.Numbers) string {
	var b strings.Builder
	for v := int64(1 << 40); v >= 0; {
		next := int64(-1)
		var level []string
		for k, s := range states() {
			switch x := game.Grid(n.Value(0, s)); {
			case x == v:
				level = append(level, fmt.Sprint(k))
			case x < v:
				next = max(next, x)
			}
		}
		if level != nil {
			b.WriteString(strings.Join(level, "=") + " ")
		}
		v = next
	}
	return strings.TrimSpace(b.String())
}

func TestOrders(t *testing.T) {
	for _, x := range []struct{ values, want string }{
		{"    priorities: [a == yes, b == no, c == yes]", "5 4 7 6 1 0 3 2"},
		{"    priorities: [a == yes and b == yes]", "6=7 0=1=2=3=4=5"},
		{"    priorities: [always, c == yes]", "1=3=5=7 0=2=4=6"},
		{"    ranking: [today, \"a=yes, c=yes\", [b == yes, c=yes]]", "0 5 1=2=3=6=7 4"},
		{"    ranking: [c == yes]", "1=3=5=7 0=2=4=6"},
		{"    ranking: [a == yes, b == yes and c == yes, b == yes]", "4=5=6=7 3 2 0=1"},
	} {
		g, n := ordered(t, x.values)
		if got := order(n); got != x.want {
			t.Errorf("%s: %s, want %s", x.values, got, x.want)
		}
		if g.Ordinal != 1 || n.WalkAway[0] != n.Value(0, g.Today) {
			t.Errorf("%s: ordinal %b", x.values, g.Ordinal)
		}
	}
}

// More priorities than fit into powers of two rank as the leading ones do, and neighbouring ranks count as gains.
func TestManyPriorities(t *testing.T) {
	many := "    priorities:\n      - a == yes\n      - b == no\n      - c == yes\n"
	for k := range 100 {
		many += fmt.Sprintf("      - at-least %d of (a == yes, a == no, b == yes, b == no, c == yes, c == no, always, true%s)\n", 1+k%3, strings.Repeat(", always", k))
	}
	_, n := ordered(t, many)
	if got := order(n); got != "5 4 7 6 1 0 3 2" {
		t.Error(got)
	}
	least := "    priorities: [a == yes"
	for k := range 36 {
		least += fmt.Sprintf(", a == yes or b == yes%s", strings.Repeat(" or a == yes", k))
	}
	_, n = ordered(t, least+", c == yes]")
	for a, b := range map[int]int{0: 1, 2: 3, 4: 5} {
		if s := states(); n.Value(0, s[b]) < game.Gains(n.Value(0, s[a])) {
			t.Errorf("the last priority is no gain: %d, %d", n.Value(0, s[a]), n.Value(0, s[b]))
		}
	}
}
