package casefile

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

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
}

type linter struct {
	c     *Case
	r     *yamltext.Report
	names *names
}

func (l *linter) warn(code string, at diag.Place, path, reason, suggestion string) {
	l.r.Add(diag.Warning, code, at, path, reason, suggestion)
}

// notes reports inputs of which it is not said where they come from: one finding for a party, one for
// the quantities, one for each other part.
func (l *linter) notes() {
	type bare struct {
		first diag.Place
		n     int
	}
	groups := map[string]*bare{}
	count := func(m *Meta) {
		if m.Note != "" || m.Cited() {
			return
		}
		group := inputGroup(m.Path)
		if groups[group] == nil {
			groups[group] = &bare{first: m.Place}
		}
		groups[group].n++
	}
	for _, in := range l.c.Inputs {
		count(&in.Meta)
	}
	for i := range l.c.Parties {
		if v := l.c.Parties[i].Values; v != nil {
			for j := range v.RedLines {
				count(&v.RedLines[j].Meta)
			}
		}
	}
	keys := make([]string, 0, len(groups))
	for key := range groups {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	for _, key := range keys {
		g := groups[key]
		what := fmt.Sprintf("%d inputs of `%s` have neither a note nor a source", g.n, key)
		if g.n == 1 {
			what = fmt.Sprintf("an input of `%s` has neither a note nor a source", key)
		}
		l.warn("no-note", g.first, key, what, "say where they come from: `note` or `source` on the number or on its group")
	}
}

// inputGroup is the part of a path that one finding speaks for: values.russia, quantities, ratifiers.
func inputGroup(path string) string {
	parts := strings.SplitN(path, ".", 3)
	if parts[0] == "values" && len(parts) > 1 {
		// A name may itself have points in it; the group is only for display.
		return parts[0] + "." + parts[1]
	}
	return parts[0]
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

// unused reports what is declared and never used, and issues nobody values.
func (l *linter) unused() {
	c := l.c
	used := map[expr.Ref][]bool{expr.Party: make([]bool, len(c.Parties)), expr.Quantity: make([]bool, len(c.Quantities)), expr.Issue: make([]bool, len(c.Issues))}
	cited := make([]bool, len(c.Sources))
	c.Expressions(func(n *expr.Node) {
		if u := used[n.Ref]; u != nil && n.Index < len(u) {
			u[n.Index] = true
		}
	})
	valued := make([]bool, len(c.Issues))
	for i := range c.Parties {
		used[expr.Party][i] = used[expr.Party][i] || c.Parties[i].Values != nil
		if v := c.Parties[i].Values; v != nil {
			for _, row := range v.Issues {
				valued[row.Issue] = true
			}
			v.expressions(func(n *expr.Node) {
				if n.Ref == expr.Issue {
					valued[n.Index] = true
				}
			})
		}
	}
	for i := range c.Quantities {
		c.Quantities[i].each(func(n *expr.Node) { // through a quantity an issue is worth something too
			if n.Ref == expr.Issue {
				valued[n.Index] = true
			}
		})
	}
	for _, t := range c.Tables {
		for _, m := range t.Members {
			used[expr.Party][m] = true
		}
	}
	for _, t := range c.Ratifiers {
		used[expr.Party][t.Party] = true
		if t.Of >= 0 {
			used[expr.Party][t.Of] = true
		}
	}
	c.metas(func(m *Meta) {
		for _, s := range m.Sources {
			cited[s] = true
		}
	})
	for i := range c.Issues {
		if !valued[i] {
			l.warn("unvalued-issue", c.Issues[i].Place, c.Issues[i].Path, fmt.Sprintf("no party values `%s`: every option of it is worth the same to all", c.Issues[i].Name), "value it, or leave it out")
		}
	}
	for i := range c.Quantities {
		if !used[expr.Quantity][i] {
			l.warn("unused-quantity", c.Quantities[i].Place, c.Quantities[i].Path, fmt.Sprintf("no expression uses `%s`", c.Quantities[i].Name), "use it, or delete it")
		}
	}
	for i := range c.Parties {
		// A party that is declared with a note, so that it is not forgotten, has its part.
		if !used[expr.Party][i] && c.Parties[i].Note == "" {
			l.warn("unused-party", c.Parties[i].Place, c.Parties[i].Path, fmt.Sprintf("`%s` has no values, controls nothing and sits nowhere", c.Parties[i].Name), "give it a part, or delete it")
		}
	}
	for i := range c.Sources {
		if !cited[i] {
			l.warn("unused-source", c.Sources[i].Place, c.Sources[i].Path, fmt.Sprintf("nothing cites `%s`", c.Sources[i].Name), "cite it with `source`, or delete it")
		}
	}
}

// hyphens reports names in arithmetic that may have been meant as a difference.
func (l *linter) hyphens() {
	b := &binder{names: l.names}
	told := map[string]bool{}
	l.c.Expressions(func(n *expr.Node) {
		if n.Ref != expr.Quantity || told[n.Name] {
			return
		}
		if left, right := b.subtraction(n.Name); left != "" {
			told[n.Name] = true
			q := l.c.Quantities[n.Index]
			l.warn("hyphen-or-minus", q.Place, q.Path, fmt.Sprintf("`%s` is a quantity of its own, but `%s` and `%s` are numbers too", n.Name, left, right),
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
	goals, deals, rules := seen{}, seen{}, seen{}
	for i := range l.c.Goals {
		tell(goals, l.c.Goals[i].Condition.String(), l.c.Goals[i].Name, "the goal", &l.c.Goals[i].Meta)
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
