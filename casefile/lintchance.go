package casefile

import (
	"fmt"

	"parley/internal/expr"
	"parley/internal/quantity"
)

// mostOutside is the share of a quantity's draws outside 0–1 that is let pass: beyond it, some draw of the most that an answer may
// rest on is likely to lie there.
const mostOutside = 1e-7

// chances reports quantities that are used as they are for a chance, and reach beyond 0 and 1. What stands in such a field itself is
// cut at its bounds; a quantity is not, since it may be used elsewhere too.
func (l *linter) chances() {
	told := map[int]bool{}
	l.c.chances(func(x *Number) {
		x.parts(func(x *Number) {
			q := l.c.plainly(x)
			if q < 0 || told[q] {
				return
			}
			n := &l.c.Quantities[q]
			outside := n.Dist.CDF(-1e-9) + 1 - n.Dist.CDF(1+1e-9)
			if outside <= mostOutside {
				return
			}
			told[q] = true
			share := fmt.Sprintf("%s %%", figure3(100*outside))
			if outside < 0.001 {
				share = "less than 0.1 %"
			}
			remedy := suggestCut(n.Dist, field{hi: 1})
			if remedy == "" || n.Dist.Family != quantity.Normal {
				remedy = "consider beta(a, b)"
			}
			l.warn("chance-reaches-out", n.Place, n.Path,
				fmt.Sprintf("`%s` is used as a chance (%s) and reaches beyond 0 and 1: %s of its draws lie outside, and end an answer with an error", n.Name, x.Path, share),
				remedy+", or write `min` and `max` around its name where it is used")
		})
	})
}

// plainly is the quantity that a number is, nothing being done with it; −1 where it is no distribution, or none alone.
func (c *Case) plainly(x *Number) int {
	q := -1
	for x.Form == Expr && x.Expr.Op == expr.Name && x.Expr.Ref == expr.Quantity {
		q = x.Expr.Index
		x = &c.Quantities[q].Number
	}
	if x.Form != Dist {
		return -1
	}
	return q
}

// chances calls f for the numbers that must lie between 0 and 1 as the clock runs.
func (c *Case) chances(f func(*Number)) {
	each := func(list ...*Number) {
		for _, x := range list {
			if x != nil {
				f(x)
			}
		}
	}
	for p := range c.Parties {
		o := &c.Parties[p].Outlook
		each(o.Patience, o.Turnover, o.Unbound, o.Initiative)
	}
	for t := range c.Tables {
		each(c.Tables[t].Closes)
	}
	for k := range c.Tracks {
		if j := c.Tracks[k].Jump; j != nil {
			each(j.Chance)
		}
	}
	for i := range c.Events {
		each(c.Events[i].Chance)
	}
	for i := range c.Threats {
		each(c.Threats[i].Credibility, c.Threats[i].Response)
	}
	for i := range c.Guarantees {
		each(c.Guarantees[i].Fatigue)
	}
}
