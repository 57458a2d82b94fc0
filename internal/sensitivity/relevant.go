package sensitivity

import (
	"parley/casefile"
	"parley/internal/expr"
)

// reach collects the inputs that numbers rest on, through the quantities they name.
type reach struct {
	c      *casefile.Case
	inputs []bool
	seen   []bool // quantities
}

// relevant lists the uncertain inputs that the values of the given parties rest on, in the order of the case. No other can
// change what those parties accept or gain; what they can bring about and what the rules allow rests on no number.
func relevant(c *casefile.Case, parties []int) []int {
	r := &reach{c: c, inputs: make([]bool, len(c.Inputs)), seen: make([]bool, len(c.Quantities))}
	for _, p := range parties {
		if v := c.Parties[p].Values; v != nil {
			r.values(v)
		}
	}
	var out []int
	for i, in := range c.Inputs {
		if r.inputs[i] && !in.Dist.Constant() {
			out = append(out, i)
		}
	}
	return out
}

func (r *reach) values(v *casefile.Values) {
	for i := range v.Issues {
		r.number(v.Issues[i].Weight)
		for _, o := range v.Issues[i].Options {
			r.number(o.Value)
		}
	}
	for _, t := range v.Terms {
		r.node(t.When)
		r.number(t.Amount)
	}
	r.number(v.WalkAway)
	r.number(v.AtMost)
}

func (r *reach) number(x *casefile.Number) {
	if x == nil {
		return
	}
	switch x.Form {
	case casefile.Dist:
		r.inputs[x.Input] = true
	case casefile.Expr:
		r.node(x.Expr)
	case casefile.Cases:
		for _, c := range x.Cases {
			r.node(c.When)
			r.number(c.Then)
		}
	}
}

func (r *reach) node(n *expr.Node) {
	if n == nil {
		return
	}
	n.Walk(func(n *expr.Node) {
		if n.Ref == expr.Quantity && n.Op == expr.Name && !r.seen[n.Index] {
			r.seen[n.Index] = true
			r.number(&r.c.Quantities[n.Index].Number)
		}
	})
}
