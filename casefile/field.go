package casefile

import (
	"fmt"
	"math"

	"parley/internal/diag"
	"parley/internal/quantity"
)

// field is what a numeric field may hold: its natural bounds and the largest magnitude of a parameter.
type field struct {
	what     string
	lo, hi   float64
	limit    float64
	positive bool    // 0 is outside too
	measure  measure // the words that may stand after the number
	fixed    bool    // it stays the same for a whole run: no tracks, no time
	back     bool    // its conditions may look back
}

// The numeric fields. Points, weights and shares are bounded at a million so that sums and products of
// values keep nine decimals.
var (
	anyField        = field{what: "a quantity", lo: math.Inf(-1), hi: math.Inf(1), limit: 1e15}
	pointsField     = field{what: "points", lo: math.Inf(-1), hi: math.Inf(1), limit: 1e6}
	weightField     = field{what: "a weight", hi: math.Inf(1), limit: 1e6}
	shareField      = field{what: "a share of the weight", lo: math.Inf(-1), hi: math.Inf(1), limit: 1e6}
	capabilityField = field{what: "a capability", hi: 100, limit: 100, fixed: true}
	idealField      = field{what: "an ideal", hi: 100, limit: 100, fixed: true}
	salienceField   = field{what: "a salience", hi: 1, limit: 1, fixed: true}
	needsField      = field{what: "the share that is needed", hi: 1, limit: 1}
	spreadField     = field{what: "a spread", hi: math.Inf(1), limit: 1e6, positive: true}
	baseField       = field{what: "the base of a ladder", hi: 1, limit: 1}
	stepField       = field{what: "a step of a ladder", lo: -1, hi: 1, limit: 1}
)

// bounds words the natural bounds.
func (f field) bounds() string {
	switch {
	case f.positive:
		return "above 0"
	case math.IsInf(f.lo, -1):
		return "at most " + figure(f.hi)
	case math.IsInf(f.hi, 1):
		return "at least " + figure(f.lo)
	}
	return "between " + figure(f.lo) + " and " + figure(f.hi)
}

// outside says which parameter lies outside the natural bounds of the field, if one does. A beta's
// parameters are shapes.
func (f field) outside(family quantity.Family, p []float64) (code, reason, suggestion string) {
	if family == quantity.Beta {
		return "", "", ""
	}
	for _, v := range p {
		switch {
		case f.lo == 0 && v < 0:
			return "bounds", fmt.Sprintf("%s cannot be negative: %s", f.what, figure(v)), "it must be " + f.bounds()
		case v < f.lo || v > f.hi || f.positive && v == 0 && family == quantity.Constant:
			return "bounds", fmt.Sprintf("%s cannot be %s", f.what, figure(v)), "it must be " + f.bounds()
		case math.Abs(v) > f.limit && f.measure == duration:
			return "bounds", fmt.Sprintf("%s is too large: at most %s", figure(v), figure(f.limit)), "a hundred years are the most"
		case math.Abs(v) > f.limit:
			return "bounds", fmt.Sprintf("%s is too large: at most %s", figure(v), figure(f.limit)), "choose a larger unit"
		}
	}
	return "", "", ""
}

// cut makes the distribution and cuts it at the natural bounds, where that takes anything away.
func (f field) cut(family quantity.Family, p, w []float64) (quantity.Dist, error) {
	d, err := quantity.New(family, p, w)
	if err != nil || math.IsInf(f.lo, -1) && math.IsInf(f.hi, 1) {
		return d, err
	}
	cut, err := d.Truncate(f.lo, f.hi)
	if err != nil || cut.CutMass() > 1e-12 {
		return cut, err
	}
	return d, nil
}

// tellCut notes that natural bounds cut more than 1 % of a range off, and what is left.
func (k *checker) tellCut(x *Number, f field) {
	mass := x.Dist.CutMass()
	if mass <= 0.01 {
		return
	}
	k.r.Add(diag.Note, "cut", x.Place, x.Path,
		fmt.Sprintf("%s is cut at its natural bounds (%s): %.0f %% is cut; percentiles become %s and %s", f.what, f.bounds(), 100*mass,
			figure3(x.Dist.Quantile(0.05)), figure3(x.Dist.Quantile(0.95))), suggestCut(x.Dist, f))
}

// suggestCut proposes a family that respects the bounds, with about the same mean and spread.
func suggestCut(d quantity.Dist, f field) string {
	if d.Family != quantity.Normal {
		return ""
	}
	mean, sd := (d.P[0]+d.P[1])/2, (d.P[1]-d.P[0])/(2*1.6448536269514722)
	if f.lo == 0 && f.hi == 1 {
		if n := mean*(1-mean)/(sd*sd) - 1; n > 0 {
			return fmt.Sprintf("consider beta(%s, %s)", figure3(mean*n), figure3((1-mean)*n))
		}
	}
	if f.lo == 0 && d.P[0] > 0 {
		return fmt.Sprintf("consider lognormal(%s to %s)", figure(d.P[0]), figure(d.P[1]))
	}
	return "consider pert(low, mode, high)"
}
