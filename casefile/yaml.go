package casefile

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"parley/internal/diag"
)

// parseYAML reads the text into nodes. It reports syntax errors, one for each top-level section that has
// one, and everything of YAML that a case does not use. It returns nil when the text cannot be used.
func parseYAML(r *report, text string) *node {
	if !withinLimits(r) || !plainTokens(r, text) {
		return nil
	}
	file := parseSections(r, text)
	if file == nil {
		return nil
	}
	var body ast.Node
	for _, d := range file.Docs {
		if d.Body == nil || d.Body.Type() == ast.CommentType || d.Body.Type() == ast.DirectiveType {
			continue
		}
		if body != nil {
			r.fail("documents", tokenPlace(d.Body.GetToken()), "", "a second YAML document", "a case is one document; delete the `---` line")
			break
		}
		body = d.Body
	}
	if body == nil {
		r.fail("empty", diag.Place{Line: 1, Col: 1}, "", "the file has no content", "`parley new NAME` writes a case to start from")
		return nil
	}
	root := (&builder{r: r}).node(body, nil, "")
	if root.kind != mapKind && root.kind != badKind {
		r.fail("wrong-kind", root.at, "", "the file is not a case: it is "+root.kind.String()+", not keys with values",
			"a case begins with `parley: 1`; `parley new NAME` writes one to start from")
		return nil
	}
	return root
}

// plainTokens reports what a case does not use of YAML and refuses keys so long and many that the
// parser's own addresses of them would not fit into memory.
func plainTokens(r *report, text string) (ok bool) {
	defer func() {
		if recover() != nil { // the lexer's fault, not the text's; still only a finding
			r.fail("yaml", diag.Place{Line: 1, Col: 1}, "", "the text cannot be read as YAML", "check quotes, brackets and indentation")
			ok = false
		}
	}()
	longest, keys, first := 0, 0, true
	for _, t := range lexer.Tokenize(text) {
		at := tokenPlace(t)
		switch t.Type {
		case token.MappingValueType:
			keys++
			if t.Prev != nil {
				longest = max(longest, len(t.Prev.Value))
			}
		case token.TagType:
			r.fail("tag", at, "", fmt.Sprintf("`%s` is a YAML tag; a case has none", t.Value), "a text that begins with `!` needs quotes; `not` negates a condition")
		case token.AnchorType:
			r.fail("anchor", at, "", "`&` opens a YAML anchor; a case has none", "write the value where it is wanted; a text that begins with `&` needs quotes")
		case token.AliasType:
			r.fail("alias", at, "", "`*` opens a YAML alias; a case has none", "write the value out; a text that begins with `*` needs quotes")
		case token.MergeKeyType:
			r.fail("merge-key", at, "", "`<<` is a YAML merge key; a case has none", "write the keys out")
		case token.MappingKeyType:
			r.fail("key", at, "", "`?` opens a YAML key of several lines; a case has none", "write `key: value`")
		case token.DirectiveType:
			r.fail("directive", at, "", "`%` opens a YAML directive; a case has none", "a percentage is written as a share: 0.35")
		case token.DocumentHeaderType:
			if !first {
				r.fail("documents", at, "", "`---` opens a second YAML document", "a case is one document; delete the line")
			}
		}
		first = first && t.Type == token.CommentType
	}
	if longest*maxDepth*keys > maxKeyMem && longest > 200 {
		r.fail("too-large", diag.Place{}, "", fmt.Sprintf("a key has %d characters", longest), "name a quantity and use its name")
		return false
	}
	return true
}

// parseSections parses the text. Where the syntax is wrong it reports, blanks the top-level section at
// fault and looks for errors in the others.
func parseSections(r *report, text string) *ast.File {
	lines := append([]string(nil), r.lines...)
	failed := false
	for range 20 {
		file, at, reason, suggestion := parseOnce(r, text)
		if file != nil && !failed {
			return file
		}
		if file != nil {
			return nil
		}
		failed = true
		r.fail("yaml", at, "", reason, suggestion)
		from, to := section(lines, at.Line)
		if from < 0 {
			return nil
		}
		for i := from; i < to; i++ {
			lines[i] = ""
		}
		text = strings.Join(lines, "\n")
	}
	return nil
}

