package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Join lists words: "a", "a and b", "a, b and c". Nothing is "".
func Join(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// Count says how many: "no parties", "1 party", "2 parties".
func Count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return Number(float64(n), 0) + " " + many
}

// Capital begins a sentence: its first letter is a capital one.
func Capital(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
