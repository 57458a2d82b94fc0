package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Limits of the work for cases with many inputs.
const (
	maxMeasured  = 40   // factors whose indices are estimated; more are screened first
	maxThrown    = 16   // likewise where dice are thrown, since a run of the whole case is dear
	screenRuns   = 500  // runs of the screening
	screenGroups = 32   // groups that the screening begins with, at most
	thrownGroups = 12   // likewise where dice are thrown
	screenSize   = 8    // factors of such a group, at least
	screenOut    = 0.01 // share of the variance below which a group is not looked into
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

// Screen returns the factors worth measuring, at most maxMeasured or maxThrown, in the order given. Where there are too many, groups of
// them, neighbours in the given order, are taken from the second draw together. The total effect of a group is at least
// that of each of its members, so a group below 1 % of the variance (with dice, below the noise too) is left alone; any other is halved until single
// factors are left, of which those with the largest effects are kept. This is sequential bifurcation (Bettonvil and Kleijnen 1997)
// on total effects, so no assumption on signs is needed. What is left out is measured together afterwards.
func (d *Design) Screen(ctx context.Context, c *Columns, factors [][]int, n int) ([]int, error) {
	if !d.screens(len(factors), n) {
		return span(0, len(factors)), nil
	}
	of := n // runs behind the variance; with dice it takes all to tell it from noise
	if n = min(n, screenRuns); !d.Dice {
		of = n
	}
	scale := 2 * variance(c.A.head(of), c.B.head(of))
	groups := d.neighbours(len(factors))
	effects := map[int]float64{}
	for len(groups) > 0 {
		found, err := d.effects(ctx, c, factors, groups, n, scale)
		if err != nil {
			return nil, err
		}
		var next [][]int
		for k, g := range groups {
			switch {
			case found[k].share < screenOut, d.Dice && found[k].share < found[k].noise:
			case len(g) == 1:
				effects[g[0]] = found[k].share
			default:
				next = append(next, g[:len(g)/2], g[len(g)/2:])
			}
		}
		groups = next
	}
	return strongest(effects, d.most()), nil
}

// neighbours are the groups that the screening of so many factors begins with.
func (d *Design) neighbours(factors int) [][]int {
	most := screenGroups
	if d.Dice {
		most = thrownGroups
	}
	size := max(screenSize, (factors+most-1)/most)
	var groups [][]int
	for from := 0; from < factors; from += size {
		groups = append(groups, span(from, min(from+size, factors)))
	}
	return groups
}

// effect is a total effect as a share of the variance, and its standard error.
type effect struct{ share, noise float64 }

// effects are the total effects of groups of factors.
func (d *Design) effects(ctx context.Context, c *Columns, factors, groups [][]int, n int, scale float64) ([]effect, error) {
	sets := make([][]int, len(groups))
	for k, g := range groups {
		sets[k] = union(factors, g)
	}
	trial := &Columns{}
	if err := d.Frozen(ctx, "screening", trial, sets, n); err != nil {
		return nil, err
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
	return out, nil
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

func span(from, to int) []int {
	out := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, i)
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
