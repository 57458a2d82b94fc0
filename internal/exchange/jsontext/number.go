package jsontext

import (
	"math/big"

	"parley/internal/exchange"
)

// Decimal returns a number, written as such or as a text, exactly. It reports what is not one, by the name
// what, and returns nil.
func (d *Document) Decimal(v *Value, what string) *big.Rat {
	if v.Kind != Number && v.Kind != String {
		d.Errorf(v, "wrong-kind", "", "%s must be a number, not %s", what, v.Kind)
		return nil
	}
	r, err := exchange.ParseDecimal(v.Text)
	if err != nil {
		d.Errorf(v, "bad-number", "write a decimal number such as 0.25", "%s: %v", what, err)
		return nil
	}
	return r
}

// Amount returns a number between low and high as a float64. It reports what is not one and returns low, false.
func (d *Document) Amount(v *Value, what string, low, high float64) (float64, bool) {
	r := d.Decimal(v, what)
	if r == nil {
		return low, false
	}
	x, _ := r.Float64()
	if x < low || x > high {
		d.Errorf(v, "bad-number", "", "%s is %s; it must be between %g and %g", what, v.Text, low, high)
		return low, false
	}
	return x, true
}
