package smp

import (
	"context"
	"math"
)

// Constants of KTAB's elections.
const (
	leastCoalition = 1e-8 // strength of a coalition that nobody joins
	edge           = 1.1  // ratio of strengths from which BinaryVictory is certain
	underdog       = 1e-6 // what certainty leaves to the weaker side
)

// election computes probabilistic Condorcet elections by one set of options. It keeps its tables from one election
// to the next.
type election struct {
	voting  VotingRule
	victory VictoryProbModel
	model   PCEModel

	strength, beats, flow []float64 // option × option
	next                  []float64
}

// run puts into prob the probability that each option prevails. gains holds, by option, what it is worth to each
// voter. It returns an error only when the context ends.
func (e *election) run(ctx context.Context, weights []float64, gains [][]float64, prob []float64) error {
	n := len(gains)
	e.strength, e.beats = sized(e.strength, n*n), sized(e.beats, n*n)
	e.coalitions(weights, gains)
	e.pairs(n)
	if e.model == Conditional {
		conditional(e.beats, prob)
		return nil
	}
	return e.markov(ctx, prob)
}

// sized returns a slice of n elements, x's own memory where that is enough. What it holds is undefined.
func sized(x []float64, n int) []float64 {
	if cap(x) < n {
		return make([]float64, n)
	}
	return x[:n]
}

// coalitions fills strength[i, j]: of those who prefer i to j.
func (e *election) coalitions(weights []float64, gains [][]float64) {
	n := len(gains)
	for i := range n {
		e.strength[i*n+i] = leastCoalition
		gi := gains[i]
		for j := range i {
			gj := gains[j]
			up, down := leastCoalition, leastCoalition
			for k, w := range weights {
				v := e.voting.vote(w, gi[k]-gj[k])
				up += max(v, 0)
				down += max(-v, 0)
			}
			e.strength[i*n+j], e.strength[j*n+i] = up, down
		}
	}
}

// pairs fills beats[i, j], the probability that i beats j; beats[i, i] is 1/2.
func (e *election) pairs(n int) {
	for i := range n {
		e.beats[i*n+i] = 0.5
		for j := range i {
			e.beats[i*n+j], e.beats[j*n+i] = e.victory.odds(e.strength[i*n+j], e.strength[j*n+i])
		}
	}
}

// odds are the probabilities of victory of two coalitions.
func (v VictoryProbModel) odds(x, y float64) (px, py float64) {
	if v == BinaryVictory {
		return binaryOdds(x, y)
	}
	switch v { // by the limits of a scenario, no power overflows
	case Square:
		x, y = float64(x*x), float64(y*y)
	case Quartic:
		x, y = float64(x*x*x*x), float64(y*y*y*y)
	case Octic:
		x, y = eighth(x), eighth(y)
	}
	return x / (x + y), y / (x + y)
}

func eighth(x float64) float64 { x *= x; x *= x; return float64(x * x) }

func binaryOdds(x, y float64) (px, py float64) {
	const sure = 1 / (1 + underdog)
	switch {
	case x >= edge*y:
		return sure, underdog * sure
	case y >= edge*x:
		return underdog * sure, sure
	}
	share := func(r float64) float64 {
		return math.Max(underdog*sure, math.Min(sure, (float64(r*(edge+1))-1)/(edge-1)))
	}
	return share(x / (x + y)), share(y / (x + y))
}

// conditional sets each option's probability in proportion to the product of its odds against all. Powers of two are
// kept apart from the products: those of many options are beyond a float64.
func conditional(beats, prob []float64) {
	n := len(prob)
	powers, top := make([]int, n), math.MinInt
	for i := range n {
		product, power := 1.0, 0
		for _, p := range beats[i*n : i*n+n] {
			var shift int
			product, shift = math.Frexp(product * p)
			power += shift
		}
		prob[i], powers[i] = product, power
		top = max(top, power)
	}
	sum := 0.0
	for i := range prob {
		prob[i] = math.Ldexp(prob[i], powers[i]-top)
		sum += prob[i]
	}
	for i := range prob {
		prob[i] /= sum
	}
}
