package strategy

import (
	"testing"

	"pgregory.net/rapid"
)

func drawPatiences(t *rapid.T) Patiences {
	return Patiences{draw(t, "δA", 0, 0.99), draw(t, "δB", 0, 0.99)}
}

// play solves the game of so many rounds from its end: what a proposer gets of 1 with so many rounds to go. Who
// answers can leave for w if it is B; whoever makes the last offer takes all that the answer leaves.
func play(p Patiences, w float64, rounds int) (a, b float64) {
	a, b = 1-w, 1
	for range rounds - 1 {
		a, b = 1-max(w, p.B*b), 1-p.A*a
	}
	return a, b
}

func TestAlternatingOffersBackwards(t *testing.T) {
	approx(t, ".9 and .9 (Rubinstein 1982)", must(AlternatingOffers(Patiences{0.9, 0.9})).A, 0.526316, 6e-7)
	rapid.Check(t, func(t *rapid.T) {
		p, n := drawPatiences(t), rapid.IntRange(1, 40).Draw(t, "rounds")
		a, _ := play(p, 0, n)
		finite := must(FiniteOffers(p, n))
		approx(t, "finite", finite.A, a, 1e-12)
		approx(t, "whole", finite.A+finite.B, 1, 1e-12)
		long, turned := play(p, 0, 4000)
		endless, byB := must(AlternatingOffers(p)), must(OffersByB(p))
		approx(t, "endless", endless.A, long, 1e-9)
		approx(t, "B first", byB.B, turned, 1e-9)
		approx(t, "whole", endless.A+endless.B, 1, 1e-12)
		// What the answerer gets is what it could have by proposing a round later.
		approx(t, "B waits", endless.B, p.B*byB.B, 1e-12)
		approx(t, "A waits", byB.A, p.A*endless.A, 1e-12)
		keener := Patiences{p.A, p.B * 0.9}
		if better := must(AlternatingOffers(keener)); better.A < endless.A-1e-12 {
			t.Errorf("B's patience falls and A's share goes from %v to %v", endless.A, better.A)
		}
	})
}

func TestOutsideOptionBackwards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, w := drawPatiences(t), draw(t, "w", 0, 1)
		got := must(OffersWithOutsideOption(p, w))
		long, _ := play(p, w, 4001)
		approx(t, "A", got.A, long, 1e-9)
		plain := must(AlternatingOffers(p))
		if got.Binds != (w > plain.B+tie) || !got.Binds && got.Shares != plain {
			t.Errorf("%+v with %v: %+v", p, w, got)
		}
	})
	// It binds only above δ/(1+δ).
	for _, w := range []float64{0.9/1.9 - 1e-6, 0.9/1.9 + 1e-6} {
		if got := must(OffersWithOutsideOption(Patiences{0.9, 0.9}, w)); got.Binds != (w > 0.9/1.9) {
			t.Errorf("w = %v binds: %v", w, got.Binds)
		}
	}
}

func TestOffersAtTheEdges(t *testing.T) {
	for _, tt := range []struct {
		p      Patiences
		rounds int
		want   float64
	}{{Patiences{1, 1}, 1000, 0}, {Patiences{1, 1}, 1001, 1}, {Patiences{0, 0}, 2, 1}, {Patiences{0, 1}, 2, 0}, {Patiences{1, 0}, 5, 1}, {Patiences{0.5, 1}, 1_000_000_000, 0}} {
		approx(t, "A", must(FiniteOffers(tt.p, tt.rounds)).A, tt.want, 1e-12)
	}
	// Two who are almost as patient as can be: the ratio of what they lose by waiting is what counts.
	approx(t, "patient", must(AlternatingOffers(Patiences{1 - 3e-13, 1 - 1e-13})).A, 0.25, 1e-3)
	if _, err := AlternatingOffers(Patiences{1, 1}); err == nil {
		t.Error("two sides that lose nothing by waiting agree")
	}
}
