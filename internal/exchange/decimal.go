package exchange

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// decimalForm is a decimal number with an optional exponent; three digits of that are all a float64 can need.
var decimalForm = regexp.MustCompile(`^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$`)

// ParseDecimal reads a decimal number exactly. It refuses what is not one (NaN and infinity too), and
// numbers of more than 64 characters or beyond ±1e15.
func ParseDecimal(s string) (*big.Rat, error) {
	s = strings.TrimSpace(s)
	if len(s) > 64 {
		return nil, fmt.Errorf("a number of %d characters is too long", len(s))
	}
	if !decimalForm.MatchString(s) {
		return nil, fmt.Errorf("`%s` is not a decimal number", Shown(s))
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil, fmt.Errorf("`%s` is not a decimal number", s)
	}
	if limit := new(big.Rat).SetInt64(1e15); new(big.Rat).Abs(r).Cmp(limit) > 0 {
		return nil, fmt.Errorf("`%s` is beyond ±1e15", s)
	}
	return r, nil
}

// FormatDecimal writes a number with a finite decimal expansion in full, without an exponent or trailing zeros.
func FormatDecimal(r *big.Rat) string {
	digits, _ := r.FloatPrec()
	return r.FloatString(digits)
}

// Steps lists low, low+step, … up to high, exactly. It returns an error when the step is not positive, high
// is below low, or there would be more than MaxOptions values.
func Steps(low, high, step *big.Rat) ([]*big.Rat, error) {
	if step.Sign() <= 0 {
		return nil, fmt.Errorf("the step %s is not above 0", FormatDecimal(step))
	}
	span := new(big.Rat).Sub(high, low)
	if span.Sign() < 0 {
		return nil, fmt.Errorf("the upper end %s is below the lower end %s", FormatDecimal(high), FormatDecimal(low))
	}
	ratio := span.Quo(span, step)
	count := new(big.Int).Quo(ratio.Num(), ratio.Denom())
	if !count.IsInt64() || count.Int64() >= MaxOptions {
		return nil, fmt.Errorf("the range has %s values; at most %d are read", count.Add(count, big.NewInt(1)), MaxOptions)
	}
	values := make([]*big.Rat, count.Int64()+1)
	for k := range values {
		values[k] = new(big.Rat).Mul(step, new(big.Rat).SetInt64(int64(k)))
		values[k].Add(values[k], low)
	}
	return values, nil
}

// formatNumber writes x so that reading it gives x again, without an exponent: the case file has none.
func formatNumber(x float64) string {
	if x == 0 {
		return "0" // also for -0
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
