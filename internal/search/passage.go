package search

import (
	"parley/internal/game"
)

// Passage asks, in one draw, whether a deal of some goal goes through once a set of parties is persuaded: those who
// accept, with the persuaded, can bring it about; every ratifier it needs accepts or is persuaded; and no set free of
// persuaded parties can undo it and gain.
type Passage struct {
	g      *game.Game
	n      *game.Numbers
	sv     *Solver
	undo   *Undoer
	follow [][]bool           // [issue][option] some rule sets it
	can    []map[moveKey]bool // [issue]
	lines  [][]decidedLine    // [depth] red lines decided once that block is set
	filter map[int]*Filter
	state  game.State
	nodes  int // visited since Restart
}

type moveKey struct {
	option int
	set    game.Mask
}

type decidedLine struct {
	party int
	cond  *game.Condition
}

// passageBudget bounds the nodes of all searches since Restart, passageLeaves the states of one whose undoing is
// examined.
const (
	passageBudget = 3_000_000
	passageLeaves = 4_000
)

// Restart gives the next searches a budget of their own.
func (p *Passage) Restart() { p.nodes = 0 }

// NewPassage prepares for the draw of n.
func NewPassage(g *game.Game, n *game.Numbers) (*Passage, error) {
	everyone := game.Mask(1)<<len(g.Parties) - 1
	sp, err := NewSpace(g, Room{Members: everyone, Base: g.Today}, g.Known, BlockLimit, false)
	if err != nil {
		return nil, err
	}
	p := &Passage{g: g, n: n, sv: sp.NewSolver(), undo: NewUndoer(g, n), filter: map[int]*Filter{}, state: sp.start.Clone()}
	p.sv.Load(n)
	p.follow, p.can = make([][]bool, len(g.Sizes)), make([]map[moveKey]bool, len(g.Sizes))
	for i, size := range g.Sizes {
		p.follow[i], p.can[i] = make([]bool, size), map[moveKey]bool{}
	}
	for w := range g.Consequences {
		for _, t := range g.Consequences[w].Then {
			p.follow[t.Issue][t.Option] = true
		}
	}
	p.lines = make([][]decidedLine, len(p.sv.order))
	for q := range g.Parties {
		for i, r := range g.Parties[q].RedLines {
			if g.Today != nil && g.Breaks(q, i, g.Today) {
				continue
			}
			for _, c := range r.Breaks {
				d := p.sv.depthOf(c.Issues)
				p.lines[d] = append(p.lines[d], decidedLine{q, c})
			}
		}
	}
	return p, nil
}

// Goes returns a state of the goal that goes through once the set is persuaded. With ErrBudget the search was given up.
func (p *Passage) Goes(goal int, persuaded game.Mask) (game.State, bool, error) {
	f := p.filter[goal]
	if f == nil {
		f = p.sv.sp.Filter(p.g.Goals[goal])
		p.filter[goal] = f
	}
	if p.sv.sp.empty || f.none || !p.sv.narrow(&Query{Least: Unbounded(len(p.sv.sp.values))}, f) {
		return nil, false, nil
	}
	if p.nodes > passageBudget {
		return nil, false, ErrBudget
	}
	r := &passing{Passage: p, f: f, persuaded: persuaded}
	r.cross = make([][]*game.Condition, len(p.sv.order))
	for _, c := range f.cross {
		d := p.sv.depthOf(c.Issues)
		r.cross[d] = append(r.cross[d], c)
	}
	clear(p.sv.sum[0])
	copy(p.state, p.sv.sp.start)
	r.descend(0, p.g.Known|persuaded)
	if r.found == nil && r.over {
		return nil, false, ErrBudget
	}
	return r.found, r.found != nil, nil
}

// Unbounded is n thresholds that bind nothing.
func Unbounded(n int) []game.Tick {
	out := make([]game.Tick, n)
	for j := range out {
		out[j] = game.NoThreshold
	}
	return out
}

