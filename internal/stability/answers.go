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
	low  []int64    // by state; unanswered: none
	step [][2]reply // by state: the first step of an answer, for two different first movers
	seen []uint8    // how many of step are set
}

// reply is one step of an answer: a move by a set, after which the answer ends (then < 0) or goes on with a step of next.
type reply struct {
	next, set int32
	then      int8
}

// everybody stands for no restriction on who moves.
const everybody = -1

// visit is a state to be expanded: along the moves by only, or by all but except.
type visit struct {
	state        int32
	only, except int32
	then         int8
}

// answers labels the states for one party and concept.
func (c *Conflict) answers(p int, k Concept) *answers {
	a := &answers{low: make([]int64, c.states), step: make([][2]reply, c.states), seen: make([]uint8, c.states)}
	for s := range a.low {
		a.low[s] = unanswered
	}
	cost := c.cost(p, k)
	order := make([]int32, c.states)
	for s := range order {
		order[s] = int32(s)
	}
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(cost[x], cost[y]) })
	others := make([]bool, len(c.sets))
	for i, set := range c.sets {
		others[i] = !set.Has(p)
	}
	var queue []visit
	for _, end := range order {
		v := visit{state: end, only: everybody, except: everybody, then: -1}
		switch a.seen[end] {
		case 1:
			v.only = a.step[end][0].set // the rest has been seen to
		case 2:
			continue
		}
		queue = append(queue[:0], v)
		for at := 0; at < len(queue); at++ {
			queue = a.expand(c, queue, queue[at], cost[end], others, k.credible())
		}
	}
	return a
}

// expand labels the states from which a move of the others leads to that of v, and queues those with a new label.
func (a *answers) expand(c *Conflict, queue []visit, v visit, cost int64, others []bool, credible bool) []visit {
	for _, m := range c.in.of(int(v.state)) {
		if !others[m.set] || credible && !m.better || v.only != everybody && m.set != v.only || m.set == v.except {
			continue
		}
		s := m.state
		n := a.seen[s]
		if n == 2 || n == 1 && a.step[s][0].set == m.set {
			continue
		}
		a.step[s][n] = reply{next: v.state, set: m.set, then: v.then}
		a.seen[s] = n + 1
		if n == 0 {
			a.low[s] = cost
			queue = append(queue, visit{state: s, only: everybody, except: m.set, then: 0})
		} else {
			queue = append(queue, visit{state: s, only: a.step[s][0].set, except: everybody, then: 1})
		}
	}
	return queue
}

// cost is what an answer that ends in a state leaves the party: its payoff there, or the best it can get from there.
func (c *Conflict) cost(p int, k Concept) []int64 {
	if !k.lasting() {
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

// path is the worst answer from a state, step by step; nil where there is none.
func (a *answers) path(c *Conflict, s int) []Move {
	if a.seen[s] == 0 {
		return nil
	}
	var out []Move
	for then := int8(0); then >= 0; {
		r := a.step[s][then]
		out = append(out, Move{From: s, To: int(r.next), By: c.sets[r.set]})
		s, then = int(r.next), r.then
	}
	return out
}
