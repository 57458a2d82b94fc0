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
// many lines, many marks. It also finds tabs and control characters, which YAML does not allow.
func withinLimits(r *Report) bool {
	if len(r.lines) > maxLines {
		r.Fail("too-large", diag.Place{Line: maxLines, Col: 1}, "", fmt.Sprintf("the case has over %d lines", maxLines), "")
		return false
	}
	before := r.Errors
	brackets, marks := 0, 0
	var indents []int
	for i, line := range r.lines {
		at := diag.Place{Line: i + 1, Col: 1}
		for col, c := range []byte(line) {
			switch c {
			case '[', '{':
				brackets++
				marks++
			case ']', '}':
				brackets = max(0, brackets-1)
				marks++
			case ',', ':':
				marks++
			}
			if brackets > maxDepth {
				at.Col = utf8.RuneCountInString(line[:col]) + 1
				r.Fail("too-deep", at, "", fmt.Sprintf("brackets are nested deeper than %d", maxDepth), "a case needs no more than six levels")
				return false
			}
		}
		if utf8.RuneCountInString(line) > maxLine {
			r.Fail("too-large", at, "", fmt.Sprintf("the line is longer than %d characters", maxLine), "break it")
			return false
		}
		badCharacters(r, line, at)
		if indents = nest(indents, line); len(indents) > maxDepth {
			r.Fail("too-deep", at, "", fmt.Sprintf("lines are nested deeper than %d", maxDepth), "a case needs no more than six levels")
			return false
		}
	}
	if marks > maxMarks {
		r.Fail("too-large", diag.Place{}, "", "the case has too many values", "")
		return false
	}
	return r.Errors == before
}

// badCharacters reports a tab in the indentation and control characters anywhere.
func badCharacters(r *Report, line string, at diag.Place) {
	indented := true
	col := 0
	for _, c := range line {
		col++
		at.Col, at.Len = col, 1
		switch {
		case c == '\t' && indented:
			r.Fail("tab", at, "", "a tab in the indentation", "indent with spaces")
			return
		case c < ' ' && c != '\t' || c == 0x7f || c >= 0x80 && c < 0xa0:
			r.Fail("binary", at, "", fmt.Sprintf("a control character (U+%04X)", c), "delete it")
			return
		case c == '\u2028' || c == '\u2029' || c == '\ufeff':
			r.Fail("binary", at, "", fmt.Sprintf("an invisible character (U+%04X)", c), "delete it")
			return
		}
		indented = indented && c == ' '
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
