package durability

import (
	"cmp"

	"parley/internal/ask"
	"parley/internal/ensemble"
)

// Step is what comes of a step of a plan.
type Step struct {
	Deal    string               `json:"deal"`           // what it settles
	On      string               `json:"on,omitempty"`   // the day it is tried on
	When    string               `json:"when,omitempty"` // the condition it is tried under
	Reached ensemble.Probability `json:"reached"`        // it is tried at all, among the draws of the basis
	Signed  ensemble.Probability `json:"signed"`         // given that it is tried
	Done    ensemble.Probability `json:"done"`           // it and all steps before it are signed, among the draws of the basis
	Stands  ensemble.Probability `json:"stands-12"`      // nothing is broken within 12 months of it, given that it is signed; paths that end sooner left out
	Leaves  map[string]float64   `json:"leaves"`         // who breaks it, as shares of the paths in which it is the last step signed
	Ends    []End                `json:"ends"`           // why paths end without it, the most frequent first
	Takes   []Take               `json:"takes"`          // what it is worth to those whose consent it takes
}

// planSteps sums up the steps of a plan; nil for a deal.
func (q *question) planSteps() []Step {
	if q.args.Deal != nil {
		return nil
	}
	of := q.outcomes
	if q.forced {
		of = q.all
	}
	year := stepsUntil(12, q.w.DT)
	out := make([]Step, len(q.stages))
	before := q.g.Today
	for k := range q.stages {
		s := &q.stages[k]
		out[k] = Step{Deal: cmp.Or(ask.Difference(q.g, before, s.planned), "nothing more"), When: s.of.Text}
		before = s.planned
		if d := s.of.Deal; d >= 0 {
			out[k].Deal = q.g.Case.Deals[d].Label
		}
		if !s.of.On.IsZero() {
			out[k].On = s.of.On.Format("2006-01-02")
		}
		tried := func(o *outcome) bool { return len(o.tried) > k }
		signed := func(o *outcome) bool { return tried(o) && o.tried[k].signed }
		seen := func(o *outcome) bool {
			return signed(o) && (o.broken > 0 && o.broken <= o.tried[k].step+year || o.tried[k].step+year <= o.tried[0].step+q.steps)
		}
		stands := func(o *outcome) bool { return seen(o) && (o.broken == 0 || o.broken > o.tried[k].step+year) }
		out[k].Reached = q.chance(of, tried)
		out[k].Signed, out[k].Stands = q.given(of, signed, tried), q.given(of, stands, seen)
		out[k].Done, out[k].Leaves = q.given(of, signed, func(o *outcome) bool { return o.signed() }), q.leaves(of, k)
		out[k].Ends, out[k].Takes = q.ends(k), q.takes(k)
	}
	return out
}

// leaves is who breaks the plan while a step is the last that was signed.
func (q *question) leaves(of []outcome, k int) map[string]float64 {
	out := map[string]float64{}
	last, count := 0, map[string]int{}
	for i := range of {
		o := &of[i]
		if len(o.tried) <= k || !o.tried[k].signed || len(o.tried) > k+1 && o.tried[k+1].signed {
			continue
		}
		last++
		if o.broken > 0 {
			count[q.breaker(way{o.cause == upset, o.by, o.cause})]++
		}
	}
	for name, n := range count {
		out[name] = float64(n) / float64(last)
	}
	return out
}
