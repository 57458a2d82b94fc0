package stability

import (
	"math/bits"
	"runtime"
	"slices"
	"sync"
)

// Analysis holds what the verdicts about a conflict are read from.
type Analysis struct {
	c        *Conflict
	rankings []ranking
	sweep    *sweep      // nil: lows are by state, else by code
	lows     [][][]int32 // [party][concept] the rank of the least that the others can bring the party to; nil for Nash
}

// Analyse prepares the verdicts of all parties, over jobs workers (less than 1: one for each processor). It takes time in
// proportion to parties × moves, and memory in proportion to parties × states.
func (c *Conflict) Analyse(jobs int) *Analysis {
	a := &Analysis{c: c, rankings: make([]ranking, c.parties), lows: make([][][]int32, c.parties)}
	c.eachParty(jobs, func(p int) { a.rankings[p] = rank(c.payoff[p]) })
	if h, ok := c.moves.(*hands); ok && h.transitive() {
		a.sweep = newSweep(h, a.rankings)
	}
	c.eachParty(jobs, func(p int) {
		r := &a.rankings[p]
		plain, lasting := r.ranks, c.lasting(p, r.ranks)
		orders := [2][]int32{ascending(plain, len(r.levels)), ascending(lasting, len(r.levels))}
		a.lows[p] = make([][]int32, len(concepts))
		for _, k := range concepts[1:] {
			cost, order := plain, orders[0]
			if k.lasting() {
				cost, order = lasting, orders[1]
			}
			if a.sweep != nil {
				a.lows[p][k] = a.sweep.answers(p, k.credible(), cost, order)
			} else {
				a.lows[p][k] = c.answers(p, k.credible(), cost, order)
			}
		}
	})
	return a
}

// eachParty calls f for every party, over jobs workers.
func (c *Conflict) eachParty(jobs int, f func(p int)) {
	if jobs < 1 {
		jobs = runtime.GOMAXPROCS(0)
	}
	turns := make(chan struct{}, jobs)
	var wait sync.WaitGroup
	for p := range c.parties {
		turns <- struct{}{}
		wait.Go(func() {
			f(p)
			<-turns
		})
	}
	wait.Wait()
}

// Verdict says whether a state is stable for a party under a concept, and why.
type Verdict struct {
	Stable       bool
	Improvements int    // moves of its own that better it
	To           int    // the telling improvement: the best one that nothing answers, else the best; −1: there is none
	Answer       []Move // a shortest way for the others to answer it, when stable; else nil
}

// answered reports whether the others can bring p, which has left s for t, to where it is no better off than in s.
func (a *Analysis) answered(p int, k Concept, t, s int) bool {
	return k != Nash && a.low(p, k, t) <= a.rankings[p].ranks[s]
}

// low is the rank of the least that the others can bring p to from t.
func (a *Analysis) low(p int, k Concept, t int) int32 {
	if a.sweep != nil {
		t = int(a.sweep.h.code[t])
	}
	return a.lows[p][k][t]
}

// Verdict gives the verdict for one party.
func (a *Analysis) Verdict(p int, k Concept, s int) Verdict {
	v, u := Verdict{Stable: true, To: -1}, a.c.payoff[p]
	for _, m := range a.c.out(s, p, nil) {
		t := int(m.state)
		if a.c.sets[m.set] != 1<<p || u[t] <= u[s] {
			continue
		}
		v.Improvements++
		answered := a.answered(p, k, t, s)
		if v.To < 0 || v.Stable && !answered || v.Stable != answered && u[t] > u[v.To] || v.Stable && answered && u[t] > u[v.To] {
			v.To = t
		}
		v.Stable = v.Stable && answered
	}
	if v.Stable && v.To >= 0 {
		v.Answer = a.c.answer(p, k, v.To, u[s])
	}
	return v
}

// Stable reports whether a state is stable for a party.
func (a *Analysis) Stable(p int, k Concept, s int) bool {
	u := a.c.payoff[p]
	for _, m := range a.c.out(s, p, make([]arc, 0, 64)) {
		if a.c.sets[m.set] == 1<<p && u[m.state] > u[s] && !a.answered(p, k, int(m.state), s) {
			return false
		}
	}
	return true
}

