package yamltext

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"parley/internal/diag"
)

// MaxSize is the largest text that is read, in bytes.
const MaxSize = 4 << 20

// Limits of a text. The parser's time grows with the square of the number of keys and its memory with
// the depth times the length of keys, so these are checked before it sees the text.
const (
	maxDepth  = 64
	maxLines  = 10_000
	maxLine   = 10_000  // runes
	maxMarks  = 400_000 // commas, colons and brackets
	maxKeyMem = 256 << 20
)

// Normalise drops a byte order mark, turns CRLF and lone CR into LF, and refuses what is not the text of
// a case: too large, empty, binary, or not UTF-8.
func Normalise(file, text string) (string, diag.List) {
	refuse := func(code string, line int, reason, suggestion string) (string, diag.List) {
		return "", diag.List{{
			Severity: diag.Error, Level: diag.Error.String(), Code: code, File: file,
			Place: diag.Place{Line: line, Col: min(line, 1)}, Reason: reason, Suggestion: suggestion,
		}}
	}
	if len(text) > MaxSize {
		return refuse("too-large", 0, "the file is over 4 MB", "a case is a page or a few; keep data in files of their own")
	}
	head := []byte(text[:min(2, len(text))])
	if bytes.Equal(head, []byte{0xff, 0xfe}) || bytes.Equal(head, []byte{0xfe, 0xff}) {
		return refuse("encoding", 0, "the text is UTF-16", "save it as UTF-8")
	}
	text = strings.TrimPrefix(text, "\ufeff")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if i := strings.IndexByte(text, 0); i >= 0 {
		return refuse("binary", 0, "the file is binary, not text", "a case is a UTF-8 text file")
	}
	if !utf8.ValidString(text) {
		line := invalidLine(text)
		return refuse("encoding", line, fmt.Sprintf("line %d is not valid UTF-8", line), "save the file as UTF-8")
	}
	if strings.TrimSpace(text) == "" {
		return refuse("empty", 0, "the file is empty", "`parley new NAME` writes a case to start from")
	}
	return text, nil
}

// invalidLine is the line (from 1) of the first byte that is not UTF-8.
func invalidLine(text string) int {
	line := 1
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if c == utf8.RuneError && size == 1 {
			return line
		}
		if c == '\n' {
			line++
		}
		i += size
	}
	return line
}

// withinLimits checks what would make the parser slow: depth by brackets and by indentation, long lines,
// many lines, many marks. It also finds tabs and control characters, which a case does not have.
func withinLimits(r *Report) bool {
	before := r.Errors
	s := scanner{r: r}
	if len(r.lines) > maxLines {
		r.Fail("too-large", diag.Place{Line: maxLines, Col: 1}, "", fmt.Sprintf("the case has over %d lines", maxLines), "")
		return false
	}
	for i, line := range r.lines {
		if !s.line(line, diag.Place{Line: i + 1, Col: 1}) {
			return false
		}
	}
	switch {
	case s.tabs == 1:
		r.Fail("tab", s.tab, "", "a tab in the indentation", "indent with spaces")
	case s.tabs > 1:
		r.Fail("tab", s.tab, "", fmt.Sprintf("tabs in the indentation of %d lines, first here", s.tabs), "indent with spaces")
	}
	if s.marks > maxMarks {
		r.Fail("too-large", diag.Place{}, "", "the case has too many values", "")
	}
	return r.Errors == before
}

// scanner is what withinLimits has seen so far.
type scanner struct {
	r        *Report
	brackets int   // open
	marks    int   // so far
	indents  []int // open
	tabs     int   // lines with a tab in their indentation
	tab      diag.Place
}

// line scans one line; false when nothing more should be read.
func (s *scanner) line(line string, at diag.Place) bool {
	if at.Col = s.deepBracket(line); at.Col > 0 {
		s.r.Fail("too-deep", at, "", fmt.Sprintf("brackets are nested deeper than %d", maxDepth), "a case needs no more than six levels")
		return false
	}
	at.Col = 1
	if utf8.RuneCountInString(line) > maxLine {
		s.r.Fail("too-large", at, "", fmt.Sprintf("the line is longer than %d characters", maxLine), "break it")
		return false
	}
	if s.indents = nest(s.indents, line); len(s.indents) > maxDepth {
		s.r.Fail("too-deep", at, "", fmt.Sprintf("lines are nested deeper than %d", maxDepth), "a case needs no more than six levels")
		return false
	}
	lead := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if i := strings.IndexByte(lead, '\t'); i >= 0 {
		if s.tabs++; s.tabs == 1 {
			s.tab = diag.Place{Line: at.Line, Col: i + 1, Len: 1}
		}
	}
	badCharacters(s.r, line, at)
	return true
}

// deepBracket counts marks and returns the column of the bracket that is nested too deep, or 0.
func (s *scanner) deepBracket(line string) int {
	for i, c := range []byte(line) {
		switch c {
		case '[', '{':
			s.brackets++
			s.marks++
		case ']', '}':
			s.brackets = max(0, s.brackets-1)
			s.marks++
		case ',', ':':
			s.marks++
		}
		if s.brackets > maxDepth {
			return utf8.RuneCountInString(line[:i]) + 1
		}
	}
	return 0
}

// badCharacters reports the first control or invisible character of a line.
func badCharacters(r *Report, line string, at diag.Place) {
	col := 0
	for _, c := range line {
		col++
		at.Col, at.Len = col, 1
		switch {
		case c < ' ' && c != '\t' || c == 0x7f || c >= 0x80 && c < 0xa0:
			r.Fail("binary", at, "", fmt.Sprintf("a control character (U+%04X)", c), "delete it")
			return
		case c == '\u2028' || c == '\u2029' || c == '\ufeff':
			r.Fail("binary", at, "", fmt.Sprintf("an invisible character (U+%04X)", c), "delete it")
			return
		}
	}
}

// nest updates the stack of open indentations by one line. Dashes that open lists on the same line
// (`- - - x`) each count.
func nest(open []int, line string) []int {
	rest := strings.TrimLeft(line, " ")
	if rest == "" || rest[0] == '#' {
		return open
	}
	col := len(line) - len(rest)
	for len(open) > 0 && open[len(open)-1] >= col {
		open = open[:len(open)-1]
	}
	open = append(open, col)
	for len(rest) > 1 && (rest[0] == '-' || rest[0] == '?') && rest[1] == ' ' && len(open) <= maxDepth {
		next := strings.TrimLeft(rest[1:], " ")
		col += len(rest) - len(next)
		rest = next
		open = append(open, col)
	}
	return open
}
