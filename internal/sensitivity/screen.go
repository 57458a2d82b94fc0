package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Limits of the work for cases with many inputs.
const (
	maxMeasured   = 40   // factors whose indices are estimated; more are screened first
	maxThrown     = 16   // likewise where dice are thrown, since a run of the whole case is dear
	screenRuns    = 500  // runs of the screening by groups
	screenGroups  = 32   // groups that it begins with, at most
	thrownGroups  = 12   // likewise where dice are thrown, of factors that changed an answer
	quietGroups   = 4    // and of those that changed none
	screenSize    = 8    // factors of such a group, at least
	screenOut     = 0.01 // share of the variance below which a group is not looked into
	singleChanges = 2    // trajectories in which a factor changed the answer, to be looked at by itself at once
	seenErrors    = 2    // standard errors, over all runs, below which a group with dice is not looked into: one that is ranked has more
)

// most is how many factors are measured.
func (d *Design) most() int {
	if d.Dice {
		return maxThrown
	}
	return maxMeasured
}

// screens reports whether factors are screened before they are measured: where there are too many, and where dice make the measuring so dear
// that the screening saves more than it takes.
func (d *Design) screens(factors, n int) bool {
	return factors > d.most() || d.Dice && factors > screenSize && n >= 2*screenRuns
}

// Screening is what is found before factors are measured.
type Screening struct {
	Kept    []int          // the factors worth measuring, in the order given
	Effects []Effect       // by factor, with dice; nil: no factor was screened out
	Columns map[int]Column // by factor: the leading answers with it taken from the second draw, where they were made
}

// Screen finds the factors worth measuring, at most maxMeasured or maxThrown. Where there are too many, groups of
// them are taken from the second draw together. The total effect of a group is at least
// that of each of its members, so a group below 1 % of the variance (with dice, below the noise of what could be ranked too) is left alone; any other is halved until single
// factors are left, of which those with the largest effects are kept. This is sequential bifurcation (Bettonvil and Kleijnen 1997)
// on total effects, so no assumption on signs is needed. What is left out is measured together afterwards.
//
// Groups are neighbours in the given order. With dice, where halving is dear, elementary effects say first what belongs together: see grouped.
// They decide in which order groups are looked at and nothing else, so that what twenty trajectories miss is found all the same.
func (d *Design) Screen(ctx context.Context, c *Columns, factors [][]int, n int) (*Screening, error) {
	s := &Screening{Columns: map[int]Column{}}
	if !d.screens(len(factors), n) {
		s.Kept = span(len(factors))
		return s, nil
	}
	of, bar := n, 0.0 // runs behind the variance; with dice it takes all to tell it from noise
	groups := d.neighbours(span(len(factors)), screenGroups)
	if d.Dice {
		var err error
		if s.Effects, err = d.Effects(ctx, factors, least, most, min(n, trajectories)); err != nil {
			return s, err
		}
		bar = max(1, seenErrors*math.Sqrt(float64(min(n, screenRuns))/float64(n)))
		groups = d.grouped(c.head(n), factors, s.Effects)
	}
	if n = min(n, screenRuns); !d.Dice {
		of = n
	}
	scale := 2 * variance(c.A.head(of), c.B.head(of))
	effects := map[int]float64{}
	for len(groups) > 0 {
		found, columns, err := d.effects(ctx, c, factors, groups, n, scale)
		if err != nil {
			return s, err
		}
		var next [][]int
		for k, g := range groups {
			if len(g) == 1 {
				s.Columns[g[0]] = columns[k]
			}
			switch {
			case found[k].share < screenOut, d.Dice && found[k].share < found[k].noise:
			case len(g) == 1:
				effects[g[0]] = found[k].share
			case found[k].share < bar*found[k].noise:
			default:
				next = append(next, g[:len(g)/2], g[len(g)/2:])
			}
		}
		groups = next
	}
	s.Kept = strongest(effects, d.most())
	return s, nil
}