// passing is one search.
type passing struct {
	*Passage
	f         *Filter
	cross     [][]*game.Condition
	persuaded game.Mask
	leaves    int
	found     game.State
	over      bool
}

// descend sets the block at depth d; may are the parties that can still turn out to accept, or are persuaded.
func (r *passing) descend(d int, may game.Mask) bool {
	sv := r.sv
	if d == len(sv.order) {
		return r.leaf()
	}
	b := sv.order[d]
	bl, parties := sv.sp.blocks[b], len(sv.sp.values)
	for _, k := range sv.active[b] {
		if r.nodes++; r.nodes > passageBudget {
			r.over = true
			return true
		}
		for c, i := range bl.issues {
			r.state[i] = bl.row(int(k))[c]
		}
		if !r.holds(d) {
			continue
		}
		still := r.narrowed(d, sv.val[b][int(k)*parties:(int(k)+1)*parties], may)
		from := d
		if still != may {
			from = 0 // fewer may accept: what they were to control must be looked at again
		}
		if r.controlled(from, d, still) && r.descend(d+1, still) {
			return true
		}
	}
	return false
}

func (r *passing) holds(d int) bool {
	for _, c := range r.sv.links[d].conds {
		if !c.Holds(r.state) {
			return false
		}
	}
	for _, c := range r.cross[d] {
		if !c.Holds(r.state) {
			return false
		}
	}
	return true
}

// narrowed drops from may who can no longer accept: a red line is broken, or even the best of the rest falls short.
func (r *passing) narrowed(d int, row []game.Tick, may game.Mask) game.Mask {
	sv := r.sv
	sum, next := sv.sum[d], sv.sum[d+1]
	for j, v := range row {
		next[j] = sum[j] + v
	}
	for _, f := range sv.links[d].terms {
		fac := &sv.sp.g.Factors[f]
		for j, p := range sv.sp.values {
			if p == fac.Party {
				next[j] += r.n.Tables[f][fac.Encode(r.state)]
			}
		}
	}
	for j, p := range sv.sp.values {
		if next[j]+sv.peak[d+1][j]+sv.bonus[d+1][j] < game.AtLeast(r.n.WalkAway[p]) {
			may &^= 1 << p
		}
	}
	for _, l := range r.lines[d] {
		if may.Has(l.party) && l.cond.Holds(r.state) {
			may &^= 1 << l.party
		}
	}
	return may | r.persuaded
}

// controlled reports whether those who may accept control every change of the blocks from one depth to another that
// no rule brings about.
func (r *passing) controlled(from, d int, may game.Mask) bool {
	if r.g.Today == nil {
		return true
	}
	for depth := from; depth <= d; depth++ {
		for _, i := range r.sv.sp.blocks[r.sv.order[depth]].issues {
			o := int(r.state[i])
			if o == int(r.g.Today[i]) || r.follow[i][o] {
				continue
			}
			key := moveKey{o, may}
			ok, known := r.can[i][key]
			if !known {
				ok = r.g.CanMove(may, i, int(r.g.Today[i]), o)
				r.can[i][key] = ok
			}
			if !ok {
				return false
			}
		}
	}
	return true
}

func (r *passing) leaf() bool {
	g, s := r.g, r.state
	if g.Today != nil && s.Equal(g.Today) {
		return false
	}
	able := r.persuaded
	for p := range g.Parties {
		if g.Accepts(r.n, p, s) {
			able |= 1 << p
		}
	}
	if g.Today == nil && able&g.Seated != g.Seated {
		return false // an abstract domain: everyone seated must accept
	}
	if !g.Reaches(able, nil, g.Base(), s) || g.Unratified(r.n, s)&^r.persuaded != 0 {
		return false
	}
	if r.leaves++; r.leaves > passageLeaves {
		r.over = true
		return true
	}
	undone, err := r.undo.Any(s, r.persuaded)
	if err != nil { // undecided: not counted as going through
		r.over = true
		return false
	}
	if undone {
		return false
	}
	r.found = s.Clone()
	return true
}
