package coercion

import (
	"slices"

	"parley/casefile"
	"parley/internal/clock"
	"parley/internal/game"
)

// choice is a state that meets a demand, and who must agree to it besides sender and target.
type choice struct {
	state game.State
	needs game.Mask // without whom it cannot be, whoever else agrees
	open  bool      // more are needed, who can stand in for each other
}

// ways are the choices from a state. undo are the settings that take an instrument back with the concession.
type ways struct {
	from game.State
	undo []casefile.Setting
	list []choice
}

// choices lists the ways to meet the demand from a state, remembered while the state stays.
func (x *Worker) choices(k int, from game.State, undo []casefile.Setting) []choice {
	w := &x.ways[k]
	if w.from != nil && w.from.Equal(from) && slices.Equal(w.undo, undo) {
		return w.list
	}
	w.from, w.undo, w.list = from.Clone(), slices.Clone(undo), w.list[:0]
	g, t := x.ts.g, &x.ts.list[k]
	named := from.Clone()
	for cell := range t.cells {
		t.of.Demand.Decode(cell, named)
		y := concession(g, &t.of.Demand.Scope, from, named, undo)
		if y == nil || !t.of.Demand.Holds(y) || y.Equal(from) || slices.ContainsFunc(w.list, func(c choice) bool { return c.state.Equal(y) }) {
			continue
		}
		if c, ok := agreement(g, game.Of(t.by, t.to), from, y); ok {
			w.list = append(w.list, c)
		}
	}
	return w.list
}

// concession is from with the issues of a demand as named has them, and an instrument taken back where the rules let it; nil where the
// rules allow neither.
func concession(g *game.Game, demand *game.Scope, from, named game.State, undo []casefile.Setting) game.State {
	var wanted []casefile.Setting
	for _, i := range demand.Issues {
		if named[i] != from[i] {
			wanted = append(wanted, casefile.Setting{Issue: i, Option: int(named[i])})
		}
	}
	with := slices.Clone(wanted)
	for _, s := range undo {
		if !slices.Contains(demand.Issues, s.Issue) {
			with = append(with, s)
		}
	}
	for _, settings := range [][]casefile.Setting{with, wanted} {
		if y, ok := g.Completed(from, settings...); ok {
			return y
		}
	}
	return nil
}

// everyone is the set of all parties.
func everyone(g *game.Game) game.Mask {
	var all game.Mask
	for p := range g.Parties {
		all |= game.Of(p)
	}
	return all
}

// agreement finds who besides the two must agree to a move to a state that breaks no rule, and false where nobody can make it.
func agreement(g *game.Game, two game.Mask, from, y game.State) (choice, bool) {
	c, all := choice{state: y}, everyone(g)
	if g.ReachesAllowed(two, nil, from, y) {
		return c, true
	}
	if !g.ReachesAllowed(all, nil, from, y) {
		return c, false
	}
	for _, q := range (all &^ two).List() {
		if !g.ReachesAllowed(all&^game.Of(q), nil, from, y) {
			c.needs |= game.Of(q)
		}
	}
	c.open = !g.ReachesAllowed(two|c.needs, nil, from, y)
	return c, true
}

// consent is who signs a concession besides sender and target, and who stands in its way.
type consent struct{ signs, refuses game.Mask }

// signers are those besides sender and target without whom a choice cannot be: they bring it about, or it changes a deal of theirs.
func (x *Worker) signers(r *clock.Run, t *threat, c *choice) game.Mask {
	needs := c.needs
	for k := range r.Pacts {
		if r.Pacts[k].Touches(r.State, c.state) {
			needs |= r.Pacts[k].Signatories &^ game.Of(t.by, t.to)
		}
	}
	return needs
}

// consents asks all who must agree to a choice.
func (x *Worker) consents(r *clock.Run, t *threat, c *choice) (consent, error) {
	g, two := x.ts.g, game.Of(t.by, t.to)
	needs := x.signers(r, t, c)
	ask := needs
	if c.open {
		ask = everyone(g) &^ two
	}
	var willing game.Mask
	for _, q := range ask.List() {
		ok, err := x.agrees(r, t, c, q)
		if err != nil {
			return consent{}, err
		}
		if ok {
			willing |= game.Of(q)
		}
	}
	if !c.open {
		return consent{signs: needs, refuses: needs &^ willing}, nil
	}
	return standIns(g, two, needs, willing, r.State, c.state), nil
}

// standIns picks, of those who can stand in for each other, a smallest set that suffices: nobody is left out of it who is needed, and
// those who refuse are taken only where nobody else will do.
func standIns(g *game.Game, two, needs, willing game.Mask, from, y game.State) consent {
	signs := everyone(g) &^ two
	for _, refusers := range []bool{true, false} {
		list := signs.List()
		slices.Reverse(list)
		for _, q := range list {
			less := signs &^ game.Of(q)
			if willing.Has(q) != refusers && !needs.Has(q) && g.ReachesAllowed(two|less, nil, from, y) {
				signs = less
			}
		}
	}
	return consent{signs: signs, refuses: signs &^ willing}
}

// agrees reports whether another party would agree to a choice: nothing is lost by it and no red line is broken anew. A party that is not
// known agrees to nothing.
func (x *Worker) agrees(r *clock.Run, t *threat, c *choice, q int) (bool, error) {
	g := x.ts.g
	if !g.Known.Has(q) || len(g.BrokenRedLines(q, r.State, c.state)) > 0 {
		return false, nil
	}
	now, err := standsAt(r, q)
	if err != nil {
		return false, err
	}
	j, _, err := r.JudgeFrom(q, x.conceding(r, t, game.Of(t.by, t.to, q), c.state, nil), now-slack)
	return worthOf(&j) >= now-slack, err
}
