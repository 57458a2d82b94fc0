package costs_test

import (
	"context"
	"math"
	"testing"
	"time"

	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/costs"
	"parley/internal/oracle"
)

// Tracks are followed to the horizon of the case, on whatever day it is put at; from there on there is nothing to follow.
func TestTracksToTheHorizon(t *testing.T) {
	g := oracle.Must(t, `parley: 1
case: front
as-of: 2025-01-31
horizon: 13 months
parties: {a: {kind: state}, b: {kind: state}}
issues: {war: {goes-on: a or b, ends: a and b}}
values: {a: {war: {ends: 1}}, b: {war: {ends: 1}}}
tracks: {front: {today: 0, change: {war == goes-on: 2, otherwise: -1}}}
deals: {peace: war=ends}
`)
	for day, want := range map[string]struct {
		until                string
		today, without, with float64
	}{
		"2025-01-31": {"2026-02-28", 0, 26, -13},
		"2025-07-31": {"2026-02-28", 12, 26, 5},
		"2026-03-31": {"", 28, 28, 28},
	} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		d, err := ask.NewDraws(context.Background(), clock.At(g, at), 5, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		a, err := costs.Ask(context.Background(), d, costs.Args{Deals: ask.Deals(g), Table: -1})
		if err != nil {
			t.Fatal(err)
		}
		x := a.Deals[0].Tracks["front"]
		if a.Until != want.until || math.Abs(x.Today.Median-want.today) > 1e-9 || math.Abs(x.Without.Median-want.without) > 1e-9 || math.Abs(x.With.Median-want.with) > 1e-9 {
			t.Errorf("on %s: until %q, %+v, want %+v", day, a.Until, x, want)
		}
	}
}
