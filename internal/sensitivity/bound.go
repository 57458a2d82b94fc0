package sensitivity

import "parley/internal/ensemble"

// atMost bounds the total effect of a factor on a yes-or-no answer from how often it changed it, also where it never did: the
// upper end of the 90 % Wilson interval of that share, over twice the variance due to inputs. With dice it counts where it changed both
// answers of a pair, since the product of the two changes is no larger than that.
func atMost(a, b, ab Column) float64 {
	changed := 0
	for r := range a.One {
		if a.One[r] != ab.One[r] && a.Two[r] != ab.Two[r] {
			changed++
		}
	}
	v := variance(a, b)
	if v <= 0 {
		return 0
	}
	return unit(ensemble.Wilson(changed, len(a.One))[1] / (2 * v))
}
