package positions

import (
	"context"
	"strings"
	"testing"

	"parley/internal/game"
	"parley/internal/golden"
	"parley/internal/oracle"
)

// The pages of a published case, of two issues with trades between them, of a case without a scale, and of one where nobody has weight.
func TestPages(t *testing.T) {
	two := strings.NewReplacer("kind: bloc", "kind: bloc, short: D, label: The dominion", "trade: {free", "trade: {label: tariffs, free").Replace(uncertain)
	for name, text := range map[string]string{
		"two": two, "weightless": plain, "none": strings.NewReplacer("{place: 0}", "", "{place: 50}", "", "{place: 100}", "").Replace(plain),
	} {
		g := oracle.Must(t, text)
		a, err := Ask(context.Background(), oracle.Draws(t, g, 100, 0), Args{Issue: -1})
		if err != nil {
			t.Fatal(err)
		}
		golden.Page(t, name, a.Page(g))
	}
	g := oracle.Catalogue(t, "emissions-1994")
	a, err := Ask(context.Background(), oracle.Draws(t, g, 500, 0), Args{Issue: -1})
	if err != nil {
		t.Fatal(err)
	}
	golden.Page(t, "emissions", a.Page(g))
}

const plain = `parley: 1
case: Plain
parties: {a: {kind: state}, b: {kind: state}, c: {kind: group, note: nobody asked it}}
issues: {x: {low: {place: 0}, mid: {place: 50}, high: {place: 100}}}
values:
  a: {x: {low: 0}}
  b: {x: {low: 0}}
`

// What a track does to a value moves the ideal that follows from it.
func TestDerivedFromTracks(t *testing.T) {
	text := `parley: 1
case: Tracks
as-of: 2025-01-01
parties: {a: {kind: state}, b: {kind: state}}
issues:
  x: {low: {place: 0}, high: {place: 100}}
  y: {no: , yes: }
tracks: {front: {today: 4, change: -4}}
values:
  a:
    y: {yes: 2}
    also: {x == high: 0.5 * front}
  b: {x: {high: 1}}
`
	g := oracle.Must(t, text)
	for months, want := range map[float64][2]float64{0: {100, 0.5}, 2: {0, 0.5}, 3: {0, 2. / 3}} {
		at := g
		if months > 0 {
			at = g.At(game.Moment{Months: months})
		}
		d := oracle.Draws(t, at, 4, 1)
		a, err := Ask(context.Background(), d, Args{Issue: -1})
		if err != nil {
			t.Fatal(err)
		}
		x := a.Issues[0].Actors[0]
		if x.Ideal.At != want[0] || abs(x.Salience.At-want[1]) > 1e-9 || x.Ideal.Interval != [2]float64{want[0], want[0]} {
			t.Errorf("after %g months: %+v, want %v", months, x, want)
		}
	}
}
