package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// marched follows the distribution of the front battle by battle until next to nothing of it is left between the ends.
func marched(n, k int, p, delta float64) (win, battles, discountedWin, discountedLoss, discountedBattles float64) {
	at := make([]float64, n+1)
	at[k] = 1
	weight := 1.0
	for range 200_000 {
		win += at[n]
		discountedWin += weight * at[n]
		discountedLoss += weight * at[0]
		at[0], at[n] = 0, 0
		inside := 0.0
		for _, m := range at {
			inside += m
		}
		if inside < 1e-14 {
			break
		}
		battles += inside
		discountedBattles += weight * inside
		next := make([]float64, n+1)
		for i := 1; i < n; i++ {
			next[i+1] += p * at[i]
			next[i-1] += (1 - p) * at[i]
		}
		at = next
		weight *= delta
	}
	return win, battles, discountedWin, discountedLoss, discountedBattles
}

// Chances, lengths and ranges against the distribution itself.
func TestProspectsByMarching(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "N")
		c := Campaign{n, draw(t, "p", 0, 1), draw(t, "cA", 0, 0.1), draw(t, "cB", 0, 0.1), rapid.SampledFrom([]float64{1, 0.97, 0.6}).Draw(t, "δ")}
		got := must(Prospects(c))
		for k := range n + 1 {
			win, battles, toA, toB, spent := marched(n, k, c.P, c.Patience)
			approx(t, "chance", got.Win[k], win, 1e-9)
			approx(t, "battles", got.Battles[k], battles, 1e-8)
			approx(t, "lo", got.Range[k].Lo, toA-c.CostA*spent, 1e-9)
			approx(t, "hi", got.Range[k].Hi, 1-(toB-c.CostB*spent), 1e-9)
			if got.Range[k].Width() < -1e-9 {
				t.Errorf("no room at %d: %v", k, got.Range[k])
			}
		}
		for _, end := range []int{0, n} {
			approx(t, "width at an end", got.Range[end].Width(), 0, 1e-12)
		}
	})
}

// The closed form meets its series where it changes over, and keeps its digits on both sides of it.
func TestFightOnNearEvenOdds(t *testing.T) {
	for _, n := range []int{2, 10, 1000} {
		each := walk(n, 0.5, 1, 1, 0)
		for _, k := range []int{1, n / 2, n - 1} {
			even := must(FightOn(n, k, 0.5))
			approx(t, "chance", even.Win, float64(k)/float64(n), 1e-15)
			approx(t, "battles", even.Battles, float64(k*(n-k)), 1e-9)
			approx(t, "battles, solved", each[k], float64(k*(n-k)), 1e-6)
			for _, off := range []float64{1e-12, 1e-9, 2.4e-6 / float64(n), 2.6e-6 / float64(n), 1e-4, -1e-4, -1e-7} {
				p := 0.5 + off
				got, solved := must(FightOn(n, k, p)), walk(n, p, 1, 1, 0)
				approx(t, "near ½", got.Battles/solved[k], 1, 1e-8)
				approx(t, "near ½", got.Win, walk(n, p, 1, 0, 1)[k], 1e-8)
			}
		}
	}
}

func TestFightOnAtTheEdges(t *testing.T) {
	for _, tt := range []struct {
		n, k int
		p    float64
		want Fight
	}{
		{5, 2, 1, Fight{1, 3}},
		{5, 2, 0, Fight{0, 2}},
		{5, 0, 0.3, Fight{}},
		{5, 5, 0.3, Fight{1, 0}},
		{1_000_000, 999_999, 0.25, Fight{1. / 3, 1_333_331.33333333333}}, // r = 3: P = 3⁻¹, far from any overflow
	} {
		got := must(FightOn(tt.n, tt.k, tt.p))
		approx(t, "chance", got.Win, tt.want.Win, 1e-12)
		approx(t, "battles", got.Battles, tt.want.Battles, 1e-6)
	}
}

// A better army wins more; sides turned, everything turns.
func TestFightOnMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "N")
		k, p := rapid.IntRange(0, n).Draw(t, "k"), draw(t, "p", 0.01, 0.99)
		f := must(FightOn(n, k, p))
		turned := must(FightOn(n, n-k, 1-p))
		approx(t, "chance", f.Win, 1-turned.Win, 1e-9)
		approx(t, "battles", f.Battles, turned.Battles, 1e-6)
		if stronger := must(FightOn(n, k, p+0.01)); stronger.Win < f.Win-1e-12 {
			t.Errorf("p rises and the chance falls from %v to %v", f.Win, stronger.Win)
		}
		if math.IsNaN(f.Battles) || f.Battles < 0 {
			t.Errorf("%v battles", f.Battles)
		}
	})
}
