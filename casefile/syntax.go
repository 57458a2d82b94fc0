package casefile

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

// syntax says where and why the parser gave up, in words of our own.
func syntax(r *report, err error) (at diag.Place, reason, suggestion string) {
	at = diag.Place{Line: 1, Col: 1}
	reason, suggestion = "the text is not valid YAML here", "check the indentation, brackets and quotes above"
	var e *yaml.SyntaxError
	if !errors.As(err, &e) {
		return at, reason, suggestion
	}
	if t := e.GetToken(); t != nil {
		at = tokenPlace(t)
		at.Len = min(at.Len, 20)
	}
	for _, c := range complaints {
		if strings.Contains(e.GetMessage(), c.message) {
			reason, suggestion = c.reason, c.suggestion
			break
		}
	}
	if line := r.line(at.Line); strings.Contains(reason, "second `: `") && strings.Contains(line, "discrete(") {
		reason, suggestion = "an expression with `: ` needs quotes", `write "discrete(1: 0.2, 5: 0.8)", in quotes`
	}
	return at, reason, suggestion
}

// joinEntries finds an expression in a flow map that its own comma has split, as in {a: min(1, b)}: a
// value with an open bracket, closed by a later piece. It reports the whole and drops the pieces.
func (b *builder) joinEntries(m *node) {
	if !m.flow {
		return
	}
	keys, values := m.keys[:0:0], m.values[:0:0]
	for i := 0; i < len(m.keys); i++ {
		n := split(len(m.keys)-i, m.keys[i].plain(), func(j int) string {
			if j == 0 {
				return m.values[i].plain()
			}
			return m.keys[i+j].text + m.values[i+j].plain()
		})
		if n > 0 {
			b.tellSplit(m.values[i], m.keys[i])
			m.values[i].kind = badKind
		}
		keys, values = append(keys, m.keys[i]), append(values, m.values[i])
		i += n
	}
	m.keys, m.values = keys, values
}

// joinItems does the same for a flow list.
func (b *builder) joinItems(m *node) {
	if !m.flow {
		return
	}
	items := m.items[:0:0]
	for i := 0; i < len(m.items); i++ {
		n := split(len(m.items)-i, "", func(j int) string { return m.items[i+j].plain() })
		if n > 0 {
			b.tellSplit(m.items[i], m.items[i])
			m.items[i].kind = badKind
		}
		items = append(items, m.items[i])
		i += n
	}
	m.items = items
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

func (b *builder) tellSplit(value, key *node) {
	at, text := value.at, value.text
	if value.kind == nullKind {
		at, text = key.at, key.text
	}
	b.r.fail("split-expression", at, value.path(), fmt.Sprintf("a comma inside `{…}` or `[…]` ends the value, so `%s` is cut short", shorten(text)),
		"an expression with a comma needs quotes or its own line")
}

// balance counts the round brackets left open.
func balance(s string) int { return strings.Count(s, "(") - strings.Count(s, ")") }
