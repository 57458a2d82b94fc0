package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"

	"parley/internal/ensemble"
	"parley/internal/quantity"
)

// flip is the value of an input beyond which another outcome is the likeliest, the other inputs drawn.
type flip struct {
	Tip
	to int // that outcome
}

// flip looks, for each input that is looked at by itself, for the value nearest to its median at which another outcome becomes the likeliest:
// the curves of the chances along its rank, from the runs at hand, say where, and runs with the input set there and beyond have to bear it out.
// Of a yes or no the outcomes are those two, so that it is where the chance crosses one half.
func (q *question) flip(ctx context.Context) error {
	if q.raw == nil {
		return nil
	}
	inputs, raw := q.single(), q.raw.head(q.d.Done)
	curves := q.design.curves(raw.A, raw.B, q.dice.kinds(), inputs)
	usual := q.usual()
	design, plain := *q.design, *q.dice
	plain.lead = -1
	design.Eval = func() Eval {
		eval := plain.eval()
		return func(p Point) (Twice, error) {
			q.evaluated.Add(2)
			return eval(p)
		}
	}
	found := make([]*flip, len(inputs))
	done, err := ensemble.Each(ctx, len(inputs), q.d.Jobs, func() func(int) error {
		w := design.newRow(ctx)
		return func(k int) (err error) {
			found[k], err = q.confirm(ctx, w, inputs[k], curves[k].crossings(usual))
			return err
		}
	}, q.progress("what flips it", len(inputs)))
	q.flips = map[int]*flip{}
	for k, i := range inputs[:done] {
		if found[k] != nil {
			q.flips[i] = found[k]
		}
	}
	return err
}

// usual is the likeliest outcome: the leading one, of a yes or no the one that is not less than one half.
func (q *question) usual() int {
	if q.dice.outcomes != nil {
		return q.dice.lead
	}
	if meanOf(q.drawn()) >= 0.5 {
		return 1
	}
	return 0
}

// crossing is a place between two ranks of a curve, on the inner of which the usual outcome is the likeliest and on the outer another.
type crossing struct {
	usual, to  int
	rank       float64
	inner, far float64 // ranks: the inner place, and beyond the crossing the one where the other outcome leads by most
	above      bool
}

// crossings lists where another outcome than the usual becomes the likeliest, the nearest to the median first.
func (c *curve) crossings(usual int) []crossing {
	var out []crossing
	for place := range curvePlaces - 1 {
		a, b := c.leader(place, usual), c.leader(place+1, usual)
		if (a == usual) == (b == usual) {
			continue
		}
		inner, outer, way := place, place+1, 1
		if a != usual {
			inner, outer, way = place+1, place, -1
		}
		x := crossing{usual: usual, to: c.leader(outer, usual), inner: rankAt(inner), above: way > 0}
		in, beyond := c.ahead(inner, usual, x.to), c.ahead(outer, usual, x.to)
		x.rank = zeroBetween(x.inner, in, rankAt(outer), beyond)
		far, most := outer, beyond
		for p := outer; p >= 0 && p < curvePlaces && c.leader(p, usual) == x.to; p += way {
			if lead := c.ahead(p, usual, x.to); lead < most {
				far, most = p, lead
			}
		}
		x.far = rankAt(far)
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(x, y crossing) int { return cmp.Compare(math.Abs(x.rank-0.5), math.Abs(y.rank-0.5)) })
	return out
}

// leader is the likeliest outcome at a place; of equals the usual one, then the first.
func (c *curve) leader(place, usual int) int {
	best := usual
	for k, chance := range c[place] {
		if chance > c[place][best] {
			best = k
		}
	}
	return best
}

// ahead is by how much the usual outcome is likelier than another.
func (c *curve) ahead(place, usual, to int) float64 { return c[place][usual] - c[place][to] }

// zeroBetween is where the line through two points is 0; it lies between them where one is above and the other below.
func zeroBetween(x, above, z, below float64) float64 {
	if !(above > below) {
		return x
	}
	return x + (z-x)*unit(above/(above-below))
}

// confirm takes the first crossing that runs bear out: with the input at the rank where the other outcome leads by most, it leads by more than
// the noise of these runs. The crossing is then moved to where the runs have it.
func (q *question) confirm(ctx context.Context, w *row, input int, crossings []crossing) (*flip, error) {
	p, dist := newPull(q.g.Case, input), q.g.Case.Inputs[input].Dist
	for _, x := range crossings {
		far, noise, err := q.ahead(ctx, w, &p, &x, x.far)
		if err != nil {
			return nil, err
		}
		if far > -student(0.95)*noise || far >= 0 {
			continue
		}
		if dist.Family == quantity.Discrete {
			return &flip{Tip{Value: dist.Quantile(x.far), Side: At}, x.to}, nil
		}
		at, _, err := q.ahead(ctx, w, &p, &x, x.rank)
		if err != nil {
			return nil, err
		}
		rank := zeroBetween(x.rank, at, x.far, far)
		if at <= 0 {
			inner, _, err := q.ahead(ctx, w, &p, &x, x.inner)
			if err != nil {
				return nil, err
			}
			rank = zeroBetween(x.inner, max(0, inner), x.rank, at)
		}
		tip := &flip{Tip{Value: dist.Quantile(rank), Side: Below}, x.to}
		if x.above {
			tip.Side = Above
		}
		return tip, nil
	}
	return nil, nil
}

// ahead is by how much the usual outcome is likelier than the other with the input at a rank, and its standard error. As in shifted, the
// difference to the draws' own answers is what the runs tell.
func (q *question) ahead(ctx context.Context, w *row, p *pull, x *crossing, rank float64) (value, noise float64, err error) {
	n, all := min(evenRuns, q.d.Done), q.d.Done
	lead := func(y Twice) float64 {
		return (is(y[0], x.usual) + is(y[1], x.usual) - is(y[0], x.to) - is(y[1], x.to)) / 2
	}
	var change, own spread
	for run := range n {
		if ctx.Err() != nil {
			return 0, 0, ctx.Err()
		}
		if err := w.start(run); err != nil {
			return 0, 0, err
		}
		y, err := w.pulled(p, rank)
		if err != nil {
			return 0, 0, err
		}
		change.add(lead(y) - lead(q.raw.A.at(run)))
	}
	for run := range all {
		own.add(lead(q.raw.A.at(run)))
	}
	return change.mean() + own.mean(), math.Sqrt(change.variance()/float64(n) + own.variance()/float64(all)), nil
}

// spread holds sums for a mean and a variance.
type spread struct{ n, sum, squares float64 }

func (s *spread) add(v float64) { s.n, s.sum, s.squares = s.n+1, s.sum+v, s.squares+v*v }

func (s *spread) mean() float64 { return s.sum / max(1, s.n) }

func (s *spread) variance() float64 {
	return max(0, s.squares-s.sum*s.sum/max(1, s.n)) / max(1, s.n-1)
}
