package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline is s on one line: white space collapsed to single spaces and trimmed, control characters neutralised.
func inline(s string) string {
	return strings.Join(words(s), " ")
}

// lines is s cut at its newlines, each line as inline has it. Lines at the end that are empty are left out;
// the result has at least one line.
func lines(s string) []string {
	if !strings.Contains(s, "\n") {
		return []string{inline(s)}
	}
	var out []string
	for line := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		out = append(out, inline(line))
	}
	return out
}

// words are the parts of s that a line may be broken between, neutralised. None is empty and none begins or ends
// with a space of any kind, so that no line can end with one.
func words(s string) []string {
	fields := strings.FieldsFunc(s, breakingSpace)
	kept := fields[:0]
	for _, f := range fields {
		if f = strings.TrimFunc(neutral(f), unicode.IsSpace); f != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

// breakingSpace tells white space at which a line may end.
func breakingSpace(r rune) bool {
	switch r {
	case '\u00a0', '\u2007', '\u202f':
		return false
	}
	return unicode.IsSpace(r)
}

// neutral replaces what could steer a terminal or reorder the text around it by U+FFFD, and leaves out format
// characters that show nothing. The result is valid UTF-8 and, but for <, > and &, valid XML text.
func neutral(s string) string {
	if printableASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == 0xfffe, r == 0xffff, steersDirection(r):
			return utf8.RuneError
		case unicode.Is(unicode.Cf, r) && !visibleFormat(r):
			return -1
		}
		return r
	}, s)
}

// steersDirection tells the embeddings, overrides and isolates of the bidirectional algorithm (Unicode UAX 9),
// which can make a line read as something it does not say.
func steersDirection(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// visibleFormat tells the characters of category Cf that matter to the look of the text beside them: the joiners,
// the direction marks, and the signs that stand before or around numbers (Unicode's Prepended_Concatenation_Mark).
func visibleFormat(r rune) bool {
	switch {
	case r >= 0x200c && r <= 0x200f, r == 0x061c:
		return true
	case r >= 0x0600 && r <= 0x0605, r == 0x06dd, r == 0x070f, r == 0x0890, r == 0x0891, r == 0x08e2:
		return true
	case r == 0x110bd, r == 0x110cd:
		return true
	}
	return false
}

// printableASCII tells whether every byte of s is a printable ASCII character.
func printableASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
