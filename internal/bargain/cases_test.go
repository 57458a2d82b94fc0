package bargain

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/oracle"
)

// random is a small case in time: three parties, three issues of three options with random control, a track or two, two tables.
func random(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 7))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	number := func() string { return fmt.Sprintf("%.1f", r.NormFloat64()*3) }
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("parley: 1\ncase: random\nas-of: 2025-01-01\nhorizon: 6 months\nparties:")
	for _, p := range []string{"a", "b", "c"} {
		line("  %s: {kind: state, foresight: %d, patience: 0.8, turnover: %s, unbound: 0.5}", p, r.IntN(8), pick("0", "0.3"))
	}
	line("issues:")
	for i := range 3 {
		line("  i%d:\n    o0: {}\n    o1: {by: %s}\n    o2: {by: %s}", i, pick("a", "a and b", "b and c", "c"), pick("b", "a and b", "a and c", "a and b and c"))
	}
	if r.IntN(2) == 0 {
		line("rules:\n  - never: i0 == o1 and i1 == o2\n  - when: i2 == o1\n    then: i0=o0")
	}
	line("values:")
	for _, p := range []string{"a", "b", "c"} {
		line("  %s:", p)
		for i := range 3 {
			line("    i%d: {o1: %s to %s, o2: %s}", i, "-2", pick("1", "4"), number())
		}
		if r.IntN(2) == 0 {
			line("    also:\n      i%d == o0: %s * t\n      i0 == o1 and i1 == o0: %s", r.IntN(3), number(), number())
		}
		if r.IntN(4) == 0 {
			line("    once:\n      i1 == o1: %s", number())
		}
		if r.IntN(4) == 0 {
			line("    at-most: 6")
		}
		if r.IntN(3) == 0 {
			line("    red-lines: [i%d == o%d]", r.IntN(3), 1+r.IntN(2))
		}
	}
	line("tables:\n  pair: {members: [a, b], every: month, closes: 1}\n  all: {members: [a, b, c], every: month, closes: 1%s}", pick("", ", rule: at-least 2 of members"))
	line("tracks:\n  t: {today: 1, change: {i0 == o0: 0.3, otherwise: -0.1}, noise: 0.2}")
	line("scenarios: {some: {is: i0 != o0, looked-up: here}}")
	return b.String()
}

// prepared is the book of a case, with a run of it that has begun.
func prepared(t testing.TB, text string) (*Book, *clock.Run, *ask.Draws) {
	t.Helper()
	g := oracle.Must(t, text)
	d := oracle.Draws(t, g, 100, 1)
	w, err := clock.New(g, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBook(context.Background(), w, d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := w.NewRun()
	begin(t, r, d, 0)
	return b, r, d
}

func begin(t testing.TB, r *clock.Run, d *ask.Draws, run int) {
	t.Helper()
	in := make([]float64, len(d.G.Case.Inputs))
	d.Inputs(run, in)
	if err := r.Begin(run, in); err != nil {
		t.Fatal(err)
	}
}
