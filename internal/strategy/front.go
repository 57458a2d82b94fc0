package strategy

// MovingFront is a war of fixed length in which the front moves by itself: each month up with chance Advance, down
// with chance Retreat. At 0 B has won the good, at Places A; at the horizon the good is split k/N.
type MovingFront struct {
	Places           int     // N
	Months           int     // T
	Advance, Retreat float64 // the chances u and w; their sum is at most 1
	CostA, CostB     float64 // of the first month, in shares of the good
	RampA, RampB     float64 // by how much a month costs more than the one before
	Patience         float64 // δ per month, in [0, 1]
}

func (f MovingFront) check(d *domain) {
	d.whole("N", f.Places, 1, maxSolved)
	d.whole("T", f.Months, 0, maxMonths)
	d.chance("u", f.Advance)
	d.chance("w", f.Retreat)
	d.between("u + w", f.Advance+f.Retreat, 0, 1+tie)
	d.nonNegative("cA", f.CostA)
	d.nonNegative("cB", f.CostB)
	d.nonNegative("the ramp of cA", f.RampA)
	d.nonNegative("the ramp of cB", f.RampB)
	d.chance("δ", f.Patience)
}

// FrontRanges is the bargaining range in each month 0 to T at each place 0 to N of the front, by month and place. War
// is worth W(k, t) = −c + δ(u·W(k+1, t+1) + w·W(k−1, t+1) + (1−u−w)·W(k, t+1)) to A, likewise to B; its ends cost
// nothing more. At most 2,000 places and 1,200 months.
func FrontRanges(f MovingFront) ([][]Range, error) {
	var d domain
	if f.check(&d); d.err != nil {
		return nil, d.err
	}
	n := f.Places
	out := make([][]Range, f.Months+1)
	last := make([]Range, n+1)
	for k := range last {
		share := float64(k) / float64(n)
		last[k] = Range{share, share}
	}
	out[f.Months] = last
	stay := max(0, 1-f.Advance-f.Retreat)
	for t := f.Months - 1; t >= 0; t-- {
		next, now := out[t+1], make([]Range, n+1)
		now[0], now[n] = Range{0, 0}, Range{1, 1}
		a, b := f.CostA+float64(t)*f.RampA, f.CostB+float64(t)*f.RampB
		for k := 1; k < n; k++ {
			lo := f.Advance*next[k+1].Lo + f.Retreat*next[k-1].Lo + stay*next[k].Lo
			hi := f.Advance*next[k+1].Hi + f.Retreat*next[k-1].Hi + stay*next[k].Hi
			// B's value of war is 1 − hi, so what is discounted is that.
			now[k] = Range{f.Patience*lo - a, 1 - (f.Patience*(1-hi) - b)}
		}
		out[t] = now
	}
	return out, nil
}
