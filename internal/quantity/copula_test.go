package quantity

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// ranks returns the ranks of x, ties in order of place.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		if x[i] < x[j] {
			return -1
		} else if x[i] > x[j] {
			return 1
		}
		return 0
	})
	out := make([]float64, len(x))
	for r, i := range order {
		out[i] = float64(r)
	}
	return out
}

// The sample's Spearman correlation is the declared one, whatever the families; undeclared pairs have 0.
func TestSpearman(t *testing.T) {
	inputs := mixed(6) // normal, uniform, triangular, pert, beta, lognormal
	cs := []Correlation{{0, 1, 0.7}, {1, 2, -0.5}, {3, 4, 0.9}, {4, 5, -0.3}, {3, 5, -0.2}}
	s := sampler(t, inputs, cs, 11)
	const n = 20_000
	columns := make([][]float64, 6)
	for run := range n {
		for i, v := range draws(s, run) {
			columns[i] = append(columns[i], v)
		}
	}
	want := map[[2]int]float64{}
	for _, c := range cs {
		want[[2]int{c.A, c.B}] = c.Rank
	}
	for i := range 6 {
		u := make([]float64, n)
		for k, v := range columns[i] {
			u[k] = min(1-1e-9, inputs[i].Dist.CDF(v))
		}
		if z := chiSquare(u, 100); math.Abs(z) > 4 {
			t.Errorf("%v: draws are %.1f deviations off the family", inputs[i].Dist, z)
		}
		for j := i + 1; j < 6; j++ {
			got := pearson(ranks(columns[i]), ranks(columns[j])) / math.Sqrt(n)
			if w := want[[2]int{i, j}]; math.Abs(got-w) > 0.03 {
				t.Errorf("rank correlation of %d and %d: %.3f, want %v", i, j, got, w)
			}
		}
	}
}

// r = 2 sin(πρ/6), to the digits of a table of sines: sin 15° = 0.25881904510252074.
func TestNormalCorrelation(t *testing.T) {
	for rank, want := range map[float64]float64{0: 0, 0.5: 0.5176380902050415, -0.5: -0.5176380902050415, 1: 1, -1: -1} {
		if got := normalCorrelation(rank); math.Abs(got-want) > 1e-15 {
			t.Errorf("%v: %v, want %v", rank, got, want)
		}
	}
}

func TestCorrelationErrors(t *testing.T) {
	inputs := mixed(4)
	nan := math.NaN()
	tests := []struct {
		cs   []Correlation
		want string
	}{
		{[]Correlation{{0, 9, 0.5}}, "between inputs 0 and 9 of 4"},
		{[]Correlation{{-1, 0, 0.5}}, "between inputs -1"},
		{[]Correlation{{1, 1, 0.5}}, "values.p1.x is correlated with itself"},
		{[]Correlation{{0, 1, 1.5}}, "is 1.5; it lies between -1 and 1"},
		{[]Correlation{{0, 1, nan}}, "is NaN"},
		{[]Correlation{{0, 1, 0.5}, {1, 0, 0.5}}, "declared twice"},
	}
	for _, tt := range tests {
		if _, err := NewSampler(inputs, tt.cs, 1); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v, want %q", tt.cs, err, tt.want)
		}
	}
	if _, err := NewSampler([]Input{inputs[0], inputs[0]}, nil, 1); err == nil || !strings.Contains(err.Error(), "rename one") {
		t.Errorf("one path twice: %v", err)
	}
	if _, err := NewSampler([]Input{{"x", Dist{Family: Normal, P: []float64{2, 1}}}}, nil, 1); err == nil {
		t.Error("a distribution not made with New goes unchecked")
	}
	many := mixed(MaxGroup + 1)
	var chain []Correlation
	for i := range MaxGroup {
		chain = append(chain, Correlation{i, i + 1, 0.1})
	}
	if _, err := NewSampler(many, chain, 1); err == nil || !strings.Contains(err.Error(), "join 101 inputs") {
		t.Errorf("a group beyond the limit: %v", err)
	}
}

