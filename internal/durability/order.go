package durability

import (
	"context"

	"parley/internal/ask"
	"parley/internal/clock"
)

// Swap compares a plan with the same plan in which what two neighbouring steps newly settle has changed places, over the same draws and dice,
// nobody made to sign. The days stay where they are; a step that waited for a condition comes after as long a wait as the condition takes
// along the expected path, inputs at their medians.
type Swap struct {
	Step     int      `json:"step"`   // of the two the earlier, from 1
	First    string   `json:"first"`  // what comes first in the plan as it is
	Second   string   `json:"second"` // what comes first once they are swapped
	Wait     *float64 `json:"wait"`   // months between the two, where it stands in for a condition
	Draws    int      `json:"draws"`
	Signed   *Change  `json:"signed"`   // the first step of the plan is signed: as it is less swapped
	Complete []Change `json:"complete"` // all steps are signed within so many months of the first, and nothing is broken by then
	Why      string   `json:"why,omitempty"`
}

// swaps tries each pair of neighbours.
func (q *question) swaps(ctx context.Context, a *Answer) error {
	for k := range len(q.stages) - 1 {
		s, err := q.swap(ctx, k)
		if err != nil {
			return err
		}
		a.Order = append(a.Order, s)
	}
	return nil
}

func (q *question) swap(ctx context.Context, k int) (Swap, error) {
	base := q.g.Today
	if k > 0 {
		base = q.stages[k-1].planned
	}
	s := Swap{
		Step: k + 1, First: ask.Difference(q.g, base, q.stages[k].planned), Second: ask.Difference(q.g, q.stages[k].planned, q.stages[k+1].planned),
		Complete: []Change{},
	}
	stages, why, err := q.swapped(k, &s)
	if err != nil || why != "" {
		s.Why = why
		return s, err
	}
	other := *q
	other.stages = stages
	w, err := clock.New(other.g, q.d.Seed, float64(q.w.Steps)*q.w.DT)
	if err != nil {
		return s, err
	}
	draws := make([]int, min(q.done, q.compared()))
	for i := range draws {
		draws[i] = i
	}
	outcomes := make([]outcome, q.d.Done)
	done, err := other.each(ctx, "with steps in another order", w, draws, func(x *walker, draw int) error {
		return x.walk(draw, 0, &outcomes[draw])
	})
	if err != nil && (!ask.Interrupted(err) || done == 0) {
		return s, err
	}
	s.Draws = done
	compare := func(months float64, is func(o *outcome) bool) Change {
		var table [2][2]int
		for i := range done {
			table[index(is(&q.outcomes[i]))][index(is(&outcomes[i]))]++
		}
		return change(months, table)
	}
	signed := compare(0, (*outcome).signed)
	s.Signed = &signed
	for _, months := range milestones[1:] {
		if steps := stepsUntil(months, q.w.DT); steps <= q.steps {
			s.Complete = append(s.Complete, compare(months, func(o *outcome) bool { return o.complete(len(stages), steps) }))
		}
	}
	return s, err
}

// swapped are the stages with what k and the next newly settle in each other's place, or why that cannot be.
func (q *question) swapped(k int, s *Swap) (out []stage, why string, err error) {
	base := q.g.Today
	if k > 0 {
		base = q.stages[k-1].planned
	}
	one, two := q.stages[k].planned, q.stages[k+1].planned
	if one.Equal(base) || two.Equal(one) {
		return nil, "one of them settles nothing new", nil
	}
	first, err := q.g.Complete(base, settingsBetween(one, two))
	if err != nil {
		return nil, "the rules do not let the second come first: " + err.Error(), nil //nolint:nilerr // that is the answer
	}
	switch {
	case first.Equal(base):
		return nil, "the second settles nothing without the first", nil
	case first.Equal(two):
		return nil, "the second settles anew all that the first does", nil
	}
	if !q.reaches(base, first) || !q.reaches(first, two) {
		return nil, "nobody can bring about the second first", nil
	}
	out = append(out, q.stages...)
	out[k].settings, out[k].planned = settingsBetween(base, first), first
	out[k+1].settings = settingsBetween(first, two)
	if out[k+1].on < 0 {
		wait, err := q.pause(k)
		if err != nil {
			return nil, "", err
		}
		if wait == 0 {
			return nil, "the condition of the second is not met in sight of anybody along the expected path, so it is not known when it would come", nil
		}
		out[k+1].after = wait
		months := q.months(wait)
		s.Wait = &months
	}
	return out, "", nil
}

// pause is how many steps stage k+1 comes after stage k along the expected path, inputs at their medians; 0: it does not come in sight.
func (q *question) pause(k int) (int, error) {
	inputs := make([]float64, len(q.g.Case.Inputs))
	q.d.Medians(inputs)
	x := q.walker(q.w)
	if err := x.r.Begin(0, inputs); err != nil {
		return 0, err
	}
	c, err := x.ahead(segment{stage: 0, state: q.stages[0].planned, before: q.g.Today}, 1)
	if err != nil || len(c) <= k+1 {
		return 0, err
	}
	return max(1, c[k+1].at-c[k].at), nil
}
