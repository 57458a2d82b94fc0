package game

import (
	"errors"
	"math"
	"slices"
)

// ErrBudget says that a search was given up; the question stays undecided.
var ErrBudget = errors.New("the search was given up after its budget of steps")

// searchBudget is the most nodes one search may visit; it bounds time, and is the same on every machine.
const searchBudget = 500_000

// Query asks a Solver for a state. Vectors are in the order of Solver.Parties.
type Query struct {
	Least  []Tick  // each party's value must reach this; NoThreshold for none
	Gain   []Tick  // some party's value must reach this, unless nil
	Filter *Filter // nil: none
	// Score, if set, is maximised: it fills key from a vector of values, and must not fall when a value rises.
	// Keys are compared lexicographically.
	Score func(v []Tick, key []float64)
	Keys  int // length of key
}

// Find returns a state that meets the query, and false when none does. Without Score the first one found is
// returned, which depends only on the draw. The state in force is never returned. The returned state is the caller's.
//
// A bound from Lagrange multipliers over the thresholds is tried first (it decides most draws at the root), then
// depth-first branch and bound over blocks with each party's largest attainable sum and the same multipliers.
func (sv *Solver) Find(q *Query) (State, bool, error) {
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
	run := &search{sv: sv, q: q, f: f, key: make([]float64, q.Keys), bound: make([]float64, q.Keys), v: make([]Tick, len(sv.sp.values))}
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

// narrowRounds is how often the cut of each block is tried again after others were cut.
const narrowRounds = 4

// narrow lists each block's states that the filter keeps and that can still meet every threshold when all other
// blocks give the party their best. It reports whether every block has one left.
func (sv *Solver) narrow(q *Query, f *Filter) bool {
	parties := len(sv.sp.values)
	for b, bl := range sv.sp.blocks {
		act := sv.active[b][:0]
		for k := range bl.n {
			if f.keep == nil || f.keep[b] == nil || f.keep[b][k] {
				act = append(act, int32(k))
			}
		}
		sv.active[b] = act
	}
	for range narrowRounds {
		total := sv.bonusAndPeaks()
		changed := false
		for d, b := range sv.order {
			act, val := sv.active[b], sv.val[b]
			kept := act[:0]
			for _, k := range act {
				ok := true
				for j := range parties {
					best := sv.peak[d][j] - sv.peak[d+1][j]
					if q.Least[j] > NoThreshold && total[j]-best+val[int(k)*parties+j] < q.Least[j] {
						ok = false
						break
					}
				}
				if ok {
					kept = append(kept, k)
				}
			}
			changed = changed || len(kept) < len(act)
			if sv.active[b] = kept; len(kept) == 0 {
				return false
			}
		}
		if !changed {
			break
		}
	}
	sv.bonusAndPeaks()
	return true
}

// bonusAndPeaks sums, from the last depth up, the largest active value of each party; the total includes terms
// over several blocks.
func (sv *Solver) bonusAndPeaks() []Tick {
	parties := len(sv.sp.values)
	last := len(sv.order)
	clear(sv.peak[last])
	for d := last - 1; d >= 0; d-- {
		val := sv.val[sv.order[d]]
		for j := range parties {
			best := Tick(math.MinInt64)
			for _, k := range sv.active[sv.order[d]] {
				best = max(best, val[int(k)*parties+j])
			}
			sv.peak[d][j] = sv.peak[d+1][j] + best
		}
	}
	total := sv.sum[last] // scratch between searches
	for j := range total {
		total[j] = sv.peak[0][j] + sv.bonus[0][j]
	}
	return total
}

const multiplierRounds = 24

// multipliers looks for weights λ ≥ 0 of the parties for which even the best Σ λ·v misses Σ λ·threshold: then no
// state exists and it returns false. The weights left behind order and prune the search. Step: Polyak's.
func (sv *Solver) multipliers(q *Query) bool {
	parties := len(sv.sp.values)
	scale, bound := make([]float64, parties), 0
	for j := range parties {
		if q.Least[j] > NoThreshold {
			scale[j] = sv.spread(j)
			bound++
		}
	}
	for j := range parties {
		sv.price[j] = 0
		switch {
		case scale[j] > 0:
			sv.price[j] = 1 / (scale[j] * float64(bound))
		case q.Score != nil && bound == 0:
			sv.price[j] = 1 / max(sv.spread(j), 1)
		}
	}
	if bound == 0 {
		sv.rescore()
		return true
	}
	miss := make([]float64, parties)
	for range multiplierRounds {
		dual := sv.rescore()
		for j := range parties {
			miss[j] = 0
			if scale[j] > 0 {
				miss[j] = float64(sv.bonus[0][j] - q.Least[j])
				dual += sv.price[j] * miss[j]
			}
		}
		if dual < -sv.slop(q) {
			return false
		}
		sv.bestSums(miss)
		norm, violated := 0.0, false
		for j := range parties {
			if scale[j] > 0 {
				g := miss[j] / scale[j]
				norm += g * g
				violated = violated || miss[j] < 0
			}
		}
		if !violated || norm == 0 {
			break
		}
		step := (dual + 0.02) / norm
		for j := range parties {
			if scale[j] > 0 {
				sv.price[j] = max(0, sv.price[j]-step*miss[j]/(scale[j]*scale[j]))
			}
		}
	}
	sv.rescore() // the scores that order the search go with the last weights
	return true
}

// slop bounds the rounding error of a priced sum, so that a bound in floating point never cuts off a state.
func (sv *Solver) slop(q *Query) float64 {
	size := 0.0
	for j, least := range q.Least {
		if sv.price[j] > 0 && least > NoThreshold {
			size += sv.price[j] * (math.Abs(float64(sv.peak[0][j])) + math.Abs(float64(least)) + math.Abs(float64(sv.bonus[0][j])))
		}
	}
	return 1e-9 + 1e-13*size
}

// spread is the difference between a party's largest and smallest sum over the active states.
func (sv *Solver) spread(j int) float64 {
	parties, sum := len(sv.sp.values), 0.0
	for b := range sv.sp.blocks {
		lo, hi := Tick(math.MaxInt64), Tick(math.MinInt64)
		for _, k := range sv.active[b] {
			v := sv.val[b][int(k)*parties+j]
			lo, hi = min(lo, v), max(hi, v)
		}
		sum += float64(hi - lo)
	}
	return max(sum, gridTicks)
}

// rescore prices every active state and returns the largest sum of scores.
func (sv *Solver) rescore() float64 {
	parties := len(sv.sp.values)
	last := len(sv.order)
	sv.reach[last] = 0
	for d := last - 1; d >= 0; d-- {
		b := sv.order[d]
		best := math.Inf(-1)
		for _, k := range sv.active[b] {
			s := 0.0
			for j, v := range sv.val[b][int(k)*parties : (int(k)+1)*parties] {
				s += float64(sv.price[j] * float64(v))
			}
			sv.score[b][k] = s
			best = max(best, s)
		}
		sv.reach[d] = sv.reach[d+1] + best
	}
	return sv.reach[0]
}

// bestSums adds to miss the values of the best-priced state of each block: the subgradient.
func (sv *Solver) bestSums(miss []float64) {
	parties := len(sv.sp.values)
	for b := range sv.sp.blocks {
		at := sv.active[b][0]
		for _, k := range sv.active[b] {
			if sv.score[b][k] > sv.score[b][at] {
				at = k
			}
		}
		for j, v := range sv.val[b][int(at)*parties : (int(at)+1)*parties] {
			miss[j] += float64(v)
		}
	}
}

func (sv *Solver) sortActive() {
	for b, act := range sv.active {
		score := sv.score[b]
		slices.SortFunc(act, func(x, y int32) int {
			switch {
			case score[x] > score[y]:
				return -1
			case score[x] < score[y]:
				return 1
			}
			return int(x - y)
		})
	}
}

// search is one descent.
type search struct {
	sv    *Solver
	q     *Query
	f     *Filter
	cross [][]*Condition // [depth] the filter's conditions over several blocks
	price float64        // what the priced sum must reach
	gain  Tick           // what the sum over all parties must reach, where Gain allows that bound
	sums  []Tick         // [depth] largest sum over all parties of later blocks
	useS  bool
	key   []float64 // best so far
	bound []float64
	v     []Tick
	best  State
	over  bool
}

func (r *search) prepare() {
	sv := r.sv
	r.cross = make([][]*Condition, len(sv.order))
	for _, c := range r.f.cross {
		d := sv.depthOf(c.Issues())
		r.cross[d] = append(r.cross[d], c)
	}
	for j, least := range r.q.Least {
		if least > NoThreshold {
			r.price += sv.price[j] * (float64(least) - float64(sv.bonus[0][j]))
		}
	}
	r.price -= sv.slop(r.q)
	r.useS = r.q.Gain != nil && !slices.ContainsFunc(r.q.Least, func(t Tick) bool { return t <= NoThreshold })
	if !r.useS {
		return
	}
	slack := Tick(math.MaxInt64)
	for j, least := range r.q.Least {
		r.gain += least
		slack = min(slack, r.q.Gain[j]-least)
	}
	r.gain += slack
	parties := len(sv.sp.values)
	r.sums = make([]Tick, len(sv.order)+1)
	for d := len(sv.order) - 1; d >= 0; d-- {
		best := Tick(math.MinInt64)
		for _, k := range sv.active[sv.order[d]] {
			var s Tick
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
	return slices.ContainsFunc(r.q.Least, func(t Tick) bool { return t > NoThreshold })
}

// fits adds a row to the sums and reports whether the thresholds can still be met and the best be beaten.
func (r *search) fits(d int, row []Tick) bool {
	sv := r.sv
	sum, next := sv.sum[d], sv.sum[d+1]
	for j, v := range row {
		next[j] = sum[j] + v
		if least := r.q.Least[j]; least > NoThreshold && next[j]+sv.peak[d+1][j]+sv.bonus[d][j] < least {
			return false
		}
	}
	if r.useS {
		var total Tick
		for j := range next {
			total += next[j] + sv.bonus[d][j]
		}
		if total+r.sums[d+1] < r.gain {
			return false
		}
	}
	if r.q.Score == nil || r.best == nil {
		return true
	}
	for j := range next {
		r.v[j] = min(next[j]+sv.peak[d+1][j]+sv.bonus[d][j], sv.cap(j))
	}
	r.q.Score(r.v, r.bound)
	return slices.Compare(r.bound, r.key) > 0
}

func (sv *Solver) cap(j int) Tick {
	if sv.sign < 0 {
		return noCap
	}
	return sv.n.cap[sv.sp.values[j]]
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
	for _, f := range sv.links[d].terms {
		fac := &sv.sp.g.factors[f]
		sv.sum[d+1][slices.Index(sv.sp.values, fac.party)] += sv.sign * sv.n.factors[f][fac.encode(sv.state)]
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
	if r.q.Score == nil {
		r.best = sv.state.Clone()
		return true
	}
	r.q.Score(r.v, r.bound)
	if r.best == nil || slices.Compare(r.bound, r.key) > 0 {
		r.best = sv.state.Clone()
		copy(r.key, r.bound)
	}
	return false
}
