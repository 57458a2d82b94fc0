package deu

import (
	"context"
	"errors"

	"parley/internal/spatial"
)

// Tried is a recipe, scored on proposals that it was not fitted to.
type Tried struct {
	Recipe string  `json:"recipe"`
	CRPS   float64 `json:"crps"`
	Share  float64 `json:"share"`  // of the election, fitted to all issues
	Chosen int     `json:"chosen"` // proposals for which the others chose it
}

// Validation says how the forecast was chosen.
type Validation struct {
	Tried  []Tried `json:"tried"`
	Recipe string  `json:"recipe"` // chosen by all issues: the one that forecasts open issues
	Share  float64 `json:"share"`
}

// validated are forecasts of decided issues, each made without its own proposal.
type validated struct {
	Validation
	by     [][]*spatial.Distribution // by recipe and issue
	chosen []*spatial.Distribution   // by issue: of the recipe that the other proposals chose
	final  *Forecaster
}

// Choose fits the recipes to the issues with an outcome and gives the one whose CRPS is least when every issue is forecast from other
// proposals.
func Choose(ctx context.Context, recipes []Recipe, issues []Issue) (*Forecaster, *Validation, error) {
	v, err := validate(ctx, recipes, issues)
	if err != nil {
		return nil, nil, err
	}
	return v.final, &v.Validation, nil
}

// validate leaves out one proposal at a time. For each it fits all recipes to the others and lets the others choose among them, so that
// neither the fit nor the choice has seen what is forecast.
func validate(ctx context.Context, recipes []Recipe, issues []Issue) (*validated, error) {
	if len(recipes) == 0 {
		return nil, errors.New("no recipe is given to choose from; give at least one")
	}
	v := &validated{by: make([][]*spatial.Distribution, len(recipes))}
	v.Tried = make([]Tried, len(recipes))
	all := make([][]*ready, len(recipes))
	least := 0.0
	for k, r := range recipes {
		if err := r.check(); err != nil {
			return nil, err
		}
		var err error
		if all[k], err = r.prepareAll(issues); err != nil {
			return nil, err
		}
		f, score, err := fit(r, all[k])
		if err != nil {
			return nil, err
		}
		if v.final == nil || score < least {
			v.final, least = f, score
		}
		v.Tried[k] = Tried{Recipe: r.Name, Share: f.Share}
		v.by[k] = make([]*spatial.Distribution, len(all[k]))
	}
	v.Recipe, v.Share = v.final.Recipe.Name, v.final.Share
	v.chosen = make([]*spatial.Distribution, len(all[0]))
	for _, proposal := range proposals(all[0]) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := v.leave(proposal, recipes, all); err != nil {
			return nil, err
		}
	}
	for k := range recipes {
		for i, p := range all[k] {
			v.Tried[k].CRPS += v.by[k][i].CRPS(*p.is.Outcome) / p.is.Length() * 100 / float64(len(all[k]))
		}
	}
	return v, nil
}

// leave forecasts a proposal from the others.
func (v *validated) leave(proposal string, recipes []Recipe, all [][]*ready) error {
	best, least := -1, 0.0
	for k, r := range recipes {
		f, score, err := fit(r, without(all[k], proposal))
		if err != nil {
			return err
		}
		if best < 0 || score < least {
			best, least = k, score
		}
		for i, p := range all[k] {
			if p.is.Proposal == proposal {
				v.by[k][i] = f.forecast(p)
			}
		}
	}
	v.Tried[best].Chosen++
	for i, p := range all[best] {
		if p.is.Proposal == proposal {
			v.chosen[i] = v.by[best][i]
		}
	}
	return nil
}

func without(all []*ready, proposal string) []*ready {
	out := make([]*ready, 0, len(all))
	for _, p := range all {
		if p.is.Proposal != proposal {
			out = append(out, p)
		}
	}
	return out
}

// proposals lists each once, in the order of the issues.
func proposals(all []*ready) []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range all {
		if !seen[p.is.Proposal] {
			seen[p.is.Proposal] = true
			out = append(out, p.is.Proposal)
		}
	}
	return out
}
