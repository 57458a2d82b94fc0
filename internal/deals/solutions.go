package deals

import (
	"cmp"
	"math"
	"slices"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/search"
)

// Solution is a deal that a bargaining solution picks from the ZOPA.
type Solution struct {
	Deal   ask.State          `json:"deal"`
	Ties   float64            `json:"ties"` // other deals that the solution ranks as high
	Tied   []ask.State        `json:"tied,omitempty"`
	Values map[string]float64 `json:"values"`
	Gains  map[string]float64 `json:"gains"`
	state  game.State
}

// Solutions are the four. Nil where the ZOPA is empty or the solution is not defined.
type Solutions struct {
	Nash            *Solution `json:"nash"`
	KalaiSmorodinsk *Solution `json:"kalai-smorodinsky"`
	Egalitarian     *Solution `json:"egalitarian"`
	Utilitarian     *Solution `json:"utilitarian"`
	Note            string    `json:"note,omitempty"`
}

// maxTied bounds how many tied deals are listed by name.
const maxTied = 20

// ranking orders points by a lexicographic key; equal keys (to a relative 1e-12) tie.
type ranking func(gains []float64) []float64

// solve applies the four solutions to the undominated points. Every one of them is attained at an undominated
// point: raising one party's gain and lowering nobody's raises each key (sources in doc.go).
func solve(q *question, f *search.Frontier, parties []int) Solutions {
	if len(f.Points) == 0 {
		return Solutions{}
	}
	gains := make([][]float64, len(f.Points))
	best := slices.Repeat([]float64{math.Inf(-1)}, len(parties))
	for k := range f.Points {
		gains[k] = q.gains(f.Points[k].Values, parties)
		for j, g := range gains[k] {
			best[j] = max(best[j], g)
		}
	}
	return Solutions{
		Nash:            pick(q, f, parties, gains, nashKey),
		KalaiSmorodinsk: pick(q, f, parties, gains, kalaiSmorodinskyKey(best)),
		Egalitarian:     pick(q, f, parties, gains, sorted),
		Utilitarian:     pick(q, f, parties, gains, sum),
		Note:            "The egalitarian and the utilitarian deal compare points across parties; the others do not.",
	}
}

// nashKey is the number of parties that gain, then the logarithm of the product of their gains (Nash 1950; the
// count first, so that a party that cannot gain does not make every product zero).
func nashKey(gains []float64) []float64 {
	n, logs := 0.0, 0.0
	for _, g := range gains {
		if g > gridHalf {
			n++
			logs += math.Log(g)
		}
	}
	return []float64{n, logs}
}

// nashScore is nashKey for the inner loop of a search: one logarithm for all gains where they fit into a product.
func nashScore(v []game.Tick, walk []int64) (n, logs float64) {
	product := 1.0
	for j := range v {
		gain := game.Grid(v[j]) - walk[j]
		if gain <= 0 {
			continue
		}
		n++
		if product *= float64(gain) * 1e-9; product > 1e200 || product < 1e-200 {
			logs += math.Log(product)
			product = 1
		}
	}
	return n, logs + math.Log(product)
}

// kalaiSmorodinskyKey is the gains as shares of each party's best, worst first; parties whose best is zero drop out.
func kalaiSmorodinskyKey(best []float64) ranking {
	return func(gains []float64) []float64 {
		var shares []float64
		for j, g := range gains {
			if best[j] > gridHalf {
				shares = append(shares, g/best[j])
			}
		}
		return sorted(shares)
	}
}

func sorted(gains []float64) []float64 {
	out := slices.Clone(gains)
	slices.Sort(out)
	return out
}

func sum(gains []float64) []float64 {
	total := 0.0
	for _, g := range gains {
		total += g
	}
	return []float64{total}
}

const gridHalf = 5e-10

// compareKeys compares lexicographically with a relative tolerance, so that equal products tie.
func compareKeys(a, b []float64) int {
	for k := range a {
		if d := a[k] - b[k]; math.Abs(d) > 1e-12*max(1, math.Abs(a[k]), math.Abs(b[k])) {
			return cmp.Compare(d, 0)
		}
	}
	return 0
}

func pick(q *question, f *search.Frontier, parties []int, gains [][]float64, key ranking) *Solution {
	var best []int
	var bestKey []float64
	for k := range f.Points {
		this := key(gains[k])
		c := 1
		if best != nil {
			c = compareKeys(this, bestKey)
		}
		if c > 0 {
			best, bestKey = []int{k}, this
		} else if c == 0 {
			best = append(best, k)
		}
	}
	count := 0.0
	var tied []game.State
	for _, k := range best {
		count += f.Points[k].Count
		tied = append(tied, f.States(&f.Points[k], maxTied+1)...)
	}
	first := slices.MinFunc(best, func(a, b int) int { return f.Points[a].First.Compare(f.Points[b].First) })
	p := &f.Points[first]
	out := &Solution{
		Deal: q.state(p.First), Ties: count - 1, state: p.First,
		Values: q.byParty(parties, func(j int) float64 { return game.Points(p.Values[j]) }),
		Gains:  q.byParty(parties, func(j int) float64 { return gains[first][j] }),
	}
	slices.SortFunc(tied, game.State.Compare)
	for _, s := range tied {
		if !s.Equal(p.First) && len(out.Tied) < maxTied {
			out.Tied = append(out.Tied, q.state(s))
		}
	}
	return out
}

// searched finds the four by branch and bound, for when the undominated points are too many to list. Ties are then
// not counted.
func searched(q *question, sv *search.Solver, filter *search.Filter, accept game.Mask) (Solutions, error) {
	parties := sv.Parties()
	least, ok := sv.Accepting(accept)
	if !ok {
		return Solutions{}, nil
	}
	find := func(key ranking, keys int) (*Solution, error) {
		query := &search.Query{Least: least, Filter: filter, Keys: keys, Score: func(v []game.Tick, out []float64) {
			copy(out, key(q.gains(v, parties)))
		}}
		if q.g.Today != nil {
			query.Gain = sv.Gaining()
		}
		s, ok, err := sv.Find(query)
		if err != nil || !ok {
			return nil, err
		}
		return q.solution(s, parties), nil
	}
	out := Solutions{Note: "Too many undominated deals to list; ties are not counted."}
	best := make([]float64, len(parties))
	for j := range parties {
		s, err := find(func(g []float64) []float64 { return g[j : j+1] }, 1)
		if err != nil || s == nil {
			return Solutions{}, err
		}
		best[j] = s.Gains[q.g.Case.Parties[parties[j]].Name]
	}
	counted := 0
	for _, b := range best {
		if b > gridHalf {
			counted++
		}
	}
	var err error
	for _, r := range []struct {
		to   **Solution
		key  ranking
		keys int
	}{
		{&out.Nash, nashKey, 2},
		{&out.KalaiSmorodinsk, kalaiSmorodinskyKey(best), counted},
		{&out.Egalitarian, sorted, len(parties)},
		{&out.Utilitarian, sum, 1},
	} {
		if *r.to, err = find(r.key, r.keys); err != nil {
			return out, err
		}
	}
	return out, nil
}
