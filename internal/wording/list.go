package wording

import (
	"strconv"
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

// Ordinal writes a place: "1st", "2nd", "3rd", "4th", "11th", "21st".
func Ordinal(n int) string {
	ending := "th"
	if tens := n / 10 % 10; tens != 1 && tens != -1 {
		switch n % 10 {
		case 1, -1:
			ending = "st"
		case 2, -2:
			ending = "nd"
		case 3, -3:
			ending = "rd"
		}
	}
	return strings.Replace(strconv.Itoa(n), "-", Minus, 1) + ending
}

// Capital begins a sentence: its first letter is a capital one.
func Capital(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
