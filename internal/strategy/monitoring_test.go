package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// values iterates the two-phase game: a deal, and the k periods after a report. It returns the value of the deal if
// it is kept, if it is left once, and in the first period of a punishment.
func values(s Stakes, m Monitor, k int) (keep, cheat, punished float64) {
	v := make([]float64, k+1) // v[0]: the deal; v[j]: j periods of punishment to come
	for range 4000 {
		next := make([]float64, k+1)
		next[0] = s.R + m.Patience*((1-m.FalseAlarm)*v[0]+m.FalseAlarm*v[k])
		for j := 1; j <= k; j++ {
			next[j] = s.P + m.Patience*v[j-1]
		}
		v = next
	}
	return v[0], s.T + m.Patience*((1-m.Detection)*v[0]+m.Detection*v[k]), v[k]
}

func drawMonitor(t *rapid.T) Monitor {
	return Monitor{draw(t, "m", 0, 1), draw(t, "e", 0, 0.4), draw(t, "δ", 0.05, 0.97)}
}

func TestNoisyDealByIteration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, m, k := drawStakes(t), drawMonitor(t), rapid.IntRange(0, 15).Draw(t, "K")
		got := must(NoisyDeal(s, m, k))
		keep, cheat, punished := values(s, m, k)
		approx(t, "keep", got.Keep, keep, 1e-6)
		approx(t, "cheat", got.Cheat, cheat, 1e-6)
		approx(t, "gap", got.Gap, keep-punished, 1e-6)
		if math.Abs(keep-cheat) > 1e-6 && got.Holds != (keep >= cheat) {
			t.Errorf("%+v %+v %d: %+v", s, m, k, got)
		}
	})
}

// The length that makes the deal worth most, by trying each.
func TestBestPunishmentByTrial(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, m := drawStakes(t), drawMonitor(t)
		m.FalseAlarm = max(m.FalseAlarm, 0.01)
		k, possible, err := BestPunishment(s, m)
		if err != nil {
			t.Fatal(err)
		}
		want, value, tied := 0, math.Inf(-1), false
		for n := range 400 {
			w := must(NoisyDeal(s, m, n))
			margin := m.Patience*(m.Detection-m.FalseAlarm)*w.Gap - (s.T - s.R)
			tied = tied || math.Abs(margin) < 1e-6
			if w.Holds && w.Keep > value {
				want, value = n, w.Keep
			}
		}
		if !tied && (possible != !math.IsInf(value, -1) || possible && k != want) {
			t.Errorf("%+v %+v: %d (%v), by trying %d (value %v)", s, m, k, possible, want, value)
		}
	})
	// With the figures of the shared vectors two periods do what ten do there.
	k, possible, err := BestPunishment(Stakes{5, 3, 1}, Monitor{0.8, 0.05, 0.9})
	if k != 2 || !possible || err != nil {
		t.Error(k, possible, err)
	}
	if _, possible, err = BestPunishment(Stakes{5, 3, 1}, Monitor{0.2, 0.2, 0.9}); possible || err != nil {
		t.Error("reports that say nothing hold a deal")
	}
}
