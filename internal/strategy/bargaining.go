package strategy

import "fmt"

// Side is one of the two sides of a dispute.
type Side int

// The sides. Neither is also what there is to say where two sides are equal.
const (
	Neither Side = iota
	SideA
	SideB
)

// String is "A", "B" or "neither".
func (s Side) String() string {
	switch s {
	case SideA:
		return "A"
	case SideB:
		return "B"
	}
	return "neither"
}

// Range is an interval of A's share: from the least that A accepts to the most that B grants. It need not lie within
// [0, 1], and is empty where Hi is below Lo.
type Range struct{ Lo, Hi float64 }

// Width is Hi − Lo: what agreement saves, in shares. It is negative where the range is empty.
func (r Range) Width() float64 { return r.Hi - r.Lo }

// Empty says that no share is accepted by both.
func (r Range) Empty() bool { return !atLeast(r.Hi, r.Lo) }

// Holds says that both accept the share.
func (r Range) Holds(x float64) bool { return atLeast(x, r.Lo) && atLeast(r.Hi, x) }

// Intersect is what lies in both.
func (r Range) Intersect(s Range) Range { return Range{max(r.Lo, s.Lo), min(r.Hi, s.Hi)} }

// Divisions is the part of the range that is a division of the good: within [0, 1].
func (r Range) Divisions() Range { return r.Intersect(Range{0, 1}) }

// ProposedByA is the division that A proposes where its offer is final: the most that B grants.
func (r Range) ProposedByA() float64 { return r.Divisions().Hi }

// ProposedByB is the division that B proposes where its offer is final: the least that A accepts.
func (r Range) ProposedByB() float64 { return r.Divisions().Lo }

// Among keeps those of the options of an indivisible good that both accept, in their order.
func (r Range) Among(options []float64) []float64 {
	var out []float64
	for _, x := range options {
		if r.Holds(x) {
			out = append(out, x)
		}
	}
	return out
}

// Payment is what A must receive beside the division x so that both accept it; negative where A pays. Side payments
// so restore an agreement that an indivisible good rules out. It assumes that the range is not empty.
func (r Range) Payment(x float64) float64 {
	switch {
	case r.Holds(x):
		return 0
	case x < r.Lo:
		return r.Lo - x
	}
	return r.Hi - x
}

// Dissatisfied is the side that war would give more than the status quo q does: its demand is credible.
func (r Range) Dissatisfied(q float64) Side {
	switch {
	case exceeds(r.Lo, q):
		return SideA
	case exceeds(q, r.Hi):
		return SideB
	}
	return Neither
}

// War is a lottery over the whole good: A wins it with chance P, and each side pays its cost, in shares of the good.
type War struct{ P, CostA, CostB float64 }

func (w War) check(d *domain) {
	d.chance("p", w.P)
	d.nonNegative("cA", w.CostA)
	d.nonNegative("cB", w.CostB)
}

// WarRange is the bargaining range [p − cA, p + cB] of two sides that know each other (Fearon 1995).
func WarRange(w War) (Range, error) {
	var d domain
	if w.check(&d); d.err != nil {
		return Range{}, d.err
	}
	return Range{w.P - w.CostA, w.P + w.CostB}, nil
}

// Optimism is a war whose chance the sides see differently. PA is A's belief and PB is B's, both that A wins.
type Optimism struct{ PA, PB, CostA, CostB float64 }

// OptimismRange is [pA − cA, pB + cB]. It is empty exactly where the disagreement pA − pB exceeds cA + cB (Wittman 1979).
func OptimismRange(o Optimism) (Range, error) {
	var d domain
	d.chance("pA", o.PA)
	d.chance("pB", o.PB)
	d.nonNegative("cA", o.CostA)
	d.nonNegative("cB", o.CostB)
	if d.err != nil {
		return Range{}, d.err
	}
	return Range{o.PA - o.CostA, o.PB + o.CostB}, nil
}

// PeaceSurplus is what peace saves n sides together: 1 less the sum of what war is worth to each, in shares of the
// good. Where it is negative no division satisfies all of them; with more than two sides, or where a stalemate is
// worth something, that can happen though war costs each of them.
func PeaceSurplus(wars []float64) (float64, error) {
	var d domain
	d.whole("the number of sides", len(wars), 1, maxVoters)
	sum := 0.0
	for i, w := range wars {
		d.magnitude(fmt.Sprintf("the war value of side %d", i+1), w)
		sum += w
	}
	if d.err != nil {
		return 0, d.err
	}
	return 1 - sum, nil
}
