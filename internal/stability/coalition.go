package stability

import (
	"math"
	"math/bits"
)

// Coalitions holds what the verdicts about coalitions of a conflict are read from: for every non-empty set of parties, what
// its members can reach among themselves.
type Coalitions struct {
	c       *Conflict
	reach   []rows          // [coalition] legal sequences of moves by its non-empty subsets
	credit  []map[int]row   // [coalition] from the states asked for, legal sequences of its subsets' coalition improvements
	betters []map[int32]row // [coalition] what betters all its members, by state, where asked for
}

// coalitionBudget bounds coalitions × states × moves.
const coalitionBudget = 400_000_000

// rows are sets of states, one for each state.
type rows []row

// row is a set of states, as bits.
type row []uint64

func (r row) add(s int) { r[s/64] |= 1 << (s % 64) }

// each calls f for the states of a set in ascending order, until f returns false.
func (r row) each(f func(s int) bool) {
	for i, word := range r {
		for ; word != 0; word &= word - 1 {
			if !f(64*i + bits.TrailingZeros64(word)) {
				return
			}
		}
	}
}

// Affordable reports whether the coalition forms of the conflict are within the budget. What they take grows with coalitions,
// states and moves multiplied.
func (c *Conflict) Affordable() bool {
	return c.coalitionWork() <= coalitionBudget
}

// coalitionWork is coalitions × states × (states + moves).
func (c *Conflict) coalitionWork() float64 {
	return math.Ldexp(1, c.parties) * float64(c.states) * float64(c.Moves()+c.states)
}

// Coalitions prepares the verdicts about all coalitions; the conflict must be Affordable.
func (c *Conflict) Coalitions() *Coalitions {
	n := 1 << c.parties
	out := &Coalitions{c: c, reach: make([]rows, n), credit: make([]map[int]row, n), betters: make([]map[int32]row, n)}
	for h := 1; h < n; h++ {
		out.credit[h], out.betters[h] = map[int]row{}, map[int32]row{}
		out.reach[h] = make(rows, c.states)
		inside := make([]bool, len(c.sets))
		for i, set := range c.sets {
			inside[i] = set&^Set(h) == 0
		}
		for s := range c.states {
			out.reach[h][s] = c.reached(s, inside, false)
		}
	}
	return out
}

// Valued is the same with other payoffs: what coalitions can reach among themselves does not rest on them. c is Valued from the conflict
// that the coalitions are of.
func (o *Coalitions) Valued(c *Conflict) *Coalitions {
	out := &Coalitions{c: c, reach: o.reach, credit: make([]map[int]row, len(o.reach)), betters: make([]map[int32]row, len(o.reach))}
	for h := range o.reach {
		out.credit[h], out.betters[h] = map[int]row{}, map[int32]row{}
	}
	return out
}

// reached are the ends of the legal sequences of at least one move by the sets that are inside; credible: improvements only.
func (c *Conflict) reached(from int, inside []bool, credible bool) row {
	out := make(row, (c.states+63)/64)
	last := map[int32][2]int32{} // the sets that a state was reached by; two are as good as all
	queue := []visit{{int32(from), everybody, everybody}}
	var buf []arc
	for at := 0; at < len(queue); at++ {
		v := queue[at]
		buf = c.out(int(v.state), everybody, buf)
		for _, m := range buf {
			if !inside[m.set] || credible && !m.better || m.set == v.except || v.only != everybody && m.set != v.only {
				continue
			}
			by, seen := last[m.state]
			switch {
			case !seen:
				last[m.state] = [2]int32{m.set, everybody}
				out.add(int(m.state))
				queue = append(queue, visit{m.state, everybody, m.set})
			case by[1] == everybody && by[0] != m.set:
				last[m.state] = [2]int32{by[0], m.set}
				queue = append(queue, visit{m.state, by[0], everybody})
			}
		}
	}
	return out
}

