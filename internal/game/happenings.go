package game

import (
	"slices"

	"parley/casefile"
	"parley/internal/expr"
)

// A Truth is a compiled condition over all variables and the state; the zero Truth always holds.
type Truth struct{ eval truthFunc }

// Holds reports whether the condition is true.
func (t Truth) Holds(vars []float64, s State) bool { return t.eval == nil || t.eval(vars, s) }

// At is the number's value with all variables as in vars, in state s; a nil Number gives otherwise. The error is a *ValueError.
func (x *Number) At(vars []float64, s State, otherwise float64) (float64, error) {
	if x == nil {
		return otherwise, nil
	}
	v := x.eval(vars, s)
	if bad := finite(v); bad != "" {
		return 0, x.fail(bad)
	}
	return v, nil
}

// Chance is At for a number that must lie between 0 and 1.
func (x *Number) Chance(vars []float64, s State, otherwise float64) (float64, error) {
	if x == nil {
		return otherwise, nil
	}
	return x.chance(vars, s)
}

// The most that an expression for a length of time or a margin may come to: what the case file allows of a plain number.
const (
	maxMonths = 1200
	maxMargin = 2
)

// Months is At for a length of time.
func (x *Number) Months(vars []float64, s State, otherwise float64) (float64, error) {
	return x.upTo(maxMonths, "a length of time lies between 0 and 1200 months", vars, s, otherwise)
}

// Share is At for the part of a width that a margin is.
func (x *Number) Share(vars []float64, s State, otherwise float64) (float64, error) {
	return x.upTo(maxMargin, "a margin lies between 0 and 2", vars, s, otherwise)
}

// upTo is At for a number that must lie between 0 and a bound. A cut of up to a billionth is forgiven.
func (x *Number) upTo(most float64, rule string, vars []float64, s State, otherwise float64) (float64, error) {
	v, err := x.At(vars, s, otherwise)
	if x == nil || err != nil {
		return v, err
	}
	if v < -1e-9 || v > most+1e-9 {
		return 0, x.fail(rule + "; it comes to " + trim(v) + ": use `min` and `max` around the expression")
	}
	return min(most, max(0, v)), nil
}

// Event is a compiled event.
type Event struct {
	Of     *casefile.Event
	When   Truth
	Chance *Number // a month; nil: 1
	Shift  []*Number
}

// Meeting is what is compiled of when a table meets.
type Meeting struct {
	Needs  Truth
	Closes *Number
}

// Threat is a compiled threat. Tight are the quantities as they would be if nothing leaked.
type Threat struct {
	Of                                                   *casefile.Threat
	Demand                                               *Condition
	Credibility, Conceding, BackingDown, Response, Lasts *Number
}

// Guarantee is a compiled guarantee.
type Guarantee struct {
	Of                   *casefile.Guarantee
	When                 *Condition
	Deters, Lag, Fatigue *Number
}

// Scenario is a compiled scenario.
type Scenario struct {
	Of   *casefile.Scenario
	When Truth
}

// PlanStep is a compiled step of a plan.
type PlanStep struct {
	Of   *casefile.PlanStep
	When Truth
}

// compileHappenings compiles what belongs to time besides tracks and values.
func (g *Game) compileHappenings(fail func(m *casefile.Meta, code, reason, remedy string)) {
	r, c := g.analyst, g.Case
	for i := range c.Events {
		e := Event{Of: &c.Events[i], When: r.truth(c.Events[i].When), Chance: r.number(c.Events[i].Chance)}
		for _, s := range c.Events[i].Shift {
			e.Shift = append(e.Shift, r.number(s.By))
		}
		g.Events = append(g.Events, e)
	}
	for i := range c.Tables {
		g.Meetings = append(g.Meetings, Meeting{Needs: r.truth(c.Tables[i].Needs), Closes: r.number(c.Tables[i].Closes)})
	}
	for i := range c.Threats {
		t := &c.Threats[i]
		g.Threats = append(g.Threats, Threat{
			Of: t, Demand: g.condition(t.Demand), Credibility: r.number(t.Credibility),
			Conceding: g.Parties[t.To].reading.number(t.Conceding), BackingDown: g.Parties[t.By].reading.number(t.BackingDown),
			Response: r.number(t.Response), Lasts: r.number(t.Lasts),
		})
	}
	for i := range c.Guarantees {
		x := &c.Guarantees[i]
		g.Guarantees = append(g.Guarantees, Guarantee{Of: x, When: g.condition(x.When), Deters: r.number(x.Deters), Lag: r.number(x.Lag), Fatigue: r.number(x.Fatigue)})
	}
	for i := range c.Scenarios {
		g.Scenarios = append(g.Scenarios, Scenario{Of: &c.Scenarios[i], When: r.truth(c.Scenarios[i].Condition)})
	}
	for i := range c.Plans {
		g.Plans = append(g.Plans, g.compilePlan(&c.Plans[i], fail))
	}
	g.Margin, g.Lag = r.number(c.Clock.Margin), r.number(c.Clock.DetectionLag)
}

func (g *Game) compilePlan(p *casefile.Plan, fail func(m *casefile.Meta, code, reason, remedy string)) []PlanStep {
	var steps []PlanStep
	base := g.Base()
	for k := range p.Steps {
		of := &p.Steps[k]
		steps = append(steps, PlanStep{Of: of, When: g.analyst.truth(of.When)})
		s, err := g.Complete(base, of.Settings)
		if err != nil {
			fail(&of.Meta, "deal-forbidden", "this step of the plan is not a state: "+err.Error(), "change the step or the rule")
			return steps
		}
		base = s
	}
	return steps
}

func (r *reading) truth(n *expr.Node) Truth {
	if n == nil {
		return Truth{}
	}
	return Truth{r.compileTruth(n)}
}

// Outlook of a party that a run draws on: chances a year or a month, as in the case.

// Turnover is the chance a year that p's leader is replaced.
func (g *Game) Turnover(p int, vars []float64, s State) (float64, error) {
	return g.Parties[p].outlook.turnover.Chance(vars, s, 0)
}

// Unbound is the chance that a successor of p does not feel bound.
func (g *Game) Unbound(p int, vars []float64, s State) (float64, error) {
	return g.Parties[p].outlook.unbound.Chance(vars, s, 1)
}

// DefaultInitiative is the chance a month that a party weighs a move of its own, where the case gives none.
const DefaultInitiative = 0.1

// Initiative is the chance a month that p weighs a move of its own.
func (g *Game) Initiative(p int, vars []float64, s State) (float64, error) {
	return g.Parties[p].outlook.initiative.Chance(vars, s, DefaultInitiative)
}

// PrivateInputs lists the inputs that p alone knows, by index.
func (g *Game) PrivateInputs(p int) []int {
	var out []int
	for i := range g.Case.Quantities {
		if q := &g.Case.Quantities[i]; q.Private == p && q.Form == casefile.Dist {
			out = append(out, q.Input)
		}
	}
	slices.Sort(out)
	return out
}

// Irreversible reports whether an option of an issue is never left.
func (g *Game) Irreversible(issue, option int) bool {
	return g.Case.Issues[issue].Options[option].Irreversible
}
