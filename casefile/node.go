package casefile

import (
	"strings"
	"unicode/utf8"

	"parley/internal/diag"
	"parley/internal/expr"
)

// kind is what a node is.
type kind uint8

const (
	scalarKind kind = iota
	mapKind
	listKind
	nullKind // nothing after the colon, or null
	badKind  // already reported: whoever meets it keeps silent
)

// String names the kind with its article.
func (k kind) String() string {
	return [...]string{"a single value", "a group of keys", "a list", "empty", "wrong"}[k]
}

// style is how a scalar is written.
type style uint8

const (
	plainStyle style = iota
	singleStyle
	doubleStyle
	blockStyle // | or >
)

// node is a part of the text. A scalar's text is what the person wrote: YAML never interprets it.
type node struct {
	kind   kind
	style  style
	flow   bool
	text   string
	at     diag.Place
	keys   []*node // of a map, in order
	values []*node // of a map, beside keys
	items  []*node // of a list
	parent *node
	key    string // the key or the number it stands under
}

// path is the node's address, such as values.russia.territory. It is made when asked for, since the
// addresses of all nodes together can be far longer than the text.
func (n *node) path() string {
	var parts []string
	for m := n; m != nil && len(parts) < maxDepth+2; m = m.parent {
		if m.key != "" {
			parts = append([]string{shorten(m.key)}, parts...)
		}
	}
	return strings.Join(parts, ".")
}

// plain is the text of an unquoted scalar, else "".
func (n *node) plain() string {
	if n.kind == scalarKind && n.style == plainStyle {
		return n.text
	}
	return ""
}

// get returns the value under a key, or nil.
func (n *node) get(key string) *node {
	for i, k := range n.keys {
		if k.text == key {
			return n.values[i]
		}
	}
	return nil
}

// span is the place of the runes [pos, end) of a scalar's text. Where the text is not on one line of the
// source it is the start of the scalar.
func (n *node) span(r *report, pos, end int) diag.Place {
	line := r.line(n.at.Line)
	from := runeIndex(line, n.at.Col-1)
	columns := n.columns(line[from:])
	if columns == nil {
		return n.at
	}
	pos = max(0, min(pos, len(columns)-1))
	end = max(pos, min(end, len(columns)-1))
	return diag.Place{Line: n.at.Line, Col: n.at.Col + columns[pos], Len: columns[end] - columns[pos]}
}

// columns gives, for each rune of the text and for its end, the column from the scalar's start. raw is
// the line from there. It is nil when the scalar does not lie on that line.
func (n *node) columns(raw string) []int {
	if n.style == plainStyle {
		if !strings.HasPrefix(raw, n.text) {
			return nil
		}
		out := make([]int, utf8.RuneCountInString(n.text)+1)
		for i := range out {
			out[i] = i
		}
		return out
	}
	if n.style == blockStyle || raw == "" {
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
			if len(out) != utf8.RuneCountInString(n.text)+1 {
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

// failAt reports what is wrong with an expression inside the scalar n.
func (r *report) failAt(code string, n *node, e *expr.Error) {
	r.fail(code, n.span(r, e.Pos, e.End), n.path(), e.Reason, e.Suggestion)
}

// shorten keeps a quoted piece of text readable in a message.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return s[:runeIndex(s, 57)] + "…"
}
