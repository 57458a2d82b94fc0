package forecast

import (
	"context"

	"parley/internal/ensemble"
)

// Engines are the answers of engines of different structure. They are shown, never averaged.
type Engines struct {
	Negotiation Engine   `json:"negotiation"`
	Second      string   `json:"second"`    // positions where there are some, else contest; "" where neither was reached
	Positions   *Engine  `json:"positions"` // null: see without-positions, or it was not reached
	Why         string   `json:"without-positions,omitempty"`
	Contest     *Engine  `json:"contest"`            // null where it was not reached
	Apart       *float64 `json:"largest-difference"` // between the first and the second, over the scenarios
	Scenario    string   `json:"differs-most-on,omitempty"`
}

// Engine is what one engine makes of the scenarios.
type Engine struct {
	What      string             `json:"what"`
	Runs      int                `json:"runs"`                // draws, of an engine beside the runs
	States    int                `json:"states,omitempty"`    // that contest each other
	Issues    []string           `json:"issues,omitempty"`    // that a place is elected for
	Throws    int                `json:"throws,omitempty"`    // states thrown that the rules allow
	Forbidden int                `json:"forbidden,omitempty"` // and those that they forbid, which count for nothing
	Scenarios map[string]float64 `json:"scenarios"`
}

const negotiationIs = "tables meet and settle, threats fall due, parties move, tracks run"

// engines runs the engines beside the runs over the leading draws and sets them beside the answer.
func (q *question) engines(ctx context.Context, a *Answer) error {
	c := q.contest()
	c.settlement, a.Engines.Why = q.settlement()
	n := min(contestDraws, q.done)
	rows := make([]beside, n)
	if _, err := ensemble.Each(ctx, n, q.d.Jobs, func() func(int) error {
		x := c.worker()
		return func(run int) (err error) {
			if q.lead[run] >= 0 {
				q.base.inputs(run, x.inputs)
				rows[run], err = x.draw(run)
			}
			return err
		}
	}, q.progress("contest", 0, n)); err != nil {
		return err
	}
	sums, throws, draws := make([]float64, len(a.Scenarios)), make([]int, len(a.Scenarios)+1), 0
	for _, row := range rows {
		for k, v := range row.contest {
			sums[k] += v
		}
		for k, v := range row.places {
			throws[k] += v
		}
		if row.contest != nil {
			draws++
		}
	}
	if draws == 0 {
		return nil
	}
	e := &a.Engines
	e.Second, e.Contest = "contest", &Engine{What: contestIs, Runs: draws, States: len(c.states), Scenarios: map[string]float64{}}
	for k := range a.Scenarios {
		v := sums[k] / float64(draws)
		e.Contest.Scenarios[a.Scenarios[k].Name], a.Scenarios[k].Contest = v, &v
	}
	if c.settlement != nil {
		e.count(a, c.settlement.names(q.g), draws, throws)
	}
	e.compare(a)
	return nil
}

// count words the throws of the election of places.
func (e *Engines) count(a *Answer, issues []string, draws int, throws []int) {
	out := &Engine{What: positionsIs, Runs: draws, Issues: issues, Forbidden: throws[len(a.Scenarios)], Scenarios: map[string]float64{}}
	for _, v := range throws[:len(a.Scenarios)] {
		out.Throws += v
	}
	if out.Throws == 0 {
		e.Why = "the rules forbid every state that was thrown"
		return
	}
	for k := range a.Scenarios {
		v := share(throws[k], out.Throws)
		out.Scenarios[a.Scenarios[k].Name], a.Scenarios[k].Positions = v, &v
	}
	e.Second, e.Positions = "positions", out
}

// second is what the second engine gives a scenario; nil where there is none.
func (e *Engines) second(s *Scenario) *float64 {
	if e.Positions != nil {
		return s.Positions
	}
	return s.Contest
}

// pair is what the first and the second engine are called.
func (e *Engines) pair() string {
	if e.Positions != nil {
		return "The first and the second engine"
	}
	return "The two engines"
}

// compare finds where the first and the second engine differ most.
func (e *Engines) compare(a *Answer) {
	most := 0.0
	for k := range a.Scenarios {
		s := &a.Scenarios[k]
		v := *e.second(s)
		if apart := max(v-s.Probability, s.Probability-v); apart > most || k == 0 {
			most, e.Scenario = apart, s.Name
		}
	}
	e.Apart = &most
}
