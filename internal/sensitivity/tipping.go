package sensitivity

import (
	"math"

	"parley/internal/quantity"
)

// window is where a tipping value is looked for: from the 5th percentile less the distance between the 5th and the 95th, to
// the 95th plus as much. It keeps within natural bounds; what the case gives as positive, negative or a share of 0–1
// throughout stays so.
func window(d quantity.Dist) (lo, hi float64) {
	p5, p95 := d.Quantile(0.05), d.Quantile(0.95)
	lo, hi = p5-(p95-p5), p95+(p95-p5)
	if d.Cut {
		lo, hi = max(lo, d.Lo), min(hi, d.Hi)
	}
	least, most := d.Support()
	if least >= 0 {
		lo = max(lo, 0)
		if most <= 1 {
			hi = min(hi, 1)
		}
	}
	if most <= 0 {
		hi = min(hi, 0)
	}
	return lo, hi
}

// steps is how many places a scan looks at on each side; a change and its reverse between two of them are not seen.
const steps = 64

// Tip is the value at which a yes-or-no answer changes.
type Tip struct {
	Value float64
	Side  Side
}

// Side says where the answer is another one: below the value, above it, or just there.
type Side string

// The sides.
const (
	Below Side = "below"
	Above Side = "above"
	At    Side = "at" // an input of single values
)

// tipping finds the value nearest to the centre at which yes(value) differs from yes(centre): a scan outwards, then
// bisection. An error of yes ends the scan on its side: the case has no answer there.
func tipping(centre, lo, hi float64, yes func(v float64) (bool, error)) (*Tip, error) {
	now, err := yes(centre)
	if err != nil {
		return nil, err
	}
	var best *Tip
	for _, end := range []float64{lo, hi} {
		v, ok := side(centre, end, now, yes)
		if ok && (best == nil || math.Abs(v-centre) < math.Abs(best.Value-centre)) {
			best = &Tip{Value: v, Side: Above}
			if end < centre {
				best.Side = Below
			}
		}
	}
	return best, nil
}

func side(centre, end float64, now bool, yes func(v float64) (bool, error)) (float64, bool) {
	same := centre
	for k := 1; k <= steps; k++ {
		v := centre + (end-centre)*float64(k)/steps
		if v == same {
			continue
		}
		y, err := yes(v)
		if err != nil {
			return 0, false
		}
		if y != now {
			return bisect(same, v, now, yes)
		}
		same = v
	}
	return 0, false
}

// bisect narrows down where the answer changes between two values, to the limit of what a number can tell apart.
func bisect(same, other float64, now bool, yes func(v float64) (bool, error)) (float64, bool) {
	for range 60 {
		middle := same + (other-same)/2
		if middle == same || middle == other || math.Abs(other-same) <= 1e-12*math.Abs(other) {
			break
		}
		y, err := yes(middle)
		if err != nil {
			return 0, false
		}
		if y == now {
			same = middle
		} else {
			other = middle
		}
	}
	return other, true
}

// tippingAmong is tipping for an input that only takes the given values, in ascending order.
func tippingAmong(centre float64, values []float64, yes func(v float64) (bool, error)) (*Tip, error) {
	now, err := yes(centre)
	if err != nil {
		return nil, err
	}
	var best *Tip
	for _, v := range values {
		if best != nil && math.Abs(v-centre) >= math.Abs(best.Value-centre) {
			continue
		}
		if y, err := yes(v); err == nil && y != now {
			best = &Tip{Value: v, Side: At}
		}
	}
	return best, nil
}
