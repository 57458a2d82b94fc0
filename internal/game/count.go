package game

import (
	"cmp"
	"math"
	"slices"
)

// countBudget is the most block states a count by enumeration may visit.
const countBudget = 400_000_000

// meetLimit is the most partial sums either half of a meet-in-the-middle count may hold.
const meetLimit = 4_000_000

// A Box bounds values: Least ≤ v < Below, by Solver.Parties (NoThreshold, or nil Below, for no bound).
type Box struct{ Least, Below []Tick }

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
	n := c.descend(0, make([]Tick, c.parties))
	return n, c.visited <= countBudget
}

type counter struct {
	sv      *Solver
	box     Box
	parties int
	order   []int
	hi, lo  [][]Tick  // [depth] most and least that the blocks from there on add
	ways    []float64 // [depth] combinations of those blocks
	sums    [][]Tick  // [depth]
	visited int
	list    bool // visit every combination
}

func (c *counter) prepare() {
	sv := c.sv
	c.order = slices.Clone(sv.order)
	slices.SortStableFunc(c.order, func(a, b int) int { return len(sv.active[a]) - len(sv.active[b]) })
	n := len(c.order)
	c.hi, c.lo, c.ways = make([][]Tick, n+1), make([][]Tick, n+1), make([]float64, n+1)
	c.hi[n], c.lo[n], c.ways[n] = make([]Tick, c.parties), make([]Tick, c.parties), 1
	c.sums = make([][]Tick, n+1)
	c.sums[n] = make([]Tick, c.parties)
	for d := n - 1; d >= 0; d-- {
		act, val := sv.active[c.order[d]], sv.val[c.order[d]]
		c.hi[d], c.lo[d] = slices.Clone(c.hi[d+1]), slices.Clone(c.lo[d+1])
		c.ways[d] = c.ways[d+1] * float64(len(act))
		c.sums[d] = make([]Tick, c.parties)
		for j := range c.parties {
			hi, lo := Tick(math.MinInt64), Tick(math.MaxInt64)
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

func (c *counter) least(j int) Tick { return c.box.Least[j] }

func (c *counter) below(j int) Tick {
	if c.box.Below == nil || c.box.Below[j] <= NoThreshold {
		return math.MaxInt64
	}
	return c.box.Below[j]
}

// descend counts the completions of a partial sum.
func (c *counter) descend(d int, sum []Tick) float64 {
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
func (c *counter) last(act []int32, val, sum []Tick) int {
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

// meet splits the blocks into two halves and counts the pairs of partial sums that qualify together.
func (c *counter) meet(bounded []int) (float64, bool) {
	if len(bounded) == 0 {
		return c.ways[0], true
	}
	left, right := c.halves()
	if left == nil {
		return 0, false
	}
	a, b := c.halfSums(left, bounded), c.halfSums(right, bounded)
	// Inclusion and exclusion over the upper bounds turns a box into orthants.
	total := 0.0
	least := [2]Tick{NoThreshold * 2, NoThreshold * 2}
	for at, j := range bounded {
		least[at] = c.least(j)
	}
	for corner := range 1 << len(bounded) {
		t, sign, any := least, 1.0, true
		for at, j := range bounded {
			if corner>>at&1 == 1 {
				if c.below(j) == math.MaxInt64 {
					any = false
				}
				t[at], sign = c.below(j), -sign
			}
		}
		if any {
			total += sign * orthant(a, b, t)
		}
	}
	return total, true
}

// halves splits the blocks so that the larger product is as small as can be found greedily; nil when it is too large.
func (c *counter) halves() (left, right []int) {
	nl, nr := 1.0, 1.0
	for k := len(c.order) - 1; k >= 0; k-- {
		n := float64(len(c.sv.active[c.order[k]]))
		if nl <= nr {
			left, nl = append(left, c.order[k]), nl*n
		} else {
			right, nr = append(right, c.order[k]), nr*n
		}
	}
	if max(nl, nr) > meetLimit {
		return nil, nil
	}
	return left, right
}

type pair [2]Tick

// halfSums lists the sums of one half, in descending order of the first bounded party.
func (c *counter) halfSums(blocks, bounded []int) []pair {
	out := []pair{{}}
	for _, b := range blocks {
		act, val := c.sv.active[b], c.sv.val[b]
		next := make([]pair, 0, len(out)*len(act))
		for _, k := range act {
			var add pair
			for at, j := range bounded {
				add[at] = val[int(k)*c.parties+j]
			}
			for _, p := range out {
				next = append(next, pair{p[0] + add[0], p[1] + add[1]})
			}
		}
		out = next
	}
	sortDescending(out)
	return out
}

// sortDescending sorts by the first coordinate, largest first: by radix, which for a million sums is several times
// faster than by comparison.
func sortDescending(v []pair) {
	if len(v) < 1<<12 {
		slices.SortFunc(v, func(x, y pair) int { return cmp.Compare(y[0], x[0]) })
		return
	}
	from, to := v, make([]pair, len(v))
	for shift := 0; shift < 64; shift += 16 {
		var start [1 << 16]int32
		digit := func(p *pair) uint64 { return ^(uint64(p[0]) ^ 1<<63) >> shift & (1<<16 - 1) }
		for k := range from {
			start[digit(&from[k])]++
		}
		at := int32(0)
		for d, n := range start {
			start[d] = at
			at += n
		}
		for k := range from {
			d := digit(&from[k])
			to[start[d]] = from[k]
			start[d]++
		}
		from, to = to, from
	}
}

// orthant counts pairs (x from a, y from b) with x+y ≥ t in both coordinates. Both lists are in descending order of
// the first; taking x from the smallest on, ever more y qualify, and a Fenwick tree over the ranks of the second
// coordinate counts those of them that do.
func orthant(a, b []pair, t [2]Tick) float64 {
	rank, floor := ranks(a, b, t[1])
	tree := make([]int32, len(b)+1)
	total, added := 0.0, 0
	for k := len(a) - 1; k >= 0; k-- {
		for added < len(b) && a[k][0]+b[added][0] >= t[0] {
			for at := rank[added] + 1; int(at) < len(tree); at += at & -at {
				tree[at]++
			}
			added++
		}
		n := added
		for below := floor[k]; below > 0; below -= below & -below {
			n -= int(tree[below])
		}
		total += float64(n)
	}
	return total
}

// ranks gives the place of each second coordinate of b in ascending order, and for each of a the number of those of b
// too small to reach t with it.
func ranks(a, b []pair, t Tick) (rank, floor []int32) {
	indexed := func(v []pair, sign Tick) []pair {
		out := make([]pair, len(v))
		for k := range v {
			out[k] = pair{sign * v[k][1], Tick(k)}
		}
		sortDescending(out)
		return out
	}
	up, down := indexed(b, -1), indexed(a, 1) // b ascending, a descending
	rank, floor = make([]int32, len(b)), make([]int32, len(a))
	for place, p := range up {
		rank[p[1]] = int32(place)
	}
	below := 0
	for _, p := range down {
		for below < len(up) && -up[below][0] < t-p[0] {
			below++
		}
		floor[p[1]] = int32(below)
	}
	return rank, floor
}

// CountByListing is Count by visiting every combination of the blocks: the literal method, for comparison.
func (sv *Solver) CountByListing(box Box) float64 {
	c := &counter{sv: sv, box: box, parties: len(sv.sp.values)}
	if !sv.narrow(&Query{Least: none(c.parties)}, sv.whole) {
		return 0
	}
	c.prepare()
	c.list = true
	return c.descend(0, make([]Tick, c.parties))
}
