package clock

import (
	"parley/internal/game"
)

// unilateral lets parties that can act weigh a move of their own, in the order of the text, each with the chance that its initiative
// gives it. A move that changes a clause of a deal in force is for Judge; another is made when it pays and no answer takes the
// gain away.
func (r *Run) unilateral() error {
	g := r.W.G
	for _, p := range r.W.Actors {
		if r.Ended {
			return nil
		}
		chance, err := g.Initiative(p, r.Vars, r.State)
		if err != nil {
			return err
		}
		if r.dice.Chance(r.s.moves[p], r.Step) >= game.Within(chance, r.W.DT) {
			continue
		}
		if err := r.Weigh(p); err != nil {
			return err
		}
	}
	return nil
}

// Weigh lets p break a deal if that is best at once, or else make its best free move.
func (r *Run) Weigh(p int) error {
	if len(r.from(r.here(), p)) == 0 {
		return nil
	}
	move, breaks, err := r.BreaksNow(p, r.Here())
	if err == nil && breaks && r.Stays != nil {
		var stays bool
		stays, err = r.Stays(p)
		breaks = !stays
	}
	if err != nil {
		return err
	}
	if breaks {
		r.Note(Broken, p)
		r.W.G.Happen(r.Vars, game.Broke, p)
		return r.depart(p, move)
	}
	y, err := r.Improvement(p)
	if err != nil || y == nil {
		return err
	}
	r.Note(Moved, p)
	return r.Become(y)
}

// Improvement is p's best move that touches no deal in force, pays, and that no answer by others makes it regret; nil if there
// is none. The answers are those of sequential stability: moves by which others better themselves, up to two of them in turn.
func (r *Run) Improvement(p int) (game.State, error) {
	n := r.Numbers()
	if r.numbersFault != nil {
		return nil, r.numbersFault
	}
	whole := r.W.G.ValueAt(n, p, r.State)
	now := min(whole, n.Caps[p])
	var best game.State
	least := game.Gains(now)
	moves := r.from(r.here(), p)
	for k := range moves {
		m := &moves[k]
		if touched(r.Pacts, r.State, m.State) || r.Holds != nil && r.Holds(p, m.State) {
			continue
		}
		if v := n.ValueAfter(p, whole, r.State, m.State, &m.change); v >= least {
			regrets, err := r.regrets(p, r.after(m), now, 2)
			if err != nil {
				return nil, err
			}
			if !regrets {
				best, least = m.State, game.Above(v)
			}
		}
	}
	return best, n.Fault()
}

// regrets reports whether others can better themselves from a state, in up to so many moves in turn, so that p has no more than now. An answer that
// changes a clause of a deal in force is for Judge, like any breach: it counts where it is best at once, and ends the turn.
func (r *Run) regrets(p int, at *node, now game.Tick, deep int) (bool, error) {
	n, g, y := r.N, r.W.G, at.state
	mine := g.ValueAt(n, p, y)
	for _, q := range r.W.Actors {
		if q == p {
			continue
		}
		moves := r.from(at, q)
		if len(moves) == 0 {
			continue
		}
		whole := g.ValueAt(n, q, y)
		least, bound := game.Gains(min(whole, n.Caps[q])), false
		for k := range moves {
			m := &moves[k]
			if touched(r.Pacts, y, m.State) {
				bound = true
				continue
			}
			if n.ValueAfter(q, whole, y, m.State, &m.change) < least {
				continue
			}
			if n.ValueAfter(p, mine, y, m.State, &m.change) < game.Gains(now) {
				return true, nil
			}
			if deep > 1 {
				if regrets, err := r.regrets(p, r.after(m), now, deep-1); regrets || err != nil {
					return regrets, err
				}
			}
		}
		if bound {
			move, breaks, err := r.BreaksNow(q, &Situation{State: y, From: y, Pacts: r.Pacts, node: at})
			if err != nil || breaks && n.Value(p, move) < game.Gains(now) {
				return err == nil, err
			}
		}
	}
	return false, nil
}

// succeed lets successors come who do not feel bound: they repudiate the deals of their predecessor that they can undo.
func (r *Run) succeed() error {
	for p := range r.W.G.Parties {
		if r.Ended || !r.signed(p) {
			continue
		}
		turnover, err := r.W.G.Turnover(p, r.Vars, r.State)
		if err != nil {
			return err
		}
		if turnover == 0 || r.dice.Chance(r.s.leaders[p], r.Step) >= game.Within(turnover, r.W.DT/12) {
			continue
		}
		unbound, err := r.W.G.Unbound(p, r.Vars, r.State)
		if err != nil {
			return err
		}
		if r.dice.Chance(r.s.bound[p], r.Step) >= unbound {
			continue
		}
		if err := r.repudiate(p); err != nil {
			return err
		}
	}
	return nil
}

func (r *Run) signed(p int) bool {
	for k := range r.Pacts {
		if r.Pacts[k].Signatories.Has(p) {
			return true
		}
	}
	return false
}

// repudiate takes p out of a deal it is bound by, by the move that leaves it most; nothing happens where it can change none alone.
func (r *Run) repudiate(p int) error {
	n := r.Numbers()
	if r.numbersFault != nil {
		return r.numbersFault
	}
	var best game.State
	var most game.Tick
	for _, m := range r.from(r.here(), p) {
		y, leaves := m.State, false
		for k := range r.Pacts {
			leaves = leaves || r.Pacts[k].Signatories.Has(p) && r.Pacts[k].Touches(r.State, y)
		}
		if !leaves {
			continue
		}
		if v := n.Value(p, y); best == nil || v > most {
			best, most = y, v
		}
	}
	if best == nil || n.Fault() != nil {
		return n.Fault()
	}
	r.Note(Succeeded, p)
	r.W.G.Happen(r.Vars, game.Broke, p)
	return r.depart(p, best)
}
