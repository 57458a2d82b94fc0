package sensitivity

import "parley/internal/ensemble"

// atMost bounds the total effect of a factor on a yes-or-no answer from how often it changed it, also where it never did: the
// upper end of the 90 % Wilson interval of that share, over twice the variance.
func atMost(a, b, ab []float64) float64 {
	changed := 0
	for r := range a {
		if a[r] != ab[r] {
			changed++
		}
	}
	v := variance(a, b)
	if v <= 0 {
		return 0
	}
	return unit(ensemble.Wilson(changed, len(a))[1] / (2 * v))
}
