package smp_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/spatial/smp"
)

func forecast(t testing.TB, forecasts []smp.Forecast, name string) []float64 {
	t.Helper()
	for _, f := range forecasts {
		if f.Name == name {
			return f.Value
		}
	}
	t.Fatalf("no forecast is called %q", name)
	return nil
}

// TestWeightedMeans: the published figures of the policy and the competitive dimension of KTAB's example, 36.29 and
// 38.89,
func TestWeightedMeans(t *testing.T) {
	r := run(t, scenario(t, "SOE-Pol-Comp"))
	got := forecast(t, r.Start, smp.WeightedMean)
	if math.Abs(got[0]-36.29) > 0.005 || math.Abs(got[1]-38.89) > 0.005 {
		t.Errorf("weighted means %v, published 36.29 and 38.89", got)
	}
}

// small is a scenario by hand: positions on one dimension.
func small(positions ...float64) smp.Scenario {
	s := smp.Scenario{Name: "small", Dims: []string{"x"}, Seed: 1}
	for i, p := range positions {
		s.Actors = append(s.Actors, smp.Actor{Name: string(rune('a' + i)), Capability: 10 + float64(i), Position: []float64{p}, Salience: []float64{60}})
	}
	return s
}

func TestForecasts(t *testing.T) {
	s := small(20, 20, 50, 80)
	s.Actors[3].Capability = 30
	r := run(t, s)
	// weights 10, 11, 12 and 30 at 20, 20, 50 and 80
	for name, want := range map[string]float64{
		smp.WeightedMean: (20*21 + 50*12 + 80*30) / 63.0, smp.WeightedMedian: 50, smp.WeightedMode: 80,
	} {
		if got := forecast(t, r.Start, name); math.Abs(got[0]-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	expected, best := 0.0, 0
	for i, p := range r.States[0].Prob {
		expected += p * r.States[0].Position[i][0]
		if p > r.States[0].Prob[best] {
			best = i
		}
	}
	if got := forecast(t, r.Start, smp.PCEMean); math.Abs(got[0]-expected) > 1e-9 {
		t.Errorf("PCE mean %v, want %v", got, expected)
	}
	if got := forecast(t, r.Start, smp.PCEMode); got[0] != r.States[0].Position[best][0] {
		t.Errorf("PCE mode %v", got)
	}
	if got := forecast(t, run(t, small(0, 30, 90)).Start, smp.WeightedMedian); got[0] != 30 {
		t.Errorf("weighted median %v, want 30", got)
	}
}

// TestSound: whatever the options, a result is within its ranges, its trace tells how it came about, and it comes
// again.
func TestSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario(t, rapid.Bool().Draw(t, "coarse"))
		r, err := smp.Run(t.Context(), s)
		if err != nil {
			if !s.Options.Compat || !strings.Contains(err.Error(), "leaves the scale") {
				t.Fatal(err)
			}
			return
		}
		if again, err := smp.Run(t.Context(), s); err != nil || !reflect.DeepEqual(r, again) {
			t.Fatal("the second run differs")
		}
		if len(r.States) != len(r.Turns)+1 || r.Converged == (len(r.Turns) == smp.MaxTurns) && len(r.Turns) < smp.MaxTurns {
			t.Fatalf("%d states, %d turns, converged %v", len(r.States), len(r.Turns), r.Converged)
		}
		for _, state := range r.States {
			sum := 0.0
			for i := range s.Actors {
				sum += state.Prob[i]
				if !(state.Prob[i] >= 0 && math.Abs(state.Risk[i]) <= 1+1e-9) {
					t.Fatalf("probability %v, risk %v", state.Prob[i], state.Risk[i])
				}
				for k := range s.Dims {
					if x := state.Position[i][k]; !(x >= -1e-6 && x <= 100+1e-6) {
						t.Fatalf("position %v", x)
					}
				}
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Fatalf("probabilities sum to %v", sum)
			}
		}
		for turn := range r.Turns {
			traced(t, s, r, turn)
		}
		for _, f := range append(r.Start, r.Forecasts...) {
			for _, x := range f.Value {
				if !(x >= -1e-6 && x <= 100+1e-6) {
					t.Fatalf("%s %v", f.Name, x)
				}
			}
		}
	})
}

