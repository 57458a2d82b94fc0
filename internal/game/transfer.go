package game

import (
	"fmt"
	"math"

	"parley/casefile"
)

// Transfer is a compiled side payment. What a unit costs is read as the payer believes it, what it is worth as the paid does, and
// the most that can be paid as the analyst does.
type Transfer struct {
	Of                *casefile.Transfer
	costs, worth, cap *Number
	rests             // of the three together
}

// Rate is a side payment at its cap, in points, and the cap in units. A payment of a share of the cap costs and is worth that
// share of the points.
type Rate struct {
	Costs float64 // points that paying all of it takes from the payer
	Worth float64 // points that it gives the paid
	Cap   float64 // units
}

// MostPaid bounds the points that a payment need be worth: no two values of a party lie further apart.
const MostPaid = 2 * maxPoints

// Transfers compiles the declared side payments, in the order of the text. Each call compiles anew.
func (g *Game) Transfers() []Transfer {
	var out []Transfer
	for i := range g.Case.Transfers {
		of := &g.Case.Transfers[i]
		t := Transfer{Of: of, costs: g.Parties[of.From].reading.number(of.Costs), worth: g.Parties[of.To].reading.number(of.Worth), cap: g.analyst.number(of.Cap)}
		for _, x := range []*Number{t.costs, t.worth, t.cap} {
			t.add(&x.rests)
		}
		out = append(out, t)
	}
	return out
}

// Rate is the payment at the moment of n in state s. The error is a *ValueError: a figure without a value, or below 0.
func (t *Transfer) Rate(n *Numbers, s State) (Rate, error) {
	var v [3]float64
	for i, x := range []*Number{t.costs, t.worth, t.cap} {
		v[i] = x.eval(n.Vars, s)
		if !(v[i] >= 0) || math.IsInf(v[i], 0) {
			return Rate{}, x.fail(fmt.Sprintf("a side payment is of a number that is not negative; this comes to %s", trim(v[i])))
		}
	}
	return Rate{Costs: float64(v[0] * v[2]), Worth: float64(v[1] * v[2]), Cap: v[2]}, nil
}

// Loosest is a Rate that no state betters, for the moment of n: it costs no more and is worth no less than in any. Where the
// payment rests on no issue it is the rate itself; where it rests on too many to look at, it costs nothing.
func (t *Transfer) Loosest(n *Numbers) (Rate, error) {
	s := n.g.Base().Clone()
	scope := newScope(t.issues, n.g.Sizes)
	if scope.cells > maxCells {
		return Rate{Worth: MostPaid, Cap: 1}, nil
	}
	var best Rate
	for cell := range scope.cells {
		scope.Decode(cell, s)
		r, err := t.Rate(n, s)
		if err != nil {
			return Rate{}, err
		}
		if cell == 0 {
			best = r
		}
		best = Rate{Costs: min(best.Costs, r.Costs), Worth: max(best.Worth, r.Worth), Cap: max(best.Cap, r.Cap)}
	}
	return best, nil
}
