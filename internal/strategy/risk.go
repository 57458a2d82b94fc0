package strategy

import "math"

// Attitude is how two sides value shares: u_A(x) = x^A and u_B(x) = (1−x)^B. An exponent below 1 is averse to risk,
// above 1 drawn to it.
type Attitude struct{ A, B float64 }

// PowerRange is the bargaining range within [0, 1] of sides that do not value shares as such: [(p − cA)^(1/a), 1 − (1
// − p − cB)^(1/b)]. The costs are in units of each side's utility, in which the whole good is worth 1. A side to
// which war is worth less than nothing accepts any division. The range can be empty only where a side is drawn to
// risk (Fearon 1995).
func PowerRange(w War, u Attitude) (Range, error) {
	var d domain
	w.check(&d)
	d.positive("a", u.A)
	d.positive("b", u.B)
	if d.err != nil {
		return Range{}, d.err
	}
	return Range{
		Lo: math.Pow(max(0, w.P-w.CostA), 1/u.A),
		Hi: 1 - math.Pow(max(0, 1-w.P-w.CostB), 1/u.B),
	}, nil
}

// Offer is A's best final offer to a B of whom it does not know all.
type Offer struct {
	X       float64 // the share that A demands, in [0, 1]
	War     float64 // the chance that B fights rather than grant it
	PayoffA float64 // what A expects
}

// PrivateCost is a war whose cost to B only B knows: to A it is uniform on [0, MaxCostB].
type PrivateCost struct{ P, CostA, MaxCostB float64 }

// OfferUnderPrivateCost trades the size of A's demand against the chance that B fights. The first-order condition
// is f/(1−F) = 1/(x − p + cA), F of the cost at x − p; here x = p + max(0, C − cA)/2, at most 1 (Fearon 1995, the
// section on private information).
func OfferUnderPrivateCost(w PrivateCost) (Offer, error) {
	var d domain
	d.chance("p", w.P)
	d.nonNegative("cA", w.CostA)
	d.positive("C", w.MaxCostB)
	if d.err != nil {
		return Offer{}, d.err
	}
	x := min(1, w.P+max(0, w.MaxCostB-w.CostA)/2)
	war := min(1, (x-w.P)/w.MaxCostB)
	return Offer{X: x, War: war, PayoffA: war*(w.P-w.CostA) + (1-war)*x}, nil
}

// PrivateStrength is a war whose chance only B knows: to A the chance that A wins is uniform on [MinP, MaxP].
type PrivateStrength struct{ MinP, MaxP, CostA, CostB float64 }

// OfferUnderPrivateStrength is the same trade where B knows the chance of war and not only its own cost. A B that
// refuses is strong, so that refusal also tells A that its war is worth less: the first-order condition is
// f/(1−F) = 1/(cA + cB), F of the chance at x − cB. Here x = max(MaxP − cA, MinP + cB), at most 1, and war is
// possible exactly where MaxP − MinP exceeds cA + cB (Fearon 1995).
func OfferUnderPrivateStrength(w PrivateStrength) (Offer, error) {
	var d domain
	d.chance("the least p", w.MinP)
	d.chance("the greatest p", w.MaxP)
	d.require(w.MaxP >= w.MinP, "the greatest p", w.MaxP, "at least the least p")
	d.nonNegative("cA", w.CostA)
	d.nonNegative("cB", w.CostB)
	if d.err != nil {
		return Offer{}, d.err
	}
	x := min(1, max(w.MaxP-w.CostA, w.MinP+w.CostB))
	strong := min(x-w.CostB, w.MaxP) // B fights where the chance is below this
	if !exceeds(strong, w.MinP) {
		return Offer{X: x, PayoffA: x}, nil
	}
	war := (strong - w.MinP) / (w.MaxP - w.MinP)
	return Offer{X: x, War: war, PayoffA: war*((w.MinP+strong)/2-w.CostA) + (1-war)*x}, nil
}
