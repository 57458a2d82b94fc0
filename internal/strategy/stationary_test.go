package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func deltaStar(t rapid.TB, breach, stay, void, lag float64) (float64, bool) {
	t.Helper()
	delta, possible, err := DeltaStar(breach, stay, void, lag)
	if err != nil {
		t.Fatal(err)
	}
	return delta, possible
}

// drawFlow is a multiple of a tenth, so that ties are real and differences are not tiny.
func drawFlow(t *rapid.T, name string) float64 {
	return float64(rapid.IntRange(-30, 30).Draw(t, name)) / 10
}

// The least patience on a grid, by the comparison itself.
func TestDeltaStarOnAGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		breach, stay, void := drawFlow(t, "breach"), drawFlow(t, "stay"), drawFlow(t, "void")
		lag := float64(rapid.IntRange(0, 5).Draw(t, "L"))
		holds := func(delta float64) bool {
			left := math.Pow(delta, lag)
			return stay >= (1-left)*breach+left*void-1e-9
		}
		got, possible := deltaStar(t, breach, stay, void, lag)
		const n = 4000
		want := math.Inf(1)
		for i := range n + 1 {
			if delta := float64(i) / n; holds(delta) {
				want = delta
				break
			}
		}
		switch {
		case math.IsInf(want, 1) == possible && math.Abs(stay-void) > 1e-6:
			t.Errorf("possible %v, on a grid %v", possible, want)
		case possible && !math.IsInf(want, 1) && (got > want+1e-6 || got < want-1./n-1e-6):
			t.Errorf("%v, on a grid %v", got, want)
		}
	})
}

// Grim is the stationary form with temptation as breach and punishment as void.
func TestDeltaStarIsGrim(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, lag := drawStakes(t), rapid.IntRange(1, 6).Draw(t, "L")
		got, possible := deltaStar(t, s.T, s.R, s.P, float64(lag))
		if !possible {
			t.Fatalf("%+v: no patience is enough", s)
		}
		approx(t, "δ*", got, must(LaggedPatience(s, lag)), 1e-9)
	})
}

func TestDeltaStarCases(t *testing.T) {
	for _, tt := range []struct {
		breach, stay, void, lag, want float64
		possible                      bool
	}{
		{5, 3, 1, 1, 0.5, true},
		{5, 3, 1, 3, 0.7937005259840998, true},
		{2, 3, 1, 1, 0, true},                // breach gains nothing
		{2, 3, 9, 1, 0, true},                // nor does it here, though the void would: holds at no patience only
		{5, 3, 4, 1, 0, false},               // the void is better than the deal
		{5, 3, 3, 1, 1, true},                // only for ever
		{5, 3, 1, 0, 0, true},                // found out at once
		{5, 3, 4, 0, 0, false},               // likewise
		{5, 3, 1, 0.5, 0.25, true},           // half a step
		{1e15, 0, -1e15, 1, 0.5, true},       // large
		{1, 0, -1, 1e15, 1 - 6.93e-16, true}, // found out never, or nearly
		{1e-12, 0, -1e-12, 1, 0, true},       // equal on the house's grid
	} {
		got, possible := deltaStar(t, tt.breach, tt.stay, tt.void, tt.lag)
		if possible != tt.possible || math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%+v: %v, %v", tt, got, possible)
		}
	}
}

// γ* by halving, and what it does: with breach so much worse the patience given is enough.
func TestGuaranteeStarByTrial(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		breach, stay, void := drawFlow(t, "breach"), drawFlow(t, "stay"), drawFlow(t, "void")
		lag, delta := float64(rapid.IntRange(1, 5).Draw(t, "L")), draw(t, "δ", 0, 0.95)
		gamma, possible, err := GuaranteeStar(delta, lag, breach, stay, void)
		if err != nil || !possible {
			t.Fatal(possible, err)
		}
		left := math.Pow(delta, lag)
		want := bisect(-1e-12, 200, func(g float64) bool { return stay >= (1-left)*(breach-g)+left*void })
		approx(t, "γ*", gamma, max(0, want), 1e-6)
		if least, ok := deltaStar(t, breach, stay, void, lag); ok && void < stay && (gamma <= 1e-6) != (delta >= least-1e-6) && math.Abs(delta-least) > 1e-4 {
			t.Errorf("γ* is %v at δ = %v, δ* is %v", gamma, delta, least)
		}
	})
	for _, tt := range []struct {
		delta, void, want float64
		possible          bool
	}{{1, 1, 0, true}, {1, 4, 0, false}, {0, 4, 2, true}, {0.5, 1, 0, true}, {0.25, 1, 2 - 2./3, true}} {
		got, possible, err := GuaranteeStar(tt.delta, 1, 5, 3, tt.void)
		if err != nil || possible != tt.possible || math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%+v: %v, %v, %v", tt, got, possible, err)
		}
	}
}

// τ by counting who is replaced by whom.
func TestEffectivePatienceByCases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delta := draw(t, "δ", 0, 1)
		n := rapid.IntRange(0, 4).Draw(t, "parties")
		parties := make([]Turnover, n)
		for i := range parties {
			parties[i] = Turnover{draw(t, "h", 0, 1), draw(t, "b", 0, 1)}
		}
		ends := 0.0
		for set := 1; set < 1<<n; set++ { // which successors repudiate
			chance := 1.0
			for i, p := range parties {
				if set>>i&1 == 1 {
					chance *= p.Chance * p.Unbound
				} else {
					chance *= (1 - p.Chance) + p.Chance*(1-p.Unbound)
				}
			}
			ends += chance
		}
		approx(t, "δ(1−τ)", must(EffectivePatience(delta, parties)), delta*(1-ends), 1e-12)
	})
	s := Stakes{5, 3, 1}
	enough := must(TurnoverPatience(s, 0.1))
	approx(t, "one party", must(EffectivePatience(enough, []Turnover{{0.2, 0.5}})), must(GrimPatience(s)), 1e-12)
}
