// Package yamltext reads the YAML of a case into nodes that keep their places. It takes every scalar as the
// person wrote it, refuses what a case does not use of YAML (tags, anchors, aliases, merge keys, several
// documents) and what would make a parser slow, and gathers findings about the text. It knows nothing of cases.
package yamltext

import (
	"strings"
	"unicode/utf8"

	"parley/internal/diag"
	"parley/internal/expr"
)

// Kind is what a node is.
type Kind uint8

// The kinds of node.
const (
	Scalar Kind = iota
	Map
	List
	Null // nothing after the colon, or null
	Bad  // already reported: whoever meets it keeps silent
)

// String names the kind with its article.
func (k Kind) String() string {
	return [...]string{"a single value", "a group of keys", "a list", "empty", "wrong"}[k]
}

// Style is how a scalar is written.
type Style uint8

// The styles of a scalar.
const (
	Plain Style = iota
	Single
	Double
	Block // | or >
)

// Node is a part of the text. A scalar's text is what the person wrote: YAML never interprets it.
type Node struct {
	Kind   Kind
	Style  Style
	Flow   bool // written with brackets
	Torn   bool // a piece of it was reported and dropped: what seems missing may be that
	Text   string
	At     diag.Place
	Keys   []*Node // of a map, in order
	Values []*Node // of a map, beside Keys
	Items  []*Node // of a list
	Parent *Node
	Key    string // the key or the number it stands under
}

// Path is the node's address, such as values.russia.territory. It is made when asked for, since the
// addresses of all nodes together can be far longer than the text.
func (n *Node) Path() string {
	var parts []string
	for m := n; m != nil && len(parts) < maxDepth+2; m = m.Parent {
		if m.Key != "" {
			parts = append([]string{Shorten(m.Key)}, parts...)
		}
	}
	return strings.Join(parts, ".")
}

// plain is the text of an unquoted scalar, else "".
func (n *Node) plain() string {
	if n.Kind == Scalar && n.Style == Plain {
		return n.Text
	}
	return ""
}

// Get returns the value under a key, or nil.
func (n *Node) Get(key string) *Node {
	for i, k := range n.Keys {
		if k.Text == key {
			return n.Values[i]
		}
	}
	return nil
}

// Span is the place of the runes [pos, end) of a scalar's text. Where the text is not on one line of the
// source it is the start of the scalar.
func (n *Node) Span(r *Report, pos, end int) diag.Place {
	line := r.line(n.At.Line)
	from := runeIndex(line, n.At.Col-1)
	columns := n.columns(line[from:])
	if columns == nil {
		return n.At
	}
	pos = max(0, min(pos, len(columns)-1))
	end = max(pos, min(end, len(columns)-1))
	return diag.Place{Line: n.At.Line, Col: n.At.Col + columns[pos], Len: columns[end] - columns[pos]}
}

// columns gives, for each rune of the text and for its end, the column from the scalar's start. raw is
// the line from there. It is nil when the scalar does not lie on that line.
func (n *Node) columns(raw string) []int {
	if n.Style == Plain {
		if !strings.HasPrefix(raw, n.Text) {
			return nil
		}
		out := make([]int, utf8.RuneCountInString(n.Text)+1)
		for i := range out {
			out[i] = i
		}
		return out
	}
	if n.Style == Block || raw == "" {
		return nil
	}
	source := []rune(raw)
	out := []int{}
	quote := source[0]
	for i := 1; i < len(source); {
		out = append(out, i)
		switch {
		case source[i] == quote && quote == '\'' && i+1 < len(source) && source[i+1] == '\'':
			i += 2
		case source[i] == quote:
			if len(out) != utf8.RuneCountInString(n.Text)+1 {
				return nil
			}
			return out
		case source[i] == '\\' && quote == '"' && i+1 < len(source):
			i += escapeWidth(source[i+1])
		default:
			i++
		}
	}
	return nil
}

// escapeWidth is the length of the escape that begins with `\` and c.
func escapeWidth(c rune) int {
	switch c {
	case 'x':
		return 4
	case 'u':
		return 6
	case 'U':
		return 10
	}
	return 2
}

// runeIndex is the byte offset of the n-th rune of s, at most its length.
func runeIndex(s string, n int) int {
	for i := range s {
		if n <= 0 {
			return i
		}
		n--
	}
	return len(s)
}

// FailAt reports what is wrong with an expression inside the scalar n.
func (r *Report) FailAt(code string, n *Node, e *expr.Error) {
	r.Fail(code, n.Span(r, e.Pos, e.End), n.Path(), e.Reason, e.Suggestion)
}

// Shorten keeps a quoted piece of text readable in a message.
func Shorten(s string) string {
	if utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return s[:runeIndex(s, 57)] + "…"
}
