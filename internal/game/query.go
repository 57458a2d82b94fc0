package game

// Accepting is the thresholds at which the given parties accept, in the order of Solver.Parties: their walk-aways.
// Others have none. ok is false when a party whose acceptance is needed has no known values.
func (sv *Solver) Accepting(accept Mask) (least []Tick, ok bool) {
	least = make([]Tick, len(sv.sp.values))
	var held Mask
	for j, p := range sv.sp.values {
		least[j] = NoThreshold
		if accept.Has(p) {
			least[j] = sv.within(p, AtLeast(sv.n.WalkAway[p]))
			held |= 1 << p
		}
	}
	return least, held&accept == accept
}

// Gaining is the values at which each party gains more than nothing over its walk-away.
func (sv *Solver) Gaining() []Tick {
	out := make([]Tick, len(sv.sp.values))
	for j, p := range sv.sp.values {
		out[j] = sv.within(p, Gains(sv.n.WalkAway[p]))
	}
	return out
}

// within is a threshold as sums see it: out of reach where the party's cap lies below it.
func (sv *Solver) within(p int, threshold Tick) Tick {
	if sv.n.cap[p] < threshold {
		return noCap
	}
	return threshold
}

// Desk answers, draw by draw, whether a panel has room: one Solver for each coalition that decides.
type Desk struct {
	Panel   Panel
	spaces  []*Space
	solvers []*Solver
	filters [][]*Filter // [goal, last: none][coalition]
	unknown []bool      // the coalition has a member without known values
}

// NewDesk prepares a panel. Each worker takes its own with Fork.
func (g *Game) NewDesk(panel Panel) (*Desk, error) {
	d := &Desk{Panel: panel}
	for _, c := range panel.Coalitions {
		room := Room{Members: panel.Members, Agenda: panel.Agenda, Accept: c, Base: g.Today}
		sp, err := g.NewSpace(room, panel.Members&g.Known, BlockLimit, false)
		if err != nil {
			return nil, err
		}
		d.spaces = append(d.spaces, sp)
		d.unknown = append(d.unknown, c&^g.Known != 0)
	}
	d.filters = make([][]*Filter, len(g.Goals)+1)
	for goal := range d.filters {
		for _, sp := range d.spaces {
			var conds []*Condition
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
func (d *Desk) Load(n *Numbers) {
	for _, sv := range d.solvers {
		sv.Load(n)
	}
}

// AnyGoal asks for a deal of whatever kind.
const AnyGoal = -1

// Room returns a state in ZOPA(panel, goal), if there is one: accepted by a coalition that decides, different from
// the state in force, better than its walk-away for some member. In a game without a status quo the last is not asked.
func (d *Desk) Room(goal int) (State, bool, error) {
	return d.room(goal, func(_ int, f *Filter) *Filter { return f })
}

// RoomWith is Room among the states in which an issue has an option.
func (d *Desk) RoomWith(goal, issue, option int) (State, bool, error) {
	return d.room(goal, func(c int, f *Filter) *Filter { return f.With(d.spaces[c], issue, option) })
}

func (d *Desk) room(goal int, narrow func(int, *Filter) *Filter) (State, bool, error) {
	if goal < 0 {
		goal = len(d.filters) - 1
	}
	var undecided error
	for c, sv := range d.solvers {
		if d.unknown[c] || d.filters[goal][c].none {
			continue
		}
		s, ok, err := sv.room(d.Panel.Coalitions[c], narrow(c, d.filters[goal][c]))
		if ok {
			return s, true, nil
		}
		if err != nil {
			undecided = err
		}
	}
	return nil, false, undecided
}

func (sv *Solver) room(accept Mask, f *Filter) (State, bool, error) {
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
func (d *Desk) Beaten(n *Numbers, s State) (bool, error) {
	var undecided error
	for c, sv := range d.solvers {
		if d.unknown[c] {
			continue
		}
		least, _ := sv.Accepting(d.Panel.Coalitions[c])
		gain := make([]Tick, len(least))
		for j, p := range sv.sp.values {
			v := n.Value(p, s)
			least[j], gain[j] = max(least[j], AtLeast(v)), Above(v)
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

// InZOPA reports whether s lies in the panel's ZOPA, goal aside.
func (g *Game) InZOPA(panel *Panel, n *Numbers, s State) bool {
	if g.Today != nil && s.Equal(g.Today) || !g.Reaches(panel.Members, panel.Agenda, g.Base(), s) {
		return false
	}
	gains, accepting := g.Today == nil, Mask(0)
	for _, p := range panel.Members.List() {
		if g.Accepts(n, p, s) {
			accepting |= 1 << p
		}
		gains = gains || n.Value(p, s) >= Gains(n.WalkAway[p])
	}
	return gains && panel.Met(accepting)
}

// Meets reports whether s meets a goal (AnyGoal: always).
func (g *Game) Meets(goal int, s State) bool {
	if goal < 0 {
		return true
	}
	for _, c := range g.Goals[goal] {
		if !c.Holds(s) {
			return false
		}
	}
	return true
}

// CanReach reports whether the members together can bring about some state that meets the goal, whoever accepts it.
func (g *Game) CanReach(members Mask, agenda []bool, goal int) (bool, error) {
	sp, err := g.NewSpace(Room{Members: members, Agenda: agenda, Base: g.Today}, 0, BlockLimit, false)
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
