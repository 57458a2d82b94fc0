package stability

import (
	"cmp"
	"math"
	"slices"
)

// unanswered is the worst that can befall a party where the others can do nothing.
const unanswered = math.MaxInt64

// answers tells, for one party and concept, how badly the others can answer from each state: the least it can be
// brought to, and by which moves.
//
// End states are taken in ascending order of what they leave the party; from each, a breadth-first search goes back
// along the moves of the others and labels what is not labelled yet, so that the first label is the worst answer. No
// set may move twice in a row: so a state is expanded at most three times. As an end, along all moves into it; with its
// first label, whose first mover is m, along the moves by any other set; and with a second label, whose first mover
// is another, along the moves by m. All of it takes time in proportion to the moves, after the sorting.
type answers struct {
	low   []int64 // by state; unanswered: none
	first []int32 // by state: the set that moves first in the answer found first
	seen  []uint8 // by state: labels, for different first movers; two are as good as all
}

// everybody stands for no restriction on who moves.
const everybody = -1

// visit is a state to be expanded: along the moves by only, or by all but except.
type visit struct {
	state        int32
	only, except int32
}

// answers labels the states for one party and what an answer costs it.
func (c *Conflict) answers(p int, credible bool, cost []int64, order []int32) *answers {
	a := &answers{low: make([]int64, c.states), first: make([]int32, c.states), seen: make([]uint8, c.states)}
	for s := range a.low {
		a.low[s] = unanswered
	}
	others := make([]bool, len(c.sets))
	for i, set := range c.sets {
		others[i] = !set.Has(p)
	}
	in := &c.in
	if credible {
		in = &c.improving
	}
	var queue []visit
	labels := 0 // once all states have two, nothing is left to do
	for _, end := range order {
		v := visit{state: end, only: everybody, except: everybody}
		switch a.seen[end] {
		case 1:
			v.only = a.first[end] // the rest has been seen to
		case 2:
			continue
		}
		queue = append(queue[:0], v)
		for at := 0; at < len(queue) && labels < 2*c.states; at++ {
			queue = a.expand(in.of(int(queue[at].state)), queue, queue[at], cost[end], others)
		}
		if labels += len(queue) - 1; labels >= 2*c.states {
			break
		}
	}
	return a
}

// expand labels the states from which a move of the others leads to that of v, and queues those with a new label.
func (a *answers) expand(in []arc, queue []visit, v visit, cost int64, others []bool) []visit {
	for _, m := range in {
		n := a.seen[m.state]
		if n == 2 || !others[m.set] || v.only != everybody && m.set != v.only || m.set == v.except {
			continue
		}
		switch {
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

// ascending are the states in the order of what they cost, the best answers first; ties as they stand.
func ascending(cost []int64) []int32 {
	order := make([]int32, len(cost))
	for s := range order {
		order[s] = int32(s)
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Or(cmp.Compare(cost[x], cost[y]), cmp.Compare(x, y)) })
	return order
}

// cost is what an answer that ends in a state leaves the party: its payoff there, or the best it can get from there.
func (c *Conflict) cost(p int, lasting bool) []int64 {
	if !lasting {
		return c.payoff[p]
	}
	cost := slices.Clone(c.payoff[p])
	for s := range cost {
		for _, m := range c.out.of(s) {
			if c.sets[m.set] == 1<<p {
				cost[s] = max(cost[s], c.payoff[p][m.state])
			}
		}
	}
	return cost
}

// answer is a shortest answer of the others to a state: a sequence of their moves, no set twice in a row, that leaves
// party p with enough or less; nil where there is none.
func (c *Conflict) answer(p int, k Concept, from int, enough int64) []Move {
	cost := c.cost(p, k.lasting())
	for _, path := range c.walk(from, func(m arc) bool { return !c.sets[m.set].Has(p) && (m.better || !k.credible()) },
		func(s int) bool { return cost[s] <= enough }) {
		if path != nil {
			return path
		}
	}
	return nil
}
