package spatial

import (
	"fmt"
	"math"
	"slices"
)

// Limits of an exchange.
const (
	MaxIssues = 50
	// tradeBudget bounds the pairs of actors compared in an exchange. Beyond, it is not complete.
	tradeBudget = 200_000_000
	// minGain is the least gain of a trade, and the difference below which two gains are equal: salience times share of the scale.
	minGain = 1e-9
)

// ExchangeOptions says how often there is trade, and what stays of it.
type ExchangeOptions struct {
	Rounds int // 1 to MaxRounds
	// Before the next round an actor's position moves toward what it voted for by the share Fixed + Salience (1 - s): the
	// less it cares, the more.
	Fixed    float64
	Salience float64
}

// DefaultExchange is one round, and the weights of the program DECIDE for further ones.
func DefaultExchange() ExchangeOptions { return ExchangeOptions{Rounds: 1, Fixed: 0.1, Salience: 0.4} }

// Trade is one exchange of voting positions.
type Trade struct {
	Round    int        `json:"round"`
	Gain     float64    `json:"gain"` // of each side: salience times share of the scale
	Yields   [2]Yielded `json:"yields"`
	External float64    `json:"external"` // what it brings to all others together, in the same unit
}

// Yielded is one side of a trade: what an actor gives up.
type Yielded struct {
	Actor string  `json:"actor"`
	Issue string  `json:"issue"`
	From  float64 `json:"from"` // voting position, on the scale of the issue
	To    float64 `json:"to"`
	Shift float64 `json:"shift"` // of the weighted mean of that issue, on its scale
}

// Effect is what all trades together bring to an actor, in salience times share of the scale.
type Effect struct {
	Actor    string  `json:"actor"`
	Gain     float64 `json:"gain"`     // by its own trades
	External float64 `json:"external"` // by those of others
}

// Settlement is the answer of Exchange.
type Settlement struct {
	Outcomes []float64   `json:"outcomes"` // by issue: the weighted mean of the voting positions of the last round
	Rounds   [][]float64 `json:"rounds"`   // the same by round; the first is before any trade
	Voting   [][]float64 `json:"voting"`   // voting positions of the last round, by issue and actor, in the order given
	Trades   []Trade     `json:"trades"`
	Effects  []Effect    `json:"effects"`  // by name
	Complete bool        `json:"complete"` // every round ended because no trade was left, not because of the limit on work
}

// Exchange lets actors trade positions across issues (Stokman and Van Oosten 1994). An issue is settled at the weighted mean of
// its voting positions, which start at the positions. Two actors on opposite sides of the means of two issues can trade:
// each moves on one issue toward the other's position there, so that both gain the same. The trade goes on until one has moved
// all the way, or a mean arrives at the position of the actor that it moves toward. The trade with the highest gain is made, the
// others are computed anew, until none is left. In a round nobody moves back, and who has yielded on an issue asks for
// nothing on it.
//
// Actors are the same where their names are; those who stand on one issue only trade nothing. Tie rule: gains that agree to 1e-9 go by the
// order of the issues, then by the names of the actor that asks on the earlier issue and of the other.
func Exchange(issues []Issue, o ExchangeOptions) (*Settlement, error) {
	if len(issues) == 0 || len(issues) > MaxIssues {
		return nil, fmt.Errorf("%d issues; an exchange takes 1 to %d", len(issues), MaxIssues)
	}
	switch {
	case o.Rounds < 1 || o.Rounds > MaxRounds:
		return nil, fmt.Errorf("%d rounds; give 1 to %d", o.Rounds, MaxRounds)
	case !(o.Fixed >= 0 && o.Salience >= 0 && o.Fixed+o.Salience <= 1):
		return nil, fmt.Errorf("the weights %g and %g of what was voted for must not be negative, and at most 1 together", o.Fixed, o.Salience)
	}
	m, err := newMarket(issues)
	if err != nil {
		return nil, err
	}
	out := &Settlement{Complete: true, Rounds: [][]float64{m.outcomes()}}
	for round := 1; round <= o.Rounds; round++ {
		if round > 1 {
			m.renew(o)
		}
		out.Complete = m.trade(round, out) && out.Complete
		out.Rounds = append(out.Rounds, m.outcomes())
	}
	out.Outcomes = out.Rounds[len(out.Rounds)-1]
	out.Voting = m.voting()
	for a, name := range m.names {
		out.Effects = append(out.Effects, Effect{Actor: name, Gain: m.gain[a], External: m.external[a]})
	}
	return out, nil
}

