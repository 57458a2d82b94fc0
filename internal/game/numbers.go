package game

import (
	"fmt"
	"math"

	"parley/internal/diag"
)

// Numbers is one draw of everything numeric in a game, relative to a state in force (Base): payments made
// once on a transition count from it, and a party without a declared walk-away keeps the value of it.
type Numbers struct {
	g    *Game
	Vars []float64 // the inputs of this draw, then the tracks, the time and what a run remembers
	Base State     // nil in a game without a status quo

	Unary    [][]Tick // [party][option, all issues in a row]
	Tables   [][]Tick // [factor][cell of its scope]
	Caps     []Tick   // [party] total is cut to this
	WalkAway []Tick   // [party] d_p; NoThreshold for a party without values

	weights  [][]float64     // [party] shares of the steps it looks ahead
	left     [][]float64     // [party] their sums from each step on; one more, which is 0
	paths    [][]expectation // [path][cell]
	poly     []int           // [polynomial] the draw that its coefficients are of; below 0, the draw in which it has none
	coef     []float64       // the coefficients of all
	lanes    []*lane         // [track in a state]; nil until asked for
	presents []*present      // [moving term and state]; nil until asked for
	draw     int             // changes with the inputs
	moment   int             // changes with the variables
	trails   int             // how many were begun
	looked   [][]float64     // trails that gave way to others in this moment
	spare    [][]float64     // room for trails
	time     []float64       // [step] from the moment on
	timed    int             // the moment that it is of
	columns  [][]float64     // [variable] scratch: trails
	add      []float64       // scratch
	dt       float64         // months in a step
	ahead    Ahead           // scratch
	run      running         // of Step
	flowing  []flowing       // scratch
	known    [][]bool        // [moving factor][cell] computed for this moment
	fault    error           // the first failure of a value computed when asked for
	now      []float64       // scratch: variables along a path
	scratch  State
	filled   bool      // all stands as the last FillLazily left it, values computed since included
	shares   bool      // some tables are those of other numbers
	own      *tables   // n's own; nil until it shared some
	before   []float64 // scratch
	differ   varSet    // scratch
}

// A ValueError says which number of the case went wrong in a draw.
type ValueError struct {
	Place  diag.Place
	Path   string
	Reason string
}

// Error gives the path and the reason.
func (e *ValueError) Error() string { return e.Path + ": " + e.Reason }

// Drawing changes whenever the inputs do: what was made of a draw is good while it stays.
func (n *Numbers) Drawing() int { return n.draw }

// NewNumbers allocates Numbers for repeated use with Fill.
func (g *Game) NewNumbers() *Numbers {
	n := &Numbers{
		g: g, Vars: make([]float64, g.Vars()), now: make([]float64, g.Vars()), dt: 1 / g.Case.Clock.Step.PerMonth(), columns: make([][]float64, g.Vars()),
		poly: make([]int, g.polynomials), coef: make([]float64, g.coefs), lanes: make([]*lane, g.lanes), presents: make([]*present, g.presents),
		weights: make([][]float64, len(g.Parties)), left: make([][]float64, len(g.Parties)), paths: make([][]expectation, len(g.paths)), known: make([][]bool, len(g.Factors)),
		Unary: make([][]Tick, len(g.Parties)), Tables: make([][]Tick, len(g.Factors)),
		Caps: make([]Tick, len(g.Parties)), WalkAway: make([]Tick, len(g.Parties)),
		scratch: make(State, len(g.Sizes)),
	}
	for p := range n.Unary {
		n.Unary[p] = make([]Tick, g.Offset[len(g.Sizes)])
	}
	for f := range n.Tables {
		n.Tables[f] = make([]Tick, g.Factors[f].cells)
		if g.Factors[f].moves {
			n.known[f] = make([]bool, g.Factors[f].cells)
		}
	}
	for q := range n.paths {
		n.paths[q] = make([]expectation, g.paths[q].cells)
	}
	return n
}

// Fill computes all values from the inputs (Case.Inputs order), at the day of the case; or from all variables (Game.Vars of
// them), at their moment. They are relative to base (nil: today, or none in a game without a status quo). It keeps no
// reference to inputs or base.
func (n *Numbers) Fill(inputs []float64, base State) error {
	if err := n.FillLazily(inputs, base); err != nil {
		return err
	}
	return n.Settle()
}

// FillLazily is Fill, but values that rest on tracks or the time are computed when they are asked for: the numbers are then for
// one goroutine, and Fault tells whether some value could not be computed. What the last FillLazily or Fill computed is kept where nothing that
// it rests on has changed.
func (n *Numbers) FillLazily(inputs []float64, base State) error {
	if base == nil {
		base = n.g.Today
	}
	keeps := n.filled && n.fault == nil && n.Base.Equal(base)
	n.filled = false
	n.unshare(false)
	n.before = append(n.before[:0], n.Vars...)
	if err := n.load(inputs); err != nil {
		return err
	}
	var differ varSet
	if keeps {
		differ = n.changed(n.before)
	}
	if err := n.complete(base, differ); err != nil {
		return err
	}
	n.filled = true
	return nil
}

// complete computes what rests on variables that differ, nil: everything, walk-aways included.
func (n *Numbers) complete(base State, differ varSet) error {
	if err := n.rest(base, differ); err != nil {
		return err
	}
	if err := n.fillWalkAways(differ); err != nil {
		return err
	}
	return n.fault
}

