package sensitivity

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"parley/casefile"
)

// factors are the sets of inputs whose shares can be told apart: single inputs, and those joined by declared
// correlations, directly or through others, as one. They are ordered by path, so that the order of the text does not
// matter; members likewise.
func factors(c *casefile.Case, inputs []int) [][]int {
	group := make(map[int]int, len(inputs)) // input → the least input of its group
	for _, i := range inputs {
		group[i] = i
	}
	for _, r := range c.Correlations {
		a, oka := group[r.A]
		b, okb := group[r.B]
		if !oka || !okb || a == b {
			continue
		}
		for i, g := range group {
			if g == max(a, b) {
				group[i] = min(a, b)
			}
		}
	}
	byPath := func(x, y int) int { return cmp.Compare(c.Inputs[x].Path, c.Inputs[y].Path) }
	sorted := slices.SortedFunc(slices.Values(inputs), byPath)
	var out [][]int
	at := map[int]int{}
	for _, i := range sorted {
		k, ok := at[group[i]]
		if !ok {
			k = len(out)
			at[group[i]] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// pull moves the ranks of the inputs that are correlated with one to where they belong once its rank is known.
type pull struct {
	input  int
	others []int
	weight []float64 // Pearson correlations of the Gaussian copula
}

func newPull(c *casefile.Case, input int) pull {
	p := pull{input: input}
	for _, r := range c.Correlations {
		other := r.B
		if r.B == input {
			other = r.A
		}
		if r.A == input || r.B == input {
			p.others = append(p.others, other)
			p.weight = append(p.weight, pearson(r.Rank))
		}
	}
	return p
}

// to sets the input's rank to q. A normal vector Z given Z_i = z is distributed as Z_j + r_ij(z − Z_i): so the draw of the others
// becomes a draw from their distribution given q.
func (p *pull) to(ranks []float64, q float64) {
	if len(p.others) > 0 {
		shift := mathext.NormalQuantile(q) - mathext.NormalQuantile(ranks[p.input])
		for k, j := range p.others {
			ranks[j] = rankOf(mathext.NormalQuantile(ranks[j]) + p.weight[k]*shift)
		}
	}
	ranks[p.input] = q
}

// pearson is the normal correlation that a rank correlation stands for.
func pearson(rank float64) float64 { return 2 * math.Sin(math.Pi*rank/6) }

// rankOf is the rank of a normal score, kept off 0 and 1.
func rankOf(z float64) float64 { return min(1-0x1p-53, max(0x1p-1000, 0.5*math.Erfc(-z/math.Sqrt2))) }
