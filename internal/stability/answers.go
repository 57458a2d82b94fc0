package stability

import (
	"cmp"
	"math"
	"slices"
)

// unanswered is the rank of the worst that can befall a party where the others can do nothing.
const unanswered = math.MaxInt32

// answers tells, for one party and concept, how badly the others can answer from each state: the least it can be
// brought to, and by which moves.
//
// End states are taken in ascending order of what they leave the party; from each, a breadth-first search goes back
// along the moves of the others and labels what is not labelled yet, so that the first label is the worst answer. No
// set may move twice in a row: so a state is expanded at most three times. As an end, along all moves into it; with its
// first label, whose first mover is m, along the moves by any other set; and with a second label, whose first mover
// is another, along the moves by m. All of it takes time in proportion to the moves, after the sorting. Where moves are
// transitive the rule changes nothing, since two moves on end are one, and one label is enough.
type answers struct {
	low   []int32 // by state, as a rank; unanswered: none
	first []int32 // by state: the set that moves first in the answer found first
	seen  []uint8 // by state: labels, for different first movers; two are as good as all
	in    []arc   // scratch
}

// visit is a state to be expanded: along the moves by only, or by all but except.
type visit struct {
	state        int32
	only, except int32
}

// answers labels the states for one party and what an answer costs it. It gives the least it can be brought to from each.
func (c *Conflict) answers(p int, credible bool, cost, order []int32) []int32 {
	a := &answers{low: make([]int32, c.states), first: make([]int32, c.states), seen: make([]uint8, c.states)}
	for s := range a.low {
		a.low[s] = unanswered
	}
	others := make([]bool, len(c.sets))
	for i, set := range c.sets {
		others[i] = !set.Has(p)
	}
	enough := uint8(2)
	if c.moves.transitive() {
		enough = 1
	}
	var queue []visit
	labels := 0 // once all states have enough, nothing is left to do
	for _, end := range order {
		v := visit{state: end, only: everybody, except: everybody}
		switch {
		case a.seen[end] >= enough:
			continue
		case a.seen[end] == 1:
			v.only = a.first[end] // the rest has been seen to
		}
		queue = append(queue[:0], v)
		for at := 0; at < len(queue) && labels < int(enough)*c.states; at++ {
			a.in = c.moves.in(int(queue[at].state), credible, a.in[:0])
			queue = a.expand(queue, queue[at], cost[end], others, enough)
		}
		if labels += len(queue) - 1; labels >= int(enough)*c.states {
			break
		}
	}
	return a.low
}

// expand labels the states from which a move of the others leads to that of v, and queues those with a new label.
func (a *answers) expand(queue []visit, v visit, cost int32, others []bool, enough uint8) []visit {
	for _, m := range a.in {
		n := a.seen[m.state]
		if n >= enough || !others[m.set] || v.only != everybody && m.set != v.only || m.set == v.except {
			continue
		}
		switch {
		case enough == 1:
			a.low[m.state], a.seen[m.state] = cost, 1
			queue = append(queue, visit{state: m.state, only: everybody, except: everybody})
		case n == 0:
			a.low[m.state], a.first[m.state], a.seen[m.state] = cost, m.set, 1
			queue = append(queue, visit{state: m.state, only: everybody, except: m.set})
		case a.first[m.state] != m.set:
			a.seen[m.state] = 2
			queue = append(queue, visit{state: m.state, only: a.first[m.state], except: everybody})
		}
	}
	return queue
}

// ranking is what a party's payoffs come to: the rank of each state, 0 for the worst, equal payoffs equal ranks.
type ranking struct {
	ranks  []int32
	levels []int64 // the payoff of each rank
}

func rank(u []int64) ranking {
	order := make([]int32, len(u))
	for s := range order {
		order[s] = int32(s)
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(u[x], u[y]) })
	r := ranking{ranks: make([]int32, len(u))}
	for _, s := range order {
		if n := len(r.levels); n == 0 || r.levels[n-1] != u[s] {
			r.levels = append(r.levels, u[s])
		}
		r.ranks[s] = int32(len(r.levels) - 1)
	}
	return r
}

// ascending are the states in ascending order of ranks, ties as they stand.
func ascending(ranks []int32, levels int) []int32 {
	start := make([]int32, levels+1)
	for _, r := range ranks {
		start[r+1]++
	}
	for r := range levels {
		start[r+1] += start[r]
	}
	order := make([]int32, len(ranks))
	for s, r := range ranks {
		order[start[r]] = int32(s)
		start[r]++
	}
	return order
}

// lasting are the ranks of the best that a party has in each state or can get from there.
func (c *Conflict) lasting(p int, ranks []int32) []int32 {
	best := slices.Clone(ranks)
	var buf []arc
	for s := range best {
		buf = c.out(s, p, buf)
		for _, m := range buf {
			if c.sets[m.set] == 1<<p {
				best[s] = max(best[s], ranks[m.state])
			}
		}
	}
	return best
}

// answer is a shortest answer of the others to a state: a sequence of their moves, no set twice in a row, that leaves
// party p with enough or less; nil where there is none.
func (c *Conflict) answer(p int, k Concept, from int, enough int64) []Move {
	u := c.payoff[p]
	var buf []arc
	ends := func(s int) bool {
		if u[s] > enough {
			return false
		}
		if k.lasting() {
			buf = c.out(s, p, buf)
			for _, m := range buf {
				if c.sets[m.set] == 1<<p && u[m.state] > enough {
					return false
				}
			}
		}
		return true
	}
	for _, path := range c.walk(from, func(m arc) bool { return !c.sets[m.set].Has(p) && (m.better || !k.credible()) }, ends) {
		if path != nil {
			return path
		}
	}
	return nil
}
