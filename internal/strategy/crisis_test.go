package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func drawContender(t *rapid.T) Contender {
	return Contender{draw(t, "v", 0.1, 3), draw(t, "a", 0.02, 1), draw(t, "W", 0.1, 3)}
}

// The chance is what the hazard a/(v + a·t) leaves, step by step.
func TestStillInByItsHazard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, a, end := draw(t, "v", 0.2, 3), draw(t, "a", 0, 1), draw(t, "t", 0, 10)
		total := end * mean(0, end, 5000, func(s float64) float64 { return a / (v + a*s) })
		approx(t, "still in", must(StillIn(v, a, end)), math.Exp(-total), 1e-5)
	})
}

// left is the chance that j has not backed down by t, from its first chance to do so on.
func left(c Crisis, j int, waiting Contender, t float64) float64 {
	return (1 - c.AtOnce[j]) * waiting.Prize / (waiting.Prize + waiting.Audience*t)
}

// What makes it an equilibrium: a side that backs down at any time up to t* gets the same, up to t* only those are
// left that never back down, and only one side gives way at the start. All of it by integration, not by the formulas
// of AudienceCrisis.
func TestAudienceCrisisIsAnEquilibrium(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sides := [2]Contender{drawContender(t), drawContender(t)}
		c := must(AudienceCrisis(sides[0], sides[1]))
		if c.Horizon <= 0 || c.AtOnce[0] > 0 && c.AtOnce[1] > 0 {
			t.Fatalf("%+v", c)
		}
		for i, own := range sides {
			j := 1 - i
			// Wait until s unless the other backs down first.
			payoff := func(s float64) float64 {
				const n = 2000
				gain := c.AtOnce[j]
				for k := range n {
					gain += left(c, j, own, s*float64(k)/n) - left(c, j, own, s*float64(k+1)/n)
				}
				return gain*own.Prize - left(c, j, own, s)*own.Audience*s
			}
			for _, s := range []float64{0, 0.3, 0.7, 1} {
				approx(t, "waiting", payoff(s*c.Horizon), c.AtOnce[j]*own.Prize, 1e-9)
			}
			never := min(1, own.Audience*c.Horizon/own.WarLoss)
			approx(t, "left at the horizon", left(c, i, sides[j], c.Horizon), never, 1e-8)
			approx(t, "backs down", c.BackDown[i], 1-never, 1e-9)
		}
		approx(t, "war", c.War, left(c, 0, sides[1], c.Horizon)*left(c, 1, sides[0], c.Horizon), 1e-8)
		// The horizon by halving.
		at := math.Inf(1)
		for i, own := range sides {
			other := sides[1-i]
			at = min(at, bisect(0, own.WarLoss/own.Audience, func(s float64) bool {
				return own.Audience*s/own.WarLoss >= other.Prize/(other.Prize+other.Audience*s)
			}))
		}
		approx(t, "horizon", c.Horizon, at, 1e-7*max(1, at))
	})
}

// The side that pays more to its audience backs down less (Fearon 1994), and of two otherwise
// alike the one with the smaller audience cost is the one that gives way at the start.
func TestAudienceCostsHoldASide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawContender(t), drawContender(t)
		more := a
		more.Audience += draw(t, "more", 0.01, 1)
		before, after := must(AudienceCrisis(a, b)), must(AudienceCrisis(more, b))
		if after.BackDown[0] > before.BackDown[0]+1e-9 {
			t.Errorf("A's audience cost rises and its backing down goes from %v to %v", before.BackDown[0], after.BackDown[0])
		}
		twin := must(AudienceCrisis(more, a))
		if twin.BackDown[0] > twin.BackDown[1] || twin.AtOnce[0] > 0 || twin.AtOnce[1] <= 0 {
			t.Errorf("%+v against %+v: %+v", more, a, twin)
		}
		turned := must(AudienceCrisis(b, a))
		if turned.Horizon != before.Horizon || turned.AtOnce[0] != before.AtOnce[1] {
			t.Errorf("the sides turned: %+v, not %+v", turned, before)
		}
	})
}
