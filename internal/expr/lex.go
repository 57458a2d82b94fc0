package expr

import (
	"strconv"
	"strings"
	"unicode"
)

// kind says what a token is.
type kind uint8

const (
	endToken    kind = iota
	numberToken      // num
	nameToken        // a name or a reserved word
	markToken        // an operator, a bracket, a comma or a colon
	badToken         // fault says why; it is reported when the parser comes to it, if not something before it is
)

// token is a piece of the text at rune offsets pos to end.
type token struct {
	kind     kind
	text     string
	num      float64
	fault    *fault
	pos, end int
}

func (t token) is(mark string) bool   { return t.kind == markToken && t.text == mark }
func (t token) word(word string) bool { return t.kind == nameToken && t.text == word }

// lex splits a text into tokens, the last of which is an endToken. It never fails: what it does not know
// becomes a badToken.
func lex(text []rune) []token {
	var out []token
	for i := 0; i < len(text); {
		if unicode.IsSpace(text[i]) {
			i++
			continue
		}
		t := lexOne(text, i)
		out = append(out, t)
		i = t.end
	}
	return append(out, token{kind: endToken, pos: len(text), end: len(text)})
}

func lexOne(text []rune, i int) token {
	r := text[i]
	switch {
	case nameStart(r) || r == '.':
		return lexWord(text, i)
	case quoteMark(r):
		return lexQuoted(text, i)
	}
	for _, ty := range longTypos {
		if startsWith(text[i:], ty.text) {
			return ty.token(i)
		}
	}
	for _, m := range marks {
		if startsWith(text[i:], m) {
			return token{kind: markToken, text: m, pos: i, end: i + len(m)}
		}
	}
	for _, ty := range strays {
		if startsWith(text[i:], ty.text) {
			return ty.token(i)
		}
	}
	return token{kind: badToken, text: string(r), fault: strangeRune(r), pos: i, end: i + 1}
}

func startsWith(text []rune, s string) bool {
	return strings.HasPrefix(string(text[:min(3, len(text))]), s)
}

// lexWord reads a number or a name.
func lexWord(text []rune, i int) token {
	end := i + 1
	for end < len(text) && namePart(text[end]) {
		end++
	}
	end = exponentEnd(text, i, end)
	s := string(text[i:end])
	t := token{kind: nameToken, text: s, pos: i, end: end}
	if f := numberFault(s); f != nil {
		t.kind, t.fault = badToken, f
	} else if numeralShape.MatchString(s) {
		t.kind = numberToken
		t.num, _ = strconv.ParseFloat(s, 64)
	} else if s[0] == '.' {
		t.kind, t.fault = badToken, numeralLike(s, true, "")
		if t.fault == nil {
			t.fault = &fault{"a name starts with a letter, a digit or `_`", ""}
		}
	}
	return t
}

// exponentEnd extends a token such as "1e" over "+3", so that the whole of 1e+3 is one mistake.
func exponentEnd(text []rune, start, end int) int {
	if end >= len(text) || text[end] != '+' {
		return end
	}
	e := end + 1
	for e < len(text) && text[e] >= '0' && text[e] <= '9' {
		e++
	}
	if exponentShape.MatchString(string(text[start:e])) {
		return e
	}
	return end
}

func quoteMark(r rune) bool { return strings.ContainsRune("\"'`“”„‟‘’‚‛«»‹›", r) }

// lexQuoted reads a quoted word to the closing mark, to suggest the word without quotes.
func lexQuoted(text []rune, i int) token {
	t := token{
		kind: badToken, text: string(text[i]), pos: i, end: i + 1,
		fault: &fault{reason: "names and numbers are written without quotes"},
	}
	if end := groupEnd(text, i); end > i {
		t.text, t.end = string(text[i:end]), end
		return t
	}
	end := i + 1
	for end < len(text) && !quoteMark(text[end]) {
		end++
	}
	if end == len(text) {
		return t
	}
	t.end, t.text = end+1, string(text[i:end+1])
	if word := strings.TrimSpace(string(text[i+1 : end])); IsName(word) {
		t.fault.suggestion = "write `" + shown(word) + "`"
	}
	return t
}

// groupEnd is where the three digits end that the apostrophe at i divides from digits before it, as in
// 1'000; i when they do not.
func groupEnd(text []rune, i int) int {
	digit := func(k int) bool { return k >= 0 && k < len(text) && text[k] >= '0' && text[k] <= '9' }
	if digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4) {
		return i + 4
	}
	return i
}
