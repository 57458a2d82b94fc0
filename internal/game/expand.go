package game

import (
	"slices"

	"parley/casefile"
	"parley/internal/expr"
)

// expandNumber writes a number as a sum of products, false where it is none. The reading is for one state.
func (r *reading) expandNumber(n *casefile.Number) ([]product, bool) {
	if n == nil {
		return nil, true
	}
	if x := r.ofNumber(n); !x.varies() {
		return []product{{coef: r.compileNumber(n)}}, true
	}
	if n.Form == casefile.Expr {
		return r.expand(n.Expr)
	}
	var out []product
	past := func([]float64, State) bool { return true } // no case so far
	for _, c := range n.Cases {
		here := past
		if c.When != nil {
			holds, known := r.decided(c.When)
			if known && !holds {
				continue
			}
			if x := r.ofNode(c.When); !known && x.varies() {
				return nil, false
			}
			if !known {
				when, before := r.compileTruth(c.When), past
				here = func(in []float64, s State) bool { return before(in, s) && when(in, s) }
				past = func(in []float64, s State) bool { return before(in, s) && !when(in, s) }
			} else {
				past = nil
			}
		} else {
			past = nil
		}
		then, ok := r.expandNumber(c.Then)
		if !ok {
			return nil, false
		}
		out = append(out, guarded(then, here)...)
		if past == nil {
			break
		}
	}
	return out, true
}

// guarded are the products where a condition on the inputs holds.
func guarded(list []product, holds truthFunc) []product {
	out := make([]product, len(list))
	for k, p := range list {
		coef := p.coef
		out[k] = product{vars: p.vars, coef: func(in []float64, s State) float64 {
			if !holds(in, s) {
				return 0
			}
			return coef(in, s)
		}}
	}
	return out
}

// scaled are the products times a factor that rests on the inputs alone.
func scaled(list []product, by numberFunc) []product {
	out := make([]product, len(list))
	for k, p := range list {
		coef := p.coef
		out[k] = product{vars: p.vars, coef: func(in []float64, s State) float64 { return float64(coef(in, s) * by(in, s)) }}
	}
	return out
}

func constant(v float64) numberFunc { return func([]float64, State) float64 { return v } }

// expand writes an expression as a sum of products, false where it is none.
func (r *reading) expand(n *expr.Node) ([]product, bool) {
	if x := r.ofNode(n); !x.varies() {
		return []product{{coef: r.compileValue(n)}}, true
	}
	switch n.Op {
	case expr.Name:
		return r.expandName(n)
	case expr.Neg, expr.Add, expr.Sub:
		var out []product
		for k, a := range n.Args {
			list, ok := r.expand(a)
			if !ok {
				return nil, false
			}
			if n.Op == expr.Neg || n.Op == expr.Sub && k > 0 {
				list = scaled(list, constant(-1))
			}
			out = append(out, list...)
		}
		return out, true
	case expr.Mul:
		return r.expandProduct(n)
	case expr.Div:
		if x := r.ofNode(n.Args[1]); x.varies() {
			return nil, false
		}
		list, ok := r.expand(n.Args[0])
		by := r.compileValue(n.Args[1])
		return scaled(list, func(in []float64, s State) float64 { return 1 / by(in, s) }), ok
	case expr.Call:
		return r.expandCall(n)
	}
	return nil, false
}

func (r *reading) expandName(n *expr.Node) ([]product, bool) {
	switch n.Ref {
	case expr.Track:
		return []product{{coef: constant(1), vars: []int{r.g.TrackAt(n.Index)}}}, true
	case expr.Elapsed:
		return []product{{coef: constant(1), vars: []int{r.g.ElapsedAt()}}}, true
	case expr.Quantity:
		return r.expandNumber(r.quantity(n.Index))
	}
	return nil, false
}

func (r *reading) expandProduct(n *expr.Node) ([]product, bool) {
	a, ok := r.expand(n.Args[0])
	b, also := r.expand(n.Args[1])
	if !ok || !also {
		return nil, false
	}
	return multiplied(a, b)
}

// multiplied are the products of two sums, false where they are too many.
func multiplied(a, b []product) ([]product, bool) {
	if len(a)*len(b) > maxProducts {
		return nil, false
	}
	var out []product
	for _, p := range a {
		for _, q := range scaled(b, p.coef) {
			q.vars = slices.Concat(p.vars, q.vars)
			slices.Sort(q.vars)
			out = append(out, q)
		}
	}
	return out, true
}

func (r *reading) expandCall(n *expr.Node) ([]product, bool) {
	switch n.Name {
	case "months":
		return []product{{coef: constant(1), vars: []int{r.g.memoryAt(n)}}}, true
	case "if":
		holds, known := r.decided(n.Args[0])
		switch x := r.ofNode(n.Args[0]); {
		case known && holds:
			return r.expand(n.Args[1])
		case known:
			return r.expand(n.Args[2])
		case x.varies():
			return nil, false
		}
		when := r.compileTruth(n.Args[0])
		a, ok := r.expand(n.Args[1])
		b, also := r.expand(n.Args[2])
		return append(guarded(a, when), guarded(b, func(in []float64, s State) bool { return !when(in, s) })...), ok && also
	}
	return nil, false
}
