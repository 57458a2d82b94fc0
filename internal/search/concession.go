package search

import (
	"slices"

	"parley/internal/game"
)

// Concession is one thing that could be given: a red line, some of a walk-away (Line.Index WalkAwayLine), or a side payment that the
// case declares (Line.Index PaymentLine). Line.Party gives it.
type Concession struct {
	Line
	Transfer int // index into Case.Transfers, −1 where nothing is paid
}

// What a Line.Index below 0 stands for.
const (
	WalkAwayLine = -1
	PaymentLine  = -2
)

// maxItems bounds the concessions looked at for one coalition; later ones are left out.
const maxItems = 62

// Concessions asks what would open a room that is closed. It holds the room without anyone's red lines, and puts
// back those that are not given up.
type Concessions struct {
	g       *game.Game
	panel   game.Panel
	accept  game.Mask
	Items   []Concession
	Left    bool                // there are more than Items holds
	respect [][]*game.Condition // [item] what a red line asks of a state; nil for the others
	plain   *conceded           // the room while nothing is paid
	ledger  *ledger             // the room while something is; nil in a case without side payments
}

// conceded is a room with the conditions of each question put to it.
type conceded struct {
	sp      *Space
	sv      *Solver
	filters map[filterKey]*Filter
}

type filterKey struct {
	goal  int
	lines uint64
}

func newConceded(g *game.Game, panel game.Panel, values game.Mask) (*conceded, error) {
	sp, err := NewSpace(g, Room{Members: panel.Members, Agenda: panel.Agenda, Base: g.Today}, values, BlockLimit, false)
	if err != nil {
		return nil, err
	}
	return &conceded{sp: sp, sv: sp.NewSolver(), filters: map[filterKey]*Filter{}}, nil
}

// NewConcessions prepares for one deciding coalition of a panel.
func NewConcessions(g *game.Game, panel game.Panel, accept game.Mask) (*Concessions, error) {
	c := &Concessions{g: g, panel: panel, accept: accept}
	var err error
	if c.plain, err = newConceded(g, panel, panel.Members&g.Known); err != nil {
		return nil, err
	}
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
			c.add(Concession{Line{p, i}, -1}, respect)
		}
		c.add(Concession{Line{p, WalkAwayLine}, -1}, nil)
	}
	return c, c.addPayments()
}

func (c *Concessions) add(it Concession, respect []*game.Condition) {
	if c.Left = c.Left || len(c.Items) == maxItems; c.Left {
		return
	}
	c.Items = append(c.Items, it)
	c.respect = append(c.respect, respect)
}

// Load fills the values of one draw. The error is a *game.ValueError of a side payment.
func (c *Concessions) Load(n *game.Numbers) error {
	c.plain.sv.Load(n)
	if c.ledger == nil {
		return nil
	}
	return c.ledger.load(n)
}

// Of is the set of all that the given parties insist on: side payments are no part of it.
func (c *Concessions) Of(parties game.Mask) uint64 {
	var set uint64
	for k, it := range c.Items {
		if parties.Has(it.Party) && it.Transfer < 0 {
			set |= 1 << k
		}
	}
	return set
}

// pays reports whether the set has a side payment.
func (c *Concessions) pays(set uint64) bool {
	for k, it := range c.Items {
		if set>>k&1 == 1 && it.Transfer >= 0 {
			return true
		}
	}
	return false
}

// query is the search for a deal of the goal once the set is conceded, and nothing paid.
func (c *Concessions) query(goal int, set uint64) *Query {
	least, lines, ok := c.thresholds(c.plain, set)
	if !ok {
		return nil
	}
	q := &Query{Least: least, Filter: c.filter(c.plain, goal, lines)}
	if c.g.Today != nil {
		q.Gain = c.plain.sv.Gaining()
	}
	return q
}

// thresholds are what each party of the room must reach once the set is conceded, and the red lines that are not.
func (c *Concessions) thresholds(room *conceded, set uint64) (least []game.Tick, lines uint64, ok bool) {
	least, ok = room.sv.Accepting(c.accept)
	for k, it := range c.Items {
		given := set>>k&1 == 1
		switch {
		case it.Index >= 0 && !given:
			lines |= 1 << k
		case it.Index == WalkAwayLine && given:
			least[slices.Index(room.sp.values, it.Party)] = game.NoThreshold
		}
	}
	return least, lines, ok
}

func (c *Concessions) filter(room *conceded, goal int, lines uint64) *Filter {
	key := filterKey{goal, lines}
	if f := room.filters[key]; f != nil {
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
	f := room.sp.Filter(conds)
	room.filters[key] = f
	return f
}

// Opens reports whether the panel has a deal of the goal once the set is conceded, and gives one.
func (c *Concessions) Opens(goal int, set uint64) (game.State, bool, error) {
	if c.pays(set) {
		return c.payingFind(goal, set, nil)
	}
	q := c.query(goal, set)
	if q == nil {
		return nil, false, nil
	}
	return c.plain.sv.Find(q)
}

// Cheapest returns, among the deals of the goal once the set is conceded, the one with the smallest largest
// shortfall below a walk-away, then the smallest sum of shortfalls, each as a share of the party's own range
// (scale, by party, in Ticks), then the smallest sum of payments as shares of their caps, then the best for the worst off. With
// ErrBudget and ok the deal opens, but a cheaper one may exist.
func (c *Concessions) Cheapest(goal int, set uint64, scale []float64) (game.State, bool, error) {
	if c.pays(set) {
		return c.payingFind(goal, set, scale)
	}
	q := c.query(goal, set)
	if q == nil {
		return nil, false, nil
	}
	walk, values := c.walks(c.plain), c.plain.sp.values
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
	return c.plain.sv.Find(q)
}

// walks are the walk-aways of those who must accept, in the order of the room's parties; NoThreshold for the others.
func (c *Concessions) walks(room *conceded) []game.Tick {
	walk := make([]game.Tick, len(room.sp.values))
	for j, p := range room.sp.values {
		walk[j] = game.NoThreshold
		if c.accept.Has(p) {
			walk[j] = room.sv.n.WalkAway[p]
		}
	}
	return walk
}
