package deals

import (
	"cmp"
	"slices"

	"parley/internal/game"
	"parley/internal/search"
)

// Trade is a pair of issues worth exchanging: One cares more for Wins than for Yields, Other the reverse.
type Trade struct {
	One    string  `json:"one"`
	Other  string  `json:"other"`
	Wins   string  `json:"one-wins"`   // the issue to settle One's way
	Yields string  `json:"one-yields"` // the issue to settle Other's way
	Weight float64 `json:"difference"` // how far their weights differ, 0–2
}

// maxTrades bounds the list.
const maxTrades = 6

// logrolling lists the pairs of issues on which two parties are opposed and weigh the issues most differently. A
// weight is an issue's share of the sum of the party's ranges over what the panel can reach; terms over several issues
// are left out.
func logrolling(q *question, sp *search.Space, n *game.Numbers, parties []int) []Trade {
	weights, best := make([][]float64, len(parties)), make([][]uint16, len(parties))
	for j, p := range parties {
		weights[j], best[j] = issueWeights(q, sp, n, p)
	}
	var out []Trade
	for a := range parties {
		for b := a + 1; b < len(parties); b++ {
			out = append(out, tradesBetween(q, parties[a], parties[b], weights[a], weights[b], best[a], best[b])...)
		}
	}
	slices.SortStableFunc(out, func(x, y Trade) int { return cmp.Compare(y.Weight, x.Weight) })
	return out[:min(len(out), maxTrades)]
}

func tradesBetween(q *question, a, b int, wa, wb []float64, besta, bestb []uint16) []Trade {
	var opposed []int
	for i := range wa {
		if wa[i] > 0 && wb[i] > 0 && besta[i] != bestb[i] {
			opposed = append(opposed, i)
		}
	}
	c := q.g.Case
	var out []Trade
	for x, i := range opposed {
		for _, k := range opposed[x+1:] {
			diff := (wa[i] - wb[i]) - (wa[k] - wb[k])
			wins, yields := i, k
			if diff < 0 {
				diff, wins, yields = -diff, k, i
			}
			if wa[wins] > wb[wins] && wb[yields] > wa[yields] {
				out = append(out, Trade{One: c.Parties[a].Name, Other: c.Parties[b].Name, Wins: c.Issues[wins].Name, Yields: c.Issues[yields].Name, Weight: diff})
			}
		}
	}
	return out
}

func issueWeights(q *question, sp *search.Space, n *game.Numbers, p int) (weights []float64, best []uint16) {
	weights, best = make([]float64, len(q.g.Sizes)), make([]uint16, len(q.g.Sizes))
	total := 0.0
	s := q.g.Base().Clone()
	for i := range weights {
		first := true
		var lo, hi game.Tick
		for _, o := range sp.Options(i) {
			s[i] = o
			v := n.IssuePart(p, i, s)
			if first || v < lo {
				lo = v
			}
			if first || v > hi {
				hi, best[i] = v, o
			}
			first = false
		}
		s[i] = q.g.Base()[i]
		weights[i] = game.Points(hi - lo)
		total += weights[i]
	}
	for i := range weights {
		if total > 0 {
			weights[i] /= total
		}
	}
	return weights, best
}
