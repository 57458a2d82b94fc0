package stability

import "parley/internal/game"

// form is a case in option form: hands, with what each digit of a code stands for.
type form struct {
	*hands
	m       *model
	issues  [][]int // [digit] the issues in a party's hands, the last fastest; the last digit: those in nobody's
	weight  []int32 // [issue] of its option in the code
	allowed []bool  // [code]
}

// newForm finds all states that can be reached from those given, which come first; the others follow in the order of the text.
func newForm(m *model, owner []int, from []game.State) *form {
	f := &form{m: m, issues: make([][]int, len(m.parties)+1), weight: make([]int32, len(owner))}
	radix := make([]int32, len(f.issues))
	for p := range radix {
		radix[p] = 1
	}
	for i, p := range owner {
		if p < 0 {
			p = len(m.parties)
		}
		f.issues[p] = append(f.issues[p], i)
		radix[p] *= int32(m.g.Sizes[i])
	}
	f.hands = newHands(radix, f.can)
	for p, issues := range f.issues {
		w := f.stride[p]
		for k := len(issues) - 1; k >= 0; k-- {
			f.weight[issues[k]] = w
			w *= int32(m.g.Sizes[issues[k]])
		}
	}
	f.list(from)
	return f
}

// can reports whether a party can change what is in its hands so.
func (f *form) can(party int, from, to int32) bool {
	if party == len(f.m.parties) {
		return false
	}
	issues := f.issues[party]
	for k := len(issues) - 1; k >= 0; k-- {
		size := int32(f.m.g.Sizes[issues[k]])
		if a, b := from%size, to%size; a != b && len(f.m.control[issues[k]][a*size+b]) == 0 {
			return false
		}
		from, to = from/size, to/size
	}
	return true
}

func (f *form) codeOf(s game.State) int32 {
	code := int32(0)
	for i, o := range s {
		code += f.weight[i] * int32(o)
	}
	return code
}

// stateOf fills s with the state of a code.
func (f *form) stateOf(code int32, s game.State) {
	for i := range s {
		s[i] = uint16(code / f.weight[i] % int32(f.m.g.Sizes[i]))
	}
}

// list finds the states that moves lead to.
func (f *form) list(from []game.State) {
	m, size := f.m, int(f.m.g.Size())
	f.allowed = make([]bool, size)
	reached := make([]bool, size)
	s := make(game.State, m.states.width)
	for more := true; more; more = m.next(s) {
		f.allowed[f.codeOf(s)] = m.g.Allowed(s)
	}
	var codes []int32
	for _, given := range from {
		if c := f.codeOf(given); !reached[c] {
			reached[c] = true
			codes = append(codes, c)
			m.states.add(given)
		}
	}
	queue := append([]int32(nil), codes...)
	for at := 0; at < len(queue); at++ {
		c := queue[at]
		for p := range f.radix {
			for _, d := range f.next[p][f.digit(c, p)] {
				if to := c + d; f.allowed[to] && !reached[to] {
					reached[to] = true
					queue = append(queue, to)
				}
			}
		}
	}
	given := make(map[int32]bool, len(codes))
	for _, c := range codes {
		given[c] = true
	}
	clear(s)
	for more := true; more; more = m.next(s) {
		if c := f.codeOf(s); reached[c] && !given[c] {
			codes = append(codes, c)
			m.states.add(s)
		}
	}
	f.place(codes, size)
}

// left is what a party has in the state of a code, examined or not; false where there is no such state.
func (f *form) left(payoff [][]int64, n *game.Numbers) func(party int, code int32) (int64, bool) {
	s := make(game.State, f.m.states.width)
	return func(party int, code int32) (int64, bool) {
		if at := f.at[code]; at >= 0 {
			return payoff[party][at], true
		}
		if !f.allowed[code] {
			return 0, false
		}
		f.stateOf(code, s)
		return f.m.worth(n, party, s), true
	}
}

// jointBudget bounds the combinations of changes that are looked at for what several could do together from one state.
const jointBudget = 200_000

// joint lists what up to three parties can change at the same time so that all of them gain. In option form that is no move, but
// what a coalition could do.
func (f *form) joint(c *Conflict, s int) []Move {
	var out []Move
	budget := jointBudget
	var try func(p int, code int32, by Set, members int)
	try = func(p int, code int32, by Set, members int) {
		if p == c.parties {
			if t := f.at[code]; members > 1 && t >= 0 && betters(c.payoff, by, s, int(t)) {
				out = append(out, Move{From: s, To: int(t), By: by})
			}
			budget--
			return
		}
		try(p+1, code, by, members)
		for _, d := range f.next[p][f.digit(f.code[s], p)] {
			if members == maxTogether || budget <= 0 {
				break
			}
			try(p+1, code+d, by|1<<p, members+1)
		}
	}
	try(0, f.code[s], 0, 0)
	return out
}
