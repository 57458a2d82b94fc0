package game

import (
	"cmp"
	"fmt"
	"slices"
)

// MaxFrontier is the most undominated points a merge may hold before it is given up.
const MaxFrontier = 250_000

// Point is one undominated vector of values on the grid, with the states that give it.
type Point struct {
	Values []Tick  // by Solver.Parties, cut to the parties' caps
	Count  float64 // states on this point
	First  State   // the first of them in declaration order
	from   []origin
}

// origin is a partial point of a merge's last stage, or (merge nil) the one state First.
type origin struct {
	merge *merge
	k     int32
	state State
}

// Frontier is the set of undominated points of a Space, in descending order of their values.
type Frontier struct {
	Points   []Point
	Outcomes float64 // states on all points together
}

// partial is a set of partial states with their summed values, undominated among themselves.
type partial struct {
	parties int
	v       []Tick // [point × parties]
	count   []float64
	rep     []State
	ways    [][]way
}

// way is how a partial point came about: a point of the stage before and a state of this stage's block.
type way struct{ prev, row int32 }

func (p *partial) n() int          { return len(p.count) }
func (p *partial) at(k int) []Tick { return p.v[k*p.parties : (k+1)*p.parties] }

// merge builds a frontier block by block. A partial point is dropped only when another is at least as good for
// every party and better by a whole grid step for one: then it stays better whatever is added, and no tie is lost.
type merge struct {
	sv     *Solver
	least  []Tick   // thresholds, NoThreshold for none
	order  []int    // blocks, fewest states first
	later  [][]Tick // [stage] the most that later blocks can add, by party
	stages []partial
}

// Frontier lists the undominated points among the states of a full Space that meet the thresholds and the filter.
// With strict set, states in which nobody reaches it are left out, and so is the state in force. It returns a
// TooLargeError when there are more than MaxFrontier points.
func (sv *Solver) Frontier(least []Tick, strict []Tick, f *Filter) (*Frontier, error) {
	if f == nil {
		f = sv.whole
	}
	if sv.sp.empty || f.none || !sv.narrow(&Query{Least: least}, f) {
		return &Frontier{}, nil
	}
	if strict != nil && sv.baseQualifies(least, strict) {
		return sv.frontierWithoutBase(least, strict, f)
	}
	m := &merge{sv: sv, least: least}
	if err := m.run(); err != nil {
		return nil, err
	}
	return m.finish(strict), nil
}

// baseQualifies reports whether the state in force itself would count as a deal: only with walk-aways below it.
func (sv *Solver) baseQualifies(least, strict []Tick) bool {
	if sv.sp.g.Today == nil {
		return false
	}
	gains := false
	for j, p := range sv.sp.values {
		v := sv.n.Value(p, sv.sp.base)
		if v < least[j] {
			return false
		}
		gains = gains || v >= strict[j]
	}
	return gains
}

// frontierWithoutBase splits the states other than the one in force by the first block in which they differ.
func (sv *Solver) frontierWithoutBase(least, strict []Tick, f *Filter) (*Frontier, error) {
	var all []Point
	for b := range sv.sp.blocks {
		part := &Filter{keep: make([][]bool, len(sv.sp.blocks)), cross: f.cross}
		copy(part.keep, f.keep)
		for c := 0; c <= b; c++ {
			part.keep[c] = sv.sp.blocks[c].only(sv.sp.base, c == b, part.keep[c])
		}
		if !sv.narrow(&Query{Least: least}, part) {
			continue
		}
		m := &merge{sv: sv, least: least}
		if err := m.run(); err != nil {
			return nil, err
		}
		all = append(all, m.finish(strict).Points...)
	}
	return combine(all), nil
}

// only keeps the state in force of a block, or (except) all others.
func (b *block) only(base State, except bool, keep []bool) []bool {
	out := make([]bool, b.n)
	for k := range out {
		same := true
		for c, i := range b.issues {
			same = same && b.row(k)[c] == base[i]
		}
		out[k] = same != except && (keep == nil || keep[k])
	}
	return out
}

