package search

import (
	"parley/internal/game"
)

// Accepting is the thresholds at which the given parties accept, in the order of Solver.Parties: their walk-aways.
// Others have none. ok is false when a party whose acceptance is needed has no known values.
func (sv *Solver) Accepting(accept game.Mask) (least []game.Tick, ok bool) {
	least = make([]game.Tick, len(sv.sp.values))
	var held game.Mask
	for j, p := range sv.sp.values {
		least[j] = game.NoThreshold
		if accept.Has(p) {
			least[j] = sv.within(p, game.AtLeast(sv.n.WalkAway[p]))
			held |= 1 << p
		}
	}
	return least, held&accept == accept
}

// Gaining is the values at which each party gains more than nothing over its walk-away.
func (sv *Solver) Gaining() []game.Tick {
	out := make([]game.Tick, len(sv.sp.values))
	for j, p := range sv.sp.values {
		out[j] = sv.within(p, game.Gains(sv.n.WalkAway[p]))
	}
	return out
}

// within is a threshold as sums see it: out of reach where the party's cap lies below it.
func (sv *Solver) within(p int, threshold game.Tick) game.Tick {
	if sv.n.Caps[p] < threshold {
		return game.NoCap
	}
	return threshold
}

// Desk answers, draw by draw, whether a panel has room: one Solver for each coalition that decides.
type Desk struct {
	Panel   game.Panel
	spaces  []*Space
	solvers []*Solver
	filters [][]*Filter // [goal, last: none][coalition]
	unknown []bool      // the coalition has a member without known values
}

// NewDesk prepares a panel. Each worker takes its own with Fork.
func NewDesk(g *game.Game, panel game.Panel) (*Desk, error) {
	d := &Desk{Panel: panel}
	for _, c := range panel.Coalitions {
		room := Room{Members: panel.Members, Agenda: panel.Agenda, Accept: c, Base: g.Today}
		sp, err := NewSpace(g, room, panel.Members&g.Known, BlockLimit, false)
		if err != nil {
			return nil, err
		}
		d.spaces = append(d.spaces, sp)
		d.unknown = append(d.unknown, c&^g.Known != 0)
	}
	d.filters = make([][]*Filter, len(g.Goals)+1)
	for goal := range d.filters {
		for _, sp := range d.spaces {
			var conds []*game.Condition
			if goal < len(g.Goals) {
				conds = g.Goals[goal]
			}
			d.filters[goal] = append(d.filters[goal], sp.Filter(conds))
		}
	}
	return d.Fork(), nil
}

// Fork returns a Desk for another worker that shares what does not change.
func (d *Desk) Fork() *Desk {
	out := *d
	out.solvers = nil
	for _, sp := range d.spaces {
		out.solvers = append(out.solvers, sp.NewSolver())
	}
	return &out
}

// Load fills the values of one draw.
func (d *Desk) Load(n *game.Numbers) {
	for _, sv := range d.solvers {
		sv.Load(n)
	}
}

// AnyGoal asks for a deal of whatever kind.
const AnyGoal = -1

// Room returns a state in ZOPA(panel, goal), if there is one: accepted by a coalition that decides, different from
// the state in force, better than its walk-away for some member. In a game without a status quo the last is not asked.
func (d *Desk) Room(goal int) (game.State, bool, error) {
	return d.find(goal, func(c int, f *Filter) (game.State, bool, error) { return d.solvers[c].room(d.Panel.Coalitions[c], f) })
}

// RoomWith is Room among the states in which an issue has an option.
func (d *Desk) RoomWith(goal, issue, option int) (game.State, bool, error) {
	return d.find(goal, func(c int, f *Filter) (game.State, bool, error) {
		return d.solvers[c].room(d.Panel.Coalitions[c], f.With(d.spaces[c], issue, option))
	})
}

// find asks for a state coalition by coalition.
func (d *Desk) find(goal int, room func(c int, f *Filter) (game.State, bool, error)) (game.State, bool, error) {
	if goal < 0 {
		goal = len(d.filters) - 1
	}
	var undecided error
	for c := range d.solvers {
		if d.unknown[c] || d.filters[goal][c].none {
			continue
		}
		s, ok, err := room(c, d.filters[goal][c])
		if ok {
			return s, true, nil
		}
		if err != nil {
			undecided = err
		}
	}
	return nil, false, undecided
}

func (sv *Solver) room(accept game.Mask, f *Filter) (game.State, bool, error) {
	least, ok := sv.Accepting(accept)
	if !ok {
		return nil, false, nil
	}
	q := &Query{Least: least, Filter: f}
	if sv.sp.g.Today != nil {
		q.Gain = sv.Gaining()
	}
	return sv.Find(q)
}

// Beaten reports whether some state of the panel's ZOPA is at least as good as s for every member and better for one.
func (d *Desk) Beaten(n *game.Numbers, s game.State) (bool, error) {
	var undecided error
	for c, sv := range d.solvers {
		if d.unknown[c] {
			continue
		}
		least, _ := sv.Accepting(d.Panel.Coalitions[c])
		gain := make([]game.Tick, len(least))
		for j, p := range sv.sp.values {
			v := n.Value(p, s)
			least[j], gain[j] = max(least[j], game.AtLeast(v)), game.Above(v)
		}
		_, ok, err := sv.Find(&Query{Least: least, Gain: gain})
		if ok {
			return true, nil
		}
		if err != nil {
			undecided = err
		}
	}
	return false, undecided
}

// CanReach reports whether the members together can bring about some state that meets the goal, whoever accepts it.
func CanReach(g *game.Game, members game.Mask, agenda []bool, goal int) (bool, error) {
	sp, err := NewSpace(g, Room{Members: members, Agenda: agenda, Base: g.Today}, 0, BlockLimit, false)
	if err != nil {
		return false, err
	}
	sv := sp.NewSolver()
	sv.Load(g.NewNumbers())
	_, ok, err := sv.Find(&Query{Filter: sp.Filter(g.Goals[goal])})
	return ok, err
}

// Options lists the options of an issue open to the panel.
func (d *Desk) Options(issue int) []uint16 { return d.spaces[0].Options(issue) }
