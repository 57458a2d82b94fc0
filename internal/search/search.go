package search

import (
	"errors"
	"math"
	"slices"

	"parley/internal/game"
)

// ErrBudget says that a search was given up; the question stays undecided.
var ErrBudget = errors.New("the search was given up after its budget of steps")

// searchBudget is the most nodes one search may visit; it bounds time, and is the same on every machine.
const searchBudget = 500_000

// Query asks a Solver for a state. Vectors are in the order of Solver.Parties.
type Query struct {
	Least  []game.Tick // each party's value must reach this; NoThreshold for none
	Gain   []game.Tick // some party's value must reach this, unless nil
	Filter *Filter     // nil: none
	// Score, if set, is maximised: it fills key from a vector of values, and must not fall when a value rises.
	// Keys are compared lexicographically.
	Score func(v []game.Tick, key []float64)
	Keys  int // length of key
	// Admit, if set, takes the place of Score: it also says whether a state of these values will do. It is asked of complete states,
	// and without a state of the largest values that are still attainable, where it must say no less than of any state below
	// them. With no Keys the first state that will do is returned.
	Admit func(s game.State, v []game.Tick, key []float64) bool
}

// Find returns a state that meets the query, and false when none does. Without Score the first one found is
// returned, which depends only on the draw. The state in force is never returned. The returned state is the caller's.
//
// A bound from Lagrange multipliers over the thresholds is tried first (it decides most draws at the root), then
// depth-first branch and bound over blocks with each party's largest attainable sum and the same multipliers.
func (sv *Solver) Find(q *Query) (game.State, bool, error) {
	if sv.sp.empty {
		return nil, false, nil
	}
	f := q.Filter
	if f == nil {
		f = sv.whole
	}
	if f.none || !sv.narrow(q, f) {
		return nil, false, nil
	}
	sv.nodes = 0
	if !sv.multipliers(q) {
		return nil, false, nil
	}
	sv.sortActive()
	run := &search{sv: sv, q: q, f: f, key: make([]float64, q.Keys), bound: make([]float64, q.Keys), v: make([]game.Tick, len(sv.sp.values))}
	run.prepare()
	clear(sv.sum[0])
	run.descend(0, 0)
	if run.best == nil && run.over {
		return nil, false, ErrBudget
	}
	if run.over {
		return run.best, true, ErrBudget
	}
	return run.best, run.best != nil, nil
}

// search is one descent.
type search struct {
	sv    *Solver
	q     *Query
	f     *Filter
	cross [][]*game.Condition // [depth] the filter's conditions over several blocks
	price float64             // what the priced sum must reach
	gain  game.Tick           // what the sum over all parties must reach, where Gain allows that bound
	sums  []game.Tick         // [depth] largest sum over all parties of later blocks
	useS  bool
	key   []float64 // best so far
	bound []float64
	v     []game.Tick
	best  game.State
	over  bool
}

func (r *search) prepare() {
	sv := r.sv
	r.cross = make([][]*game.Condition, len(sv.order))
	for _, c := range r.f.cross {
		d := sv.depthOf(c.Issues)
		r.cross[d] = append(r.cross[d], c)
	}
	for j, least := range r.q.Least {
		if least > game.NoThreshold {
			r.price += sv.price[j] * (float64(least) - float64(sv.bonus[0][j]))
		}
	}
	r.price -= sv.slop(r.q)
	r.useS = r.q.Gain != nil && !slices.ContainsFunc(r.q.Least, func(t game.Tick) bool { return t <= game.NoThreshold })
	if !r.useS {
		return
	}
	slack := game.Tick(math.MaxInt64)
	for j, least := range r.q.Least {
		r.gain += least
		slack = min(slack, r.q.Gain[j]-least)
	}
	r.gain += slack
	parties := len(sv.sp.values)
	r.sums = make([]game.Tick, len(sv.order)+1)
	for d := len(sv.order) - 1; d >= 0; d-- {
		best := game.Tick(math.MinInt64)
		for _, k := range sv.active[sv.order[d]] {
			var s game.Tick
			for _, v := range sv.val[sv.order[d]][int(k)*parties : (int(k)+1)*parties] {
				s += v
			}
			best = max(best, s)
		}
		r.sums[d] = r.sums[d+1] + best
	}
}

