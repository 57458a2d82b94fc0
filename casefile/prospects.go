package casefile

import (
	"fmt"
	"slices"

	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
)

// prospects says what can come about at all, as far as the text alone shows: it errs towards yes.
type prospects struct {
	c       *Case
	options [][]bool // [issue][option] some state with it may come
	events  []bool   // may happen
	steps   int      // taken so far
	anyway  bool     // too much to look through: everything may be
}

// maxProspects bounds the steps of finding what can come about, so that a long chain of events costs no time to speak of.
const maxProspects = 3_000_000

// prospects finds what can come about: the least set that contains today, what somebody can bring about, and what events,
// threats and consequences set that can come about themselves.
func (c *Case) prospects() *prospects {
	p := &prospects{c: c, options: make([][]bool, len(c.Issues)), events: make([]bool, len(c.Events))}
	somebody := c.somebodySits()
	for i := range c.Issues {
		s := &c.Issues[i]
		p.options[i] = make([]bool, len(s.Options))
		for o := range s.Options {
			p.options[i][o] = o == s.Today || s.Options[o].By != nil || somebody
		}
	}
	for _, t := range c.Threats {
		p.set(t.Instrument)
	}
	for _, plan := range c.Plans {
		for _, s := range plan.Steps {
			p.set(s.Settings)
		}
	}
	p.unfold()
	return p
}

// unfold adds what follows, until nothing more does.
func (p *prospects) unfold() {
	fired := make([]bool, len(p.c.Rules))
	for changed := true; changed && !p.anyway; {
		changed = false
		p.anyway = p.steps > maxProspects
		for i := range p.c.Events {
			if e := &p.c.Events[i]; !p.events[i] && p.happens(e) {
				p.events[i], changed = true, true
				p.set(e.Then)
			}
		}
		for i := range p.c.Rules {
			if r := &p.c.Rules[i]; r.When != nil && !fired[i] && p.may(r.When, true) {
				fired[i], changed = true, true
				p.set(r.Then)
			}
		}
	}
}

// somebodySits reports whether an option without a formula can be brought about: whether some party sits at a table, or,
// without tables, moves at all.
func (c *Case) somebodySits() bool {
	if len(c.Tables) > 0 {
		return slices.ContainsFunc(c.Tables, func(t Table) bool { return len(t.Members) > 0 })
	}
	return slices.ContainsFunc(c.Parties, func(p Party) bool { return p.Kind != Public && p.Kind != Group })
}

// set adds options that come about.
func (p *prospects) set(settings []Setting) {
	for _, s := range settings {
		p.options[s.Issue][s.Option] = true
	}
}

// happens reports whether an event may happen.
func (p *prospects) happens(e *Event) bool {
	if v, ok := constantOf(e.Chance); ok && v == 0 {
		return false
	}
	return e.When == nil || p.may(e.When, true)
}

// never returns the part of a condition for which it can never hold, or nil when it may.
func (p *prospects) never(n *expr.Node) *expr.Node {
	if p.may(n, true) {
		return nil
	}
	if n.Op == expr.And {
		for _, a := range n.Args {
			if culprit := p.never(a); culprit != nil {
				return culprit
			}
		}
	}
	return n
}

// why words what never found.
func (p *prospects) why(n *expr.Node) string {
	switch {
	case n.Op == expr.And:
		return "its parts contradict each other"
	case n.Op == expr.Name:
		return "`" + n.Name + "` never holds"
	case n.Op == expr.Eq:
		return fmt.Sprintf("nothing brings about `%s=%s`", n.Args[0].Name, n.Args[1].Name)
	case n.LooksBack() && n.Args[0].Ref == expr.Event:
		return fmt.Sprintf("the event `%s` can never happen", n.Args[0].Name)
	case n.LooksBack() && n.Args[0].Ref == expr.Table:
		return fmt.Sprintf("the table `%s` never meets, or never closes", n.Args[0].Name)
	}
	return fmt.Sprintf("`%s` can never hold", yamltext.Shorten(n.String()))
}

// may reports whether a condition may come to be what is wanted, true or false.
func (p *prospects) may(n *expr.Node, want bool) bool {
	if p.steps++; p.anyway {
		return true
	}
	need := 1 // of the arguments that must be as wanted
	switch n.Op {
	case expr.Name:
		return (n.Ref == expr.Always) == want
	case expr.Not:
		return p.may(n.Args[0], !want)
	case expr.Eq, expr.Ne, expr.In:
		return slices.Contains(p.allowed(n, want), true)
	case expr.Call:
		return p.mayHaveBeen(n, want)
	case expr.And:
		if want {
			need = len(n.Args)
		}
	case expr.Or:
		if !want {
			need = len(n.Args)
		}
	case expr.AtLeast:
		need = n.N
		if !want {
			need = len(n.Args) - n.N + 1
		}
	default:
		return p.mayCompare(n, want)
	}
	for _, a := range n.Args {
		if p.may(a, want) {
			need--
		}
	}
	return need <= 0 && !(n.Op == expr.And && want && p.contradictory(n))
}

// allowed says which options of its issue a comparison leaves, of those that may come, when it is to be true or false.
func (p *prospects) allowed(n *expr.Node, want bool) []bool {
	out := make([]bool, len(p.options[n.Args[0].Index]))
	p.steps += len(out) * len(n.Args)
	for o, comes := range p.options[n.Args[0].Index] {
		named := slices.ContainsFunc(n.Args[1:], func(a *expr.Node) bool { return a.Index == o })
		out[o] = comes && (named == (n.Op != expr.Ne)) == want
	}
	return out
}

// contradictory reports whether the parts of a conjunction leave an issue without any option.
func (p *prospects) contradictory(n *expr.Node) bool {
	left := map[int][]bool{}
	for _, a := range n.Args {
		want := true
		for a.Op == expr.Not {
			a, want = a.Args[0], !want
		}
		if a.Op != expr.Eq && a.Op != expr.Ne && a.Op != expr.In {
			continue
		}
		issue, options := a.Args[0].Index, p.allowed(a, want)
		if before, ok := left[issue]; ok {
			for o := range options {
				options[o] = options[o] && before[o]
			}
		}
		if left[issue] = options; !slices.Contains(options, true) {
			return true
		}
	}
	return false
}

// mayHaveBeen is may for the functions that look back. What has not happened yet is so at the start.
func (p *prospects) mayHaveBeen(n *expr.Node, want bool) bool {
	arg := n.Args[0]
	switch {
	case n.Name == "ever":
		return p.may(arg, want)
	case !want:
		return true
	case arg.Ref == expr.Event:
		return p.events[arg.Index]
	case arg.Ref == expr.Table:
		t := &p.c.Tables[arg.Index]
		closes, certain := constantOf(t.Closes)
		return t.meets() && !(certain && closes == 0 && n.Name == "agreed")
	}
	return true
}

// mayCompare is may for a comparison of numbers: a condition that can never hold has held for 0 months.
func (p *prospects) mayCompare(n *expr.Node, want bool) bool {
	value := func(x *expr.Node) (float64, bool) {
		if x.LooksBack() && !p.may(x.Args[0], true) {
			return 0, true
		}
		return constant(x)
	}
	a, known := value(n.Args[0])
	b, both := value(n.Args[1])
	if !known || !both {
		return true
	}
	holds := false
	switch n.Op {
	case expr.Lt:
		holds = a < b
	case expr.Le:
		holds = a <= b
	case expr.Gt:
		holds = a > b
	case expr.Ge:
		holds = a >= b
	}
	return holds == want
}
