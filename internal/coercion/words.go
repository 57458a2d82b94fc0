package coercion

import (
	"strings"

	"parley/internal/ensemble"
	"parley/internal/wording"
)

// figure writes a number with two digits or so.
func figure(v float64) string { return wording.Significant(v, 2) }

// spread writes an interval of plain numbers: "3.5 (2.1 to 6)".
func spread(i ensemble.Interval) string {
	m, lo, hi := figure(i.Median), figure(i.Low), figure(i.High)
	if lo == m && hi == m {
		return m
	}
	return m + " (" + lo + " to " + hi + ")"
}

// whole writes a share in whole percent.
func whole(v float64) string { return wording.Number(100*v, 0) + " %" }

// wholes writes an interval of shares: "35 % (20–50)".
func wholes(i ensemble.Interval) string {
	m, lo, hi := wording.Number(100*i.Median, 0), wording.Number(100*i.Low, 0), wording.Number(100*i.High, 0)
	if lo == m && hi == m {
		return m + " %"
	}
	return m + " % (" + lo + "–" + hi + ")"
}

// inBrackets writes the ends of what is needed; an end beyond which none is enough is said so.
func (n *Needed) inBrackets(write func(float64) string) string {
	if n.Low == nil || n.Median == nil {
		return ""
	}
	high := "none enough"
	if n.High != nil {
		if high = write(*n.High); high == write(*n.Low) {
			return ""
		}
	}
	return " (" + write(*n.Low) + " to " + high + ")"
}

// chance says a probability in full; without draws it is not known.
func chance(p ensemble.Probability) string {
	if p.N == 0 {
		return wording.NotKnown
	}
	return wording.Likelihood(p.P, p.Range[0], p.Range[1])
}

// short is a chance without its phrase: "40 % (25–50)".
func short(p ensemble.Probability) string {
	text, _, _ := strings.Cut(chance(p), ", ")
	return text
}
