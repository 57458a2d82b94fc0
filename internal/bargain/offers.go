package bargain

import (
	"math"
	"slices"

	"parley/casefile"
	"parley/internal/clock"
	"parley/internal/game"
)

// What a worker remembers for certain; it never remembers more than twice as much.
const (
	maxLists  = 1 << 11 // lists of offers
	maxWidths = 1 << 15 // widths of gains
)

// offer is a package reached from a state in force, with what rests on neither draw nor moment.
type offer struct {
	y      game.State
	issues []int // that it changes, ascending
	change game.Change
	red    game.Mask // members whose red lines it breaks anew
	widths []float64 // [member] of its gain; NaN until asked for
}

// offers are what a table considers from the state in force, remembered: each package laid over that state; and where that is no longer today's,
// each with all else as today, every single step back to today's, and all of these.
func (x *Worker) offers(from game.State, table int) []offer {
	x.key = append(x.key[:0], byte(table), byte(table>>8))
	for _, o := range from {
		x.key = append(x.key, byte(o), byte(o>>8))
	}
	if list, ok := x.lists.Get(x.key); ok {
		return list
	}
	if table < 0 {
		table = len(x.b.packs) - 1
	}
	base, panel := from.Clone(), &x.b.panels[table]
	var out []offer
	add := func(p pack) {
		y := x.b.reached(panel, base, p)
		if y != nil && !slices.ContainsFunc(out, func(o offer) bool { return o.y.Equal(y) }) {
			out = append(out, x.offer(&panel.Panel, base, y))
		}
	}
	for _, p := range x.b.packs[table] {
		add(p)
	}
	if back := x.b.between(panel, base, x.b.g.Today); len(back) > 0 {
		for _, p := range x.b.packs[table] {
			if all := p.and(back); len(all.settings) > len(p.settings) {
				add(all)
			}
		}
		for _, set := range back {
			add(pack{[]casefile.Setting{set}})
		}
		add(pack{back})
	}
	x.lists.Put(x.key, out)
	return out
}

func (x *Worker) offer(panel *game.Panel, from, y game.State) offer {
	o := offer{y: y, issues: x.states.Issues(from, y), change: x.states.Change(x.b.g, from, y)}
	for _, p := range (panel.Members & x.b.g.Known).List() {
		o.widths = append(o.widths, math.NaN())
		if len(x.b.g.BrokenRedLines(p, from, y)) > 0 {
			o.red |= 1 << p
		}
	}
	return o
}

// width is how wide a member's gain is.
func (x *Worker) width(o *offer, member, p int, from game.State) (float64, error) {
	if w := o.widths[member]; !math.IsNaN(w) {
		return w, nil
	}
	key, plain := x.b.spread.appendKey(x.key[:0], p, from, o.y)
	if x.key = key; plain {
		if w, ok := x.widths.Get(key); ok {
			o.widths[member] = w
			return w, nil
		}
	}
	w, err := x.b.spread.of(p, from, o.y, x.row)
	o.widths[member] = w
	if plain && err == nil {
		x.widths.Put(key, w)
	}
	return w, err
}

// situation is the state in force with an offer signed by the whole table. It lasts until the next call.
func (x *Worker) situation(r *clock.Run, panel *game.Panel, o *offer) clock.Situation {
	x.pacts = append(append(x.pacts[:0], r.Pacts...), clock.Pact{
		Signatories: panel.Members, Issues: o.issues, State: o.y, Before: r.State, Step: r.Step, Table: -1,
	})
	return clock.Situation{State: o.y, From: r.State, Pacts: x.pacts}
}
