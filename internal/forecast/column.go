package forecast

import (
	"context"

	"parley/casefile"
	"parley/internal/ask"
)

// ColumnNames lists what runs can be filed under, for Column: the scenarios of a case or, where it declares none, its goals.
func ColumnNames(c *casefile.Case) []string {
	var out []string
	for k := range c.Scenarios {
		out = append(out, c.Scenarios[k].Name)
	}
	for k := range c.Goals {
		if len(c.Scenarios) == 0 {
			out = append(out, c.Goals[k].Name)
		}
	}
	return out
}

// Column makes single runs of the forecast: whether a run is filed under the named scenario (1 or 0) or, of the name "", the number of what
// it is filed under among outcomes, something else being the last. worker makes one goroutine's function from the inputs and the number of
// the run whose dice are thrown. The error is that of Ask, or a *casefile.NotFound.
func Column(ctx context.Context, d *ask.Draws, name string) (label string, outcomes []string, worker func() func(inputs []float64, dice int) (float64, error), err error) {
	k := -1
	if name != "" {
		if k, err = columnOf(d.G.Case, name); err != nil {
			return "", nil, nil, err
		}
	}
	q, err := prepare(ctx, d, Args{Runs: 1})
	if err != nil {
		return "", nil, nil, err
	}
	ends := q.base.e.ends
	if label = "which scenario comes about"; k >= 0 {
		label = "the scenario “" + ends[k].label + "”"
	} else {
		for i := range ends {
			outcomes = append(outcomes, ends[i].label)
		}
		outcomes = append(outcomes, "something else")
	}
	return label, outcomes, func() func([]float64, int) (float64, error) {
		x := q.base.e.runner()
		return func(inputs []float64, dice int) (float64, error) {
			copy(x.inputs, inputs)
			filed, err := x.run(dice, false)
			switch {
			case k < 0:
				return float64(filed), err
			case filed == k:
				return 1, err
			}
			return 0, err
		}
	}, nil
}

// columnOf is the place among the endings of what is called so.
func columnOf(c *casefile.Case, name string) (int, error) {
	if len(c.Scenarios) > 0 {
		return casefile.FindScenario(c, name)
	}
	k, err := casefile.FindGoal(c, name)
	return len(c.Goals) - 1 - k, err
}
