package forecast

import (
	"slices"

	"parley/casefile"
	"parley/internal/game"
	"parley/internal/spatial"
)

// The contest of states is the probabilistic Condorcet election of the KAPSARC Toolkit (Wise 2015), with states for
// positions: today, the packages that tables consider, and single steps from today. Any may challenge the one that stands, all equally
// often. Each party votes with its weight times the difference that the two make to it, as a share of what all of them make to it; a state
// wins with its coalition's share of the votes. The answer is the share of time for which each stands: the stationary distribution of
// that chain. There are no tables in it, no vetoes, no dates, no margins, no chance but the draws, and nobody signs anything: what it
// shares with the runs is what parties value. It is the second engine where no issue has a scale, and the third otherwise (settle.go).

const (
	contestDraws    = 300  // leading draws
	contestPackages = 64   // that tables consider
	contestStates   = 96   // those, today, and single steps from it
	nobody          = 1e-8 // strength of a coalition without members: no contest is quite certain
)

const contestIs = "packages contest each other, with power for votes; no tables, vetoes or time"

// contestants are today, the packages that tables consider, and states one step from today, whoever can take it.
func (q *question) contestants() []game.State {
	out := append([]game.State{q.g.Today}, q.book.Packages(contestPackages)...)
	for i, n := range q.g.Sizes {
		for o := range n {
			s, err := q.g.Complete(q.g.Today, []casefile.Setting{{Issue: i, Option: o}})
			if err == nil && len(out) < contestStates && !slices.ContainsFunc(out, s.Equal) {
				out = append(out, s)
			}
		}
	}
	return out
}

// contest is the second engine. It is immutable; each goroutine takes a contester.
type contest struct {
	q           *question
	states      []game.State // today first
	voters      *electorate
	*settlement // nil: there is no election of places
}

// contester is the scratch of one goroutine.
type contester struct {
	*contest
	n              *game.Numbers
	inputs         []float64
	vars, next     []float64
	weights        []float64
	values         []float64 // [voter × state] in shares of the voter's range
	strength, move []float64 // [state × state]
}

func (c *contest) worker() *contester {
	n := len(c.states)
	return &contester{
		contest: c, n: c.q.g.NewNumbers(), inputs: make([]float64, len(c.q.g.Case.Inputs)), vars: make([]float64, c.q.g.Vars()), next: make([]float64, c.q.g.Vars()),
		values: make([]float64, len(c.voters.voters)*n), strength: make([]float64, n*n), move: make([]float64, n*n),
	}
}

// beside is what the engines beside the runs make of one draw, by ending.
type beside struct {
	contest []float64 // share of time; nil: the draw is left out
	places  []int     // throws, those that the rules forbid last; nil: there is no election of places
}

// draw runs the engines on one draw, whose inputs are set.
func (x *contester) draw(run int) (out beside, err error) {
	if err := x.n.Draw(x.inputs, nil); err != nil {
		return out, err
	}
	x.weights = x.voters.weights(x.q.g, x.inputs, x.weights)
	if err := x.value(); err != nil {
		return out, err
	}
	out.contest = make([]float64, len(x.q.base.e.ends)+1)
	shares := x.hold()
	for k, share := range shares {
		ending, err := x.file(x.states[k])
		if err != nil {
			return out, err
		}
		out.contest[ending] += share
	}
	if x.settlement != nil {
		out.places, err = x.settle(run, shares)
	}
	return out, err
}

// file is the ending under which a state falls that stays in force.
func (x *contester) file(s game.State) (int, error) {
	copy(x.vars, x.inputs)
	return persist(x.q.w, x.q.base.e.ends, x.vars, x.next, s)
}

// value scales what each voter makes of each state to its own range; who is indifferent between all has nothing to vote with.
func (x *contester) value() error {
	n := len(x.states)
	for v, p := range x.voters.voters {
		row := x.values[v*n : (v+1)*n]
		low, high := game.NoCap, game.NoThreshold
		for k, s := range x.states {
			t := x.n.Value(p, s)
			row[k] = game.Points(t)
			low, high = min(low, t), max(high, t)
		}
		wide := game.Points(high - low)
		for k := range row {
			if wide < 1e-9 {
				row[k] = 0
			} else {
				row[k] /= wide
			}
		}
	}
	return x.n.Fault()
}

// hold is the share of time for which each state stands.
func (x *contester) hold() []float64 {
	n := len(x.states)
	for i := range n {
		for j := range i {
			favour, against := nobody, nobody
			for v := range x.voters.voters {
				vote := float64(x.weights[v] * (x.values[v*n+i] - x.values[v*n+j]))
				favour, against = favour+max(0, vote), against+max(0, -vote)
			}
			x.strength[i*n+j], x.strength[j*n+i] = favour, against
		}
	}
	for i := range n {
		for j := range n {
			if i != j {
				x.move[i*n+j] = x.strength[i*n+j] / (x.strength[i*n+j] + x.strength[j*n+i]) / float64(n)
			}
		}
	}
	return spatial.Stationary(x.move, n)
}
