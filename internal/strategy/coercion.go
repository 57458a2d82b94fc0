package strategy

import "math"

// Threat is an ultimatum as its target sees it: to concede costs Loss and Audience; to resist and see the threat
// carried out costs Harm, and with chance Success the Loss too. All but the chance are in one unit.
type Threat struct {
	Loss     float64 // v: what is given up by conceding
	Audience float64 // b: what conceding costs besides, at home or in reputation
	Harm     float64 // h: what the threat does when carried out
	Success  float64 // q: the chance that carrying it out also takes what was demanded
}

func (t Threat) check(d *domain) {
	d.nonNegative("v", t.Loss)
	d.nonNegative("b", t.Audience)
	d.nonNegative("h", t.Harm)
	d.chance("q", t.Success)
	d.require(t.bite() >= 1/maxMagnitude, "h + q·v", t.bite(), "above 0: a threat must cost its target something")
}

// bite is what the target loses when the threat is carried out.
func (t Threat) bite() float64 { return t.Harm + t.Success*t.Loss }

// Threshold is r* = (v+b)/(h+qv): the least chance of the threat being carried out at which the target concedes. Above
// 1 no threat works. Among thresholds up to 1 it rises with v and b and falls with h and q.
func Threshold(t Threat) (float64, error) {
	var d domain
	if t.check(&d); d.err != nil {
		return 0, d.err
	}
	return (t.Loss + t.Audience) / t.bite(), nil
}

// Challenger is the side that threatens.
type Challenger struct {
	Cost     float64 // k: of carrying the threat out
	Gain     float64 // V: of what was demanded
	Audience float64 // a: of backing down
}

// Ultimatum is the outcome of a threat when all is known.
type Ultimatum struct {
	Credible  bool    // carrying it out is no worse than backing down: qV − k ≥ −a
	Chance    float64 // r: that it is carried out, 0 or 1
	Threshold float64 // r*
	Concedes  bool    // r ≥ r*
}

// Compel plays the ultimatum backwards: would the challenger do it, and so does the target concede? (Ellsberg 1959;
// Schelling 1966; Sechser 2010.)
func Compel(t Threat, c Challenger) (Ultimatum, error) {
	var d domain
	t.check(&d)
	d.nonNegative("k", c.Cost)
	d.nonNegative("V", c.Gain)
	d.nonNegative("a", c.Audience)
	if d.err != nil {
		return Ultimatum{}, d.err
	}
	out := Ultimatum{Threshold: (t.Loss + t.Audience) / t.bite()}
	if out.Credible = atLeast(t.Success*c.Gain-c.Cost, -c.Audience); out.Credible {
		out.Chance = 1
	}
	out.Concedes = atLeast(out.Chance, out.Threshold)
	return out, nil
}

// PrivateChallenger is one whose cost of acting only it knows: to the target it is uniform on [0, MaxCost].
type PrivateChallenger struct {
	MaxCost  float64 // K
	Gain     float64 // V
	Audience float64 // a
}

// PrivateUltimatum is the outcome of a threat by a PrivateChallenger.
type PrivateUltimatum struct {
	Chance        float64 // r = F(qV + a): that it is carried out, as the target sees it
	Threshold     float64 // r*
	Concedes      bool    // r ≥ r*
	Possible      bool    // r* is at most 1: some audience cost compels
	LeastAudience float64 // max(0, r*·K − qV): the least that does; 0 where none is possible
}

// CompelPrivately is Compel with a challenger whose resolve the target can only guess.
func CompelPrivately(t Threat, c PrivateChallenger) (PrivateUltimatum, error) {
	var d domain
	t.check(&d)
	d.positive("K", c.MaxCost)
	d.nonNegative("V", c.Gain)
	d.nonNegative("a", c.Audience)
	if d.err != nil {
		return PrivateUltimatum{}, d.err
	}
	worth := t.Success * c.Gain
	out := PrivateUltimatum{
		Chance:    min(1, (worth+c.Audience)/c.MaxCost),
		Threshold: (t.Loss + t.Audience) / t.bite(),
	}
	out.Concedes = atLeast(out.Chance, out.Threshold)
	if out.Possible = atLeast(1, out.Threshold); out.Possible {
		out.LeastAudience = max(0, min(1, out.Threshold)*c.MaxCost-worth)
	}
	return out, nil
}

// Assurance is what conceding buys.
type Assurance struct {
	Stops float64 // s: the chance that it stops the threat
	// Anyway is what the target loses if the threat is carried out although it has conceded. It is h where what was
	// demanded is all there is to take, and h + qv where as much again can be taken.
	Anyway float64
}

// AssuredThreshold is the least chance of execution at which the target concedes though conceding stops the
// threat only with chance s: v + b + (1−s)·r·anyway ≤ r·(h + qv). Not possible: no chance of execution is enough.
// With anyway = h + qv the comparison is v + b ≤ s·r·(h + qv).
func AssuredThreshold(t Threat, a Assurance) (r float64, possible bool, err error) {
	var d domain
	t.check(&d)
	d.chance("s", a.Stops)
	d.nonNegative("the loss anyway", a.Anyway)
	if d.err != nil {
		return 0, false, d.err
	}
	avoided := t.bite() - (1-a.Stops)*a.Anyway
	price := t.Loss + t.Audience
	if price == 0 && avoided >= 0 {
		return 0, true, nil
	}
	if avoided <= 0 || price > avoided*(1+tie) {
		return 0, false, nil
	}
	return min(1, price/avoided), true, nil
}

// Sanctions are a sender's costs of keeping a threat up.
type Sanctions struct {
	Gain     float64 // V: of what the target gives at the end
	Cost     float64 // s: to the sender, per period
	Patience float64 // δ per period, in (0, 1]
}

// Persistence is for how many periods sanctions are worth their cost to the sender: the greatest T with
// δ^T·V ≥ s·(1−δ^T)/(1−δ). Endless: whatever T (up to a billion periods).
func Persistence(s Sanctions) (t int, endless bool, err error) {
	var d domain
	d.nonNegative("V", s.Gain)
	d.nonNegative("s", s.Cost)
	d.between("δ", s.Patience, 1/maxMagnitude, 1)
	if d.err != nil {
		return 0, false, d.err
	}
	worth := func(t float64) bool {
		return math.Pow(s.Patience, t)*s.Gain >= s.Cost*annuity(s.Patience, t)*(1-tie)
	}
	if worth(maxPeriods) {
		return 0, true, nil
	}
	// Worth it for T periods is worth it for fewer, so the greatest T is found by halving.
	lo, hi := 0, maxPeriods
	for hi-lo > 1 {
		if mid := lo + (hi-lo)/2; worth(float64(mid)) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo, false, nil
}
