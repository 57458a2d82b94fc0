package sensitivity

import (
	"context"
	"math"

	"parley/internal/ensemble"
	"parley/internal/quantity"
)

// turn lets runs bear out that another outcome leads beyond a crossing, as confirm does, and moves it to where they have it.
func (q *looker) turn(ctx context.Context, in *Glimpse, x crossing) error {
	dist := q.g.Case.Inputs[in.index].Dist
	far, noise, err := q.ahead(ctx, in.index, &x, x.far)
	if err != nil || far > -student(0.95)*noise || far >= 0 {
		return err
	}
	v, side := dist.Quantile(x.far), At
	if dist.Family != quantity.Discrete {
		at, _, err := q.ahead(ctx, in.index, &x, x.rank)
		if err != nil {
			return err
		}
		rank := zeroBetween(x.rank, at, x.far, far)
		if at <= 0 {
			inner, _, err := q.ahead(ctx, in.index, &x, x.inner)
			if err != nil {
				return err
			}
			rank = zeroBetween(x.inner, max(0, inner), x.rank, at)
		}
		if v, side = dist.Quantile(rank), Below; x.above {
			side = Above
		}
	}
	in.Tipping, in.TippingSide = &v, side
	if q.dice != nil && q.dice.outcomes != nil {
		in.TippingTo = q.dice.outcomes[x.to]
	}
	return nil
}

// ahead is by how much the leading outcome is likelier than the other with an input at a rank, and its standard error, by the dice of the runs
// at hand.
func (q *looker) ahead(ctx context.Context, input int, x *crossing, rank float64) (value, noise float64, err error) {
	n, p := min(q.n, lookRuns), newPull(q.g.Case, input)
	lead := func(k int) float64 { return is(float64(k), x.usual) - is(float64(k), x.to) }
	changes := make([]float64, n)
	_, err = ensemble.Each(ctx, n, q.d.Jobs, func() func(int) error {
		work, values := q.work(), make([]float64, len(q.g.Case.Inputs))
		return func(run int) error {
			q.d.Sampler().Uniform(run, values)
			p.to(values, rank)
			q.d.Sampler().Values(values, values)
			y, err := work(values, run)
			changes[run] = lead(int(y)) - lead(q.filed[run])
			return err
		}
	}, nil)
	if err != nil {
		return 0, 0, err
	}
	var change, own spread
	for _, c := range changes {
		change.add(c)
	}
	for _, k := range q.filed[:q.n] {
		own.add(lead(k))
	}
	return change.mean() + own.mean(), math.Sqrt(change.variance()/float64(n) + own.variance()/float64(q.n)), nil
}
