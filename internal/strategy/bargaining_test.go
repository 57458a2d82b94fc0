package strategy

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A division is in the range exactly if neither side prefers the lottery of war.
func TestRangeIsWhatBothPreferToWar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWar(t)
		r := must(WarRange(w))
		x := draw(t, "x", 0, 1)
		a, b := x-(w.P-w.CostA), (1-x)-(1-w.P-w.CostB)
		if math.Abs(a) > 1e-8 && math.Abs(b) > 1e-8 && r.Holds(x) != (a > 0 && b > 0) {
			t.Errorf("%v of %v: A gains %v, B gains %v", x, r, a, b)
		}
		if want := r.Dissatisfied(x); (want == SideA) != (a < -tie) || (want == SideB) != (b < -tie) {
			t.Errorf("%v is dissatisfied with %v in %v", want, x, r)
		}
		if pay := r.Payment(x); a+pay < -1e-9 || b-pay < -1e-9 {
			t.Errorf("a payment of %v at %v does not do in %v", pay, x, r)
		}
		dearer := War{w.P, w.CostA + draw(t, "more", 0, 1), w.CostB + draw(t, "more", 0, 1)}
		wide := must(WarRange(dearer))
		if wide.Lo > r.Lo || wide.Hi < r.Hi || r.Empty() {
			t.Errorf("costs rise and the range goes from %v to %v", r, wide)
		}
		if d := r.Divisions(); d.Empty() || d.Lo < 0 || d.Hi > 1 || r.ProposedByA() != d.Hi || r.ProposedByB() != d.Lo {
			t.Errorf("divisions %v of %v", d, r)
		}
	})
}

func TestIndivisible(t *testing.T) {
	r := must(WarRange(War{0.5, 0.1, 0.2}))
	if got := r.Among([]float64{1, 0.65, 0.4, 0}); !slices.Equal(got, []float64{0.65, 0.4}) {
		t.Error(got)
	}
	if got := r.Among([]float64{0, 1}); got != nil {
		t.Error(got)
	}
	approx(t, "B buys all", r.Payment(0), 0.4, 1e-12)
	approx(t, "A buys all", r.Payment(1), -0.3, 1e-12)
	for side, word := range map[Side]string{SideA: "A", SideB: "B", Neither: "neither"} {
		if side.String() != word {
			t.Error(side.String(), word)
		}
	}
}

// Beliefs that differ by more than the costs of war close the range, and only they do (Wittman 1979).
func TestOptimism(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Optimism{draw(t, "pA", 0, 1), draw(t, "pB", 0, 1), draw(t, "cA", 0, 0.5), draw(t, "cB", 0, 0.5)}
		gap := o.PA - o.PB - o.CostA - o.CostB
		r := must(OptimismRange(o))
		if math.Abs(gap) > 1e-8 && r.Empty() != (gap > 0) {
			t.Errorf("%+v: %v", o, r)
		}
		same := must(OptimismRange(Optimism{o.PA, o.PA, o.CostA, o.CostB}))
		known := must(WarRange(War{o.PA, o.CostA, o.CostB}))
		if same != known {
			t.Errorf("one belief: %v, not %v", same, known)
		}
	})
}

// Two sides for whom war is costly always have something to divide; three need not: a stalemate may be worth more to
// each than any division that leaves the others theirs.
func TestPeaceSurplus(t *testing.T) {
	approx(t, "two", must(PeaceSurplus([]float64{0.6 - 0.1, 0.4 - 0.15})), 0.25, 1e-12)
	approx(t, "three", must(PeaceSurplus([]float64{0.4, 0.4, 0.4})), -0.2, 1e-12)
}

