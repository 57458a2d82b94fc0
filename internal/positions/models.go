package positions

import (
	"context"
	"math"

	"parley/internal/spatial"
	"parley/internal/spatial/smp"
	"parley/internal/standing"
)

// The models that look at one draw at a time, and those that move in rounds, by their keys in the answer.
var (
	still = []string{"compromise", "median", "nash", "pce", "calibrated"}
	turns = []string{"bdm", "smp", "exchange"}
)

// settle gives the forecasts of the models that look at the positions as they are, in the order of still. Without data the last is NaN.
func (q *question) settle(is *spatial.Issue, out []float64) error {
	var err error
	if out[0], err = spatial.Compromise(is); err != nil {
		return err
	}
	if out[1], err = spatial.Median(is); err != nil {
		return err
	}
	b, err := spatial.Nash(is, spatial.DefaultNash())
	if err != nil {
		return err
	}
	d, err := spatial.PCE(is, spatial.MarkovUniform)
	if err != nil {
		return err
	}
	out[2], out[3], out[4] = b.Outcome, d.Mean(), math.NaN()
	if q.args.Calibrated != nil {
		c, err := q.calibrated(is)
		if err != nil {
			return err
		}
		out[4] = c.Quantile(0.5)
	}
	return nil
}

// politics runs KTAB's model on one issue; nil where too few actors have weight for it.
func politics(ctx context.Context, is *spatial.Issue, compat bool) (*smp.Result, error) {
	s := smp.Scenario{Name: is.Name, Dims: []string{is.Name}, Options: smp.Options{Compat: compat}}
	for _, a := range is.Actors {
		if a.Weight() > 0 {
			s.Actors = append(s.Actors, smp.Actor{Name: a.Name, Capability: a.Capability, Salience: []float64{100 * a.Salience}, Position: []float64{a.Position}})
		}
	}
	if len(s.Actors) < smp.MinActors {
		return nil, nil
	}
	return smp.Run(ctx, s)
}

// mean is the weighted mean of a forecast made by KTAB's model.
func mean(r *smp.Result) float64 {
	for _, f := range r.Forecasts {
		if f.Name == smp.WeightedMean {
			return f.Value[0]
		}
	}
	return math.NaN()
}

// trade lets the actors exchange positions over all issues on which somebody has weight. at gives the place of each issue in the
// settlement, −1 where it is not in it; the settlement is nil where there are none, or more than the model takes.
func (q *question) trade(all []*spatial.Issue) (s *spatial.Settlement, at []int, err error) {
	var market []spatial.Issue
	for _, is := range all {
		if !standing.Weighs(is.Actors) {
			at = append(at, -1)
			continue
		}
		at = append(at, len(market))
		market = append(market, *is)
	}
	if len(market) == 0 || len(market) > spatial.MaxIssues {
		return nil, at, nil
	}
	s, err = spatial.Exchange(market, spatial.DefaultExchange())
	return s, at, err
}

// expected are other readings of expected utility, by name.
func expected() []named[spatial.BDMOptions] {
	changed := func(name string, change func(*spatial.BDMOptions)) named[spatial.BDMOptions] {
		o := spatial.DefaultBDM()
		change(&o)
		return named[spatial.BDMOptions]{name, o}
	}
	return []named[spatial.BDMOptions]{
		changed("status quo lasts half the time", func(o *spatial.BDMOptions) { o.Q = 0.5 }),
		changed("nobody seeks or shuns risk", func(o *spatial.BDMOptions) { o.Risk = false }),
		changed("a conflict moves nobody", func(o *spatial.BDMOptions) { o.Conflict = spatial.NobodyYields }),
		changed("the least move is accepted", func(o *spatial.BDMOptions) { o.Order = spatial.LeastMove }),
		{"as the programs of 2011", spatial.ProgramBDM()},
	}
}

// named is an option of a model with its name.
type named[T any] struct {
	name string
	is   T
}

// readings gives the readings of a model at the medians.
func readings[T any](places []standing.Place, options []named[T], forecast func(T) (x float64, medians []float64, err error)) ([]Reading, error) {
	var out []Reading
	for _, o := range options {
		x, medians, err := forecast(o.is)
		if err != nil {
			return nil, err
		}
		out = append(out, Reading{Name: o.name, Forecast: x, Nearest: standing.Nearest(places, x).Option, Medians: medians})
	}
	return out, nil
}
