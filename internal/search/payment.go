package search

import (
	"slices"

	"parley/internal/game"
)

// A side payment moves a share, 0 to 1, of its cap: the payer's value falls, that of the paid rises, both in proportion. A set
// with payments opens a room when in some deal some shares leave everyone whose acceptance is needed at its walk-away: a linear
// program over the shares, whose solution is exact. Payments are added to a value after its cut (`at-most`).
//
// A payer whose acceptance is not needed (it sits elsewhere, or the rule can do without it) pays of its own accord or not at all:
// the deal breaks no red line of it, is a gain to it, and still is one after what it pays.

// ledger is the room in which something is paid. It holds the values of payers who are not at the table too.
type ledger struct {
	*conceded
	transfers []game.Transfer
	loose     []game.Rate // for the draw that is loaded
	rates     []game.Rate // of the state at hand
	lp        program
	sums      [3]float64
	best      [3]float64
}

// addPayments adds the declared side payments that can bear on the room: the paid is a member, and the values of both are known.
func (c *Concessions) addPayments() error {
	var payers game.Mask
	transfers := c.g.Transfers()
	for i := range transfers {
		from, to := transfers[i].Of.From, transfers[i].Of.To
		if (c.panel.Members & c.g.Known).Has(to) && c.g.Known.Has(from) {
			c.add(Concession{Line{from, PaymentLine}, i}, nil)
			payers |= 1 << from
		}
	}
	if payers == 0 {
		return nil
	}
	room, err := newConceded(c.g, c.panel, c.panel.Members&c.g.Known|payers)
	if err != nil {
		return err
	}
	c.ledger = &ledger{conceded: room, transfers: transfers, loose: make([]game.Rate, len(transfers)), rates: make([]game.Rate, len(transfers))}
	return nil
}

// load fills the values of one draw and what the payments come to at most.
func (l *ledger) load(n *game.Numbers) error {
	l.sv.Load(n)
	for i := range l.transfers {
		var err error
		if l.loose[i], err = l.transfers[i].Loosest(n); err != nil {
			return err
		}
	}
	return nil
}

// payingFind looks for a deal of the goal once the set is conceded, with payments: any, or with a scale the cheapest.
func (c *Concessions) payingFind(goal int, set uint64, scale []float64) (game.State, bool, error) {
	l := c.ledger
	least, lines, ok := c.thresholds(l.conceded, set)
	if !ok {
		return nil, false, nil
	}
	for j, p := range l.sp.values {
		if least[j] <= game.NoThreshold {
			continue
		}
		income := 0.0
		for k, it := range c.Items {
			if set>>k&1 == 1 && it.Transfer >= 0 && l.transfers[it.Transfer].Of.To == p {
				income += l.loose[it.Transfer].Worth
			}
		}
		least[j] = game.NoThreshold
		if income < game.MostPaid {
			least[j] = l.sv.within(p, game.AtLeast(l.sv.n.WalkAway[p])-game.ToTicks(income))
		}
	}
	walk, fault := c.walks(l.conceded), error(nil)
	q := &Query{Least: least, Filter: c.filter(l.conceded, goal, lines)}
	if scale != nil {
		q.Keys = 4
	}
	q.Admit = func(s game.State, v []game.Tick, key []float64) bool {
		_, ok, err := c.settle(l.sv.n, set, s, v, scale)
		if err != nil {
			fault = err
		}
		if !ok || scale == nil {
			return ok
		}
		copy(key, l.best[:])
		key[3] = 1e300
		for k := range l.best {
			key[k] = -key[k]
		}
		for j, p := range l.sp.values {
			if walk[j] > game.NoThreshold {
				key[3] = min(key[3], float64(v[j]-walk[j])/scale[p])
			}
		}
		return true
	}
	s, ok, err := l.sv.Find(q)
	if fault != nil {
		return nil, false, fault
	}
	return s, ok, err
}

// settle finds the payments of the set that let s be a deal, v being the values of the room's parties without them: first the
// smallest largest shortfall of those who give up their walk-aways, then the smallest sum of these, then of the payments' shares.
// The solution is the shares in the order of the items. Without a state it is a bound: nothing s may be does better. Without a
// scale shortfalls are not weighed.
func (c *Concessions) settle(n *game.Numbers, set uint64, s game.State, v []game.Tick, scale []float64) ([]float64, bool, error) {
	l := c.ledger
	copy(l.rates, l.loose)
	for k, it := range c.Items {
		if set>>k&1 == 0 || it.Transfer < 0 || s == nil {
			continue
		}
		var err error
		if l.rates[it.Transfer], err = l.transfers[it.Transfer].Rate(n, s); err != nil {
			return nil, false, err
		}
	}
	c.program(n, set, s, v, scale, -1)
	x, ok := l.solve()
	if !ok {
		return nil, false, nil
	}
	if l.best = l.sums; c.g.Today == nil || c.gains(n, set, v, x) {
		return x, true, nil
	}
	var found []float64
	for j, p := range l.sp.values {
		if !c.panel.Members.Has(p) {
			continue
		}
		c.program(n, set, s, v, scale, j)
		if x, ok := l.solve(); ok && (found == nil || slices.Compare(l.sums[:], l.best[:]) < 0) {
			found, l.best = slices.Clone(x), l.sums
		}
	}
	return found, found != nil, nil
}

// solve solves the program at hand and adds up what it makes small.
func (l *ledger) solve() ([]float64, bool) {
	x, ok := l.lp.solve()
	l.sums = [3]float64{}
	for j := range x {
		for k, part := range l.lp.costs[j] {
			l.sums[k] += float64(part * x[j])
		}
	}
	return x, ok
}

// gains reports whether some member has more than its walk-away after the payments.
func (c *Concessions) gains(n *game.Numbers, set uint64, v []game.Tick, x []float64) bool {
	for j, p := range c.ledger.sp.values {
		if c.panel.Members.Has(p) && v[j]+game.ToTicks(c.net(set, p, x)) >= game.Gains(n.WalkAway[p]) {
			return true
		}
	}
	return false
}

// net is what the payments add to p's value, in points.
func (c *Concessions) net(set uint64, p int, x []float64) float64 {
	sum, at := 0.0, 0
	for k, it := range c.Items {
		if set>>k&1 == 0 || it.Transfer < 0 {
			continue
		}
		switch p {
		case it.Party:
			sum -= float64(c.ledger.rates[it.Transfer].Costs * x[at])
		case c.ledger.transfers[it.Transfer].Of.To:
			sum += float64(c.ledger.rates[it.Transfer].Worth * x[at])
		}
		at++
	}
	return sum
}
