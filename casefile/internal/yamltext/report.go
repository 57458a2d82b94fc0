package yamltext

import (
	"strings"
	"unicode/utf8"

	"parley/internal/diag"
)

// maxFindings bounds a report: a file that is not a case at all should not bury its first error.
const maxFindings = 1000

// Report gathers findings about one text. Places are clamped to the text.
type Report struct {
	file    string
	lines   []string // without line ends; at least one
	list    diag.List
	Errors  int // errors so far, shown or not
	dropped int
}

// NewReport starts a report on a text that Normalise returned.
func NewReport(file, text string) *Report {
	return &Report{file: file, lines: strings.Split(text, "\n")}
}

// Full reports whether further findings would be dropped, so that costly suggestions can be skipped.
func (r *Report) Full() bool { return len(r.list) >= maxFindings }

// Add adds a finding.
func (r *Report) Add(s diag.Severity, code string, at diag.Place, path, reason, suggestion string) {
	if s == diag.Error {
		r.Errors++
	}
	if r.Full() {
		r.dropped++
		return
	}
	d := &diag.Diagnostic{
		Severity: s, Level: s.String(), Code: code, File: r.file, Path: path, Reason: reason, Suggestion: suggestion,
	}
	d.Place, d.Text = r.clamp(at)
	r.list = append(r.list, d)
}

// Fail adds an error.
func (r *Report) Fail(code string, at diag.Place, path, reason, suggestion string) {
	r.Add(diag.Error, code, at, path, reason, suggestion)
}

// clamp keeps a place inside the text and returns the line it stands on.
func (r *Report) clamp(p diag.Place) (diag.Place, string) {
	if p.Line < 1 {
		return diag.Place{}, ""
	}
	p.Line = min(p.Line, len(r.lines))
	text := r.lines[p.Line-1]
	width := utf8.RuneCountInString(text)
	p.Col = max(1, min(p.Col, width+1))
	p.Len = max(0, min(p.Len, width+1-p.Col))
	return p, text
}

// last is the number of the last line with anything on it.
func (r *Report) last() int {
	n := len(r.lines)
	for n > 1 && strings.TrimSpace(r.lines[n-1]) == "" {
		n--
	}
	return n
}

// Findings returns the sorted list, with a last word when some were left out.
func (r *Report) Findings() diag.List {
	out := r.list.Sort()
	if r.dropped > 0 {
		out = append(out, &diag.Diagnostic{
			Severity: diag.Error, Level: diag.Error.String(), Code: "too-many", File: r.file,
			Reason: "there are more findings than these; they are not shown", Suggestion: "repair the first ones and check again",
		})
	}
	return out
}

// line returns line n (from 1), or "".
func (r *Report) line(n int) string {
	if n < 1 || n > len(r.lines) {
		return ""
	}
	return r.lines[n-1]
}

// Nearest is the candidate that a name was most likely meant for, or "".
func Nearest(name string, candidates []string) string {
	if len(candidates) > 2000 {
		return ""
	}
	return diag.Nearest(name, candidates)
}

// DidYouMean words the nearest candidate, unless there are too many to compare.
func DidYouMean(name string, candidates []string) string {
	if len(candidates) > 2000 {
		return ""
	}
	return diag.DidYouMean(name, candidates)
}