// Draw is Fill without the values that rest on tracks or the time, which are computed when they are asked for, and without
// walk-aways: for runs, which ask for few.
func (n *Numbers) Draw(inputs []float64, base State) error {
	n.filled = false
	n.unshare(false)
	if err := n.load(inputs); err != nil {
		return err
	}
	if base == nil {
		base = n.g.Today
	}
	return n.rest(base, nil)
}

// load takes over the inputs or all variables.
func (n *Numbers) load(inputs []float64) error {
	n.draw++
	copy(n.Vars, inputs)
	if len(inputs) < len(n.Vars) {
		return n.g.Start(n.Vars)
	}
	return nil
}

// rest computes what rests on the inputs and the state in force alone, and forgets what rests on the moment; where it is known which variables
// differ, only what rests on those.
func (n *Numbers) rest(base State, differ varSet) error {
	g := n.g
	n.Base = append(n.Base[:0], base...)
	if base == nil {
		n.Base = nil
	}
	for p := range g.Parties {
		party := &g.Parties[p]
		if differ == nil || party.outlook.rests.meets(differ) {
			if err := n.fillOutlook(p); err != nil {
				return err
			}
		}
		if differ == nil || party.rests.meets(differ) {
			if err := n.fillParty(p); err != nil {
				return err
			}
		}
	}
	for f := range g.Factors {
		fac := &g.Factors[f]
		switch {
		case differ != nil && !fac.rests.meets(differ):
		case fac.moves:
			clear(n.known[f])
		default:
			if err := n.fillFactor(f); err != nil {
				return err
			}
		}
	}
	copy(n.now, n.Vars)
	n.turn()
	return nil
}

func (n *Numbers) fillParty(p int) error {
	party, row := &n.g.Parties[p], n.Unary[p]
	clear(row)
	n.Caps[p] = NoCap
	total := 0.0
	for i := range party.leaves {
		leaf := &party.leaves[i]
		v := leaf.points(n.Vars, nil)
		if bad := finite(v); bad != "" {
			return leaf.fail(bad)
		}
		row[leaf.at] += ToTicks(v)
		if total += math.Abs(v); total > maxPoints {
			return leaf.fail(tooLarge)
		}
	}
	if party.atMost != nil {
		v := party.atMost.eval(n.Vars, nil)
		if bad := finite(v); bad != "" {
			return party.atMost.fail(bad)
		}
		n.Caps[p] = ToTicks(v)
	}
	for i := range party.single {
		if err := n.fillSingle(p, &party.single[i]); err != nil {
			return err
		}
	}
	return nil
}

// fillSingle adds a term whose condition and amount rest on one issue, or on none, to the unary values.
// A term on no issue is added to every option of issue 0, which is the same.
func (n *Numbers) fillSingle(p int, t *term) error {
	issue := 0
	if len(t.Issues) == 1 {
		issue = t.Issues[0]
	}
	s := n.scratch
	if n.Base != nil {
		copy(s, n.Base)
	}
	for o := range n.g.Sizes[issue] {
		s[issue] = uint16(o)
		v, err := t.value(n.Vars, s, n.Base)
		if err != nil {
			return err
		}
		n.Unary[p][n.g.Offset[issue]+o] += ToTicks(v)
	}
	return nil
}

func (n *Numbers) fillFactor(f int) error {
	fac := &n.g.Factors[f]
	table := n.Tables[f]
	if fac.ranks != nil {
		copy(table, fac.ranks)
		return nil
	}
	clear(table)
	s := n.scratch
	for i := range fac.terms {
		t := &fac.terms[i]
		if t.fixed { // the amount does not rest on the state: one evaluation, then a look-up
			v, err := t.amountValue(n.Vars, nil)
			if err != nil {
				return err
			}
			ticks, base := ToTicks(v), n.Base != nil && t.once && t.holdsAt(n.Base)
			for c := range table {
				if fac.holds[i][c] && !base {
					table[c] += ticks
				}
			}
			continue
		}
		for c := range table {
			fac.Decode(c, s)
			v, err := t.value(n.Vars, s, n.Base)
			if err != nil {
				return err
			}
			table[c] += ToTicks(v)
		}
	}
	return nil
}

func (n *Numbers) fillWalkAways(differ varSet) error {
	for p := range n.g.Parties {
		party := &n.g.Parties[p]
		switch {
		case differ != nil && !party.sees.meets(differ):
		case !party.known:
			n.WalkAway[p] = NoThreshold
		case party.walkAway != nil:
			v := party.walkAway.eval(n.Vars, nil)
			if bad := finite(v); bad != "" {
				return party.walkAway.fail(bad)
			}
			n.WalkAway[p] = ToTicks(v)
		case n.Base != nil:
			n.WalkAway[p] = n.Value(p, n.Base)
		default:
			n.WalkAway[p] = NoThreshold
		}
	}
	return nil
}

const tooLarge = "the values of this party add up to more than a million points; use larger units"

func finite(v float64) string {
	switch {
	case math.IsNaN(v):
		return "the expression has no value (0/0, or the logarithm or root of a negative number) for some draw of its inputs"
	case math.IsInf(v, 0):
		return "the expression becomes infinite (a division by zero, or too large a power) for some draw of its inputs"
	case math.Abs(v) > maxPoints:
		return fmt.Sprintf("%.3g points is more than a million; use larger units", v)
	}
	return ""
}
