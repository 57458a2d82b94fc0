package strategy

import (
	"fmt"
	"math"
	"slices"
)

// Chamber ratifies or rejects an agreement x in [0, 1]. A voter with ideal point y accepts it exactly if
// |x − y| ≤ |q − y| + κ.
type Chamber struct {
	Ideals      []float64 // y, in [0, 1]; at most 10,000
	StatusQuo   float64   // q, in [0, 1]: what remains without agreement
	NoAgreement float64   // κ: what the lack of an agreement costs, as a distance
	Share       float64   // τ, above 0: of the voters that must accept
}

func (c Chamber) check(d *domain) {
	d.whole("the number of voters", len(c.Ideals), 1, maxVoters)
	for i, y := range c.Ideals {
		d.chance(fmt.Sprintf("the ideal point of voter %d", i+1), y)
	}
	d.chance("q", c.StatusQuo)
	d.nonNegative("κ", c.NoAgreement)
	checkShare(d, c.Share)
}

func checkShare(d *domain, tau float64) {
	d.require(tau > 0 && tau <= 1, "τ", tau, "above 0 and at most 1")
}

// quorum is how many of n voters are at least the share τ, and no fewer than one.
func quorum(tau float64, n int) int { return max(1, int(math.Ceil(tau*float64(n)-tie))) }

// WinSet is the set of agreements that are ratified (Putnam 1988). Each voter accepts an interval that holds the
// status quo, so support falls away from it on both sides, and the win-set is one interval that holds it too. Two
// win-sets around one status quo therefore always meet in it: there is something to agree on where they share more.
func WinSet(c Chamber) (Range, error) {
	var d domain
	if c.check(&d); d.err != nil {
		return Range{}, d.err
	}
	los, his := make([]float64, len(c.Ideals)), make([]float64, len(c.Ideals))
	for i, y := range c.Ideals {
		// One end of y ± (|q−y| + κ) is q ∓ κ; written so, what is equal is equal to the last bit.
		mirrored := 2*y - c.StatusQuo
		los[i] = min(c.StatusQuo, mirrored) - c.NoAgreement
		his[i] = max(c.StatusQuo, mirrored) + c.NoAgreement
	}
	slices.Sort(los)
	slices.Sort(his)
	m := quorum(c.Share, len(c.Ideals))
	return Range{los[m-1], his[len(his)-m]}.Divisions(), nil
}

// RatificationChance is the chance that at least the share τ of the voters accept, where each accepts with its own
// chance and independently of the others.
func RatificationChance(accepts []float64, share float64) (float64, error) {
	var d domain
	d.whole("the number of voters", len(accepts), 1, maxVoters)
	for i, p := range accepts {
		d.chance(fmt.Sprintf("the chance that voter %d accepts", i+1), p)
	}
	if checkShare(&d, share); d.err != nil {
		return 0, d.err
	}
	count := make([]float64, len(accepts)+1) // the chance of so many, among the voters so far
	count[0] = 1
	for n, p := range accepts {
		for k := n + 1; k > 0; k-- {
			count[k] = count[k]*(1-p) + count[k-1]*p
		}
		count[0] *= 1 - p
	}
	sum := 0.0
	for _, p := range count[quorum(share, len(accepts)):] {
		sum += p
	}
	return min(1, sum), nil
}

// Proposal is an agreement that may fail at home.
type Proposal struct {
	Value  float64 // u(x): once ratified, to the negotiator
	Chance float64 // P_r(x): that it is ratified
}

// BestProposal is the index of the proposal that maximises P_r·u(x) + (1−P_r)·failed, and that maximum; failed is
// u(q) − κ, what is left when ratification fails. Of equal ones the first.
func BestProposal(proposals []Proposal, failed float64) (index int, value float64, err error) {
	var d domain
	d.require(len(proposals) > 0, "the number of proposals", 0, "at least 1")
	d.magnitude("the value of failure", failed)
	for i, p := range proposals {
		d.magnitude(fmt.Sprintf("the value of proposal %d", i+1), p.Value)
		d.chance(fmt.Sprintf("the chance of proposal %d", i+1), p.Chance)
		if v := p.Chance*p.Value + (1-p.Chance)*failed; i == 0 || exceeds(v, value) {
			index, value = i, v
		}
	}
	if d.err != nil {
		return 0, 0, d.err
	}
	return index, value, nil
}
