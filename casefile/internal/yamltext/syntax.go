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
	{"',' or ']'", "a comma or `]` is missing here", "write it, or put the whole value into quotes"},
	{"',' or '}'", "a comma or `}` is missing here", "write it, or put the whole value into quotes"},
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

const notYAML = "the text is not valid YAML here"

func syntax(r *Report, err error) *fault {
	f := &fault{
		at:     diag.Place{Line: 1, Col: 1},
		reason: notYAML, suggestion: "check the indentation, brackets and quotes above",
	}
	var e *yaml.SyntaxError
	if !errors.As(err, &e) {
		return f
	}
	if t := e.GetToken(); t != nil {
		f.at = tokenPlace(t)
		f.at.Len = min(f.at.Len, 20)
	}
	line := r.line(f.at.Line)
	if col, bracket := unclosed(line, f.at.Col); col > 0 {
		f.leftOpen(diag.Place{Line: f.at.Line, Col: col, Len: 1}, bracket)
		return f
	}
	for _, c := range complaints {
		if strings.Contains(e.GetMessage(), c.message) {
			f.reason, f.suggestion = c.reason, c.suggestion
			break
		}
	}
	f.open = strings.Contains(f.reason, "not closed")
	if f.open {
		return f
	}
	name := colonMissing(line)
	at, bracket := opener(r, f.at)
	switch {
	case bracket != 0 && (at.Line < f.at.Line && margin(line) <= margin(r.line(at.Line)) || unfinished(r, at)):
		f.leftOpen(at, bracket)
	case name != "":
		f.reason, f.suggestion = fmt.Sprintf("a `:` is missing behind `%s`", Shorten(name)), "write `key: value`"
		f.at.Col, f.at.Len = margin(line)+1, 0
	case bracket != 0 && (f.reason == notYAML || strings.Contains(f.reason, "not indented")):
		f.reason = "a `:`, a comma or a closing bracket is missing here, or before this"
		f.suggestion = "between `{` and `}` each entry is `key: value`, with a comma behind it"
	case strings.Contains(f.reason, "second `: `"):
		f.second(r, line)
	}
	return f
}

// leftOpen says that the bracket at a place is not closed.
func (f *fault) leftOpen(at diag.Place, bracket rune) {
	f.at, f.open = at, true
	f.reason = fmt.Sprintf("the `%c` that opens here is not closed", bracket)
	f.suggestion = "close it with `" + string(closing[bracket]) + "`"
}

// second says why a value on this line holds a `: `: a bracket was not opened, the line below is too deep, or it is
// a text without quotes.
func (f *fault) second(r *Report, line string) {
	next := r.line(f.at.Line + 1)
	key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
	switch pos := unopened(line); {
	case pos >= 0:
		closer := []rune(line)[pos]
		f.at.Col, f.at.Len = pos+1, 1
		f.reason = fmt.Sprintf("a `%c` without its `%c`", closer, opening[closer])
		f.suggestion = fmt.Sprintf("delete it, or open it with `%c`", opening[closer])
	case !strings.Contains(value, ": ") && margin(next) > margin(line) && strings.Contains(next, ":"):
		f.at = diag.Place{Line: f.at.Line + 1, Col: margin(next) + 1}
		f.reason = fmt.Sprintf("this line is indented deeper than `%s` above, which has its value already", Shorten(strings.TrimPrefix(key, "- ")))
		f.suggestion = "keys of one group begin in the same column"
	default:
		x := secondColon(line)
		f.reason, f.suggestion = x.reason, x.suggestion
	}
}

// margin is how many spaces a line begins with.
func margin(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// opener is the innermost bracket or quotation mark that is open where a fault was found; 0 where none is.
func opener(r *Report, until diag.Place) (at diag.Place, bracket rune) {
	type mark struct {
		at diag.Place
		c  rune
	}
	var stack []mark
	var quote rune
	first, _ := section(r.lines, max(1, until.Line-1))
	for n := max(first, 0); n < until.Line; n++ {
		before := ' '
		for i, c := range []rune(r.lines[n]) {
			if n+1 == until.Line && i+1 >= until.Col {
				break
			}
			if quote == 0 && c == '#' && before == ' ' {
				break
			}
			switch {
			case quote != 0:
				if c == quote {
					quote, stack = 0, stack[:len(stack)-1]
				}
			case (c == '"' || c == '\'') && strings.ContainsRune(" [{,:", before):
				quote = c
				stack = append(stack, mark{diag.Place{Line: n + 1, Col: i + 1, Len: 1}, c})
			case c == '[' || c == '{':
				stack = append(stack, mark{diag.Place{Line: n + 1, Col: i + 1, Len: 1}, c})
			case (c == ']' || c == '}') && len(stack) > 0 && closing[stack[len(stack)-1].c] == c:
				stack = stack[:len(stack)-1]
			}
			before = c
		}
	}
	if len(stack) == 0 {
		return diag.Place{}, 0
	}
	top := stack[len(stack)-1]
	return top.at, top.c
}

// unfinished reports whether a bracket is still open where the text ends.
func unfinished(r *Report, open diag.Place) bool {
	at, bracket := opener(r, diag.Place{Line: r.last(), Col: maxLine + 2})
	return bracket != 0 && at == open
}

var closing = map[rune]rune{'[': ']', '{': '}', '"': '"', '\'': '\''}

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
