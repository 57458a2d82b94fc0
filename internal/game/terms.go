package game

import (
	"fmt"
	"slices"

	"parley/casefile"
)

// leaf is weight × share, or points, of one option.
type leaf struct {
	at            int
	weight, share *Number
	input         int // where the share stands among the inputs and there is no weight; else −1
}

func newLeaf(at int, weight, share *Number) leaf {
	l := leaf{at: at, weight: weight, share: share, input: -1}
	if weight == nil && share.of.Form == casefile.Dist {
		l.input = share.of.Input
	}
	return l
}

func (l *leaf) points(in []float64, s State) float64 {
	if l.input >= 0 {
		return in[l.input]
	}
	v := l.share.eval(in, s)
	if l.weight != nil {
		v = float64(v * l.weight.eval(in, s))
	}
	return v
}

func (l *leaf) fail(reason string) error { return l.share.fail(reason) }

// term is an amount that depends on a condition.
type term struct {
	Scope
	when     truthFunc // nil: always
	amount   *Number
	leaf     *leaf // instead of amount: the value of one option, where it rests on other issues
	issue    int   // leaf: the issue and option it is the value of
	option   uint16
	once     bool
	fixed    bool  // amount and condition do not depend on both draw and state
	plain    bool  // the condition depends on the state alone
	moves    bool  // rests on tracks or the time
	all      rests // that it rests on, the courses of tracks left out
	path     int   // along which it is averaged, -1: none
	presents int   // where its presents by cell begin, −1: it has none

	own    Scope    // of the issues that condition and amount rest on
	byCell []inCell // [cell of own] the term in such states alone; nil where they are many, or it need not be quick
}

// inCell is a term in one state.
type inCell struct {
	off    bool
	when   truthFunc   // nil: always
	amount *Number     // nil: a leaf's
	poly   *polynomial // of both; nil: as they are written
}

func (t *term) holdsAt(s State) bool { return t.when == nil || t.when(nil, s) }

// value is what the term adds at s when the state in force is base (nil: none).
func (t *term) value(in []float64, s, base State) (float64, error) {
	if t.leaf == nil && t.byCell != nil {
		c := &t.byCell[t.own.Encode(s)]
		if c.off || c.when != nil && !c.when(in, s) {
			return 0, nil
		}
		return t.checked(c.amount.eval(in, s), c.amount)
	}
	if t.leaf != nil {
		if s[t.issue] != t.option {
			return 0, nil
		}
		return t.checked(t.leaf.points(in, s), t.leaf)
	}
	if t.when != nil && !t.when(in, s) || t.once && base != nil && (t.when == nil || t.when(in, base)) {
		return 0, nil
	}
	return t.amountValue(in, s)
}

func (t *term) amountValue(in []float64, s State) (float64, error) {
	return t.checked(t.amount.eval(in, s), t.amount)
}

func (t *term) checked(v float64, at interface{ fail(string) error }) (float64, error) {
	if bad := finite(v); bad != "" {
		return 0, at.fail(bad)
	}
	return v, nil
}

// Factor is the sum of a party's terms over one set of several issues, as a table.
type Factor struct {
	Scope
	Party int
	terms []term
	holds [][]bool // [term][cell] for terms whose condition rests on the state alone
	moves bool     // of terms that rest on tracks or the time: computed when asked for
	rests varSet   // what it rests on, the state in force left out
	ranks []Tick   // instead of terms: the values of an order, the same in every draw
}

// glance is a factor, for a first look at whether a change touches it.
type glance struct {
	factor int // index into Game.Factors
	near   issueBits
	moves  bool
}

// compileLeaves puts plain option values into the party and returns as terms those that rest on other issues or that move.
func (g *Game) compileLeaves(p int, v *casefile.Values) []term {
	var terms []term
	out := &g.Parties[p]
	for i := range v.Issues {
		iv := &v.Issues[i]
		weight := out.reading.number(iv.Weight)
		for _, ov := range iv.Options {
			l := newLeaf(g.Offset[iv.Issue]+ov.Option, weight, out.reading.number(ov.Value))
			var x rests
			x.add(&l.share.rests)
			if weight != nil {
				x.add(&weight.rests)
			}
			if len(x.issues) == 0 && !x.moves() {
				out.leaves = append(out.leaves, l)
				continue
			}
			x.add(&rests{issues: []int{iv.Issue}})
			t := g.term(p, &x, term{leaf: &l, issue: iv.Issue, option: uint16(ov.Option)})
			if t.moves {
				t.leafCells(out.reading, x.issues)
			}
			terms = append(terms, t)
		}
	}
	return terms
}

func (g *Game) compileTerm(p int, t *casefile.Term) term {
	r := g.Parties[p].reading
	amount := r.number(t.Amount)
	out := term{amount: amount, once: t.Once}
	var when rests
	if t.When != nil {
		out.when = r.compileTruth(t.When)
		when = r.ofNode(t.When)
	}
	out.plain = !when.drawn && !when.varies()
	out.fixed = out.plain && len(amount.issues) == 0 && !amount.varies()
	var all rests
	all.add(&amount.rests)
	all.add(&when)
	out = g.term(p, &all, out)
	if out.moves && !out.once {
		out.inCells(r, t, all.issues)
	}
	return out
}

