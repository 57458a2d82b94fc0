package game

import (
	"parley/internal/expr"
)

// Named reports whether some control formula mentions p.
func (g *Game) Named(p int) bool {
	for i := range g.control {
		for o := range g.control[i] {
			if mentions(g.control[i][o], p) || mentions(g.back[i][o], p) {
				return true
			}
		}
	}
	return false
}

func mentions(f *expr.Node, p int) bool {
	found := false
	if f != nil {
		f.Walk(func(n *expr.Node) { found = found || n.Op == expr.Name && n.Ref == expr.Party && n.Index == p })
	}
	return found
}

// Concerns reports whether p's consent could matter to a clause of s: a formula that governs it names p, or the issue
// needs all who are seated and p is.
func (g *Game) Concerns(p int, s State) bool {
	for i, o := range s {
		if g.Today == nil || o == g.Today[i] {
			continue
		}
		f := g.control[i][o]
		if f == nil && g.defaults.Has(p) || mentions(f, p) {
			return true
		}
	}
	return false
}
