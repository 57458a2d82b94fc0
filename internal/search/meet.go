package search

import (
	"cmp"
	"math"
	"slices"

	"parley/internal/game"
)

// meetLimit is the most partial sums either half of a meet-in-the-middle count may hold.
const meetLimit = 4_000_000

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
	least := [2]game.Tick{game.NoThreshold * 2, game.NoThreshold * 2}
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

type pair [2]game.Tick

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
func orthant(a, b []pair, t [2]game.Tick) float64 {
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
func ranks(a, b []pair, t game.Tick) (rank, floor []int32) {
	indexed := func(v []pair, sign game.Tick) []pair {
		out := make([]pair, len(v))
		for k := range v {
			out[k] = pair{sign * v[k][1], game.Tick(k)}
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
