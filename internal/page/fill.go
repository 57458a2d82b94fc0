package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// displayWidth is the number of terminal columns that s takes: wide characters two, combining marks none,
// characters of ambiguous width one.
func displayWidth(s string) int {
	if printableASCII(s) {
		return len(s)
	}
	return uniseg.StringWidth(s)
}

// An atom is a piece of text that is kept on one line where that is possible.
type atom struct {
	text  string
	width int  // in terminal columns
	space bool // a space stands before it unless it begins a line
}

// atoms cuts s where a line may end: between words, but not between a number and its percent sign, and between
// the wide characters of scripts that set no spaces.
func atoms(s string) []atom {
	var out []atom
	for _, w := range words(s) {
		if last := len(out) - 1; w[0] == '%' && last >= 0 && endsInDigit(out[last].text) {
			out[last].text += " " + w
			out[last].width += 1 + displayWidth(w)
		} else if printableASCII(w) {
			out = append(out, atom{w, len(w), true})
		} else {
			out = appendWide(out, w)
		}
	}
	return out
}

func endsInDigit(s string) bool {
	last := s[len(s)-1]
	return '0' <= last && last <= '9'
}

// appendWide cuts one word between wide clusters.
func appendWide(out []atom, word string) []atom {
	a := atom{space: true}
	start, end, last := 0, 0, ""
	for rest, state := word, -1; len(rest) > 0; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if end > start && mayPart(last, cluster) {
			a.text = word[start:end]
			out = append(out, a)
			a, start = atom{}, end
		}
		a.width += w
		end += len(cluster)
		last = cluster
	}
	a.text = word[start:]
	return append(out, a)
}

// mayPart tells whether a line may end between two clusters of one word: both are wide, the first opens nothing
// and the second closes nothing.
func mayPart(before, after string) bool {
	b, _ := utf8.DecodeRuneInString(before)
	a, _ := utf8.DecodeRuneInString(after)
	return b >= 0x1100 && a >= 0x1100 && // no character below is wide
		!unicode.In(b, unicode.Ps, unicode.Pi) && !unicode.In(a, unicode.Pe, unicode.Pf, unicode.Po, unicode.Lm) &&
		uniseg.StringWidth(before) == 2 && uniseg.StringWidth(after) == 2
}

// fill sets s in lines of at most first columns for the first and rest columns for the others, each as full as
// it can be. A word too long for a line of its own begins one and is cut. No line is empty, but s without words
// gives no lines. Both widths must be at least 4, the widest a single character can be.
func fill(s string, first, rest int) []string {
	var out []string
	var line strings.Builder
	used, room := 0, first
	flush := func() {
		if line.Len() > 0 {
			out = append(out, line.String())
			line.Reset()
			used, room = 0, rest
		}
	}
	for _, a := range atoms(s) {
		gap := 0
		if a.space && line.Len() > 0 {
			gap = 1
		}
		if used+gap+a.width > room {
			flush()
			gap = 0
		}
		if a.width > room {
			pieces := chop(a.text, room, rest)
			last := len(pieces) - 1
			for _, piece := range pieces[:last] {
				line.WriteString(piece)
				flush()
			}
			a = atom{text: pieces[last], width: displayWidth(pieces[last])}
		}
		line.WriteString("  "[:gap])
		line.WriteString(a.text)
		used += gap + a.width
	}
	flush()
	return out
}

// chop cuts a word into pieces of at most first columns for the first and rest columns for the others, between
// clusters or, in a cluster wider than any character (only hostile text has one), between characters. Spaces at
// a cut are left out.
func chop(word string, first, rest int) []string {
	var out []string
	room, used, start, end := first, 0, 0, 0
	add := func(part string, width int) {
		if used+width > room && end > start {
			out = append(out, strings.TrimRightFunc(word[start:end], unicode.IsSpace))
			room, used, start = rest, 0, end
		}
		if end == start && strings.TrimSpace(part) == "" {
			start += len(part)
		} else {
			used += width
		}
		end += len(part)
	}
	for tail, state := word, -1; len(tail) > 0; {
		var cluster string
		var w int
		cluster, tail, w, state = uniseg.FirstGraphemeClusterInString(tail, state)
		if w <= 4 {
			add(cluster, w)
			continue
		}
		for _, r := range cluster {
			add(string(r), loneWidth(r))
		}
	}
	return append(out, word[start:]) // not empty: a word does not end in a space
}

// loneWidth is the most that a character can add to the width of a piece.
func loneWidth(r rune) int {
	if r == 0xfe0f { // makes the character before it an emoji, which is wide
		return 1
	}
	return displayWidth(string(r))
}
