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
}

// quantity is what the reading holds a quantity to be.
func (r *reading) quantity(q int) *casefile.Number {
	if b := r.beliefs[q]; b != nil {
		return b
	}
	return &r.g.Case.Quantities[q].Number
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
