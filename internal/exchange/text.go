package exchange

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/diag"
)

// maxFindings bounds the findings of one severity that a reading keeps, maxLine the runes of a line that are
// quoted, maxCandidates the names among which a suggestion is sought.
const (
	maxFindings   = 50
	maxLine       = 500
	maxCandidates = 1000
)

// Text is a decoded file that findings can point into.
type Text struct {
	Name  string // the file as the user named it
	Body  string // valid UTF-8, without a byte order mark
	lines []int  // byte offset of the start of each line
}

// NewText returns a Text over a body that is valid UTF-8.
func NewText(name, body string) *Text {
	t := &Text{Name: name, Body: body, lines: []int{0}}
	for i := range len(body) {
		if body[i] == '\n' {
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// Place returns the line and column of the bytes from start to end. A span of several lines is cut to its first.
func (t *Text) Place(start, end int) diag.Place {
	start = max(0, min(start, len(t.Body)))
	end = max(start, min(end, len(t.Body)))
	line := sort.SearchInts(t.lines, start+1) - 1
	if line+1 < len(t.lines) {
		end = min(end, t.lines[line+1]-1)
	}
	return diag.Place{
		Line: line + 1,
		Col:  1 + utf8.RuneCountInString(t.Body[t.lines[line]:start]),
		Len:  utf8.RuneCountInString(t.Body[start:max(start, end)]),
	}
}

// line returns the text of the line numbered from 1, at most maxLine runes of it.
func (t *Text) line(number int) string {
	if number < 1 || number > len(t.lines) {
		return ""
	}
	rest := t.Body[t.lines[number-1]:]
	if end := strings.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	rest = strings.TrimRight(rest, "\r")
	count := 0
	for i := range rest {
		if count == maxLine {
			return rest[:i]
		}
		count++
	}
	return rest
}

// Finding describes the bytes from start to end of the text.
func (t *Text) Finding(severity diag.Severity, code string, start, end int, reason, suggestion string) *diag.Diagnostic {
	place := t.Place(start, end)
	return &diag.Diagnostic{
		Severity: severity, Level: severity.String(), Code: code, File: t.Name,
		Place: place, Text: t.line(place.Line), Reason: reason, Suggestion: suggestion,
	}
}

// Findings collects findings over several files. Of each severity it keeps the first 50 and counts the rest.
type Findings struct {
	list  diag.List
	count [3]int
}

// Add keeps a finding; nil is ignored.
func (f *Findings) Add(d *diag.Diagnostic) {
	if d != nil && f.room(d.Severity) {
		f.list = append(f.list, d)
	}
}

// At keeps a finding about the bytes from start to end of a text. It costs next to nothing once the findings
// are too many to keep.
func (f *Findings) At(t *Text, severity diag.Severity, code string, start, end int, reason, suggestion string) {
	if f.room(severity) {
		f.list = append(f.list, t.Finding(severity, code, start, end, reason, suggestion))
	}
}

func (f *Findings) room(severity diag.Severity) bool {
	f.count[severity]++
	return f.count[severity] <= maxFindings
}

// Failed reports whether an error was added.
func (f *Findings) Failed() bool { return f.count[diag.Error] > 0 }

// Full reports whether further errors would only be counted: time to stop looking for them.
func (f *Findings) Full() bool { return f.count[diag.Error] > maxFindings }

// List returns what was kept, and for each severity a last finding that counts what was not.
func (f *Findings) List() diag.List {
	out := f.list[:len(f.list):len(f.list)]
	for severity, n := range f.count {
		if n > maxFindings {
			out = append(out, FileFinding(diag.Severity(severity), "more", "", "there are more findings of this kind; the first are shown", "mend these first"))
		}
	}
	return out
}

// Suggest words the nearest candidate as a suggestion; of very many candidates it tries the first.
func Suggest(name string, candidates []string) string {
	clean := make([]string, 0, min(len(candidates), maxCandidates))
	for _, c := range candidates[:min(len(candidates), maxCandidates)] {
		clean = append(clean, Shown(c))
	}
	return diag.DidYouMean(Shown(name), clean)
}

// FileFinding describes a file as a whole.
func FileFinding(severity diag.Severity, code, file, reason, suggestion string) *diag.Diagnostic {
	d := &diag.Diagnostic{
		Severity: severity, Level: severity.String(), Code: code, File: file,
		Reason: reason, Suggestion: suggestion,
	}
	if file != "" {
		d.Place = diag.Place{Line: 1, Col: 1}
	}
	return d
}

// printable reports whether r can stand in a case file as it is. The two joiners are invisible but part of
// the spelling in several scripts; other format characters (marks of direction, say) are not.
func printable(r rune) bool {
	return r == '\u200c' || r == '\u200d' || unicode.IsGraphic(r) && r != utf8.RuneError
}
