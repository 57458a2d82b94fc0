package blocks_test

import (
	"math"
	"slices"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/expr"
	"parley/internal/game"
)

// oracle answers by the definitions of docs/model.md: it lists every state and tries every choice. Of the program it
// shares the checked case only; all inputs are constants, all values tenths of a point.
type oracle struct {
	c     *casefile.Case
	today game.State // nil without a status quo
	seat  game.Mask
	all   []game.State // every state, in declaration order
}

func newOracle(g *game.Game) *oracle {
	o := &oracle{c: g.Case, seat: g.Seated}
	if g.Case.StatusQuo {
		o.today = make(game.State, len(g.Case.Issues))
		for i := range o.today {
			o.today[i] = uint16(g.Case.Issues[i].Today)
		}
	}
	s := make(game.State, len(g.Case.Issues))
	var rec func(i int)
	rec = func(i int) {
		if i == len(s) {
			o.all = append(o.all, s.Clone())
			return
		}
		for k := range g.Case.Issues[i].Options {
			s[i] = uint16(k)
			rec(i + 1)
		}
	}
	rec(0)
	return o
}

func enough(n *expr.Node, holds func(*expr.Node) bool) bool {
	k := 0
	for _, a := range n.Args {
		if holds(a) {
			k++
		}
	}
	return k >= map[expr.Op]int{expr.And: len(n.Args), expr.Or: 1, expr.AtLeast: n.N}[n.Op]
}

func (o *oracle) holds(n *expr.Node, s game.State) bool {
	switch n.Op {
	case expr.Name:
		return n.Ref == expr.Always
	case expr.Not:
		return !o.holds(n.Args[0], s)
	case expr.Eq, expr.Ne:
		return (int(s[n.Args[0].Index]) == n.Args[1].Index) == (n.Op == expr.Eq)
	}
	return enough(n, func(a *expr.Node) bool { return o.holds(a, s) })
}

// met evaluates a control formula.
func met(n *expr.Node, set game.Mask) bool {
	if n.Op == expr.Name {
		return set.Has(n.Index)
	}
	return enough(n, func(a *expr.Node) bool { return met(a, set) })
}

func (o *oracle) brings(set game.Mask, by *expr.Node) bool {
	if by == nil {
		return set&o.seat == o.seat
	}
	return met(by, set)
}

func (o *oracle) moves(set game.Mask, issue, from, to int) bool {
	is := &o.c.Issues[issue]
	switch {
	case o.today == nil || from == to:
		return true
	case is.Options[from].Irreversible && from != is.Today:
		return false
	case to != is.Today && from != is.Today: // on to a third option: both to leave the one and to bring about the other
		return o.moves(set, issue, from, is.Today) && o.brings(set, is.Options[to].By)
	case to != is.Today:
		return o.brings(set, is.Options[to].By)
	case is.Options[from].Back != nil:
		return met(is.Options[from].Back, set)
	case is.Options[to].By != nil:
		return met(is.Options[to].By, set)
	}
	return !o.brings((game.Mask(1)<<len(o.c.Parties)-1)&^set, is.Options[from].By)
}

func (o *oracle) allowed(s game.State) bool {
	for _, r := range o.c.Rules {
		if r.Never != nil && o.holds(r.Never, s) {
			return false
		}
		if r.When != nil && o.holds(r.When, s) {
			for _, t := range r.Then {
				if int(s[t.Issue]) != t.Option {
					return false
				}
			}
		}
	}
	return true
}

// follow sets the chosen issues of base to those of s and completes; nil where the rules contradict.
func (o *oracle) follow(base, s game.State, chosen int) game.State {
	y, set := base.Clone(), make([]bool, len(s))
	for i := range s {
		if chosen>>i&1 == 1 {
			y[i], set[i] = s[i], true
		}
	}
	for again := true; again; {
		again = false
		for _, r := range o.c.Rules {
			if r.When == nil || !o.holds(r.When, y) {
				continue
			}
			for _, t := range r.Then {
				if int(y[t.Issue]) == t.Option {
					continue
				}
				if set[t.Issue] {
					return nil
				}
				y[t.Issue], set[t.Issue], again = uint16(t.Option), true, true
			}
		}
	}
	return y
}

func (o *oracle) reaches(set game.Mask, base, s game.State) bool {
	return o.reachesBy(set, 1<<len(s)-1, base, s)
}

// reachesBy tries every set of choices among the given issues that the parties control.
func (o *oracle) reachesBy(set game.Mask, issues int, base, s game.State) bool {
	if !o.allowed(s) {
		return false
	}
	if o.today == nil {
		return true
	}
	for chosen := range 1 << len(s) {
		ok := chosen&^issues == 0
		for i := range s {
			if chosen>>i&1 == 1 && (s[i] == base[i] || !o.moves(set, i, int(base[i]), int(s[i]))) {
				ok = false
			}
		}
		if ok {
			if y := o.follow(base, s, chosen); y != nil && y.Equal(s) {
				return true
			}
		}
	}
	return false
}

// value is U_p(s) in tenths when base is in force.
func (o *oracle) value(p int, s, base game.State) int {
	v := o.c.Parties[p].Values
	total := 0.0
	for _, iv := range v.Issues {
		for _, ov := range iv.Options {
			if int(s[iv.Issue]) == ov.Option {
				total += ov.Value.Dist.Median()
			}
		}
	}
	for _, t := range v.Terms {
		if (t.When == nil || o.holds(t.When, s)) && !(t.Once && base != nil && o.holds(t.When, base)) {
			total += t.Amount.Dist.Median()
		}
	}
	if v.AtMost != nil {
		total = min(total, v.AtMost.Dist.Median())
	}
	return int(math.Round(total * 10))
}

func (o *oracle) walkAway(p int) int {
	if w := o.c.Parties[p].Values.WalkAway; w != nil {
		return int(math.Round(w.Dist.Median() * 10))
	}
	return o.value(p, o.today, o.today)
}

// broken lists the red lines of p that s breaks and base does not.
func (o *oracle) broken(p int, base, s game.State) []int {
	var out []int
	for i, r := range o.c.Parties[p].Values.RedLines {
		if o.holds(r.Condition, s) && (base == nil || !o.holds(r.Condition, base)) {
			out = append(out, i)
		}
	}
	return out
}

func (o *oracle) accepts(p int, s game.State) bool {
	if o.c.Parties[p].Values == nil {
		return false
	}
	return len(o.broken(p, o.today, s)) == 0 && o.value(p, s, o.today) >= o.walkAway(p)
}

// stateOf reads a state back from what programs read.
func stateOf(c *casefile.Case, m ask.State) game.State {
	s := make(game.State, len(c.Issues))
	for i := range c.Issues {
		s[i] = uint16(slices.IndexFunc(c.Issues[i].Options, func(o casefile.Option) bool { return o.Name == m[c.Issues[i].Name] }))
	}
	return s
}

func mentions(f *expr.Node, p int) bool {
	found := false
	f.Walk(func(n *expr.Node) { found = found || n.Op == expr.Name && n.Index == p })
	return found
}
