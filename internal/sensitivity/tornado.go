package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"

	"parley/internal/ensemble"
	"parley/internal/quantity"
)

// Limits of the work on single inputs.
const (
	tornadoRuns = 1000 // runs in which an input is set to its 10th and its 90th percentile
	evenRuns    = 400  // runs from which the value of an even chance is found
	evenSteps   = 8    // halvings of the input's ranks
	evenInputs  = 12   // inputs it is looked for, those that move the chance most
)

// low and high are the ranks at which a tornado sets an input; least and most those between which an even chance is looked for.
const (
	low, high   = 0.1, 0.9
	least, most = 0.05, 0.95
)

// tilts are the answers by run with one input set low and high.
type tilts struct{ low, high []float64 }

// single lists the inputs of the factors that are measured.
func (q *question) single() []int {
	var out []int
	for _, f := range q.kept {
		out = append(out, q.factors[f]...)
	}
	return out
}

// tornado answers with each measured input at its 10th and its 90th percentile, the others as drawn (given it, where they
// are correlated with it).
func (q *question) tornado(ctx context.Context) (map[int]*tilts, error) {
	inputs, n := q.single(), min(tornadoRuns, q.d.Done)
	out, pulls := make(map[int]*tilts, len(inputs)), make([]pull, len(inputs))
	for k, i := range inputs {
		out[i] = &tilts{make([]float64, n), make([]float64, n)}
		pulls[k] = newPull(q.g.Case, i)
	}
	err := q.each(ctx, "at the percentiles", n, func() func(int) error {
		w := q.design.newRow()
		return func(run int) error {
			if _, err := w.load(run); err != nil {
				return err
			}
			for k, i := range inputs {
				var err error
				if out[i].low[run], err = w.pulled(&pulls[k], low); err != nil {
					return err
				}
				if out[i].high[run], err = w.pulled(&pulls[k], high); err != nil {
					return err
				}
			}
			return nil
		}
	})
	if err != nil && !q.d.Partial(err) {
		return nil, err
	}
	return out, err
}

// shifted is the mean of a column of variants, of a prefix of the runs: the mean of the answer over all runs and the mean change in
// those of the prefix, which is closer than the variants' own mean. It keeps within the least and the largest answer.
func shifted(base, variants []float64) float64 {
	n, sum, all := min(len(variants), len(base)), 0.0, 0.0
	lo, hi := math.Inf(1), math.Inf(-1)
	for r, y := range base {
		if all += y; r < n {
			sum += variants[r] - y
			lo, hi = min(lo, variants[r]), max(hi, variants[r])
		}
		lo, hi = min(lo, y), max(hi, y)
	}
	if n == 0 {
		return meanOf(base)
	}
	return min(hi, max(lo, all/float64(len(base))+sum/float64(n)))
}

// drawn is the answers at the first draw, of the runs that are done.
func (q *question) drawn() []float64 { return q.base.A[:q.d.Done] }

// tipping looks, for each input that can matter, for the value at which the answer changes with all others at their medians.
func (q *question) tipping(ctx context.Context) (map[int]*Tip, error) {
	var inputs []int
	for _, f := range q.factors {
		inputs = append(inputs, f...)
	}
	found := make([]*Tip, len(inputs))
	done, err := ensemble.Each(ctx, len(inputs), q.d.Jobs, func() func(int) error {
		answer, n, values := q.answer(), q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
		return func(k int) error {
			q.d.Medians(values)
			if _, _, err := answer(q.d.Central, true); err != nil {
				return err
			}
			dist := q.g.Case.Inputs[inputs[k]].Dist
			yes := func(v float64) (bool, error) {
				values[inputs[k]] = v
				if err := q.d.Fill(n, values); err != nil {
					return false, err
				}
				y, _, err := answer(n, false)
				return y > 0, err
			}
			var err error
			if dist.Family == quantity.Discrete {
				found[k], err = tippingAmong(dist.Median(), dist.P, yes)
			} else {
				lo, hi := window(dist)
				found[k], err = tipping(dist.Median(), lo, hi, yes)
			}
			return err
		}
	}, q.progress("tipping values", len(inputs)))
	out := map[int]*Tip{}
	for k, i := range inputs[:done] {
		if found[k] != nil {
			out[i] = found[k]
		}
	}
	return out, err
}

func (q *question) progress(step string, of int) func(int) {
	if q.d.Progress == nil {
		return nil
	}
	return func(done int) { q.d.Progress(step, done, of) }
}

// even looks, for the measured inputs that move the chance across one half, for the value at which it crosses.
func (q *question) even(ctx context.Context) (map[int]*Tip, error) {
	inputs := q.crossing()
	found := make([]*Tip, len(inputs))
	done, err := ensemble.Each(ctx, len(inputs), q.d.Jobs, func() func(int) error {
		w := q.design.newRow()
		return func(k int) (err error) {
			found[k], err = q.evenOf(ctx, w, inputs[k])
			return err
		}
	}, q.progress("even chances", len(inputs)))
	out := map[int]*Tip{}
	for k, i := range inputs[:done] {
		if found[k] != nil {
			out[i] = found[k]
		}
	}
	return out, err
}

// crossing lists the inputs worth looking at: those that take the chance across one half between their 10th and 90th
// percentiles, or most of the way there.
func (q *question) crossing() []int {
	var out []int
	if q.deal != nil {
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

func meanOf(y []float64) float64 {
	sum := 0.0
	for _, v := range y {
		sum += v
	}
	return sum / float64(max(1, len(y)))
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
			if _, err := w.load(run); err != nil {
				return false, err
			}
			var err error
			if column[run], err = w.pulled(&p, rank); err != nil {
				return false, err
			}
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
