package deu

import (
	"context"

	"parley/internal/spatial"
	"parley/internal/spatial/smp"
)

// politics is KTAB's Spatial Model of Politics, forecasting by the weighted mean of where all stand at the end. It is silent about
// issues with fewer actors than it takes.
func politics(compat bool) func(context.Context, []Issue) ([]answer, error) {
	return func(ctx context.Context, issues []Issue) ([]answer, error) {
		out := make([]answer, len(issues))
		for k := range issues {
			s := scenario(&issues[k])
			s.Options.Compat = compat
			if len(s.Actors) < smp.MinActors {
				out[k].silent = true
				continue
			}
			r, err := smp.Run(ctx, s)
			if err != nil {
				return nil, err
			}
			for _, f := range r.Forecasts {
				if f.Name == smp.WeightedMean {
					out[k].point = issues[k].Lo + f.Value[0]/100*issues[k].Length()
				}
			}
		}
		return out, nil
	}
}

// scenario is an issue as that model takes it: 0 to 100, without the actors that have no weight.
func scenario(is *Issue) smp.Scenario {
	s := smp.Scenario{Name: is.Name, Dims: []string{is.Name}}
	for _, a := range is.Actors {
		if a.Weight() > 0 {
			s.Actors = append(s.Actors, smp.Actor{
				Name: a.Name, Capability: a.Capability, Salience: []float64{100 * a.Salience},
				Position: []float64{100 * (a.Position - is.Lo) / is.Length()},
			})
		}
	}
	return s
}

// exchange trades among all issues of a proposal that are given.
func exchange(ctx context.Context, issues []Issue) ([]answer, error) {
	var order []string
	by := map[string][]int{}
	for k := range issues {
		p := issues[k].Proposal
		if len(by[p]) == 0 {
			order = append(order, p)
		}
		by[p] = append(by[p], k)
	}
	out := make([]answer, len(issues))
	for _, p := range order {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var market []spatial.Issue
		for _, k := range by[p] {
			market = append(market, issues[k].Issue)
		}
		s, err := spatial.Exchange(market, spatial.DefaultExchange())
		if err != nil {
			return nil, err
		}
		for i, k := range by[p] {
			out[k] = answer{point: s.Outcomes[i]}
		}
	}
	return out, nil
}

func changed(change func(*spatial.BDMOptions)) spatial.BDMOptions {
	o := spatial.DefaultBDM()
	change(&o)
	return o
}

// expectedUtility forecasts by the median at the end.
func expectedUtility(o spatial.BDMOptions) func(*Issue) (answer, error) {
	return func(is *Issue) (answer, error) {
		t, err := spatial.BDM(&is.Issue, o)
		if err != nil {
			return answer{}, err
		}
		return answer{point: t.Median()}, nil
	}
}
