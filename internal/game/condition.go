package game

import "parley/internal/expr"

// Condition is a compiled condition on the state alone.
type Condition struct {
	Scope
	Bits []bool           // by cell; nil when the table would be too large
	Eval func(State) bool // what Bits tabulates
}

// Holds reports whether the condition is true of s.
func (c *Condition) Holds(s State) bool {
	if c.Bits != nil {
		return c.Bits[c.Encode(s)]
	}
	return c.Eval(s)
}

func (g *Game) condition(n *expr.Node) *Condition {
	truth := g.analyst.compileTruth(n)
	return g.Tabulate(g.issuesOf(n), func(s State) bool { return truth(nil, s) })
}

// conjuncts splits a condition at its top-level `and`s: all must hold.
func (g *Game) conjuncts(n *expr.Node) []*Condition { return g.split(n, expr.And) }

// disjuncts splits a condition at its top-level `or`s: it holds when one does, so forbidding it forbids each.
func (g *Game) disjuncts(n *expr.Node) []*Condition { return g.split(n, expr.Or) }

func (g *Game) split(n *expr.Node, op expr.Op) []*Condition {
	if n.Op != op {
		return []*Condition{g.condition(n)}
	}
	var out []*Condition
	for _, a := range n.Args {
		out = append(out, g.split(a, op)...)
	}
	return out
}

// Tabulate makes a Condition of a predicate that reads only the given issues.
func (g *Game) Tabulate(issues []int, eval func(State) bool) *Condition {
	c := &Condition{Scope: newScope(issues, g.Sizes), Eval: eval}
	if c.cells > maxCells {
		return c
	}
	c.Bits = make([]bool, c.cells)
	s := make(State, len(g.Sizes))
	for cell := range c.Bits {
		c.Decode(cell, s)
		c.Bits[cell] = eval(s)
	}
	return c
}
