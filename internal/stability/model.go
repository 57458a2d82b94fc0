package stability

import (
	"math/bits"
	"slices"

	"parley/casefile"
	"parley/internal/game"
)

// Limits of the conflict that is made of a case.
const (
	maxStates   = 4096      // examined at most
	maxMoves    = 1_000_000 // between them; beyond, fewer states are examined
	maxTogether = 3         // parties that move together
)

// model is the conflict of a case: the states examined, and what the parties can do among them.
type model struct {
	g        *game.Game
	parties  []int // of the case, by index in the conflict
	states   []game.State
	index    map[string]int
	conflict *Conflict
	whole    bool // every state that can be reached is among them

	control  [][][]game.Mask // [issue][from × options + to] the minimal sets that can
	followed [][]bool        // [issue][option] a consequence may set it

	found, spare []game.Mask // scratch of between
}

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
	m := &model{g: g, parties: movers(g), index: map[string]int{}}
	m.rules()
	m.sets()
	for _, s := range from {
		m.add(s)
	}
	if m.whole = m.all(); !m.whole {
		m.near()
	}
	moves := m.reachable(m.moves(len(from)), len(from))
	var err error
	m.conflict, err = NewConflict(m.payoff(n), moves)
	return m, err
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
		at = len(m.states)
		m.index[k] = at
		m.states = append(m.states, s)
	}
	return at
}

func (m *model) rules() {
	for _, size := range m.g.Sizes {
		m.followed = append(m.followed, make([]bool, size))
	}
	for i := range m.g.Consequences {
		for _, set := range m.g.Consequences[i].Then {
			m.followed[set.Issue][set.Option] = true
		}
	}
}

// sets finds who can take each issue from each option to each other.
func (m *model) sets() {
	var tried []game.Mask
	for size := 1; size <= maxTogether; size++ {
		tried = subsets(tried, m.parties, size, 0)
	}
	for i, size := range m.g.Sizes {
		m.control = append(m.control, make([][]game.Mask, size*size))
		for from := range size {
			for to := range size {
				if from == to {
					continue
				}
				for _, set := range tried {
					if found := &m.control[i][from*size+to]; !contains(*found, set) && m.g.CanMove(set, i, from, to) {
						*found = append(*found, set)
					}
				}
			}
		}
	}
}

// subsets appends the sets of size parties of list, each joined with.
func subsets(out []game.Mask, list []int, size int, with game.Mask) []game.Mask {
	if size == 0 {
		return append(out, with)
	}
	for k, p := range list {
		out = subsets(out, list[k+1:], size-1, with|1<<p)
	}
	return out
}

// contains reports whether set contains one of found.
func contains(found []game.Mask, set game.Mask) bool {
	return slices.ContainsFunc(found, func(f game.Mask) bool { return f&set == f })
}

// all takes in every allowed state, where they are few enough to list.
func (m *model) all() bool {
	if m.g.Size() > 4*maxStates {
		return false
	}
	given := len(m.states)
	s := make(game.State, len(m.g.Sizes))
	for {
		if m.g.Allowed(s) {
			m.add(s.Clone())
		}
		i := len(s) - 1
		for ; i >= 0 && int(s[i]) == m.g.Sizes[i]-1; i-- {
			s[i] = 0
		}
		if i < 0 {
			break
		}
		s[i]++
	}
	if len(m.states) <= maxStates {
		return true
	}
	for _, s := range m.states[given:] {
		delete(m.index, key(s))
	}
	m.states = m.states[:given]
	return false
}

// near takes in the nearest states, up to the limit.
func (m *model) near() {
	for at := 0; at < len(m.states) && len(m.states) < maxStates; at++ {
		s := m.states[at]
		for i, size := range m.g.Sizes {
			for o := range size {
				if len(m.control[i][int(s[i])*size+o]) == 0 {
					continue
				}
				t, err := m.g.Complete(s, []casefile.Setting{{Issue: i, Option: o}})
				if err != nil {
					continue // no move: a rule forbids it
				}
				if m.add(t); len(m.states) >= maxStates {
					return
				}
			}
		}
	}
}

