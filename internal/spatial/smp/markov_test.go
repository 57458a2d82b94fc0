package smp

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestStride: strides come to where single steps do.
func TestStride(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(t, "n")
		e := election{
			model:   rapid.SampledFrom([]PCEModel{MarkovIncentive, MarkovUniform}).Draw(t, "model"),
			victory: rapid.SampledFrom([]VictoryProbModel{Linear, Square, Octic, BinaryVictory}).Draw(t, "victory"),
		}
		for range n * n {
			e.strength = append(e.strength, math.Pow(10, rapid.Float64Range(-8, 1).Draw(t, "strength")))
		}
		e.compareStrides(t, n)
	})
	slow := election{model: MarkovIncentive, strength: []float64{1, 1e-3, 4e-3, 1}}
	if steps := slow.compareStrides(t, 2); steps <= maxSteps {
		t.Errorf("%d steps need no strides", steps)
	}
}

// compareStrides returns how many single steps are needed; it has patience for 200,000.
func (e *election) compareStrides(t rapid.TB, n int) (steps int) {
	e.beats = make([]float64, n*n)
	e.next = make([]float64, n)
	e.pairs(n)
	e.flows(n)
	got, want := make([]float64, n), make([]float64, n)
	for i := range got {
		got[i], want[i] = 1/float64(n), 1/float64(n)
	}
	for change := 1.0; change > incentiveTol; steps++ {
		if steps > 200_000 {
			return steps
		}
		change = e.change(want)
		for i, q := range e.next {
			want[i] = (want[i] + q) / 2
		}
	}
	if steps < 4 { // settled before a stride begins
		return steps
	}
	if err := e.stride(context.Background(), got, incentiveTol); err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-7 {
			t.Fatalf("after %d single steps %v, by strides %v", steps, want, got)
		}
	}
	return steps
}
