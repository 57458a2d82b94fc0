package assay

import (
	"errors"

	"parley/internal/ask"
	"parley/internal/durability"
	"parley/internal/game"
	"parley/internal/search"
)

// finding is what came of a test in one draw.
type finding struct {
	asked, passes bool
	who           []Who
}

// failing is a finding of a test that is asked: it passes where nobody fails it.
func failing(who []Who) finding { return finding{asked: true, passes: len(who) == 0, who: who} }

// The tests, in the order in which the first that fails is looked for; then the parts of the last.
const (
	room = iota
	ratified
	kept
	sanctions
	power
	patient
	ripe
	stalemate
	hurting
	wayOut
	tests
)

// findings are those of one state in one draw.
type findings struct {
	of          [tests]finding
	in          []bool  // by panel
	refuse      [][]Who // by panel that could decide: members that do not accept
	signatories game.Mask
}

// worker tests in one draw after the other; each goroutine has its own.
type worker struct {
	q      *question
	moment *durability.Moment // nil: nothing is asked about time
}

func (q *question) worker() *worker {
	w := &worker{q: q}
	if q.moments != nil {
		w.moment = q.moments.Moment()
	}
	return w
}

// draw tests all subjects in a draw.
func (w *worker) draw(run int, inputs []float64, n *game.Numbers, out []findings) error {
	for k := range w.q.subjects {
		f, y := &out[k], w.q.subjects[k].State
		f.of[room] = w.room(n, k, f)
		f.of[ratified] = w.ratification(n, y)
	}
	for k := range w.q.subjects {
		if held := w.q.subjects[k].Held; held != nil && held.Equilibrium {
			out[k].of[sanctions] = failing(named(held.Bluffed, Bluff))
		}
	}
	if w.q.graph != nil {
		for k, leave := range w.q.graph.Leave(n) {
			out[k].of[kept] = failing(w.q.each(leave, Leaves))
		}
	}
	if w.moment == nil {
		return n.Fault()
	}
	if err := w.moment.Begin(run, inputs); err != nil {
		return err
	}
	for k := range w.q.subjects {
		if err := w.overTime(n, k, &out[k]); err != nil {
			return err
		}
	}
	return n.Fault()
}

// room asks whether the state lies in the zone of a panel that could decide on it; else who refuses, at the panel where fewest do.
func (w *worker) room(n *game.Numbers, k int, f *findings) finding {
	q, y := w.q, w.q.subjects[k].State
	f.in, f.refuse = make([]bool, len(q.panels)), make([][]Who, len(q.panels))
	if q.g.Today != nil && y.Equal(q.g.Today) {
		return finding{}
	}
	best := []Who{{Reason: Beyond}}
	for i, p := range q.open[k] {
		panel := &q.panels[p]
		f.in[p] = q.g.InZOPA(panel, n, y)
		who := w.refusing(n, panel, y)
		f.refuse[p] = who
		if panel.Met(q.g.Accepting(panel.Members, n, y)) {
			who = nil // enough of them would take it: what is missing is somebody who gains
		}
		if i == 0 || len(who) < len(best) {
			best = who
		}
	}
	for _, in := range f.in {
		if in {
			return failing(nil)
		}
	}
	if len(best) == 0 {
		best = []Who{{Reason: NoGain}}
	}
	return failing(best)
}

// refusing are the members of a panel that do not accept a state, and why.
func (w *worker) refusing(n *game.Numbers, panel *game.Panel, y game.State) []Who {
	var out []Who
	for _, p := range panel.Members.List() {
		if !w.q.g.Accepts(n, p, y) {
			out = append(out, Who{Party: w.q.g.Case.Parties[p].Name, Reason: w.refusal(n, p, y)})
		}
	}
	return out
}

func (w *worker) refusal(n *game.Numbers, p int, y game.State) Reason {
	switch {
	case !w.q.g.Known.Has(p):
		return Unknown
	case len(w.q.g.BrokenRedLines(p, n.Base, y)) > 0:
		return RedLine
	}
	return WalkAway
}

// ratification asks the ratifiers that the state needs.
func (w *worker) ratification(n *game.Numbers, y game.State) finding {
	g := w.q.g
	needed := false
	for i := range g.Case.Ratifiers {
		needed = needed || g.Ratifies(i, y)
	}
	if !needed || g.Today != nil && y.Equal(g.Today) {
		return finding{}
	}
	return failing(w.q.each(g.Unratified(n, y), Unratified))
}

// each gives a set of parties one reason.
func (q *question) each(set game.Mask, reason Reason) []Who {
	return named(ask.Names(q.g, set), reason)
}

func named(parties []string, reason Reason) []Who {
	var out []Who
	for _, name := range parties {
		out = append(out, Who{Party: name, Reason: reason})
	}
	return out
}

// undo asks of a large case without clocks who could undo a deal alone and gain at once, answers not counted in, as package blocks does.
func (q *question) undo(n *game.Numbers, out []findings) error {
	if q.g.Today == nil {
		return nil
	}
	u := search.NewUndoer(q.g, n)
	for k := range q.subjects {
		if !q.possible[k] {
			continue
		}
		alone, err := q.alone(u, q.subjects[k].State)
		if errors.Is(err, search.ErrBudget) {
			continue
		}
		if err != nil {
			return err
		}
		out[k].of[kept] = failing(q.each(alone, Undoes))
	}
	return nil
}

// alone are those who could undo a deal without anybody else.
func (q *question) alone(u *search.Undoer, y game.State) (game.Mask, error) {
	var out game.Mask
	everyone := game.Mask(1)<<len(q.g.Parties) - 1
	for p := range q.g.Parties {
		sets, err := u.Sets(y, everyone&^game.Of(p))
		if err != nil {
			return 0, err
		}
		if len(sets) > 0 {
			out |= 1 << p
		}
	}
	return out, nil
}
