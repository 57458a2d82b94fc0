package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// unsafeIn returns what tells the runes of a grapheme cluster that must not reach a terminal: controls and
// invisible format characters, save the joiners inside a cluster, which make its shape.
func unsafeIn(cluster string) func(rune) bool {
	joined := utf8.RuneCountInString(cluster) > 1
	return func(c rune) bool {
		const zwnj, zwj = '\u200c', '\u200d'
		if joined && (c == zwj || c == zwnj) {
			return false
		}
		return unsafe(c)
	}
}

func unsafe(c rune) bool {
	return c == unicode.ReplacementChar || !unicode.IsGraphic(c)
}

// visible is c, or its code point in angle brackets when it must not reach a terminal.
func visible(c rune) string {
	if unsafe(c) {
		return fmt.Sprintf("<U+%04X>", c)
	}
	return string(c)
}

// harmless is a text without control characters, each replaced by its code point.
func harmless(text string) string {
	var b strings.Builder
	for text != "" {
		var cluster string
		cluster, text, _, _ = uniseg.FirstGraphemeClusterInString(text, -1)
		bad := unsafeIn(cluster)
		for _, c := range cluster {
			if bad(c) {
				b.WriteString(visible(c))
			} else {
				b.WriteRune(c)
			}
		}
	}
	return b.String()
}

// fill breaks a text into lines of at most width columns, at spaces where it can. Line breaks of the text
// are kept, and control characters made harmless. There is at least one line.
func fill(text string, width int) []string {
	var out []string
	for paragraph := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		begun := len(out)
		line, used, pending := "", 0, 0 // pending spaces are dropped when a line breaks at them
		for i, word := range strings.Split(harmless(strings.ReplaceAll(paragraph, "\t", " ")), " ") {
			if i > 0 {
				pending++
			}
			if word == "" {
				continue
			}
			columns := uniseg.StringWidth(word)
			if used > 0 && used+pending+columns > width {
				out, line, used, pending = append(out, line), "", 0, 0
			}
			line += strings.Repeat(" ", pending)
			used, pending = used+pending, 0
			for used+columns > width {
				head, rest := cut(word, width-used)
				out, line, used = append(out, line+head), "", 0
				word, columns = rest, columns-uniseg.StringWidth(head)
			}
			line, used = line+word, used+columns
		}
		if line != "" || len(out) == begun {
			out = append(out, line)
		}
	}
	return out
}

// cut divides a word that is too long after at most width columns, at least one character.
func cut(word string, width int) (head, rest string) {
	rest = word
	for state, used := -1, 0; rest != ""; {
		cluster, after, columns, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if used > 0 && used+columns > width {
			break
		}
		head, rest, used, state = head+cluster, after, used+columns, next
	}
	return head, rest
}
