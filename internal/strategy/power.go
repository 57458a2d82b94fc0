package strategy

// MustFight is Powell's general condition: no division of a good keeps the peace where power shifts by more in one
// period than there is to bargain over. The shift is δ·M(t+1) − M(t), M what the rising side can lock in by
// force; the surplus is the whole less what both can lock in now. A first strike and a good that itself carries power
// are of the same form (Powell 2006).
func MustFight(shift, surplus float64) (bool, error) {
	var d domain
	d.magnitude("the shift of power", shift)
	d.magnitude("the surplus", surplus)
	return d.err == nil && exceeds(shift, surplus), d.err
}

// Decline is a lasting shift of power from B to A. A cannot promise not to use it.
type Decline struct {
	P1, P2   float64 // the chance that A wins a war now, and from the next period on
	CostB    float64 // cB: of war to B, paid once, in units of the whole good held for one period
	Patience float64 // δ, at least 0 and below 1
}

// Prevention is whether a declining side attacks while it can.
type Prevention struct {
	Shift     float64 // δ·p2 − p1
	Threshold float64 // cB(1−δ)²
	WarNow    float64 // B's value of war now: (1−p1)/(1−δ) − cB
	BestPeace float64 // B's value if A grants all it can: 1 + δ(1 − p2 − cB(1−δ))/(1−δ)
	War       bool    // the shift exceeds the threshold
}

// PreventiveWar is Fearon's condition δ·p2 − p1 > cB(1−δ)² (1995, pp. 404–406). Where war later would leave B less than
// nothing, A can still not take more than the whole: p2 counts then as 1 − cB(1−δ).
func PreventiveWar(s Decline) (Prevention, error) {
	var d domain
	d.chance("p1", s.P1)
	d.chance("p2", s.P2)
	d.nonNegative("cB", s.CostB)
	d.patience(s.Patience)
	if d.err != nil {
		return Prevention{}, d.err
	}
	delta, rest := s.Patience, 1-s.Patience
	p2 := min(s.P2, 1-s.CostB*rest)
	out := Prevention{
		Shift:     delta*p2 - s.P1,
		Threshold: s.CostB * rest * rest,
		WarNow:    (1-s.P1)/rest - s.CostB,
		BestPeace: 1 + delta*(1-p2-s.CostB*rest)/rest,
	}
	out.War = exceeds(out.Shift, out.Threshold)
	return out, nil
}

// Rise is a shift of power to a rising side R where war destroys part of the good and settles the rest for ever.
type Rise struct {
	P0, P1    float64 // the chance that R wins now and in the next period
	Destroyed float64 // D: the fraction of the good that war destroys
	Patience  float64 // δ, at least 0 and below 1
}

func (r Rise) check(d *domain) {
	d.chance("p0", r.P0)
	d.chance("p1", r.P1)
	d.chance("d", r.Destroyed)
	d.patience(r.Patience)
}

// Shift sets a Rise against the surplus. Values are in units of the whole good held for one period.
type Shift struct {
	Shift    float64 // δ·M_R(t+1) − M_R(t), with M_R = p(1−D)/(1−δ)
	Surplus  float64 // B − M_D(t) − M_R(t) = D/(1−δ), with B = 1/(1−δ)
	LockedIn float64 // M_D(t): what the declining side can lock in by force now
	MaxPeace float64 // B − δ·M_R(t+1): the most that it can be granted in peace
	War      bool    // the shift exceeds the surplus, so that what is locked in exceeds the most
}

// PowerShift is MustFight for a Rise (Powell 2006).
func PowerShift(r Rise) (Shift, error) {
	var d domain
	if r.check(&d); d.err != nil {
		return Shift{}, d.err
	}
	left, rest := 1-r.Destroyed, 1-r.Patience
	out := Shift{
		Shift:    (r.Patience*r.P1 - r.P0) * left / rest,
		Surplus:  r.Destroyed / rest,
		LockedIn: (1 - r.P0) * left / rest,
		MaxPeace: (1 - r.Patience*r.P1*left) / rest,
	}
	out.War = exceeds(out.Shift*rest, out.Surplus*rest)
	return out, nil
}

// LargestPeacefulStep is the highest chance p1 in the next period to which the rising side can come from p0 without
// war, where war destroys the fraction D: [1 − (1−p0)(1−D)]/(δ(1−D)), at most 1. Where power can be negotiated, a rise
// in steps no larger keeps the peace (after Chadefaux, International Theory 3 (2011) 228–253).
func LargestPeacefulStep(p0, destroyed, patience float64) (float64, error) {
	var d domain
	if (Rise{P0: p0, Destroyed: destroyed, Patience: patience}).check(&d); d.err != nil {
		return 0, d.err
	}
	left := 1 - destroyed
	most, weight := 1-(1-p0)*left, patience*left
	if weight <= most { // at p1 = 1 there is still peace; also where nothing weighs
		return 1, nil
	}
	return most / weight, nil
}

// FirstStrike is the bargaining range where the side that attacks first has the better chance: PFirst is A's chance if A
// does, PSecond if B does. It is empty exactly where PFirst − PSecond exceeds cA + cB (Fearon 1995, pp. 402–404).
type FirstStrike struct{ PFirst, PSecond, CostA, CostB float64 }

// FirstStrikeRange is [PFirst − cA, PSecond + cB].
func FirstStrikeRange(s FirstStrike) (Range, error) {
	var d domain
	d.chance("p of attacking first", s.PFirst)
	d.chance("p of being attacked", s.PSecond)
	d.nonNegative("cA", s.CostA)
	d.nonNegative("cB", s.CostB)
	if d.err != nil {
		return Range{}, d.err
	}
	return Range{s.PFirst - s.CostA, s.PSecond + s.CostB}, nil
}
