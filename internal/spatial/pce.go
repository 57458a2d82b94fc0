package spatial

import (
	"fmt"
	"math"
)

// Election is how the pairwise contests of a probabilistic Condorcet election make one distribution.
type Election int

// The elections. Contests between two positions are won with the probabilities of the coalitions behind them.
const (
	// Conditional: the chance to beat every other position, given that some position does.
	Conditional Election = iota
	// MarkovUniform: an incumbent is challenged by every position equally often; the share of time in which each holds.
	MarkovUniform
	// MarkovIncentive: challenges come in proportion to what the challenger's coalition would gain by them.
	MarkovIncentive
)

// coalition is the strength that a coalition without members has, as a share of all weight: no contest is quite certain.
const coalition = 1e-8

// unchallenged is the incentive to leave an incumbent alone.
const unchallenged = 1e-10

// PCE is the probabilistic Condorcet election over the positions held with weight (Wise 2015, of the KAPSARC Toolkit,
// with proportional votes). Everyone votes between two positions with its weight times the difference of their
// distances, and a position wins with its coalition's share of the votes cast. The result does not depend on the length of the scale.
//
// The stationary distributions are solved for, not iterated, by the elimination of Grassmann, Taksar and Heyman,
// Operations Research 33 (1985), which subtracts nothing. There are no ties: every position has a share.
func PCE(is *Issue, e Election) (*Distribution, error) {
	if err := is.Check(); err != nil {
		return nil, err
	}
	if e < Conditional || e > MarkovIncentive {
		return nil, fmt.Errorf("unknown election %d; choose Conditional, MarkovUniform or MarkovIncentive", e)
	}
	places := is.places()
	d := &Distribution{Places: make([]float64, len(places))}
	for k, p := range places {
		d.Places[k] = p.x
	}
	c := coalitions(places, is.Length())
	switch e {
	case Conditional:
		d.Shares = conditional(c, len(places))
	case MarkovUniform:
		d.Shares = Stationary(uniform(c, len(places)), len(places))
	default:
		d.Shares = Stationary(incentive(c, len(places)), len(places))
	}
	return d, nil
}

// coalitions is the strength c[i*n+j] of those who prefer place i to place j.
func coalitions(places []place, length float64) []float64 {
	n, sum := len(places), total(places)
	c := make([]float64, n*n)
	for i := range n {
		for j := range i {
			favour, against := coalition, coalition
			for _, k := range places {
				v := k.w / sum * (math.Abs(k.x-places[j].x) - math.Abs(k.x-places[i].x)) / length
				favour, against = favour+max(0, v), against+max(0, -v)
			}
			c[i*n+j], c[j*n+i] = favour, against
		}
	}
	return c
}

// wins is the chance that i beats j.
func wins(c []float64, n, i, j int) float64 {
	if i == j {
		return 0.5
	}
	return c[i*n+j] / (c[i*n+j] + c[j*n+i])
}

// conditional multiplies the chances as sums of logarithms, which do not underflow.
func conditional(c []float64, n int) []float64 {
	shares, most := make([]float64, n), math.Inf(-1)
	for i := range n {
		for j := range n {
			shares[i] += math.Log(wins(c, n, i, j))
		}
		most = max(most, shares[i])
	}
	sum := 0.0
	for i := range n {
		shares[i] = math.Exp(shares[i] - most)
		sum += shares[i]
	}
	for i := range n {
		shares[i] /= sum
	}
	return shares
}

// uniform is the chance m[i*n+j] that i holds next when j holds now, for i ≠ j; what is left stays.
func uniform(c []float64, n int) []float64 {
	m := make([]float64, n*n)
	for i := range n {
		for j := range n {
			if i != j {
				m[i*n+j] = wins(c, n, i, j) / float64(n)
			}
		}
	}
	return m
}

// incentive is the same where i challenges j in proportion to its coalition's strength times its chance.
func incentive(c []float64, n int) []float64 {
	m := make([]float64, n*n)
	for j := range n {
		sum := unchallenged
		for i := range n {
			if i != j {
				sum += c[i*n+j] * wins(c, n, i, j)
			}
		}
		for i := range n {
			if i != j {
				p := wins(c, n, i, j)
				m[i*n+j] = p * p * c[i*n+j] / sum
			}
		}
	}
	return m
}

// Stationary solves π = Mπ for a chain in which each state leads to each other, by the moves m[to*n+from]; the chances
// to stay are not read. It overwrites m.
func Stationary(m []float64, n int) []float64 {
	for k := n - 1; k > 0; k-- {
		out := 0.0
		for i := range k {
			out += m[i*n+k]
		}
		way := m[k*n : k*n+k]
		for j := range way {
			way[j] /= out
		}
		for i := range k { // a way through k is a way past it; the chance to stay is changed too, and not read
			addTimes(m[i*n:i*n+k], m[i*n+k], way)
		}
	}
	shares, sum := make([]float64, n), 1.0
	shares[0] = 1
	for k := 1; k < n; k++ {
		for j := range k {
			shares[k] += float64(m[k*n+j] * shares[j])
		}
		sum += shares[k]
	}
	for k := range shares {
		shares[k] /= sum
	}
	return shares
}

// addTimes adds x times what is in by, as long as sum: four at a time, since all of Stationary's time goes here.
func addTimes(sum []float64, x float64, by []float64) {
	for len(sum) >= 4 && len(by) >= 4 {
		sum[0] += float64(x * by[0])
		sum[1] += float64(x * by[1])
		sum[2] += float64(x * by[2])
		sum[3] += float64(x * by[3])
		sum, by = sum[4:], by[4:]
	}
	for j, v := range by {
		sum[j] += float64(x * v)
	}
}
