package yamltext

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"parley/internal/diag"
)

// complaints translates the parser's messages, by a part of them, into what a person can act on.
var complaints = []struct{ message, reason, suggestion string }{
	{"mapping value is not allowed", "a second `: ` in one value", "a text or an expression with `: ` needs quotes"},
	{"end character of double-quoted", "the quotation mark that opens here is not closed", "close it with `\"`"},
	{"end character of single-quoted", "the quotation mark that opens here is not closed", "close it with `'`; inside, an apostrophe is written twice"},
	{"sequence end token", "the `[` that opens here is not closed", "close it with `]`"},
	{"flow mapping end token", "the `{` that opens here is not closed", "close it with `}`"},
	{"',' or ']'", "a comma or `]` is missing here", ""},
	{"',' or '}'", "a comma or `}` is missing here", ""},
	{"corresponding to '}'", "a `}` without its `{`", "delete it, or open it with `{`"},
	{"corresponding to ']'", "a `]` without its `[`", "delete it, or open it with `[`"},
	{"block sequence entries are not", "a list cannot begin on the line of its key", "put each `- item` on a line of its own; a negative number is written `-1`, without a space"},
	{"sequence entries are not", "a list cannot begin here", "put each `- item` on a line of its own"},
	{"is a reserved character", "a value cannot begin with this character", "put the value into quotes"},
	{"invalid header option", "`>` and `|` open a block of text on the lines below", "an expression that begins with `>` needs quotes"},
	{"unexpected directive", "a value cannot begin with `%`", "a percentage is written as a share: 0.35"},
	{"that cannot start any token", "a value cannot begin with this character", "put the value into quotes"},
	{"value is not allowed in this context", "this line is not indented like its neighbours", "keys of one group begin in the same column"},
	{"non-map value is specified", "a key without `:`", "write `key: value`"},
	{"unexpected key name", "a key must be on one line and end with `:`", "write `key: value`"},
	{"implicit line break", "a key must be on one line and end with `:`", "write `key: value`"},
	{"invalid key for this map", "this cannot be a key", "a key is a name or a condition; one with brackets at its beginning needs quotes"},
	{"undefined map key", "a key is missing before `:`", "write `key: value`"},
	{"unexpected scalar value", "a value is missing between commas", "delete one comma"},
	{"expected sequence element", "a value is missing between commas", "delete one comma"},
	{"escape", "an unknown escape after `\\`", "use single quotes, where `\\` means itself"},
	{"tab character", "a tab where YAML allows none", "use spaces"},
}

// fault is where and why the parser gave up, in words of our own.
type fault struct {
	at                 diag.Place
	reason, suggestion string
	open               bool // a quotation mark or a bracket is not closed
}

func syntax(r *Report, err error) *fault {
	f := &fault{
		at:     diag.Place{Line: 1, Col: 1},
		reason: "the text is not valid YAML here", suggestion: "check the indentation, brackets and quotes above",
	}
	var e *yaml.SyntaxError
	if !errors.As(err, &e) {
		return f
	}
	if t := e.GetToken(); t != nil {
		f.at = tokenPlace(t)
		f.at.Len = min(f.at.Len, 20)
	}
	if col, bracket := unclosed(r.line(f.at.Line), f.at.Col); col > 0 {
		f.at.Col, f.at.Len, f.open = col, 1, true
		f.reason = fmt.Sprintf("the `%c` that opens here is not closed", bracket)
		f.suggestion = "close it with `" + string(closing[bracket]) + "`"
		return f
	}
	for _, c := range complaints {
		if strings.Contains(e.GetMessage(), c.message) {
			f.reason, f.suggestion = c.reason, c.suggestion
			break
		}
	}
	f.open = strings.Contains(f.reason, "not closed")
	if strings.Contains(f.reason, "second `: `") && strings.Contains(r.line(f.at.Line), "discrete(") {
		f.reason, f.suggestion = "an expression with `: ` needs quotes", `write "discrete(1: 0.2, 5: 0.8)", in quotes`
	}
	return f
}

var closing = map[rune]rune{'[': ']', '{': '}'}

// unclosed finds the bracket that a closing bracket at column col, or before it, should have closed first;
// 0 when there is none.
func unclosed(line string, col int) (open int, bracket rune) {
	type mark struct {
		col int
		c   rune
	}
	var stack []mark
	for i, c := range []rune(line) {
		if i >= col {
			break
		}
		switch c {
		case '[', '{':
			stack = append(stack, mark{i + 1, c})
		case ']', '}':
			if len(stack) == 0 {
				return 0, 0
			}
			top := stack[len(stack)-1]
			if closing[top.c] != c {
				return top.col, top.c
			}
			stack = stack[:len(stack)-1]
		}
	}
	return 0, 0
}

// joinEntries finds an expression in a flow map that its own comma has split, as in {a: min(1, b)}: a
// value with an open bracket, closed by a later piece. It reports the whole and drops the pieces.
func (b *builder) joinEntries(m *Node) {
	if !m.Flow {
		return
	}
	keys, values := m.Keys[:0:0], m.Values[:0:0]
	for i := 0; i < len(m.Keys); i++ {
		n := split(len(m.Keys)-i, m.Keys[i].plain(), func(j int) string {
			if j == 0 {
				return m.Values[i].plain()
			}
			return m.Keys[i+j].Text + m.Values[i+j].plain()
		})
		if n > 0 {
			b.tellSplit(m.Values[i], m.Keys[i])
			m.Values[i].Kind = Bad
		}
		keys, values = append(keys, m.Keys[i]), append(values, m.Values[i])
		i += n
	}
	m.Keys, m.Values = keys, values
}

// joinItems does the same for a flow list.
func (b *builder) joinItems(m *Node) {
	if !m.Flow {
		return
	}
	items := m.Items[:0:0]
	for i := 0; i < len(m.Items); i++ {
		n := split(len(m.Items)-i, "", func(j int) string { return m.Items[i+j].plain() })
		if n > 0 {
			b.tellSplit(m.Items[i], m.Items[i])
			m.Items[i].Kind = Bad
		}
		items = append(items, m.Items[i])
		i += n
	}
	m.Items = items
}

// split says how many pieces after the first belong to it: 0 unless the first leaves a bracket open and a
// later one closes it.
func split(n int, before string, piece func(int) string) int {
	open := balance(before) + balance(piece(0))
	if open <= 0 {
		return 0
	}
	for j := 1; j < min(n, 50); j++ {
		if open += balance(piece(j)); open <= 0 {
			return j
		}
	}
	return 0
}

func (b *builder) tellSplit(value, key *Node) {
	at, text := value.At, value.Text
	if value.Kind == Null {
		at, text = key.At, key.Text
	}
	b.r.Fail("split-expression", at, value.Path(), fmt.Sprintf("a comma inside `{…}` or `[…]` ends the value, so `%s` is cut short", Shorten(text)),
		"an expression with a comma needs quotes or its own line")
}

// balance counts the round brackets left open.
func balance(s string) int { return strings.Count(s, "(") - strings.Count(s, ")") }
