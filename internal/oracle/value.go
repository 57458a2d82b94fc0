package oracle

import (
	"math"

	"parley/internal/game"
)

// Value is what s is worth to p, in tenths of a point, when base is in force (nil: nothing is).
func (o *Oracle) Value(p int, s, base game.State) int {
	v := o.Case.Parties[p].Values
	total := 0.0
	for _, iv := range v.Issues {
		for _, ov := range iv.Options {
			if int(s[iv.Issue]) != ov.Option {
				continue
			}
			weight := 1.0
			if iv.Weight != nil {
				weight = iv.Weight.Dist.Median()
			}
			total += weight * ov.Value.Dist.Median()
		}
	}
	for _, t := range v.Terms {
		if (t.When == nil || o.Holds(t.When, s)) && !(t.Once && t.When != nil && base != nil && o.Holds(t.When, base)) {
			total += t.Amount.Dist.Median()
		}
	}
	if v.AtMost != nil {
		total = min(total, v.AtMost.Dist.Median())
	}
	return tenths(total)
}

func tenths(points float64) int { return int(math.Round(points * 10)) }

// WalkAway is the least that p accepts, in tenths of a point.
func (o *Oracle) WalkAway(p int) int {
	if w := o.Case.Parties[p].Values.WalkAway; w != nil {
		return tenths(w.Dist.Median())
	}
	return o.Value(p, o.Today, o.Today)
}

// Range is the least and the most that any allowed state is worth to p, in tenths of a point, and whether one is allowed.
func (o *Oracle) Range(p int) (low, high int, any bool) {
	low, high = math.MaxInt, math.MinInt
	for _, s := range o.States {
		if o.Allowed(s) {
			v := o.Value(p, s, o.Today)
			low, high = min(low, v), max(high, v)
		}
	}
	return low, high, low <= high
}

// Broken lists the red lines of p that s breaks and base (nil: nothing is in force) does not.
func (o *Oracle) Broken(p int, base, s game.State) []int {
	var out []int
	for i, r := range o.Case.Parties[p].Values.RedLines {
		if o.Holds(r.Condition, s) && (base == nil || !o.Holds(r.Condition, base)) {
			out = append(out, i)
		}
	}
	return out
}

// Accepts reports whether p takes s: no red line broken anew and no less than its walk-away. A party that is not known
// accepts nothing.
func (o *Oracle) Accepts(p int, s game.State) bool {
	return o.Case.Parties[p].Values != nil && len(o.Broken(p, o.Today, s)) == 0 && o.Value(p, s, o.Today) >= o.WalkAway(p)
}

// Accepting is the set of those who accept s.
func (o *Oracle) Accepting(s game.State) game.Mask {
	var m game.Mask
	for p := range o.Case.Parties {
		if o.Accepts(p, s) {
			m |= 1 << p
		}
	}
	return m
}
