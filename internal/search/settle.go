package search

import (
	"slices"

	"parley/internal/game"
)

// program sets up what settle solves. Its variables are the shares of the set's payments, in the order of the items, then with a
// scale the largest shortfall and the shortfall of each who gives up its walk-away, in the order of the room's parties. gainer is
// the place of a party that must gain, −1 for none.
func (c *Concessions) program(n *game.Numbers, set uint64, s game.State, v []game.Tick, scale []float64, gainer int) {
	l := c.ledger
	var given game.Mask
	shares := 0
	for k, it := range c.Items {
		switch {
		case set>>k&1 == 0:
		case it.Transfer >= 0:
			shares++
		case it.Index == WalkAwayLine:
			given |= 1 << it.Party
		}
	}
	worst, short, variables := shares, shares+1, shares
	if scale != nil {
		variables += 1 + len(given.List())
	}
	l.lp.clear(variables, 3)
	for j := range l.lp.costs {
		switch {
		case j < shares:
			l.lp.costs[j][2] = 1
		case j == worst:
			l.lp.costs[j][0] = 1
		default:
			l.lp.costs[j][1] = 1
		}
	}
	c.shareRows(n, set, s, v)
	for j, p := range l.sp.values {
		if j == gainer {
			c.netRow(set, p, game.Points(game.Gains(n.WalkAway[p])-v[j]))
		}
		switch {
		case !c.accept.Has(p):
			if c.paysIn(set, p) && c.willing(n, p, s, v[j]) {
				c.netRow(set, p, game.Points(game.Gains(n.WalkAway[p])-v[j]))
			}
		case !given.Has(p):
			c.netRow(set, p, missing(v[j], n.WalkAway[p]))
		case scale != nil:
			row := c.netRow(set, p, missing(v[j], n.WalkAway[p]))
			row[short] = game.Points(1) * scale[p]
			row = l.lp.row(0)
			row[worst], row[short] = 1, -1
			short++
		}
	}
}

// missing is how many points a value lies below a walk-away; what is the same on the grid misses nothing.
func missing(v, walk game.Tick) float64 {
	need := game.Points(walk - v)
	if v >= game.AtLeast(walk) {
		need = min(need, 0)
	}
	return need
}

// shareRows keep each payment within its cap; one whose payer need not accept and would not is nothing.
func (c *Concessions) shareRows(n *game.Numbers, set uint64, s game.State, v []game.Tick) {
	at := 0
	for k, it := range c.Items {
		if set>>k&1 == 0 || it.Transfer < 0 {
			continue
		}
		most := 1.0
		if j := slices.Index(c.ledger.sp.values, it.Party); !c.accept.Has(it.Party) && !c.willing(n, it.Party, s, v[j]) {
			most = 0
		}
		c.ledger.lp.row(-most)[at] = -1
		at++
	}
}

// willing reports whether a payer whose acceptance is not needed pays at all: the deal is a gain to it, and breaks no red line.
func (c *Concessions) willing(n *game.Numbers, p int, s game.State, v game.Tick) bool {
	return v >= game.Gains(n.WalkAway[p]) && (s == nil || len(c.g.BrokenRedLines(p, n.Base, s)) == 0)
}

// paysIn reports whether p is the payer of a payment of the set.
func (c *Concessions) paysIn(set uint64, p int) bool {
	for k, it := range c.Items {
		if set>>k&1 == 1 && it.Transfer >= 0 && it.Party == p {
			return true
		}
	}
	return false
}

// netRow asks that the payments add at least so many points to p's value.
func (c *Concessions) netRow(set uint64, p int, least float64) []float64 {
	row, at := c.ledger.lp.row(least), 0
	for k, it := range c.Items {
		if set>>k&1 == 0 || it.Transfer < 0 {
			continue
		}
		switch p {
		case it.Party:
			row[at] = -c.ledger.rates[it.Transfer].Costs
		case c.ledger.transfers[it.Transfer].Of.To:
			row[at] = c.ledger.rates[it.Transfer].Worth
		}
		at++
	}
	return row
}

// Asked is what a deal asks of a set, by item: of a payment the share of its cap, of a walk-away the shortfall below it as a share of the
// party's own range (scale, by party, in Ticks), of a red line 0. In a draw in which all payments together are not enough they are
// paid in full, and enough is false. The error is a *game.ValueError.
func (c *Concessions) Asked(n *game.Numbers, set uint64, s game.State, scale []float64) (ask []float64, enough bool, err error) {
	ask, enough = make([]float64, len(c.Items)), true
	var shares []float64
	if c.pays(set) {
		if shares, enough, err = c.shares(n, set, s, scale); err != nil {
			return nil, false, err
		}
	}
	at := 0
	for k, it := range c.Items {
		switch {
		case set>>k&1 == 0:
		case it.Transfer >= 0:
			ask[k] = shares[at]
			at++
		case it.Index == WalkAwayLine:
			short := float64(n.WalkAway[it.Party] - n.Value(it.Party, s))
			if shares != nil {
				short -= float64(game.ToTicks(c.net(set, it.Party, shares)))
			}
			ask[k] = max(0, short) / scale[it.Party]
		}
	}
	return ask, enough, nil
}

// shares are the payments that let s be a deal, or all of each where none do.
func (c *Concessions) shares(n *game.Numbers, set uint64, s game.State, scale []float64) ([]float64, bool, error) {
	v := make([]game.Tick, len(c.ledger.sp.values))
	for j, p := range c.ledger.sp.values {
		v[j] = n.Value(p, s)
	}
	x, ok, err := c.settle(n, set, s, v, scale)
	if !ok {
		return slices.Repeat([]float64{1}, len(c.Items)), false, err
	}
	return slices.Clone(x), true, nil
}

// Units is the cap of the payment of an item, in its units, where s is the deal.
func (c *Concessions) Units(n *game.Numbers, item int, s game.State) (float64, error) {
	r, err := c.ledger.transfers[c.Items[item].Transfer].Rate(n, s)
	return r.Cap, err
}
