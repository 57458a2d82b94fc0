package deu

import (
	"context"
	"math"

	"parley/internal/spatial"
)

// answer is what a model says about an issue.
type answer struct {
	silent bool // it says nothing
	point  float64
	dist   *spatial.Distribution // nil: only the point
}

// model is one of those that are compared. Its run gives an answer for each issue.
type model struct {
	name string
	run  func(ctx context.Context, issues []Issue) ([]answer, error)
}

// baseline is the name of the model that the others are compared with.
const baseline = "compromise"

// models lists all but the forecast, the baseline first. The distributions among them are of their own making, fitted to nothing.
func models() []model {
	return []model{
		single(baseline, point(spatial.Compromise)),
		single("mean by capability", mean(true, false)),
		single("mean by salience", mean(false, true)),
		single("mean of actors", mean(false, false)),
		single("positions by weight", standing),
		single("median", point(spatial.Median)),
		single("election, Conditional", elected(spatial.Conditional)),
		single("election, MarkovUniform", elected(spatial.MarkovUniform)),
		single("election, MarkovIncentive", elected(spatial.MarkovIncentive)),
		single("Nash, distant failure, quadratic loss", nash(spatial.NashOptions{Loss: spatial.QuadraticLoss, Distance: 1})),
		single("Nash, distant failure, absolute loss", nash(spatial.NashOptions{Loss: spatial.AbsoluteLoss, Distance: 1})),
		single("Nash, reference point", nash(spatial.NashOptions{Loss: spatial.AbsoluteLoss})),
		single("reference point", reference),
		single("expected utility", expectedUtility(spatial.DefaultBDM())),
		single("expected utility, Q 0.5", expectedUtility(changed(func(o *spatial.BDMOptions) { o.Q = 0.5 }))),
		single("expected utility, no risk", expectedUtility(changed(func(o *spatial.BDMOptions) { o.Risk = false }))),
		single("expected utility, conflict moves nobody", expectedUtility(changed(func(o *spatial.BDMOptions) { o.Conflict = spatial.NobodyYields }))),
		single("expected utility, least move", expectedUtility(changed(func(o *spatial.BDMOptions) { o.Order = spatial.LeastMove }))),
		single("expected utility, programs of 2011", expectedUtility(spatial.ProgramBDM())),
		{"exchange", exchange},
		{"SMP", politics(false)},
		{"SMP, as KTAB computes it", politics(true)},
		single("midrange", midrange),
		single("middle of the scale", func(is *Issue) (answer, error) { return answer{point: is.Lo + is.Length()/2}, nil }),
		single("uniform", uniform),
	}
}

// single is a model that looks at one issue at a time.
func single(name string, say func(*Issue) (answer, error)) model {
	return model{name, func(ctx context.Context, issues []Issue) ([]answer, error) {
		out := make([]answer, len(issues))
		for k := range issues {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			var err error
			if out[k], err = say(&issues[k]); err != nil {
				return nil, err
			}
		}
		return out, nil
	}}
}

func point(f func(*spatial.Issue) (float64, error)) func(*Issue) (answer, error) {
	return func(is *Issue) (answer, error) {
		x, err := f(&is.Issue)
		return answer{point: x}, err
	}
}

// mean is the compromise model of a reading.
func mean(capability, salience bool) func(*Issue) (answer, error) {
	return func(is *Issue) (answer, error) {
		x, err := spatial.Compromise(weighed(is, capability, salience))
		return answer{point: x}, err
	}
}

// weighed is the issue with capabilities or saliences made equal.
func weighed(is *Issue, capability, salience bool) *spatial.Issue {
	out := is.Issue
	out.Actors = append([]spatial.Actor{}, is.Actors...)
	for k := range out.Actors {
		if !capability {
			out.Actors[k].Capability = 1
		}
		if !salience {
			out.Actors[k].Salience = 1
		}
	}
	return &out
}

// standing is the distribution of the weight over the positions.
func standing(is *Issue) (answer, error) {
	if err := is.Check(); err != nil {
		return answer{}, err
	}
	sum := 0.0
	for _, a := range is.Actors {
		sum += a.Weight()
	}
	all := map[float64]float64{}
	for _, a := range is.Actors {
		if a.Weight() > 0 {
			all[a.Position] += a.Weight() / sum
		}
	}
	d := ordered(all)
	return answer{point: d.Mean(), dist: d}, nil
}

func elected(e spatial.Election) func(*Issue) (answer, error) {
	return func(is *Issue) (answer, error) {
		d, err := spatial.PCE(&is.Issue, e)
		if err != nil {
			return answer{}, err
		}
		return answer{point: d.Mean(), dist: d}, nil
	}
}

// nash is silent where it needs a reference point and there is none.
func nash(o spatial.NashOptions) func(*Issue) (answer, error) {
	return func(is *Issue) (answer, error) {
		if o.Distance == 0 && is.Reference == nil {
			return answer{silent: true}, nil
		}
		b, err := spatial.Nash(&is.Issue, o)
		if err != nil {
			return answer{}, err
		}
		return answer{point: b.Outcome}, nil
	}
}

func reference(is *Issue) (answer, error) {
	if is.Reference == nil {
		return answer{silent: true}, nil
	}
	return answer{point: *is.Reference}, nil
}

func midrange(is *Issue) (answer, error) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, a := range is.Actors {
		low, high = min(low, a.Position), max(high, a.Position)
	}
	return answer{point: low + (high-low)/2}, nil
}

// uniform is even over the scale: its middle points of 100 parts.
func uniform(is *Issue) (answer, error) {
	d := &spatial.Distribution{}
	for k := range 100 {
		d.Places = append(d.Places, is.Lo+(float64(k)+0.5)/100*is.Length())
		d.Shares = append(d.Shares, 0.01)
	}
	return answer{point: is.Lo + is.Length()/2, dist: d}, nil
}
