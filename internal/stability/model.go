package stability

import (
	"parley/internal/game"
)

// Limits of the conflict that is made of a case.
const (
	maxStates   = 4096      // examined at most, where moves are listed
	maxMoves    = 1_000_000 // between them; beyond, fewer states are examined
	maxTogether = 3         // parties that move together
	maxForm     = 1 << 20   // combinations of options of a case in option form, whose moves need not be listed
)

// model is the conflict of a case: the states examined, and what the parties can do among them.
type model struct {
	g        *game.Game
	parties  []int // of the case, by index in the conflict
	states   stateList
	index    map[string]int // of states that are listed one by one
	conflict *Conflict
	whole    bool   // every state that can be reached is among them
	form     *form  // nil: the case is not in option form, or too large
	formless string // why there is none
	together int    // parties that move together, at most

	change   *variant
	control  [][][]game.Mask // [issue][from × options + to] the minimal sets that can
	followed [][]bool        // [issue][option] a consequence may set it

	found, spare []game.Mask // scratch of between
}

// stateList holds states in a row.
type stateList struct {
	flat  []uint16
	width int
}

func (l *stateList) len() int            { return len(l.flat) / l.width }
func (l *stateList) at(s int) game.State { return l.flat[s*l.width : (s+1)*l.width : (s+1)*l.width] }
func (l *stateList) add(s game.State)    { l.flat = append(l.flat, s...) }
func (l *stateList) cut(n int)           { l.flat = l.flat[:n*l.width] }

// movers are the parties that can move at all and whose values are known.
func movers(g *game.Game) []int {
	able := g.Movers & g.Known
	for p := range g.Parties {
		if g.Known.Has(p) && g.Named(p) {
			able |= 1 << p
		}
	}
	return able.List()
}

// newModel examines what can be reached from the states of from, today among them. Where all allowed states are too many, it
// takes those nearest to from: breadth-first, one issue changed at a time with its consequences.
func newModel(g *game.Game, n *game.Numbers, from []game.State) (*model, error) {
	return newModelWith(g, n, from, nil)
}

// newModelWith is newModel where who controls an option is changed (nil: it is not).
func newModelWith(g *game.Game, n *game.Numbers, from []game.State, change *variant) (*model, error) {
	m := &model{g: g, change: change, parties: movers(g), index: map[string]int{}, states: stateList{width: len(g.Sizes)}}
	m.rules()
	m.sets()
	owner, why := m.owner()
	m.together = maxTogether
	if m.formless = why; why == "" && g.Size() > maxForm {
		m.together = 1 // in option form a move is one party's
		m.formless = "the case has too many combinations of options to look at all of them"
	}
	var err error
	if m.formless == "" {
		m.form, m.whole = newForm(m, owner, from), true
		m.conflict, err = m.form.conflict(m.payoff(n))
		return m, err
	}
	for _, s := range from {
		m.add(s)
	}
	if m.whole = m.all(); !m.whole {
		m.near()
	}
	moves := m.reachable(m.moves(len(from)), len(from))
	m.conflict, err = NewConflict(m.payoff(n), moves)
	return m, err
}

// find is the index of a state examined, or −1.
func (m *model) find(s game.State) int {
	if m.form != nil {
		return int(m.form.at[m.form.codeOf(s)])
	}
	if at, ok := m.index[key(s)]; ok {
		return at
	}
	return -1
}

// joint lists what two or three parties can do at once so that all of them gain.
func (m *model) joint(s int) []Move {
	if m.form != nil {
		return m.form.joint(m.conflict, s)
	}
	return m.conflict.Joint(s)
}

func key(s game.State) string {
	b := make([]byte, 0, 2*len(s))
	for _, o := range s {
		b = append(b, byte(o>>8), byte(o))
	}
	return string(b)
}

// add takes a state in and gives its index.
func (m *model) add(s game.State) int {
	k := key(s)
	at, ok := m.index[k]
	if !ok {
		at = m.states.len()
		m.index[k] = at
		m.states.add(s)
	}
	return at
}

// next is the next state in the order of the text, the last issue fastest; false after the last.
func (m *model) next(s game.State) bool {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i]++; int(s[i]) < m.g.Sizes[i] {
			return true
		}
		s[i] = 0
	}
	return false
}
