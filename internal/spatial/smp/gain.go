package smp

import "math"

// indifferent is the difference in gains up to which a binary vote is in proportion.
const indifferent = 1e-8

// vote is the vote of weight w on a difference x between the gains from two options: positive for the first.
func (r VotingRule) vote(w, x float64) float64 {
	if r == Prop {
		return w * x
	}
	return r.curved(w, x)
}

// curved is vote for the rules other than Prop, which is the common one and small enough to be put in line.
func (r VotingRule) curved(w, x float64) float64 {
	sign := math.Max(-1, math.Min(1, x/indifferent))
	switch r {
	case BinaryVote:
		return w * sign
	case PropBin:
		return w * (float64(0.8*x) + float64(0.2*sign))
	case PropCbc:
		return w * (float64(0.5*x) + float64(0.5*(x*x*x)))
	case Cubic:
		return w * (x * x * x)
	case ASymProsp:
		if x > 0 {
			return 2 * float64(w*x) / 3
		}
	}
	return w * x
}

// utility is U(d, R): what a position at distance d is worth to one whose risk attitude is R, from 0 (the other end
// of the scale) to 1 (its own position). R is from −1 (seeks risk) to 1 (averse). A distance beyond 1 is rounding.
func utility(d, risk float64) float64 {
	if d > 1 {
		return float64((1 - d) * (1 + risk))
	}
	return float64((1 - d) * (1 + float64(d*risk)))
}

// distance is that from an actor's ideal to a position, by the actor's own saliences; square is the sum of their
// squares.
func distance(salience, ideal, position []float64, square float64) float64 {
	sum := 0.0
	for k, s := range salience {
		x := s * (ideal[k] - position[k])
		sum += float64(x * x)
	}
	return math.Sqrt(sum / square)
}
