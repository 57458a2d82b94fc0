package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The game played backwards without the formula: A offers B each period just enough to keep it from war, never less
// than nothing; the value of that for ever after the shift is found by iteration; in the first period A can offer
// all.
func TestPreventiveWarByIteration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Decline{draw(t, "p1", 0, 1), draw(t, "p2", 0, 1), draw(t, "cB", 0, 12), draw(t, "δ", 0, 0.98)}
		war := func(p float64) float64 { return (1-p)/(1-s.Patience) - s.CostB }
		later := 0.0
		for range 3000 {
			offer := min(1, max(0, war(s.P2)-s.Patience*later))
			later = offer + s.Patience*later
		}
		now, peace := war(s.P1), 1+s.Patience*later
		got := must(PreventiveWar(s))
		approx(t, "war now", got.WarNow, now, 1e-9)
		approx(t, "peace", got.BestPeace, peace, 1e-6)
		if math.Abs(now-peace) > 1e-5 && got.War != (now > peace) {
			t.Errorf("%+v: %+v, by iteration war %v, peace %v", s, got, now, peace)
		}
	})
}

// The sheet's condition δ·p2 − p1 > cB(1−δ)² lets B's share after the shift fall below nothing where cB(1−δ) > 1 −
// p2. Here it would say war (.475 > .375) by setting .5 from war against .3 from peace; but A can take no more than
// the whole later, so that peace is worth the 1 of the first period.
func TestPreventiveWarWhereWarLaterIsWorthNothing(t *testing.T) {
	got := must(PreventiveWar(Decline{P1: 0, P2: 0.95, CostB: 1.5, Patience: 0.5}))
	if sheet := 0.5*0.95 > 1.5*0.25; !sheet || got.War {
		t.Errorf("%+v", got)
	}
	approx(t, "peace", got.BestPeace, 1, 1e-12)
	approx(t, "war", got.WarNow, 0.5, 1e-12)
}

// War exactly where what the declining side locks in exceeds all it can be promised, and the largest peaceful step is
// the last that keeps the peace.
func TestPowerShift(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Rise{draw(t, "p0", 0, 1), draw(t, "p1", 0, 1), draw(t, "d", 0, 1), draw(t, "δ", 0, 0.99)}
		got := must(PowerShift(r))
		flow := func(share float64) (sum float64) { // for ever, by summing
			weight := 1.0
			for range 4000 {
				sum += weight * share
				weight *= r.Patience
			}
			return sum
		}
		locked := flow((1 - r.P0) * (1 - r.Destroyed))
		most := flow(1) - r.Patience*flow(r.P1*(1-r.Destroyed))
		approx(t, "locked in", got.LockedIn, locked, 1e-7)
		approx(t, "most in peace", got.MaxPeace, most, 1e-7)
		approx(t, "two forms", got.LockedIn-got.MaxPeace, got.Shift-got.Surplus, 1e-9)
		if math.Abs(locked-most) > 1e-5 && (got.War != (locked > most) || must(MustFight(got.Shift, got.Surplus)) != got.War) {
			t.Errorf("%+v: %+v", r, got)
		}
		step := must(LargestPeacefulStep(r.P0, r.Destroyed, r.Patience))
		if step < 0 || step > 1 || step < r.P0-1e-12 {
			t.Fatalf("step to %v from %v", step, r.P0)
		}
		to := func(p float64) bool {
			return must(PowerShift(Rise{r.P0, max(0, min(1, p)), r.Destroyed, r.Patience})).War
		}
		if to(step-1e-6) || step < 1-1e-6 && r.Patience*(1-r.Destroyed) > 0.01 && !to(step+1e-6) {
			t.Errorf("%+v: a step to %v", r, step)
		}
		costly := r
		costly.Destroyed += (1 - costly.Destroyed) / 2
		if dear := must(PowerShift(costly)); dear.War && !got.War {
			t.Errorf("war destroys more and breaks out: %+v", costly)
		}
	})
}

// A first strike is Powell's condition with the advantage of striking as the shift of power (Powell 2006, section on
// first strikes).
func TestFirstStrikeIsOfTheSameForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := FirstStrike{draw(t, "p", 0, 1), draw(t, "p", 0, 1), draw(t, "cA", 0, 0.5), draw(t, "cB", 0, 0.5)}
		r := must(FirstStrikeRange(s))
		if fight := must(MustFight(s.PFirst-s.PSecond, s.CostA+s.CostB)); math.Abs(r.Width()) > 1e-8 && r.Empty() != fight {
			t.Errorf("%+v: %v, must fight %v", s, r, fight)
		}
	})
}
