package spatial

// Distribution says how likely each of some places is.
type Distribution struct {
	Places []float64 `json:"places"` // ascending, distinct
	Shares []float64 `json:"shares"` // of each place; they sum to 1
}

// Mean is the expected place.
func (d *Distribution) Mean() float64 {
	sum := 0.0
	for k, x := range d.Places {
		sum += d.Shares[k] * x
	}
	return max(d.Places[0], min(sum, d.Places[len(d.Places)-1]))
}

// Quantile is the lowest place at or below which the share p stands, p in [0, 1].
func (d *Distribution) Quantile(p float64) float64 {
	sum := 0.0
	for k, x := range d.Places {
		if sum += d.Shares[k]; sum >= p*(1-1e-12) {
			return x
		}
	}
	return d.Places[len(d.Places)-1]
}

// Draw is the place that a number u in (0, 1) falls on where the places divide that interval by their shares, in order: a draw from the
// distribution where u is uniform.
func (d *Distribution) Draw(u float64) float64 { return d.Places[Pick(d.Shares, u)] }

// Pick is the index of the share that u in (0, 1) falls on, of shares that divide that interval in order. What rounding leaves over at
// the end falls on the last share that is not zero.
func Pick(shares []float64, u float64) int {
	sum, last := 0.0, 0
	for k, share := range shares {
		if share <= 0 {
			continue
		}
		last = k
		if sum += share; u < sum {
			break
		}
	}
	return last
}

// CDF is the share at or below x.
func (d *Distribution) CDF(x float64) float64 {
	sum := 0.0
	for k, at := range d.Places {
		if at > x {
			break
		}
		sum += d.Shares[k]
	}
	return min(sum, 1)
}

// CRPS is the continuous ranked probability score of what happened, y, in units of the scale, lower is better: the
// integral of (CDF(z) - 1{y ≤ z})², which for a single place is the absolute error. Gneiting and Raftery, Journal of
// the American Statistical Association 102 (2007).
func (d *Distribution) CRPS(y float64) float64 {
	score, below := 0.0, 0.0
	for k, x := range d.Places {
		if k > 0 {
			score += span(d.Places[k-1], x, below, y)
		}
		below += d.Shares[k]
	}
	// Beyond the places the CDF is 0 or 1.
	return score + max(0, d.Places[0]-y) + max(0, y-d.Places[len(d.Places)-1])
}

// span is the integral from a to b, where the CDF is f.
func span(a, b, f, y float64) float64 {
	cut := max(a, min(y, b))
	return f*f*(cut-a) + (1-f)*(1-f)*(b-cut)
}
