package game

import (
	"math"
	"slices"
)

// present is what a term adds from any step on that its party looks ahead, along the path that is expected in one state, as a function of
// where the tracks stand in that step. Between bounds a course takes every product of tracks to a sum of products, so that the sum over
// all steps ahead is a sum of products too; its coefficients follow backwards from the last step, once a draw (the adjoint of a
// linear recurrence).
type present struct {
	recipe  *recipe // nil: there is none, and the path is followed step by step
	draw    int     // that the rest is of
	ok      bool    // it holds in this draw, as long as no bound is met
	lambda  []float64
	m       []float64 // of the entries
	bounded []*lane
	add     []float64 // [bounded × step] at the last step, a bounded track that stands at x in this one stands at add + keep × x
	keep    []float64
}

// recipe is how the coefficients come about, whatever the draw.
type recipe struct {
	monomials [][]int // the variables of each; the first has none
	flow      []int   // [coefficient of the term] its monomial
	tracks    []int   // that occur, ascending
	entries   []entry
}

// entry says that a monomial, one step on, contains another, and how often: a product of coefficients of courses.
type entry struct {
	from, to int
	refs     []ref
}

// ref is a coefficient of the course of a track, by place among the recipe's; −1 is the time, whose coefficients are those of its own
// course: the step, and once its value.
type ref struct{ track, coef int }

// Bounds of a recipe; beyond them paths are followed step by step.
const (
	maxMonomials = 16
	maxEntries   = 96
)

// presentOf is the present of a moving term in s, nil where there is none.
func (n *Numbers) presentOf(t *term, s State) *present {
	if t.presents < 0 {
		return nil
	}
	at := t.presents + t.Encode(s)
	x := n.presents[at]
	if x == nil {
		x = &present{recipe: n.g.recipeOf(t, s)}
		n.presents[at] = x
	}
	if x.recipe == nil {
		return nil
	}
	if x.draw != n.draw {
		x.draw = n.draw
		x.ok = n.cook(x, t, s)
	}
	if !x.ok {
		return nil
	}
	return x
}

// atHand is what a term adds at the moment, where its present is known in this draw.
func (n *Numbers) atHand(t *term, s State) (float64, bool) {
	if t.presents < 0 {
		return 0, false
	}
	if x := n.presents[t.presents+t.Encode(s)]; x != nil && x.ok && x.draw == n.draw {
		return x.from(0, n.Vars)
	}
	return 0, false
}

// recipeOf finds the recipe of a term in a state, nil where there is none.
func (g *Game) recipeOf(t *term, s State) *recipe {
	p := g.paths[t.path].party
	if t.byCell == nil || slices.Contains(g.lively, p) {
		return nil
	}
	c := &t.byCell[t.own.Encode(s)]
	if c.off || c.poly == nil {
		return nil
	}
	r := &recipe{monomials: [][]int{nil}}
	r.flow = append(r.flow, 0)
	for _, vars := range c.poly.products() {
		r.flow = append(r.flow, r.monomial(vars))
	}
	for done := 0; done < len(r.monomials); { // each may bring in others
		if !r.expand(g, g.Parties[p].reading, s, done) {
			return nil
		}
		done++
	}
	return r
}

// products lists the variables of all products but the constant.
func (p *polynomial) products() [][]int {
	var out [][]int
	for _, i := range p.single {
		out = append(out, []int{i})
	}
	for _, i := range p.pair {
		out = append(out, i[:])
	}
	for _, i := range p.triple {
		out = append(out, i[:])
	}
	return out
}

// monomial is the place of a product of variables.
func (r *recipe) monomial(vars []int) int {
	at := slices.IndexFunc(r.monomials, func(v []int) bool { return slices.Equal(v, vars) })
	if at < 0 {
		at = len(r.monomials)
		r.monomials = append(r.monomials, slices.Clone(vars))
	}
	return at
}

// expand finds what a monomial becomes one step on, false where that is too much.
func (r *recipe) expand(g *Game, by *reading, s State, k int) bool {
	list := []entry{{from: k}}
	products := [][]int{nil}
	for _, v := range r.monomials[k] {
		next, track, ok := r.after(g, by, s, v)
		if !ok || len(list)*len(next) > maxEntries {
			return false
		}
		var longer []entry
		var wider [][]int
		for i := range list {
			for c, vars := range next {
				e := entry{from: k, refs: append(slices.Clone(list[i].refs), ref{track, c})}
				if track == constantRef {
					e.refs = slices.Clone(list[i].refs)
				}
				all := slices.Concat(products[i], vars)
				slices.Sort(all)
				longer, wider = append(longer, e), append(wider, all)
			}
		}
		list, products = longer, wider
	}
	for i := range list {
		if len(products[i]) > maxDegree {
			return false
		}
		list[i].to = r.monomial(products[i])
		r.entries = append(r.entries, list[i])
	}
	return len(r.monomials) <= maxMonomials && len(r.entries) <= maxEntries
}

