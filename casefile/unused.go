package casefile

import (
	"fmt"

	"parley/internal/diag"
	"parley/internal/expr"
)

// usage is what of a case something refers to, by index.
type usage struct {
	parties, quantities, sources []bool
	events, places               []bool
	valued                       []bool // issues that change somebody's value
}

// used finds what is referred to.
func (c *Case) used() usage {
	u := usage{
		parties: make([]bool, len(c.Parties)), quantities: make([]bool, len(c.Quantities)),
		sources: make([]bool, len(c.Sources)), valued: make([]bool, len(c.Issues)),
		events: make([]bool, len(c.Events)), places: make([]bool, len(c.Venues)),
	}
	c.Expressions(func(n *expr.Node) {
		switch n.Ref {
		case expr.Party:
			u.parties[n.Index] = true
		case expr.Quantity:
			u.quantities[n.Index] = true
		case expr.Event:
			u.events[n.Index] = true
		}
	})
	for _, t := range c.Tables {
		for _, m := range t.Members {
			u.parties[m] = true
		}
	}
	c.usedInTime(&u)
	for _, r := range c.Ratifiers {
		u.parties[r.Party] = true
		if r.Of >= 0 {
			u.parties[r.Of] = true
		}
	}
	c.metas(func(m *Meta) {
		for _, s := range m.Sources {
			u.sources[s] = true
		}
	})
	c.valued(&u)
	return u
}

// valued finds the issues that somebody values, directly, in a condition or through a quantity.
func (c *Case) valued(u *usage) {
	value := func(n *expr.Node) {
		if n.Ref == expr.Issue {
			u.valued[n.Index] = true
		}
	}
	for i := range c.Parties {
		v := c.Parties[i].Values
		if v == nil {
			continue
		}
		u.parties[i] = true
		for _, row := range v.Issues {
			u.valued[row.Issue] = true
		}
		v.expressions(value)
		for issue := range u.valued {
			u.valued[issue] = u.valued[issue] || v.Order != nil && v.Order.states()
		}
	}
	for i := range c.Quantities {
		c.Quantities[i].each(value)
	}
	c.valuedInTime(value)
}

// unused reports what is declared and never used, and issues nobody values.
func (l *linter) unused() {
	c, u := l.c, l.c.used()
	tell := func(code string, used bool, at diag.Place, path, what, name, suggestion string) {
		if !used {
			l.warn(code, at, path, fmt.Sprintf(what, name), suggestion)
		}
	}
	for i, s := range c.Issues {
		tell("unvalued-issue", u.valued[i], s.Place, s.Path, "no party values `%s`: every option of it is worth the same to all", s.Name, "value it, or leave it out")
	}
	for i, q := range c.Quantities {
		tell("unused-quantity", u.quantities[i], q.Place, q.Path, "no expression uses `%s`", q.Name, "use it, or delete it")
	}
	for i, p := range c.Parties {
		// A party declared with a note, so that it is not forgotten, has its part.
		tell("unused-party", u.parties[i] || p.Note != "", p.Place, p.Path, "`%s` has no values, controls nothing and sits nowhere", p.Name, "give it a part, or delete it")
	}
	for i, e := range c.Events {
		tell("unused-event", u.events[i], e.Place, e.Path, "`%s` changes nothing, and nothing looks back at it", e.Name, "give it `then`, `shift` or `ends`, ask for it with `event(…)`, or delete it")
	}
	for i, v := range c.Venues {
		tell("unused-place", u.places[i], v.Place, v.Path, "no table meets at `%s`", v.Name, "name it as a table's `place`, or delete it")
	}
	for i, s := range c.Sources {
		tell("unused-source", u.sources[i], s.Place, s.Path, "nothing cites `%s`", s.Name, "cite it with `source`, or delete it")
	}
}
