package game

import (
	"fmt"
	"slices"
	"time"

	"parley/casefile"
	"parley/internal/diag"
	"parley/internal/expr"
)

// Game is a compiled case. It is immutable and safe for concurrent use.
type Game struct {
	Case  *casefile.Case
	Sizes []int // options per issue
	Today State // x0; nil in a case with `status-quo: none`

	Day     time.Time // that questions are put at and runs begin on: the day of the case, unless At says otherwise
	Elapsed float64   // months from the day of the case to that day
	past    *Game     // what went on until then; nil on the day of the case
	passed  Moment    // what was due until then

	Movers Mask // may act by default: all but publics and groups
	Seated Mask // seated at some table; Movers without tables
	Known  Mask // have an entry under values

	Ordinal Mask // of those, the ones of whose values only the order is known: comparisons mean something, differences nothing

	Never []*Condition
	Goals [][]*Condition // [goal] conjuncts, all of which must hold
	Deals []Named        // named deals, completed

	Offset       []int         // [issue] of its first option among all options in a row; one more than issues
	Parties      []Party       // in the order of the case
	Factors      []Factor      // values that rest on several issues at once
	Consequences []Consequence // in the order of the text
	near         []nearRules   // [issue]
	Events       []Event
	Meetings     []Meeting // [table]
	Threats      []Threat
	Guarantees   []Guarantee
	Scenarios    []Scenario
	Plans        [][]PlanStep
	Margin, Lag  *Number // nil: not given

	Memory      []Memory // what a run remembers, for conditions that look back
	analyst     *reading
	paths       []path
	polynomials int   // how many were made
	coefs       int   // of all polynomials
	lanes       int   // how many tracks in a state were made
	presents    int   // how many there may be
	moving      []int // the factors that rest on tracks or the time
	lively      []int // parties whose outlook may rest on tracks or the time
	ratifiers   []ratifier
	coalitions  [][]Mask // [table] the minimal sets that decide
	Once        bool     // some value is paid once, on a transition
	control     [][]*expr.Node
	back        [][]*expr.Node // nil: the dual of the option's control
	defaults    Mask           // who together bring about an option without a formula
}

// Named is a named deal, completed by the rules' consequences.
type Named struct {
	State State
	Err   error // why it is not a state of the game
}

// Party is what is compiled of a party's values.
type Party struct {
	known    bool
	reading  *reading
	outlook  outlook
	flows    []term // terms that rest on tracks or the time, without those paid once
	watches  []int  // the tracks that they rest on, ascending
	leaves   []leaf
	single   []term   // terms on one issue or none
	rests    varSet   // what these, the leaves and atMost rest on, the state in force left out
	sees     varSet   // what its values and its walk-away rest on
	once     []term   // those of both kinds that are paid once
	factors  []glance // terms on several issues
	walkAway *Number
	atMost   *Number
	spread   *Number
	ladder   *ladder
	RedLines []RedLine

	Capability *Number  // nil: not given
	Stances    []Stance // on issues with a scale
}

// RedLine is a condition a party does not trade, as alternatives each of which breaks it.
type RedLine struct {
	of      *casefile.RedLine
	Breaks  []*Condition
	atToday bool // already broken by today's state
}

// Consequence completes a state: when the condition holds, the issues get these options.
type Consequence struct {
	When *Condition
	Then []casefile.Setting
	of   *casefile.Rule
}

// Compile turns a checked case into a game. Diagnostics are errors of the case that only show here.
func Compile(c *casefile.Case) (*Game, diag.List) {
	g := &Game{Case: c, Day: c.AsOf}
	g.analyst = &reading{g: g}
	var list diag.List
	fail := func(m *casefile.Meta, code, reason, remedy string) {
		list = append(list, &diag.Diagnostic{
			Severity: diag.Error, Level: "error", Code: code, File: c.File, Place: m.Place, Path: m.Path,
			Reason: reason, Suggestion: remedy,
		})
	}
	if len(c.Parties) > MaxParties {
		fail(&c.Parties[MaxParties].Meta, "too-many-parties", fmt.Sprintf("a case has at most %d parties", MaxParties), "merge parties that always act alike into a bloc")
		return nil, list
	}
	g.compileIssues()
	g.compileParties()
	g.compileRules()
	g.compileRatifiers()
	g.analyst.tracks = g.analyst.compileTracks()
	if err := g.compileTables(); err != nil {
		fail(&c.Tables[len(g.coalitions)].Meta, "too-large", err.Error(), err.Remedy)
		return nil, list
	}
	if err := g.compileValues(fail); err != nil {
		fail(&c.Parties[0].Meta, "too-large", err.Error(), err.Remedy)
		return nil, list
	}
	for i := range c.Goals {
		g.Goals = append(g.Goals, g.conjuncts(c.Goals[i].Condition))
	}
	g.compileHappenings(fail)
	if g.Today != nil {
		if rule := g.broken(g.Today); rule != nil {
			fail(&rule.Meta, "today-forbidden", "today's state breaks a rule: "+g.Forbidden(g.Today), "change the rule, or which option is today's")
			return nil, list
		}
	}
	for i := range c.Deals {
		s, err := g.Complete(g.Base(), c.Deals[i].Settings)
		if err != nil {
			fail(&c.Deals[i].Meta, "deal-forbidden", fmt.Sprintf("the deal `%s` is not a state: %v", c.Deals[i].Name, err), "change the deal or the rule")
		}
		g.Deals = append(g.Deals, Named{State: s, Err: err})
	}
	g.compileRests()
	return g, list
}

