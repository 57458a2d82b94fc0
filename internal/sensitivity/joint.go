package sensitivity

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"parley/casefile"
)

// joint is a group of correlated inputs with the normal correlations of their copula.
type joint struct {
	members []int
	r       [][]float64
}

func newJoint(c *casefile.Case, members []int) *joint {
	j := &joint{members: members, r: make([][]float64, len(members))}
	at := make(map[int]int, len(members))
	for k, i := range members {
		j.r[k], at[i] = make([]float64, len(members)), k
		j.r[k][k] = 1
	}
	for _, x := range c.Correlations {
		a, oka := at[x.A]
		b, okb := at[x.B]
		if oka && okb {
			j.r[a][b] = pearson(x.Rank)
			j.r[b][a] = j.r[a][b]
		}
	}
	return j
}

// conditional lets some members of a group follow the others, which are held.
type conditional struct {
	order  []int       // inputs: those held, then those that follow
	held   int         // how many are held
	factor [][]float64 // Cholesky's, of the correlations in that order
}

// given holds the members whose bits are set. It is nil where the correlations leave no distribution, which a case that was
// read does not have.
func (j *joint) given(set uint) *conditional {
	k := &conditional{}
	var at []int
	for _, held := range []uint{1, 0} {
		for m, i := range j.members {
			if set>>m&1 == held {
				at, k.order = append(at, m), append(k.order, i)
			}
		}
		if held == 1 {
			k.held = len(at)
		}
	}
	for x := range at {
		row, rest := make([]float64, x+1), 1.0
		for y := range x {
			row[y] = j.r[at[x]][at[y]]
			for m := range y {
				row[y] -= row[m] * k.factor[y][m]
			}
			row[y] /= k.factor[y][y]
			rest -= row[y] * row[y]
		}
		if !(rest > 0) {
			return nil
		}
		row[x] = math.Sqrt(rest)
		k.factor = append(k.factor, row)
	}
	return k
}

// mix writes the group's ranks to dst: those held as in one draw, the others as in another, moved to where they belong given those that
// are held. What moves them is the difference D of the normal scores held: Z given Z_H is distributed as Z' + R·inv(R_H)·(Z_H − Z'_H)
// for any independent draw Z'.
func (k *conditional) mix(dst, held, others []float64) {
	var pulled [maxDivided]float64 // inv(L_H)·D
	for x, i := range k.order {
		shift := 0.0
		for m := range min(x, k.held) {
			shift += k.factor[x][m] * pulled[m]
		}
		if x >= k.held {
			dst[i] = rankOf(mathext.NormalQuantile(others[i]) + shift)
			continue
		}
		pulled[x] = (mathext.NormalQuantile(held[i]) - mathext.NormalQuantile(others[i]) - shift) / k.factor[x][x]
		dst[i] = held[i]
	}
}
