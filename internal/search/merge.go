package search

import (
	"cmp"
	"slices"

	"parley/internal/game"
)

// partial is a set of partial states with their summed values, undominated among themselves.
type partial struct {
	parties int
	v       []game.Tick // [point × parties]
	count   []float64
	rep     []game.State
	ways    [][]way
}

// way is how a partial point came about: a point of the stage before and a state of this stage's block.
type way struct{ prev, row int32 }

func (p *partial) n() int { return len(p.count) }

func (p *partial) at(k int) []game.Tick { return p.v[k*p.parties : (k+1)*p.parties] }

// merge builds a frontier block by block. A partial point is dropped only when another is at least as good for
// every party and better by a whole grid step for one: then it stays better whatever is added, and no tie is lost.
type merge struct {
	sv     *Solver
	least  []game.Tick   // thresholds, NoThreshold for none
	order  []int         // blocks, fewest states first
	later  [][]game.Tick // [stage] the most that later blocks can add, by party
	stages []partial
}

func (m *merge) run() error {
	sv, parties := m.sv, len(m.sv.sp.values)
	for b := range sv.sp.blocks {
		m.order = append(m.order, b)
	}
	slices.SortStableFunc(m.order, func(a, b int) int { return len(sv.active[a]) - len(sv.active[b]) })
	m.later = make([][]game.Tick, len(m.order)+1)
	m.later[len(m.order)] = make([]game.Tick, parties)
	for k := len(m.order) - 1; k >= 0; k-- {
		m.later[k] = slices.Clone(m.later[k+1])
		for j := range parties {
			best := game.NoThreshold
			for _, s := range sv.active[m.order[k]] {
				best = max(best, sv.val[m.order[k]][int(s)*parties+j])
			}
			m.later[k][j] += best
		}
	}
	cur := partial{parties: parties, v: make([]game.Tick, parties), count: []float64{1}, rep: []game.State{sv.sp.start.Clone()}, ways: [][]way{nil}}
	for k, b := range m.order {
		next, err := m.extend(&cur, k, b)
		if err != nil {
			return err
		}
		m.stages = append(m.stages, next)
		cur = next
	}
	return nil
}

// firstChunk is how many candidates are gathered before they are first pruned, hardRows how many of the survivors
// then turn others away at the door.
const (
	firstChunk = 1 << 13
	hardRows   = 24
)

// extend joins every partial point with every state of a block and keeps what is undominated.
func (m *merge) extend(cur *partial, stage, b int) (partial, error) {
	var kept candidates
	kept.parties = cur.parties
	sv := m.sv
	caps := make([]game.Tick, cur.parties)
	for j, p := range sv.sp.values {
		caps[j] = sv.n.Caps[p]
	}
	prune := func() error {
		kept.prune(m.later[stage+1], caps, sv.Stop)
		if sv.Stop != nil {
			return sv.Stop()
		}
		return nil
	}
	full := firstChunk
	for _, s := range sv.active[b] {
		row := sv.val[b][int(s)*cur.parties : (int(s)+1)*cur.parties]
		for k := range cur.n() {
			kept.add(cur.at(k), row, way{int32(k), s}, m.later[stage+1], m.least)
		}
		if kept.n() > full {
			if err := prune(); err != nil {
				return partial{}, err
			}
			if kept.n() > MaxFrontier {
				return partial{}, frontierTooLarge(kept.n())
			}
			kept.harden(caps)
			full = max(firstChunk, 4*kept.n())
		}
	}
	if err := prune(); err != nil {
		return partial{}, err
	}
	if kept.n() > MaxFrontier {
		return partial{}, frontierTooLarge(kept.n())
	}
	return kept.join(cur, sv.sp.blocks[b]), nil
}

func frontierTooLarge(n int) error {
	return &game.TooLargeError{What: "the undominated deals", States: float64(n), Remedy: "ask about fewer parties (--between) or a table with a narrower agenda"}
}

// candidates are partial points before ties are joined.
type candidates struct {
	parties int
	v       []game.Tick
	ways    []way
	hard    []game.Tick // rows that many candidates are dominated by
}

