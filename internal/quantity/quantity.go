// Package quantity is uncertain numbers: families of distributions, their quantiles, and draws that are a
// pure function of (seed, path of the input, run), joined by a Gaussian copula where a rank correlation is
// declared. It knows nothing of cases.
package quantity

// Dist is one uncertain number. The zero Dist is the constant 0. Make one with New or Const; a Dist is a
// value and is never changed by its methods.
type Dist struct {
	Family Family
	P      []float64 // parameters, by family
	W      []float64 // discrete: the chances of P, summing to 1
	Lo, Hi float64   // cut to this interval (natural bounds); Lo < Hi when Cut, either may be infinite
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
	Discrete                 // values in ascending order, chances in W
)

// String returns the family's name in lower case.
func (f Family) String() string {
	names := [...]string{"constant", "normal", "uniform", "triangular", "pert", "beta", "lognormal", "discrete"}
	if int(f) < len(names) {
		return names[f]
	}
	return "unknown family"
}

// Limits on what New accepts.
const (
	MaxMagnitude = 1e15  // of any parameter, and of the inverse of a lognormal's 5th percentile
	MaxShape     = 1e4   // of a beta's alpha and beta
	MinShape     = 0.01  // of a beta's alpha and beta
	MaxValues    = 1000  // of a discrete
	MinKept      = 0.01  // share of a distribution that must lie within the bounds it is cut to
	tailChance   = 1e-12 // an unbounded family is read between this chance and its complement
)

// z95 is the 95th percentile of the standard normal.
const z95 = 1.6448536269514722

// Invalid says what is wrong with a distribution and what would be right.
type Invalid struct {
	Reason     string // such as "5 is above 3"
	Suggestion string // such as "write the lower number first"
}

// Error joins the reason and the suggestion.
func (e *Invalid) Error() string {
	if e.Suggestion == "" {
		return e.Reason
	}
	return e.Reason + "; " + e.Suggestion
}
