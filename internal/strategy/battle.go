package strategy

import "math"

// Campaign is a war as a walk: the front stands at one of the places 0 to Places, each battle moves it by one, and at
// 0 B has won the whole good, at Places A.
type Campaign struct {
	Places       int     // N
	P            float64 // the chance that A wins a battle
	CostA, CostB float64 // of a battle, in shares of the good
	Patience     float64 // δ from battle to battle, in (0, 1]
}

// Fight is a war fought to the end.
type Fight struct {
	Win     float64 // the chance that A wins
	Battles float64 // how many battles are to be expected
}

// FightOn is the gambler's ruin from place k of n: P = (1−r^k)/(1−r^n) with r = (1−p)/p, and k/n at p = ½;
// E[battles] = (k − n·P)/(1−2p), and k(n−k) at p = ½ (Feller I, ch. XIV). At most a million places.
func FightOn(n, k int, p float64) (Fight, error) {
	var d domain
	d.whole("N", n, 1, maxFront)
	d.whole("k", k, 0, n)
	d.chance("p", p)
	if d.err != nil {
		return Fight{}, d.err
	}
	return fightOn(n, k, p), nil
}

func fightOn(n, k int, p float64) Fight {
	switch k {
	case 0:
		return Fight{}
	case n:
		return Fight{Win: 1}
	}
	at, end := float64(k), float64(n)
	theta := math.Log1p((1 - 2*p) / math.Abs(p)) // ln r; of −0 the sign does not count
	if math.Abs(theta)*end < 1e-5 {
		// Near ½ the closed form is a small difference over a small number; its series in θ is not.
		win := at / end * (1 - (end-at)*theta/2)
		return Fight{Win: win, Battles: at * (end - at) * (1 - theta*(end-2*at)/6)}
	}
	f := Fight{Win: ruin(end, at, theta)}
	if 2*k <= n {
		f.Battles = (at - end*f.Win) / (1 - 2*p)
	} else { // from the nearer end, where less cancels
		f.Battles = (end - at - end*ruin(end, end-at, -theta)) / (2*p - 1)
	}
	return f
}

// ruin is (1−r^k)/(1−r^n) with θ = ln r, 0 < k < n.
func ruin(n, k, theta float64) float64 {
	if theta < 0 {
		return math.Expm1(k*theta) / math.Expm1(n*theta)
	}
	// Divided by r^n, which may be larger than any number.
	return math.Exp((k-n)*theta) * math.Expm1(-k*theta) / math.Expm1(-n*theta)
}

// Prospect is what a war is worth at each place of the front, 0 to N.
type Prospect struct {
	Win     []float64 // the chance that A wins
	Battles []float64 // the expected number of battles to come
	Range   []Range   // the divisions that both prefer to fighting on
}

// Prospects is the bargaining range at each place of a war between two ends: A settles for no less than war is worth
// to it, B likewise. Without discounting it is [P − cA·D, P + cB·D], D the expected number of battles, and so closes
// towards either end; with it, war is worth v_k = δ(p·v_{k+1} + (1−p)·v_{k−1}) − c. (Smith 1998; Filson and Werner
// 2002; Slantchev 2003.) At most 2,000 places. Ranges may leave [0, 1].
func Prospects(c Campaign) (Prospect, error) {
	var d domain
	d.whole("N", c.Places, 1, maxSolved)
	d.chance("p", c.P)
	d.nonNegative("cA", c.CostA)
	d.nonNegative("cB", c.CostB)
	d.between("δ", c.Patience, 1/maxMagnitude, 1)
	if d.err != nil {
		return Prospect{}, d.err
	}
	n := c.Places
	out := Prospect{make([]float64, n+1), make([]float64, n+1), make([]Range, n+1)}
	toA, toB := reach(n, c.P, c.Patience), reach(n, 1-c.P, c.Patience)
	spent := expected(n, c.P, c.Patience)
	for k := range n + 1 {
		f := fightOn(n, k, c.P)
		out.Win[k], out.Battles[k] = f.Win, f.Battles
		if c.Patience == 1 {
			out.Range[k] = Range{f.Win - c.CostA*f.Battles, f.Win + c.CostB*f.Battles}
			continue
		}
		out.Range[k] = Range{toA[k] - c.CostA*spent[k], 1 - (toB[n-k] - c.CostB*spent[k])}
	}
	return out, nil
}

// reach is the discounted chance of coming to n from each place: v_k = δ(p·v_{k+1} + (1−p)·v_{k−1}), v_0 = 0, v_n = 1.
func reach(n int, p, delta float64) []float64 { return walk(n, p, delta, 0, 1) }

// expected is the discounted number of battles from each place: v_k = 1 + δ(p·v_{k+1} + (1−p)·v_{k−1}), 0 at both ends.
func expected(n int, p, delta float64) []float64 { return walk(n, p, delta, 1, 0) }

// walk solves v_k = each + δ(p·v_{k+1} + (1−p)·v_{k−1}) with v_0 = 0 and v_n = last. The tridiagonal system is
// eliminated without exchanging rows: no pivot falls below the larger of p and 1−p.
func walk(n int, p, delta, each, last float64) []float64 {
	v, up := make([]float64, n+1), make([]float64, n+1)
	// After elimination v_k = v[k] + up[k]·v_{k+1}.
	for k := 1; k < n; k++ {
		pivot := 1 - delta*(1-p)*up[k-1]
		v[k] = (each + delta*(1-p)*v[k-1]) / pivot
		up[k] = delta * p / pivot
	}
	v[n] = last
	for k := n - 1; k > 0; k-- {
		v[k] += up[k] * v[k+1]
	}
	return v
}