// descend sets the block at depth d and returns true when the search is over.
func (r *search) descend(d int, priced float64) bool {
	sv := r.sv
	if d == len(sv.order) {
		return r.leaf()
	}
	b := sv.order[d]
	bl, parties := sv.sp.blocks[b], len(sv.sp.values)
	bounded := r.hasThresholds()
	for _, k := range sv.active[b] {
		p := priced + sv.score[b][k]
		if bounded && p+sv.reach[d+1] < r.price {
			break // sorted by score: the rest is no better
		}
		if sv.nodes++; sv.nodes > searchBudget {
			r.over = true
			return true
		}
		if !r.fits(d, sv.val[b][int(k)*parties:(int(k)+1)*parties]) {
			continue
		}
		for c, i := range bl.issues {
			sv.state[i] = bl.row(int(k))[c]
		}
		if !r.linked(d) {
			continue
		}
		if r.descend(d+1, p) {
			return true
		}
	}
	return false
}

func (r *search) hasThresholds() bool {
	return slices.ContainsFunc(r.q.Least, func(t game.Tick) bool { return t > game.NoThreshold })
}

// fits adds a row to the sums and reports whether the thresholds can still be met and the best be beaten.
func (r *search) fits(d int, row []game.Tick) bool {
	sv := r.sv
	sum, next := sv.sum[d], sv.sum[d+1]
	for j, v := range row {
		next[j] = sum[j] + v
		if least := r.q.Least[j]; least > game.NoThreshold && next[j]+sv.peak[d+1][j]+sv.bonus[d][j] < least {
			return false
		}
	}
	if r.useS {
		var total game.Tick
		for j := range next {
			total += next[j] + sv.bonus[d][j]
		}
		if total+r.sums[d+1] < r.gain {
			return false
		}
	}
	if r.q.Admit == nil && (r.q.Score == nil || r.best == nil) {
		return true
	}
	for j := range next {
		r.v[j] = min(next[j]+sv.peak[d+1][j]+sv.bonus[d][j], sv.cap(j))
	}
	return r.will(nil) && (r.best == nil || slices.Compare(r.bound, r.key) > 0)
}

// will asks Admit or Score of the values in r.v, and leaves their key in r.bound.
func (r *search) will(s game.State) bool {
	if r.q.Admit != nil {
		return r.q.Admit(s, r.v, r.bound)
	}
	r.q.Score(r.v, r.bound)
	return true
}

func (sv *Solver) cap(j int) game.Tick {
	if sv.sign < 0 {
		return game.NoCap
	}
	return sv.n.Caps[sv.sp.values[j]]
}

// linked checks the conditions decided at depth d and adds its terms.
func (r *search) linked(d int) bool {
	sv := r.sv
	for _, c := range sv.links[d].conds {
		if !c.Holds(sv.state) {
			return false
		}
	}
	for _, c := range r.cross[d] {
		if !c.Holds(sv.state) {
			return false
		}
	}
	for k, f := range sv.links[d].terms {
		sv.sum[d+1][sv.links[d].party[k]] += sv.sign * sv.n.Tables[f][sv.sp.g.Factors[f].Encode(sv.state)]
	}
	return true
}

// leaf tests a complete state and returns true when the search is over.
func (r *search) leaf() bool {
	sv := r.sv
	v := sv.sum[len(sv.order)]
	gains := r.q.Gain == nil
	for j := range v {
		r.v[j] = min(v[j], sv.cap(j))
		if r.v[j] < r.q.Least[j] {
			return false
		}
		gains = gains || r.v[j] >= r.q.Gain[j]
	}
	if !gains || sv.sp.g.Today != nil && sv.state.Equal(sv.sp.base) {
		return false
	}
	if sv.sp.follows && !sv.sp.g.Reaches(sv.sp.room.Members, sv.sp.room.Agenda, sv.sp.base, sv.state) {
		return false
	}
	if (r.q.Score != nil || r.q.Admit != nil) && !r.will(sv.state) {
		return false
	}
	if r.q.Keys == 0 {
		r.best = sv.state.Clone()
		return true
	}
	if r.best == nil || slices.Compare(r.bound, r.key) > 0 {
		r.best = sv.state.Clone()
		copy(r.key, r.bound)
	}
	return false
}