// better reports whether t betters every member of h over s.
func (o *Coalitions) better(h Set, s, t int) bool {
	for by := uint64(h); by != 0; by &= by - 1 {
		u := o.c.payoff[bits.TrailingZeros64(by)]
		if u[t] <= u[s] {
			return false
		}
	}
	return true
}

// Improvements are the states that h can reach from s among its members and that better all of them.
func (o *Coalitions) Improvements(h Set, s int) []int {
	var out []int
	o.improvements(h, s).each(func(t int) bool {
		out = append(out, t)
		return true
	})
	return out
}

func (o *Coalitions) improvements(h Set, s int) row {
	if r, ok := o.betters[h][int32(s)]; ok {
		return r
	}
	r := make(row, (o.c.states+63)/64)
	o.reach[h][s].each(func(t int) bool {
		if o.better(h, s, t) {
			r.add(t)
		}
		return true
	})
	o.betters[h][int32(s)] = r
	return r
}

// credible are the ends of the legal sequences from t in which non-empty subsets of h, none twice in a row, each take the
// conflict to a coalition improvement of theirs.
func (o *Coalitions) credible(h Set, t int) row {
	if h == 0 {
		return make(row, (o.c.states+63)/64)
	}
	if r, ok := o.credit[h][t]; ok {
		return r
	}
	out := make(row, (o.c.states+63)/64)
	type step struct{ state, only, except Set }
	first, second := map[Set]Set{}, map[Set]bool{}
	queue := []step{{state: Set(t)}}
	for at := 0; at < len(queue); at++ {
		v := queue[at]
		for by := h; by != 0; by = (by - 1) & h {
			if by == v.except || v.only != 0 && by != v.only {
				continue
			}
			o.improvements(by, int(v.state)).each(func(s int) bool {
				to := Set(s)
				switch before, seen := first[to]; {
				case !seen:
					first[to] = by
					out.add(s)
					queue = append(queue, step{state: to, except: by})
				case before != by && !second[to]:
					second[to] = true
					queue = append(queue, step{state: to, only: before})
				}
				return true
			})
		}
	}
	o.credit[h][t] = out
	return out
}

// Stable reports whether a state is stable for the coalition h under a coalition form.
func (o *Coalitions) Stable(k Concept, h Set, s int) bool {
	_, unanswered := o.Telling(k, h, s)
	return !unanswered
}

// Telling is the coalition improvement that tells why: the first that nothing answers (unanswered), else the first; −1: none.
func (o *Coalitions) Telling(k Concept, h Set, s int) (to int, unanswered bool) {
	to = -1
	o.improvements(h, s).each(func(t int) bool {
		if to < 0 {
			to = t
		}
		if o.Answer(k, h, s, t) < 0 {
			to, unanswered = t, true
		}
		return !unanswered
	})
	return to, unanswered
}

// Answer is a state to which the others can take the improvement t of h over s, and which deters h from it under a coalition
// form; −1: none.
func (o *Coalitions) Answer(k Concept, h Set, s, t int) int {
	others := (Set(1)<<o.c.parties - 1) &^ h
	answer := -1
	if k == CNash || others == 0 {
		return answer
	}
	ends := o.reach[others][t]
	if k == CSEQ {
		ends = o.credible(others, t)
	}
	ends.each(func(u int) bool {
		if !o.better(h, s, u) && (k != CSMR || !o.escapes(h, s, u)) {
			answer = u
		}
		return answer < 0
	})
	return answer
}

// escapes reports whether h can leave u for what betters all its members over s.
func (o *Coalitions) escapes(h Set, s, u int) bool {
	found := false
	o.reach[h][u].each(func(v int) bool {
		found = o.better(h, s, v)
		return !found
	})
	return found
}

// Equilibrium reports whether a state is stable for every coalition.
func (o *Coalitions) Equilibrium(k Concept, s int) bool {
	for h := Set(1); h < 1<<o.c.parties; h++ {
		if !o.Stable(k, h, s) {
			return false
		}
	}
	return true
}
