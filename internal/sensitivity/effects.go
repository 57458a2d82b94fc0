package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"

	"parley/internal/ask"
)

// The screening by elementary effects.
const (
	trajectories = 20 // each moves every factor once
	effectLevels = 4  // ranks that an input stands at: an even number
	effectStep   = effectLevels / 2
)

// Where the draws of a trajectory lie: beyond those of both draws of a run.
const (
	startDraw = 2 * second // where inputs stand first
	orderDraw = 3 * second // in which order they move
	otherDraw = 4 * second // where correlated ones move to
)

// Effect is what moving one factor does to the answer, the others standing wherever the trajectories have them.
type Effect struct {
	Mean      float64 // μ: of the elementary effects, with their signs; 0 for correlated inputs that move together
	Star      float64 // μ*: of their sizes
	Deviation float64 // σ: about the mean, which grows with interactions and bends
	Changed   int     // trajectories in which it changed the answer
}

// Effects are the elementary effects of factors (Morris 1991) with the mean of their sizes (Campolongo, Cariboni and Saltelli 2007), from
// trajectories that begin at random places of a grid of four ranks between lo and hi and move each factor once, in random order, by two
// places up or down: (answer after − answer before) ∕ step, the step being 2/3 of the way from lo to hi. Correlated inputs move together,
// from one joint draw of theirs to another, which never leaves what goes together; there is no up or down in that, so that their effects have a
// size only, counted over the same step. With dice all points of a trajectory have those of its run.
//
// Where an input begins and how it moves are of its own address, and so is its place in the order: another input more, or one fewer, changes
// no other's moves, but where it stands meanwhile.
func (d *Design) Effects(ctx context.Context, factors [][]int, lo, hi float64, n int) ([]Effect, error) {
	changes := make([][]float64, len(factors))
	for f := range changes {
		changes[f] = make([]float64, n)
	}
	err := d.Each(ctx, "elementary effects, "+ask.Amount(float64(n*(len(factors)+1)), "evaluation", "evaluations"), n, func() func(int) error {
		w := d.newWalk(ctx, factors, lo, hi)
		return func(run int) error { return w.take(run, changes) }
	})
	if err != nil {
		return nil, err
	}
	out := make([]Effect, len(factors))
	for f := range out {
		out[f] = effectOf(changes[f])
		if len(factors[f]) > 1 {
			out[f].Mean, out[f].Deviation = 0, 0
		}
	}
	return out, nil
}

// effectOf sums up the elementary effects of one factor.
func effectOf(changes []float64) Effect {
	var e Effect
	var own spread
	for _, c := range changes {
		own.add(c)
		e.Star += math.Abs(c) / float64(len(changes))
		if c != 0 {
			e.Changed++
		}
	}
	e.Mean, e.Deviation = own.mean(), math.Sqrt(own.variance())
	return e
}

// walk is the scratch of trajectories.
type walk struct {
	d              *Design
	eval           Eval
	factors        [][]int
	lo, hi         float64
	from, to, keys []float64 // by input: ranks, then values; what the order goes by
	up             []float64 // by factor: 1 or −1
	order          []int
}

func (d *Design) newWalk(ctx context.Context, factors [][]int, lo, hi float64) *walk {
	all := make([]float64, 3*d.Inputs)
	return &walk{
		d: d, eval: d.evalUntil(ctx), factors: factors, lo: lo, hi: hi,
		from: all[:d.Inputs], to: all[d.Inputs : 2*d.Inputs], keys: all[2*d.Inputs:], up: make([]float64, len(factors)), order: span(len(factors)),
	}
}

// prepare sets where a trajectory begins, where each input moves and in which order.
func (w *walk) prepare(run int) {
	w.d.Uniform(run+startDraw, w.from)
	w.d.Uniform(run+otherDraw, w.to)
	w.d.Uniform(run+orderDraw, w.keys)
	rank := func(level int) float64 { return w.lo + (w.hi-w.lo)*float64(level)/(effectLevels-1) }
	for f, members := range w.factors {
		if w.up[f] = 1; len(members) > 1 {
			continue
		}
		i := members[0]
		level, move := min(effectLevels-1, int(w.from[i]*effectLevels)), effectStep
		if level >= effectStep {
			w.up[f], move = -1, -effectStep
		}
		w.from[i], w.to[i] = rank(level), rank(level+move)
	}
	slices.SortFunc(w.order, func(x, y int) int {
		return cmp.Or(cmp.Compare(w.keys[w.factors[x][0]], w.keys[w.factors[y][0]]), cmp.Compare(x, y))
	})
	w.d.Values(w.from, w.from)
	w.d.Values(w.to, w.to)
}

// take goes along one trajectory.
func (w *walk) take(run int, changes [][]float64) error {
	w.prepare(run)
	const step = float64(effectStep) / (effectLevels - 1)
	before, err := w.eval(Point{Values: w.from, Run: run, Begin: true, Once: true})
	for _, f := range w.order {
		if err != nil {
			return err
		}
		for _, i := range w.factors[f] {
			w.from[i] = w.to[i]
		}
		var after Twice
		after, err = w.eval(Point{Values: w.from, Run: run, Once: true})
		changes[f][run] = w.up[f] * (after.mean() - before.mean()) / step
		before = after
	}
	return err
}
