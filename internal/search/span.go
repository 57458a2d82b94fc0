package search

import (
	"parley/internal/game"
)

// AllowedStates is the number of states that the rules allow, whoever could bring them about.
func AllowedStates(g *game.Game) (float64, error) {
	sp := &Space{g: g, base: g.Base(), countOnly: true}
	if err := sp.build(everyOption(g), MaxComponent, true); err != nil {
		return 0, err
	}
	return sp.States(), nil
}

// States is the number of states of a full Space.
func (sp *Space) States() float64 {
	n := 1.0
	for _, b := range sp.blocks {
		n *= float64(b.n)
	}
	return n
}

// Span is the smallest and the largest value of a state the rules allow to p: the party's own range. Where the search
// for an end is given up, the end is a bound that no state exceeds.
func Span(g *game.Game, n *game.Numbers, p int) (lo, hi game.Tick, err error) {
	sp := &Space{g: g, base: g.Base(), values: []int{p}}
	if err := sp.build(everyOption(g), BlockLimit, false); err != nil {
		return 0, 0, err
	}
	if sp.empty {
		return 0, 0, nil
	}
	sv := sp.NewSolver()
	hi = sv.extreme(n, 1)
	lo = -sv.extreme(n, -1)
	return min(lo, n.Caps[p]), min(hi, n.Caps[p]), nil
}

// extreme is the largest value of the Solver's only party, or (sign −1) the largest of its negative; the state in
// force counts, where there is one.
func (sv *Solver) extreme(n *game.Numbers, sign game.Tick) game.Tick {
	sv.sign = sign
	sv.Load(n)
	q := &Query{Least: []game.Tick{game.NoThreshold}, Keys: 1, Score: func(v []game.Tick, key []float64) { key[0] = float64(v[0]) }}
	best := game.NoThreshold
	if sv.sp.g.Today != nil {
		best = sv.sp.g.ValueAt(n, sv.sp.values[0], sv.sp.base) * sign
	}
	s, ok, err := sv.Find(q)
	if ok {
		best = max(best, sv.sp.g.ValueAt(n, sv.sp.values[0], s)*sign)
	}
	if err != nil {
		best = max(best, sv.peak[0][0]+sv.bonus[0][0])
	}
	return best
}

func everyOption(g *game.Game) [][]uint16 {
	options := make([][]uint16, len(g.Sizes))
	for i, n := range g.Sizes {
		for o := range n {
			options[i] = append(options[i], uint16(o))
		}
	}
	return options
}
