package stability

import (
	"parley/internal/game"
)

// payoff ranks the states for each party by their values on the grid. States that break a red line of its which is
// not broken today rank below all others: it does not trade that line.
func (m *model) payoff(n *game.Numbers) [][]int64 {
	out := make([][]int64, len(m.parties))
	for k := range m.parties {
		row := make([]int64, m.states.len())
		for s := range m.states.len() {
			row[s] = m.worth(n, k, m.states.at(s))
		}
		out[k] = row
	}
	return out
}

// below is more than any two values differ by, on the grid.
const below = 1 << 60

// worth is the payoff of any state to a party.
func (m *model) worth(n *game.Numbers, party int, s game.State) int64 {
	v := game.Grid(n.Value(m.parties[party], s))
	if len(m.g.BrokenRedLines(m.parties[party], m.g.Today, s)) > 0 {
		v -= below
	}
	return v
}

// crosses reports whether a state breaks a red line of a party anew.
func (m *model) crosses(party, s int) bool {
	return len(m.g.BrokenRedLines(m.parties[party], m.g.Today, m.states.at(s))) > 0
}

// value is what a state is worth to a party, in points.
func (m *model) value(n *game.Numbers, party, s int) float64 {
	return game.Points(n.Value(m.parties[party], m.states.at(s)))
}
