package sensitivity

import (
	"context"
	"slices"

	"parley/internal/ask"
	"parley/internal/ensemble"
)

// medianRuns is how many throws the answer with every input at its median is the mean of.
const medianRuns = 400

// throwAtMedians answers with every input at its median, with the dice of the leading runs.
func (q *question) throwAtMedians(ctx context.Context) error {
	const step = "dice at the medians"
	n := min(medianRuns, q.d.Runs)
	q.medians = newColumn(n, true)
	_, err := ensemble.Each(ctx, n, q.d.Jobs, func() func(int) error {
		eval, values := q.eval(), make([]float64, len(q.g.Case.Inputs))
		q.d.Medians(values)
		return func(run int) error {
			y, err := eval(Point{Values: values, Run: run, Begin: true})
			if err == nil {
				q.medians.set(run, y)
			}
			return err
		}
	}, q.progress(step, n))
	if ask.Interrupted(err) {
		err = &ask.SkippedError{Step: step, Err: err}
	}
	return err
}

// lead finds which of several outcomes is the likeliest at the draws, of equals the first; from then on the answer is whether that comes
// about. What it was found from is kept.
func (q *question) lead() {
	if q.dice == nil || q.dice.number {
		return
	}
	q.raw = q.base
	if q.dice.outcomes == nil {
		return
	}
	counts := q.counts()
	q.dice.lead = slices.Index(counts, slices.Max(counts))
	q.base = &Columns{A: q.raw.A.of(q.dice.lead), B: q.raw.B.of(q.dice.lead)}
	q.medians = q.medians.of(q.dice.lead)
}

// counts is how often each outcome came about in the runs that are done.
func (q *question) counts() []int {
	counts := make([]int, q.dice.kinds())
	for _, v := range q.raw.A.One[:q.d.Done] {
		counts[int(v)]++
	}
	return counts
}

// of is 1 where an outcome came about and 0 elsewhere.
func (c Column) of(outcome int) Column {
	out := newColumn(len(c.One), c.thrown())
	for run := range c.One {
		y := c.at(run)
		out.set(run, Twice{is(y[0], outcome), is(y[1], outcome)})
	}
	return out
}

// fillDice writes what is told of an answer that rests on dice.
func (q *question) fillDice() {
	if q.dice == nil {
		return
	}
	q.a.Central = meanOf(q.medians.means())
	share := FromInputs(q.base.A.head(q.d.Done), q.base.B.head(q.d.Done))
	q.a.Dice = &Dice{FromInputs: share.Value, Range: [2]float64{share.Low, share.High}, Seen: share.Above()}
	if q.dice.outcomes == nil {
		return
	}
	q.a.Leading = q.dice.outcomes[q.dice.lead]
	for k, count := range q.counts() {
		q.a.Outcomes = append(q.a.Outcomes, Outcome{Label: q.dice.outcomes[k], Chance: float64(count) / float64(q.d.Done)})
	}
}

// fillFlips writes where an input makes another outcome the likeliest.
func (q *question) fillFlips(at map[int]*Input) {
	inside := true
	for i, f := range q.flips {
		in := at[i]
		in.Tipping, in.TippingSide, in.InRange = &f.Value, f.Side, &inside
		if q.dice.outcomes != nil {
			in.TippingTo = q.dice.outcomes[f.to]
		}
	}
}
