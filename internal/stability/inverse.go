package stability

import (
	"math/bits"
	"slices"
)

// Inverse is the question of what a party would have to prefer for a state to be stable for it, all else as it is.
//
// Whether it is stable rests on one thing only of the party's preferences: the set of states that it likes better, its *upper
// set*. Each of its moves into that set has to have an answer; and an answer is a set of states none of which may lie in the
// upper set (the end of the answer, and under SMR and SSEQ what the party can move to from there). What the others can do, and
// would, does not rest on what it prefers. So a smaller upper set can only help.
type Inverse struct {
	c       *Conflict
	p, s    int
	moves   []int32   // its moves from s
	answers [][][]int // [move] answers, as sets of states
}

// Inverse prepares the question for a party, a concept (SIM needs the form) and a state. It is nil where SIM has outcomes
// that are not among the states of the conflict, or too many.
func (c *Conflict) Inverse(p int, k Concept, s int, f *Form) *Inverse {
	v := &Inverse{c: c, p: p, s: s}
	for _, m := range c.out(s, p, nil) {
		if c.sets[m.set] == 1<<p && !slices.Contains(v.moves, m.state) {
			v.moves = append(v.moves, m.state)
		}
	}
	v.answers = make([][][]int, len(v.moves))
	if k == SIM {
		if !v.together(f) {
			return nil
		}
		return v
	}
	if k == Nash {
		return v
	}
	for i, y := range v.moves {
		for z := range c.ends(p, int(y), k.credible()) {
			v.answers[i] = append(v.answers[i], v.answer(z, k.lasting()))
		}
	}
	return v
}

// answer lists what must not lie in the upper set for an answer that ends in z; the state itself never does.
func (v *Inverse) answer(z int, lasting bool) []int {
	out := []int{z}
	if lasting {
		for _, m := range v.c.out(z, v.p, nil) {
			if v.c.sets[m.set] == 1<<v.p {
				out = append(out, int(m.state))
			}
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(t int) bool { return t == v.s })
}

// ends are the states to which the others can take a state, none of their sets moving twice in a row.
func (c *Conflict) ends(p, from int, credible bool) map[int]bool {
	out := map[int]bool{}
	inside := make([]bool, len(c.sets))
	for i, set := range c.sets {
		inside[i] = !set.Has(p)
	}
	c.reached(from, inside, credible).each(func(s int) bool {
		out[s] = true
		return true
	})
	return out
}

// maxTogetherCodes bounds the combinations of the others' improvements.
const maxTogetherCodes = 20_000

// together finds what SIM lets the others bring about at the same time as each move; false where that is no state examined, or too much.
func (v *Inverse) together(f *Form) bool {
	at := map[int32]int{}
	for s, code := range f.Code {
		at[code] = s
	}
	codes := []int32{0} // what the others add to the code
	for q := range v.c.parties {
		if q == v.p {
			continue
		}
		if len(codes)*(1+len(v.c.own(q, v.s))) > maxTogetherCodes {
			return false
		}
		for _, before := range slices.Clone(codes) {
			for _, u := range v.c.own(q, v.s) {
				codes = append(codes, before+f.Code[u]-f.Code[v.s])
			}
		}
	}
	for i, y := range v.moves {
		for _, add := range codes[1:] {
			code := f.Code[y] + add
			s, examined := at[code]
			if _, there := f.Left(v.p, code); !examined && there {
				return false
			}
			if examined {
				v.answers[i] = append(v.answers[i], v.answer(s, false))
			}
		}
	}
	return true
}

// Stable reports whether the state is stable for the party if it likes exactly the states of upper better.
func (v *Inverse) Stable(upper func(s int) bool) bool {
	for i, y := range v.moves {
		if upper(int(y)) && !slices.ContainsFunc(v.answers[i], func(a []int) bool { return !slices.ContainsFunc(a, upper) }) {
			return false
		}
	}
	return true
}

// maxOrdered is the most states whose strict orderings are counted, and maxLowered the most states above one that are tried in
// every combination.
const (
	maxOrdered = 16
	maxLowered = 16
)

// Count counts, among the strict orderings of all states, those under which the state is stable for the party, and all of them.
// There must be at most 16 states.
//
// With k of the n − 1 other states above, in k!·(n − 1 − k)! orderings the upper set is the same: so sets are counted, not
// orderings.
func (v *Inverse) Count() (stable, of int64) {
	n := v.c.states
	factorial := make([]int64, n+1)
	factorial[0] = 1
	for i := range n {
		factorial[i+1] = factorial[i] * int64(i+1)
	}
	for set := range uint64(1) << n {
		if set>>v.s&1 == 1 {
			continue
		}
		if v.Stable(func(s int) bool { return set>>s&1 == 1 }) {
			above := bits.OnesCount64(set)
			stable += factorial[above] * factorial[n-1-above]
		}
	}
	return stable, factorial[n]
}

// Swaps finds the least change of a party's order that makes the state stable: which states, now better, must come no higher than
// it, and how many pairs of states thereby change their order (for a strict order: the fewest swaps of neighbours). Where more
// than 16 states are better only the lowest of them are tried; exact is then false.
//
// A state that is lowered passes the state itself and every state that stays above and is not above it now.
func (v *Inverse) Swaps() (lowered []int, pairs int, exact bool) {
	u := v.c.payoff[v.p]
	var above []int
	for s := range u {
		if u[s] > u[v.s] {
			above = append(above, s)
		}
	}
	slices.SortStableFunc(above, func(x, y int) int { return int(min(1, max(-1, u[x]-u[y]))) })
	cost := func(down func(k int) bool) int {
		pairs := 0
		for k, x := range above {
			if !down(k) {
				continue
			}
			pairs++
			for j, y := range above {
				if !down(j) && u[y] <= u[x] {
					pairs++
				}
			}
		}
		return pairs
	}
	place := slices.Repeat([]int{-1}, len(u))
	for k, s := range above {
		place[s] = k
	}
	stable := func(down func(k int) bool) bool {
		return v.Stable(func(s int) bool { return place[s] >= 0 && !down(place[s]) })
	}
	best := -1
	try := func(down func(k int) bool) {
		if c := cost(down); (best < 0 || c < best) && stable(down) {
			best, lowered = c, nil
			for k, x := range above {
				if down(k) {
					lowered = append(lowered, x)
				}
			}
		}
	}
	for n := range len(above) + 1 {
		try(func(k int) bool { return k < n })
	}
	if exact = len(above) <= maxLowered; exact {
		for set := range uint64(1) << len(above) {
			try(func(k int) bool { return set>>k&1 == 1 })
		}
	}
	return lowered, best, exact
}
