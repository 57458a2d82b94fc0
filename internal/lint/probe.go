package lint

import (
	"slices"

	"parley/casefile"
	"parley/internal/expr"
	"parley/internal/game"
	"parley/internal/search"
)

// probe answers whether some state meets given conditions, under any selection of the case's rules. It compiles the
// conditions of the case as goals of a game without rules and values, in which nothing is out of reach.
type probe struct {
	free     *game.Game
	rule     []ruleConditions
	scope    [][]int       // [rule] the issues it speaks of
	redLine  [][]condition // [party][line]
	ratifies []condition   // [ratifier] its `when`; nil when there is none
	goal     []condition
	goalNot  []condition
	never    []*game.Condition // [issue] a condition on it that no state meets
	gaveUp   int
}

// condition is a conjunction of compiled conditions; nil always holds.
type condition []*game.Condition

func (c condition) holds(s game.State) bool {
	return !slices.ContainsFunc(c, func(x *game.Condition) bool { return !x.Holds(s) })
}

func (c condition) issues() []int {
	var out []int
	for _, x := range c {
		out = append(out, x.Issues...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ruleConditions are what a rule says: when it speaks, what it asks of every state, and (a consequence) when its
// condition holds without what should follow.
type ruleConditions struct{ when, asks, breach condition }

func newProbe(of *casefile.Case) *probe {
	c := *of
	c.StatusQuo = true
	c.Rules, c.Ratifiers, c.Deals, c.Goals = nil, nil, nil, nil
	c.Events, c.Threats, c.Guarantees, c.Scenarios, c.Plans, c.Transfers = nil, nil, nil, nil, nil, nil
	c.Parties = slices.Clone(of.Parties)
	for i := range c.Parties {
		c.Parties[i].Values = nil
	}
	p := &probe{}
	var fill []func(goals [][]*game.Condition)
	ask := func(to *condition, n *expr.Node) {
		k := len(c.Goals)
		c.Goals = append(c.Goals, casefile.Goal{Condition: n})
		fill = append(fill, func(goals [][]*game.Condition) { *to = goals[k] })
	}
	p.ask(of, ask)
	p.never = make([]*game.Condition, len(c.Issues))
	never := make([]condition, len(c.Issues))
	for i := range c.Issues {
		first := equal(casefile.Setting{Issue: i})
		ask(&never[i], not(&expr.Node{Op: expr.Or, Args: []*expr.Node{first, not(first)}}))
	}
	p.free, _ = game.Compile(&c)
	for _, f := range fill {
		f(p.free.Goals)
	}
	for i := range never {
		p.never[i] = never[i][0]
	}
	for r := range p.rule {
		p.scope = append(p.scope, slices.Concat(p.rule[r].when, p.rule[r].asks).issues())
	}
	return p
}

// ask requests every condition of the case.
func (p *probe) ask(c *casefile.Case, ask func(*condition, *expr.Node)) {
	p.rule = make([]ruleConditions, len(c.Rules))
	for r := range c.Rules {
		rule, to := &c.Rules[r], &p.rule[r]
		if rule.Never != nil {
			ask(&to.when, rule.Never)
			ask(&to.asks, forbids(rule.Never))
			continue
		}
		ask(&to.when, rule.When)
		follows := &expr.Node{Op: expr.And}
		var asks []*expr.Node
		for _, s := range rule.Then {
			follows.Args = append(follows.Args, equal(s))
			asks = append(asks, &expr.Node{Op: expr.Or, Args: []*expr.Node{not(rule.When), equal(s)}})
		}
		ask(&to.asks, &expr.Node{Op: expr.And, Args: asks})
		ask(&to.breach, &expr.Node{Op: expr.And, Args: []*expr.Node{rule.When, not(follows)}})
	}
	p.redLine = make([][]condition, len(c.Parties))
	for q := range c.Parties {
		if v := c.Parties[q].Values; v != nil {
			p.redLine[q] = make([]condition, len(v.RedLines))
			for i := range v.RedLines {
				ask(&p.redLine[q][i], v.RedLines[i].Condition)
			}
		}
	}
	p.ratifies = make([]condition, len(c.Ratifiers))
	for i := range c.Ratifiers {
		if w := c.Ratifiers[i].When; w != nil {
			ask(&p.ratifies[i], w)
		}
	}
	p.goal, p.goalNot = make([]condition, len(c.Goals)), make([]condition, len(c.Goals))
	for i := range c.Goals {
		ask(&p.goal[i], c.Goals[i].Condition)
		ask(&p.goalNot[i], not(c.Goals[i].Condition))
	}
}

func not(n *expr.Node) *expr.Node { return &expr.Node{Op: expr.Not, Args: []*expr.Node{n}} }

// forbids is the negation of a condition, split at its top-level `or`s.
func forbids(n *expr.Node) *expr.Node {
	if n.Op != expr.Or {
		return not(n)
	}
	out := &expr.Node{Op: expr.And}
	for _, a := range n.Args {
		out.Args = append(out.Args, forbids(a))
	}
	return out
}

func equal(s casefile.Setting) *expr.Node {
	return &expr.Node{Op: expr.Eq, Args: []*expr.Node{
		{Op: expr.Name, Ref: expr.Issue, Index: s.Issue}, {Op: expr.Name, Ref: expr.Option, Index: s.Option},
	}}
}

// allRules selects every rule.
func (p *probe) allRules() []bool { return slices.Repeat([]bool{true}, len(p.rule)) }

// closure adds to the issues all that the selected rules link with them, and returns them with those rules.
func (p *probe) closure(issues []int, rules []bool) (in []bool, linked []int) {
	in = make([]bool, len(p.free.Sizes))
	for _, i := range issues {
		in[i] = true
	}
	taken := make([]bool, len(p.rule))
	for again := true; again; {
		again = false
		for r := range p.rule {
			if taken[r] || !rules[r] {
				continue
			}
			scope := p.scope[r]
			if len(scope) > 0 && !slices.ContainsFunc(scope, func(i int) bool { return in[i] }) {
				continue
			}
			taken[r], again = true, true
			linked = append(linked, r)
			for _, i := range scope {
				in[i] = true
			}
		}
	}
	return in, linked
}

// verdict is the answer of a search that may be given up.
type verdict uint8

const (
	unsure verdict = iota
	no
	yes
)

// patience is how many searches may be given up before no more are begun.
const patience = 2

// exists asks for a state in which the condition holds and that the selected rules allow. Issues that have nothing to
// do with either stay as today.
func (p *probe) exists(c condition, rules []bool) (game.State, verdict) {
	in, linked := p.closure(c.issues(), rules)
	all := slices.Clone(c)
	for _, r := range linked {
		all = append(all, p.rule[r].asks...)
	}
	if all.holds(p.free.Today) {
		return p.free.Today, yes
	}
	sp, err := p.space(in, all)
	if err != nil {
		return nil, unsure
	}
	sv := sp.NewSolver()
	sv.Load(p.free.NewNumbers())
	return p.find(sv, nil)
}

// space is the space of the given issues under the conditions.
func (p *probe) space(in []bool, all condition) (*search.Space, error) {
	room := search.Room{Members: everyone(len(p.free.Case.Parties)), Agenda: in, Base: p.free.Today, Extra: all}
	return search.NewSpace(p.free, room, 0, search.BlockLimit, false)
}

// find asks for a state other than the one in force.
func (p *probe) find(sv *search.Solver, f *search.Filter) (game.State, verdict) {
	if p.gaveUp >= patience {
		return nil, unsure
	}
	s, ok, err := sv.Find(&search.Query{Filter: f})
	switch {
	case ok:
		return s, yes
	case err != nil:
		p.gaveUp++
		return nil, unsure
	}
	return nil, no
}
