package lint

import (
	"fmt"
	"slices"

	"parley/casefile"
)

// Bounds of the rules tried against all others: rules, and rules tried × rules.
const (
	mostRules = 200
	ruleWork  = 30_000
)

// rules reports rules that never fire, say nothing new, or contradict each other.
func (l *linter) rules() {
	others, most := l.allRules(), min(mostRules, ruleWork/max(1, len(l.c.Rules)))
	for r := range l.c.Rules {
		if r == most {
			l.partial = append(l.partial, fmt.Sprintf("of %d rules only the first %d were tried against the others", len(l.c.Rules), most))
			return
		}
		rule, cond := &l.c.Rules[r], &l.rule[r]
		never := rule.Never != nil
		if _, v := l.exists(cond.when, make([]bool, len(l.rule))); v == no {
			l.warn("rule-never-fires", &rule.Meta, fmt.Sprintf("the condition `%s` holds in no combination of options", short(rule.Text)), "correct the condition, or delete the rule")
			others[r] = false
			continue
		}
		if !never {
			if _, v := l.exists(cond.breach, make([]bool, len(l.rule))); v == no {
				l.warn("rule-without-effect", &rule.Meta, fmt.Sprintf("wherever `%s` holds, what follows holds already", short(rule.Text)), "correct what follows, or delete the rule")
				others[r] = false
				continue
			}
		}
		others[r] = false
		_, v := l.exists(cond.when, others)
		others[r] = true
		switch {
		case v == no && never:
			l.note("rule-covered", &rule.Meta, fmt.Sprintf("the other rules already rule out every combination with `%s`", short(rule.Text)), "delete the rule, if the others are meant as they stand")
			others[r] = false
		case v == no && l.movedOn(r, r):
			// A move may still set it off before another rule changes what it rests on.
		case v == no:
			l.warn("rule-never-fires", &rule.Meta, fmt.Sprintf("the other rules rule out every combination with `%s`, so nothing ever follows from it", short(rule.Text)), "correct one of them, or delete this rule")
		case !never:
			l.unmet(r)
		}
	}
}

// unmet reports a consequence that is called for and can never follow. A rule whose condition some rule undoes (war ends
// the freeze) holds in no state that lasts, and follows moves all the same.
func (l *linter) unmet(r int) {
	if l.movedOn(r, -1) {
		return
	}
	rule := &l.c.Rules[r]
	if _, v := l.exists(l.rule[r].when, l.allRules()); v == no {
		l.warn("consequence-unmet", &rule.Meta,
			fmt.Sprintf("whenever `%s` holds, what should follow from it breaks a rule: the condition is in fact forbidden", short(rule.Text)),
			fmt.Sprintf("correct what follows; if it is meant, write `never: %s`", short(rule.Text)))
	}
}

// movedOn reports whether some rule, other than one, can fire together with rule r and sets an issue on which r's
// condition rests.
func (l *linter) movedOn(r, except int) bool {
	on, none := l.rule[r].when.issues(), make([]bool, len(l.rule))
	for k := range l.c.Rules {
		sets := slices.ContainsFunc(l.c.Rules[k].Then, func(s casefile.Setting) bool { return slices.Contains(on, s.Issue) })
		if k == except || !sets {
			continue
		}
		if _, v := l.exists(slices.Concat(l.rule[r].when, l.rule[k].breach), none); v != no {
			return true
		}
	}
	return false
}

// parts splits the issues into those that the rules link with each other and the rest, in the order of the issues.
// Issues that no rule speaks of are in no part.
func (l *linter) parts() (parts [][]int, untouched []int) {
	done := make([]bool, len(l.c.Issues))
	for i := range l.c.Issues {
		if done[i] {
			continue
		}
		if !slices.ContainsFunc(l.scope, func(s []int) bool { return slices.Contains(s, i) }) {
			untouched = append(untouched, i)
			continue
		}
		in, _ := l.closure([]int{i}, l.allRules())
		var part []int
		for k, ok := range in {
			if ok {
				part = append(part, k)
				done[k] = true
			}
		}
		parts = append(parts, part)
	}
	return parts, untouched
}

// partConditions are what the rules ask of a part.
func (l *linter) partConditions(part []int) (in []bool, all condition) {
	in, linked := l.closure(part[:1], l.allRules())
	for _, r := range linked {
		all = append(all, l.rule[r].asks...)
	}
	return in, all
}

// forbidEverything reports rules that leave no state but today's; without a status quo, none at all.
func (l *linter) forbidEverything() {
	parts, untouched := l.parts()
	changes := len(untouched) > 0
	for _, part := range parts {
		in, all := l.partConditions(part)
		sp, err := l.space(in, all)
		if err != nil {
			return
		}
		sv := sp.NewSolver()
		sv.Load(l.free.NewNumbers())
		_, v := l.find(sv, nil)
		changes = changes || v != no
		if l.g.Today == nil && v == no && !all.holds(l.free.Today) {
			l.fail("rules-forbid-everything", l.firstRule(part), "no combination of options meets all rules", "correct the rule that contradicts the others")
			return
		}
	}
	if l.g.Today != nil && !changes {
		m := &casefile.Meta{Path: "rules"}
		if len(parts) > 0 {
			m = l.firstRule(parts[0])
		}
		l.fail("rules-forbid-everything", m, "the rules allow no state but today's: there is nothing to negotiate", "correct the rule that forbids too much")
	}
}

// firstRule is the first rule that speaks of a part.
func (l *linter) firstRule(part []int) *casefile.Meta {
	r := slices.IndexFunc(l.scope, func(s []int) bool {
		return slices.ContainsFunc(s, func(i int) bool { return slices.Contains(part, i) })
	})
	return &l.c.Rules[r].Meta
}
