package casefile

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"parley/casefile/internal/yamltext"
	"parley/internal/diag"
	"parley/internal/expr"
)

// lint reports what is legal but suspect and can be seen without computing anything. Each kind of finding
// has its code.
func (c *Case) lint(r *yamltext.Report) {
	l := &linter{c: c, r: r, names: namesOf(c)}
	l.notes()
	l.weights()
	l.shares()
	l.unused()
	l.twice()
	l.hyphens()
	l.time()
}

type linter struct {
	c     *Case
	r     *yamltext.Report
	names *names
}

func (l *linter) warn(code string, at diag.Place, path, reason, suggestion string) {
	l.r.Add(diag.Warning, code, at, path, reason, suggestion)
}

// notes reports inputs of which it is not said where they come from: one finding for each party's values,
// one for each other section.
func (l *linter) notes() {
	of := map[*Number]string{}
	for i := range l.c.Parties {
		bare := bareInputs{path: "values." + l.c.Parties[i].Name}
		count := func(x *Number) {
			x.leaves(func(x *Number) {
				of[x] = bare.path
				bare.count(&x.Meta)
			})
		}
		l.c.Parties[i].stands(count)
		if v := l.c.Parties[i].Values; v != nil {
			v.numbers(count)
			for j := range v.RedLines {
				bare.count(&v.RedLines[j].Meta)
			}
			if v.Order != nil {
				v.Order.Statements(bare.count)
			}
		}
		bare.tell(l)
	}
	for _, section := range []string{
		"margin", "detection-lag", "quantities", "parties", "ratifiers", "tables", "tracks", "events", "threats", "guarantees", "transfers",
	} {
		bare := bareInputs{path: section}
		for _, in := range l.c.Inputs {
			if of[in] == "" && (in.Path == section || strings.HasPrefix(in.Path, section+".")) {
				bare.count(&in.Meta)
			}
		}
		bare.tell(l)
	}
}

// bareInputs counts the inputs of a group that have neither a note nor a source.
type bareInputs struct {
	path  string
	first diag.Place
	n     int
}

func (b *bareInputs) count(m *Meta) {
	if m.Note != "" || m.Cited() {
		return
	}
	if b.n == 0 || m.Place.Line < b.first.Line {
		b.first = m.Place
	}
	b.n++
}

func (b *bareInputs) tell(l *linter) {
	what := fmt.Sprintf("%d inputs of `%s` have neither a note nor a source", b.n, b.path)
	switch b.n {
	case 0:
		return
	case 1:
		what = fmt.Sprintf("an input of `%s` has neither a note nor a source", b.path)
	}
	l.warn("no-note", b.first, b.path, what, "say where they come from: `note` or `source` on the number or on its group")
}

// weights reports weights that look like shares of 1 but do not sum to it.
func (l *linter) weights() {
	for i := range l.c.Parties {
		v := l.c.Parties[i].Values
		if v == nil {
			continue
		}
		sum, n, small := 0.0, 0, true
		for _, row := range v.Issues {
			if row.Weight == nil {
				continue
			}
			if row.Weight.Form != Dist {
				small = false
				continue
			}
			n++
			m := row.Weight.Dist.Median()
			sum += m
			small = small && m <= 1
		}
		if n >= 2 && small && math.Abs(sum-1) > 0.01 {
			l.warn("weights-sum", v.Place, v.Path, fmt.Sprintf("the weights of `%s` are shares, but sum to %s", l.c.Parties[i].Name, figure3(sum)),
				"let them sum to 1, or give them in points")
		}
	}
}

// shares reports shares of a weight outside -1 to 1.
func (l *linter) shares() {
	for i := range l.c.Parties {
		v := l.c.Parties[i].Values
		if v == nil {
			continue
		}
		for _, row := range v.Issues {
			for _, o := range row.Options {
				if row.Weight == nil || o.Value.Form != Dist {
					continue
				}
				if m := magnitude(o.Value); m > 1 {
					l.warn("share-range", o.Value.Place, o.Value.Path, fmt.Sprintf("a share of %s is more than the whole weight", figure3(m)),
						"give the option with the most at stake the share 1, and the weight its points")
				}
			}
		}
	}
}

// hyphens reports names in arithmetic that may have been meant as a difference.
func (l *linter) hyphens() {
	b := &binder{names: l.names}
	told := map[string]bool{}
	l.c.Expressions(func(n *expr.Node) {
		var m *Meta
		what := "quantity"
		switch {
		case told[n.Name]:
			return
		case n.Ref == expr.Quantity:
			m = &l.c.Quantities[n.Index].Meta
		case n.Ref == expr.Track:
			what, m = "track", &l.c.Tracks[n.Index].Meta
		default:
			return
		}
		if left, right := b.subtraction(n.Name); left != "" {
			told[n.Name] = true
			l.warn("hyphen-or-minus", m.Place, m.Path, fmt.Sprintf("`%s` is a %s of its own, but `%s` and `%s` are numbers too", n.Name, what, left, right),
				fmt.Sprintf("minus needs spaces: `%s - %s`; else rename one", left, right))
		}
	})
}

// twice reports two names for one thing.
func (l *linter) twice() {
	type seen map[string]string
	tell := func(s seen, meaning, name, what string, m *Meta) {
		if first, ok := s[meaning]; ok {
			l.warn("same-meaning", m.Place, m.Path, fmt.Sprintf("%s `%s` says the same as `%s`", what, yamltext.Shorten(name), yamltext.Shorten(first)), "keep one of them")
			return
		}
		s[meaning] = name
	}
	goals, deals, rules, scenarios := seen{}, seen{}, seen{}, seen{}
	for i := range l.c.Goals {
		tell(goals, l.c.Goals[i].Condition.String(), l.c.Goals[i].Name, "the goal", &l.c.Goals[i].Meta)
	}
	for i := range l.c.Scenarios {
		s := &l.c.Scenarios[i]
		tell(scenarios, s.Condition.String()+s.By.Format(time.DateOnly), s.Name, "the scenario", &s.Meta)
	}
	for i := range l.c.Deals {
		tell(deals, settingsKey(l.c.Deals[i].Settings), l.c.Deals[i].Name, "the deal", &l.c.Deals[i].Meta)
	}
	for i := range l.c.Rules {
		x := &l.c.Rules[i]
		if x.Never != nil {
			tell(rules, "never "+x.Never.String(), x.Text, "the rule", &x.Meta)
		} else {
			tell(rules, "when "+x.When.String()+" then "+settingsKey(x.Then), x.Text, "the rule", &x.Meta)
		}
	}
	for i := range l.c.Parties {
		if v := l.c.Parties[i].Values; v != nil {
			lines := seen{}
			for j := range v.RedLines {
				tell(lines, v.RedLines[j].Condition.String(), v.RedLines[j].Text, "the red line", &v.RedLines[j].Meta)
			}
		}
	}
	for i := range l.c.Issues {
		labels := seen{}
		for j := range l.c.Issues[i].Options {
			o := &l.c.Issues[i].Options[j]
			tell(labels, strings.ToLower(o.Label), o.Name, "by its label, the option", &o.Meta)
		}
	}
}

// settingsKey writes settings in the order of the issues.
func settingsKey(settings []Setting) string {
	sorted := slices.Clone(settings)
	slices.SortFunc(sorted, func(a, b Setting) int { return a.Issue - b.Issue })
	return fmt.Sprint(sorted)
}
