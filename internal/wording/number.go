package wording

import (
	"math"
	"strconv"
	"strings"
)

// Minus is the minus sign, U+2212.
const Minus = "−"

// maxDigits bounds the digits after the point, tooLong the numbers written out.
const (
	maxDigits = 12
	tooLong   = 1e15
)

// Signed writes a gain or loss with its sign and the given number of digits after the point (cut to 0–12):
// "+1.5", "−12.0"; below 1 without the zero before the point: "+.09", "−.55". What rounds to zero is "0",
// without a sign. What is not finite is "not known".
func Signed(v float64, digits int) string {
	s := Number(v, digits)
	switch {
	case s == NotKnown || s == "0":
		return s
	case !strings.HasPrefix(s, Minus):
		s = "+" + s
	}
	if sign, rest, ok := strings.Cut(s, "0."); ok && (sign == "+" || sign == Minus) {
		return sign + "." + rest
	}
	return s
}

// Points writes points gained or lost with two digits or so: "+12", "−3.4", "+.09", "0".
func Points(v float64) string {
	switch a := math.Abs(v); {
	case a >= 9.95:
		return Signed(v, 0)
	case a >= 0.995:
		return Signed(v, 1)
	}
	return Signed(v, 2)
}

// Number writes v with the given number of digits after the point (cut to 0–12) and a real minus sign. What
// rounds to zero is "0"; what is not finite is "not known"; from 1e15 on it is written with an exponent.
func Number(v float64, digits int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return NotKnown
	}
	return decimal(v, min(maxDigits, max(0, digits)))
}

func decimal(v float64, digits int) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', digits, 64)
	if math.Abs(v) >= tooLong {
		s = strconv.FormatFloat(math.Abs(v), 'e', 2, 64)
	}
	if strings.Trim(s, "0.") == "" {
		return "0"
	}
	if v < 0 {
		return Minus + s
	}
	return s
}

// Part writes a part of a whole in hundredths, plainly: "63 %". It is no forecast, which Percent is for. The space does not break.
func Part(x float64) string { return Number(100*x, 0) + "\u00a0%" }

// Significant writes v with so many significant digits, the zeros at the end left out: "0.043", "3.5", "1234". Digits before the point
// are all written, and at most six after it.
func Significant(v float64, digits int) string {
	if v == 0 {
		return "0"
	}
	s := Number(v, min(max(0, digits-1-int(math.Floor(math.Log10(math.Abs(v))))), 6))
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
