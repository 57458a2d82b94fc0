package stability

// hands are the moves of a conflict in option form: what can change is in the hands of one party each, and a party moves by
// changing what is in its own. They are not listed but worked out, so that memory grows with the states only.
//
// A state has a code: for each party a digit, the configuration of what is in its hands. A move of a party changes its
// digit to one of those that can follow, if that is a state.
type hands struct {
	stride []int32     // [party] of its digit in the code
	radix  []int32     // [party] configurations
	next   [][][]int32 // [party][configuration] what a move adds to the code
	prev   [][][]int32 // [party][configuration] what to add for where a move may have come from
	code   []int32     // [state]
	at     []int32     // [code] the state, −1: none
	payoff [][]int64
	moves  int
	chains bool // transitive
}

// newHands makes the moves of parties that can go from one configuration to another as can says.
func newHands(radix []int32, can func(party int, from, to int32) bool) *hands {
	h := &hands{radix: radix, stride: make([]int32, len(radix)), chains: true}
	stride := int32(1)
	for p, n := range radix {
		h.stride[p] = stride
		stride *= n
		next, prev := make([][]int32, n), make([][]int32, n)
		for from := range n {
			for to := range n {
				if from != to && can(p, from, to) {
					next[from] = append(next[from], (to-from)*h.stride[p])
					prev[to] = append(prev[to], (from-to)*h.stride[p])
				}
			}
		}
		for from := range n {
			for mid := range n {
				for to := range n {
					h.chains = h.chains && (from == mid || mid == to || from == to || !can(p, from, mid) || !can(p, mid, to) || can(p, from, to))
				}
			}
		}
		h.next, h.prev = append(h.next, next), append(h.prev, prev)
	}
	return h
}

// digit is the configuration of what is in a party's hands.
func (h *hands) digit(code int32, p int) int32 { return code / h.stride[p] % h.radix[p] }

// place gives the states their codes.
func (h *hands) place(code []int32, size int) {
	h.code, h.at, h.moves = code, make([]int32, size), 0
	for c := range h.at {
		h.at[c] = -1
	}
	for s, c := range code {
		h.at[c] = int32(s)
	}
	for _, c := range code {
		for p := range h.radix {
			for _, d := range h.next[p][h.digit(c, p)] {
				if h.at[c+d] >= 0 {
					h.moves++
				}
			}
		}
	}
}

func (h *hands) out(s, own int, buf []arc) []arc {
	c := h.code[s]
	for p := range h.payoff {
		if own >= 0 && p != own {
			continue
		}
		u := h.payoff[p]
		before := u[s]
		for _, d := range h.next[p][h.digit(c, p)] {
			if t := h.at[c+d]; t >= 0 {
				buf = append(buf, arc{state: t, set: int32(p), better: u[t] > before})
			}
		}
	}
	return buf
}

func (h *hands) in(s int, credible bool, buf []arc) []arc {
	c := h.code[s]
	for p := range h.payoff {
		u := h.payoff[p]
		after := u[s]
		for _, d := range h.prev[p][h.digit(c, p)] {
			if t := h.at[c+d]; t >= 0 && (!credible || u[t] < after) {
				buf = append(buf, arc{state: t, set: int32(p), better: u[t] < after})
			}
		}
	}
	return buf
}

func (h *hands) count() int       { return h.moves }
func (h *hands) transitive() bool { return h.chains }

func (h *hands) valued(payoff [][]int64) moves {
	v := *h
	v.payoff = payoff
	return &v
}

// conflict is the conflict of these moves.
func (h *hands) conflict(payoff [][]int64) (*Conflict, error) {
	c, err := newConflict(payoff)
	if err != nil {
		return nil, err
	}
	for p := range payoff {
		c.sets = append(c.sets, 1<<p)
	}
	h.payoff, c.moves = payoff, h
	return c, nil
}
