package game

import (
	"slices"

	"parley/casefile"
	"parley/internal/expr"
)

// reading is how expressions are read: by the analyst, or by a party that has beliefs of its own about quantities.
type reading struct {
	g       *Game
	beliefs map[int]*casefile.Number // by quantity
	tracks  []track                  // as this reading expects them to run; nil: as the analyst
	in      State                    // not nil: what is compiled is only asked for in states that agree with it in all that it rests on
}

// quantity is what the reading holds a quantity to be.
func (r *reading) quantity(q int) *casefile.Number {
	if b := r.beliefs[q]; b != nil {
		return b
	}
	return &r.g.Case.Quantities[q].Number
}

// decided tells whether a condition is known where the reading is for one state alone, and what it then is.
func (r *reading) decided(n *expr.Node) (holds, known bool) {
	if r.in == nil {
		return false, false
	}
	if x := r.ofNode(n); x.drawn || x.varies() {
		return false, false
	}
	return r.compileTruth(n)(nil, r.in), true
}

// within is the reading for one state alone: cases that the state decides are decided once and for all.
func (r *reading) within(s State) *reading {
	out := *r
	out.in = s
	return &out
}

// rests is what an expression rests on besides constants, through quantities too.
type rests struct {
	issues []int // ascending
	tracks []int // ascending
	inputs []int // ascending
	time   bool  // on `elapsed`
	drawn  bool  // on an input, certain or not
	back   bool  // on what a run remembers
}

// moves reports whether the expression changes as the clock runs while the state stays.
func (x *rests) moves() bool { return x.time || len(x.tracks) > 0 }

// varies reports whether the expression may change within a draw while the state stays.
func (x *rests) varies() bool { return x.moves() || x.back }

func (x *rests) settle() {
	for _, list := range []*[]int{&x.issues, &x.tracks, &x.inputs} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// add joins what another expression rests on.
func (x *rests) add(y *rests) {
	x.issues, x.tracks, x.inputs = append(x.issues, y.issues...), append(x.tracks, y.tracks...), append(x.inputs, y.inputs...)
	x.time, x.drawn, x.back = x.time || y.time, x.drawn || y.drawn, x.back || y.back
	x.settle()
}

func (r *reading) ofNode(n *expr.Node) rests {
	var x rests
	r.collectNode(n, &x)
	x.settle()
	return x
}

func (r *reading) ofNumber(n *casefile.Number) rests {
	var x rests
	r.collectNumber(n, &x)
	x.settle()
	return x
}

func (r *reading) collectNode(n *expr.Node, x *rests) {
	if n == nil {
		return
	}
	n.Walk(func(m *expr.Node) {
		x.back = x.back || m.LooksBack()
		if m.Op != expr.Name {
			return
		}
		switch m.Ref {
		case expr.Issue:
			x.issues = append(x.issues, m.Index)
		case expr.Track:
			x.tracks = append(x.tracks, m.Index)
		case expr.Elapsed:
			x.time = true
		case expr.Quantity:
			r.collectNumber(r.quantity(m.Index), x)
		}
	})
}

func (r *reading) collectNumber(n *casefile.Number, x *rests) {
	if n.Form == casefile.Dist {
		x.drawn, x.inputs = true, append(x.inputs, n.Input)
	}
	r.collectNode(n.Expr, x)
	for _, c := range n.Cases {
		r.collectNode(c.When, x)
		r.collectNumber(c.Then, x)
	}
}

// issuesOf lists the issues a condition on the state rests on, ascending.
func (g *Game) issuesOf(n *expr.Node) []int {
	x := g.analyst.ofNode(n)
	return x.issues
}
