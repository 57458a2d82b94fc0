package ensemble

import (
	"math"
	"slices"
)

// Interval is the median of a value over the draws and the interval that holds 90 % of them.
type Interval struct {
	Median float64 `json:"median"`
	Low    float64 `json:"low"`  // 5th percentile
	High   float64 `json:"high"` // 95th percentile
}

// Summarise returns the interval of the values, which it does not change. Values that are not finite are
// left out; of no values the interval is zero, of one it is that value thrice.
//
// Percentiles are interpolated between the order statistics: type 7 of Hyndman & Fan (1996).
func Summarise(values []float64) Interval {
	sorted := make([]float64, 0, len(values))
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			sorted = append(sorted, v)
		}
	}
	slices.Sort(sorted)
	return Interval{Median: Quantile(sorted, 0.5), Low: Quantile(sorted, 0.05), High: Quantile(sorted, 0.95)}
}

// Quantile returns the type-7 quantile at p, in [0, 1], of finite values in ascending order; 0 of none.
func Quantile(sorted []float64, p float64) float64 {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	if !(p > 0) {
		return sorted[0]
	}
	at := float64(n-1) * min(p, 1)
	i := int(at)
	if i >= n-1 {
		return sorted[n-1]
	}
	a, b, r := sorted[i], sorted[i+1], at-float64(i)
	if a == b || r == 0 {
		return a
	}
	return a*(1-r) + b*r // not a + r(b-a), which may overflow
}

// z95 is the 95th percentile of the standard normal.
const z95 = 1.6448536269514722

// Wilson returns the 90 % score interval (Wilson 1927) of a share of which k of n were seen: what the
// number of draws alone leaves open. It holds k/n; of n = 0 it is 0 to 1.
func Wilson(k, n int) [2]float64 {
	if n <= 0 {
		return [2]float64{0, 1}
	}
	p, m := float64(k)/float64(n), float64(n)
	const zz = z95 * z95
	centre := (p + zz/(2*m)) / (1 + zz/m)
	half := z95 / (1 + zz/m) * math.Sqrt(p*(1-p)/m+zz/(4*m*m))
	return [2]float64{max(0, min(p, centre-half)), min(1, max(p, centre+half))}
}