// held reports under which of Concepts a state is an equilibrium, in one pass over its moves.
func (a *Analysis) held(s int, buf []arc) (stays [len(concepts)]bool, scratch []arc) {
	for k := range stays {
		stays[k] = true
	}
	for p := range a.c.parties {
		u := a.c.payoff[p]
		buf = a.c.out(s, p, buf)
		for _, m := range buf {
			if a.c.sets[m.set] != 1<<p || u[m.state] <= u[s] {
				continue
			}
			for k := range stays {
				stays[k] = stays[k] && a.answered(p, Concept(k), int(m.state), s)
			}
		}
	}
	return stays, buf
}

// Equilibrium reports whether a state is stable for every party.
func (a *Analysis) Equilibrium(k Concept, s int) bool {
	for p := range a.c.parties {
		if !a.Stable(p, k, s) {
			return false
		}
	}
	return true
}

// Shift is the least that must be added to what a state is worth to a party, all other payoffs as they are, for it to
// be stable for that party: 0 when it is. An improvement that nothing answers stops being one at its own payoff, or is
// answered from the least that the others can bring the party to, whichever is lower.
func (a *Analysis) Shift(p int, k Concept, s int) int64 {
	need, u := int64(0), a.c.payoff[p]
	for _, m := range a.c.out(s, p, nil) {
		if a.c.sets[m.set] == 1<<p && u[m.state] > u[s] {
			worst := u[m.state]
			if k != Nash {
				if low := a.low(p, k, int(m.state)); low != unanswered {
					worst = min(worst, a.rankings[p].levels[low])
				}
			}
			need = max(need, worst-u[s])
		}
	}
	return need
}

// Places counts the ranks of a party that a state passes or draws level with when it is worth more by shift.
func (c *Conflict) Places(p, s int, shift int64) int {
	u, passed := c.payoff[p], map[int64]bool{}
	for _, v := range u {
		if v > u[s] && v <= u[s]+shift {
			passed[v] = true
		}
	}
	return len(passed)
}

// Joint lists the moves of two or more parties at once that better all of them.
func (c *Conflict) Joint(s int) []Move {
	var out []Move
	for _, m := range c.out(s, everybody, nil) {
		if m.better && bits.OnesCount64(uint64(c.sets[m.set])) > 1 {
			out = append(out, Move{From: s, To: int(m.state), By: c.sets[m.set]})
		}
	}
	return out
}

// Paths is a shortest sequence of improvements from a state to every other: each step betters all who make it, and no
// set moves twice in a row. It is nil for the state itself and where there is none.
func (c *Conflict) Paths(from int) [][]Move {
	out := c.walk(from, func(m arc) bool { return m.better }, func(int) bool { return false })
	out[from] = nil
	return out
}

// walk goes breadth-first along the moves that are allowed, no set moving twice in a row, and gives a shortest path to each
// state reached. It stops at the first that is enough, and then gives the path to that one only.
func (c *Conflict) walk(from int, allowed func(arc) bool, enough func(state int) bool) [][]Move {
	type node struct {
		state, set int32
		before     int
	}
	queue := []node{{int32(from), everybody, -1}}
	path := func(k int) []Move {
		var out []Move
		for ; queue[k].before >= 0; k = queue[k].before {
			b := queue[queue[k].before]
			out = append(out, Move{From: int(b.state), To: int(queue[k].state), By: c.sets[queue[k].set]})
		}
		slices.Reverse(out)
		return out
	}
	last := make([][2]int32, c.states) // the sets that it was reached by; two are as good as all
	found := make([]int, c.states)     // where in the queue first
	for s := range last {
		last[s] = [2]int32{everybody, everybody}
	}
	var buf []arc
	for at := 0; at < len(queue); at++ {
		n := queue[at]
		buf = c.out(int(n.state), everybody, buf)
		for _, m := range buf {
			by := &last[m.state]
			if m.set == n.set || by[1] != everybody || by[0] == m.set || !allowed(m) {
				continue
			}
			queue = append(queue, node{m.state, m.set, at})
			if by[0] != everybody {
				by[1] = m.set
				continue
			}
			by[0], found[m.state] = m.set, len(queue)-1
			if enough(int(m.state)) {
				return [][]Move{path(len(queue) - 1)}
			}
		}
	}
	out := make([][]Move, c.states)
	for s := range out {
		if found[s] > 0 {
			out[s] = path(found[s])
		}
	}
	return out
}
