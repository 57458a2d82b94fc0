package search

import (
	"slices"

	"parley/internal/game"
)

// Concession is one thing a party could give up: a red line, or (Line.Index −1) some of its walk-away.
type Concession struct{ Line }

// WalkAwayLine is the Line.Index that stands for the walk-away.
const WalkAwayLine = -1

// Concessions asks what would open a room that is closed. It holds the room without anyone's red lines, and puts
// back those that are not given up.
type Concessions struct {
	g       *game.Game
	panel   game.Panel
	accept  game.Mask
	Items   []Concession
	sp      *Space
	sv      *Solver
	respect [][]*game.Condition // [item] what a red line asks of a state; nil for a walk-away
	filters map[filterKey]*Filter
}

type filterKey struct {
	goal  int
	lines uint64
}

// NewConcessions prepares for one deciding coalition of a panel.
func NewConcessions(g *game.Game, panel game.Panel, accept game.Mask) (*Concessions, error) {
	c := &Concessions{g: g, panel: panel, accept: accept, filters: map[filterKey]*Filter{}}
	sp, err := NewSpace(g, Room{Members: panel.Members, Agenda: panel.Agenda, Base: g.Today}, panel.Members&g.Known, BlockLimit, false)
	if err != nil {
		return nil, err
	}
	c.sp, c.sv = sp, sp.NewSolver()
	base := g.Base()
	for _, p := range (accept & g.Known).List() {
		for i := range g.Parties[p].RedLines {
			if g.Today != nil && g.Breaks(p, i, base) {
				continue
			}
			var respect []*game.Condition
			for _, b := range g.Parties[p].RedLines[i].Breaks {
				respect = append(respect, g.Tabulate(b.Issues, func(s game.State) bool { return !b.Holds(s) }))
			}
			c.add(Line{p, i}, respect)
		}
		c.add(Line{p, WalkAwayLine}, nil)
	}
	return c, nil
}

func (c *Concessions) add(l Line, respect []*game.Condition) {
	if len(c.Items) < 62 {
		c.Items = append(c.Items, Concession{l})
		c.respect = append(c.respect, respect)
	}
}

// Load fills the values of one draw.
func (c *Concessions) Load(n *game.Numbers) { c.sv.Load(n) }

// Of is the set of all concessions that the given parties could make.
func (c *Concessions) Of(parties game.Mask) uint64 {
	var set uint64
	for k, it := range c.Items {
		if parties.Has(it.Party) {
			set |= 1 << k
		}
	}
	return set
}

// query is the search for a deal of the goal once the set is conceded.
func (c *Concessions) query(goal int, set uint64) *Query {
	least, ok := c.sv.Accepting(c.accept)
	if !ok {
		return nil
	}
	var lines uint64
	for k, it := range c.Items {
		given := set>>k&1 == 1
		if it.Index != WalkAwayLine {
			if !given {
				lines |= 1 << k
			}
		} else if given {
			least[slices.Index(c.sp.values, it.Party)] = game.NoThreshold
		}
	}
	q := &Query{Least: least, Filter: c.filter(goal, lines)}
	if c.g.Today != nil {
		q.Gain = c.sv.Gaining()
	}
	return q
}

func (c *Concessions) filter(goal int, lines uint64) *Filter {
	key := filterKey{goal, lines}
	if f := c.filters[key]; f != nil {
		return f
	}
	var conds []*game.Condition
	if goal >= 0 {
		conds = append(conds, c.g.Goals[goal]...)
	}
	for k := range c.Items {
		if lines>>k&1 == 1 {
			conds = append(conds, c.respect[k]...)
		}
	}
	f := c.sp.Filter(conds)
	c.filters[key] = f
	return f
}

// Opens reports whether the panel has a deal of the goal once the set is conceded, and gives one.
func (c *Concessions) Opens(goal int, set uint64) (game.State, bool, error) {
	q := c.query(goal, set)
	if q == nil {
		return nil, false, nil
	}
	return c.sv.Find(q)
}

// Cheapest returns, among the deals of the goal once the set is conceded, the one with the smallest largest
// shortfall below a walk-away, then the smallest sum of shortfalls, each as a share of the party's own range
// (scale, by party, in Ticks), then the best for the worst off. With ErrBudget and ok the deal opens, but a cheaper one may exist.
func (c *Concessions) Cheapest(goal int, set uint64, scale []float64) (game.State, bool, error) {
	q := c.query(goal, set)
	if q == nil {
		return nil, false, nil
	}
	walk := make([]game.Tick, len(c.sp.values))
	for j, p := range c.sp.values {
		walk[j] = game.NoThreshold
		if c.accept.Has(p) {
			walk[j] = c.sv.n.WalkAway[p]
		}
	}
	values := c.sp.values
	q.Keys = 3
	q.Score = func(v []game.Tick, key []float64) {
		worst, sum, least := 0.0, 0.0, 1e300
		for j, p := range values {
			if walk[j] <= game.NoThreshold {
				continue
			}
			share := float64(v[j]-walk[j]) / scale[p]
			least = min(least, share)
			if share < 0 {
				worst = max(worst, -share)
				sum -= share
			}
		}
		key[0], key[1], key[2] = -worst, -sum, least
	}
	s, ok, err := c.sv.Find(q)
	return s, ok, err
}
