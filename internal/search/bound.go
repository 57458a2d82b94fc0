package search

import (
	"math"
	"slices"

	"parley/internal/game"
)

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
					if q.Least[j] > game.NoThreshold && total[j]-best+val[int(k)*parties+j] < q.Least[j] {
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
func (sv *Solver) bonusAndPeaks() []game.Tick {
	parties := len(sv.sp.values)
	last := len(sv.order)
	clear(sv.peak[last])
	for d := last - 1; d >= 0; d-- {
		val := sv.val[sv.order[d]]
		for j := range parties {
			best := game.Tick(math.MinInt64)
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
		if q.Least[j] > game.NoThreshold {
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
		if sv.price[j] > 0 && least > game.NoThreshold {
			size += sv.price[j] * (math.Abs(float64(sv.peak[0][j])) + math.Abs(float64(least)) + math.Abs(float64(sv.bonus[0][j])))
		}
	}
	return 1e-9 + 1e-13*size
}

// spread is the difference between a party's largest and smallest sum over the active states.
func (sv *Solver) spread(j int) float64 {
	parties, sum := len(sv.sp.values), 0.0
	for b := range sv.sp.blocks {
		lo, hi := game.Tick(math.MaxInt64), game.Tick(math.MinInt64)
		for _, k := range sv.active[b] {
			v := sv.val[b][int(k)*parties+j]
			lo, hi = min(lo, v), max(hi, v)
		}
		sum += float64(hi - lo)
	}
	return max(sum, game.GridTicks)
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