// traced checks that the trace of a turn leads from the state before it to the one after.
func traced(t *rapid.T, s smp.Scenario, r *smp.Result, turn int) {
	step, before, after := r.Turns[turn], r.States[turn], r.States[turn+1]
	options := make([]int, len(s.Actors))
	for _, c := range step.Challenges {
		if c.Initiator == c.Receiver || c.Gain <= 1e-5 || !(c.Victory > 0 && c.Victory < 1) {
			t.Fatalf("%+v", c)
		}
		options[c.Initiator] += len(c.Offers)
		options[c.Receiver] += len(c.Offers)
	}
	for k, choice := range step.Choices {
		if choice.Options != options[k]+1 || !(choice.Probability > 0 && choice.Probability <= 1+1e-9) {
			t.Fatalf("actor %d has %d options: %+v", k, options[k]+1, choice)
		}
		want := before.Position[k]
		if choice.Challenge >= 0 {
			c := step.Challenges[choice.Challenge]
			if want = c.Offers[choice.Offer].Receiver; c.Initiator == k {
				want = c.Offers[choice.Offer].Initiator
			}
		}
		if !reflect.DeepEqual(after.Position[k], want) {
			t.Fatalf("actor %d stands at %v, the trace says %v", k, after.Position[k], want)
		}
	}
}

// TestTies: of equal targets the first is challenged; the last two actors equal those before them.
func TestTies(t *testing.T) {
	s := small(50, 0, 100, 0, 100)
	for i := range s.Actors {
		s.Actors[i].Capability = 10
	}
	for _, c := range run(t, s).Turns[0].Challenges {
		if c.Receiver > 2 {
			t.Errorf("actor %d challenges %d", c.Initiator, c.Receiver)
		}
	}
}

// TestSeed: a seed gives the draws of a run.
func TestSeed(t *testing.T) {
	s := crowd(12, 1, 3)
	s.Options.Transitions = smp.Stochastic
	first := run(t, s)
	s.Seed++
	if reflect.DeepEqual(first.States, run(t, s).States) {
		t.Error("the seed changes nothing")
	}
}

// TestScale: only the ratio of capabilities counts, but for the least strengths that keep ratios defined.
func TestScale(t *testing.T) {
	s := crowd(12, 2, 5)
	first := run(t, s)
	for i := range s.Actors {
		s.Actors[i].Capability *= 1024
	}
	second := run(t, s)
	if len(first.States) != len(second.States) {
		t.Fatalf("%d and %d states", len(first.States), len(second.States))
	}
	for turn := range first.States {
		for i := range s.Actors {
			if got, want := second.States[turn].Position[i], first.States[turn].Position[i]; math.Abs(got[0]-want[0])+math.Abs(got[1]-want[1]) > 1e-6 {
				t.Fatalf("turn %d, actor %d: %v, before %v", turn, i, got, want)
			}
		}
	}
}

// TestAccommodation: an actor that accommodates nobody keeps its first ideal; the identity is the default.
func TestAccommodation(t *testing.T) {
	s := crowd(6, 1, 2)
	plain := run(t, s)
	s.Accommodation = make([][]float64, 6)
	for i := range s.Accommodation {
		s.Accommodation[i] = make([]float64, 6)
		s.Accommodation[i][i] = 1
	}
	if !reflect.DeepEqual(plain, run(t, s)) {
		t.Error("the identity differs from none")
	}
	s.Accommodation[2][2] = 0
	r := run(t, s)
	moved := false
	for _, state := range r.States {
		moved = moved || state.Position[2][0] != state.Ideal[2][0]
		if math.Abs(state.Ideal[2][0]-s.Actors[2].Position[0]) > 1e-9 {
			t.Errorf("the ideal went to %v", state.Ideal[2])
		}
	}
	if !moved {
		t.Error("the actor never left its ideal")
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, model := range []smp.PCEModel{smp.Conditional, smp.MarkovUniform} {
		s := crowd(20, 1, 1)
		s.Options.PCE = model
		if _, err := smp.Run(ctx, s); !errors.Is(err, context.Canceled) {
			t.Errorf("%v: %v", model, err)
		}
	}
}