// harden picks, evenly over the survivors, rows to test newcomers against. Without caps only: with them dominance
// depends on what is added later.
func (c *candidates) harden(caps []game.Tick) {
	c.hard = c.hard[:0]
	for _, cap := range caps {
		if cap != game.NoCap {
			return
		}
	}
	step := max(1, c.n()/hardRows)
	for k := 0; k < c.n(); k += step {
		c.hard = append(c.hard, c.at(k)...)
	}
}

// beaten reports whether a hard row dominates the candidate for certain; the row that did moves to the front.
func (c *candidates) beaten(a []game.Tick) bool {
	for h := 0; h < len(c.hard); h += c.parties {
		row := c.hard[h : h+c.parties]
		worse, strict := false, false
		for j, v := range a {
			worse = worse || row[j] < v
			strict = strict || row[j] >= v+game.GridTicks
		}
		if !worse && strict {
			for j := range row {
				row[j], c.hard[j] = c.hard[j], row[j]
			}
			return true
		}
	}
	return false
}

func (c *candidates) n() int { return len(c.ways) }

func (c *candidates) at(k int) []game.Tick { return c.v[k*c.parties : (k+1)*c.parties] }

// add appends a sum unless it can no longer meet a threshold.
func (c *candidates) add(a, row []game.Tick, w way, later, least []game.Tick) {
	at := len(c.v)
	for j := range a {
		v := a[j] + row[j]
		if least[j] > game.NoThreshold && v+later[j] < least[j] {
			c.v = c.v[:at]
			return
		}
		c.v = append(c.v, v)
	}
	if len(c.hard) > 0 && c.beaten(c.v[at:]) {
		c.v = c.v[:at]
		return
	}
	c.ways = append(c.ways, w)
}

func (c *candidates) prune(later, caps []game.Tick, stop func() error) {
	keep := undominated(c.v, c.parties, later, caps, stop)
	for to, k := range keep {
		copy(c.v[to*c.parties:(to+1)*c.parties], c.at(k))
		c.ways[to] = c.ways[k]
	}
	c.v, c.ways = c.v[:len(keep)*c.parties], c.ways[:len(keep)]
}

// join turns candidates into partial points: equal vectors become one, with the first state of all.
func (c *candidates) join(cur *partial, bl *block) partial {
	index := make([]int, c.n())
	for k := range index {
		index[k] = k
	}
	slices.SortFunc(index, func(a, b int) int {
		return cmp.Or(slices.Compare(c.at(b), c.at(a)), cmp.Compare(c.ways[a].prev, c.ways[b].prev), cmp.Compare(c.ways[a].row, c.ways[b].row))
	})
	out := partial{parties: c.parties}
	for _, k := range index {
		w := c.ways[k]
		rep := cur.rep[w.prev].Clone()
		for col, i := range bl.issues {
			rep[i] = bl.row(int(w.row))[col]
		}
		last := out.n() - 1
		if last >= 0 && slices.Equal(out.at(last), c.at(k)) {
			out.count[last] += cur.count[w.prev]
			out.ways[last] = append(out.ways[last], w)
			if rep.Compare(out.rep[last]) < 0 {
				out.rep[last] = rep
			}
			continue
		}
		out.v = append(out.v, c.at(k)...)
		out.count = append(out.count, cur.count[w.prev])
		out.rep = append(out.rep, rep)
		out.ways = append(out.ways, []way{w})
	}
	return out
}

// finish rounds to the grid, joins ties there and drops what is dominated on it.
func (m *merge) finish(strict []game.Tick) *Frontier {
	last := &m.stages[len(m.stages)-1]
	var points []Point
	for k := range last.n() {
		v := slices.Clone(last.at(k))
		gains := strict == nil
		for j, p := range m.sv.sp.values {
			v[j] = min(v[j], m.sv.n.Caps[p])
			gains = gains || v[j] >= strict[j]
		}
		if gains {
			points = append(points, Point{Values: v, Count: last.count[k], First: last.rep[k], from: []origin{{merge: m, k: int32(k)}}})
		}
	}
	return combine(points)
}
