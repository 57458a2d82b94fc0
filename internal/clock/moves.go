package clock

import (
	"parley/internal/game"
)

// Move is a move that a party makes alone.
type Move struct {
	State  game.State // that it leads to
	change game.Change
	red    bool // it breaks a red line of the party anew
}

// Moves lists the moves that p can make alone in s: one issue changed, and what follows by the rules. The list is shared; it must not be
// changed.
func (r *Run) Moves(p int, s game.State) []Move {
	r.key = appendKey(r.key[:0], p, s)
	if list, ok := r.moves[string(r.key)]; ok {
		return list
	}
	var out []Move
	g := r.W.G
	allowed := g.Allowed(s)
	for i, n := range g.Sizes {
		for to := range n {
			if !r.W.solo[p][i][int(s[i])*n+to] {
				continue
			}
			if y, ok := r.states.Changed(g, s, i, to, allowed); ok && !y.Equal(s) {
				out = append(out, Move{State: y, change: game.ChangeBetween(s, y), red: len(g.BrokenRedLines(p, s, y)) > 0})
			}
		}
	}
	if len(r.moves) >= maxCached {
		clear(r.moves)
	}
	r.moves[string(r.key)] = out
	return out
}

// maxCached is the most states whose moves a worker remembers; then it forgets all and begins anew.
const maxCached = 1 << 14

func appendKey(key []byte, p int, s game.State) []byte {
	key = append(key, byte(p))
	for _, o := range s {
		key = append(key, byte(o), byte(o>>8))
	}
	return key
}
