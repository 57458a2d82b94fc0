package search

import (
	"math"
	"slices"

	"parley/internal/game"
)

// countBudget is the most block states a count by enumeration may visit.
const countBudget = 400_000_000

// A Box bounds values: Least ≤ v < Below, by Solver.Parties (NoThreshold, or nil Below, for no bound).
type Box struct{ Least, Below []game.Tick }

// Count is the number of states of a full Space whose values lie in the box and that the filter keeps, without
// listing them: by meeting in the middle for up to two parties, else by enumeration cut short wherever all or no
// completions qualify. ok is false when neither is feasible. The state in force counts like any other.
func (sv *Solver) Count(box Box, f *Filter) (count float64, ok bool) {
	if f == nil {
		f = sv.whole
	}
	if sv.sp.empty || f.none {
		return 0, true
	}
	if len(f.cross) > 0 || len(sv.sp.cross) > 0 || len(sv.sp.terms) > 0 {
		return 0, false
	}
	if !sv.narrow(&Query{Least: box.Least}, f) {
		return 0, true
	}
	c := &counter{sv: sv, box: box, parties: len(sv.sp.values)}
	c.prepare()
	if bounded := c.bounded(); len(bounded) <= 2 {
		if n, ok := c.meet(bounded); ok {
			return n, true
		}
	}
	n := c.descend(0, make([]game.Tick, c.parties))
	return n, c.visited <= countBudget
}

type counter struct {
	sv      *Solver
	box     Box
	parties int
	order   []int
	hi, lo  [][]game.Tick // [depth] most and least that the blocks from there on add
	ways    []float64     // [depth] combinations of those blocks
	sums    [][]game.Tick // [depth]
	visited int
	list    bool // visit every combination
}

func (c *counter) prepare() {
	sv := c.sv
	c.order = slices.Clone(sv.order)
	slices.SortStableFunc(c.order, func(a, b int) int { return len(sv.active[a]) - len(sv.active[b]) })
	n := len(c.order)
	c.hi, c.lo, c.ways = make([][]game.Tick, n+1), make([][]game.Tick, n+1), make([]float64, n+1)
	c.hi[n], c.lo[n], c.ways[n] = make([]game.Tick, c.parties), make([]game.Tick, c.parties), 1
	c.sums = make([][]game.Tick, n+1)
	c.sums[n] = make([]game.Tick, c.parties)
	for d := n - 1; d >= 0; d-- {
		act, val := sv.active[c.order[d]], sv.val[c.order[d]]
		c.hi[d], c.lo[d] = slices.Clone(c.hi[d+1]), slices.Clone(c.lo[d+1])
		c.ways[d] = c.ways[d+1] * float64(len(act))
		c.sums[d] = make([]game.Tick, c.parties)
		for j := range c.parties {
			hi, lo := game.Tick(math.MinInt64), game.Tick(math.MaxInt64)
			for _, k := range act {
				v := val[int(k)*c.parties+j]
				hi, lo = max(hi, v), min(lo, v)
			}
			c.hi[d][j] += hi
			c.lo[d][j] += lo
		}
	}
}

// bounded lists the parties whose bounds can fail at all.
func (c *counter) bounded() []int {
	var out []int
	for j := range c.parties {
		if c.lo[0][j] < c.least(j) || c.hi[0][j] >= c.below(j) {
			out = append(out, j)
		}
	}
	return out
}

func (c *counter) least(j int) game.Tick { return c.box.Least[j] }

func (c *counter) below(j int) game.Tick {
	if c.box.Below == nil || c.box.Below[j] <= game.NoThreshold {
		return math.MaxInt64
	}
	return c.box.Below[j]
}

// descend counts the completions of a partial sum.
func (c *counter) descend(d int, sum []game.Tick) float64 {
	all := !c.list
	for j := range c.parties {
		if !c.list && (sum[j]+c.hi[d][j] < c.least(j) || sum[j]+c.lo[d][j] >= c.below(j)) {
			return 0
		}
		all = all && sum[j]+c.lo[d][j] >= c.least(j) && sum[j]+c.hi[d][j] < c.below(j)
	}
	if all {
		return c.ways[d]
	}
	act, val := c.sv.active[c.order[d]], c.sv.val[c.order[d]]
	if c.visited += len(act); c.visited > countBudget {
		return 0
	}
	if d == len(c.order)-1 {
		return float64(c.last(act, val, sum))
	}
	n, next := 0.0, c.sums[d+1]
	for _, k := range act {
		for j, v := range val[int(k)*c.parties : (int(k)+1)*c.parties] {
			next[j] = sum[j] + v
		}
		n += c.descend(d+1, next)
	}
	return n
}

// last counts within the last block.
func (c *counter) last(act []int32, val, sum []game.Tick) int {
	n := 0
next:
	for _, k := range act {
		for j, v := range val[int(k)*c.parties : (int(k)+1)*c.parties] {
			if w := sum[j] + v; w < c.box.Least[j] || w >= c.below(j) {
				continue next
			}
		}
		n++
	}
	return n
}

// CountByListing is Count by visiting every combination of the blocks: the literal method, for comparison.
func (sv *Solver) CountByListing(box Box) float64 {
	c := &counter{sv: sv, box: box, parties: len(sv.sp.values)}
	if !sv.narrow(&Query{Least: Unbounded(c.parties)}, sv.whole) {
		return 0
	}
	c.prepare()
	c.list = true
	return c.descend(0, make([]game.Tick, c.parties))
}
