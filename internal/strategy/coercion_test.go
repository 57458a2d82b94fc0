package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func drawThreat(t *rapid.T) Threat {
	return Threat{draw(t, "v", 0, 2), draw(t, "b", 0, 2), draw(t, "h", 0.01, 2), draw(t, "q", 0, 1)}
}

func TestThresholdWorked(t *testing.T) {
	for _, tt := range []struct {
		threat Threat
		want   float64
	}{
		{Threat{Loss: 0.2, Audience: 0.1, Harm: 0.3, Success: 0.5}, 0.75},
		{Threat{Loss: 0.4, Harm: 0.3, Success: 0.5}, 0.8},
		{Threat{Loss: 1, Harm: 0.5}, 2}, // no threat works
	} {
		approx(t, "r*", must(Threshold(tt.threat)), tt.want, 1e-12)
	}
}

// Up in v and b, down in h and q. In v this is so only while h > q·b: else what is demanded is taken anyway so often
// that giving it up matters less and less beside b. The sheet does not say so, and need not: r* is above 1/q then,
// and no threat works.
func TestThresholdMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		threat, more := drawThreat(t), draw(t, "more", 0, 1)
		at := func(change func(*Threat)) float64 {
			changed := threat
			change(&changed)
			return must(Threshold(changed))
		}
		r := at(func(*Threat) {})
		if up := at(func(c *Threat) { c.Audience += more }); up < r {
			t.Errorf("b: %v to %v", r, up)
		}
		if down := at(func(c *Threat) { c.Harm += more }); down > r {
			t.Errorf("h: %v to %v", r, down)
		}
		if down := at(func(c *Threat) { c.Success += more * (1 - c.Success) }); down > r+1e-12 {
			t.Errorf("q: %v to %v", r, down)
		}
		if up := at(func(c *Threat) { c.Loss += more }); r <= 1 && up < r-1e-12 {
			t.Errorf("v: %v to %v", r, up)
		}
	})
	small := must(Threshold(Threat{0.1, 1, 0.1, 0.9}))
	large := must(Threshold(Threat{1, 1, 0.1, 0.9}))
	if !(small > large && large > 1) {
		t.Errorf("r* at v = .1 is %v, at v = 1 it is %v", small, large)
	}
}

// The tree of the ultimatum, leaf by leaf.
func TestCompelOnTheTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		threat := drawThreat(t)
		c := Challenger{draw(t, "k", 0, 2), draw(t, "V", 0, 2), draw(t, "a", 0, 2)}
		execute := threat.Success*(c.Gain-c.Cost) + (1-threat.Success)*(-c.Cost)
		target := 0.0 // the challenger backs down
		carriesOut := execute >= -c.Audience
		if carriesOut {
			target = threat.Success*(-threat.Harm-threat.Loss) + (1-threat.Success)*(-threat.Harm)
		}
		concede := -threat.Loss - threat.Audience
		got := must(Compel(threat, c))
		if math.Abs(execute+c.Audience) > 1e-8 && got.Credible != carriesOut {
			t.Errorf("credible: %v", got.Credible)
		}
		if math.Abs(execute+c.Audience) > 1e-8 && math.Abs(concede-target) > 1e-6 && got.Concedes != (concede >= target) {
			t.Errorf("%+v %+v: %+v; conceding gives %v, resisting %v", threat, c, got, concede, target)
		}
	})
}

// The chance by counting costs, the least audience cost by trying.
func TestCompelPrivatelyByTrial(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		threat := drawThreat(t)
		c := PrivateChallenger{draw(t, "K", 0.05, 3), draw(t, "V", 0, 2), draw(t, "a", 0, 2)}
		got := must(CompelPrivately(threat, c))
		count := mean(0, c.MaxCost, 5000, func(k float64) float64 {
			if threat.Success*c.Gain-k >= -c.Audience {
				return 1
			}
			return 0
		})
		approx(t, "r", got.Chance, count, 1e-3)
		concedes := func(a float64) bool {
			at := must(CompelPrivately(threat, PrivateChallenger{c.MaxCost, c.Gain, a}))
			return at.Concedes
		}
		if got.Possible != concedes(c.MaxCost) {
			t.Fatalf("%+v %+v: %+v", threat, c, got)
		}
		if !got.Possible {
			return
		}
		least := bisect(0, c.MaxCost, concedes)
		approx(t, "a_min", got.LeastAudience, least, 1e-7)
		dear := must(CompelPrivately(threat, PrivateChallenger{c.MaxCost, c.Gain + 0.1, c.Audience + 0.1}))
		if dear.Chance < got.Chance || got.Concedes && !dear.Concedes {
			t.Errorf("V and a rise, r goes from %v to %v", got.Chance, dear.Chance)
		}
	})
}

