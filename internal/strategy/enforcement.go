package strategy

import "math"

// Stakes are what a side gets per period of a deal that nobody else enforces: T > R > P. They are those of a
// prisoner's dilemma, in which to be cheated gives S < P.
type Stakes struct {
	T float64 // temptation: from cheating while the other keeps the deal
	R float64 // reward: while both keep it
	P float64 // punishment: without the deal
}

func (s Stakes) check(d *domain) {
	d.magnitude("T", s.T)
	d.magnitude("R", s.R)
	d.magnitude("P", s.P)
	d.apart("T", s.T, "R", s.R)
	d.apart("R", s.R, "P", s.P)
}

// GrimPatience is the least patience at which the threat never to cooperate again holds the deal: (T−R)/(T−P)
// (Friedman 1971). It is DeltaStar with a lag of one period.
func GrimPatience(s Stakes) (float64, error) { return LaggedPatience(s, 1) }

// LaggedPatience is that where cheating is found out after so many periods: the lag-th root of (T−R)/(T−P).
func LaggedPatience(s Stakes, lag int) (float64, error) {
	var d domain
	s.check(&d)
	d.whole("the lag", lag, 1, maxPeriods)
	if d.err != nil {
		return 0, d.err
	}
	return math.Pow((s.T-s.R)/(s.T-s.P), 1/float64(lag)), nil
}

// TitForTatPatience is the least patience at which tit for tat is a best answer to itself: the larger of that of grim
// and (T−R)/(R−S), below which cheating every other period pays (Axelrod 1984). Above 1 no patience is enough, as
// where T + S > 2R.
func TitForTatPatience(s Stakes, sucker float64) (float64, error) {
	var d domain
	s.check(&d)
	d.magnitude("S", sucker)
	d.apart("P", s.P, "S", sucker)
	if d.err != nil {
		return 0, d.err
	}
	return max((s.T-s.R)/(s.T-s.P), (s.T-s.R)/(s.R-sucker)), nil
}

// DetectedPatience is that of grim where cheating is found out in each period with chance m only: (T−R)/(T−R + m(R−P)).
// Without detection it is 1, and no patience is enough.
func DetectedPatience(s Stakes, detection float64) (float64, error) {
	var d domain
	s.check(&d)
	d.chance("m", detection)
	if d.err != nil {
		return 0, d.err
	}
	return (s.T - s.R) / (s.T - s.R + detection*(s.R-s.P)), nil
}

// GuaranteedPatience is that of grim with a guarantor who finds cheating out with chance m and then takes g: with T −
// m·g for T, and 0 where that is no more than R.
func GuaranteedPatience(s Stakes, detection, penalty float64) (float64, error) {
	var d domain
	s.check(&d)
	d.chance("m", detection)
	d.nonNegative("g", penalty)
	if d.err != nil {
		return 0, d.err
	}
	t := s.T - detection*penalty
	if atLeast(s.R, t) {
		return 0, nil
	}
	return (t - s.R) / (t - s.P), nil
}

// TurnoverPatience is that of grim where in each period a successor repudiates the deal with chance τ: d*/(1−τ).
// Above 1 no patience is enough. The chance that war comes back for another reason counts in the same way.
func TurnoverPatience(s Stakes, tau float64) (float64, error) {
	var d domain
	s.check(&d)
	d.between("τ", tau, 0, 1-tie)
	if d.err != nil {
		return 0, d.err
	}
	return (s.T - s.R) / (s.T - s.P) / (1 - tau), nil
}

// Tranches is the least number of equal steps at which a deal enforces itself by the threat never to go on: a step
// offers a T − R of 1/n of the whole, and (T−R)/n ≤ δ(R−P)/(1−δ). It assumes that R − P, what the relation is worth
// per period, does not shrink with the steps; if it does, steps change nothing. Not possible: with any number up to a
// billion. (After Schelling 1960, on decomposing a promise.)
func Tranches(s Stakes, delta float64) (n int, possible bool, err error) {
	var d domain
	s.check(&d)
	d.patience(delta)
	if d.err != nil || delta == 0 {
		return 0, false, d.err
	}
	n, possible = periods((s.T - s.R) * (1 - delta) / delta / (s.R - s.P))
	if !possible {
		return 0, false, nil
	}
	return max(1, n), true, nil
}
