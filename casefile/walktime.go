package casefile

import "parley/internal/expr"

// timeNumbers calls f for every number that stands in what the case says about time, but for the beliefs among the values.
func (c *Case) timeNumbers(f func(*Number)) {
	call := func(list ...*Number) {
		for _, x := range list {
			if x != nil {
				f(x)
			}
		}
	}
	call(c.Clock.Margin, c.Clock.DetectionLag)
	for i := range c.Parties {
		o := &c.Parties[i].Outlook
		call(o.Foresight, o.Patience, o.Turnover, o.Unbound, o.Initiative)
	}
	for i := range c.Tables {
		call(c.Tables[i].Closes)
	}
	for i := range c.Tracks {
		c.Tracks[i].numbers(f)
	}
	for i := range c.Events {
		call(c.Events[i].Chance)
		for _, s := range c.Events[i].Shift {
			call(s.By)
		}
	}
	for i := range c.Threats {
		t := &c.Threats[i]
		call(t.Credibility, t.Conceding, t.BackingDown, t.Response, t.Lasts)
		for _, b := range t.Tight {
			call(b.Number)
		}
	}
	for i := range c.Guarantees {
		g := &c.Guarantees[i]
		call(g.Deters, g.Lag, g.Fatigue)
	}
	for i := range c.Transfers {
		t := &c.Transfers[i]
		call(t.Costs, t.Worth, t.Cap)
	}
}

// numbers calls f for every number of the track.
func (t *Track) numbers(f func(*Number)) {
	all := []*Number{t.Today, t.Change, t.Toward, t.In, t.Noise, t.Min, t.Max}
	if t.Jump != nil {
		all = append(all, t.Jump.Chance, t.Jump.Size)
	}
	for _, x := range all {
		if x != nil {
			f(x)
		}
	}
}

// timeConditions calls f for every condition that stands in what the case says about time.
func (c *Case) timeConditions(f func(*expr.Node)) {
	for i := range c.Tables {
		f(c.Tables[i].Needs)
	}
	for i := range c.Events {
		f(c.Events[i].When)
	}
	for i := range c.Threats {
		f(c.Threats[i].Demand)
	}
	for i := range c.Guarantees {
		f(c.Guarantees[i].When)
	}
	for i := range c.Plans {
		for j := range c.Plans[i].Steps {
			f(c.Plans[i].Steps[j].When)
		}
	}
	for i := range c.Scenarios {
		f(c.Scenarios[i].Condition)
	}
}

// timeMetas calls f for everything of what the case says about time that can cite a source, but for its numbers.
func (c *Case) timeMetas(f func(*Meta)) {
	for i := range c.Venues {
		f(&c.Venues[i].Meta)
	}
	for i := range c.Tracks {
		f(&c.Tracks[i].Meta)
	}
	for i := range c.Events {
		f(&c.Events[i].Meta)
	}
	for i := range c.Threats {
		f(&c.Threats[i].Meta)
	}
	for i := range c.Guarantees {
		f(&c.Guarantees[i].Meta)
	}
	for i := range c.Plans {
		f(&c.Plans[i].Meta)
		for j := range c.Plans[i].Steps {
			f(&c.Plans[i].Steps[j].Meta)
		}
	}
	for i := range c.Transfers {
		f(&c.Transfers[i].Meta)
	}
	for i := range c.Scenarios {
		f(&c.Scenarios[i].Meta)
	}
}
