package search

import (
	"parley/internal/game"
)

// Undo is a move away from a deal in force by which every mover gains: it changes some of the deal's clauses, the
// issues that differ from today, and nothing else but what follows by rule. A further bargain about other issues
// undoes nothing.
type Undo struct {
	Movers game.Mask
	To     game.State
}

// Undoer finds such moves in one draw.
type Undoer struct {
	g      *game.Game
	inputs []float64
	today  *game.Numbers // relative to today: enough where nothing is paid on a transition
	at     *game.Numbers // relative to the state at hand
	able   game.Mask     // parties that can move at all
	cache  []undoMove
}

// undoMove is a move that undid some earlier state, tried first on the next.
type undoMove struct {
	movers game.Mask
	to     game.State
	issues []int // what it changed
}

// NewUndoer prepares for the draw n was made of.
func NewUndoer(g *game.Game, n *game.Numbers) *Undoer {
	u := &Undoer{g: g, inputs: n.Vars, today: n, able: g.Movers & g.Known}
	for p := range g.Parties {
		if g.Known.Has(p) && !g.Movers.Has(p) && g.Named(p) {
			u.able |= 1 << p
		}
	}
	return u
}

// maxUndoers bounds the size of the sets of parties tried.
const maxUndoers = 3

// relative returns the numbers relative to s.
func (u *Undoer) relative(s game.State) (*game.Numbers, error) {
	if !u.g.Once {
		return u.today, nil
	}
	if u.at == nil {
		u.at = u.g.NewNumbers()
	}
	return u.at, u.at.Fill(u.inputs, s)
}

// Sets lists the minimal sets of parties (up to three) that can take some clause of s elsewhere, better every one of
// them at once by that, and break no red line of theirs that s does not. Parties of except are left out.
func (u *Undoer) Sets(s game.State, except game.Mask) ([]Undo, error) {
	return u.sets(s, except, false)
}

// Any reports whether there is such a set.
func (u *Undoer) Any(s game.State, except game.Mask) (bool, error) {
	if u.g.Today == nil {
		return false, nil
	}
	for k := range u.cache {
		m := &u.cache[k]
		if m.movers&except != 0 {
			continue
		}
		undone, err := u.again(s, m)
		if err != nil {
			return false, err
		}
		if undone {
			u.cache[0], u.cache[k] = u.cache[k], u.cache[0]
			return true, nil
		}
	}
	sets, err := u.sets(s, except, true)
	return len(sets) > 0, err
}

func (u *Undoer) sets(s game.State, except game.Mask, first bool) ([]Undo, error) {
	if u.g.Today == nil {
		return nil, nil
	}
	n, err := u.relative(s)
	if err != nil {
		return nil, err
	}
	list := (u.able &^ except).List()
	var out []Undo
	for size := 1; size <= min(maxUndoers, len(list)) && !(first && len(out) > 0); size++ {
		err := Subsets(len(list), size, func(set uint64) error {
			m := Pick(list, set)
			for _, o := range out {
				if o.Movers&m == o.Movers || first {
					return nil
				}
			}
			to, ok, err := u.better(n, s, m)
			if ok {
				out = append(out, Undo{m, to})
				u.remember(s, m, to)
			}
			return err
		})
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

const undoCache = 32

func (u *Undoer) remember(s game.State, movers game.Mask, to game.State) {
	m := undoMove{movers: movers, to: to}
	for i := range s {
		if s[i] != to[i] {
			m.issues = append(m.issues, i)
		}
	}
	if len(u.cache) < undoCache {
		u.cache = append(u.cache, m)
	} else {
		u.cache[len(u.cache)-1] = m
	}
}

// again reports whether a remembered move undoes s too.
func (u *Undoer) again(s game.State, m *undoMove) (bool, error) {
	to := s.Clone()
	for _, i := range m.issues {
		to[i] = m.to[i]
	}
	if to.Equal(s) {
		return false, nil
	}
	for _, p := range m.movers.List() {
		before, err := u.today.ValueFrom(p, s, s)
		if err != nil {
			return false, err
		}
		after, err := u.today.ValueFrom(p, to, s)
		if err != nil || after < game.Above(before) || len(u.g.BrokenRedLines(p, s, to)) > 0 {
			return false, err
		}
	}
	return u.g.Reaches(m.movers, u.clauses(s), s, to), nil
}

// better looks for a state that set can reach from s by changing clauses, and that betters each member on the grid.
func (u *Undoer) better(n *game.Numbers, s game.State, set game.Mask) (game.State, bool, error) {
	sp, err := NewSpace(u.g, Room{Members: set, Accept: set, Base: s, Agenda: u.clauses(s)}, set, BlockLimit, false)
	if err != nil {
		return nil, false, err
	}
	sv := sp.NewSolver()
	sv.Load(n)
	least := make([]game.Tick, len(sp.values))
	for j, p := range sp.values {
		least[j] = game.Above(n.Value(p, s))
	}
	return sv.Find(&Query{Least: least})
}

// clauses marks the issues in which s differs from today.
func (u *Undoer) clauses(s game.State) []bool {
	out := make([]bool, len(s))
	for i := range s {
		out[i] = s[i] != u.g.Today[i]
	}
	return out
}
