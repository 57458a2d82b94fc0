package exchange_test

import (
	"math"
	"slices"

	"parley/internal/exchange"
)

// oracle lists every outcome of a domain with its utilities and answers by definition. It shares nothing with
// the packages that answer the same questions fast.
type oracle struct{ points [][]float64 }

func newOracle(d *exchange.Domain) *oracle {
	o := &oracle{}
	choice := make([]int, len(d.Issues))
	for {
		o.points = append(o.points, utilities(d, choice))
		k := len(choice) - 1
		for ; k >= 0; k-- {
			if choice[k]++; choice[k] < len(d.Issues[k].Options) {
				break
			}
			choice[k] = 0
		}
		if k < 0 {
			return o
		}
	}
}

func utilities(d *exchange.Domain, choice []int) []float64 {
	out := make([]float64, len(d.Profiles))
	for i, p := range d.Profiles {
		for k, o := range choice {
			out[i] += p.Weights[k] * p.Values[k][o]
		}
		if p.Cap > 0 {
			out[i] = math.Min(out[i], p.Cap)
		}
	}
	return out
}

func dominates(a, b []float64) bool {
	better := false
	for i := range a {
		if a[i] < b[i] {
			return false
		}
		better = better || a[i] > b[i]
	}
	return better
}

// pareto returns the undominated points, one per outcome. Whatever is dominated is dominated by a frontier
// point, and that has a greater sum, so points in order of their sums need comparing with the frontier only.
func (o *oracle) pareto() [][]float64 {
	order := slices.Clone(o.points)
	slices.SortFunc(order, func(a, b []float64) int { return -compare(sum(a), sum(b)) })
	var frontier [][]float64
	for _, p := range order {
		if !slices.ContainsFunc(frontier, func(q []float64) bool { return dominates(q, p) }) {
			frontier = append(frontier, p)
		}
	}
	return frontier
}

// paretoLiteral compares every outcome with every other.
func (o *oracle) paretoLiteral() int {
	n := 0
	for _, p := range o.points {
		if !slices.ContainsFunc(o.points, func(q []float64) bool { return dominates(q, p) }) {
			n++
		}
	}
	return n
}

func distinct(points [][]float64) int {
	seen := map[string]bool{}
	for _, p := range points {
		key := make([]byte, 0, 8*len(p))
		for _, x := range p {
			n := int64(math.Round(x / 1e-9))
			for shift := 0; shift < 64; shift += 8 {
				key = append(key, byte(n>>shift))
			}
		}
		seen[string(key)] = true
	}
	return len(seen)
}

// rational returns the points in which nobody is below their walk-away.
func (o *oracle) rational(walkAway []float64) [][]float64 {
	var out [][]float64
	for _, p := range o.points {
		if !slices.ContainsFunc(indices(p), func(i int) bool { return p[i] < walkAway[i] }) {
			out = append(out, p)
		}
	}
	return out
}

func indices(p []float64) []int {
	out := make([]int, len(p))
	for i := range out {
		out[i] = i
	}
	return out
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func sum(p []float64) float64 {
	total := 0.0
	for _, x := range p {
		total += x
	}
	return total
}

// best returns the point with the lexicographically greatest score; entries closer than 1e-12 count as equal.
func best(points [][]float64, score func([]float64) []float64) []float64 {
	var top, topScore []float64
	for _, p := range points {
		s := score(p)
		if top == nil || slices.CompareFunc(s, topScore, func(a, b float64) int {
			if math.Abs(a-b) < 1e-12 {
				return 0
			}
			return compare(a, b)
		}) > 0 {
			top, topScore = p, s
		}
	}
	return top
}

func gains(p, walkAway []float64) []float64 {
	out := make([]float64, len(p))
	for i := range p {
		out[i] = p[i] - walkAway[i]
	}
	return out
}

func product(p []float64) float64 {
	out := 1.0
	for _, x := range p {
		out *= x
	}
	return out
}

func nash(points [][]float64, walkAway []float64) []float64 {
	return best(points, func(p []float64) []float64 { return []float64{product(gains(p, walkAway))} })
}

// equalGains maximises the least gain; the first such outcome in the order of issues and options, which is what
// facts.json holds. Where several outcomes share the least gain, leximin may choose another of them.
func equalGains(points [][]float64, walkAway []float64) []float64 {
	return best(points, func(p []float64) []float64 { return []float64{slices.Min(gains(p, walkAway))} })
}

// kalaiSmorodinsky maximises the least share of the best gain anyone could have among the points; of several,
// the first.
func kalaiSmorodinsky(points [][]float64, walkAway []float64) []float64 {
	ideal := slices.Clone(walkAway)
	for _, p := range points {
		for i, x := range p {
			ideal[i] = math.Max(ideal[i], x)
		}
	}
	return best(points, func(p []float64) []float64 {
		least := math.Inf(1)
		for i := range p {
			least = math.Min(least, (p[i]-walkAway[i])/(ideal[i]-walkAway[i]))
		}
		return []float64{least}
	})
}

func (o *oracle) opposition() float64 {
	least := math.Inf(1)
	for _, p := range o.points {
		square := 0.0
		for _, x := range p {
			square += (1 - x) * (1 - x)
		}
		least = math.Min(least, math.Sqrt(square))
	}
	return least
}
