package deu

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"parley/internal/spatial"
)

// Limits and defaults of the bootstrap.
const (
	maxResamples     = 100_000
	defaultResamples = 10_000
)

// Options of a report.
type Options struct {
	Seed      uint64
	Resamples int // of the bootstrap, 1 to 100,000; 0: 10,000

	// Progress, if set, is told how many models are scored.
	Progress func(step string, done, of int)
}

func (o *Options) check() error {
	if o.Resamples == 0 {
		o.Resamples = defaultResamples
	}
	if o.Resamples < 1 || o.Resamples > maxResamples {
		return fmt.Errorf("%d resamples; give 1 to %d", o.Resamples, maxResamples)
	}
	return nil
}

// Report says how well the models forecast decided issues.
type Report struct {
	Name      string      `json:"name"`
	Issues    int         `json:"issues"`
	Proposals int         `json:"proposals"`
	Scores    []Score     `json:"scores"` // the models, then the recipes, then the forecast by its mean and by its median
	Forecast  *Validation `json:"forecast"`
	Notes     []string    `json:"notes,omitempty"`
}

// Names of the forecast in a report.
const (
	forecastMean   = "forecast (mean)"
	forecastMedian = "forecast (median)"
)

// Run scores the models and the forecast on the issues with an outcome. The recipes and the forecast are scored on proposals that they were not
// fitted to, and which had no part in the choice of the forecast.
func Run(ctx context.Context, d *Data, o Options) (*Report, error) {
	r, _, err := run(ctx, d, o)
	return r, err
}

// run gives also the forecast, fitted to all issues with an outcome.
func run(ctx context.Context, d *Data, o Options) (*Report, *Forecaster, error) {
	if err := o.check(); err != nil {
		return nil, nil, err
	}
	issues := d.Decided()
	recipes := Recipes()
	v, err := validate(ctx, recipes, issues)
	if err != nil {
		return nil, nil, err
	}
	all := models()
	for k := range recipes {
		all = append(all, given(recipes[k].Name, v.by[k], (*spatial.Distribution).Mean))
	}
	all = append(all,
		given(forecastMean, v.chosen, (*spatial.Distribution).Mean),
		given(forecastMedian, v.chosen, func(d *spatial.Distribution) float64 { return d.Quantile(0.5) }))
	r, err := report(ctx, "DEU III", all, issues, o)
	if err != nil {
		return nil, nil, err
	}
	r.Forecast = &v.Validation
	return r, v.final, nil
}

// given is a model whose distributions are there already.
func given(name string, by []*spatial.Distribution, point func(*spatial.Distribution) float64) model {
	return model{name, func(context.Context, []Issue) ([]answer, error) {
		out := make([]answer, len(by))
		for k, d := range by {
			out[k] = answer{point: point(d), dist: d}
		}
		return out, nil
	}}
}

// report scores models on issues that have an outcome.
func report(ctx context.Context, name string, all []model, issues []Issue, o Options) (*Report, error) {
	if len(issues) == 0 {
		return nil, errors.New("no issue has an outcome, so nothing can be scored; give at least one")
	}
	draws := newResamples(issues, o)
	r := &Report{Name: name, Issues: len(issues), Proposals: draws.proposals.n}
	var errs []scored // of each score
	at := map[string]int{}
	for k, m := range all {
		if o.Progress != nil {
			o.Progress(name, k, len(all))
		}
		answers, err := m.run(ctx, issues)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		if !slices.ContainsFunc(answers, func(a answer) bool { return !a.silent }) {
			continue
		}
		var s scored
		s.of(answers, issues)
		at[m.name] = len(errs)
		errs = append(errs, s)
		r.Scores = append(r.Scores, judge(m.name, answers, issues, &s))
	}
	yard, measured := at[yardstick]
	for k := range errs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if k != at[baseline] {
			r.Scores[k].Against = draws.difference(absolute(errs[k].errors), absolute(errs[at[baseline]].errors))
		}
		if measured && k != yard {
			r.Scores[k].Sharper = draws.difference(errs[k].crps, errs[yard].crps)
		}
	}
	return r, nil
}
