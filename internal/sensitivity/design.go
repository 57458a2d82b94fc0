package sensitivity

import "context"

// Design is a function of inputs that are drawn by rank. Nothing in it knows of cases.
type Design struct {
	Inputs int
	// Uniform fills the ranks, in (0, 1), of all inputs in a run: a pure function of its number, so that reordering the
	// inputs, or drawing again, changes nothing.
	Uniform func(run int, dst []float64)
	// Values fills dst with the values at the given ranks, each input's from its own rank.
	Values func(ranks, dst []float64)
	// Eval makes one worker's function from values to the answer. The function may rely on being given a run's own draw
	// (begin) before variants of it.
	Eval func() Eval
	// Each does the runs below n, as ensemble.Each does: results go to slots by run.
	Each func(ctx context.Context, step string, n int, newWorker func() func(run int) error) error
}

// Eval is the answer at the given values; begin marks the first of a run.
type Eval func(values []float64, begin bool) (float64, error)

// second is where the runs of the second, independent draw begin: beyond any first draw.
const second = 1 << 24

// row evaluates one run. Values are made once for each draw and then exchanged, since making them is dear.
type row struct {
	d         *Design
	eval      Eval
	ranks     []float64 // of the first draw
	second    []float64 // ranks of the second
	a, b, mix []float64 // values
	level     map[float64][]float64
}

func (d *Design) newRow() *row {
	all := make([]float64, 5*d.Inputs)
	part := func(k int) []float64 { return all[k*d.Inputs : (k+1)*d.Inputs] }
	return &row{d: d, eval: d.Eval(), ranks: part(0), a: part(1), b: part(2), mix: part(3), second: part(4), level: map[float64][]float64{}}
}

// load draws a run twice and answers at the first draw.
func (w *row) load(run int) (float64, error) {
	w.d.Uniform(run+second, w.second)
	w.d.Values(w.second, w.b)
	w.d.Uniform(run, w.ranks)
	w.d.Values(w.ranks, w.a)
	return w.eval(w.a, true)
}

// frozen answers at the first draw with the inputs of set taken from the second.
func (w *row) frozen(set []int) (float64, error) {
	copy(w.mix, w.a)
	for _, i := range set {
		w.mix[i] = w.b[i]
	}
	return w.eval(w.mix, false)
}

// pulled answers at the first draw with one input's rank at q, and what is correlated with it along.
func (w *row) pulled(p *pull, q float64) (float64, error) {
	if len(p.others) > 0 {
		copy(w.mix, w.ranks)
		p.to(w.mix, q)
		w.d.Values(w.mix, w.mix)
		return w.eval(w.mix, false)
	}
	copy(w.mix, w.a)
	w.mix[p.input] = w.at(q)[p.input]
	return w.eval(w.mix, false)
}

// maxLevels bounds the ranks at which values are kept.
const maxLevels = 32

// at is the values of all inputs at one rank.
func (w *row) at(q float64) []float64 {
	if v := w.level[q]; v != nil {
		return v
	}
	if len(w.level) >= maxLevels {
		clear(w.level)
	}
	v := make([]float64, w.d.Inputs)
	for i := range v {
		v[i] = q
	}
	w.d.Values(v, v)
	w.level[q] = v
	return v
}

// Columns are answers by run: at two independent draws, and at the first with each set of inputs taken from the second.
type Columns struct {
	A, B []float64
	AB   [][]float64 // by set
}

// Base answers at the two draws in the first n runs.
func (d *Design) Base(ctx context.Context, n int) (*Columns, error) {
	c := &Columns{A: make([]float64, n), B: make([]float64, n)}
	return c, d.Each(ctx, "draws", n, func() func(int) error {
		w := d.newRow()
		return func(run int) (err error) {
			if c.A[run], err = w.load(run); err == nil {
				c.B[run], err = w.eval(w.b, true)
			}
			return err
		}
	})
}

// Frozen adds to c the columns of the sets, for the first n runs.
func (d *Design) Frozen(ctx context.Context, step string, c *Columns, sets [][]int, n int) error {
	c.AB = make([][]float64, len(sets))
	for k := range sets {
		c.AB[k] = make([]float64, n)
	}
	return d.Each(ctx, step, n, func() func(int) error {
		w := d.newRow()
		return func(run int) error {
			if _, err := w.load(run); err != nil {
				return err
			}
			for k, set := range sets {
				var err error
				if c.AB[k][run], err = w.frozen(set); err != nil {
					return err
				}
			}
			return nil
		}
	})
}
