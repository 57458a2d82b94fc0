package coercion

import (
	"context"

	"parley/casefile"
	"parley/internal/ask"
)

// ColumnNames lists the threats of a case, for Column.
func ColumnNames(c *casefile.Case) []string {
	var out []string
	for k := range c.Threats {
		out = append(out, c.Threats[k].Name)
	}
	return out
}

// Column makes single runs of a threat: 1 where the target concedes by the deadline and 0 where not. worker makes one goroutine's function
// from the inputs and the number of the run whose dice are thrown; there are no outcomes but these two. The error is that of Ask, or a
// *casefile.NotFound.
func Column(_ context.Context, d *ask.Draws, name string) (label string, outcomes []string, worker func() func(inputs []float64, dice int) (float64, error), err error) {
	k, err := casefile.FindThreat(d.G.Case, name)
	if err != nil {
		return "", nil, nil, err
	}
	t := d.G.Threats[k].Of
	q := &question{g: d.G, d: d, args: &Args{By: t.By, To: t.To, Threat: k}}
	if _, err := chosen(d.G, q.args); err != nil {
		return "", nil, nil, err
	}
	if err := q.prepare(k); err != nil {
		return "", nil, nil, err
	}
	label = "a concession by " + d.G.Case.Parties[t.To].Label + " to “" + t.Label + "” by its deadline"
	return label, nil, func() func([]float64, int) (float64, error) {
		p := newPlayer(q.w, q.threats)
		return func(inputs []float64, dice int) (float64, error) {
			if err := p.begin(dice, inputs); err != nil {
				return 0, err
			}
			out, err := p.play(dice, 0)
			if err != nil || !out.inTime {
				return 0, err
			}
			return 1, nil
		}
	}, nil
}
