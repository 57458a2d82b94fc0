package game_test

import (
	"errors"
	"math"
	"testing"

	"parley/internal/game"
	"parley/internal/oracle"
)

const toll = `parley: 1
case: toll
as-of: 2025-01-01
parties: {a: {kind: state}, b: {kind: state}}
quantities: {price: {is: 2, note: n}}
issues:
  road: {shut: {}, open: {by: a and b}, wide: {by: a and b}}
values:
  a: {note: n, road: {open: 1}, believes: {price: 3}}
  b: {note: n, road: {open: -1}}
tracks:
  dues: {today: 4, change: 1, max: 6}
  rest: {today: 0, change: {road == open: -1, otherwise: 0}, min: 0}
transfers:
  flat: {from: a, to: b, costs: 0.5 * price, worth: price, cap: dues}
  deal: {from: b, to: a, costs: "if(road == open, 1, 3)", worth: "if(road == wide, 4, 1)", cap: 2}
  none: {from: a, to: b, costs: 1 - price, worth: 1, cap: 1}
`

func filled(t *testing.T, g *game.Game) *game.Numbers {
	t.Helper()
	n, in := g.NewNumbers(), make([]float64, len(g.Case.Inputs))
	for i := range in {
		in[i] = g.Case.Inputs[i].Dist.Median()
	}
	if err := n.Fill(in, nil); err != nil {
		t.Fatal(err)
	}
	return n
}

// A payment is read as the one who pays, or is paid, believes it, at the moment and in the state.
func TestTransferRates(t *testing.T) {
	g := oracle.Must(t, toll)
	n, list := filled(t, g), g.Transfers()
	for _, x := range []struct {
		transfer int
		road     uint16
		want     game.Rate
	}{
		{0, 0, game.Rate{Costs: 6, Worth: 8, Cap: 4}}, // a takes the price for 3, b for 2
		{1, 0, game.Rate{Costs: 6, Worth: 2, Cap: 2}},
		{1, 1, game.Rate{Costs: 2, Worth: 2, Cap: 2}},
		{1, 2, game.Rate{Costs: 6, Worth: 8, Cap: 2}},
	} {
		got, err := list[x.transfer].Rate(n, game.State{x.road})
		if err != nil || got != x.want {
			t.Errorf("%d in %d: %+v, want %+v (%v)", x.transfer, x.road, got, x.want, err)
		}
	}
	if got, err := list[1].Loosest(n); err != nil || got != (game.Rate{Costs: 2, Worth: 8, Cap: 2}) {
		t.Errorf("loosest: %+v (%v)", got, err)
	}
	var bad *game.ValueError
	if _, err := list[2].Rate(n, g.Today); !errors.As(err, &bad) || bad.Path != "transfers.none.costs" || bad.Place.Line == 0 {
		t.Error(err)
	}
	if _, err := list[2].Loosest(n); !errors.As(err, &bad) {
		t.Error(err)
	}
}

// A track is pressed where its course would leave its bounds, and not where it rests at one.
func TestPressed(t *testing.T) {
	g := oracle.Must(t, toll)
	n := filled(t, g)
	for _, x := range []struct {
		track int
		at    float64
		road  uint16
		want  int
	}{{0, 4, 0, 0}, {0, 5, 0, 0}, {0, 5.5, 0, 1}, {0, 6, 0, 1}, {1, 0, 0, 0}, {1, 0, 1, -1}, {1, 2, 1, 0}} {
		n.Vars[g.TrackAt(x.track)] = x.at
		if got, err := g.Pressed(x.track, n.Vars, game.State{x.road}, 1); err != nil || got != x.want {
			t.Errorf("track %d at %v: %d, want %d (%v)", x.track, x.at, got, x.want, err)
		}
	}
	n.Vars[g.TrackAt(0)] = math.NaN()
	if _, err := g.Pressed(0, n.Vars, game.State{0}, 1); err == nil {
		t.Error("a track without a value is no error")
	}
	if g.Flows(0) || g.Flows(1) {
		t.Error("no value rests on a track")
	}
}
