package standing

import (
	"slices"

	"parley/internal/game"
)

// derive takes from a party's values the place of the option worth most to it (of equals the first), and the issue's part of the sum
// over all issues of how far its values of the options lie apart. Terms on several issues count in neither.
func (f *Field) derive(s *Actor, issue int, n *game.Numbers) (ideal, salience float64) {
	all, own := 0.0, 0.0
	var room [16]game.Tick
	for i := range f.g.Sizes {
		worth := n.OwnParts(s.Party, i, room[:0])
		span := float64(game.Grid(slices.Max(worth)) - game.Grid(slices.Min(worth)))
		all += span
		if i != issue {
			continue
		}
		own = span
		best := game.Tick(0)
		for k, o := range s.placed {
			if k == 0 || game.Grid(worth[o]) > game.Grid(best) {
				best, ideal = worth[o], *f.g.Case.Issues[i].Options[o].Spot
			}
		}
	}
	if all == 0 {
		return ideal, 0
	}
	return ideal, own / all
}
