package yamltext

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"parley/internal/diag"
)

// Parse reads the text into nodes. It reports syntax errors, one for each top-level section that has
// one, and everything of YAML that a case does not use. It returns nil when the text cannot be used.
func Parse(r *Report, text string) *Node {
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
		if body == nil { // a second document was reported with its `---`
			body = d.Body
		}
	}
	if body == nil {
		r.Fail("empty", diag.Place{Line: 1, Col: 1}, "", "the file has no content", "`parley new NAME` writes a case to start from")
		return nil
	}
	root := (&builder{r: r}).node(body, nil, "")
	if root.Kind != Map && root.Kind != Bad {
		r.Fail("wrong-kind", root.At, "", "the file is not a case: it is "+root.Kind.String()+", not keys with values",
			"a case begins with `parley: 1`; `parley new NAME` writes one to start from")
		return nil
	}
	return root
}

// plainTokens reports what a case does not use of YAML and refuses keys so long and many that the
// parser's own addresses of them would not fit into memory.
func plainTokens(r *Report, text string) (ok bool) {
	defer func() {
		if recover() != nil { // the lexer's fault, not the text's; still only a finding
			r.Fail("yaml", diag.Place{Line: 1, Col: 1}, "", "the text cannot be read as YAML", "check quotes, brackets and indentation")
			ok = false
		}
	}()
	longest, keys, first := 0, 0, true
	ok = true
	for _, t := range lexer.Tokenize(text) {
		at := tokenPlace(t)
		switch t.Type {
		case token.MappingValueType:
			keys++
			if t.Prev != nil {
				longest = max(longest, len(t.Prev.Value))
			}
		case token.TagType:
			r.Fail("tag", at, "", fmt.Sprintf("`%s` is a YAML tag; a case has none", t.Value), "a text that begins with `!` needs quotes; `not` negates a condition")
		case token.AnchorType:
			r.Fail("anchor", at, "", "`&` opens a YAML anchor; a case has none", "write the value where it is wanted; a text that begins with `&` needs quotes")
		case token.AliasType:
			r.Fail("alias", at, "", "`*` opens a YAML alias; a case has none", "write the value out; a text that begins with `*` needs quotes")
		case token.MergeKeyType:
			r.Fail("merge-key", at, "", "`<<` is a YAML merge key; a case has none", "write the keys out")
		case token.MappingKeyType:
			ok = false
			r.Fail("key", at, "", "`?` opens a YAML key of several lines; a case has none", "write `key: value`")
		case token.DirectiveType:
			ok = false
			r.Fail("directive", at, "", "`%` opens a YAML directive; a case has none", "a percentage is written as a share: 0.35")
		case token.DocumentHeaderType:
			if !first {
				r.Fail("documents", at, "", "`---` opens a second YAML document", "a case is one document; delete the line")
			}
		}
		first = first && t.Type == token.CommentType
	}
	if longest*maxDepth*keys > maxKeyMem && longest > 200 {
		r.Fail("too-large", diag.Place{}, "", fmt.Sprintf("a key has %d characters", longest), "name a quantity and use its name")
		return false
	}
	return ok
}

