package expect

import (
	"fmt"
	"strings"
)

// step is one step of a path: a key or place, or a selector.
type step struct {
	key    string
	quoted bool   // the key was in quotes: never a place
	choose bool   // a selector: key must have the value
	value  string // of a selector
	start  int    // byte offset in the path
}

// A PathError is what is wrong with a path.
type PathError struct {
	Path       string
	Pos        int // byte offset into Path
	Reason     string
	Suggestion string
}

// Error gives the path up to where it fails, the reason and a remedy.
func (e *PathError) Error() string {
	s := "`" + e.Path + "`: " + e.Reason
	if e.Suggestion != "" {
		s += "; " + e.Suggestion
	}
	return s
}

// parsePath reads a path.
func parsePath(text string) ([]step, error) {
	p := &pathReader{text: text}
	var steps []step
	for first := true; first || p.at < len(text); first = false {
		switch {
		case p.peek() == '[' && !first:
			s, err := p.selector()
			if err != nil {
				return nil, err
			}
			steps = append(steps, s)
			continue
		case !first && !p.take('.'):
			return nil, p.fail("a `.` or `[` is wanted here", "")
		}
		start := p.at
		key, quoted, err := p.word(stepEnds, "a key or the number of a place is wanted here")
		if err != nil {
			return nil, err
		}
		steps = append(steps, step{key: key, quoted: quoted, start: start})
	}
	return steps, nil
}

type pathReader struct {
	text string
	at   int
}

func (p *pathReader) fail(reason, suggestion string) error {
	return &PathError{Path: p.text, Pos: p.at, Reason: fmt.Sprintf("%s, at character %d", reason, 1+len([]rune(p.text[:p.at]))), Suggestion: suggestion}
}

func (p *pathReader) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *pathReader) take(c byte) bool {
	if p.peek() != c || p.at >= len(p.text) {
		return false
	}
	p.at++
	return true
}

// selector reads `[key=value]`.
func (p *pathReader) selector() (step, error) {
	s := step{choose: true, start: p.at}
	p.at++
	var err error
	if s.key, _, err = p.word(keyEnds, "a key is wanted here"); err != nil {
		return s, err
	}
	if !p.take('=') {
		return s, p.fail("a selector is written `[key=value]`", "a place in a list is written `.0`")
	}
	if s.value, _, err = p.word(valueEnds, "a value is wanted here"); err != nil {
		return s, err
	}
	if !p.take(']') {
		return s, p.fail("the `[` is not closed", "close it with `]`")
	}
	return s, nil
}

// What ends a plain word. A plain value may hold dots: options may.
const (
	stepEnds  = `.[]"`
	keyEnds   = `.[]="`
	valueEnds = `]"`
)

// word reads a key or a value, in quotes or plain up to one of the ends.
func (p *pathReader) word(ends, want string) (text string, quoted bool, err error) {
	if p.take('"') {
		var b strings.Builder
		for p.at < len(p.text) && p.text[p.at] != '"' {
			if p.text[p.at] == '\\' && p.at+1 < len(p.text) {
				p.at++
			}
			b.WriteByte(p.text[p.at])
			p.at++
		}
		if !p.take('"') {
			return "", true, p.fail("the quotation mark is not closed", "")
		}
		return b.String(), true, nil
	}
	start := p.at
	for p.at < len(p.text) && !strings.Contains(ends, p.text[p.at:p.at+1]) {
		p.at++
	}
	if p.at == start {
		return "", false, p.fail(want, "")
	}
	return p.text[start:p.at], false, nil
}