// section returns the lines [from, to) of the top-level entry that line n (from 1) belongs to, or from -1.
func section(lines []string, n int) (from, to int) {
	top := func(s string) bool { return s != "" && !strings.ContainsRune(" #-]}", rune(s[0])) }
	from = min(n, len(lines)) - 1
	for from >= 0 && !top(lines[from]) {
		from--
	}
	for to = from + 1; to < len(lines) && !top(lines[to]); to++ {
	}
	return from, to
}

// builder turns goccy's tree into nodes.
type builder struct{ r *report }

func (b *builder) node(n ast.Node, parent *node, key string) *node {
	out := &node{parent: parent, key: key}
	if n == nil {
		out.kind = nullKind
		if parent != nil {
			out.at = parent.at
		}
		return out
	}
	out.at = tokenPlace(n.GetToken())
	switch n := n.(type) {
	case *ast.MappingNode:
		out.kind, out.flow = mapKind, n.IsFlowStyle
		b.entries(out, n.Values)
	case *ast.MappingValueNode:
		out.kind = mapKind
		b.entries(out, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		out.kind, out.flow = listKind, n.IsFlowStyle
		for i, v := range n.Values {
			out.items = append(out.items, b.node(v, out, fmt.Sprint(i+1)))
		}
		b.joinItems(out)
	case *ast.NullNode:
		out.kind = nullKind
		if n.GetToken().Type == token.NullType {
			out.text = n.GetToken().Value
		}
	case *ast.LiteralNode:
		out.style, out.text = blockStyle, n.Value.Value
	case *ast.StringNode:
		out.text = n.Value
		switch n.GetToken().Type {
		case token.SingleQuoteType:
			out.style = singleStyle
		case token.DoubleQuoteType:
			out.style = doubleStyle
		}
	case ast.ScalarNode:
		out.text = n.GetToken().Value
	default: // tags, anchors and aliases: reported with the tokens
		out.kind = badKind
	}
	return out
}

// entries fills a map, reporting keys that are not plain text and keys written twice.
func (b *builder) entries(m *node, values []*ast.MappingValueNode) {
	seen := map[string]*node{}
	for i, v := range values {
		key := b.node(v.Key, m, "")
		if i == 0 && !m.flow {
			m.at = key.at
		}
		if key.kind == nullKind {
			key.kind = scalarKind
		}
		switch {
		case v.Key.Type() == ast.MergeKeyType || key.kind == badKind:
			continue // reported with the tokens
		case key.kind != scalarKind || key.style == blockStyle:
			b.r.fail("key", key.at, m.path(), "a key must be a name or a condition on one line", "")
			continue
		case key.text == "":
			b.r.fail("key", key.at, m.path(), "a key is empty", "")
			continue
		}
		if first := seen[key.text]; first != nil {
			b.r.fail("duplicate-key", key.at, m.path(), fmt.Sprintf("`%s` is given twice; first in line %d", shorten(key.text), first.at.Line),
				"keep one of them")
			continue
		}
		seen[key.text] = key
		value := b.node(v.Value, m, key.text)
		if value.kind == nullKind {
			value.at = key.at
		}
		key.key = key.text
		m.keys, m.values = append(m.keys, key), append(m.values, value)
	}
	b.joinEntries(m)
}

// tokenPlace is the place of a token.
func tokenPlace(t *token.Token) diag.Place {
	if t == nil || t.Position == nil {
		return diag.Place{Line: 1, Col: 1}
	}
	n := utf8.RuneCountInString(t.Value)
	switch t.Type {
	case token.SingleQuoteType, token.DoubleQuoteType:
		n += 2
	case token.ImplicitNullType:
		n = 0
	}
	return diag.Place{Line: t.Position.Line, Col: t.Position.Column, Len: n}
}

// parseOnce calls the parser; a panic of its own counts as a syntax error.
func parseOnce(r *report, text string) (file *ast.File, at diag.Place, reason, suggestion string) {
	defer func() {
		if recover() != nil {
			file, at = nil, diag.Place{}
			reason, suggestion = "the text cannot be read as YAML", "check quotes, brackets and indentation"
		}
	}()
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		at, reason, suggestion = syntax(r, err)
		return nil, at, reason, suggestion
	}
	return file, diag.Place{}, "", ""
}