func TestNotPositiveDefinite(t *testing.T) {
	inputs := mixed(8)
	harmless := []Correlation{{5, 6, 0.8}, {6, 7, 0.3}, {3, 5, 0.2}}
	tests := []struct {
		name              string
		cs                []Correlation
		pairs, undeclared [][2]int
		words             string
	}{
		{"one and the same", []Correlation{{0, 1, 1}}, [][2]int{{0, 1}}, nil, "use the same quantity twice"},
		{"opposite", []Correlation{{4, 2, -1}}, [][2]int{{2, 4}}, nil, "(-1)"},
		{"triangle", []Correlation{{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}}, [][2]int{{0, 1}, {0, 2}, {1, 2}}, nil, "bring them nearer 0"},
		{"missing third", []Correlation{{0, 1, 0.9}, {1, 2, 0.9}}, [][2]int{{0, 1}, {1, 2}}, [][2]int{{0, 2}}, "values.p0.x and values.p2.x not declared, counted as 0"},
		{"within a larger group", []Correlation{{3, 0, 0.2}, {0, 1, 0.9}, {2, 3, 0.1}, {1, 2, 0.9}, {0, 2, -0.5}}, [][2]int{{0, 1}, {0, 2}, {1, 2}}, nil, ""},
	}
	for _, tt := range tests {
		_, err := NewSampler(inputs, append(tt.cs, harmless...), 1)
		var e *NotPositiveDefinite
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if !reflect.DeepEqual(e.Pairs, tt.pairs) || !reflect.DeepEqual(e.Undeclared, tt.undeclared) || !strings.Contains(err.Error(), tt.words) {
			t.Errorf("%s: pairs %v, undeclared %v, %q", tt.name, e.Pairs, e.Undeclared, err)
		}
	}
	// A chain that only holds because its third pair is declared is not blamed for another's fault.
	sound := []Correlation{{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, 0.9}, {2, 3, 0.1}, {3, 4, 1}}
	var e *NotPositiveDefinite
	if _, err := NewSampler(inputs, sound, 1); !errors.As(err, &e) || !reflect.DeepEqual(e.Pairs, [][2]int{{3, 4}}) {
		t.Errorf("blamed %v", e)
	}
}

// The named set fails, no part of it does, and matrices without an error are factored: L·Lᵀ is the matrix.
func TestCholeskyProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 7).Draw(t, "n")
		declared, members := pairs{}, []int{}
		for i := range n {
			members = append(members, i)
			for j := range i {
				if rapid.IntRange(0, 2).Draw(t, "declared") > 0 {
					declared[[2]int{j, i}] = rapid.Float64Range(-0.9, 0.9).Draw(t, "rank")
				}
			}
		}
		if _, k := cholesky(members, declared, minEigenvalue); k >= 0 {
			set := smallestFailing(members, declared)
			if _, k := cholesky(set, declared, minEigenvalue); k < 0 {
				t.Fatalf("%v does not fail", set)
			}
			for i := range set {
				part := slices.Delete(slices.Clone(set), i, i+1)
				if _, k := cholesky(part, declared, minEigenvalue); k >= 0 {
					t.Fatalf("%v is not smallest: %v fails", set, part)
				}
			}
			return
		}
		factor, _ := cholesky(members, declared, 0)
		for i := range n {
			for j := range i + 1 {
				sum := 0.0
				for k := range j + 1 {
					sum += factor[i][k] * factor[j][k]
				}
				rank, _ := declared.at(i, j)
				want := normalCorrelation(rank)
				if i == j {
					want = 1
				}
				if math.Abs(sum-want) > 1e-12 {
					t.Fatalf("entry %d, %d: %v, want %v", i, j, sum, want)
				}
			}
		}
	})
}
