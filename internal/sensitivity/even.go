package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"

	"parley/internal/ensemble"
)

// Limits of the search for even chances.
const (
	evenRuns   = 400 // runs from which the value of an even chance is found, or a flip confirmed
	evenSteps  = 8   // halvings of the input's ranks
	evenInputs = 12  // inputs it is looked for, those that move the chance most
)

// even looks, for the measured inputs that move the chance across one half, for the value at which it crosses.
func (q *question) even(ctx context.Context) error {
	inputs := q.crossing()
	found := make([]*Tip, len(inputs))
	done, err := ensemble.Each(ctx, len(inputs), q.d.Jobs, func() func(int) error {
		w := q.design.newRow(ctx)
		return func(k int) (err error) {
			found[k], err = q.evenOf(ctx, w, inputs[k])
			return err
		}
	}, q.progress("even chances", len(inputs)))
	q.evens = map[int]*Tip{}
	for k, i := range inputs[:done] {
		if found[k] != nil {
			q.evens[i] = found[k]
		}
	}
	return err
}

// crossing lists the inputs worth looking at: those that take the chance across one half between their 10th and 90th
// percentiles, or most of the way there.
func (q *question) crossing() []int {
	var out []int
	if q.deal != nil || q.dice != nil {
		return out
	}
	now, reach := meanOf(q.drawn()), map[int]float64{}
	for _, i := range q.single() {
		t := q.columns[i]
		a, b := shifted(q.drawn(), t.low), shifted(q.drawn(), t.high)
		reach[i] = max(math.Abs(a-now), math.Abs(b-now))
		if (a-0.5)*(b-0.5) <= 0 || math.Abs(now-0.5) < 1.5*reach[i] {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(x, y int) int { return cmp.Compare(reach[y], reach[x]) })
	return out[:min(len(out), evenInputs)]
}

// evenOf halves the input's ranks between its 5th and 95th percentiles, on the same runs throughout; nil where the chance is on
// the same side of one half at both.
func (q *question) evenOf(ctx context.Context, w *row, input int) (*Tip, error) {
	p, n := newPull(q.g.Case, input), min(evenRuns, q.d.Done)
	column := make([]float64, n)
	likely := func(rank float64) (bool, error) {
		for run := range n {
			if ctx.Err() != nil {
				return false, ctx.Err()
			}
			if err := w.start(run); err != nil {
				return false, err
			}
			y, err := w.pulled(&p, rank)
			if err != nil {
				return false, err
			}
			column[run] = y.mean()
		}
		return shifted(q.drawn(), column) >= 0.5, nil
	}
	from, err := likely(least)
	if err != nil {
		return nil, err
	}
	to, err := likely(most)
	if err != nil || from == to {
		return nil, err
	}
	lo, hi := least, most
	for range evenSteps {
		middle := (lo + hi) / 2
		y, err := likely(middle)
		if err != nil {
			return nil, err
		}
		if y == from {
			lo = middle
		} else {
			hi = middle
		}
	}
	tip := &Tip{Value: q.g.Case.Inputs[input].Dist.Quantile((lo + hi) / 2), Side: Above}
	if from != (meanOf(q.drawn()) >= 0.5) {
		tip.Side = Below
	}
	return tip, nil
}
