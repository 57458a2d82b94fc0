package game

// InZOPA reports whether s lies in the panel's ZOPA, goal aside.
func (g *Game) InZOPA(panel *Panel, n *Numbers, s State) bool {
	if g.Today != nil && s.Equal(g.Today) || !g.Reaches(panel.Members, panel.Agenda, g.Base(), s) {
		return false
	}
	gains, accepting := g.Today == nil, Mask(0)
	for _, p := range panel.Members.List() {
		if g.Accepts(n, p, s) {
			accepting |= 1 << p
		}
		gains = gains || g.Known.Has(p) && n.Value(p, s) >= Gains(n.WalkAway[p])
	}
	return gains && panel.Met(accepting)
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
