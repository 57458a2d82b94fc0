package casefile

import "parley/internal/expr"

// Expressions calls f for every node of every expression of the case, in no particular order.
func (c *Case) Expressions(f func(*expr.Node)) {
	walk := func(n *expr.Node) {
		if n != nil {
			n.Walk(f)
		}
	}
	for i := range c.Parties {
		if p := &c.Parties[i]; p.Capability != nil {
			p.Capability.each(f)
		}
		c.Parties[i].stands(func(x *Number) { x.each(f) })
		if v := c.Parties[i].Values; v != nil {
			v.expressions(f)
		}
	}
	for i := range c.Quantities {
		c.Quantities[i].each(f)
	}
	for _, s := range c.Issues {
		for _, o := range s.Options {
			walk(o.By)
			walk(o.Back)
		}
	}
	for _, r := range c.Rules {
		walk(r.Never)
		walk(r.When)
	}
	for _, t := range c.Tables {
		walk(t.Rule)
	}
	for _, r := range c.Ratifiers {
		walk(r.When)
		if r.Needs != nil {
			r.Needs.each(f)
		}
	}
	for _, g := range c.Goals {
		walk(g.Condition)
	}
	c.timeNumbers(func(x *Number) { x.each(f) })
	c.timeConditions(walk)
}

// expressions calls f for every node of the party's values.
func (v *Values) expressions(f func(*expr.Node)) {
	v.numbers(func(x *Number) { x.each(f) })
	for _, t := range v.Terms {
		if t.When != nil {
			t.When.Walk(f)
		}
	}
	if v.Order != nil {
		v.Order.conditions(func(n *expr.Node) { n.Walk(f) })
	}
	for _, l := range v.RedLines {
		if l.Condition != nil {
			l.Condition.Walk(f)
		}
	}
	if v.Ladder != nil {
		for _, s := range v.Ladder.Steps {
			if s.When != nil {
				s.When.Walk(f)
			}
		}
	}
}

// numbers calls f for every number of the party's values.
func (v *Values) numbers(f func(*Number)) {
	call := func(x *Number) {
		if x != nil {
			f(x)
		}
	}
	for _, row := range v.Issues {
		call(row.Weight)
		for _, o := range row.Options {
			call(o.Value)
		}
	}
	for _, t := range v.Terms {
		call(t.Amount)
	}
	for _, x := range []*Number{v.WalkAway, v.AtMost, v.Spread} {
		call(x)
	}
	if v.Ladder != nil {
		call(v.Ladder.Base)
		for _, s := range v.Ladder.Steps {
			call(s.Share)
		}
	}
	for _, b := range v.Believes {
		call(b.Number)
	}
}

// leaves calls f for the inputs that a number consists of.
func (x *Number) leaves(f func(*Number)) {
	if x.Form == Dist {
		f(x)
	}
	for _, c := range x.Cases {
		c.Then.leaves(f)
	}
}

// parts calls f for a number and for the numbers of its cases.
func (x *Number) parts(f func(*Number)) {
	f(x)
	for _, c := range x.Cases {
		c.Then.parts(f)
	}
}

// metas calls f for everything of the case that can cite a source.
func (c *Case) metas(f func(*Meta)) {
	number := func(x *Number) { x.parts(func(x *Number) { f(&x.Meta) }) }
	for i := range c.Parties {
		f(&c.Parties[i].Meta)
		if x := c.Parties[i].Capability; x != nil {
			number(x)
		}
		c.Parties[i].stands(number)
		for j := range c.Parties[i].Positions {
			f(&c.Parties[i].Positions[j].Meta)
		}
		if v := c.Parties[i].Values; v != nil {
			f(&v.Meta)
			f(&v.SaysMeta)
			v.numbers(number)
			for j := range v.Issues {
				f(&v.Issues[j].Meta)
			}
			for j := range v.RedLines {
				f(&v.RedLines[j].Meta)
			}
			if v.Order != nil {
				v.Order.Statements(f)
			}
		}
	}
	for i := range c.Quantities {
		number(&c.Quantities[i].Number)
	}
	for i := range c.Correlations {
		f(&c.Correlations[i].Meta)
	}
	for i := range c.Issues {
		f(&c.Issues[i].Meta)
		for j := range c.Issues[i].Options {
			f(&c.Issues[i].Options[j].Meta)
		}
	}
	for i := range c.Rules {
		f(&c.Rules[i].Meta)
	}
	for i := range c.Tables {
		f(&c.Tables[i].Meta)
	}
	for i := range c.Ratifiers {
		f(&c.Ratifiers[i].Meta)
		if x := c.Ratifiers[i].Needs; x != nil {
			number(x)
		}
	}
	for i := range c.Goals {
		f(&c.Goals[i].Meta)
	}
	for i := range c.Deals {
		f(&c.Deals[i].Meta)
	}
	c.timeNumbers(number)
	c.timeMetas(f)
}
