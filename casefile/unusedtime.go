package casefile

import "parley/internal/expr"

// usedInTime finds what is referred to by what the case says about time, other than in expressions. A track need not be: it is an
// answer by itself.
func (c *Case) usedInTime(u *usage) {
	party := func(list ...int) {
		for _, p := range list {
			if p >= 0 {
				u.parties[p] = true
			}
		}
	}
	for i := range c.Tables {
		party(c.Tables[i].Chair)
		for _, v := range c.Tables[i].Venues {
			u.places[v] = true
		}
	}
	for i := range c.Threats {
		party(c.Threats[i].By, c.Threats[i].To)
	}
	for i := range c.Guarantees {
		party(c.Guarantees[i].By...)
		party(c.Guarantees[i].Against...)
	}
	for i := range c.Transfers {
		party(c.Transfers[i].From, c.Transfers[i].To)
	}
	for i := range c.Events {
		e := &c.Events[i]
		u.events[i] = u.events[i] || e.Then != nil || e.Shift != nil || e.Ends
	}
}

// valuedInTime calls f for every name on which a track, an event or a guarantee rests: an issue there matters, though nobody
// may value it by itself.
func (c *Case) valuedInTime(f func(*expr.Node)) {
	for i := range c.Tracks {
		c.Tracks[i].numbers(func(x *Number) { x.each(f) })
	}
	for i := range c.Events {
		e := &c.Events[i]
		e.When.Walk(f)
		if e.Chance != nil {
			e.Chance.each(f)
		}
		for _, s := range e.Shift {
			s.By.each(f)
		}
	}
	for i := range c.Guarantees {
		c.Guarantees[i].When.Walk(f)
	}
}