// Refs that are no tracks.
const (
	timeRef     = -1
	constantRef = -2
)

// after lists the products that a variable is the sum of one step on, in the order of the coefficients of its course.
func (r *recipe) after(g *Game, by *reading, s State, v int) (products [][]int, track int, ok bool) {
	switch k := v - g.TrackAt(0); {
	case v == g.ElapsedAt():
		return [][]int{nil, {v}}, timeRef, true
	case v > g.ElapsedAt(): // what a run remembers stays
		return [][]int{{v}}, constantRef, true
	default:
		t := by.tracks[k].inState(s)
		if t.course == nil {
			return nil, 0, false
		}
		at := slices.Index(r.tracks, k)
		if at < 0 {
			at = len(r.tracks)
			r.tracks = append(r.tracks, k)
		}
		return append([][]int{nil}, t.course.next.products()...), at, true
	}
}

// cook computes the coefficients of the draw, false where there are none.
func (n *Numbers) cook(x *present, t *term, s State) bool {
	r, p := x.recipe, n.g.paths[t.path].party
	flow := n.coefs(t.byCell[t.own.Encode(s)].poly)
	if flow == nil {
		return false
	}
	var room [maxMonomials]*lane
	lanes := room[:0]
	x.bounded = x.bounded[:0]
	for _, k := range r.tracks {
		l := n.lane(n.g.Parties[p].reading, k, s)
		if l.c == nil {
			return false
		}
		if !math.IsInf(l.lowest, -1) || !math.IsInf(l.highest, 1) || l.boundsMove {
			if !l.alone || l.keep < 0 {
				return false
			}
			x.bounded = append(x.bounded, l)
		}
		lanes = append(lanes, l)
	}
	x.m = x.m[:0]
	for i := range r.entries {
		v := 1.0
		for _, f := range r.entries[i].refs {
			switch {
			case f.track >= 0:
				v = float64(v * lanes[f.track].c[f.coef])
			case f.coef == 0:
				v = float64(v * n.dt)
			}
		}
		x.m = append(x.m, v)
	}
	n.backwards(x, flow, n.weights[p])
	return true
}

// backwards computes the coefficients from the last step on.
func (n *Numbers) backwards(x *present, flow, weights []float64) {
	r := x.recipe
	wide, steps := len(r.monomials), len(weights)
	x.lambda = append(x.lambda[:0], make([]float64, wide*(steps+1))...)
	for k := steps - 1; k >= 0; k-- {
		row, after := x.lambda[k*wide:(k+1)*wide], x.lambda[(k+1)*wide:(k+2)*wide]
		for i := range r.entries {
			e := &r.entries[i]
			row[e.to] += float64(x.m[i] * after[e.from])
		}
		for c, at := range r.flow {
			row[at] += float64(weights[k] * flow[c])
		}
	}
	x.add, x.keep = x.add[:0], x.keep[:0]
	for _, l := range x.bounded {
		at := len(x.add)
		x.add, x.keep = append(x.add, make([]float64, steps)...), append(x.keep, make([]float64, steps)...)
		add, keep := 0.0, 1.0
		for k := steps - 1; k >= 0; k-- {
			x.add[at+k], x.keep[at+k] = add, keep
			add, keep = add+float64(keep*l.add), float64(keep*l.keep)
		}
	}
}

// from is what the term adds from a step on, in which the variables stand as given: the sum of weight × value. It is false where a track
// would meet one of its bounds, or the figures are out of range.
func (x *present) from(step int, vars []float64) (float64, bool) {
	r := x.recipe
	steps := 0
	if len(x.bounded) > 0 {
		steps = len(x.add) / len(x.bounded)
	}
	for i, l := range x.bounded {
		now := vars[l.at]
		last := x.add[i*steps+step] + float64(x.keep[i*steps+step]*now)
		if !(min(now, last) >= l.lowest && max(now, last) <= l.highest) {
			return 0, false
		}
	}
	row, sum := x.lambda[step*len(r.monomials):], 0.0
	for k, m := range r.monomials {
		v := row[k]
		for _, i := range m {
			v = float64(v * vars[i])
		}
		sum += v
	}
	return sum, math.Abs(sum) <= maxPoints
}
