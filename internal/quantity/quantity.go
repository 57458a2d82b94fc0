// Package quantity is uncertain numbers: families of distributions, their quantiles, and draws that are a
// pure function of (seed, path of the input, run), joined by a Gaussian copula where a rank correlation is
// declared. It knows nothing of cases.
package quantity

// Dist is one uncertain number. The zero Dist is the constant 0.
type Dist struct {
	Family Family
	P      []float64 // parameters, by family
	W      []float64 // discrete: the chances of P, summing to 1
	Lo, Hi float64   // cut to this interval (natural bounds); Lo < Hi when Cut
	Cut    bool
}

// Family names a distribution.
type Family uint8

// The families. Parameters P in brackets.
const (
	Constant   Family = iota // [value]
	Normal                   // [5th percentile, 95th percentile]
	Uniform                  // [low, high]
	Triangular               // [low, mode, high]
	PERT                     // [low, mode, high]: beta with shape 4, mean (low+4·mode+high)/6
	Beta                     // [alpha, beta] on 0–1
	Lognormal                // [5th percentile, 95th percentile], both > 0
	Discrete                 // values, chances in W
)
