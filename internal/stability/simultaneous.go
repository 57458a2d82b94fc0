package stability

import "math/bits"

// A Form says what becomes of a state when parties move at the same time, each on its own options. It is there for conflicts
// in option form: what one party can change is out of the others' hands.
type Form struct {
	Code []int32                                                // [state] such that the changes that parties make at once add up
	Left func(party int, code int32) (payoff int64, there bool) // what a party has in what comes about; false: it cannot
}

// simBudget bounds the combinations of moves that are looked at.
const simBudget = 100_000_000

// own lists what a party can improve to alone.
func (c *Conflict) own(p, s int) []int32 {
	var out []int32
	for _, m := range c.out(s, p, nil) {
		if m.better && c.sets[m.set] == 1<<p {
			out = append(out, m.state)
		}
	}
	return out
}

// Combinations counts the moves that SIM combines over all states and parties.
func (c *Conflict) Combinations() float64 {
	total := 0.0
	for s := range c.states {
		all, own := 1.0, make([]float64, c.parties)
		for p := range own {
			own[p] = float64(len(c.own(p, s)))
			all *= own[p] + 1
		}
		for _, n := range own {
			total += n * all / (n + 1)
		}
	}
	return total
}

// combined bounds the moves that SIM combines in a state, whatever the payoffs.
func (c *Conflict) combined(s int) float64 {
	all, own := 1.0, make([]float64, c.parties)
	for _, m := range c.out(s, everybody, nil) {
		if by := uint64(c.sets[m.set]); by&(by-1) == 0 {
			own[bits.TrailingZeros64(by)]++
		}
	}
	for _, n := range own {
		all *= n + 1
	}
	total := 0.0
	for _, n := range own {
		total += n * all / (n + 1)
	}
	return total
}

// Simultaneous reports whether state s is stable for a party under SIM, with the telling improvement (the first that nothing
// answers, else the first; −1: none) and an answer to it: for each of the others the state that it moves to by itself, or −1.
func (c *Conflict) Simultaneous(f *Form, p, s int) (stable bool, to int, answer []int) {
	moves := make([][]int32, c.parties)
	for q := range moves {
		if q != p {
			moves[q] = c.own(q, s)
		}
	}
	to = -1
	for _, t := range c.own(p, s) {
		found := c.together(f, p, s, f.Code[t], moves)
		if found == nil {
			return false, int(t), nil
		}
		if to < 0 {
			to, answer = int(t), found
		}
	}
	return true, to, answer
}

// together finds improvements of the others that, made at the same time as p's, leave it no better off than s; nil: there are
// none.
func (c *Conflict) together(f *Form, p, s int, code int32, moves [][]int32) []int {
	chosen := make([]int, c.parties)
	var try func(q int, code int32, moved bool) bool
	try = func(q int, code int32, moved bool) bool {
		if q == c.parties {
			left, there := f.Left(p, code)
			return moved && there && left <= c.payoff[p][s]
		}
		chosen[q] = -1
		if try(q+1, code, moved) {
			return true
		}
		for _, u := range moves[q] {
			chosen[q] = int(u)
			if try(q+1, code+f.Code[u]-f.Code[s], true) {
				return true
			}
		}
		return false
	}
	if !try(0, code, false) {
		return nil
	}
	return chosen
}
