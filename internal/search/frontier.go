package search

import (
	"cmp"
	"fmt"
	"slices"

	"parley/internal/game"
)

// MaxFrontier is the most undominated points a merge may hold before it is given up.
const MaxFrontier = 250_000

// Point is one undominated vector of values on the grid, with the states that give it.
type Point struct {
	Values []game.Tick // by Solver.Parties, cut to the parties' caps
	Count  float64     // states on this point
	First  game.State  // the first of them in declaration order
	from   []origin
}

// origin is a partial point of a merge's last stage, or (merge nil) the one state First.
type origin struct {
	merge *merge
	k     int32
	state game.State
}

// Frontier is the set of undominated points of a Space, in descending order of their values.
type Frontier struct {
	Points   []Point
	Outcomes float64 // states on all points together
}

// Frontier lists the undominated points among the states of a full Space that meet the thresholds and the filter.
// With strict set, states in which nobody reaches it are left out, and so is the state in force. It returns a
// TooLargeError when there are more than MaxFrontier points.
func (sv *Solver) Frontier(least []game.Tick, strict []game.Tick, f *Filter) (*Frontier, error) {
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
func (sv *Solver) baseQualifies(least, strict []game.Tick) bool {
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
func (sv *Solver) frontierWithoutBase(least, strict []game.Tick, f *Filter) (*Frontier, error) {
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
func (b *block) only(base game.State, except bool, keep []bool) []bool {
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

// combine joins points that are equal on the grid and drops those another dominates on it.
func combine(points []Point) *Frontier {
	slices.SortStableFunc(points, func(a, b Point) int {
		for j := range a.Values {
			if c := cmp.Compare(game.Grid(b.Values[j]), game.Grid(a.Values[j])); c != 0 {
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
	grid := make([]game.Tick, 0, len(joined)*parties)
	for _, p := range joined {
		for _, v := range p.Values {
			grid = append(grid, game.Grid(v)*game.GridTicks)
		}
	}
	none := make([]game.Tick, parties)
	out := &Frontier{}
	for _, k := range undominated(grid, parties, none, slices.Repeat([]game.Tick{game.NoCap}, parties), nil) {
		out.Points = append(out.Points, joined[k])
		out.Outcomes += joined[k].Count
	}
	return out
}

func sameGrid(a, b []game.Tick) bool {
	for j := range a {
		if game.Grid(a[j]) != game.Grid(b[j]) {
			return false
		}
	}
	return true
}

// States lists up to limit states on a point, in declaration order among those listed.
func (f *Frontier) States(p *Point, limit int) []game.State {
	var out []game.State
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
	slices.SortFunc(out, game.State.Compare)
	return out
}

// states appends the states that lead to a partial point of the last stage, until out has limit.
func (m *merge) states(out []game.State, k int32, limit int) []game.State {
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
	n       *game.Numbers
	points  []Point
	seen    map[string]bool
}

// NewUnion starts an empty union.
func NewUnion(parties []int, n *game.Numbers) *Union {
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
			v := make([]game.Tick, len(u.parties))
			for j, p := range u.parties {
				v[j] = u.n.Value(p, s)
			}
			u.points = append(u.points, Point{Values: v, Count: 1, First: s, from: []origin{{state: s}}})
		}
	}
}

// Frontier is what no other state of the union dominates.
func (u *Union) Frontier() *Frontier { return combine(u.points) }
