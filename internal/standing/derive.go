package standing

import "parley/internal/game"

// derive takes from a party's values the place of the option worth most to it (of equals the first), and the issue's part of the sum
// over all issues of how far its values of the options lie apart. Terms on several issues count in neither.
func (f *Field) derive(s *Actor, issue int, n *game.Numbers) (ideal, salience float64) {
	all, own := 0.0, 0.0
	state := f.g.Base().Clone()
	for i, size := range f.g.Sizes {
		low, high, best := game.Tick(0), game.Tick(0), game.Tick(0)
		for o := range size {
			state[i] = uint16(o)
			v := worth(n, s.Party, i, state)
			if o == 0 {
				low, high = v, v
			}
			low, high = min(low, v), max(high, v)
		}
		span := float64(game.Grid(high) - game.Grid(low))
		all += span
		if i == issue {
			own = span
			for k, o := range s.placed {
				state[i] = uint16(o)
				if v := worth(n, s.Party, i, state); k == 0 || game.Grid(v) > game.Grid(best) {
					best, ideal = v, *f.g.Case.Issues[i].Options[o].Spot
				}
			}
		}
		state[i] = f.g.Base()[i]
	}
	if all == 0 {
		return ideal, 0
	}
	return ideal, own / all
}

// worth is what the option of an issue in s is to a party by itself.
func worth(n *game.Numbers, p, issue int, s game.State) game.Tick {
	v := n.IssuePart(p, issue, s)
	n.FactorPart(p, s, func(scope []int, part game.Tick) {
		if len(scope) == 1 && scope[0] == issue {
			v += part
		}
	})
	return v
}
