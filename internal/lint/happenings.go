package lint

import (
	"fmt"

	"parley/casefile"
	"parley/internal/expr"
	"parley/internal/game"
)

// events reports those that happen at once in every run, and those that happen in none.
func (k *clockwork) events() {
	for i := range k.c.Events {
		e := &k.c.Events[i]
		switch {
		case k.runs == 0:
			return
		case k.first[i] == k.runs:
			k.warn("event-at-once", &e.Meta, fmt.Sprintf("`%s` happens in the first step of every run from today", e.Name), "if it has happened, let today say so; else give it a `chance`, or a condition that takes time")
		case !k.fired[i] && !k.waitsForOthers(i):
			k.note("event-unseen", &e.Meta, fmt.Sprintf("`%s` happens in none of %d runs of the clock from today, nor from a named deal, nor from a state that its condition allows", e.Name, k.runs),
				"check its figures and its chance")
		}
	}
}

// unseen makes runs from states that let events happen which have happened in no run: what only a table brings about is not in
// these.
func (k *clockwork) unseen() {
	f := newFacts(k.c)
	var asked []int
	for i := range k.c.Events {
		if e := &k.c.Events[i]; !k.fired[i] && e.When != nil && !k.waitsForOthers(i) {
			asked = append(asked, i)
			f.ask(f.plain(e.When))
		}
	}
	if asked == nil {
		return
	}
	p := newProbe(&f.c)
	var starts []start
	for i := range asked[:min(len(asked), clockDeals)] {
		if s, v := p.exists(p.goal[i], p.allRules()); v == yes {
			starts = append(starts, start{s[:len(k.c.Issues)], "a state that `" + k.c.Events[asked[i]].Name + "` may happen in", dealRuns})
		}
	}
	k.make(starts)
}

// waitsForOthers reports whether an event looks back at what the clock alone does not bring about.
func (k *clockwork) waitsForOthers(event int) bool {
	e := &k.c.Events[event]
	return k.waits(e.When, nil) || e.Chance != nil && k.numberWaits(e.Chance)
}

// waits reports whether a condition looks back at what does not come about by the clock alone: tables and threats, or events
// that wait themselves. seen are the events being followed.
func (k *clockwork) waits(n *expr.Node, seen []int) bool {
	found := false
	if n == nil {
		return false
	}
	n.Walk(func(m *expr.Node) {
		switch m.Ref {
		case expr.Table, expr.Threat:
			found = true
		case expr.Event:
			for _, s := range seen {
				if s == m.Index {
					return
				}
			}
			found = found || k.waits(k.c.Events[m.Index].When, append(seen, m.Index))
		}
	})
	return found
}

func (k *clockwork) numberWaits(x *casefile.Number) bool {
	if k.waits(x.Expr, nil) {
		return true
	}
	for _, c := range x.Cases {
		if k.waits(c.When, nil) || k.numberWaits(c.Then) {
			return true
		}
	}
	return false
}

// scenarios reports those that hold today, and those whose condition the clock never changes.
func (k *clockwork) scenarios() {
	for i := range k.c.Scenarios {
		s := &k.c.Scenarios[i]
		switch {
		case k.runs == 0:
			return
		case k.now[i] && !k.no[i]:
			k.note("scenario-constant", &s.Meta, fmt.Sprintf("the scenario `%s` holds today, in every run of the clock alone and from every named deal: it tells nothing apart", s.Name), "ask for what today lacks")
		case k.now[i]:
			k.note("scenario-today", &s.Meta, fmt.Sprintf("the scenario `%s` holds already today", s.Name), "right for what goes on as it is: then let it stand last, since the first that holds names a run; else ask for what today lacks")
		case !k.yes[i] && k.clockOnly(s.Condition):
			k.note("scenario-unseen", &s.Meta, fmt.Sprintf("the scenario `%s`, which the clock alone decides, holds in none of %d runs from today, nor from a named deal", s.Name, k.runs), "check its figures against the course of the tracks")
		}
	}
}

// clockOnly reports whether a condition speaks of nothing but tracks, time and events that speak of nothing else.
func (k *clockwork) clockOnly(n *expr.Node) bool {
	only := !k.waits(n, nil)
	n.Walk(func(m *expr.Node) {
		only = only && m.Ref != expr.Issue && m.Ref != expr.Party
		if only && m.Ref == expr.Event && k.c.Events[m.Index].When != nil {
			k.c.Events[m.Index].When.Walk(func(o *expr.Node) { only = only && o.Ref != expr.Issue && o.Ref != expr.Event })
		}
	})
	return only
}

// foresight reports parties that look ahead to nothing.
func (l *linter) foresight() {
	for p := range l.c.Parties {
		x := l.c.Parties[p].Outlook.Foresight
		if x == nil || !l.g.Known.Has(p) || l.g.Flows(p) {
			continue
		}
		l.note("foresight-idle", &x.Meta, fmt.Sprintf("`%s` looks ahead, and what it has day by day rests on no track and not on `elapsed`", l.c.Parties[p].Name),
			"it then only counts for how long the party keeps a deal; let a value rest on a track if more is meant")
	}
}

// threats reports instruments that the rules forbid today, and those that would not hurt the threatened. Those that are today's options
// are reported with the text, as are parties of which nothing is known.
func (l *linter) threats(n *game.Numbers) {
	for i := range l.c.Threats {
		t := &l.c.Threats[i]
		same := true
		for _, s := range t.Instrument {
			same = same && s.Option == int(l.g.Today[s.Issue])
		}
		after, err := l.g.Complete(l.g.Today, t.Instrument)
		switch {
		case same:
		case err != nil:
			l.warn("threat-forbidden", &t.Meta, fmt.Sprintf("what `%s` threatens with is not possible from today: %v", t.Name, err), "threaten with what the rules allow, or correct the rule")
		case l.g.Known.Has(t.To) && n.Value(t.To, after) >= game.AtLeast(n.Value(t.To, l.g.Today)):
			l.warn("threat-harmless", &t.Meta, fmt.Sprintf("carried out today, `%s` would leave `%s` no worse off, at the medians", t.Name, l.c.Parties[t.To].Name), "threaten with what hurts, or value what it does to the threatened")
		}
	}
}

// guarantees reports those that hold nowhere, or in nothing that the case names.
func (l *linter) guarantees() {
	for i := range l.g.Guarantees {
		x, of := &l.g.Guarantees[i], &l.c.Guarantees[i]
		if _, v := l.exists(condition{x.When}, l.allRules()); v == no {
			l.warn("guarantee-never", &of.Meta, fmt.Sprintf("no state that the rules allow has `%s`, so the guarantee `%s` never holds", short(of.Text), of.Name), "correct `when`, or the rule that shuts it out")
			continue
		}
		holds, deals := x.When.Holds(l.g.Today), 0
		for k := range l.g.Deals {
			if s := l.g.Deals[k].State; s != nil {
				deals++
				holds = holds || x.When.Holds(s)
			}
		}
		if deals > 0 && !holds {
			l.note("guarantee-nowhere", &of.Meta, fmt.Sprintf("the guarantee `%s` holds in no named deal, nor today", of.Name), "name a deal that it would protect, or correct `when`")
		}
	}
}
