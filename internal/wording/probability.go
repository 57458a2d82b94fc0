// Package wording is how answers are said: chances rounded to what they can bear and put into the words
// that intelligence analysts agreed on, numbers with real signs, lists and counts. It knows nothing of
// cases and imports nothing of the project.
package wording

import "math"

// NotKnown stands where there is no number to give.
const NotKnown = "not known"

// fives is a chance rounded to steps of 5 %: 5, 10 … 95, or 0 for below 5 % and 100 for above 95 %.
//
// Below 5 and above 95 is decided before rounding, so 4.9 % is "<5 %". Halves go towards 50 %, so that a
// chance and its complement add up: 22.5 % is 25 %, 77.5 % is 75 %. A billionth of a percent is forgiven,
// so that 0.15 + 0.2 counts as 35 %.
func fives(p float64) int {
	const slack = 1e-11
	switch {
	case p < 0.05-slack:
		return 0
	case p > 0.95+slack:
		return 100
	case p > 0.5:
		return 100 - fives(1-p)
	}
	return 5 * int(math.Floor(p*20+0.5+20*slack))
}

// Percent says a chance p in [0, 1], rounded to 5 %: "40 %", "<5 %", ">95 %". Nothing is certain: 0 and 1
// are "<5 %" and ">95 %" too, as is what lies beyond them. NaN is "not known".
func Percent(p float64) string {
	if math.IsNaN(p) {
		return NotKnown
	}
	return bare(fives(p)) + " %"
}

// bare is a rounded chance without its sign.
func bare(f int) string {
	switch f {
	case 0:
		return "<5"
	case 100:
		return ">95"
	}
	return decimal(float64(f), 0)
}

// PercentRange says a range of chances, without the percent sign: "25–50", "<5–10", "60–>95". When both
// ends round to the same, it is said once. The ends may come in either order; NaN is "not known".
func PercentRange(lo, hi float64) string {
	if math.IsNaN(lo) || math.IsNaN(hi) {
		return NotKnown
	}
	a, b := fives(min(lo, hi)), fives(max(lo, hi))
	if a == b {
		return bare(a)
	}
	return bare(a) + "–" + bare(b)
}

// bands are the phrases of Intelligence Community Directive 203 (2015), each up to, not including, the next.
var bands = []struct {
	from int
	word string
	says string
}{
	{0, "almost no chance", "1–5 %"},
	{5, "very unlikely", "5–20 %"},
	{20, "unlikely", "20–45 %"},
	{45, "roughly even chance", "45–55 %"},
	{55, "likely", "55–80 %"},
	{80, "very likely", "80–95 %"},
	{95, "almost certain", "95–99 %"},
}

// band returns the place in bands of a rounded chance.
func band(f int) int {
	k := len(bands) - 1
	for bands[k].from > f {
		k--
	}
	return k
}

// Phrase returns the words for a chance and the band they stand for: "unlikely", "20–45 %". The band is
// that of the rounded number, so that the two never disagree: 0.54 is said as 55 %, and so "likely". Both
// are empty for NaN.
func Phrase(p float64) (word, says string) {
	if math.IsNaN(p) {
		return "", ""
	}
	b := bands[band(fives(p))]
	return b.word, b.says
}

// Likelihood says a chance with its range and its phrase: "40 % (25–50), unlikely (20–45 %)". A range that
// rounds to the chance itself is left out, and so is the phrase when the range lies over more than two
// bands. A range that does not hold p is widened to it.
func Likelihood(p, lo, hi float64) string {
	if math.IsNaN(p) {
		return NotKnown
	}
	out := Percent(p)
	if math.IsNaN(lo) || math.IsNaN(hi) {
		lo, hi = p, p
	}
	lo, hi = min(lo, hi, p), max(lo, hi, p)
	if fives(lo) != fives(hi) {
		out += " (" + PercentRange(lo, hi) + ")"
	}
	if band(fives(hi))-band(fives(lo)) > 1 {
		return out
	}
	word, says := Phrase(p)
	return out + ", " + word + " (" + says + ")"
}