// parseSections parses the text. Where the syntax is wrong it reports, blanks the top-level section at
// fault and looks for errors in the others.
func parseSections(r *Report, text string) *ast.File {
	lines := slices.Clone(r.lines)
	var faults []fault
	for len(faults) < 20 {
		file, f := parseOnce(r, text)
		if f == nil && len(faults) == 0 {
			return file
		}
		if f == nil {
			break
		}
		if first := lines[0]; len(faults) == 0 && f.at.Col == 1 && strings.HasPrefix(first, " ") && margin(first) < len(first) {
			f.at = diag.Place{Line: 1, Col: 1}
			f.reason, f.suggestion = "the first line is indented, and others are not", "the sections of a case begin in the first column"
			f.open = true
		}
		faults = append(faults, *f)
		if f.open { // what follows may be inside the quotes or brackets, and other faults come of it
			faults = []fault{*f}
			break
		}
		from, to := section(lines, f.at.Line)
		if from < 0 {
			break
		}
		clear(lines[from:to])
		text = strings.Join(lines, "\n")
	}
	for _, f := range faults {
		r.Fail("yaml", f.at, "", f.reason, f.suggestion)
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
	to = from + 1
	for to < len(lines) && !top(lines[to]) {
		to++
	}
	return from, to
}

// builder turns goccy's tree into nodes.
type builder struct{ r *Report }

func (b *builder) node(n ast.Node, parent *Node, key string) *Node {
	out := &Node{Parent: parent, Key: key}
	if n == nil {
		out.Kind = Null
		if parent != nil {
			out.At = parent.At
		}
		return out
	}
	out.At = tokenPlace(n.GetToken())
	switch n := n.(type) {
	case *ast.TagNode, *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		out.Kind = Bad // reported with the tokens
	case *ast.MappingNode:
		out.Kind, out.Flow = Map, n.IsFlowStyle
		b.entries(out, n.Values)
	case *ast.MappingValueNode:
		out.Kind = Map
		b.entries(out, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		out.Kind, out.Flow = List, n.IsFlowStyle
		for i, v := range n.Values {
			out.Items = append(out.Items, b.node(v, out, fmt.Sprint(i+1)))
		}
		b.joinItems(out)
	case *ast.NullNode:
		out.Kind = Null
		if n.GetToken().Type == token.NullType {
			out.Text = n.GetToken().Value
		}
	case *ast.LiteralNode:
		out.Style, out.Text = Block, n.Value.Value
	case *ast.StringNode:
		out.Text = n.Value
		switch n.GetToken().Type {
		case token.SingleQuoteType:
			out.Style = Single
		case token.DoubleQuoteType:
			out.Style = Double
		}
	case ast.ScalarNode:
		out.Text = n.GetToken().Value
	default:
		b.r.Fail("yaml", out.At, "", "this part of YAML has no meaning in a case", "write `key: value`")
		out.Kind = Bad
	}
	if key != "" && b.swallowed(out) {
		out.Kind = Bad
	}
	return out
}

// entries fills a map, reporting keys that are not plain text and keys written twice.
func (b *builder) entries(m *Node, values []*ast.MappingValueNode) {
	seen := map[string]*Node{}
	for i, v := range values {
		key := b.node(v.Key, m, "")
		if i == 0 && !m.Flow {
			m.At = key.At
		}
		if key.Kind == Null {
			key.Kind = Scalar
		}
		switch {
		case v.Key.Type() == ast.MergeKeyType || key.Kind == Bad:
			continue // reported with the tokens
		case key.Kind != Scalar || key.Style == Block:
			b.r.Fail("key", key.At, m.Path(), "a key must be a name or a condition on one line", "")
			continue
		case key.Text == "":
			b.r.Fail("key", key.At, m.Path(), "a key is empty", "")
			continue
		}
		torn := b.nameOnly(m, key)
		if first := seen[key.Text]; first != nil {
			b.r.Fail("duplicate-key", key.At, m.Path(), fmt.Sprintf("`%s` is given twice; first in line %d", Shorten(key.Text), first.At.Line),
				"keep one of them")
			if at := slices.Index(m.Keys, first); m.Values[at].Kind == Null { // the first was left empty: the second is meant
				m.Values[at] = b.node(v.Value, m, key.Text)
			}
			continue
		}
		seen[key.Text] = key
		value := &Node{Kind: Bad, At: key.At, Parent: m, Key: key.Text}
		if !torn {
			value = b.node(v.Value, m, key.Text)
		}
		if value.Kind == Null && value.Text == "" {
			value.At = key.At
		}
		key.Key = key.Text
		m.Keys, m.Values = append(m.Keys, key), append(m.Values, value)
	}
	b.joinEntries(m)
	b.mendKeys(m)
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
func parseOnce(r *Report, text string) (file *ast.File, f *fault) {
	defer func() {
		if recover() != nil {
			file, f = nil, &fault{reason: "the text cannot be read as YAML", suggestion: "check quotes, brackets and indentation"}
		}
	}()
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntax(r, err)
	}
	return file, nil
}
