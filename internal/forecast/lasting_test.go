package forecast

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/casefile"
	"parley/cases"
	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/game"
	"parley/internal/oracle"
)

// persist is what lasting computes, by following all tracks to the horizon.
func persist(w *clock.World, ends []ending, vars []float64, s game.State) (int, error) {
	g, next, first := w.G, make([]float64, w.G.Vars()), len(ends)
	for step := range w.Steps + 1 {
		dt := 0.0
		if step > 0 {
			dt = w.DT
			if err := g.Step(vars, next, s, dt, nil); err != nil {
				return 0, err
			}
			copy(vars, next)
		}
		g.Remember(vars, s, dt)
		for k := range ends[:first] {
			if ends[k].due == step && ends[k].holds(vars, s) {
				first = k
				break
			}
		}
	}
	return first, nil
}

// filedAlike compares what a contester files with persist, in some draws and random states, and counts the endings that it came to.
func filedAlike(t rapid.TB, d *ask.Draws, seed uint64) int {
	t.Helper()
	trial, err := newTrial(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	q := &question{d: d, g: d.G, w: trial.e.w, book: trial.e.book, base: trial}
	c, rng, seen := q.contest(), rand.New(rand.NewPCG(seed, 5)), map[int]bool{}
	x, s, vars := c.worker(), make(game.State, len(d.G.Sizes)), make([]float64, d.G.Vars())
	for run := range d.Runs {
		trial.inputs(run, x.inputs)
		if _, err := x.draw(run); err != nil {
			t.Fatal(err)
		}
		for range 12 {
			for i, size := range d.G.Sizes {
				s[i] = uint16(rng.IntN(size))
			}
			copy(vars, x.inputs)
			if err := d.G.Start(vars); err != nil {
				t.Fatal(err)
			}
			want, wrong := persist(q.w, trial.e.ends, vars, s)
			got, err := x.file(s)
			if got != want || err != nil || wrong != nil {
				t.Fatalf("draw %d, %v: filed under %d, %v; followed to the horizon %d, %v", run, s, got, err, want, wrong)
			}
			seen[got] = true
		}
	}
	return len(seen)
}

func TestFiledIsFollowed(t *testing.T) {
	several := 0
	for _, name := range cases.Names() {
		g := oracle.Catalogue(t, name)
		if g.Today != nil && len(g.Case.Tables) > 0 && len(g.Case.Scenarios)+len(g.Case.Goals) > 0 && filedAlike(t, oracle.Draws(t, g, 15, 1), 1) > 1 {
			several++
		}
	}
	if several < 5 {
		t.Errorf("several endings in %d cases: too few to tell", several)
	}
}

// watching is a case whose tracks rest on each other, on the state and on the time, for conditions of all kinds.
const watching = `parley: 1
case: watching
as-of: 2025-01-01
horizon: 12 months
parties: {a: {kind: state}, b: {kind: state}}
issues: {i: {stay: {}, go: {by: a}, aside: {by: b}}, j: {"no": {}, "yes": {by: b}}, k: {"no": {}, "yes": {by: a}}}
values: {a: {i: {go: 1}}, b: {i: {go: -1, aside: 1}}}
tables: {first: {members: [a, b], date: 2025-03-01, needs: y > 0.5, closes: 0.5}}
quantities: {rate: 0.1 to 0.9}
tracks:
  x: {today: 0 to 1, change: {j == yes: rate, otherwise: -0.1}, min: -0.5, max: 3, noise: 0.5}
  y: {today: rate, toward: x + elapsed / 10, in: 4 months}
  z: {today: 0, change: {y > 0.8: 0.5, otherwise: 0}, jump: {chance: 0.1, size: rate}}
  u: {today: 1, change: {k == yes: 0.2, otherwise: 0}}
scenarios:
`

func TestFiledRandom(t *testing.T) {
	conditions := []string{
		"x > 1", "y > 0.7 and i == go", "z >= 1", "u > 2", "ever(x > 0.9) and k == no", "months(y > 0.5) > 3", "elapsed > 6 and j == yes", "rate > 0.5",
		"i == aside", "met(first)", "ever(u > 1.5) or z > 2", "months(j == yes) >= 2 and i != go", "j == no and k == yes",
	}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString(watching)
		for k, c := range rapid.SliceOfNDistinct(rapid.SampledFrom(conditions), 1, 4, rapid.ID).Draw(t, "conditions") {
			by := rapid.SampledFrom([]string{"", "by: 2025-04-01, ", "by: 2025-09-15, "}).Draw(t, "by")
			fmt.Fprintf(&b, "  s%d: {is: %s, %slooked-up: here}\n", k, c, by)
		}
		g := oracle.Must(t, b.String())
		if rapid.Bool().Draw(t, "later") {
			g = clock.At(g, casefile.Month.After(g.Day, 4))
		}
		filedAlike(t, oracle.Draws(t, g, 4, 1), rapid.Uint64().Draw(t, "seed"))
	})
}
