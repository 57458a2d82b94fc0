package stability

// sweep is what answers does for a conflict in option form whose moves are transitive, in the codes of its states: for one
// party, the least that the others can bring it to from each code. Nothing is looked up but ranks of payoffs.
type sweep struct {
	h     *hands
	ranks [][]int32 // [party][code] of the payoff; −1: no state has the code
}

// Marks of low.
const (
	unlabelled = unanswered
	nowhere    = -1
)

// newSweep spreads the ranks of the payoffs over the codes.
func newSweep(h *hands, rankings []ranking) *sweep {
	w := &sweep{h: h}
	for p := range rankings {
		row := make([]int32, len(h.at))
		for code, s := range h.at {
			if row[code] = nowhere; s >= 0 {
				row[code] = rankings[p].ranks[s]
			}
		}
		w.ranks = append(w.ranks, row)
	}
	return w
}

// answers labels the codes: order lists the states in ascending order of cost, a rank for each state.
func (w *sweep) answers(p int, credible bool, cost, order []int32) []int32 {
	h := w.h
	low := make([]int32, len(h.at))
	for code, s := range h.at {
		if low[code] = nowhere; s >= 0 {
			low[code] = unlabelled
		}
	}
	queue := make([]int32, 0, 1024)
	left := len(h.code)
	for _, end := range order {
		code := h.code[end]
		if low[code] != unlabelled {
			continue
		}
		queue = append(queue[:0], code)
		for at := 0; at < len(queue) && left > 0; at++ {
			before := len(queue)
			if credible {
				queue = w.improving(p, queue[at], cost[end], low, queue)
			} else {
				queue = w.any(p, queue[at], cost[end], low, queue)
			}
			left -= len(queue) - before
		}
	}
	return low
}

// any labels where the moves of all but p into a code may have come from.
func (w *sweep) any(p int, code, cost int32, low, queue []int32) []int32 {
	for q := range w.ranks {
		if q == p {
			continue
		}
		for _, d := range w.h.prev[q][w.h.digit(code, q)] {
			if from := code + d; low[from] == unlabelled {
				low[from] = cost
				queue = append(queue, from)
			}
		}
	}
	return queue
}

// improving is any for the moves that better who makes them.
func (w *sweep) improving(p int, code, cost int32, low, queue []int32) []int32 {
	for q := range w.ranks {
		if q == p {
			continue
		}
		u := w.ranks[q]
		after := u[code]
		for _, d := range w.h.prev[q][w.h.digit(code, q)] {
			if from := code + d; low[from] == unlabelled && u[from] < after {
				low[from] = cost
				queue = append(queue, from)
			}
		}
	}
	return queue
}
