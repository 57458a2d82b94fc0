// Package diag describes what is wrong with a text that a person wrote: where it is, the line itself,
// why it is wrong and what would be right. It imports nothing of the project.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity ranks a finding.
type Severity uint8

// The severities.
const (
	Error   Severity = iota // the text cannot be used
	Warning                 // legal but suspect (a lint)
	Note                    // information
)

// String returns "error", "warning" or "note".
func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// Place is a span of one line. Line and Col count from 1, Col in runes; Len is in runes (0: a point).
// The zero Place means "nowhere in particular".
type Place struct {
	Line int `json:"line,omitempty"`
	Col  int `json:"column,omitempty"`
	Len  int `json:"length,omitempty"`
}

// Diagnostic is one finding.
type Diagnostic struct {
	Severity   Severity `json:"-"`
	Level      string   `json:"level"`
	Code       string   `json:"code"` // stable short name of the kind of finding, such as "unknown-name"
	File       string   `json:"file,omitempty"`
	Place      Place    `json:"place"`
	Path       string   `json:"path,omitempty"` // where in the case, such as values.russia.territory
	Text       string   `json:"text,omitempty"` // the line it stands on
	Reason     string   `json:"reason"`
	Suggestion string   `json:"suggestion,omitempty"`
}

// Error formats the finding on one line, without the source line.
func (d *Diagnostic) Error() string {
	var b strings.Builder
	if d.File != "" {
		b.WriteString(d.File)
		if d.Place.Line > 0 {
			fmt.Fprintf(&b, ":%d:%d", d.Place.Line, d.Place.Col)
		}
		b.WriteString(": ")
	}
	fmt.Fprintf(&b, "%s: %s", d.Severity, d.Reason)
	if d.Suggestion != "" {
		fmt.Fprintf(&b, "; %s", d.Suggestion)
	}
	return b.String()
}

// List gathers findings; the zero List is empty and ready to use.
type List []*Diagnostic

// Error joins the findings, one a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// HasErrors reports whether some finding is an Error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d *Diagnostic) bool { return d.Severity == Error })
}

// Only returns the findings of one severity.
func (l List) Only(s Severity) List {
	var out List
	for _, d := range l {
		if d.Severity == s {
			out = append(out, d)
		}
	}
	return out
}

// Sort orders findings by file, place and code, and drops exact repetitions.
func (l List) Sort() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b *Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Col, b.Place.Col), cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Reason, b.Reason))
	})
	return slices.CompactFunc(out, func(a, b *Diagnostic) bool {
		return a.File == b.File && a.Place == b.Place && a.Code == b.Code && a.Reason == b.Reason
	})
}

// Nearest returns the candidate closest to name by edit distance (transpositions count one, case is
// free), or "" when none is close enough to be worth suggesting.
func Nearest(name string, candidates []string) string {
	best, bestDistance := "", 1+max(1, utf8.RuneCountInString(name)/3)
	for _, c := range candidates {
		if d := distance(strings.ToLower(name), strings.ToLower(c)); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// maxKnown is how many candidates are listed where none is near.
const maxKnown = 12

// DidYouMean words the nearest candidate as a suggestion, or lists the candidates, the first of them where they are many.
func DidYouMean(name string, candidates []string) string {
	if c := Nearest(name, candidates); c != "" {
		return fmt.Sprintf("did you mean `%s`?", c)
	}
	switch more := len(candidates) - maxKnown; {
	case len(candidates) == 0:
		return ""
	case more > 0:
		return fmt.Sprintf("known: %s and %d more", strings.Join(candidates[:maxKnown], ", "), more)
	}
	return "known: " + strings.Join(candidates, ", ")
}

// distance is the optimal string alignment distance, in runes. Words over 80 runes count as wholly different.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 80 || len(y) > 80 {
		return max(len(x), len(y))
	}
	prev2, prev, cur := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(x); i++ {
		cur[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(y)]
}
