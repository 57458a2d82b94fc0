package strategy

import "math"

// Patiences are the discount factors, per round, of two sides that make offers by turns; A begins. Each is in [0, 1]; in
// an endless game not both are 1.
type Patiences struct{ A, B float64 }

func (p Patiences) check(d *domain) {
	d.chance("δA", p.A)
	d.chance("δB", p.B)
}

func (p Patiences) endless(d *domain) {
	p.check(d)
	d.require(p.A*p.B < 1, "δA·δB", p.A*p.B, "below 1: two sides that lose nothing by waiting need not agree")
}

// Shares is how the good is divided when A makes the first offer.
type Shares struct{ A, B float64 }

// AlternatingOffers is the division that A proposes and B accepts at once: A gets (1−δB)/(1−δA·δB) (Rubinstein 1982).
func AlternatingOffers(p Patiences) (Shares, error) {
	var d domain
	if p.endless(&d); d.err != nil {
		return Shares{}, d.err
	}
	return Shares{A: p.first(), B: p.B * (1 - p.A) / p.without()}, nil
}

// without is 1 − δA·δB without loss of digits where both are close to 1.
func (p Patiences) without() float64 { return (1 - p.A) + p.A*(1-p.B) }

func (p Patiences) first() float64 { return (1 - p.B) / p.without() }

// OffersByB is the same division when B makes the first offer: A gets δA(1−δB)/(1−δA·δB).
func OffersByB(p Patiences) (Shares, error) {
	turned, err := AlternatingOffers(Patiences{A: p.B, B: p.A})
	return Shares{A: turned.B, B: turned.A}, err
}

// Outside is a division in view of an outside option.
type Outside struct {
	Shares
	Binds bool // B gets more than without the option
}

// OffersWithOutsideOption lets B, when it answers an offer, leave for an outside option worth w in [0, 1]. The option
// does nothing unless it is better than what B gets without it, δ/(1+δ) where patience is common, and then B gets
// just that (Binmore, Shaked and Sutton 1989).
func OffersWithOutsideOption(p Patiences, w float64) (Outside, error) {
	var d domain
	p.endless(&d)
	d.chance("w", w)
	if d.err != nil {
		return Outside{}, d.err
	}
	inside := p.B * (1 - p.A) / p.without()
	if exceeds(w, inside) {
		return Outside{Shares: Shares{A: 1 - w, B: w}, Binds: true}, nil
	}
	return Outside{Shares: Shares{A: p.first(), B: inside}}, nil
}

// FiniteOffers is the division where the good is lost after so many rounds; A makes the first offer, and whoever
// makes the last takes all. It is v_A(n) = 1 − δB·v_B(n−1), v_B(n) = 1 − δA·v_A(n−1), v(1) = 1 (Ståhl 1972), summed:
// with q = δA·δB and x the share of the endless game, x(1 − q^m), and q^m more where n = 2m+1 is odd.
func FiniteOffers(p Patiences, rounds int) (Shares, error) {
	var d domain
	p.check(&d)
	d.whole("the number of rounds", rounds, 1, maxPeriods)
	if d.err != nil {
		return Shares{}, d.err
	}
	x, left := 0.0, math.Pow(p.A*p.B, float64(rounds/2))
	if w := p.without(); w > 0 {
		x = (1 - p.B) / w
	}
	a := x * (1 - left)
	if rounds%2 == 1 {
		a += left
	}
	return Shares{A: a, B: 1 - a}, nil
}
