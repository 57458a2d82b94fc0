package smp_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/spatial/smp"
)

// anyOptions draws one value of each setting.
func anyOptions(t *rapid.T) smp.Options {
	o := smp.Options{Compat: rapid.Bool().Draw(t, "compat")}
	for _, s := range o.Settings() {
		if err := o.Set(s.Name, rapid.SampledFrom(s.Values).Draw(t, s.Name)); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// anyScenario draws a small scenario, with the ties that whole tens bring when coarse.
func anyScenario(t *rapid.T, coarse bool) smp.Scenario {
	n, m := rapid.IntRange(3, 6).Draw(t, "actors"), rapid.IntRange(1, 3).Draw(t, "dims")
	percent := func(name string) float64 {
		if coarse {
			return float64(10 * rapid.IntRange(0, 10).Draw(t, name))
		}
		return float64(rapid.IntRange(0, 1_000_000_007).Draw(t, name)) / 10_000_000.07
	}
	s := smp.Scenario{Name: "any", Seed: rapid.Uint64().Draw(t, "seed"), Options: anyOptions(t)}
	for k := range m {
		s.Dims = append(s.Dims, fmt.Sprintf("d%d", k))
	}
	for i := range n {
		a := smp.Actor{Name: fmt.Sprintf("a%d", i), Capability: 1 + percent("capability")}
		for range m {
			a.Position = append(a.Position, percent("position"))
			a.Salience = append(a.Salience, (0.1+0.9*percent("salience"))/float64(m))
		}
		s.Actors = append(s.Actors, a)
	}
	if rapid.Bool().Draw(t, "accommodation") {
		for range n {
			row := make([]float64, n)
			for j := range row {
				row[j] = percent("accommodation") / 100 / float64(n)
			}
			s.Accommodation = append(s.Accommodation, row)
		}
	}
	return s
}

// hundredth brings positions of a result to 0 to 1.
func hundredth(positions [][]float64) [][]float64 {
	out := make([][]float64, len(positions))
	for i := range positions {
		for _, x := range positions[i] {
			out[i] = append(out[i], x/100)
		}
	}
	return out
}

// TestLiteral: each turn of the fast computation is the definition's, under every option, unless rounding decides it;
// and it ends where the rule says.
func TestLiteral(t *testing.T) {
	compared, unclear := 0, 0 // many runs end in ties, with all at one place
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario(t, rapid.IntRange(0, 3).Draw(t, "coarse") == 0)
		got, err := smp.Run(t.Context(), s)
		if err != nil {
			if l := (&literal{Scenario: s}); !leavesScale(l, err) {
				t.Fatal(err)
			}
			return
		}
		ways := []float64{}
		for turn := range got.Turns {
			before, after := hundredth(got.States[turn].Position), hundredth(got.States[turn+1].Position)
			ways = append(ways, literalWay(before, after))
			if end, near := ends(ways); !near && end != (turn == len(got.Turns)-1) {
				t.Fatalf("after turn %d of %d, the end is %v by ways %v", turn+1, len(got.Turns), end, ways)
			}
			l := &literal{Scenario: s, turn: turn, position: before, ideal: hundredth(got.States[turn].Ideal)}
			want, ok := l.next()
			if l.margin < 1e-8 || l.steps > mostSteps {
				unclear++
				continue
			}
			compared++
			if !ok {
				t.Fatalf("turn %d leaves the scale by definition", turn)
			}
			same(t, turn, "position", after, want)
			same(t, turn, "ideal", hundredth(got.States[turn+1].Ideal), l.adapted(after))
		}
	})
	if compared < unclear/2 {
		t.Errorf("%d turns were compared, in %d rounding decided", compared, unclear)
	}
}

// tolerance is on 0 to 1. Where all have come close, the odds of a contest hang on differences of differences.
const tolerance = 1e-6

func same(t *rapid.T, turn int, what string, got, want [][]float64) {
	for i := range want {
		for k, x := range want[i] {
			if math.Abs(got[i][k]-x) > tolerance {
				t.Fatalf("turn %d, actor %d, dimension %d: the %s is %.12f, by definition %.12f", turn, i, k, what, got[i][k], x)
			}
		}
	}
}

// leavesScale plays the definition from the start until an offer leaves the scale, as the model says one does.
func leavesScale(l *literal, err error) bool {
	if !strings.Contains(err.Error(), "leaves the scale") {
		return false
	}
	for _, a := range l.Actors {
		l.position = append(l.position, hundredth([][]float64{a.Position})[0])
	}
	l.ideal = l.position
	for l.turn = 0; l.turn < smp.MaxTurns; l.turn++ {
		next, ok := l.next()
		if !ok {
			return true
		}
		l.ideal = l.adapted(next)
		l.position = next
	}
	return false
}
