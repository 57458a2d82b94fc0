package search

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// literalProgram lists every point where as many rows or zero bounds as there are variables are met exactly, and takes the one that
// meets all and costs least.
func literalProgram(costs, rows [][]float64) (sums []float64, ok bool) {
	n := len(costs)
	all := slices.Clone(rows)
	for j := range n {
		bound := make([]float64, n+1)
		bound[j] = 1
		all = append(all, bound)
	}
	choose(len(all), n, func(pick []int) {
		var equations [][]float64
		for _, k := range pick {
			equations = append(equations, slices.Clone(all[k]))
		}
		x, unique := solveEquations(equations)
		if !unique {
			return
		}
		for _, r := range all {
			sum := -r[n]
			for j := range n {
				sum += r[j] * x[j]
			}
			if sum < -1e-9 {
				return
			}
		}
		at := make([]float64, len(costs[0]))
		for j := range n {
			for k := range at {
				at[k] += costs[j][k] * x[j]
			}
		}
		for k := range at {
			at[k] = math.Round(at[k]*1e8) / 1e8
		}
		if !ok || slices.Compare(at, sums) < 0 {
			sums, ok = at, true
		}
	})
	return sums, ok
}

func choose(n, size int, visit func([]int)) {
	var rec func(from int, pick []int)
	rec = func(from int, pick []int) {
		if len(pick) == size {
			visit(pick)
			return
		}
		for k := from; k < n; k++ {
			rec(k+1, append(slices.Clone(pick), k))
		}
	}
	rec(0, nil)
}

// solveEquations is Gauss's elimination of rows of coefficients and a right side.
func solveEquations(rows [][]float64) ([]float64, bool) {
	n := len(rows)
	for c := range n {
		at := c
		for r := c; r < n; r++ {
			if math.Abs(rows[r][c]) > math.Abs(rows[at][c]) {
				at = r
			}
		}
		if math.Abs(rows[at][c]) < 1e-9 {
			return nil, false
		}
		rows[c], rows[at] = rows[at], rows[c]
		for r := range n {
			if f := rows[r][c] / rows[c][c]; r != c {
				for j := range rows[r] {
					rows[r][j] -= f * rows[c][j]
				}
			}
		}
	}
	x := make([]float64, n)
	for c := range n {
		x[c] = rows[c][n] / rows[c][c]
	}
	return x, true
}

func TestProgram(t *testing.T) {
	open, shut := 0, 0
	var lp program // used again and again, as a search does
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 5))
		n, m, sums := 1+r.IntN(4), 1+r.IntN(5), 1+r.IntN(3)
		lp.clear(n, sums)
		for j := range n {
			lp.costs[j][r.IntN(sums)] = float64(1 + r.IntN(3))
		}
		costs, rows := slices.Clone(lp.costs), [][]float64{}
		for k := range m + n {
			row := make([]float64, n+1)
			if k < m {
				for j := range row {
					row[j] = float64(r.IntN(9) - 4)
				}
			} else { // a cap
				row[k-m], row[n] = -1, -float64(1+r.IntN(3))
			}
			rows = append(rows, row)
			copy(lp.row(row[n]), row[:n])
		}
		want, ok := literalProgram(costs, rows)
		x, got := lp.solve()
		if got != ok {
			t.Fatalf("seed %d: solved %v, want %v: %v", seed, got, ok, rows)
		}
		if !ok {
			shut++
			continue
		}
		open++
		sum := make([]float64, sums)
		for j := range n {
			for k := range sum {
				sum[k] += costs[j][k] * x[j]
			}
		}
		for k := range sum {
			if math.Abs(sum[k]-want[k]) > 1e-7 {
				t.Fatalf("seed %d: %v costs %v, want %v: costs %v rows %v", seed, x, sum, want, costs, rows)
			}
		}
		for _, row := range rows {
			left := -row[n]
			for j := range n {
				left += row[j] * x[j]
			}
			if left < -1e-8 {
				t.Fatalf("seed %d: %v misses %v", seed, x, row)
			}
		}
	}
	if open < 500 || shut < 500 {
		t.Errorf("%d open, %d shut: the programs show little", open, shut)
	}
}

// A program without variables, and one that nothing forces to move.
func TestProgramEmpty(t *testing.T) {
	var lp program
	lp.clear(0, 3)
	lp.row(-1)
	if x, ok := lp.solve(); !ok || len(x) != 0 {
		t.Error(x, ok)
	}
	lp.clear(0, 3)
	lp.row(1)
	if _, ok := lp.solve(); ok {
		t.Error("nothing gives 1")
	}
	lp.clear(2, 1)
	if x, ok := lp.solve(); !ok || x[0] != 0 || x[1] != 0 {
		t.Error(x, ok)
	}
}
