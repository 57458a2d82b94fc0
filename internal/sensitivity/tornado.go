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
	thrownRuns  = 500  // likewise where dice are thrown
)

// low and high are the ranks at which a tornado sets an input; least and most those between which an even chance is looked for.
const (
	low, high   = 0.1, 0.9
	least, most = 0.05, 0.95
)

// tilts are the answers by run with one input set low and high.
type tilts struct{ low, high []float64 }

// members lists the inputs of the factors that are measured.
func (q *question) members() []int {
	var out []int
	for _, f := range q.kept {
		out = append(out, q.factors[f]...)
	}
	return out
}

// single lists the inputs that are looked at one by one: all that are measured; where dice are thrown, the strongest of those above the
// noise, as many as the page shows.
func (q *question) single() []int {
	if q.dice == nil {
		return q.members()
	}
	var out []int
	measured := q.indices()
	seen := slices.DeleteFunc(slices.Clone(q.kept), func(f int) bool { return measured[f] == nil || !q.seen(measured[f], len(measured)) })
	slices.SortStableFunc(seen, func(x, y int) int { return cmp.Compare(measured[y].Total.Value, measured[x].Total.Value) })
	for _, f := range seen {
		out = append(out, q.factors[f]...)
	}
	return out[:min(len(out), shown)]
}

// tornado answers with each measured input at its 10th and its 90th percentile, the others as drawn (given it, where they
// are correlated with it).
func (q *question) tornado(ctx context.Context) error {
	inputs, n := q.single(), min(tornadoRuns, q.d.Done)
	if q.dice != nil {
		n = min(n, thrownRuns)
	}
	out, pulls := make(map[int]*tilts, len(inputs)), make([]pull, len(inputs))
	for k, i := range inputs {
		out[i] = &tilts{make([]float64, n), make([]float64, n)}
		pulls[k] = newPull(q.g.Case, i)
	}
	err := q.each(ctx, q.design.step("at the percentiles", 2*n*len(inputs)), n, func() func(int) error {
		w := q.design.newRow(ctx)
		return func(run int) error {
			if err := w.start(run); err != nil {
				return err
			}
			for k, i := range inputs {
				y, err := w.pulled(&pulls[k], low)
				if err != nil {
					return err
				}
				out[i].low[run] = y.mean()
				if y, err = w.pulled(&pulls[k], high); err != nil {
					return err
				}
				out[i].high[run] = y.mean()
			}
			return nil
		}
	})
	if err == nil || q.d.Partial(err) {
		q.columns = out
	}
	return err
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
func (q *question) drawn() []float64 { return q.base.A.head(q.d.Done).means() }

// done is the answers at the two draws and, of a set of inputs, between them, of the runs that are done; k counts the sets.
func (q *question) done(k int) (a, b, ab Column) {
	n := q.d.Done
	return q.base.A.head(n), q.base.B.head(n), q.frozen.AB[k].head(n)
}

// tipping looks, for each input that can matter, for the value at which the answer changes with all others at their medians. With dice
// there is none: see flip.
func (q *question) tipping(ctx context.Context) (map[int]*Tip, error) {
	if q.dice != nil {
		return nil, nil
	}
	var inputs []int
	for _, f := range q.factors {
		inputs = append(inputs, f...)
	}
	tips := make([]*Tip, len(inputs))
	done, err := ensemble.Each(ctx, len(inputs), q.d.Jobs, func() func(int) error {
		answer, n, values := q.answer(), q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
		return func(k int) error {
			q.d.Medians(values)
			if _, _, err := answer(q.d.Central, new(found)); err != nil {
				return err
			}
			var over error
			dist := q.g.Case.Inputs[inputs[k]].Dist
			yes := func(v float64) (bool, error) {
				if over = ctx.Err(); over != nil {
					return false, over
				}
				values[inputs[k]] = v
				if err := q.d.Fill(n, values); err != nil {
					return false, err
				}
				y, _, err := answer(n, nil)
				return y > 0, err
			}
			var err error
			if dist.Family == quantity.Discrete {
				tips[k], err = tippingAmong(dist.Median(), dist.P, yes)
			} else {
				lo, hi := window(dist)
				tips[k], err = tipping(dist.Median(), lo, hi, yes)
			}
			if over != nil {
				return over
			}
			return err
		}
	}, q.progress("tipping values", len(inputs)))
	out := map[int]*Tip{}
	for k, i := range inputs[:done] {
		if tips[k] != nil {
			out[i] = tips[k]
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

func meanOf(y []float64) float64 {
	sum := 0.0
	for _, v := range y {
		sum += v
	}
	return sum / float64(max(1, len(y)))
}