func (g *Game) compileIssues() {
	g.Offset = []int{0}
	for i := range g.Case.Issues {
		issue := &g.Case.Issues[i]
		g.Sizes = append(g.Sizes, len(issue.Options))
		g.Offset = append(g.Offset, g.Offset[i]+len(issue.Options))
		control, back := make([]*expr.Node, len(issue.Options)), make([]*expr.Node, len(issue.Options))
		for o := range issue.Options {
			control[o], back[o] = issue.Options[o].By, issue.Options[o].Back
		}
		g.control, g.back = append(g.control, control), append(g.back, back)
		if g.Case.StatusQuo {
			g.Today = append(g.Today, uint16(issue.Today))
		}
	}
}

func (g *Game) compileParties() {
	for p := range g.Case.Parties {
		if k := g.Case.Parties[p].Kind; k != casefile.Public && k != casefile.Group {
			g.Movers |= 1 << p
		}
		if g.Case.Parties[p].Values != nil {
			g.Known |= 1 << p
		}
	}
	for t := range g.Case.Tables {
		g.Seated |= Of(g.Case.Tables[t].Members...)
	}
	if g.Seated == 0 {
		g.Seated = g.Movers
	}
	g.defaults = g.Seated
}

func (g *Game) compileRules() {
	for r := range g.Case.Rules {
		rule := &g.Case.Rules[r]
		if rule.Never != nil {
			g.Never = append(g.Never, g.disjuncts(rule.Never)...)
			continue
		}
		g.Consequences = append(g.Consequences, Consequence{When: g.condition(rule.When), Then: rule.Then, of: rule})
	}
	g.near = g.rulesNear()
}

func (g *Game) compileValues(fail func(m *casefile.Meta, code, reason, remedy string)) *TooLargeError {
	g.Parties = make([]Party, len(g.Case.Parties))
	for p := range g.Parties {
		v, out := g.Case.Parties[p].Values, &g.Parties[p]
		out.reading = g.readingOf(v)
		out.outlook = out.reading.compileOutlook(&g.Case.Parties[p].Outlook)
		if out.outlook.moves() {
			g.lively = append(g.lively, p)
		}
		g.compileStance(p)
		if v == nil {
			continue
		}
		out.known, out.watches = true, []int{}
		out.walkAway, out.atMost, out.spread = out.reading.number(v.WalkAway), out.reading.number(v.AtMost), out.reading.number(v.Spread)
		out.ladder = out.reading.compileLadder(v.Ladder)
		terms := g.compileLeaves(p, v)
		if v.Order != nil {
			var err *TooLargeError
			if terms, err = g.compileOrder(p, v.Order, fail); err != nil {
				return err
			}
		}
		for i := range v.Terms {
			terms = append(terms, g.compileTerm(p, &v.Terms[i]))
			if v.Terms[i].Once {
				g.Once = true
				out.once = append(out.once, terms[len(terms)-1])
			}
		}
		g.watch(p, terms)
		if err := g.placeTerms(p, terms); err != nil {
			return err
		}
		for i := range v.RedLines {
			r := RedLine{of: &v.RedLines[i], Breaks: g.disjuncts(v.RedLines[i].Condition)}
			r.atToday = g.Today != nil && slices.ContainsFunc(r.Breaks, func(c *Condition) bool { return c.Holds(g.Today) })
			out.RedLines = append(out.RedLines, r)
		}
	}
	return nil
}

// readingOf is how a party reads expressions.
func (g *Game) readingOf(v *casefile.Values) *reading {
	if v == nil || len(v.Believes) == 0 {
		return g.analyst
	}
	r := &reading{g: g, beliefs: make(map[int]*casefile.Number, len(v.Believes))}
	for _, b := range v.Believes {
		r.beliefs[b.Quantity] = b.Number
	}
	r.tracks = r.compileTracks()
	return r
}

// Base is the state in force: today's, or (without a status quo) the first option of everything, which
// then only stands for "not named".
func (g *Game) Base() State {
	if g.Today != nil {
		return g.Today
	}
	return make(State, len(g.Sizes))
}

// Size is the number of states, rules ignored, as a float (it may exceed any integer).
func (g *Game) Size() float64 {
	n := 1.0
	for _, s := range g.Sizes {
		n *= float64(s)
	}
	return n
}
