package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func drawStakes(t *rapid.T) Stakes {
	p := draw(t, "P", -2, 2)
	r := p + draw(t, "R−P", 0.1, 3)
	return Stakes{T: r + draw(t, "T−R", 0.1, 3), R: r, P: p}
}

// patience is the least δ of a grid of 2,000 at which keeping is no worse than the best of the ways to cheat, 2 if
// none is. Each way is what a cheater gets per period, for so long that the rest does not count.
func patience(keep float64, ways ...func(period int) float64) float64 {
	const n = 2000
	for i := range n {
		delta := float64(i) / n
		holds := true
		for _, way := range ways {
			lost, weight := 0.0, 1.0
			for period := 0; weight > 1e-9 && period < 20000; period++ {
				lost += weight * (keep - way(period))
				weight *= delta
			}
			holds = holds && lost >= -1e-6
		}
		if holds {
			return delta
		}
	}
	return 2
}

// Cheating as the threats have it, period by period.
func TestPatienceByWaysToCheat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStakes(t)
		lag := rapid.IntRange(1, 4).Draw(t, "lag")
		sucker := s.P - draw(t, "P−S", 0.05, 2)
		then := func(until int, before, after float64) func(int) float64 {
			return func(period int) float64 {
				if period < until {
					return before
				}
				return after
			}
		}
		alternately := func(period int) float64 {
			if period%2 == 0 {
				return s.T
			}
			return sucker
		}
		for _, tt := range []struct {
			name string
			got  float64
			want float64
		}{
			{"grim", must(GrimPatience(s)), patience(s.R, then(1, s.T, s.P))},
			{"lag", must(LaggedPatience(s, lag)), patience(s.R, then(lag, s.T, s.P))},
			{"tit for tat", must(TitForTatPatience(s, sucker)), patience(s.R, then(1, s.T, s.P), alternately)},
		} {
			if math.Abs(tt.got-tt.want) > 1e-3 && !(tt.got > 0.995 && tt.want > 0.995) {
				t.Errorf("%s: %v, by summing %v", tt.name, tt.got, tt.want)
			}
		}
	})
}

// cheats says whether cheating once or for ever is better than keeping the deal in the game whose only states are
// deal and no deal. The value of the deal is found by iteration over best answers.
func cheats(s Stakes, delta, detection, penalty, ends float64) bool {
	void := s.P / (1 - delta)
	keepAlways := s.R / (1 - delta)
	if ends > 0 {
		keepAlways = (s.R + delta*ends*void) / (1 - delta*(1-ends))
	}
	deal := keepAlways
	for range 20000 {
		keep := s.R + delta*((1-ends)*deal+ends*void)
		cheat := s.T - detection*penalty + delta*(detection*void+(1-detection)*deal)
		next := max(keep, cheat)
		if math.Abs(next-deal) < 1e-13 {
			break
		}
		deal = next
	}
	return deal > keepAlways+1e-9
}

// Policy by policy iteration: who is watched in part, guaranteed, or will be replaced.
func TestPatienceByIteration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStakes(t)
		m, tau := draw(t, "m", 0.05, 1), draw(t, "τ", 0, 0.9)
		g := draw(t, "g", 0, 2)
		least := func(holds func(delta float64) bool) float64 {
			return bisect(0, 1, func(delta float64) bool { return delta > 0.99 || holds(delta) })
		}
		agree := func(name string, got, want float64) {
			if math.Abs(got-want) > 1e-5 && !(got > 0.989 && want > 0.989) {
				t.Errorf("%s of %+v: %v, by iteration %v", name, s, got, want)
			}
		}
		agree("detection", must(DetectedPatience(s, m)), least(func(d float64) bool { return !cheats(s, d, m, 0, 0) }))
		agree("turnover", must(TurnoverPatience(s, tau)), least(func(d float64) bool { return !cheats(s, d, 1, 0, tau) }))
		agree("guarantor", must(GuaranteedPatience(s, 1, g)), least(func(d float64) bool { return !cheats(s, d, 1, g, 0) }))
		// The partner always notices; the guarantor's chance and penalty count as their product.
		approx(t, "m·g", must(GuaranteedPatience(s, m, g)), must(GuaranteedPatience(s, 1, m*g)), 1e-12)
	})
}

func TestPatienceMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStakes(t)
		grim := must(GrimPatience(s))
		for name, more := range map[string]float64{
			"lag": must(LaggedPatience(s, 1+rapid.IntRange(0, 9).Draw(t, "lag"))), "chance": must(DetectedPatience(s, draw(t, "m", 0, 1))),
			"turnover": must(TurnoverPatience(s, draw(t, "τ", 0, 0.9))), "tit for tat": must(TitForTatPatience(s, s.P-1)),
		} {
			if more < grim-1e-12 {
				t.Errorf("%s asks for less patience than grim: %v, %v", name, more, grim)
			}
		}
		if less := must(GuaranteedPatience(s, 1, draw(t, "g", 0, 3))); less > grim+1e-12 {
			t.Errorf("a guarantor raises %v to %v", grim, less)
		}
		tempted := s
		tempted.T++
		if must(GrimPatience(tempted)) < grim {
			t.Error("temptation rises and patience needed falls")
		}
	})
}

// The least number of steps by trying each, the value of going on by summing.
func TestTranchesByTrial(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, delta := drawStakes(t), draw(t, "δ", 0.05, 0.97)
		future, weight := 0.0, delta
		for range 2000 {
			future += weight * (s.R - s.P)
			weight *= delta
		}
		want := 1
		for (s.T-s.R)/float64(want) > future*(1+1e-9) {
			want++
		}
		n, possible, err := Tranches(s, delta)
		if err != nil || !possible || n != want {
			t.Errorf("%+v at %v: %d steps, %v, %v; by trying %d", s, delta, n, possible, err, want)
		}
		// One step is enough exactly for those with the patience of grim.
		if grim := must(GrimPatience(s)); math.Abs(grim-delta) > 1e-6 && (n == 1) != (delta >= grim) {
			t.Errorf("%d steps at %v, grim %v", n, delta, grim)
		}
	})
	if _, possible, err := Tranches(Stakes{5, 3, 1}, 0); possible || err != nil {
		t.Error(possible, err)
	}
}
