package sensitivity

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// Limits of the search for even chances.
const (
	evenRuns   = 400 // runs from which the value of an even chance is found, or a flip confirmed
	evenSteps  = 8   // halvings of the input's ranks
	evenInputs = 12  // inputs it is looked for, those that move the chance most
)

// halving looks for the value of one input at which the chance crosses one half.
type halving struct {
	input  int
	pull   pull
	lo, hi float64 // ranks
	from   bool    // more likely than not at the lower
	column []float64
}

// even looks, for the measured inputs that move the chance across one half, for the value at which it crosses: it halves their ranks between
// their 5th and 95th percentiles, on the same runs throughout and all inputs in step, so that a run is begun once for all.
func (q *question) even(ctx context.Context) error {
	q.evens = map[int]*Tip{}
	n := min(evenRuns, q.d.Done)
	var open []*halving
	for _, i := range q.crossing() {
		open = append(open, &halving{input: i, pull: newPull(q.g.Case, i), lo: least, hi: most, column: make([]float64, n)})
	}
	step := 0
	likely := func(rank func(*halving) float64) ([]bool, error) {
		step++
		return q.likely(ctx, fmt.Sprintf("even chances, step %d of %d", step, evenSteps+2), open, rank)
	}
	from, err := likely(func(h *halving) float64 { return h.lo })
	if err != nil {
		return err
	}
	to, err := likely(func(h *halving) float64 { return h.hi })
	if err != nil {
		return err
	}
	crosses := open[:0]
	for k, h := range open {
		if h.from = from[k]; from[k] != to[k] {
			crosses = append(crosses, h)
		}
	}
	open = crosses
	for range evenSteps {
		now, err := likely((*halving).middle)
		if err != nil {
			return err
		}
		for k, h := range open {
			if now[k] == h.from {
				h.lo = h.middle()
			} else {
				h.hi = h.middle()
			}
		}
	}
	for _, h := range open {
		tip := &Tip{Value: q.g.Case.Inputs[h.input].Dist.Quantile(h.middle()), Side: Above}
		if h.from != (meanOf(q.drawn()) >= 0.5) {
			tip.Side = Below
		}
		q.evens[h.input] = tip
	}
	return nil
}

func (h *halving) middle() float64 { return (h.lo + h.hi) / 2 }

// likely reports for each input whether the answer is more likely than not with it at a rank.
func (q *question) likely(ctx context.Context, step string, open []*halving, rank func(*halving) float64) ([]bool, error) {
	if len(open) == 0 {
		return nil, nil
	}
	err := q.eachApart(ctx, step, len(open[0].column), func() func(int) error {
		w := q.design.newRow(ctx)
		return func(run int) error {
			if err := w.start(run); err != nil {
				return err
			}
			for _, h := range open {
				y, err := w.pulled(&h.pull, rank(h))
				if err != nil {
					return err
				}
				h.column[run] = y.mean()
			}
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	out := make([]bool, len(open))
	for k, h := range open {
		out[k] = shifted(q.drawn(), h.column) >= 0.5
	}
	return out, nil
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
