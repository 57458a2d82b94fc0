package forecast

import (
	"context"
	"slices"

	"parley/casefile"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/spatial"
)

// The second engine is a contest of states: the probabilistic Condorcet election of the KAPSARC Toolkit (Wise 2015), with states for
// positions: today, the packages that tables consider, and single steps from today. Any may challenge the one that stands, all equally
// often. Each party votes with its weight times the difference that the two make to it, as a share of what all of them make to it; a state
// wins with its coalition's share of the votes. The answer is the share of time for which each stands: the stationary distribution of
// that chain. There are no tables in it, no vetoes, no dates, no margins, no chance but the draws, and nobody signs anything: what it
// shares with the runs is what parties value.

const (
	contestDraws    = 300  // leading draws
	contestPackages = 64   // that tables consider
	contestStates   = 96   // those, today, and single steps from it
	nobody          = 1e-8 // strength of a coalition without members: no contest is quite certain
)

// Engines are the answers of two engines of different structure. They are shown, never averaged.
type Engines struct {
	Negotiation Engine   `json:"negotiation"`
	Contest     *Engine  `json:"contest"`            // null where it was not reached
	Apart       *float64 `json:"largest-difference"` // between the two, over the scenarios
	Scenario    string   `json:"differs-most-on,omitempty"`
}

// Engine is what one engine makes of the scenarios.
type Engine struct {
	What      string             `json:"what"`
	Runs      int                `json:"runs"`
	States    int                `json:"states,omitempty"`
	Scenarios map[string]float64 `json:"scenarios"`
}

const (
	negotiationIs = "tables meet and settle, threats fall due, parties move, tracks run"
	contestIs     = "packages contest each other, with power for votes; no tables, vetoes or time"
)

// contest runs the second engine and sets it beside the answer.
func (q *question) contest(ctx context.Context, a *Answer) error {
	c := &contest{q: q, states: q.contestants(), voters: q.electorate()}
	n := min(contestDraws, q.done)
	rows := make([][]float64, n)
	if _, err := ensemble.Each(ctx, n, q.d.Jobs, func() func(int) error {
		x := c.worker()
		return func(run int) error {
			if q.lead[run] < 0 {
				return nil
			}
			q.base.inputs(run, x.inputs)
			row, err := x.draw()
			rows[run] = row
			return err
		}
	}, q.progress("contest", 0, n)); err != nil {
		return err
	}
	sums, count := make([]float64, len(a.Scenarios)), 0
	for _, row := range rows {
		if row == nil {
			continue
		}
		count++
		for k, v := range row {
			sums[k] += v
		}
	}
	if count == 0 {
		return nil
	}
	out := &Engine{What: contestIs, Runs: count, States: len(c.states), Scenarios: map[string]float64{}}
	most := 0.0
	for k := range a.Scenarios {
		s := &a.Scenarios[k]
		v := sums[k] / float64(count)
		out.Scenarios[s.Name], s.Contest = v, &v
		if apart := max(v-s.Probability, s.Probability-v); apart > most || k == 0 {
			most, a.Engines.Scenario = apart, s.Name
		}
	}
	a.Engines.Contest, a.Engines.Apart = out, &most
	return nil
}

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
	q      *question
	states []game.State // today first
	voters *electorate
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

// draw is the share of time that each scenario has in one draw.
func (x *contester) draw() ([]float64, error) {
	if err := x.n.Draw(x.inputs, nil); err != nil {
		return nil, err
	}
	x.weights = x.voters.weights(x.q.g, x.inputs, x.weights)
	if err := x.value(); err != nil {
		return nil, err
	}
	out := make([]float64, len(x.q.base.e.ends)+1)
	for k, share := range x.hold() {
		copy(x.vars, x.inputs)
		ending, err := persist(x.q.w, x.q.base.e.ends, x.vars, x.next, x.states[k])
		if err != nil {
			return nil, err
		}
		out[ending] += share
	}
	return out, nil
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
