package costs

import (
	"context"
	"testing"

	"parley/internal/ask"
	"parley/internal/oracle"
)

// A party of whose values only the order is known gets a word, never a figure.
func TestOrderOnly(t *testing.T) {
	g := oracle.Must(t, `
parley: 1
case: Order
parties: {north: {kind: state}, people: {kind: public}}
issues:
  war: {on: north, off: north}
  land: {open: north, held: {by: north, flag: consent}}
values:
  north: {war: {off: 3}}
  people: {priorities: [war == off, land == open]}
deals:
  truce: war=off
  taking: land=held
  both: war=off, land=held
`)
	a, err := Ask(context.Background(), oracle.Draws(t, g, 5, 1), Args{Deals: ask.Deals(g), Table: -1})
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []string{"better", "worse", "better"} {
		p := a.Deals[k].Parties["people"]
		if p.Compared != want || p.Gain != nil || p.Share != nil || p.Bounds != nil || p.Interval != nil || p.Driver != "" || *p.Accepts != (want == "better") {
			t.Errorf("%s: %+v", a.Deals[k].Name, p)
		}
		if over := k == 1; (len(p.Flags) == 1) != over {
			t.Errorf("%s: decides over the people: %v", a.Deals[k].Name, p.Flags)
		}
		if n := a.Deals[k].Parties["north"]; n.Compared != "" || n.Gain == nil {
			t.Errorf("%+v", n)
		}
	}
}
