package smp

import (
	"context"
	"math"
)

// Constants of KTAB's Markov models.
const (
	selfIncentive = 1e-10 // keeps MarkovIncentive defined where nobody has an incentive
	uniformTol    = 1e-6  // change at which MarkovUniform stops
	incentiveTol  = 1e-8  // and MarkovIncentive
)

// maxSteps is how many steps are taken one by one, maxDoublings how often the stride is then doubled. A change above
// the tolerance can last for 1/tolerance steps, but not longer: all probability would have flowed.
const (
	maxSteps     = 2000
	maxDoublings = 40
)

// markov starts with equal probabilities and lets them flow by halves, (I + T)/2, until T changes none of them by
// more than the tolerance: KTAB's rule, which stops short of the limit.
func (e *election) markov(ctx context.Context, prob []float64) error {
	tolerance := uniformTol
	if e.model == MarkovIncentive {
		tolerance = incentiveTol
	}
	e.flows(len(prob))
	e.next = sized(e.next, len(prob))
	for i := range prob {
		prob[i] = 1 / float64(len(prob))
	}
	for range maxSteps {
		change := e.change(prob)
		for i, q := range e.next {
			prob[i] = (prob[i] + q) / 2
		}
		if change <= tolerance {
			return ctx.Err()
		}
	}
	return e.stride(ctx, prob, tolerance)
}

// flows fills flow[i, j] = T_ij, the probability that an incumbent j gives way to i.
func (e *election) flows(n int) {
	e.flow = sized(e.flow, n*n)
	if e.model == MarkovUniform {
		for i := range n {
			stays := 0.0
			for j, p := range e.beats[i*n : i*n+n] {
				e.flow[i*n+j] = p / float64(n)
				stays += p
			}
			e.flow[i*n+i] += stays / float64(n)
		}
		return
	}
	e.next = sized(e.next, n)
	for j := range n { // i challenges j in proportion to incentive[i, j]
		sum := 0.0
		for i := range n {
			x := float64(e.strength[i*n+j] * e.beats[i*n+j])
			if i == j {
				x += selfIncentive
			}
			e.next[i] = x
			sum += x
		}
		stays := 0.0
		for i := range n {
			p := e.next[i] / sum
			e.flow[i*n+j] = p * e.beats[i*n+j]
			stays += float64(p * e.beats[j*n+i])
		}
		e.flow[j*n+j] += stays
	}
}

// change puts T prob into next and returns the largest difference.
func (e *election) change(prob []float64) float64 {
	apply(e.flow, prob, e.next)
	largest := 0.0
	for i, q := range e.next {
		largest = max(largest, math.Abs(q-prob[i]))
	}
	return largest
}

// apply puts the product of a matrix and a vector into out.
func apply(matrix, x, out []float64) {
	n := len(x)
	for i := range n {
		sum := 0.0
		for j, a := range matrix[i*n : i*n+n] {
			sum += float64(a * x[j])
		}
		out[i] = sum
	}
}

// stride goes on where single steps would take long: it finds the step at which the change falls to the tolerance by
// strides of 2^k steps, the powers of (I + T)/2 squared over and over.
func (e *election) stride(ctx context.Context, prob []float64, tolerance float64) error {
	n := len(prob)
	step := make([]float64, n*n)
	for i := range n {
		for j := range n {
			step[i*n+j] = e.flow[i*n+j] / 2
		}
		step[i*n+i] += 0.5
	}
	powers, there := [][]float64{step}, make([]float64, n)
	for len(powers) < maxDoublings {
		if err := ctx.Err(); err != nil {
			return err
		}
		last := powers[len(powers)-1]
		if apply(last, prob, there); e.change(there) <= tolerance {
			break
		}
		powers = append(powers, squared(last, n))
	}
	for k := len(powers) - 1; k >= 0; k-- {
		if apply(powers[k], prob, there); e.change(there) > tolerance {
			copy(prob, there)
		}
	}
	// one step short of settling; KTAB takes a last one when it sees that it has settled
	for range 2 {
		apply(step, prob, there)
		copy(prob, there)
	}
	return nil
}

// squared returns the square of an n × n matrix whose columns sum to 1, and keeps them so.
func squared(a []float64, n int) []float64 {
	out := make([]float64, n*n)
	for i := range n {
		row := out[i*n : i*n+n]
		for k, x := range a[i*n : i*n+n] {
			for j, y := range a[k*n : k*n+n] {
				row[j] += float64(x * y)
			}
		}
	}
	for j := range n {
		sum := 0.0
		for i := range n {
			sum += out[i*n+j]
		}
		for i := range n {
			out[i*n+j] /= sum
		}
	}
	return out
}
