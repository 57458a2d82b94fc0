package lint

import (
	"fmt"
	"slices"

	"parley/casefile"
	"parley/internal/clock"
	"parley/internal/expr"
)

// mostScenarios bounds the scenarios compared with those before them.
const mostScenarios = 40

// shadowed reports scenarios that can name no run: wherever one holds, one before it that is looked at on the same day holds too.
// What a condition says other than of the state counts as a fact that may be or not, the same for equal texts; what holds now
// has held.
func (l *linter) shadowed(w *clock.World) {
	f := newFacts(l.c)
	due := func(s *casefile.Scenario) int {
		if s.By.IsZero() {
			return w.Steps
		}
		return min(w.Steps, w.StepOf(s.By))
	}
	var asked []int
	for k := 1; k < min(len(l.c.Scenarios), mostScenarios); k++ {
		s := &l.c.Scenarios[k]
		alone := &expr.Node{Op: expr.And, Args: []*expr.Node{f.plain(s.Condition)}}
		alike := false
		for i := range k {
			before := &l.c.Scenarios[i]
			if due(before) == due(s) {
				alone.Args = append(alone.Args, not(f.plain(before.Condition)))
				alike = alike || before.Condition.String() == s.Condition.String()
			}
		}
		if len(alone.Args) > 1 && !alike { // those alike are reported with the text
			asked = append(asked, k)
			f.ask(alone)
		}
	}
	if asked == nil {
		return
	}
	p := newProbe(&f.c)
	for i, k := range asked {
		if _, v := p.exists(p.goal[i], p.allRules()); v == no {
			s := &l.c.Scenarios[k]
			l.note("scenario-shadowed", &s.Meta, fmt.Sprintf("wherever the scenario `%s` holds, one before it holds too: it can name no run", s.Name), "put it before them, or delete it")
		}
	}
	l.gaveUp += p.gaveUp
}

// facts makes of what is not said of the state an issue of its own, with the options no and yes.
type facts struct {
	c  casefile.Case
	at map[string]int // by text: the issue
}

func newFacts(c *casefile.Case) *facts {
	f := &facts{c: *c, at: map[string]int{}}
	f.c.Issues, f.c.Rules, f.c.Goals, f.c.Ratifiers = slices.Clone(c.Issues), slices.Clone(c.Rules), nil, nil
	return f
}

// ask makes of a condition a goal, about which a probe can be asked.
func (f *facts) ask(n *expr.Node) { f.c.Goals = append(f.c.Goals, casefile.Goal{Condition: n}) }

// plain is a condition with facts for what is not said of the state.
func (f *facts) plain(n *expr.Node) *expr.Node {
	switch n.Op {
	case expr.Not, expr.And, expr.Or, expr.AtLeast:
		out := *n
		out.Args = nil
		for _, a := range n.Args {
			out.Args = append(out.Args, f.plain(a))
		}
		return &out
	case expr.Name:
		return n
	case expr.Eq, expr.Ne, expr.In:
		if n.Args[0].Ref == expr.Issue {
			return n
		}
	}
	return f.fact(n)
}

func (f *facts) fact(n *expr.Node) *expr.Node {
	text := n.String()
	at, known := f.at[text]
	if !known {
		at = len(f.c.Issues)
		f.at[text] = at
		f.c.Issues = append(f.c.Issues, casefile.Issue{Name: fmt.Sprint("fact ", at), Options: make([]casefile.Option, 2)})
	}
	is := equal(casefile.Setting{Issue: at, Option: 1})
	if !known && n.Op == expr.Call && n.Name == "ever" {
		now := f.plain(n.Args[0])
		f.c.Rules = append(f.c.Rules, casefile.Rule{Text: text, Never: &expr.Node{Op: expr.And, Args: []*expr.Node{now, not(is)}}})
	}
	return is
}
