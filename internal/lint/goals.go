package lint

import (
	"fmt"

	"parley/casefile"
)

// mostGoals bounds the goals compared with each other.
const mostGoals = 25

// goals reports goals that are met already, cannot be met, or stand out of order.
func (l *linter) goals() {
	open := make([]bool, len(l.c.Goals))
	for i := range l.c.Goals {
		goal := &l.c.Goals[i]
		if l.g.Today != nil && l.goal[i].holds(l.g.Today) {
			l.warn("goal-met-today", &goal.Meta, fmt.Sprintf("today's state already meets the goal `%s`, so any deal that leaves its issues alone reaches it", goal.Name), "ask for what today lacks")
			continue
		}
		if _, v := l.exists(l.goal[i], l.allRules()); v == no {
			l.warn("goal-unreachable", &goal.Meta, fmt.Sprintf("no state that the rules allow meets the goal `%s`", goal.Name), "correct the goal, or the rule that shuts it out")
			continue
		}
		open[i] = true
	}
	if len(open) > mostGoals {
		l.partial = append(l.partial, fmt.Sprintf("the order of goals after the %dth", mostGoals))
		open = open[:mostGoals]
	}
	for later := range open {
		for earlier := range later {
			if open[earlier] && open[later] && l.implies(earlier, later) {
				l.outOfOrder(earlier, later)
				break
			}
		}
	}
}

// implies reports whether every allowed state that meets goal a meets goal b.
func (l *linter) implies(a, b int) bool {
	both := append(condition{}, l.goal[a]...)
	_, v := l.exists(append(both, l.goalNot[b]...), l.allRules())
	return v == no
}

func (l *linter) outOfOrder(earlier, later int) {
	a, b := l.c.Goals[earlier].Name, &l.c.Goals[later]
	reason, remedy := fmt.Sprintf("every allowed state that meets `%s` meets `%s` too, which stands after it", a, b.Name), "goals stand from the least ambitious to the most: put it first"
	if l.implies(later, earlier) {
		reason, remedy = fmt.Sprintf("under the rules `%s` is met exactly where `%s` is", b.Name, a), "keep one of them"
	}
	l.note("goals-order", &b.Meta, reason, remedy)
}

// deals reports named deals that change nothing or are one state under two names. Deals written alike are reported
// with the text.
func (l *linter) deals() {
	for i := range l.g.Deals {
		d, s := &l.c.Deals[i], l.g.Deals[i].State
		if s == nil {
			continue
		}
		if l.g.Today != nil && s.Equal(l.g.Today) {
			l.warn("deal-is-today", &d.Meta, fmt.Sprintf("the deal `%s` is today's state once the rules' consequences follow: it changes nothing", d.Name), "name what it changes")
			continue
		}
		for k := range i {
			if t := l.g.Deals[k].State; t != nil && s.Equal(t) && !alike(d, &l.c.Deals[k]) {
				l.warn("same-deal", &d.Meta, fmt.Sprintf("the deals `%s` and `%s` are the same state (%s)", l.c.Deals[k].Name, d.Name, short(l.changes(s))), "keep one of them")
				break
			}
		}
	}
}

// alike reports whether two deals have the same settings, in whatever order.
func alike(a, b *casefile.Deal) bool {
	if len(a.Settings) != len(b.Settings) {
		return false
	}
	in := map[casefile.Setting]bool{}
	for _, s := range a.Settings {
		in[s] = true
	}
	for _, s := range b.Settings {
		if !in[s] {
			return false
		}
	}
	return true
}

// ratifiers reports ratifiers that are never called on.
func (l *linter) ratifiers() {
	for i := range l.c.Ratifiers {
		r := &l.c.Ratifiers[i]
		name := l.c.Parties[r.Party].Name
		if r.When != nil {
			if _, v := l.exists(l.ratifies[i], l.allRules()); v == no {
				l.warn("ratifier-never-applies", &r.Meta, fmt.Sprintf("no state that the rules allow meets `%s`, so `%s` never ratifies anything", short(r.WhenText), name), "correct `when`, or delete the ratifier")
				continue
			}
		}
		if r.Of >= 0 && l.g.Today != nil && !l.calledOn(i) {
			l.warn("ratifier-not-needed", &r.Meta,
				fmt.Sprintf("no deal that `%s` would have to ratify needs the consent of `%s`, for which it ratifies", name, l.c.Parties[r.Of].Name),
				"correct `when` or `of`, or say under `by` what that party must agree to")
		}
	}
}

// calledOn reports whether some allowed state, in which the ratifier's condition holds, has an option that cannot do
// without the party it ratifies for. Where that is not certain it is taken to be so.
func (l *linter) calledOn(i int) bool {
	in, linked := l.closure(l.ratifies[i].issues(), l.allRules())
	needed := l.needs(l.c.Ratifiers[i].Of)
	all := append(condition{}, l.ratifies[i]...)
	for _, r := range linked {
		all = append(all, l.rule[r].asks...)
	}
	for _, s := range needed {
		if !in[s.Issue] { // free of the condition: both can hold at once
			return true
		}
	}
	if len(needed) == 0 {
		return false
	}
	sp, err := l.space(in, all)
	if err != nil {
		return true
	}
	sv := sp.NewSolver()
	sv.Load(l.free.NewNumbers())
	whole := sp.Filter(nil)
	for _, s := range needed[:min(len(needed), 200)] {
		if _, v := l.find(sv, whole.With(sp, s.Issue, s.Option)); v != no {
			return true
		}
	}
	return len(needed) > 200
}

// redLines reports red lines that do not bind: broken today already, or broken nowhere.
func (l *linter) redLines() {
	for p := range l.c.Parties {
		v := l.c.Parties[p].Values
		if v == nil {
			continue
		}
		broken := map[int]bool{}
		for _, i := range l.g.BrokenToday(p) {
			broken[i] = true
		}
		for i := range v.RedLines {
			line, name := &v.RedLines[i], l.c.Parties[p].Name
			if broken[i] {
				l.note("red-line-broken-today", &line.Meta, fmt.Sprintf("today's state already breaks the red line `%s` of `%s`, so it does not bind", short(line.Text), name), "value the state instead, or state the line on what is still to come")
				continue
			}
			if _, s := l.exists(l.redLine[p][i], l.allRules()); s == no {
				l.note("red-line-idle", &line.Meta, fmt.Sprintf("no state that the rules allow breaks the red line `%s` of `%s`", short(line.Text), name), "correct the condition, or delete the line")
			}
		}
	}
}