// grouped are the groups that a screening with dice begins with: one by one the factors whose first-order effect is seen in the draws at hand and
// those with the largest elementary effects, as many as can be measured; the others that changed an answer in small groups, the strong
// with the strong; and those that changed none in a few large ones, as neighbours.
func (d *Design) grouped(c *Columns, factors [][]int, effects []Effect) [][]int {
	first := d.firstSeen(c, factors)
	order := span(len(factors))
	slices.SortStableFunc(order, func(x, y int) int {
		if first[x] != first[y] {
			return map[bool]int{true: -1, false: 1}[first[x]]
		}
		return cmp.Compare(effects[y].Star, effects[x].Star)
	})
	var groups [][]int
	var some, none []int
	for _, f := range order {
		switch {
		case len(groups) < d.most() && (first[f] || effects[f].Changed >= singleChanges):
			groups = append(groups, []int{f})
		case effects[f].Changed > 0:
			some = append(some, f)
		default:
			none = append(none, f)
		}
	}
	groups = append(groups, d.neighbours(some, thrownGroups)...)
	return append(groups, d.neighbours(none, quietGroups)...)
}

// firstSeen says of which single inputs the first-order effect is above the noise: the draws at hand tell that for nothing.
func (d *Design) firstSeen(c *Columns, factors [][]int) map[int]bool {
	var inputs, of []int
	for f, members := range factors {
		if len(members) == 1 {
			inputs, of = append(inputs, members[0]), append(of, f)
		}
	}
	seen := map[int]bool{}
	for k, e := range d.Alone(c, inputs) {
		if e.AboveFirst(len(inputs)) {
			seen[of[k]] = true
		}
	}
	return seen
}

// neighbours cuts factors into groups, at most so many and of no fewer than screenSize.
func (d *Design) neighbours(factors []int, most int) [][]int {
	size := max(screenSize, (len(factors)+most-1)/most)
	var groups [][]int
	for from := 0; from < len(factors); from += size {
		groups = append(groups, factors[from:min(from+size, len(factors))])
	}
	return groups
}

// effect is a total effect as a share of the variance, and its standard error.
type effect struct{ share, noise float64 }

// effects are the total effects of groups of factors, and the answers they are from.
func (d *Design) effects(ctx context.Context, c *Columns, factors, groups [][]int, n int, scale float64) ([]effect, []Column, error) {
	sets := make([][]int, len(groups))
	for k, g := range groups {
		sets[k] = union(factors, g)
	}
	trial := &Columns{}
	if err := d.Frozen(ctx, "screening", trial, sets, n); err != nil {
		return nil, nil, err
	}
	out := make([]effect, len(groups))
	for k := range groups {
		var change spread
		for r := range n {
			y, z := c.A.at(r), trial.AB[k].at(r)
			change.add((y[0] - z[0]) * (y[1] - z[1]))
		}
		if change.sum > 0 {
			out[k] = effect{change.sum / (float64(n) * max(scale, 1e-300)), math.Sqrt(change.variance()/float64(n)) / max(scale, 1e-300)}
		}
	}
	return out, trial.AB, nil
}

// union is the inputs of several factors.
func union(factors [][]int, of []int) []int {
	var set []int
	for _, f := range of {
		set = append(set, factors[f]...)
	}
	return set
}

// strongest keeps the factors with the largest effects, in their order.
func strongest(effects map[int]float64, most int) []int {
	kept := make([]int, 0, len(effects))
	for f := range effects {
		kept = append(kept, f)
	}
	slices.SortFunc(kept, func(x, y int) int { return cmp.Or(cmp.Compare(effects[y], effects[x]), cmp.Compare(x, y)) })
	kept = kept[:min(len(kept), most)]
	slices.Sort(kept)
	return kept
}

// span is 0, 1, …, n−1.
func span(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// variance is that of two columns together, what dice do left out.
func variance(a, b Column) float64 {
	m, sum := mean(a, b), 0.0
	for r := range a.One {
		y, z := a.at(r).from(m, 1), b.at(r).from(m, 1)
		sum += y[0]*y[1] + z[0]*z[1]
	}
	return sum / float64(max(1, 2*len(a.One)-1))
}
