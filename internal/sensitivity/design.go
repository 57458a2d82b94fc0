package sensitivity

import (
	"context"

	"parley/internal/ask"
)

// Design is a function of inputs that are drawn by rank, and perhaps of dice. Nothing in it knows of cases.
type Design struct {
	Inputs int
	Dice   bool // the answer rests on dice too
	// Uniform fills the ranks, in (0, 1), of all inputs in a run: a pure function of its number, so that reordering the
	// inputs, or drawing again, changes nothing.
	Uniform func(run int, dst []float64)
	// Values fills dst with the values at the given ranks, each input's from its own rank.
	Values func(ranks, dst []float64)
	// ValuesOf is Values for some inputs.
	ValuesOf func(inputs []int, ranks, dst []float64)
	// Draw fills dst with the values of the first draw of a run, which are those at its ranks; nil: they are made from these.
	Draw func(run int, dst []float64)
	// Eval makes one worker's function from points to the answer.
	Eval func() Eval
	// Each does the runs below n, as ensemble.Each does: results go to slots by run.
	Each func(ctx context.Context, step string, n int, newWorker func() func(run int) error) error
}

// row evaluates one run. Values are made once for each draw and then exchanged, since making them is dear.
type row struct {
	d      *Design
	eval   Eval
	run    int
	ranks  []float64 // of the first draw
	second []float64 // ranks of the second
	a, mix []float64 // values
	moved  []float64 // scratch: ranks
	level  map[float64][]float64
}

func (d *Design) newRow(ctx context.Context) *row {
	all := make([]float64, 5*d.Inputs)
	part := func(k int) []float64 { return all[k*d.Inputs : (k+1)*d.Inputs] }
	return &row{d: d, eval: d.evalUntil(ctx), ranks: part(0), a: part(1), mix: part(2), second: part(3), moved: part(4), level: map[float64][]float64{}}
}

// step names a step of the work for those who wait: with how many evaluations it takes.
func (d *Design) step(name string, evaluations int) string {
	if d.Dice {
		evaluations *= 2
	}
	return name + ", " + ask.Amount(float64(evaluations), "evaluation", "evaluations")
}

// evalUntil is Eval that answers no more once the context has ended, so that a row of many evaluations need not be waited for.
func (d *Design) evalUntil(ctx context.Context) Eval {
	eval := d.Eval()
	return func(p Point) (Twice, error) {
		if err := ctx.Err(); err != nil {
			return Twice{}, err
		}
		return eval(p)
	}
}

// load draws a run twice and answers at the first draw.
func (w *row) load(run int) (Twice, error) {
	w.draw(run)
	return w.eval(Point{Values: w.a, Run: run, Begin: true, Own: true})
}

// start draws a run twice for variants of its first draw. With dice that is not answered again, since nothing of it is kept.
func (w *row) start(run int) error {
	if w.d.Dice {
		w.draw(run)
		return nil
	}
	_, err := w.load(run)
	return err
}

func (w *row) draw(run int) {
	w.run = run
	w.d.Uniform(run+second, w.second)
	w.d.Uniform(run, w.ranks)
	if w.d.Draw != nil {
		w.d.Draw(run, w.a)
	} else {
		w.d.Values(w.ranks, w.a)
	}
}

// other puts the values of the second draw into mix.
func (w *row) other() []float64 {
	w.d.Values(w.second, w.mix)
	return w.mix
}

// variant answers at the values of mix with the dice of the first draw. What depends on the inputs alone then differs from the draw's
// own answer, and not what the dice do to both: the two streams still make the differences independent of each other, given the inputs.
func (w *row) variant() (Twice, error) { return w.eval(Point{Values: w.mix, Run: w.run}) }

// frozen answers at the first draw with the inputs of set taken from the second.
func (w *row) frozen(set []int) (Twice, error) {
	copy(w.mix, w.a)
	w.d.ValuesOf(set, w.second, w.mix)
	return w.variant()
}

// pulled answers at the first draw with one input's rank at q, and what is correlated with it along.
func (w *row) pulled(p *pull, q float64) (Twice, error) {
	copy(w.mix, w.a)
	if len(p.others) > 0 {
		copy(w.moved, w.ranks)
		p.to(w.moved, q)
		w.d.ValuesOf(p.others, w.moved, w.mix)
	}
	w.mix[p.input] = w.at(q)[p.input]
	return w.variant()
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
	A, B Column
	AB   []Column // by set
}

// head is the answers at the two draws in the leading n runs.
func (c *Columns) head(n int) *Columns { return &Columns{A: c.A.head(n), B: c.B.head(n)} }

// Base answers at the two draws in the first n runs.
func (d *Design) Base(ctx context.Context, n int) (*Columns, error) {
	c := &Columns{A: newColumn(n, d.Dice), B: newColumn(n, d.Dice)}
	return c, d.Each(ctx, d.step("draws", 2*n), n, func() func(int) error {
		w := d.newRow(ctx)
		return func(run int) error {
			y, err := w.load(run)
			if err != nil {
				return err
			}
			c.A.set(run, y)
			if y, err = w.eval(Point{Values: w.other(), Run: run, Draw: 1, Begin: true}); err == nil {
				c.B.set(run, y)
			}
			return err
		}
	})
}

// Frozen adds to c the columns of the sets, for the first n runs.
func (d *Design) Frozen(ctx context.Context, step string, c *Columns, sets [][]int, n int) error {
	return d.frozenAfter(ctx, step, c, sets, n, make([]Column, len(sets)))
}

// frozenAfter is Frozen where the leading answers of some columns are known; they are not made again.
func (d *Design) frozenAfter(ctx context.Context, step string, c *Columns, sets [][]int, n int, known []Column) error {
	c.AB = make([]Column, len(sets))
	have, unknown := n, 0 // runs of which all is known; answers that are not
	for k := range sets {
		c.AB[k] = newColumn(n, d.Dice)
		m := min(n, len(known[k].One))
		copy(c.AB[k].One, known[k].One[:m])
		copy(c.AB[k].Two, known[k].Two[:m])
		have, unknown = min(have, m), unknown+n-m
	}
	return d.Each(ctx, d.step(step, unknown), n, func() func(int) error {
		w := d.newRow(ctx)
		return func(run int) error {
			if run < have {
				return nil
			}
			if err := w.start(run); err != nil {
				return err
			}
			for k, set := range sets {
				if run < len(known[k].One) {
					continue
				}
				y, err := w.frozen(set)
				if err != nil {
					return err
				}
				c.AB[k].set(run, y)
			}
			return nil
		}
	})
}
