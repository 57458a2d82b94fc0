package deals

import (
	"context"
	"strings"
	"testing"

	"parley/internal/oracle"
)

// ordered is a sale in which the seller's order is all that is known of it.
const ordered = `parley: 1
case: A sale
parties: {seller: {kind: state}, buyer: {kind: state}}
issues:
  price: {none: , low: seller and buyer, high: seller and buyer}
  boat: {keep: , sell: seller}
values:
  seller: {priorities: [boat == keep, price == high, price == low]}
  buyer: {ranking: ["price == low", [price == high, price == none]]}
goals: {sold: price != none}
`

func TestOrderOnly(t *testing.T) {
	d := oracle.Draws(t, oracle.Must(t, ordered), 10, 1)
	a, err := Ask(context.Background(), d, Args{Table: -1, Options: true})
	if err != nil {
		t.Fatal(err)
	}
	// Both accept low and high; the seller prefers high, the buyer low: both are undominated.
	if a.Zopa.Size == nil || *a.Zopa.Size != 2 || *a.Frontier.Outcomes != 2 || len(a.Frontier.Deals) != 2 || a.Draws.Share != 1 {
		t.Errorf("%+v %+v %+v", a.Zopa, a.Frontier, a.Draws)
	}
	for _, f := range a.Frontier.Deals {
		if len(f.Values) > 0 {
			t.Errorf("points where there are none: %v", f.Values)
		}
	}
	s := a.Solutions
	if s.Nash != nil || s.KalaiSmorodinsk != nil || s.Egalitarian != nil || s.Utilitarian != nil || !strings.Contains(s.Note, "only the order is known") {
		t.Errorf("%+v", s)
	}
	if g := a.Goals[0]; g.Deal != nil || !strings.Contains(g.Why, "seller and buyer") || g.Nonempty.P != 1 || len(a.Relax)+len(a.Trades) > 0 {
		t.Errorf("%+v", g)
	}
}