// moves lists what every minimal set can do among the states. Where that is too much, the last states are given up, so that
// all moves among those kept are there; the first ones, which are asked about, are always kept.
func (m *model) moves(first int) []Move {
	var out []Move
	index := map[int]int{}
	for k, p := range m.parties {
		index[p] = k
	}
	add := func(x, y int) {
		for _, by := range m.between(m.states[x], m.states[y]) {
			set := Set(0)
			for _, p := range by.List() {
				set |= 1 << index[p]
			}
			out = append(out, Move{From: x, To: y, By: set})
		}
	}
	for x := range m.states {
		before := len(out)
		for y := range x {
			add(x, y)
			add(y, x)
		}
		if len(out) > maxMoves && x >= first {
			m.states, m.whole = m.states[:x], false
			return out[:before]
		}
	}
	return out
}

// between are the minimal sets that can take s to t at once.
func (m *model) between(s, t game.State) []game.Mask {
	found, spare := m.found[:0], m.spare
	found = append(found, 0)
	follows := false
	for i := range s {
		if s[i] == t[i] {
			continue
		}
		can := m.control[i][int(s[i])*m.g.Sizes[i]+int(t[i])]
		next := spare[:0]
		if m.followed[i][t[i]] {
			next, follows = append(next, found...), true
		}
		for _, a := range found {
			for _, b := range can {
				if set := a | b; bits.OnesCount64(uint64(set)) <= maxTogether && !slices.Contains(next, set) {
					next = append(next, set)
				}
			}
		}
		if len(next) == 0 {
			return nil
		}
		found, spare = next, found
	}
	m.found, m.spare = found, spare
	slices.SortFunc(found, game.CompareSets)
	var out []game.Mask
	for _, set := range found {
		if set != 0 && !contains(out, set) && (!follows || m.g.Reaches(set, nil, s, t)) {
			out = append(out, set)
		}
	}
	return out
}

// reachable drops the states that no moves lead to from the first ones, and gives the moves among the rest.
func (m *model) reachable(moves []Move, first int) []Move {
	out := make([][]int32, len(m.states))
	for _, mv := range moves {
		out[mv.From] = append(out[mv.From], int32(mv.To))
	}
	place, queue := make([]int, len(m.states)), []int32{}
	for s := range place {
		if place[s] = -1; s < first && s < len(m.states) {
			queue = append(queue, int32(s))
			place[s] = 0
		}
	}
	for at := 0; at < len(queue); at++ {
		for _, t := range out[queue[at]] {
			if place[t] < 0 {
				place[t] = 0
				queue = append(queue, t)
			}
		}
	}
	states := m.states
	m.states, m.index = nil, map[string]int{}
	for s := range states {
		if place[s] == 0 {
			place[s] = m.add(states[s])
		}
	}
	kept := moves[:0]
	for _, mv := range moves {
		if place[mv.From] >= 0 {
			kept = append(kept, Move{From: place[mv.From], To: place[mv.To], By: mv.By})
		}
	}
	return kept
}

// payoff ranks the states for each party by their values on the grid. States that break a red line of its which is
// not broken today rank below all others: it does not trade that line.
func (m *model) payoff(n *game.Numbers) [][]int64 {
	out := make([][]int64, len(m.parties))
	for k, p := range m.parties {
		row := make([]int64, len(m.states))
		for s := range m.states {
			row[s] = game.Grid(n.Value(p, m.states[s]))
		}
		below := slices.Max(row) - slices.Min(row) + 1
		for s := range m.states {
			if m.crosses(k, s) {
				row[s] -= below
			}
		}
		out[k] = row
	}
	return out
}

// crosses reports whether a state breaks a red line of a party anew.
func (m *model) crosses(party, s int) bool {
	return len(m.g.BrokenRedLines(m.parties[party], m.g.Today, m.states[s])) > 0
}

// value is what a state is worth to a party, in points.
func (m *model) value(n *game.Numbers, party, s int) float64 {
	return game.Points(n.Value(m.parties[party], m.states[s]))
}
