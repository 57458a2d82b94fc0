package stability

import (
	"math/bits"
	"slices"

	"parley/casefile"
	"parley/internal/game"
)

// all takes in every allowed state, where they are few enough to list.
func (m *model) all() bool {
	if m.g.Size() > 4*maxStates {
		return false
	}
	given := m.states.len()
	s := make(game.State, len(m.g.Sizes))
	for more := true; more; more = m.next(s) {
		if m.g.Allowed(s) {
			m.add(s)
		}
	}
	if m.states.len() <= maxStates {
		return true
	}
	for s := given; s < m.states.len(); s++ {
		delete(m.index, key(m.states.at(s)))
	}
	m.states.cut(given)
	return false
}

// near takes in the nearest states, up to the limit.
func (m *model) near() {
	for at := 0; at < m.states.len() && m.states.len() < maxStates; at++ {
		s := m.states.at(at)
		for i, size := range m.g.Sizes {
			for o := range size {
				if len(m.control[i][int(s[i])*size+o]) == 0 {
					continue
				}
				t, ok := m.g.Completed(s, casefile.Setting{Issue: i, Option: o})
				if !ok {
					continue // no move: a rule forbids it
				}
				if m.add(t); m.states.len() >= maxStates {
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
		for _, by := range m.between(m.states.at(x), m.states.at(y)) {
			set := Set(0)
			for _, p := range by.List() {
				set |= 1 << index[p]
			}
			out = append(out, Move{From: x, To: y, By: set})
		}
	}
	for x := range m.states.len() {
		before := len(out)
		for y := range x {
			add(x, y)
			add(y, x)
		}
		if len(out) > maxMoves && x >= first {
			m.states.cut(x)
			m.whole = false
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
				if set := a | b; bits.OnesCount64(uint64(set)) <= m.together && !slices.Contains(next, set) {
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
	out := make([][]int32, m.states.len())
	for _, mv := range moves {
		out[mv.From] = append(out[mv.From], int32(mv.To))
	}
	place, queue := make([]int, m.states.len()), []int32{}
	for s := range place {
		if place[s] = -1; s < first && s < m.states.len() {
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
	m.states, m.index = stateList{width: states.width}, map[string]int{}
	for s := range states.len() {
		if place[s] == 0 {
			place[s] = m.add(states.at(s))
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
