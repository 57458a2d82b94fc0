package search

import (
	"math"
	"slices"
)

// program is a small linear program: the lexicographically least costs of variables that are not negative, under rows that
// each ask for at least some amount. No cost is negative, so that the dual simplex method can begin at zero; ties between
// ways to pivot are broken by the place of the variables, which keeps it from cycling and makes the solution unique.
//
// Source: Lemke, "The dual method of solving the linear programming problem", Naval Research Logistics Quarterly 1 (1954); Dantzig,
// Orden and Wolfe, Pacific Journal of Mathematics 5 (1955) for the lexicographic rule.
type program struct {
	costs [][]float64 // [variable] its part in each of the sums to be made small, the most important first
	rows  [][]float64 // [row] by variable, then the amount with its sign turned: the row's slack at zero

	basic, free []int       // [row], [column] variable that stands there; slacks come after the variables
	price       [][]float64 // [column] its reduced costs
	out         []float64
}

// feasible is by how much a row may be missed; it is a step of the grid on which values are compared.
const feasible = 1e-9

// pivots bounds the steps of one program.
const pivots = 2000

// clear empties the program for some variables and sums.
func (lp *program) clear(variables, sums int) {
	lp.rows = lp.rows[:0]
	lp.costs = slices.Grow(lp.costs[:0], variables)[:variables]
	for j := range lp.costs {
		lp.costs[j] = slices.Grow(lp.costs[j][:0], sums)[:sums]
		clear(lp.costs[j])
	}
}

// row adds a row that asks for at least so much and returns its coefficients, which are 0.
func (lp *program) row(least float64) []float64 {
	n := len(lp.costs)
	lp.rows = slices.Grow(lp.rows, 1)[:len(lp.rows)+1]
	k := len(lp.rows) - 1
	lp.rows[k] = slices.Grow(lp.rows[k][:0], n+1)[:n+1]
	clear(lp.rows[k])
	lp.rows[k][n] = -least
	return lp.rows[k][:n]
}

// solve gives the values of the variables, or false where no values meet all rows. It uses the rows up.
func (lp *program) solve() ([]float64, bool) {
	n := len(lp.costs)
	lp.begin(n)
	for range pivots {
		r := lp.violated(n)
		if r < 0 {
			return lp.solution(n), true
		}
		c := lp.entering(lp.rows[r][:n])
		if c < 0 {
			return nil, false
		}
		lp.pivot(r, c, n)
	}
	return nil, false // not met with the arithmetic of doubles: taken as shut
}

func (lp *program) begin(n int) {
	lp.basic, lp.free = lp.basic[:0], lp.free[:0]
	for r := range lp.rows {
		lp.basic = append(lp.basic, n+r)
	}
	sums := 0
	if n > 0 {
		sums = len(lp.costs[0])
	}
	lp.price = slices.Grow(lp.price[:0], n)[:n]
	for j := range n {
		lp.free = append(lp.free, j)
		// The variable's own place is the last of its costs: no two columns are then alike.
		lp.price[j] = append(append(lp.price[j][:0], lp.costs[j]...), make([]float64, n)...)
		lp.price[j][sums+j] = 1
	}
}

// violated is the row that is missed by most, −1 when none is.
func (lp *program) violated(n int) int {
	at, worst := -1, -feasible
	for r := range lp.rows {
		if v := lp.rows[r][n]; v < worst {
			at, worst = r, v
		}
	}
	return at
}

// entering is the column that helps the row at the least cost, −1 when none does.
func (lp *program) entering(row []float64) int {
	best := -1
	for c, a := range row {
		if a > 1e-12 && (best < 0 || lp.cheaper(c, a, best, row[best])) {
			best = c
		}
	}
	return best
}

func (lp *program) cheaper(c int, a float64, d int, b float64) bool {
	for k, p := range lp.price[c] {
		if x, y := p/a, lp.price[d][k]/b; math.Abs(x-y) > 1e-15+1e-12*(math.Abs(x)+math.Abs(y)) {
			return x < y
		}
	}
	return false
}

// pivot lets the free variable of column c take the place of the basic one of row r.
func (lp *program) pivot(r, c, n int) {
	row, by := lp.rows[r], lp.rows[r][c]
	for j := range row {
		row[j] /= -by
	}
	row[c] = 1 / by
	for k, other := range lp.rows {
		if f := other[c]; k != r && f != 0 {
			other[c] = 0
			for j := range other {
				other[j] += float64(f * row[j])
			}
		}
	}
	from := slices.Clone(lp.price[c])
	for j := range n {
		for k := range from {
			if j == c {
				lp.price[j][k] = from[k] / by
			} else {
				lp.price[j][k] += float64(from[k] * row[j])
			}
		}
	}
	lp.basic[r], lp.free[c] = lp.free[c], lp.basic[r]
}

func (lp *program) solution(n int) []float64 {
	lp.out = slices.Grow(lp.out[:0], n)[:n]
	clear(lp.out)
	for r, v := range lp.basic {
		if v < n {
			lp.out[v] = max(0, lp.rows[r][n])
		}
	}
	return lp.out
}
