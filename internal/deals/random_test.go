package deals_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"pgregory.net/rapid"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/game"
)

// randomCase writes a small case with joint control, rules, terms, red lines and ties. Points have at most one
// decimal, so that the oracle can hold them exactly in tenths.
type randomCase struct {
	r       *rand.Rand
	b       strings.Builder
	parties int
	sizes   []int
}

// kind says what a random case may hold.
type kind struct {
	none     bool // status-quo: none
	walkAway bool // some walk-aways are declared
	caps     bool // some totals are cut
}

func (c *randomCase) cond() string {
	i := c.r.IntN(len(c.sizes))
	return fmt.Sprintf("i%d %s o%d", i, []string{"==", "!="}[c.r.IntN(2)], c.r.IntN(c.sizes[i]))
}

func (c *randomCase) wide() string {
	s := c.cond()
	for range 1 + c.r.IntN(2) {
		s += []string{" and ", " or "}[c.r.IntN(2)] + c.cond()
	}
	return s
}

func (c *randomCase) line(format string, args ...any) { fmt.Fprintf(&c.b, format+"\n", args...) }

func writeRandom(seed uint64, k kind) string {
	c := &randomCase{r: rand.New(rand.NewPCG(seed, 99))}
	c.parties = 2 + c.r.IntN(3)
	c.line("parley: 1\ncase: random")
	if k.none {
		c.line("status-quo: none")
	}
	c.line("parties:")
	for p := range c.parties {
		c.line("  p%d: {kind: state}", p)
	}
	c.issues(k)
	c.rules()
	c.line("values:")
	for p := range c.parties {
		c.values(p, k)
	}
	c.line("tables:\n  all: {members: [%s]}", c.members(c.parties))
	if k.none { // an agenda without a status quo has a test of its own
		c.line("  part: {members: [p0, p1]}")
	} else {
		c.line("  part: {members: [p0, p1], agenda: [i0, i1]}")
	}
	if c.parties > 2 {
		c.line("  vote: {members: [%s], rule: at-least 2 of members}", c.members(3))
		c.line("  veto: {members: [%s], rule: p1 and at-least 2 of members}", c.members(c.parties))
	}
	c.line("goals:\n  one: %s\n  two: %s", c.cond(), c.wide())
	return c.b.String()
}

func (c *randomCase) members(n int) string {
	var out []string
	for p := range n {
		out = append(out, fmt.Sprintf("p%d", p))
	}
	return strings.Join(out, ", ")
}

func (c *randomCase) issues(k kind) {
	c.line("issues:")
	c.sizes = make([]int, 2+c.r.IntN(3))
	for i := range c.sizes {
		c.sizes[i] = 2 + c.r.IntN(2)
		c.line("  i%d:", i)
		for o := range c.sizes[i] {
			var by []string
			for p := range c.parties {
				if c.r.IntN(2) == 0 {
					by = append(by, fmt.Sprintf("p%d", p))
				}
			}
			switch {
			case len(by) == 0 || k.none:
				c.line("    o%d: {}", o)
			case c.r.IntN(9) == 0 && o > 0:
				c.line("    o%d: {by: %s, irreversible: true}", o, strings.Join(by, " or "))
			default:
				c.line("    o%d: %s", o, strings.Join(by, []string{" and ", " or "}[c.r.IntN(2)]))
			}
		}
	}
}

func (c *randomCase) rules() {
	n := c.r.IntN(3)
	if n > 0 {
		c.line("rules:")
	}
	for range n {
		if c.r.IntN(2) == 0 {
			c.line("  - never: %s and %s", c.cond(), c.cond())
		} else {
			i := c.r.IntN(len(c.sizes))
			c.line("  - when: %s\n    then: i%d=o%d", c.wide(), i, c.r.IntN(c.sizes[i]))
		}
	}
}

func (c *randomCase) values(p int, k kind) {
	c.line("  p%d:", p)
	for i, size := range c.sizes {
		var row []string
		for o := 1; o < size; o++ {
			row = append(row, fmt.Sprintf("o%d: %d", o, c.r.IntN(9)-4))
		}
		c.line("    i%d: {%s}", i, strings.Join(row, ", "))
	}
	if n := c.r.IntN(3); n > 0 {
		c.line("    also:")
		for o := range n {
			c.line("      %s and i0 != o0 or i1 == o%d: %d.%d", c.wide(), o%2, c.r.IntN(7)-3, 1+c.r.IntN(8))
		}
	}
	if c.r.IntN(3) == 0 && !k.none {
		c.line("    once:\n      %s: %d", c.cond(), c.r.IntN(7)-3)
	}
	if n := c.r.IntN(3); n > 0 {
		c.line("    red-lines:")
		for range n {
			c.line("      - %s", c.wide())
		}
	}
	if k.none || k.walkAway && c.r.IntN(2) == 0 {
		c.line("    walk-away: %d", c.r.IntN(7)-4)
	}
	if k.caps && c.r.IntN(2) == 0 {
		c.line("    at-most: %d", c.r.IntN(6)-1)
	}
}

// compiled returns the game of a text, or nil where today breaks a rule.
func compiled(t rapid.TB, text string) *game.Game {
	t.Helper()
	c, list := casefile.Parse("random.yaml", text)
	if list.HasErrors() {
		t.Fatalf("%v\n%s", list.Only(0), text)
	}
	g, bad := game.Compile(c)
	if bad.HasErrors() {
		return nil
	}
	return g
}

// drawn prepares a few draws.
func drawn(t rapid.TB, g *game.Game, runs, jobs int) *ask.Draws {
	t.Helper()
	d, err := ask.NewDraws(g, runs, 1, jobs)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// must compiles a text that is a case.
func must(t rapid.TB, text string) *game.Game {
	t.Helper()
	g := compiled(t, text)
	if g == nil {
		t.Fatalf("today breaks a rule\n%s", text)
	}
	return g
}
