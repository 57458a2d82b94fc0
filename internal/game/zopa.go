package game

import "math/bits"

// InZOPA reports whether s lies in the panel's ZOPA, goal aside.
func (g *Game) InZOPA(panel *Panel, n *Numbers, s State) bool {
	if g.Today != nil && s.Equal(g.Today) || !g.Reaches(panel.Members, panel.Agenda, g.Base(), s) {
		return false
	}
	gains := g.Today == nil
	for _, p := range panel.Members.List() {
		gains = gains || g.Known.Has(p) && n.Value(p, s) >= Gains(n.WalkAway[p])
	}
	return gains && panel.Met(g.Accepting(panel.Members, n, s))
}

// Accepting are those of some parties that accept a state.
func (g *Game) Accepting(of Mask, n *Numbers, s State) Mask {
	var out Mask
	for ; of != 0; of &= of - 1 {
		if p := bits.TrailingZeros64(uint64(of)); g.Accepts(n, p, s) {
			out |= 1 << p
		}
	}
	return out
}

// Meets reports whether s meets a goal (AnyGoal: always).
func (g *Game) Meets(goal int, s State) bool {
	if goal < 0 {
		return true
	}
	for _, c := range g.Goals[goal] {
		if !c.Holds(s) {
			return false
		}
	}
	return true
}