func (m *merge) run() error {
	sv, parties := m.sv, len(m.sv.sp.values)
	for b := range sv.sp.blocks {
		m.order = append(m.order, b)
	}
	slices.SortStableFunc(m.order, func(a, b int) int { return len(sv.active[a]) - len(sv.active[b]) })
	m.later = make([][]Tick, len(m.order)+1)
	m.later[len(m.order)] = make([]Tick, parties)
	for k := len(m.order) - 1; k >= 0; k-- {
		m.later[k] = slices.Clone(m.later[k+1])
		for j := range parties {
			best := NoThreshold
			for _, s := range sv.active[m.order[k]] {
				best = max(best, sv.val[m.order[k]][int(s)*parties+j])
			}
			m.later[k][j] += best
		}
	}
	cur := partial{parties: parties, v: make([]Tick, parties), count: []float64{1}, rep: []State{sv.sp.start.Clone()}, ways: [][]way{nil}}
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
	caps := make([]Tick, cur.parties)
	for j, p := range sv.sp.values {
		caps[j] = sv.n.cap[p]
	}
	prune := func() { kept.prune(m.later[stage+1], caps) }
	full := firstChunk
	for _, s := range sv.active[b] {
		row := sv.val[b][int(s)*cur.parties : (int(s)+1)*cur.parties]
		for k := range cur.n() {
			kept.add(cur.at(k), row, way{int32(k), s}, m.later[stage+1], m.least)
		}
		if kept.n() > full {
			prune()
			if kept.n() > MaxFrontier {
				return partial{}, frontierTooLarge(kept.n())
			}
			kept.harden(caps)
			full = max(firstChunk, 4*kept.n())
		}
	}
	prune()
	if kept.n() > MaxFrontier {
		return partial{}, frontierTooLarge(kept.n())
	}
	return kept.join(cur, sv.sp.blocks[b]), nil
}

func frontierTooLarge(n int) error {
	return &TooLargeError{What: "the undominated deals", States: float64(n), Remedy: "ask about fewer parties (--between) or a table with a narrower agenda"}
}

// candidates are partial points before ties are joined.
type candidates struct {
	parties int
	v       []Tick
	ways    []way
	hard    []Tick // rows that many candidates are dominated by
}

// harden picks, evenly over the survivors, rows to test newcomers against. Without caps only: with them dominance
// depends on what is added later.
func (c *candidates) harden(caps []Tick) {
	c.hard = c.hard[:0]
	for _, cap := range caps {
		if cap != noCap {
			return
		}
	}
	step := max(1, c.n()/hardRows)
	for k := 0; k < c.n(); k += step {
		c.hard = append(c.hard, c.at(k)...)
	}
}