// The least r at which conceding is no worse, found by trying; and the sheet's form, v + b ≤ s·r·(h+qv), which holds
// where as much again can be taken from a target that has conceded. Where it cannot, the threat does only h then, and
// the sheet's form asks too much.
func TestAssuredThresholdByTrial(t *testing.T) {
	assured := func(t rapid.TB, threat Threat, a Assurance) (float64, bool) {
		r, possible, err := AssuredThreshold(threat, a)
		if err != nil {
			t.Fatal(err)
		}
		return r, possible
	}
	rapid.Check(t, func(t *rapid.T) {
		threat := drawThreat(t)
		a := Assurance{draw(t, "s", 0, 1), rapid.SampledFrom([]float64{threat.Harm, threat.bite()}).Draw(t, "anyway")}
		r, possible := assured(t, threat, a)
		better := func(r float64) bool {
			return threat.Loss+threat.Audience+(1-a.Stops)*r*a.Anyway <= r*threat.bite()+1e-12
		}
		if clear := threat.bite() - (1-a.Stops)*a.Anyway - threat.Loss - threat.Audience; math.Abs(clear) > 1e-8 && possible != better(1) {
			t.Fatalf("%+v %+v: possible %v", threat, a, possible)
		}
		if possible && threat.Loss+threat.Audience > 1e-3 {
			approx(t, "r", r, bisect(0, 1, better), 1e-7)
		}
		if sheet := (threat.Loss + threat.Audience) / (a.Stops * threat.bite()); possible && a.Anyway == threat.bite() && a.Stops > 1e-3 {
			approx(t, "the sheet's r", r, sheet, 1e-7)
		}
		if full, ok := assured(t, threat, Assurance{1, a.Anyway}); ok {
			approx(t, "full assurance", full, must(Threshold(threat)), 1e-9)
		}
	})
	threat := Threat{Loss: 0.2, Harm: 0.3, Success: 0.5}
	once, _ := assured(t, threat, Assurance{0.8, threat.Harm})
	again, _ := assured(t, threat, Assurance{0.8, threat.bite()})
	if !(once < again) {
		t.Errorf("r* is %v where nothing is left to take, %v where as much is", once, again)
	}
}

// Every date of conceding, summed period by period.
func TestWaitForDeadlineByDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Deadline{drawThreat(t), draw(t, "y", -0.5, 0.5), draw(t, "δ", 0, 1), rapid.IntRange(0, 30).Draw(t, "T")}
		sum, weight, earliest, top := 0.0, 1.0, 0, -p.Loss-p.Audience
		for n := range p.Periods {
			sum += weight * p.Flow
			weight *= p.Patience
			if v := sum - weight*(p.Loss+p.Audience); v > top+1e-9 {
				earliest, top = n+1, v
			}
		}
		got := must(WaitForDeadline(p))
		resist := sum - weight*p.bite()
		approx(t, "at the deadline", got.ConcedeAtDeadline, sum-weight*(p.Loss+p.Audience), 1e-9)
		approx(t, "never", got.Resist, resist, 1e-9)
		if math.Abs(resist-top) < 1e-7 || math.Abs(top+p.Loss+p.Audience) < 1e-7 && top != got.ConcedeNow {
			return // a tie
		}
		want := Now
		switch {
		case resist > top:
			want = Never
		case earliest > 0:
			want = AtDeadline
		}
		if got.Best != want {
			t.Errorf("%+v: %v, want %v (best date %d)", p, got.Best, want, earliest)
		}
		// With y < 0 and a target that concedes in the end: at once exactly if |y|/(1−δ) ≥ v + b.
		if edge := -p.Flow/(1-p.Patience) - p.Loss - p.Audience; want != Never && p.Periods > 0 && p.Patience < 0.999 &&
			math.Abs(edge) > 1e-6 && p.bite() >= p.Loss+p.Audience && (edge > 0) != (want == Now) {
			t.Errorf("%+v: %v, though |y|/(1−δ) exceeds v+b by %v", p, want, edge)
		}
	})
	if Now.String() != "now" || AtDeadline.String() != "at the deadline" || Never.String() != "never" {
		t.Error("words for times")
	}
}

func TestPersistenceByCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Sanctions{draw(t, "V", 0, 5), draw(t, "s", 0.05, 1), draw(t, "δ", 0.1, 1)}
		got, endless, err := Persistence(s)
		if err != nil || endless {
			t.Fatal(endless, err)
		}
		paid, weight, n := 0.0, 1.0, 0
		for {
			paid += weight * s.Cost
			weight *= s.Patience
			if margin := weight*s.Gain - paid; math.Abs(margin) < 1e-7 {
				return // a tie
			} else if margin < 0 {
				break
			}
			n++
		}
		if got != n {
			t.Errorf("%+v: %d periods, by counting %d", s, got, n)
		}
	})
	if n, endless, err := Persistence(Sanctions{Gain: 1, Cost: 0, Patience: 0.9}); !endless || err != nil {
		t.Error(n, endless, err)
	}
	if n, endless, err := Persistence(Sanctions{Gain: 10, Cost: 1, Patience: 1}); n != 10 || endless || err != nil {
		t.Error(n, endless, err)
	}
}
