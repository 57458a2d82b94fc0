package clock

import (
	"parley/casefile"
	"parley/internal/game"
)

// Move is a move that a party makes alone.
type Move struct {
	State  game.State // that it leads to
	issues []int      // that it changes, ascending
	change game.Change
	to     *node // nil until asked for
}

// node is a state and what the parties can do in it alone.
type node struct {
	state game.State
	moves [][]Move  // by party
	moved []bool    // [party, issue] some move of its changes it
	known game.Mask // of the parties whose moves are known
}

// Moves lists the moves that p can make alone in s, which breaks no rule: one issue changed, and what follows by the rules. Whatever it makes
// them for, to better itself, to break a deal or as a successor, p crosses no red line of its own. The list is shared; it must not be changed.
func (r *Run) Moves(p int, s game.State) []Move { return r.from(r.node(s), p) }

// node finds what is remembered of a state, or begins to remember it.
func (r *Run) node(s game.State) *node {
	if r.spot != nil && r.spot.state.Equal(s) {
		return r.spot
	}
	r.key = appendState(r.key[:0], s)
	x, ok := r.nodes.Get(r.key)
	if !ok {
		x = &node{state: r.states.Clone(s), moves: make([][]Move, len(r.W.G.Parties)), moved: make([]bool, len(r.W.G.Parties)*len(s))}
		r.nodes.Put(r.key, x)
	}
	return x
}

// here is the node of the state in force.
func (r *Run) here() *node {
	r.spot = r.node(r.State)
	return r.spot
}

// from lists the moves of p in a state.
func (r *Run) from(x *node, p int) []Move {
	if x.known.Has(p) {
		return x.moves[p]
	}
	g, s, list := r.W.G, x.state, r.made[:0]
	for i, n := range g.Sizes {
		if !r.W.free[p][i][s[i]] {
			continue
		}
		for to := range n {
			if !r.W.solo[p][i][int(s[i])*n+to] {
				continue
			}
			if y, ok := r.states.Completed(g, s, casefile.Setting{Issue: i, Option: to}); ok && !y.Equal(s) && len(g.BrokenRedLines(p, s, y)) == 0 {
				list = append(list, Move{State: y, issues: r.states.Issues(s, y), change: r.states.Change(g, s, y)})
			}
		}
	}
	r.made = list
	for k := range list {
		for _, i := range list[k].issues {
			x.moved[p*len(s)+i] = true
		}
	}
	x.moves[p], x.known = append([]Move(nil), list...), x.known|game.Of(p)
	return x.moves[p]
}

// canChange reports whether p can change a clause of a deal by a move of its own.
func (r *Run) canChange(x *node, p int, deal *Pact) bool {
	if !x.known.Has(p) {
		r.from(x, p)
	}
	row := x.moved[p*len(x.state):]
	for _, i := range deal.Issues {
		if row[i] {
			return true
		}
	}
	return false
}

// after is the node that a move leads to.
func (r *Run) after(m *Move) *node {
	if m.to == nil {
		m.to = r.node(m.State)
	}
	return m.to
}

// unlink forgets where moves lead: what is not asked for itself is not to be kept by what is.
func (x *node) unlink() {
	for _, moves := range x.moves {
		for k := range moves {
			moves[k].to = nil
		}
	}
}

// maxStates is how many states, and how many situations, a worker remembers for certain; it never remembers more than twice as many.
const maxStates = 1 << 13

func appendState(key []byte, s game.State) []byte {
	for _, o := range s {
		key = append(key, byte(o), byte(o>>8))
	}
	return key
}
