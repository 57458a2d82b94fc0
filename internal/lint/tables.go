package lint

import (
	"fmt"
	"math/bits"

	"parley/casefile"
	"parley/internal/expr"
	"parley/internal/game"
	"parley/internal/search"
)

// met evaluates a table's rule for a set of its members.
func met(rule *expr.Node, set game.Mask) bool {
	switch {
	case rule.Op == expr.Name:
		return set.Has(rule.Index)
	case rule.Op == expr.AtLeast && len(rule.Args) == 1 && rule.Args[0].Ref == expr.Members:
		return bits.OnesCount64(uint64(set)) >= rule.N
	}
	need, have := rule.N, 0
	switch rule.Op {
	case expr.And:
		need = len(rule.Args)
	case expr.Or:
		need = 1
	}
	for _, a := range rule.Args {
		if met(a, set) {
			have++
		}
	}
	return have >= need
}

// decides reports whether a table is decided by the members in set.
func decides(t *casefile.Table, set game.Mask) bool {
	members := game.Of(t.Members...)
	if t.Rule == nil {
		return set&members == members
	}
	return met(t.Rule, set&members)
}

// tables reports tables that cannot change anything, and rules by which one member decides.
func (l *linter) tables() {
	for t := range l.c.Tables {
		table := &l.c.Tables[t]
		l.powerless(table)
		if len(table.Members) < 2 {
			continue
		}
		for _, p := range table.Members {
			if decides(table, game.Of(p)) {
				l.warn("table-rule-loose", &table.Meta, fmt.Sprintf("by the rule `%s`, `%s` alone decides for `%s`", short(table.RuleText), l.c.Parties[p].Name, table.Name),
					"write a rule that takes two, such as `at-least 2 of members`; what one can do alone needs no table")
				break
			}
		}
	}
}

func (l *linter) powerless(table *casefile.Table) {
	if l.g.Today == nil {
		return
	}
	sp, err := search.NewSpace(l.g, search.Room{Members: game.Of(table.Members...), Agenda: agenda(table, len(l.c.Issues)), Base: l.g.Today}, 0, search.BlockLimit, false)
	if err != nil {
		return
	}
	list := table.Agenda
	if list == nil {
		for i := range l.c.Issues {
			list = append(list, i)
		}
	}
	var fixed []string
	for _, i := range list {
		if len(sp.Options(i)) < 2 {
			fixed = append(fixed, l.c.Issues[i].Name)
		}
	}
	switch {
	case len(fixed) == len(list):
		l.warn("table-powerless", &table.Meta, fmt.Sprintf("the members of `%s` together control no option of any issue on its agenda", table.Name), "add who is missing, or say under `by` what they control")
	case table.Agenda != nil && len(fixed) > 0:
		l.note("agenda-uncontrolled", &table.Meta, fmt.Sprintf("the members of `%s` control no option of %s on its agenda", table.Name, few(fixed)), "leave it out, or add who controls it")
	}
}

// unknown reports consent that can never be counted, since the values of the party are not known.
func (l *linter) unknown() {
	for t := range l.c.Tables {
		table := &l.c.Tables[t]
		members := game.Of(table.Members...)
		if missing := members &^ l.g.Known; missing != 0 && !decides(table, l.g.Known) {
			l.warn("member-not-known", &table.Meta,
				fmt.Sprintf("`%s` cannot decide without %s, of whose values nothing is known: no deal there can be found", table.Name, few(l.names(missing))),
				"value what it wants, with a note; or leave it out of the members or of the `rule`")
		}
	}
	for i := range l.c.Ratifiers {
		r := &l.c.Ratifiers[i]
		if !l.g.Known.Has(r.Party) {
			l.warn("member-not-known", &r.Meta, fmt.Sprintf("nothing is known of the values of `%s`: no deal that it must ratify goes through", l.c.Parties[r.Party].Name), "value what it wants, with a note")
		}
	}
	for p := range l.c.Parties {
		if !l.g.Known.Has(p) {
			l.neededUnknown(p)
		}
	}
}

// neededUnknown reports the options that cannot do without p.
func (l *linter) neededUnknown(p int) {
	needed := l.needs(p)
	if len(needed) == 0 {
		return
	}
	var names []string
	for _, s := range needed {
		names = append(names, l.option(s.Issue, s.Option))
	}
	l.warn("member-not-known", &l.c.Parties[p].Meta,
		fmt.Sprintf("the consent of `%s` is needed for %s, and nothing is known of its values: it counts as never given", l.c.Parties[p].Name, few(names)),
		"value what it wants, with a note; or say under `by` who else can bring these about")
}

// needs lists the changes from today that cannot do without p.
func (l *linter) needs(p int) []casefile.Setting {
	if l.g.Today == nil {
		return nil
	}
	rest := l.everyone() &^ game.Of(p)
	var out []casefile.Setting
	for i, n := range l.g.Sizes {
		for o := range n {
			if today := int(l.g.Today[i]); o != today && !l.g.CanMove(rest, i, today, o) {
				out = append(out, casefile.Setting{Issue: i, Option: o})
			}
		}
	}
	return out
}

func (l *linter) names(m game.Mask) []string {
	var out []string
	for _, p := range m.List() {
		out = append(out, "`"+l.c.Parties[p].Name+"`")
	}
	return out
}
