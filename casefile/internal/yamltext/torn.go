package yamltext

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The parser takes some texts that lack a mark for something else than was meant: without a comma or a `:` a key
// becomes part of the value before it, or a value part of its key. What is here finds them, so that nothing is
// swallowed, and so that one slip is one error.

// swallowed reports a plain value that holds a `: `, a bracket that was never opened, or both: the value then took in
// what follows it.
func (b *builder) swallowed(n *Node) bool {
	if n.Kind != Scalar || n.Style != Plain {
		return false
	}
	if b.flow(n) && balance(n.Text) > 0 {
		return false // a comma has cut an expression short: said when its pieces are seen
	}
	if i := strings.Index(n.Text, ": "); i >= 0 && !strings.Contains(n.Text[:i], "\n") {
		pos := utf8.RuneCountInString(n.Text[:i])
		f := secondColon(n.Text)
		if word := n.Text[strings.LastIndexByte(n.Text[:i], ' ')+1 : i]; word != "" && word != n.Text[:i] && !strings.Contains(n.Text, "discrete(") {
			f.suggestion = fmt.Sprintf("a comma is missing before `%s:`, or the text needs quotes", Shorten(word))
		}
		b.r.Fail("yaml", n.Span(b.r, pos, pos+1), n.Path(), f.reason, f.suggestion)
		n.Parent.Torn = n.Parent.Flow
		return true
	}
	pos := unopened(n.Text)
	if pos < 0 || !b.flow(n) && (pos != utf8.RuneCountInString(n.Text)-1 || strings.ContainsAny(n.Text, "([{")) {
		return false
	}
	b.tellCloser(n, n.Path(), pos)
	return true
}

// tellCloser reports the closing bracket at a rune of a text.
func (b *builder) tellCloser(n *Node, path string, pos int) {
	closer := []rune(n.Text)[pos]
	b.r.Fail("yaml", n.Span(b.r, pos, pos+1), path, fmt.Sprintf("a `%c` without its `%c`", closer, opening[closer]),
		fmt.Sprintf("delete it, or open it with `%c`; in a text it needs quotes", opening[closer]))
}

// secondColon is what is wrong with a value that has a `: ` of its own.
func secondColon(text string) fault {
	if strings.Contains(text, "discrete(") {
		return fault{reason: "an expression with `: ` needs quotes", suggestion: `write "discrete(1: 0.2, 5: 0.8)", in quotes`}
	}
	return fault{reason: "a second `: ` in one value", suggestion: "a text or an expression with `: ` needs quotes"}
}

// flow reports whether a node stands inside brackets.
func (b *builder) flow(n *Node) bool {
	for m := n.Parent; m != nil; m = m.Parent {
		if m.Flow {
			return true
		}
	}
	return false
}

var opening = map[rune]rune{']': '[', '}': '{'}

// unopened is the rune at which a text closes a bracket that it has not opened, or -1.
func unopened(text string) int {
	open := map[rune]int{}
	for i, c := range []rune(text) {
		switch c {
		case '[', '{':
			open[c]++
		case ']', '}':
			if open[opening[c]]--; open[opening[c]] < 0 {
				return i
			}
		}
	}
	return -1
}

// tornKey is a name and what should have been its value, without the `:` between them.
var tornKey = regexp.MustCompile(`^([\pL\d_][\pL\d_.-]*)\s*[\[{"]`)

// colonMissing finds the name after which a line, or a key, lacks its `:`. It is "" where there is none.
func colonMissing(text string) string {
	if m := tornKey.FindStringSubmatch(strings.TrimPrefix(strings.TrimSpace(text), "- ")); m != nil {
		return m[1]
	}
	return ""
}

// nameOnly reports a key that holds a part of its value, since no `:` stands between them, and keeps the name.
func (b *builder) nameOnly(m, key *Node) bool {
	name := colonMissing(key.plain())
	if name == "" || m.Torn {
		return false
	}
	b.r.Fail("yaml", key.At, m.Path(), fmt.Sprintf("a `:` is missing behind `%s`", Shorten(name)), "write `key: value`")
	key.Text, m.Torn = name, m.Flow
	return true
}

// mendKeys finds what lacks a `:` among the keys of a map, and what a comma has cut off from the value before it. It
// reports each once. A name that can be told stays, with a value that everybody keeps silent about; the pieces go.
func (b *builder) mendKeys(m *Node) {
	if !m.Flow {
		return
	}
	keys, values := m.Keys[:0:0], m.Values[:0:0]
	for i := 0; i < len(m.Keys); i++ {
		k, v := m.Keys[i], m.Values[i]
		if v.Kind == Null && v.Text == "" {
			if n := b.cutOff(m, i); n > 0 {
				i += n - 1
				continue
			}
			if b.keyAlone(m, k) {
				v.Kind, v.Key = Bad, k.Text
			}
		}
		keys, values = append(keys, k), append(values, v)
	}
	m.Keys, m.Values = keys, values
}

// cutOff counts the keys from place i on that are no keys: the rest of a value, or of a list, before them.
func (b *builder) cutOff(m *Node, i int) int {
	if m.Torn {
		return 1 // a piece of what lost its `:`
	}
	if i == 0 {
		return 0
	}
	last := m.Values[i-1]
	if balance(last.plain()) > 0 {
		b.r.Fail("number", last.At, last.Path(), "a bracket opens here and is not closed", "add `)`")
		last.Kind, m.Torn = Bad, true
		return 1
	}
	if decimalComma(last, m.Keys[i]) {
		text := last.Text
		last.At.Len = utf8.RuneCountInString(text + "," + m.Keys[i].Text)
		b.r.Fail("number", last.At, last.Path(), "a decimal is written with a point, and thousands without a comma",
			fmt.Sprintf("write `%s`; a text with a comma needs quotes", Shorten(text+"."+m.Keys[i].Text)))
		last.Kind = Bad
		return 1
	}
	for j := i; j < len(m.Keys) && m.Values[j].Kind == Null; j++ {
		if text := m.Keys[j].plain(); unopened(text) >= 0 {
			b.tellCloser(m.Keys[j], m.Path(), unopened(text))
			last.Kind = Bad
			return j - i + 1
		}
	}
	return 0
}

// keyAlone reports a key of several words without a value, and keeps its first word where that can be a name.
func (b *builder) keyAlone(m, k *Node) bool {
	first, rest, several := strings.Cut(k.plain(), " ")
	if !several {
		return false
	}
	b.r.Fail("yaml", k.At, m.Path(), fmt.Sprintf("`%s` has no `:`", Shorten(k.Text)),
		fmt.Sprintf("write `%s: %s`, or put the whole text into quotes if it belongs to what stands before the comma", Shorten(first), Shorten(rest)))
	m.Torn = true
	k.Text, k.Key = first, first
	return true
}

// decimals is what follows the comma in 1,5 and in 1,5 to 3.
var decimals = regexp.MustCompile(`^\d+( .*)?$`)

// decimalComma reports whether a key without a value is the end of a number written with a comma.
func decimalComma(last, key *Node) bool {
	text := last.plain()
	return text != "" && text[len(text)-1] >= '0' && text[len(text)-1] <= '9' && decimals.MatchString(key.plain()) &&
		key.At.Line == last.At.Line && key.At.Col == last.At.Col+utf8.RuneCountInString(text)+1
}
