package search

import (
	"math"

	"parley/internal/game"
)

// What was found of one draw tells of others beside it, in which a few inputs are others: the values of most parties are the same, and where
// there was no room a party must gain a good deal before there is.
//
// Let a party's slack in a state be its value less the least that it accepts. Where the draw has no room, one in which nobody's slack is
// larger anywhere has none. And if there were none even with the slack of one of those who decide down to −L, a draw in which its slack
// alone is larger, and nowhere by more than L, has none. Whether that is so a search of the first draw tells, in which the party accepts so much
// less; what it proves serves all draws beside it.

// beside is what a Solver keeps of the draw that others are loaded beside.
type beside struct {
	of     *game.Numbers // the draw; nil: none yet
	val    [][]game.Tick // as Solver.val
	others []bool        // [party] the solver holds its values in another draw
}

// Proof is what is known of a draw without room, for one desk and goal. The zero Proof says nothing.
type Proof struct{ coalitions []proof }

// proof is for one coalition that decides.
type proof struct {
	none []game.Tick // [party] no room with its slack down to less so much
	some []game.Tick // [party] room with its slack down to less so much
}

// of is the proof for one of so many coalitions.
func (p *Proof) of(c, coalitions, parties int) *proof {
	if p.coalitions == nil {
		p.coalitions = make([]proof, coalitions)
	}
	x := &p.coalitions[c]
	if x.none == nil {
		x.none, x.some = make([]game.Tick, parties), make([]game.Tick, parties)
		for j := range x.some {
			x.some[j] = game.NoCap
		}
	}
	return x
}

// LoadBeside fills the values of a draw beside the one that Load filled: of the parties for which they may differ, which numbers filled beside
// those of that draw can tell. The others must stay as they were.
func (sv *Solver) LoadBeside(n *game.Numbers) {
	x := &sv.beside
	if x.of == nil {
		sv.keep()
	}
	for j, p := range sv.sp.values {
		if same := n.Same(p); !same {
			sv.loadParty(j, n)
			x.others[j] = true
		} else if x.others[j] {
			sv.loadParty(j, x.of)
			x.others[j] = false
		}
	}
	sv.n = n
	sv.sumBonus()
}

// keep remembers what is loaded.
func (sv *Solver) keep() {
	x := &sv.beside
	if x.val == nil {
		x.others = make([]bool, len(sv.sp.values))
		for b := range sv.val {
			x.val = append(x.val, make([]game.Tick, len(sv.val[b])))
		}
	}
	for b := range sv.val {
		copy(x.val[b], sv.val[b])
	}
	clear(x.others)
	x.of = sv.n
}

// roomBeside is room for a draw beside one that has none.
func (sv *Solver) roomBeside(accept game.Mask, f *Filter, p *proof) (game.State, bool, error) {
	switch j, rise := sv.riser(accept, f); {
	case j < 0:
		return nil, false, nil
	case j == len(sv.sp.values) || rise >= p.some[j]:
	case rise <= p.none[j]:
		return nil, false, nil
	default:
		if sv.prove(accept, f, p, j, rise); rise <= p.none[j] {
			return nil, false, nil
		}
	}
	return sv.room(accept, f)
}

// riser is the party whose slack may be larger than in the first draw, and by how much at most: −1 where there is none, the number of parties
// where there are several or it is none of those who accept.
func (sv *Solver) riser(accept game.Mask, f *Filter) (riser int, rise game.Tick) {
	riser = -1
	for j, p := range sv.sp.values {
		if !sv.beside.others[j] {
			continue
		}
		switch r := sv.rise(j, f); {
		case r <= 0:
		case riser >= 0 || !accept.Has(p):
			return len(sv.sp.values), 0
		default:
			riser, rise = j, r
		}
	}
	return riser, rise
}

// rise is the most by which a party's slack can be larger than in the first draw.
func (sv *Solver) rise(j int, f *Filter) game.Tick {
	x, p, parties := &sv.beside, sv.sp.values[j], len(sv.sp.values)
	was, now := x.of, sv.n
	if was.WalkAway[p] <= game.NoThreshold || now.WalkAway[p] <= game.NoThreshold {
		return game.NoCap
	}
	var sum game.Tick
	for b, val := range sv.val {
		most := game.Tick(math.MinInt64)
		for k := range sv.sp.blocks[b].n {
			if f.keep == nil || f.keep[b] == nil || f.keep[b][k] {
				at := k*parties + j
				most = max(most, val[at]-x.val[b][at])
			}
		}
		sum += most
	}
	for _, t := range sv.sp.terms {
		if sv.sp.g.Factors[t].Party != p {
			continue
		}
		before, most := was.Table(t), game.Tick(math.MinInt64)
		for c, v := range now.Table(t) {
			most = max(most, v-before[c])
		}
		sum += most
	}
	if was.Caps[p] != game.NoCap || now.Caps[p] != game.NoCap {
		sum = max(sum, now.Caps[p]-was.Caps[p])
	}
	return sum - (game.AtLeast(now.WalkAway[p]) - game.AtLeast(was.WalkAway[p]))
}

// prove asks whether the first draw has room with the slack of one party down to less an amount.
func (sv *Solver) prove(accept game.Mask, f *Filter, p *proof, j int, amount game.Tick) {
	now := sv.n
	sv.first(now)
	if least, ok := sv.Accepting(accept); ok && least[j] < game.NoCap {
		least[j] -= amount
		s, found, err := sv.Find(&Query{Least: least, Filter: f})
		switch {
		case found:
			p.some[j] = least[j] + amount - sv.n.Value(sv.sp.values[j], s)
		case err == nil:
			p.none[j] = amount
		}
	}
	sv.first(now)
}

// first exchanges the values of the draw beside, whose numbers these are, for those of the first, and the other way round.
func (sv *Solver) first(now *game.Numbers) {
	of := sv.beside.of
	if sv.n == of {
		of = now
	}
	sv.n, sv.val, sv.beside.val = of, sv.beside.val, sv.val
	for j, other := range sv.beside.others {
		if other {
			sv.loadMost(j, of)
		}
	}
	sv.sumBonus()
}

// LoadBeside fills the values of a draw beside the one that Load filled.
func (d *Desk) LoadBeside(n *game.Numbers) {
	for _, sv := range d.solvers {
		sv.LoadBeside(n)
	}
}

// RoomBeside is Room for a draw that LoadBeside filled, where the one that Load filled has none for this goal. It uses what was proven of that
// one and adds to it.
func (d *Desk) RoomBeside(goal int, p *Proof) (game.State, bool, error) {
	return d.find(goal, func(c int, f *Filter) (game.State, bool, error) {
		sv := d.solvers[c]
		return sv.roomBeside(d.Panel.Coalitions[c], f, p.of(c, len(d.solvers), len(sv.sp.values)))
	})
}