// market is the state of an exchange. Positions are shares of the scale; actors are in the order of their names.
type market struct {
	issues []Issue
	names  []string
	at     [][]int // [issue][k of the issue] the actor
	desks  []desk
	best   []deal // by pair of issues, p*len(issues)+q with p < q

	gain, external []float64 // by actor
	steps          int       // pairs of actors compared
}

// desk is one issue of a market, by actor.
type desk struct {
	x, y     []float64 // position, voting position
	w, s     []float64 // weight, salience; 0 where it does not stand
	side     []float64 // of the mean: -1, 1, or 0 on it or absent
	yielded  []float64 // in which direction it has yielded: -1, 1, or 0
	sum      float64
	mean     float64
	standing []place
}

func newMarket(issues []Issue) (*market, error) {
	m := &market{issues: issues, at: make([][]int, len(issues)), desks: make([]desk, len(issues)), best: make([]deal, len(issues)*len(issues))}
	for p := range issues {
		if err := issues[p].Check(); err != nil {
			return nil, err
		}
		for k := range issues[p].Actors {
			m.names = append(m.names, issues[p].Actors[k].Name)
		}
	}
	slices.Sort(m.names)
	m.names = slices.Compact(m.names)
	n := len(m.names)
	m.gain, m.external = make([]float64, n), make([]float64, n)
	for p := range issues {
		is := &issues[p]
		d := &m.desks[p]
		*d = desk{x: make([]float64, n), y: make([]float64, n), w: make([]float64, n), s: make([]float64, n), side: make([]float64, n), yielded: make([]float64, n)}
		m.at[p] = make([]int, len(is.Actors))
		seen := make([]bool, n)
		for k := range is.Actors {
			a, _ := slices.BinarySearch(m.names, is.Actors[k].Name)
			if seen[a] {
				return nil, fmt.Errorf("issue %q: two actors are called %q; an exchange knows actors by their names, so name each once", is.Name, m.names[a])
			}
			seen[a] = true
			m.at[p][k] = a
			d.x[a] = (is.Actors[k].Position - is.Lo) / is.Length()
			d.y[a], d.w[a], d.s[a] = d.x[a], is.Actors[k].Weight(), is.Actors[k].Salience
		}
		d.settle()
	}
	return m, nil
}

// settle computes the mean of the voting positions, and who stands on which side of it.
func (d *desk) settle() {
	d.standing = d.standing[:0]
	for a, w := range d.w {
		if w > 0 {
			d.standing = append(d.standing, place{d.y[a], w})
		}
	}
	places := join(d.standing, apart)
	d.sum, d.mean = total(places), mean(places)
	for a, w := range d.w {
		switch away := d.x[a] - d.mean; {
		case w > 0 && math.Abs(away) > minGain:
			d.side[a] = math.Copysign(1, away)
		default:
			d.side[a] = 0
		}
	}
}

func (m *market) outcomes() []float64 {
	out := make([]float64, len(m.desks))
	for p := range m.desks {
		out[p] = m.scale(p, m.desks[p].mean)
	}
	return out
}

func (m *market) scale(p int, share float64) float64 {
	return m.issues[p].Lo + share*m.issues[p].Length()
}

func (m *market) voting() [][]float64 {
	out := make([][]float64, len(m.desks))
	for p := range m.desks {
		for _, a := range m.at[p] {
			out[p] = append(out[p], m.scale(p, m.desks[p].y[a]))
		}
	}
	return out
}

// renew starts a round from positions between those of the last and what was voted for.
func (m *market) renew(o ExchangeOptions) {
	for p := range m.desks {
		d := &m.desks[p]
		for a := range d.x {
			d.x[a] += (o.Fixed + o.Salience*(1-d.s[a])) * (d.y[a] - d.x[a])
			d.y[a], d.yielded[a] = d.x[a], 0
		}
		d.settle()
	}
}
