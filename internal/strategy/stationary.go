package strategy

import (
	"fmt"
	"math"
)

// A party of a deal compares for ever: to stay, against a breach that is found out after a lag of L steps and then
// voids the deal, (1−δ^L)·breach + δ^L·void. All three are worth so much per step.

// DeltaStar is the least patience δ in [0, 1] with stay ≥ (1−δ^L)·breach + δ^L·void: the L-th root of (breach −
// stay)/(breach − void), 0 where staying is no worse than breach itself. Not possible: no patience is enough. Where
// void is better than stay, patience works against the deal, and one that holds at 0 may not hold at 1. The lag is at
// least 0 steps.
func DeltaStar(breach, stay, void, lag float64) (delta float64, possible bool, err error) {
	var d domain
	checkFlows(&d, breach, stay, void, lag)
	if d.err != nil {
		return 0, false, d.err
	}
	switch {
	case lag == 0: // breach gains nothing, whatever the patience
		return 0, atLeast(stay, void), nil
	case atLeast(stay, breach):
		return 0, true, nil
	case !atLeast(stay, void):
		return 0, false, nil
	}
	return math.Pow(min(1, (breach-stay)/(breach-void)), 1/lag), true, nil
}

// GuaranteeStar is the least loss γ per step of breach, as long as it lasts, at which stay ≥ (1−δ^L)(breach − γ) +
// δ^L·void: max(0, [(1−δ^L)·breach + δ^L·void − stay]/(1−δ^L)). Not possible: there is no time for a guarantor to act
// in (δ = 1 or no lag) and void is better than stay.
func GuaranteeStar(delta, lag, breach, stay, void float64) (gamma float64, possible bool, err error) {
	var d domain
	d.chance("δ", delta)
	checkFlows(&d, breach, stay, void, lag)
	if d.err != nil {
		return 0, false, d.err
	}
	weight := breachWeight(delta, lag)
	if atLeast(stay, void+weight*(breach-void)) {
		return 0, true, nil
	}
	if weight < 1/maxMagnitude {
		return 0, false, nil
	}
	return max(0, breach-stay+(1-weight)*(void-stay)/weight), true, nil
}

func checkFlows(d *domain, breach, stay, void, lag float64) {
	d.magnitude("breach", breach)
	d.magnitude("stay", stay)
	d.magnitude("void", void)
	if lag != 0 { // a lag may be none, but not so short that its root is out of reach
		d.positive("the lag", lag)
	}
}

// breachWeight is 1 − δ^L.
func breachWeight(delta, lag float64) float64 {
	if delta == 0 && lag > 0 {
		return 1
	}
	if lag == 0 {
		return 0
	}
	return -math.Expm1(lag * math.Log(delta))
}

// Turnover is the risk that a party's next leader does not feel bound.
type Turnover struct {
	Chance  float64 // h: per step, that the leader is replaced
	Unbound float64 // b: that the successor repudiates what was signed
}

// EffectivePatience is δ(1−τ), τ = 1 − Π(1 − h·b) over the parties: how much the future of a deal weighs that any
// successor may end.
func EffectivePatience(delta float64, parties []Turnover) (float64, error) {
	var d domain
	d.chance("δ", delta)
	d.whole("the number of parties", len(parties), 0, maxVoters)
	for i, p := range parties {
		d.chance(fmt.Sprintf("the chance of turnover of party %d", i+1), p.Chance)
		d.chance(fmt.Sprintf("the chance of repudiation of party %d", i+1), p.Unbound)
		delta *= 1 - p.Chance*p.Unbound
	}
	if d.err != nil {
		return 0, d.err
	}
	return delta, nil
}
