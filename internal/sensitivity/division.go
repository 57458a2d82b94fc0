package sensitivity

import (
	"cmp"
	"context"
	"slices"
)

// divide divides what groups of correlated inputs carry among their members: the groups with the largest totals first, as many as the
// limits allow. A group is divided over all runs or, interrupted, not at all.
func (q *question) divide(ctx context.Context) error {
	q.parts = map[int][]Estimate{}
	before := q.evaluated.Load()
	defer func() { q.a.dividing = q.evaluated.Load() - before }()
	d := *q.design
	d.Each = q.eachApart
	for _, k := range q.divisible() {
		a, b, ab := q.done(k)
		parts, err := d.Divide(ctx, &Columns{A: a, B: b}, ab, newJoint(q.g.Case, q.factors[q.kept[k]]))
		if err != nil {
			return err
		}
		if parts != nil {
			q.parts[q.kept[k]] = parts
		}
	}
	return nil
}

// divisible lists the groups to be divided, as indices into kept: those with an effect, the largest first, while the limits last.
func (q *question) divisible() []int {
	total := map[int]float64{}
	var groups, out []int
	for k, f := range q.kept {
		if n := len(q.factors[f]); n < 2 || n > maxDivided {
			continue
		}
		if x, ok := Indices(q.done(k)); ok && x.Total.Value > 0 {
			groups, total[k] = append(groups, k), x.Total.Value
		}
	}
	slices.SortStableFunc(groups, func(x, y int) int { return cmp.Compare(total[y], total[x]) })
	left := maxVariants
	if q.dice != nil {
		left = thrownVariants
	}
	for _, k := range groups {
		if v := variants(len(q.factors[q.kept[k]])); v <= left {
			left, out = left-v, append(out, k)
		}
	}
	return out
}

// fillParts writes the members' parts of a group whose indices are known.
func (q *question) fillParts(at map[int]*Input, f int, x *Index) {
	parts := q.parts[f]
	if parts == nil && x.Total.Value == 0 {
		parts = make([]Estimate, len(q.factors[f])) // nothing to divide
	}
	if len(q.factors[f]) < 2 || parts == nil || !settle(parts, (x.First.Value+x.Total.Value)/2) {
		return
	}
	for k, i := range q.factors[f] {
		at[i].Shapley, at[i].ShapleyRange = &parts[k].Value, &[2]float64{parts[k].Low, parts[k].High}
	}
}
