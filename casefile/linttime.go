package casefile

import (
	"fmt"
	"time"

	"parley/internal/expr"
)

// time reports what is suspect about time.
func (l *linter) time() {
	c := l.c
	for i := range c.Scenarios {
		if s := &c.Scenarios[i]; s.LookedUp == "" {
			l.warn("no-lookup", s.Place, s.Path, fmt.Sprintf("it is not said how the scenario `%s` will be told from the others", s.Name), "say where it will be looked up: `looked-up`")
		}
	}
	for i := range c.Guarantees {
		if g := &c.Guarantees[i]; g.Deters == nil && g.Lag == nil {
			l.warn("idle-guarantee", g.Place, g.Path, fmt.Sprintf("`%s` makes a breach neither dearer nor found out sooner", g.Name), "add `deters`, `lag` or both, or delete it")
		}
	}
	l.threats()
	l.beyond()
	l.neverHolds()
	l.chances()
}

// threats reports threats that change nothing, and those that nobody's values can judge.
func (l *linter) threats() {
	for i := range l.c.Threats {
		t := &l.c.Threats[i]
		idle := true
		for _, s := range t.Instrument {
			idle = idle && s.Option == l.c.Issues[s.Issue].Today
		}
		if idle {
			l.warn("idle-threat", t.Place, t.Path, fmt.Sprintf("`%s` threatens with what is so today", t.Name), "threaten with a change")
		}
		by, to := &l.c.Parties[t.By], &l.c.Parties[t.To]
		switch {
		case to.Values == nil:
			l.warn("threat-not-known", t.Place, t.Path, fmt.Sprintf("the values of `%s` are not known, so it cannot be told whether it gives in", to.Name), "give it values")
		case by.Values == nil && t.Credibility == nil:
			l.warn("threat-not-known", t.Place, t.Path, fmt.Sprintf("the values of `%s` are not known, so it cannot be told whether it means it", by.Name), "give it values, or the threat a `credibility`")
		}
	}
}

// beyond reports days beyond the horizon: nothing comes of them in a forecast.
func (l *linter) beyond() {
	c := l.c
	if c.AsOf.IsZero() {
		return
	}
	end := c.LastDay()
	tell := func(day time.Time, m *Meta, what string) {
		if day.After(end) {
			l.warn("beyond-horizon", m.Place, m.Path, fmt.Sprintf("%s on %s, beyond the horizon, which ends on %s", what, day.Format(time.DateOnly), end.Format(time.DateOnly)), "lengthen `horizon`")
		}
	}
	for i := range c.Tables {
		t := &c.Tables[i]
		if first, ok := t.since(time.Time{}, c.AsOf); ok {
			tell(first, &t.Meta, fmt.Sprintf("`%s` first meets", t.Name))
		}
	}
	for i := range c.Threats {
		tell(c.Threats[i].Deadline, &c.Threats[i].Meta, fmt.Sprintf("the deadline of `%s` falls", c.Threats[i].Name))
	}
	for i := range c.Plans {
		for j := range c.Plans[i].Steps {
			s := &c.Plans[i].Steps[j]
			tell(s.On, &s.Meta, fmt.Sprintf("step %d of `%s` falls", j+1, c.Plans[i].Name))
		}
	}
}

// neverHolds reports what waits for something that plainly can never be.
func (l *linter) neverHolds() {
	c := l.c
	if len(c.Events)+len(c.Plans)+len(c.Tables) == 0 {
		return
	}
	p := c.prospects()
	tell := func(n *expr.Node, m *Meta, what string) {
		if n == nil {
			return
		}
		if culprit := p.never(n); culprit != nil {
			l.warn("never-holds", m.Place, m.Path, what+": "+p.why(culprit), "mend the condition, or delete it")
		}
	}
	for i := range c.Tables {
		tell(c.Tables[i].Needs, &c.Tables[i].Meta, fmt.Sprintf("what `%s` needs can never be", c.Tables[i].Name))
	}
	for i := range c.Events {
		tell(c.Events[i].When, &c.Events[i].Meta, fmt.Sprintf("`%s` can never happen", c.Events[i].Name))
	}
	for i := range c.Plans {
		for j := range c.Plans[i].Steps {
			s := &c.Plans[i].Steps[j]
			tell(s.When, &s.Meta, fmt.Sprintf("step %d of `%s` never comes", j+1, c.Plans[i].Name))
		}
	}
}