// beaten reports whether a hard row dominates the candidate for certain; the row that did moves to the front.
func (c *candidates) beaten(a []Tick) bool {
	for h := 0; h < len(c.hard); h += c.parties {
		row := c.hard[h : h+c.parties]
		worse, strict := false, false
		for j, v := range a {
			worse = worse || row[j] < v
			strict = strict || row[j] >= v+gridTicks
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

func (c *candidates) n() int          { return len(c.ways) }
func (c *candidates) at(k int) []Tick { return c.v[k*c.parties : (k+1)*c.parties] }

// add appends a sum unless it can no longer meet a threshold.
func (c *candidates) add(a, row []Tick, w way, later, least []Tick) {
	at := len(c.v)
	for j := range a {
		v := a[j] + row[j]
		if least[j] > NoThreshold && v+later[j] < least[j] {
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

func (c *candidates) prune(later, caps []Tick) {
	keep := undominated(c.v, c.parties, later, caps)
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
func (m *merge) finish(strict []Tick) *Frontier {
	last := &m.stages[len(m.stages)-1]
	var points []Point
	for k := range last.n() {
		v := slices.Clone(last.at(k))
		gains := strict == nil
		for j, p := range m.sv.sp.values {
			v[j] = min(v[j], m.sv.n.cap[p])
			gains = gains || v[j] >= strict[j]
		}
		if gains {
			points = append(points, Point{Values: v, Count: last.count[k], First: last.rep[k], from: []origin{{merge: m, k: int32(k)}}})
		}
	}
	return combine(points)
}

// combine joins points that are equal on the grid and drops those another dominates on it.
func combine(points []Point) *Frontier {
	slices.SortStableFunc(points, func(a, b Point) int {
		for j := range a.Values {
			if c := cmp.Compare(Grid(b.Values[j]), Grid(a.Values[j])); c != 0 {
				return c
			}
		}
		return a.First.Compare(b.First)
	})
	var joined []Point
	for _, p := range points {
		if n := len(joined) - 1; n >= 0 && sameGrid(joined[n].Values, p.Values) {
			joined[n].Count += p.Count
			joined[n].from = append(joined[n].from, p.from...)
			continue
		}
		joined = append(joined, p)
	}
	if len(joined) == 0 {
		return &Frontier{}
	}
	parties := len(joined[0].Values)
	grid := make([]Tick, 0, len(joined)*parties)
	for _, p := range joined {
		for _, v := range p.Values {
			grid = append(grid, Grid(v)*gridTicks)
		}
	}
	none := make([]Tick, parties)
	out := &Frontier{}
	for _, k := range undominated(grid, parties, none, slices.Repeat([]Tick{noCap}, parties)) {
		out.Points = append(out.Points, joined[k])
		out.Outcomes += joined[k].Count
	}
	return out
}

func sameGrid(a, b []Tick) bool {
	for j := range a {
		if Grid(a[j]) != Grid(b[j]) {
			return false
		}
	}
	return true
}

// States lists up to limit states on a point, in declaration order among those listed.
func (f *Frontier) States(p *Point, limit int) []State {
	var out []State
	for _, o := range p.from {
		if len(out) >= limit {
			break
		}
		if o.merge == nil {
			out = append(out, o.state)
			continue
		}
		out = o.merge.states(out, o.k, limit)
	}
	slices.SortFunc(out, State.Compare)
	return out
}

// states appends the states that lead to a partial point of the last stage, until out has limit.
func (m *merge) states(out []State, k int32, limit int) []State {
	s := m.sv.sp.start.Clone()
	var walk func(stage int, k int32)
	walk = func(stage int, k int32) {
		if stage < 0 {
			out = append(out, s.Clone())
			return
		}
		bl := m.sv.sp.blocks[m.order[stage]]
		for _, w := range m.stages[stage].ways[k] {
			if len(out) >= limit {
				return
			}
			for c, i := range bl.issues {
				s[i] = bl.row(int(w.row))[c]
			}
			walk(stage-1, w.prev)
		}
	}
	walk(len(m.stages)-1, k)
	return out
}

// Union joins the frontiers of several Spaces over the same parties: what is undominated in their union. A state
// that several hold counts once as far as the states of a point are known by name.
type Union struct {
	parties []int
	n       *Numbers
	points  []Point
	seen    map[string]bool
}

// NewUnion starts an empty union.
func NewUnion(parties []int, n *Numbers) *Union {
	return &Union{parties: parties, n: n, seen: map[string]bool{}}
}

// unionStates bounds the states of one point that are told apart by name.
const unionStates = 10_000

// Add joins a frontier.
func (u *Union) Add(f *Frontier) {
	for k := range f.Points {
		for _, s := range f.States(&f.Points[k], unionStates) {
			key := fmt.Sprint(s)
			if u.seen[key] {
				continue
			}
			u.seen[key] = true
			v := make([]Tick, len(u.parties))
			for j, p := range u.parties {
				v[j] = u.n.Value(p, s)
			}
			u.points = append(u.points, Point{Values: v, Count: 1, First: s, from: []origin{{state: s}}})
		}
	}
}

// Frontier is what no other state of the union dominates.
func (u *Union) Frontier() *Frontier { return combine(u.points) }
