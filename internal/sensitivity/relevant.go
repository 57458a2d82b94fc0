package sensitivity

import (
	"parley/casefile"
	"parley/internal/expr"
)

// reach collects the inputs that numbers rest on, through the quantities and tracks they name.
type reach struct {
	c          *casefile.Case
	inputs     []bool
	quantities []bool // seen
	tracks     []bool // seen
}

// relevant lists the uncertain inputs that the values of the given parties rest on, in the order of the case: by name, through
// quantities, through the tracks they expect to run and how far they look ahead. No other can change what those parties accept or gain;
// what they can bring about and what the rules allow rests on no number. A quantity that a party believes to be another counts as it is,
// too, since tracks stand today where they stand, whatever is believed.
func relevant(c *casefile.Case, parties []int) []int {
	r := &reach{c: c, inputs: make([]bool, len(c.Inputs)), quantities: make([]bool, len(c.Quantities)), tracks: make([]bool, len(c.Tracks))}
	for _, p := range parties {
		if v := c.Parties[p].Values; v != nil {
			r.values(v)
			r.number(c.Parties[p].Outlook.Foresight)
			r.number(c.Parties[p].Outlook.Patience)
		}
	}
	for _, p := range parties {
		if v := c.Parties[p].Values; v != nil {
			r.beliefs(v)
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

// beliefs follows what a party believes of the quantities that were met; one of them may lead to others.
func (r *reach) beliefs(v *casefile.Values) {
	done := make([]bool, len(v.Believes))
	for again := true; again; {
		again = false
		for k := range v.Believes {
			if b := &v.Believes[k]; !done[k] && r.quantities[b.Quantity] {
				done[k], again = true, true
				r.number(b.Number)
			}
		}
	}
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
		switch {
		case n.Op != expr.Name:
		case n.Ref == expr.Quantity && !r.quantities[n.Index]:
			r.quantities[n.Index] = true
			r.number(&r.c.Quantities[n.Index].Number)
		case n.Ref == expr.Track && !r.tracks[n.Index]:
			r.tracks[n.Index] = true
			r.track(&r.c.Tracks[n.Index])
		}
	})
}

func (r *reach) track(t *casefile.Track) {
	for _, x := range []*casefile.Number{t.Today, t.Change, t.Toward, t.In, t.Noise, t.Min, t.Max} {
		r.number(x)
	}
	if t.Jump != nil {
		r.number(t.Jump.Chance)
		r.number(t.Jump.Size)
	}
}
