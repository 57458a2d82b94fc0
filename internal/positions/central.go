package positions

import (
	"context"

	"parley/internal/spatial"
	"parley/internal/spatial/smp"
	"parley/internal/standing"
)

// central is the answer at the medians of the inputs.
type central struct {
	issues  []*spatial.Issue
	models  []Models
	means   []*spatial.Mean // nil where nobody has weight
	settled *spatial.Settlement
	joint   *Joint // nil: fewer than two issues
}

// nobody is why no model says anything.
const nobody = "nobody brings any weight to bear"

func (q *question) central(ctx context.Context) (*central, error) {
	c := &central{means: make([]*spatial.Mean, len(q.field.Issues)), models: make([]Models, len(q.field.Issues))}
	for k := range q.field.Issues {
		is, err := q.field.At(k, q.d.Central)
		if err != nil {
			return nil, err
		}
		c.issues = append(c.issues, is)
	}
	s, at, err := q.trade(c.issues)
	if err != nil {
		return nil, err
	}
	c.settled = s
	if c.joint, err = q.joint(ctx); err != nil {
		return nil, err
	}
	for k := range q.field.Issues {
		if !q.shown(k) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := q.one(ctx, c, k); err != nil {
			return nil, err
		}
		c.joint.readings(k, q.field.Issues[k].Places, &c.models[k].SMP)
		x := &c.models[k].Exchange
		switch places := q.field.Issues[k].Places; {
		case at[k] < 0:
			x.Why = nobody
		case s == nil:
			x.Why = "there are more issues than an exchange takes"
		default:
			*x = forecast(places, s.Outcomes[at[k]])
		}
	}
	return c, nil
}

func forecast(places []standing.Place, x float64) Model {
	return Model{Forecast: &x, Nearest: standing.Nearest(places, x).Option}
}

// one gives the models of one issue.
func (q *question) one(ctx context.Context, c *central, k int) error {
	is, places, out := c.issues[k], q.field.Issues[k].Places, &c.models[k]
	if !standing.Weighs(is.Actors) {
		out.Compromise.Why, out.Median.Why, out.Nash.Why, out.PCE.Why, out.BDM.Why, out.SMP.Why = nobody, nobody, nobody, nobody, nobody, nobody
		out.BDM.Trace, out.SMP.Trace = []spatial.Round{}, []Turn{}
		return nil
	}
	var err error
	if c.means[k], err = spatial.Levers(is); err != nil {
		return err
	}
	row := make([]float64, len(still))
	if err := q.settle(is, row); err != nil {
		return err
	}
	out.Compromise, out.Median, out.Nash = forecast(places, row[0]), forecast(places, row[1]), forecast(places, row[2])
	out.PCE.Model = forecast(places, row[3])
	if out.PCE.Distribution, err = spatial.PCE(is, spatial.MarkovUniform); err != nil {
		return err
	}
	for _, fill := range []func() error{
		func() error { return q.others(is, places, out) },
		func() error { return challenges(is, places, &out.BDM) },
		func() error { return offers(ctx, is, places, &out.SMP) },
		func() error { return q.reckon(is, places, out) },
	} {
		if err := fill(); err != nil {
			return err
		}
	}
	return nil
}

// others gives the other readings of the models that look at the positions as they are.
func (q *question) others(is *spatial.Issue, places []standing.Place, out *Models) error {
	nash := []named[spatial.NashOptions]{{"loss grows with distance, not its square", spatial.NashOptions{Loss: spatial.AbsoluteLoss, Distance: 1}}}
	if is.Reference != nil {
		nash = append(nash, named[spatial.NashOptions]{"failure is today", spatial.NashOptions{Loss: spatial.AbsoluteLoss}})
	}
	var err error
	out.Nash.Readings, err = readings(places, nash, func(o spatial.NashOptions) (float64, []float64, error) {
		b, err := spatial.Nash(is, o)
		if err != nil {
			return 0, nil, err
		}
		return b.Outcome, nil, nil
	})
	if err != nil {
		return err
	}
	elections := []named[spatial.Election]{{"whoever beats all others", spatial.Conditional}, {"challenges by incentive", spatial.MarkovIncentive}}
	out.PCE.Readings, err = readings(places, elections, func(e spatial.Election) (float64, []float64, error) {
		d, err := spatial.PCE(is, e)
		if err != nil {
			return 0, nil, err
		}
		return d.Mean(), nil, nil
	})
	return err
}

// challenges is expected utility, with its other readings.
func challenges(is *spatial.Issue, places []standing.Place, out *Challenges) error {
	t, err := spatial.BDM(is, spatial.DefaultBDM())
	if err != nil {
		return err
	}
	out.Model, out.Trace, out.Settled = forecast(places, t.Median()), t.Rounds, t.Settled
	out.Readings, err = readings(places, expected(), func(o spatial.BDMOptions) (float64, []float64, error) {
		t, err := spatial.BDM(is, o)
		if err != nil {
			return 0, nil, err
		}
		medians := make([]float64, len(t.Rounds))
		for k := range t.Rounds {
			medians[k] = t.Rounds[k].Median
		}
		return t.Median(), medians, nil
	})
	return err
}

// offers is KTAB's model, with the reading that has KTAB's defects.
func offers(ctx context.Context, is *spatial.Issue, places []standing.Place, out *Politics) error {
	out.Trace = []Turn{}
	r, err := politics(ctx, is, false)
	if err != nil {
		return err
	}
	if r == nil {
		out.Why = "fewer than three parties bring weight to bear"
		return nil
	}
	out.Model, out.Converged = forecast(places, mean(r)), r.Converged
	for k := range r.States {
		out.Trace = append(out.Trace, turn(is, &r.States[k]))
	}
	compat, err := politics(ctx, is, true)
	if err != nil {
		return err
	}
	x := mean(compat)
	out.Readings = []Reading{{Name: "as KTAB computes it", Forecast: x, Nearest: standing.Nearest(places, x).Option}}
	return nil
}

// turn is where all stand, those without weight included.
func turn(is *spatial.Issue, s *smp.State) Turn {
	t, sum, next := Turn{Positions: make([]float64, len(is.Actors))}, 0.0, 0
	for k, a := range is.Actors {
		t.Positions[k] = a.Position
		if a.Weight() > 0 {
			t.Positions[k] = s.Position[next][0]
			next++
		}
		t.Mean += a.Weight() * t.Positions[k]
		sum += a.Weight()
	}
	t.Mean /= sum
	return t
}

// reckon is the forecast fitted to decided issues, where data are at hand.
func (q *question) reckon(is *spatial.Issue, places []standing.Place, out *Models) error {
	if q.args.Calibrated == nil {
		return nil
	}
	d, err := q.calibrated(is)
	if err != nil {
		return err
	}
	out.Calibrated = &Calibrated{
		Model: forecast(places, d.Quantile(0.5)),
		Half:  [2]float64{d.Quantile(0.25), d.Quantile(0.75)}, Ninety: [2]float64{d.Quantile(0.05), d.Quantile(0.95)},
	}
	return nil
}