// The ends of the range are where a side is indifferent, found on a grid.
func TestPowerRangeOnAGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, u := drawWar(t), Attitude{draw(t, "a", 0.2, 5), draw(t, "b", 0.2, 5)}
		r := must(PowerRange(w, u))
		lo := bisect(-1e-9, 1, func(x float64) bool { return math.Pow(max(0, x), u.A) >= w.P-w.CostA })
		hi := 1 - bisect(-1e-9, 1, func(y float64) bool { return math.Pow(max(0, y), u.B) >= 1-w.P-w.CostB })
		approx(t, "lo", r.Lo, max(0, lo), 1e-7)
		approx(t, "hi", r.Hi, min(1, hi), 1e-7)
		if r.Empty() && u.A <= 1 && u.B <= 1 {
			t.Errorf("the range of two sides that avoid risk is empty: %v", r)
		}
		averse := must(PowerRange(w, Attitude{u.A * 0.9, u.B * 0.9}))
		if averse.Lo > r.Lo+1e-12 || averse.Hi < r.Hi-1e-12 {
			t.Errorf("aversion to risk narrows %v to %v", r, averse)
		}
	})
	gamblers := must(PowerRange(War{0.5, 0.01, 0.01}, Attitude{3, 3}))
	if !gamblers.Empty() {
		t.Errorf("two sides drawn to risk agree in %v", gamblers)
	}
}

// A's best offer against each cost that B may have, on a grid.
func TestOfferUnderPrivateCostOnAGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := PrivateCost{draw(t, "p", 0, 1), draw(t, "cA", 0, 0.5), draw(t, "C", 0.05, 1)}
		payoff := func(x float64) float64 {
			refuses := min(1, max(0, (x-w.P)/w.MaxCostB)) // B's cost is below x − p
			return refuses*(w.P-w.CostA) + (1-refuses)*x
		}
		_, most := best(0, 1, 20000, payoff)
		got := must(OfferUnderPrivateCost(w))
		approx(t, "value", got.PayoffA, payoff(got.X), 1e-9)
		if got.PayoffA < most-1e-9 || got.X < 0 || got.X > 1 {
			t.Errorf("%+v: %+v, on a grid %v", w, got, most)
		}
		if c := w.MaxCostB; c > w.CostA && w.P+(c-w.CostA)/2 <= 1 {
			approx(t, "the published form of the chance of war", got.War, (c-w.CostA)/(2*c), 1e-9)
		}
	})
}

// The same with the chance of war private. The reference sheet calls this the same formula with F over p; it is not: B's
// refusal says that war is worse for A too. The last lines show that the sheet's reading gives A less.
func TestOfferUnderPrivateStrengthOnAGrid(t *testing.T) {
	value := func(w PrivateStrength, x float64) float64 {
		if w.MaxP == w.MinP {
			w.MaxP += 1e-12
		}
		return mean(w.MinP, w.MaxP, 2000, func(p float64) float64 {
			if 1-x >= 1-p-w.CostB-1e-12 {
				return x
			}
			return p - w.CostA
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		lo, hi := draw(t, "p", 0, 1), draw(t, "p", 0, 1)
		w := PrivateStrength{min(lo, hi), max(lo, hi), draw(t, "cA", 0, 0.5), draw(t, "cB", 0, 0.5)}
		got := must(OfferUnderPrivateStrength(w))
		_, most := best(0, 1, 300, func(x float64) float64 { return value(w, x) })
		if got.PayoffA < most-2e-3 || math.Abs(got.PayoffA-value(w, got.X)) > 2e-3 {
			t.Errorf("%+v: %+v, on a grid %v and %v there", w, got, most, value(w, got.X))
		}
		if spread := w.MaxP - w.MinP - w.CostA - w.CostB; math.Abs(spread) > 1e-9 && w.MinP+w.CostB < 1 && (got.War > 0) != (spread > 0) {
			t.Errorf("%+v: war with chance %v", w, got.War)
		}
	})
	w := PrivateStrength{0.2, 0.8, 0.1, 0.1}
	got := must(OfferUnderPrivateStrength(w))
	approx(t, "x", got.X, 0.7, 1e-12)
	// f/(1−F) = 1/(x − p̄ + cA) at the mean p̄ = .5: (.8 + .1 − x) = x − .5 + .1, so x = .65.
	if sheet := value(w, 0.65); sheet >= got.PayoffA-1e-3 {
		t.Errorf("%v by the reading of the sheet, %v", sheet, got.PayoffA)
	}
}
