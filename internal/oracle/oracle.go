// Package oracle is what tests compare the game with, and is for tests only: random small cases, and the literal
// definitions of docs/model.md applied to them by listing every state and trying every set of choices. Of the program
// it shares the checked case and the types of its answers. Every input is taken as a constant and every value as a
// whole number of tenths of a point, so that nothing is rounded.
package oracle

import (
	"math/bits"
	"slices"

	"parley/casefile"
	"parley/internal/expr"
	"parley/internal/game"
)

// Oracle answers about one case.
type Oracle struct {
	Case   *casefile.Case
	Today  game.State   // nil without a status quo
	States []game.State // every state, whatever the rules, in declaration order

	seated game.Mask
}

// New lists the states of a case. The case must be small: they are all held.
func New(c *casefile.Case) *Oracle {
	o := &Oracle{Case: c}
	if c.StatusQuo {
		o.Today = make(game.State, len(c.Issues))
		for i := range o.Today {
			o.Today[i] = uint16(c.Issues[i].Today)
		}
	}
	for t := range c.Tables {
		o.seated |= game.Of(c.Tables[t].Members...)
	}
	for p := range c.Parties {
		if k := c.Parties[p].Kind; len(c.Tables) == 0 && k != casefile.Public && k != casefile.Group {
			o.seated |= 1 << p
		}
	}
	s := make(game.State, len(c.Issues))
	var list func(i int)
	list = func(i int) {
		if i == len(s) {
			o.States = append(o.States, s.Clone())
			return
		}
		for k := range c.Issues[i].Options {
			s[i] = uint16(k)
			list(i + 1)
		}
	}
	list(0)
	return o
}

// Everyone is the set of all parties.
func (o *Oracle) Everyone() game.Mask { return 1<<len(o.Case.Parties) - 1 }

// Names are the names of a set of parties, in the order of the case; never nil.
func (o *Oracle) Names(set game.Mask) []string {
	out := []string{}
	for _, p := range set.List() {
		out = append(out, o.Case.Parties[p].Name)
	}
	return out
}

// Parties is the set of the parties with the given names. A name that the case does not have gives the empty set.
func (o *Oracle) Parties(names []string) game.Mask {
	var m game.Mask
	for _, n := range names {
		p := slices.IndexFunc(o.Case.Parties, func(p casefile.Party) bool { return p.Name == n })
		if p < 0 {
			return 0
		}
		m |= 1 << p
	}
	return m
}

// State reads a state back from what programs read: issue → option.
func (o *Oracle) State(m map[string]string) game.State {
	s := make(game.State, len(o.Case.Issues))
	for i := range o.Case.Issues {
		is := &o.Case.Issues[i]
		s[i] = uint16(slices.IndexFunc(is.Options, func(k casefile.Option) bool { return k.Name == m[is.Name] }))
	}
	return s
}

// Has reports whether s is in the list.
func Has(states []game.State, s game.State) bool {
	return slices.ContainsFunc(states, func(x game.State) bool { return x.Equal(s) })
}

// Minimal lists the inclusion-minimal sets of at most so many elements of a set for which ok holds, smallest first.
func Minimal[Set ~uint64](of Set, most int, ok func(Set) bool) []Set {
	var out []Set
	for size := range most + 1 {
		for m := range of + 1 {
			if m&^of == 0 && bits.OnesCount64(uint64(m)) == size && !slices.ContainsFunc(out, func(f Set) bool { return f&^m == 0 }) && ok(m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// enough counts the arguments of and, or, at-least that hold.
func enough(n *expr.Node, holds func(*expr.Node) bool) bool {
	k := 0
	for _, a := range n.Args {
		if holds(a) {
			k++
		}
	}
	return k >= map[expr.Op]int{expr.And: len(n.Args), expr.Or: 1, expr.AtLeast: n.N}[n.Op]
}

// Holds evaluates a condition on the state.
func (o *Oracle) Holds(n *expr.Node, s game.State) bool {
	switch n.Op {
	case expr.Name:
		return n.Ref == expr.Always
	case expr.Not:
		return !o.Holds(n.Args[0], s)
	case expr.Eq, expr.Ne:
		return (int(s[n.Args[0].Index]) == n.Args[1].Index) == (n.Op == expr.Eq)
	case expr.In:
		return slices.ContainsFunc(n.Args[1:], func(a *expr.Node) bool { return int(s[n.Args[0].Index]) == a.Index })
	}
	return enough(n, func(a *expr.Node) bool { return o.Holds(a, s) })
}

// met evaluates a control formula or a table's rule; members stands for `members`.
func met(n *expr.Node, set, members game.Mask) bool {
	switch {
	case n.Op == expr.Name:
		return set.Has(n.Index)
	case n.Op == expr.AtLeast && n.Args[0].Ref == expr.Members:
		return len((set & members).List()) >= n.N
	}
	return enough(n, func(a *expr.Node) bool { return met(a, set, members) })
}
