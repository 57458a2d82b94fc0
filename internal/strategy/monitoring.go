package strategy

import "math"

// Monitor is how well a deal is watched. What it reports is public.
type Monitor struct {
	Detection  float64 // m: the chance that cheating in a period is reported
	FalseAlarm float64 // e: the chance of such a report though nobody cheats
	Patience   float64 // δ, at least 0 and below 1
}

func (m Monitor) check(d *domain) {
	d.chance("m", m.Detection)
	d.chance("e", m.FalseAlarm)
	d.patience(m.Patience)
}

// Watched is a deal in which a report is followed by some periods without cooperation.
type Watched struct {
	Gap   float64 // what a punishment costs: Vgap = A(R−P)/(1 + δ·e·A), A = (1−δ^K)/(1−δ)
	Keep  float64 // the value of keeping the deal: (R − δ·e·Vgap)/(1−δ)
	Cheat float64 // of cheating once: T + δ(Keep − m·Vgap)
	Holds bool    // T − R ≤ δ(m−e)·Vgap
}

// NoisyDeal is a deal whose punishment lasts K periods and is set off by mistake at times (Green and Porter 1984).
func NoisyDeal(s Stakes, m Monitor, k int) (Watched, error) {
	var d domain
	s.check(&d)
	m.check(&d)
	d.whole("K", k, 0, maxPeriods)
	if d.err != nil {
		return Watched{}, d.err
	}
	a := annuity(m.Patience, float64(k))
	gap := a * (s.R - s.P) / (1 + m.Patience*m.FalseAlarm*a)
	keep := (s.R - m.Patience*m.FalseAlarm*gap) / (1 - m.Patience)
	return Watched{
		Gap:   gap,
		Keep:  keep,
		Cheat: s.T + m.Patience*(keep-m.Detection*gap),
		Holds: atLeast(m.Patience*(m.Detection-m.FalseAlarm)*gap, s.T-s.R),
	}, nil
}

// BestPunishment is the number of periods K that makes keeping the deal worth most among those at which it holds.
// False alarms make each period of punishment cost something, so that it is the shortest that holds: A ≥ x/(R − P −
// δ·e·x) with x = (T−R)/(δ(m−e)). Not possible: the deal holds with none up to a billion.
func BestPunishment(s Stakes, m Monitor) (k int, possible bool, err error) {
	var d domain
	s.check(&d)
	if m.check(&d); d.err != nil {
		return 0, false, d.err
	}
	deterred := m.Patience * (m.Detection - m.FalseAlarm)
	if deterred <= 0 {
		return 0, false, nil
	}
	loss := (s.T - s.R) / deterred
	worth := s.R - s.P - m.Patience*m.FalseAlarm*loss
	if !(worth > 0) {
		return 0, false, nil
	}
	// A = loss/worth, and δ^K = 1 − (1−δ)A.
	spent := (1 - m.Patience) * loss / worth
	if spent >= 1+tie {
		return 0, false, nil
	}
	k, possible = periods(math.Log1p(-min(1, spent)) / math.Log(m.Patience))
	if !possible {
		return 0, false, nil
	}
	return k, true, nil
}
