package coercion

import (
	"context"
	"math"

	"parley/internal/game"
)

// columns are the results of all draws; each run has its slot.
type columns struct {
	inTime, later, held, struck, willing, unslipped, tight    []bool
	impossible, refused, redLine, unable                      []bool
	bite, price, stated, derived, used, response, arrives     []float64
	leak, leakShare, credibilityNeeded, biteNeeded, biteTimes []float64
	signs, refuses                                            []game.Mask
	cost                                                      [][]float64 // [party]
	without, with, change                                     [][]float64 // [track]
}

func newColumns(runs, parties, tracks int) *columns {
	c := &columns{signs: make([]game.Mask, runs), refuses: make([]game.Mask, runs)}
	for _, b := range []*[]bool{&c.inTime, &c.later, &c.held, &c.struck, &c.willing, &c.unslipped, &c.tight, &c.impossible, &c.refused, &c.redLine, &c.unable} {
		*b = make([]bool, runs)
	}
	for _, f := range []*[]float64{
		&c.bite, &c.price, &c.stated, &c.derived, &c.used, &c.response, &c.arrives, &c.leak, &c.leakShare, &c.credibilityNeeded, &c.biteNeeded, &c.biteTimes,
	} {
		*f = make([]float64, runs)
	}
	for range parties {
		c.cost = append(c.cost, make([]float64, runs))
	}
	for range tracks {
		c.without, c.with, c.change = append(c.without, make([]float64, runs)), append(c.with, make([]float64, runs)), append(c.change, make([]float64, runs))
	}
	return c
}

// draw fills the columns.
func (q *question) draw(ctx context.Context) error {
	c := newColumns(q.d.Runs, len(q.g.Parties), len(q.g.Case.Tracks))
	q.columns = c
	return q.d.Each(ctx, "the threat "+q.of.Name, func() func(int, *game.Numbers) error {
		p := newPlayer(q.w, q.threats)
		var tight *player
		if q.tight != nil {
			tight = newPlayer(q.tightW, q.tight)
		}
		costs, tracks := make([]float64, len(q.g.Parties)), make([]float64, len(q.g.Case.Tracks))
		return func(run int, n *game.Numbers) error {
			inputs := n.Vars[:len(q.g.Case.Inputs)]
			if err := p.begin(run, inputs); err != nil {
				return err
			}
			m, err := p.weighed()
			if err != nil {
				return err
			}
			q.weighed(run, &m)
			if err := p.costs(&m, costs); err != nil {
				return err
			}
			for i, v := range costs {
				c.cost[i][run] = v
			}
			if err := q.played(run, p); err != nil {
				return err
			}
			if err := q.followed(run, p, tracks); err != nil {
				return err
			}
			return q.tightened(run, tight, inputs, &m)
		}
	})
}

// weighed enters what a threat is made of at the day of the case.
func (q *question) weighed(run int, m *moments) {
	c := q.columns
	c.willing[run] = m.willing()
	c.impossible[run], c.refused[run], c.redLine[run] = m.grade == impossible, m.grade == refused, m.grade == redLine
	c.unable[run] = m.harmed == nil
	c.bite[run], c.price[run] = m.bite, math.NaN()
	if m.grade != impossible {
		c.price[run] = m.price()
	}
	c.stated[run], c.derived[run], c.used[run], c.response[run] = m.stated, m.derived, m.used, m.response
	c.arrives[run] = game.Within(m.response, q.months())
	c.credibilityNeeded[run], c.biteNeeded[run] = m.credibilityNeeded(), m.biteNeeded()
	switch {
	case c.biteNeeded[run] == 0:
		c.biteTimes[run] = 0
	case m.bite <= slack:
		c.biteTimes[run] = math.Inf(1)
	default:
		c.biteTimes[run] = c.biteNeeded[run] / m.bite
	}
	c.signs[run], c.refuses[run] = m.consent.signs, m.consent.refuses
}

// months is how far away the deadline is.
func (q *question) months() float64 { return max(0, q.w.Months(q.deadline())) }

// played enters what becomes of the threat in the run, and what would have, had no deadline slipped.
func (q *question) played(run int, p *player) error {
	c := q.columns
	out, err := p.play(run, 0)
	if err != nil {
		return err
	}
	c.inTime[run], c.later[run], c.struck[run] = out.inTime, out.later, out.struck
	c.held[run] = out.struck || out.lapsed
	if q.of.Slipped == 0 {
		return nil
	}
	out, err = p.play(run, q.of.Slipped)
	c.unslipped[run] = out.inTime
	return err
}

// followed enters the tracks at the horizon.
func (q *question) followed(run int, p *player, tracks []float64) error {
	if len(tracks) == 0 {
		return nil
	}
	c := q.columns
	if err := p.follow(run, false, tracks); err != nil {
		return err
	}
	for k, v := range tracks {
		c.without[k][run] = v
	}
	if err := p.follow(run, true, tracks); err != nil {
		return err
	}
	for k, v := range tracks {
		c.with[k][run], c.change[k][run] = v, v-c.without[k][run]
	}
	return nil
}

// tightened enters what the threat would be if nothing leaked.
func (q *question) tightened(run int, p *player, inputs []float64, m *moments) error {
	if p == nil {
		return nil
	}
	c := q.columns
	if err := p.begin(run, inputs); err != nil {
		return err
	}
	v, err := p.x.weigh(p.r, 0, false)
	if err != nil {
		return err
	}
	c.leak[run], c.leakShare[run] = v.bite-m.bite, math.NaN()
	if v.bite > slack {
		c.leakShare[run] = c.leak[run] / v.bite
	}
	out, err := p.play(run, 0)
	c.tight[run] = out.inTime
	return err
}
