package smp_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"parley/internal/spatial/smp"
)

// What KTAB gets wrong: reproduced under Compat, mended without.

// TestIdenticalPositions: KTAB divides by zero here and logs NaN.
func TestIdenticalPositions(t *testing.T) {
	for _, compat := range []bool{false, true} {
		s := small(40, 40, 40, 40)
		s.Options.Compat = compat
		r := run(t, s)
		if !r.Converged || len(r.Turns) != 2 {
			t.Errorf("converged %v after %d turns", r.Converged, len(r.Turns))
		}
		for _, state := range r.States {
			for i := range s.Actors {
				if state.Position[i][0] != 40 || state.Risk[i] != 0 || state.Prob[i] != 0.25 {
					t.Errorf("actor %d: %v", i, state)
				}
			}
		}
		for name, x := range map[string][]float64{"mean": forecast(t, r.Forecasts, smp.WeightedMean), "PCE": forecast(t, r.Forecasts, smp.PCEMean)} {
			if math.Abs(x[0]-40) > 1e-9 {
				t.Errorf("%s %v", name, x)
			}
		}
	}
}

// TestThirdParties: KTAB's NoCommit and FullCommit are one and the same (both take 13 states on SOE-Policy); without
// Compat they differ.
func TestThirdParties(t *testing.T) {
	positions := func(compat bool, c smp.ThirdPartyCommit) *smp.Result {
		s := scenario(t, "SOE-Policy")
		s.Options.Compat, s.Options.ThirdParty = compat, c
		return run(t, s)
	}
	no, full := positions(true, smp.NoCommit), positions(true, smp.FullCommit)
	if len(no.States) != 13 || !reflect.DeepEqual(no, full) {
		t.Errorf("under Compat %d and %d states, want 13 and the same", len(no.States), len(full.States))
	}
	if no, full := positions(false, smp.NoCommit), positions(false, smp.FullCommit); reflect.DeepEqual(no.States, full.States) {
		t.Error("commitment changes nothing")
	}
}

// TestThirdPartyTakesItsSide: the first actor challenges the second; a third, strong one stands where the first does.
// It helps the first, and in KTAB the second.
func TestThirdPartyTakesItsSide(t *testing.T) {
	victory := func(compat bool, ally float64) float64 {
		s := small(10, 90, 10)
		s.Actors[2].Capability = ally
		s.Options.Compat = compat
		for _, c := range run(t, s).Turns[0].Challenges {
			if c.Initiator == 0 && c.Receiver == 1 {
				return c.Victory
			}
		}
		t.Fatal("the first does not challenge the second")
		return 0
	}
	if weak, strong := victory(false, 0.01), victory(false, 5); weak >= strong {
		t.Errorf("the probability of victory falls from %v to %v with a stronger ally", weak, strong)
	}
	if weak, strong := victory(true, 0.01), victory(true, 5); weak <= strong {
		t.Errorf("under Compat the probability of victory rises from %v to %v with a stronger ally", weak, strong)
	}
}

// TestFullRuns: KTAB stops with an error under BigRAdjust Full.
func TestFullRuns(t *testing.T) {
	for _, compat := range []bool{false, true} {
		s := scenario(t, "SOE-Policy")
		s.Options.RiskAdjust, s.Options.Compat = smp.Full, compat
		if r := run(t, s); !r.Converged {
			t.Errorf("not converged after %d turns", len(r.Turns))
		}
	}
}

// TestReceiversOffers: made from a probability, they stay between the two sides; KTAB's need not.
func TestReceiversOffers(t *testing.T) {
	s := scenario(t, "SOE-Policy")
	s.Options.Bargain = smp.InitRcvrInterp
	r := run(t, s)
	for turn, step := range r.Turns {
		for _, c := range step.Challenges {
			if len(c.Offers) != 2 {
				t.Fatalf("%d offers", len(c.Offers))
			}
			a, b := r.States[turn].Position[c.Initiator][0], r.States[turn].Position[c.Receiver][0]
			for _, o := range c.Offers {
				for _, x := range []float64{o.Initiator[0], o.Receiver[0]} {
					if x < min(a, b)-0.01 || x > max(a, b)+0.01 {
						t.Fatalf("turn %d: %v and %v, the offer %v", turn, a, b, o)
					}
				}
			}
		}
	}
	s = crowd(5, 1, 46)
	for i, a := range s.Actors { // stands at the ends of the scale
		s.Actors[i].Position[0] = 100 * math.Round((a.Position[0]-10)/80)
	}
	s.Options = smp.Options{Bargain: smp.InitRcvrInterp, Interpolation: smp.S2PMax, Compat: true}
	if _, err := smp.Run(t.Context(), s); err == nil || !strings.Contains(err.Error(), "leaves the scale") {
		t.Errorf("KTAB's offer from a negative probability: %v", err)
	}
}
