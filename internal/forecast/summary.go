package forecast

import (
	"cmp"
	"slices"

	"parley/internal/wording"
)

// summary is the answer in a few sentences, for the bottom line: what is likeliest, and what it hangs on.
func (a *Answer) summary() []string {
	order := make([]*Scenario, len(a.Scenarios))
	for k := range a.Scenarios {
		order[k] = &a.Scenarios[k]
	}
	slices.SortStableFunc(order, func(x, y *Scenario) int { return cmp.Compare(y.Probability, x.Probability) })
	first := order[0]
	line := wording.Capital(a.by()) + ", the likeliest is " + first.Label + ": " + wording.Likelihood(first.Probability, first.Range[0], first.Range[1])
	if len(order) > 1 && order[1].Probability > 0 {
		line += "; then " + order[1].Label + ": " + wording.Likelihood(order[1].Probability, order[1].Range[0], order[1].Range[1])
	}
	out := []string{line + "."}
	if a.Assumed.Assuming {
		out = append(out, "This assumes agreement: any gain is enough and every meeting closes.")
	}
	if e := a.Engines; e.Apart != nil && *e.Apart >= 0.1 {
		out = append(out, e.pair()+" differ by "+wording.Number(100**e.Apart, 0)+" points on "+a.label(e.Scenario)+".")
	}
	if c := a.Assumed.Both; c != nil && c.Largest != "" {
		if d := c.difference(c.Largest); max(d.Difference, -d.Difference) >= 0.1 {
			out = append(out, "If any gain were enough and every meeting closed, "+a.label(c.Largest)+" would be at "+wording.Percent(d.After)+".")
		}
	}
	return out
}
