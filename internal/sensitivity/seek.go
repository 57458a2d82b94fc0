package sensitivity

import (
	"errors"

	"parley/internal/game"
	"parley/internal/search"
)

// maxDeals is how many deals found in a run are tried before a search.
const maxDeals = 4

// found is what is known of a draw and its variants.
type found struct {
	done      bool
	room      bool         // in the draw itself
	undecided bool         // the search was given up
	deals     []game.State // of the draw, and of variants for which no earlier one was a deal
	proof     search.Proof // that there is no room
}

// seeker answers for one worker whether a panel has room, in a draw and in variants of it.
type seeker struct {
	*target
	desk   *search.Desk
	known  bool // the values of all members are
	draw   *game.Numbers
	loaded bool // the desk holds the draw, or a variant beside it
	found  *found
}

func (x *seeker) answer(n *game.Numbers, begin *found) (y float64, undecided bool, err error) {
	var ok bool
	if begin != nil {
		ok, err = x.begin(n, begin)
	} else {
		ok, err = x.variant(n)
	}
	switch {
	case ok:
		return 1, false, nil
	case errors.Is(err, search.ErrBudget):
		return 0, true, nil
	}
	return 0, false, err
}

// begin answers for a run's own draw.
func (x *seeker) begin(n *game.Numbers, at *found) (bool, error) {
	x.draw, x.loaded, x.found = n, false, at
	if !at.done {
		x.load()
		s, ok, err := x.desk.Room(x.goal)
		x.note(s, ok)
		at.room, at.undecided = ok, err != nil && !ok
		at.done = err == nil || errors.Is(err, search.ErrBudget)
		return ok, err
	}
	if at.undecided {
		return false, search.ErrBudget
	}
	return at.room, nil
}

// load puts the draw on the desk.
func (x *seeker) load() {
	if !x.loaded {
		x.desk.Load(x.draw)
		x.loaded = true
	}
}

// variant answers for a variant of the draw. Where a deal of the run is one there too nothing need be searched, and where the draw has no
// room perhaps nothing either.
func (x *seeker) variant(n *game.Numbers) (ok bool, err error) {
	for _, s := range x.found.deals {
		if x.g.InZOPA(&x.panel, n, s) {
			return true, nil
		}
	}
	x.load()
	x.desk.LoadBeside(n)
	var s game.State
	if x.found.room || x.found.undecided {
		s, ok, err = x.desk.Room(x.goal)
	} else {
		s, ok, err = x.desk.RoomBeside(x.goal, &x.found.proof)
	}
	x.note(s, ok)
	return ok, err
}

// note keeps a deal for the variants that follow.
func (x *seeker) note(s game.State, ok bool) {
	if ok && x.known && len(x.found.deals) < maxDeals {
		x.found.deals = append(x.found.deals, s)
	}
}
