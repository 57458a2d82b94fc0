package bargain

import (
	"context"
	"errors"
	"slices"
	"testing"

	"parley/internal/clock"
	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/synthetic"
)

// Where the states that a table can bring about are few, all of them are in the book.
func TestSmallBookIsComplete(t *testing.T) {
	const text = `parley: 1
case: small
as-of: 2025-01-01
parties: {a: {kind: state}, b: {kind: state}, c: {kind: state}}
issues:
  i: {stay: {}, one: {by: a and b}, two: {by: a}}
  j: {stay: {}, one: {by: c}}
  k: {stay: {}, one: {by: b}}
values: {a: {i: {one: 2, two: 1}, k: {one: 1}}, b: {i: {one: 1, two: 2}, k: {one: 0.5}}, c: {j: {one: 1}}}
tables: {talks: {members: [a, b], every: month, closes: 1}}
`
	b, r, _ := prepared(t, text)
	var got []game.State
	for _, o := range b.Worker().offers(r.State, 0) {
		got = append(got, o.y)
	}
	for _, want := range []game.State{{1, 0, 0}, {2, 0, 0}, {0, 0, 1}, {1, 0, 1}, {2, 0, 1}} {
		if !slices.ContainsFunc(got, want.Equal) {
			t.Errorf("%v is not in the book: %v", want, got)
		}
	}
	if slices.ContainsFunc(got, game.State{0, 1, 0}.Equal) || len(got) != 5 {
		t.Errorf("%v", got)
	}
	if c := b.Cover[0]; c.Room != pilots || c.Found != pilots || c.Share < 1-1e-9 {
		t.Errorf("%+v", c)
	}
	if all := b.Packages(3); len(all) != 3 {
		t.Errorf("%v", all)
	}
}

// What a move or a threat has changed can be settled back to today's option, alone and with a package: whatever the state in force, where states are few
// all that the table can bring about are looked at.
func TestBackToToday(t *testing.T) {
	const text = `parley: 1
case: back
as-of: 2025-01-01
margin: 0
parties: {a: {kind: state, foresight: 12 months}, b: {kind: state, foresight: 12 months}}
issues:
  i: {stay: {}, one: {by: a and b}, two: {by: a and b}}
  sanctions: {none: {}, hard: {by: a}}
  k: {stay: {}, one: {by: a or b}}
values: {a: {i: {one: -1, two: -0.1}, sanctions: {hard: 1}, k: {one: -3}}, b: {i: {one: -0.5, two: -0.1}, sanctions: {hard: -3}, k: {one: 1}}}
tables: {talks: {members: [a, b], every: month, closes: 1}}
`
	b, r, _ := prepared(t, text)
	for _, from := range []game.State{{0, 1, 0}, {0, 1, 1}, {2, 1, 1}, {1, 0, 1}} {
		if err := r.Become(from); err != nil {
			t.Fatal(err)
		}
		offers := b.Worker().offers(r.State, 0)
		if len(offers) != 11 {
			t.Errorf("from %v %d of 11 states are looked at", from, len(offers))
		}
	}
	if err := r.Become(game.State{0, 1, 1}); err != nil {
		t.Fatal(err)
	}
	// Each gives up what it took alone: both gain 2.
	if s, _, ok, err := b.Worker().Seek(r, 0); err != nil || !ok || !s.Equal(game.State{0, 0, 0}) {
		t.Errorf("%v, %v, %v", s, ok, err)
	}
}

// The book of the large case keeps nearly all that searches find.
func TestLargeBookCovers(t *testing.T) {
	b, _, _ := prepared(t, synthetic.Case(synthetic.FixedInTime()))
	for k, c := range b.Cover {
		if c.Found < c.Room*9/10 || c.Room > 0 && c.Share < 0.9 || c.Packages == 0 {
			t.Errorf("panel %d: %+v", k, c)
		}
	}
}

func TestBookStops(t *testing.T) {
	g := oracle.Must(t, random(1))
	w, err := clock.New(g, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if b, err := NewBook(ctx, w, oracle.Draws(t, g, 100, 1), Options{}); b != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", b, err)
	}
}
