package quantity

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Limits on declared correlations.
const (
	MaxGroup      = 100   // inputs joined by correlations, directly or through others
	minEigenvalue = 1e-10 // of the correlation matrix of a group
)

// NotPositiveDefinite says that declared correlations contradict each other. The pairs are among a smallest
// set of inputs that cannot be correlated as declared: leaving any one of them out would do.
type NotPositiveDefinite struct {
	Pairs      [][2]int // declared pairs that take part, as indices of inputs
	Undeclared [][2]int // pairs among the same inputs that are not declared and so count as 0
	reason     string
}

// Error names the pairs with their paths.
func (e *NotPositiveDefinite) Error() string { return e.reason }

// group is a set of inputs joined by correlations, with the Cholesky factor of its normal correlations.
type group struct {
	members []int       // by path
	factor  [][]float64 // row k has k+1 entries
}

// normalCorrelation turns Spearman's rank correlation into that of the normal copula (Pearson 1907).
func normalCorrelation(rank float64) float64 { return 2 * math.Sin(math.Pi/6*rank) }

// newGroups finds the groups and factors them.
func newGroups(inputs []Input, cs []Correlation) ([]group, error) {
	declared, err := declaredPairs(inputs, cs)
	if err != nil {
		return nil, err
	}
	var groups []group
	for _, members := range connected(inputs, cs) {
		if len(members) > MaxGroup {
			return nil, fmt.Errorf("correlations join %d inputs, from %s to %s; at most %d may be joined: use a shared quantity",
				len(members), inputs[members[0]].Path, inputs[members[len(members)-1]].Path, MaxGroup)
		}
		// Cauchy interlacing: a set of inputs fails whenever a part of it does, so a smallest failing part
		// is well defined, which is not so for sets of pairs.
		if _, k := cholesky(members, declared, minEigenvalue); k >= 0 {
			return nil, contradiction(inputs, declared, smallestFailing(members, declared))
		}
		factor, _ := cholesky(members, declared, 0)
		groups = append(groups, group{members, factor})
	}
	return groups, nil
}

// pairs holds the rank correlation of each declared pair, smaller index first.
type pairs map[[2]int]float64

func (p pairs) at(i, j int) (rank float64, ok bool) {
	rank, ok = p[[2]int{min(i, j), max(i, j)}]
	return rank, ok
}

func declaredPairs(inputs []Input, cs []Correlation) (pairs, error) {
	declared := make(pairs, len(cs))
	for k, c := range cs {
		if c.A < 0 || c.A >= len(inputs) || c.B < 0 || c.B >= len(inputs) {
			return nil, fmt.Errorf("correlation %d is between inputs %d and %d of %d", k+1, c.A, c.B, len(inputs))
		}
		a, b := inputs[c.A].Path, inputs[c.B].Path
		if c.A == c.B {
			return nil, fmt.Errorf("%s is correlated with itself; name two different inputs", a)
		}
		if !(c.Rank >= -1 && c.Rank <= 1) {
			return nil, fmt.Errorf("the rank correlation of %s and %s is %s; it lies between -1 and 1", a, b, number(c.Rank))
		}
		if _, twice := declared.at(c.A, c.B); twice {
			return nil, fmt.Errorf("the correlation of %s and %s is declared twice; keep one", a, b)
		}
		declared[[2]int{min(c.A, c.B), max(c.A, c.B)}] = c.Rank
	}
	return declared, nil
}

// connected returns the groups of inputs that correlations join, members and groups in order of path.
func connected(inputs []Input, cs []Correlation) [][]int {
	neighbours := make(map[int][]int)
	for _, c := range cs {
		neighbours[c.A] = append(neighbours[c.A], c.B)
		neighbours[c.B] = append(neighbours[c.B], c.A)
	}
	byPath := func(i, j int) int { return strings.Compare(inputs[i].Path, inputs[j].Path) }
	var order []int
	for i := range neighbours {
		order = append(order, i)
	}
	slices.SortFunc(order, byPath)
	seen := make(map[int]bool)
	var groups [][]int
	for _, start := range order {
		if seen[start] {
			continue
		}
		seen[start] = true
		members := []int{start}
		for k := 0; k < len(members); k++ {
			for _, j := range neighbours[members[k]] {
				if !seen[j] {
					seen[j] = true
					members = append(members, j)
				}
			}
		}
		slices.SortFunc(members, byPath)
		groups = append(groups, members)
	}
	return groups
}

// cholesky factors the normal correlation matrix of the members less shift times the identity. It returns
// the first row at which that is not positive definite, or -1: with shift λ this tells whether the smallest
// eigenvalue exceeds λ.
func cholesky(members []int, declared pairs, shift float64) (factor [][]float64, fails int) {
	factor = make([][]float64, len(members))
	for k := range members {
		row := make([]float64, k+1)
		rest := 1 - shift
		for j := range k {
			rank, _ := declared.at(members[k], members[j])
			sum := normalCorrelation(rank)
			for m := range j {
				sum -= row[m] * factor[j][m]
			}
			row[j] = sum / factor[j][j]
			rest -= row[j] * row[j]
		}
		if !(rest > 0) {
			return nil, k
		}
		row[k] = math.Sqrt(rest)
		factor[k] = row
	}
	return factor, -1
}

// smallestFailing returns a part of the members that fails although each part of it holds. The last member
// of the shortest failing beginning is needed; put in front, it brings out the next needed one.
func smallestFailing(members []int, declared pairs) []int {
	var needed []int
	rest := members
	for {
		order := slices.Concat(needed, rest)
		_, k := cholesky(order, declared, minEigenvalue)
		if k < len(needed) {
			slices.Sort(needed)
			return needed
		}
		needed = append([]int{order[k]}, needed...)
		rest = order[len(needed)-1 : k]
	}
}

// contradiction words the failure of a set of inputs.
func contradiction(inputs []Input, declared pairs, members []int) *NotPositiveDefinite {
	e := new(NotPositiveDefinite)
	var given, missing []string
	for x, i := range members {
		for _, j := range members[x+1:] {
			names := inputs[i].Path + " and " + inputs[j].Path
			if rank, ok := declared.at(i, j); ok {
				e.Pairs = append(e.Pairs, [2]int{i, j})
				given = append(given, names+" ("+number(rank)+")")
			} else {
				e.Undeclared = append(e.Undeclared, [2]int{i, j})
				missing = append(missing, names)
			}
		}
	}
	e.reason = "the correlations of " + strings.Join(given, ", ") + " cannot all hold"
	switch {
	case len(members) == 2:
		e.reason += ": a pair so close is one quantity; use the same quantity twice, or a correlation nearer 0"
	case len(missing) > 0:
		e.reason += ": " + strings.Join(missing, ", ") + " not declared, counted as 0; declare what is missing or bring them nearer 0"
	default:
		e.reason += ": bring them nearer 0"
	}
	return e
}
