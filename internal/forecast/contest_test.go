package forecast

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/spatial"
)

// line is a case of one issue with options along a line, which every party values by their distance from its place.
func line(places []float64, weights []int) string {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: line\nas-of: 2025-01-01\nparties:\n")
	for p, w := range weights {
		fmt.Fprintf(&b, "  p%d: {kind: state, capability: %d}\n", p, w)
	}
	b.WriteString("issues:\n  x:\n    options: [o0")
	for k := range places[1:] {
		fmt.Fprintf(&b, ", o%d", k+1)
	}
	b.WriteString("]\nvalues:\n")
	for p := range weights {
		fmt.Fprintf(&b, "  p%d: {x: {", p)
		for k := range places {
			if k > 0 {
				fmt.Fprintf(&b, "o%d: %.9f, ", k, math.Abs(places[p]-places[0])-math.Abs(places[p]-places[k]))
			}
		}
		b.WriteString("}}\n")
	}
	b.WriteString("tables: {all: {members: [")
	for p := range weights {
		fmt.Fprintf(&b, "p%d, ", p)
	}
	b.WriteString("], every: month, closes: 0}}\nscenarios:\n")
	for k := range places {
		fmt.Fprintf(&b, "  s%d: {is: x == o%d, looked-up: here}\n", k, k)
	}
	return b.String()
}

// On one line the contest is the probabilistic Condorcet election of package spatial. There parties vote by distances as shares of the whole
// scale, here by gains as shares of their own range: half the scale for the one in the middle, who therefore gets half its weight.
func TestContestIsPCEOnALine(t *testing.T) {
	a := answerTo(t, line([]float64{0, 50, 100}, []int{60, 10, 40}), 20, 1, Args{})
	is := &spatial.Issue{Name: "x", Lo: 0, Hi: 100, Actors: []spatial.Actor{
		{Name: "p0", Position: 0, Capability: 60, Salience: 1},
		{Name: "p1", Position: 50, Capability: 20, Salience: 1},
		{Name: "p2", Position: 100, Capability: 40, Salience: 1},
	}}
	want, err := spatial.PCE(is, spatial.MarkovUniform)
	if err != nil {
		t.Fatal(err)
	}
	for k, share := range want.Shares {
		if got := *a.scenario(t, fmt.Sprintf("s%d", k)).Contest; math.Abs(got-share) > 1e-6 {
			t.Errorf("s%d: %v, want %v", k, got, share)
		}
	}
}

// The share of time of a chain, by its definition: what flows into each state flows out of it.
func TestStationary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "n")
		m := make([]float64, n*n)
		for k := range m {
			m[k] = rapid.Float64Range(1e-6, 1).Draw(t, "m")
		}
		shares := spatial.Stationary(append([]float64(nil), m...), n)
		sum := 0.0
		for j := range n {
			sum += shares[j]
			in, out := 0.0, 0.0
			for i := range n {
				if i != j {
					in += m[j*n+i] * shares[i]
					out += m[i*n+j] * shares[j]
				}
			}
			if math.Abs(in-out) > 1e-9 {
				t.Fatalf("state %d: %v flows in, %v out", j, in, out)
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Fatalf("shares sum to %v", sum)
		}
	})
}

// Who gains more by a package, and weighs more, makes it hold longer; who is indifferent does not matter.
func TestContestWeights(t *testing.T) {
	text := swap(t, single, "MARGIN", "")
	text = swap(t, text, `"uniform(-1, 1)"`, "-4")
	even := *answerTo(t, text, 50, 1, Args{}).scenario(t, "peace").Contest
	strong := swap(t, text, "  b: {kind: state}", "  b: {kind: state, capability: 90}")
	strong = swap(t, strong, "  a: {kind: state}", "  a: {kind: state, capability: 30}")
	more := *answerTo(t, strong, 50, 1, Args{}).scenario(t, "peace").Contest
	if math.Abs(even-0.5) > 1e-6 || math.Abs(more-0.75) > 1e-6 {
		t.Errorf("with equal weights %v, with 3 to 1 %v", even, more)
	}
	third := swap(t, strong, "  a: {kind: state, capability: 30}", "  a: {kind: state, capability: 30}\n  c: {kind: state, capability: 50}")
	third = swap(t, third, "values:\n", "values:\n  c: {war: {ends: 0}}\n")
	if got := *answerTo(t, third, 50, 1, Args{}).scenario(t, "peace").Contest; math.Abs(got-more) > 1e-6 {
		t.Errorf("with someone indifferent %v, before %v", got, more)
	}
}
