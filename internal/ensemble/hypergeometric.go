package ensemble

import "math"

// lnFactorials holds ln k! at place k.
type lnFactorials []float64

func newLnFactorials(n int) lnFactorials {
	table := make(lnFactorials, n+1)
	for k := range table {
		table[k], _ = math.Lgamma(float64(k) + 1)
	}
	return table
}

func (f lnFactorials) choose(a, b int) float64 { return f[a] - f[b] - f[a-b] }

// tail is the chance that m draws without replacement from n, of which yes say yes, hold as many yes as k
// or more (k or fewer where k is below expectation). Once it is known to exceed enough, it may return
// anything above that.
func (f lnFactorials) tail(k, m, yes, n int, enough float64) float64 {
	if k*n < m*yes {
		return f.tail(m-k, m, n-yes, n, enough) // few yes are many no
	}
	if k > yes || m-k > n-yes {
		return 0
	}
	term := math.Exp(f.choose(yes, k) + f.choose(n-yes, m-k) - f.choose(n, m))
	sum := term
	for ; k < min(m, yes) && sum <= enough; k++ {
		term *= float64(yes-k) / float64(k+1) * (float64(m-k) / float64(n-yes-m+k+1))
		sum += term
		if term < 1e-17*sum {
			break
		}
	}
	return min(1, sum)
}