// leafCells compiles the moving value of an option for each state that it tells apart.
func (t *term) leafCells(r *reading, issues []int) {
	t.eachCell(r, issues, func(in *reading) inCell {
		c := inCell{off: in.in[t.issue] != t.option}
		if !c.off {
			c.poly = in.polynomialLeaf(t.leaf)
		}
		return c
	})
}

// eachCell compiles a moving term for each state that it tells apart, where they are not too many: along a path it is evaluated step after step
// in one state.
func (t *term) eachCell(r *reading, issues []int, compile func(in *reading) inCell) {
	t.own = newScope(issues, r.g.Sizes)
	if t.own.cells > maxCourses {
		return
	}
	s := make(State, len(r.g.Sizes))
	for cell := range t.own.cells {
		t.own.Decode(cell, s)
		t.byCell = append(t.byCell, compile(r.within(s.Clone())))
	}
}

// polynomialLeaf writes the value of an option in one state as a sum of products, nil where it is none.
func (r *reading) polynomialLeaf(l *leaf) *polynomial {
	list, ok := r.expandNumber(l.share.of)
	if ok && l.weight != nil {
		var weight []product
		if weight, ok = r.expandNumber(l.weight.of); ok {
			list, ok = multiplied(list, weight)
		}
	}
	if !ok {
		return nil
	}
	return r.polynomialOf(list)
}

// inCells compiles a moving term for each state that it tells apart.
func (t *term) inCells(r *reading, of *casefile.Term, issues []int) {
	t.eachCell(r, issues, func(in *reading) inCell {
		c := inCell{amount: in.number(of.Amount)}
		if of.When != nil {
			if holds, known := in.decided(of.When); known {
				c.off = !holds
			} else {
				c.when = in.compileTruth(of.When)
			}
		}
		c.poly = in.polynomialTerm(of, &c)
		return c
	})
}

// polynomialTerm writes a term in one state as a sum of products, nil where it is none.
func (r *reading) polynomialTerm(of *casefile.Term, c *inCell) *polynomial {
	if c.off {
		return nil
	}
	list, ok := r.expandNumber(of.Amount)
	if c.when != nil {
		x := r.ofNode(of.When)
		ok = ok && !x.varies()
		list = guarded(list, c.when)
	}
	if !ok {
		return nil
	}
	return r.polynomialOf(list)
}

// term completes a term with what it rests on: if it moves and its party looks ahead, the issues that drive the tracks too.
func (g *Game) term(p int, x *rests, t term) term {
	t.moves, t.all, t.path, t.presents = x.moves(), *x, -1, -1
	issues := x.issues
	if t.moves && !t.once {
		if t.path = g.pathFor(p, x); t.path >= 0 {
			issues = slices.Concat(issues, g.paths[t.path].Issues)
			slices.Sort(issues)
			issues = slices.Compact(issues)
		}
	}
	t.Scope = newScope(issues, g.Sizes)
	if t.path >= 0 && t.cells <= maxCourses {
		t.presents = g.presents
		g.presents += t.cells
	}
	return t
}

// placeTerms groups terms by the issues they rest on: one table a group.
func (g *Game) placeTerms(p int, terms []term) *TooLargeError {
	for _, t := range terms {
		if len(t.Issues) <= 1 && !t.moves {
			g.Parties[p].single = append(g.Parties[p].single, t)
			continue
		}
		if t.cells > maxCells {
			return &TooLargeError{
				What: fmt.Sprintf("a value of `%s` that rests on %d issues at once", g.Case.Parties[p].Name, len(t.Issues)), States: float64(t.cells),
				Remedy: "split the condition into several, each over fewer issues; what drives the tracks of a value counts with it",
			}
		}
		at := slices.IndexFunc(g.Parties[p].factors, func(f glance) bool { return f.moves == t.moves && slices.Equal(g.Factors[f.factor].Issues, t.Issues) })
		if at < 0 {
			g.addFactor(Factor{Scope: t.Scope, Party: p, moves: t.moves})
			at = len(g.Parties[p].factors) - 1
		}
		f := &g.Factors[g.Parties[p].factors[at].factor]
		f.terms = append(f.terms, t)
		f.holds = append(f.holds, f.truthTable(&t, len(g.Sizes)))
	}
	return nil
}

func (g *Game) addFactor(f Factor) {
	at, p := len(g.Factors), &g.Parties[f.Party]
	if f.moves {
		g.moving = append(g.moving, at)
	}
	g.Factors, p.factors = append(g.Factors, f), append(p.factors, glance{factor: at, near: f.near, moves: f.moves})
}

func (f *Factor) truthTable(t *term, issues int) []bool {
	if !t.fixed {
		return nil
	}
	out, s := make([]bool, f.cells), make(State, issues)
	for c := range out {
		f.Decode(c, s)
		out[c] = t.holdsAt(s)
	}
	return out
}
