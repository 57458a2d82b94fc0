package game

import "parley/internal/expr"

// Undo is a move away from a deal in force by which every mover gains: it changes some of the deal's clauses, the
// issues that differ from today, and nothing else but what follows by rule. A further bargain about other issues
// undoes nothing.
type Undo struct {
	Movers Mask
	To     State
}

// Undoer finds such moves in one draw.
type Undoer struct {
	g      *Game
	inputs []float64
	today  *Numbers // relative to today: enough where nothing is paid on a transition
	at     *Numbers // relative to the state at hand
	able   Mask     // parties that can move at all
	cache  []undoMove
}

// undoMove is a move that undid some earlier state, tried first on the next.
type undoMove struct {
	movers Mask
	to     State
	issues []int // what it changed
}

// NewUndoer prepares for the draw n was made of.
func (g *Game) NewUndoer(n *Numbers) *Undoer {
	u := &Undoer{g: g, inputs: n.Inputs, today: n, able: g.Movers & g.Known}
	for p := range g.parties {
		if g.Known.Has(p) && !g.Movers.Has(p) && g.named(p) {
			u.able |= 1 << p
		}
	}
	return u
}

// maxUndoers bounds the size of the sets of parties tried.
const maxUndoers = 3

// relative returns the numbers relative to s.
func (u *Undoer) relative(s State) (*Numbers, error) {
	if !u.g.once {
		return u.today, nil
	}
	if u.at == nil {
		u.at = u.g.NewNumbers()
	}
	return u.at, u.at.Fill(u.inputs, s)
}

// Sets lists the minimal sets of parties (up to three) that can take some clause of s elsewhere, better every one of
// them at once by that, and break no red line of theirs that s does not. Parties of except are left out.
func (u *Undoer) Sets(s State, except Mask) ([]Undo, error) { return u.sets(s, except, false) }

// Any reports whether there is such a set.
func (u *Undoer) Any(s State, except Mask) (bool, error) {
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

func (u *Undoer) sets(s State, except Mask, first bool) ([]Undo, error) {
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
			var m Mask
			for k, p := range list {
				if set>>k&1 == 1 {
					m |= 1 << p
				}
			}
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

func (u *Undoer) remember(s State, movers Mask, to State) {
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
func (u *Undoer) again(s State, m *undoMove) (bool, error) {
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
		if err != nil || after < Above(before) || len(u.g.BrokenRedLines(p, s, to)) > 0 {
			return false, err
		}
	}
	return u.g.Reaches(m.movers, u.clauses(s), s, to), nil
}

// better looks for a state that set can reach from s by changing clauses, and that betters each member on the grid.
func (u *Undoer) better(n *Numbers, s State, set Mask) (State, bool, error) {
	sp, err := u.g.NewSpace(Room{Members: set, Accept: set, Base: s, Agenda: u.clauses(s)}, set, BlockLimit, false)
	if err != nil {
		return nil, false, err
	}
	sv := sp.NewSolver()
	sv.Load(n)
	least := make([]Tick, len(sp.values))
	for j, p := range sp.values {
		least[j] = Above(n.Value(p, s))
	}
	return sv.Find(&Query{Least: least})
}

// clauses marks the issues in which s differs from today.
func (u *Undoer) clauses(s State) []bool {
	out := make([]bool, len(s))
	for i := range s {
		out[i] = s[i] != u.g.Today[i]
	}
	return out
}

// named reports whether some control formula mentions p.
func (g *Game) named(p int) bool {
	for i := range g.control {
		for o := range g.control[i] {
			if mentions(g.control[i][o], p) || mentions(g.back[i][o], p) {
				return true
			}
		}
	}
	return false
}

func mentions(f *expr.Node, p int) bool {
	found := false
	if f != nil {
		f.Walk(func(n *expr.Node) { found = found || n.Op == expr.Name && n.Ref == expr.Party && n.Index == p })
	}
	return found
}

// Concerns reports whether p's consent could matter to a clause of s: a formula that governs it names p, or the issue
// needs all who are seated and p is.
func (g *Game) Concerns(p int, s State) bool {
	for i, o := range s {
		if g.Today == nil || o == g.Today[i] {
			continue
		}
		f := g.control[i][o]
		if f == nil && g.defaults.Has(p) || mentions(f, p) {
			return true
		}
	}
	return false
}
