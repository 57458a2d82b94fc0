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
	if x := r.ofNode(n); x.drawn || x.moves() || n.LooksBack() {
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
	time   bool  // on `elapsed`
	drawn  bool  // on an input, certain or not
}

// moves reports whether the expression changes as the clock runs while the state stays.
func (x *rests) moves() bool { return x.time || len(x.tracks) > 0 }

func (x *rests) settle() {
	slices.Sort(x.issues)
	slices.Sort(x.tracks)
	x.issues, x.tracks = slices.Compact(x.issues), slices.Compact(x.tracks)
}

// add joins what another expression rests on.
func (x *rests) add(y *rests) {
	x.issues, x.tracks = append(x.issues, y.issues...), append(x.tracks, y.tracks...)
	x.time, x.drawn = x.time || y.time, x.drawn || y.drawn
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
	x.drawn = x.drawn || n.Form == casefile.Dist
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

// affine reports whether an expression is affine in all tracks and the time together: sums, and products and quotients of what
// moves with what does not.
func (r *reading) affine(n *expr.Node) bool {
	moves := func(n *expr.Node) bool { x := r.ofNode(n); return x.moves() }
	if !moves(n) {
		return true
	}
	switch n.Op {
	case expr.Name:
		return n.Ref != expr.Quantity || r.affineNumber(r.quantity(n.Index))
	case expr.Add, expr.Sub, expr.Neg:
		for _, a := range n.Args {
			if !r.affine(a) {
				return false
			}
		}
		return true
	case expr.Mul:
		return r.affine(n.Args[0]) && !moves(n.Args[1]) || r.affine(n.Args[1]) && !moves(n.Args[0])
	case expr.Div:
		return r.affine(n.Args[0]) && !moves(n.Args[1])
	case expr.Call:
		return n.Name == "if" && !moves(n.Args[0]) && r.affine(n.Args[1]) && r.affine(n.Args[2])
	}
	return false
}

func (r *reading) affineNumber(n *casefile.Number) bool {
	if n.Expr != nil && !r.affine(n.Expr) {
		return false
	}
	for _, c := range n.Cases {
		if x := r.ofNode(c.When); x.moves() || !r.affineNumber(c.Then) {
			return false
		}
	}
	return true
}
