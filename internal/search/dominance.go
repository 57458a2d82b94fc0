package search

import (
	"cmp"
	"slices"

	"parley/internal/game"
)

// undominated returns the indices, ascending, of the rows of v that no other row dominates for certain: at least as
// good for every party, and for some party better by a grid step that later additions cannot hide under its cap.
// Rows equal on the grid all stay. What it gives once stop (which may be nil) says why is of no use. Two parties are swept in O(n log n); more use a tree of corner bounds.
func undominated(v []game.Tick, parties int, later, caps []game.Tick, stop func() error) []int {
	n := 0
	if parties > 0 {
		n = len(v) / parties
	}
	d := &dominance{v: v, parties: parties, later: later, caps: caps, stop: stop}
	switch {
	case parties == 0 || n == 0:
		return nil
	case parties == 2 && caps[0] == game.NoCap && caps[1] == game.NoCap:
		return d.sweep(n)
	}
	return d.search(n)
}

type dominance struct {
	v           []game.Tick
	parties     int
	later, caps []game.Tick
	stop        func() error
}

// stopped asks, at every 1,024th row, whether to give up.
func (d *dominance) stopped(row int) bool { return row%1024 == 0 && d.stop != nil && d.stop() != nil }

func (d *dominance) at(k int) []game.Tick { return d.v[k*d.parties : (k+1)*d.parties] }

// by reports whether row b dominates row a for certain.
func (d *dominance) by(a, b []game.Tick) bool {
	strict := false
	for j := range a {
		if b[j] < a[j] {
			return false
		}
		strict = strict || b[j] >= a[j]+game.GridTicks && (d.caps[j] == game.NoCap || a[j]+d.later[j] <= d.caps[j]-game.GridTicks)
	}
	return strict
}

// sweep handles two parties: rows in descending order of the first, with the best second so far.
func (d *dominance) sweep(n int) []int {
	index := make([]int, n)
	for k := range index {
		index[k] = k
	}
	slices.SortFunc(index, func(a, b int) int {
		return cmp.Or(cmp.Compare(d.v[2*b], d.v[2*a]), cmp.Compare(d.v[2*b+1], d.v[2*a+1]))
	})
	var out []int
	far, bestFar, bestAll := 0, game.NoThreshold*2, game.NoThreshold*2
	for at := 0; at < n; {
		end := at // rows with the same first value
		for end < n && d.v[2*index[end]] == d.v[2*index[at]] {
			bestAll = max(bestAll, d.v[2*index[end]+1])
			end++
		}
		for d.v[2*index[far]] >= d.v[2*index[at]]+game.GridTicks {
			bestFar = max(bestFar, d.v[2*index[far]+1])
			far++
		}
		for _, k := range index[at:end] {
			if bestFar < d.v[2*k+1] && bestAll < d.v[2*k+1]+game.GridTicks {
				out = append(out, k)
			}
		}
		at = end
	}
	slices.Sort(out)
	return out
}

// search handles any number of parties: quick rejection by the strongest rows, then an orthant search in a k-d tree.
func (d *dominance) search(n int) []int {
	index := make([]int, n)
	sum := make([]game.Tick, n)
	for k := range index {
		index[k] = k
		for _, v := range d.at(k) {
			sum[k] += v
		}
	}
	slices.SortFunc(index, func(a, b int) int { return cmp.Or(cmp.Compare(sum[b], sum[a]), cmp.Compare(a, b)) })
	const hot = 48
	var strong, rest []int
	for row, k := range index {
		if d.stopped(row) {
			return nil
		}
		beaten := -1
		for h, s := range strong {
			if d.by(d.at(k), d.at(s)) {
				beaten = h
				break
			}
		}
		switch {
		case beaten > 0: // keep what rejects most in front
			strong[beaten], strong[beaten/2] = strong[beaten/2], strong[beaten]
		case beaten < 0:
			rest = append(rest, k)
			if len(strong) < hot {
				strong = append(strong, k)
			}
		}
	}
	tree := d.build(rest)
	var out []int
	for row, k := range rest {
		if d.stopped(row) {
			return nil
		}
		if !tree.dominates(d, d.at(k)) {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// corner is a node of a k-d tree that knows the largest value of each party below it.
type corner struct {
	top         []game.Tick
	left, right *corner
	rows        []int
}

func (d *dominance) build(rows []int) *corner {
	return d.split(slices.Clone(rows), 0)
}

func (d *dominance) split(rows []int, dim int) *corner {
	c := &corner{top: slices.Repeat([]game.Tick{game.NoThreshold * 2}, d.parties)}
	for _, k := range rows {
		for j, v := range d.at(k) {
			c.top[j] = max(c.top[j], v)
		}
	}
	if len(rows) <= 12 {
		c.rows = rows
		return c
	}
	slices.SortFunc(rows, func(a, b int) int { return cmp.Or(cmp.Compare(d.at(b)[dim], d.at(a)[dim]), cmp.Compare(a, b)) })
	half, next := len(rows)/2, (dim+1)%d.parties
	c.left, c.right = d.split(rows[:half], next), d.split(rows[half:], next)
	return c
}

func (c *corner) dominates(d *dominance, a []game.Tick) bool {
	for j, t := range c.top {
		if t < a[j] {
			return false
		}
	}
	if c.left == nil {
		return slices.ContainsFunc(c.rows, func(k int) bool { return d.by(a, d.at(k)) })
	}
	return c.left.dominates(d, a) || c.right.dominates(d, a)
}
