package yamltext

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"parley/internal/diag"
)

func parse(t interface{ Fatalf(string, ...any) }, text string) (*Report, *Node) {
	r := NewReport("x.yaml", text)
	root := Parse(r, text)
	if root == nil || r.Errors > 0 {
		t.Fatalf("%v\n%s", r.Findings(), text)
	}
	return r, root
}

// YAML must never interpret a scalar: its text is what the person wrote.
func TestScalarsAsWritten(t *testing.T) {
	for _, s := range []string{
		"1e3", "010", "0x1f", "0o17", "1_000", ".5", "+3", "-15 to -5", "yes", "no", "on", "off", "true", "2025-08-14",
		"12:30:45", ".inf", ".nan", "= 3", "a == b", "35 %", "0,35", "x#y", "a: b"[:1], "not a", "日本 to é", "1.0", "1.50",
	} {
		_, root := parse(t, "a: "+s+" # comment\nb: {c: "+strings.ReplaceAll(s, ",", ".")+"}\nd: '"+s+"'\n")
		if got := root.Get("a"); got.Text != s || got.Style != Plain || got.At != (diag.Place{Line: 1, Col: 4, Len: utf8.RuneCountInString(s)}) {
			t.Errorf("%q read as %q at %+v", s, got.Text, got.At)
		}
		if got := root.Get("b").Get("c"); got.Text != strings.ReplaceAll(s, ",", ".") {
			t.Errorf("%q in braces read as %q", s, got.Text)
		}
		if got := root.Get("d"); got.Text != s || got.Style != Single {
			t.Errorf("%q in quotes read as %q", s, got.Text)
		}
	}
}

func TestStructure(t *testing.T) {
	const text = `# a comment
é: {is: 1, note: "x: \"y\"", list: [a, 'b c', {d: e}]}
list:
- one
- two: 2
  three: 3
-   - nested
block: |
  two
  lines
folded: >-
  one
  line
long: these words
  go on
open:
`
	_, root := parse(t, text)
	if got, want := show(root), `{é:{is:1 note:x: "y" list:[a b c {d:e}]} list:[one {two:2 three:3} [nested]] block:two
lines
 folded:one line long:these words go on open:-}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if n := root.Get("é").Get("list").Items[2].Get("d"); n.At != (diag.Place{Line: 2, Col: 51, Len: 1}) || n.Path() != "é.list.3.d" {
		t.Errorf("%+v %s", n.At, n.Path())
	}
}

// show writes a tree on one line.
func show(n *Node) string {
	var parts []string
	switch n.Kind {
	case Map:
		for i, k := range n.Keys {
			parts = append(parts, k.Text+":"+show(n.Values[i]))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case List:
		for _, item := range n.Items {
			parts = append(parts, show(item))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case Null:
		return "-"
	}
	return n.Text
}

// tree is a YAML text with what it must be read as.
type tree struct{ block, flow, shown string }

func anyTree(depth int) *rapid.Generator[tree] {
	return rapid.Custom(func(t *rapid.T) tree {
		kind := rapid.IntRange(0, 2).Draw(t, "kind")
		if depth == 0 || kind == 0 {
			s := rapid.StringMatching(`[a-z0-9é][a-z0-9é =<>.-]{0,8}[a-z0-9日]`).Draw(t, "scalar")
			w := rapid.SampledFrom([]string{s, "'" + s + "'", `"` + s + `"`}).Draw(t, "style")
			return tree{" " + w + "\n", w, s}
		}
		n := rapid.IntRange(1, 3).Draw(t, "n")
		var out tree
		var flow, shown []string
		for i := range n {
			child := anyTree(depth-1).Draw(t, "child")
			inline := rapid.Bool().Draw(t, "flow")
			body := " " + child.flow + "\n"
			if !inline {
				body = indent(child.block)
			}
			if kind == 1 {
				out.block += fmt.Sprintf("k%d:%s", i, body)
				flow = append(flow, fmt.Sprintf("k%d: %s", i, child.flow))
				shown = append(shown, fmt.Sprintf("k%d:%s", i, child.shown))
				continue
			}
			out.block += "-" + body
			flow, shown = append(flow, child.flow), append(shown, child.shown)
		}
		open, end := "{", "}"
		if kind == 2 {
			open, end = "[", "]"
		}
		out.block = "\n" + out.block
		out.flow = open + strings.Join(flow, ", ") + end
		out.shown = open + strings.Join(shown, " ") + end
		return out
	})
}

func indent(block string) string {
	if !strings.HasPrefix(block, "\n") {
		return block
	}
	lines := strings.Split(strings.TrimSuffix(block, "\n"), "\n")
	for i := 1; i < len(lines); i++ {
		lines[i] = "  " + lines[i]
	}
	return strings.Join(lines, "\n") + "\n"
}

// Any tree, in braces or by indentation, is read back as it was, and every scalar stands where it says.
func TestTreesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := anyTree(4).Draw(t, "tree")
		text := "root:" + indent(x.block)
		r, root := parse(t, text)
		if got := show(root.Get("root")); got != x.shown {
			t.Fatalf("read as %s\nwant    %s\n%s", got, x.shown, text)
		}
		walk(root, func(n *Node) {
			if n.Kind != Scalar {
				return
			}
			line := []rune(r.line(n.At.Line))
			got := strings.Trim(string(line[n.At.Col-1:n.At.Col-1+n.At.Len]), `'"`)
			if got != n.Text {
				t.Fatalf("%q at %+v is %q\n%s", n.Text, n.At, got, text)
			}
		})
	})
}

func walk(n *Node, f func(*Node)) {
	f(n)
	for i := range n.Keys {
		f(n.Keys[i])
		walk(n.Values[i], f)
	}
	for _, item := range n.Items {
		walk(item, f)
	}
}

// A rune of a scalar is found in the line whatever quotes and escapes stand before it.
func TestSpanInsideQuotes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		double := rapid.Bool().Draw(t, "double")
		quote := "'"
		if double {
			quote = `"`
		}
		text, source := "", ""
		var at []int
		column := 0
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			c := rapid.SampledFrom([]string{"a", "é", "日", "=", "'", `"`, `\`, " x"}).Draw(t, "rune")
			w := c
			switch {
			case double && (c == `"` || c == `\`):
				w = `\` + c
			case double && c == "é" && rapid.Bool().Draw(t, "escaped"):
				w = `\u00e9`
			case !double && c == "'":
				w = "''"
			}
			for i := range []rune(c) {
				at = append(at, column+i)
			}
			column += utf8.RuneCountInString(w)
			text, source = text+c, source+w
		}
		r, root := parse(t, "key: "+quote+source+quote+"\n")
		n := root.Get("key")
		if n.Text != text {
			t.Fatalf("read %q, want %q", n.Text, text)
		}
		for i := range at {
			if got := n.Span(r, i, i+1); got.Col != 7+at[i] || got.Line != 1 || got.Len < 1 {
				t.Fatalf("rune %d of %q (%s) at %+v, want column %d", i, text, source, got, 7+at[i])
			}
		}
	})
}

func TestSeveralSyntaxErrors(t *testing.T) {
	text := "a:\n   b: 1\n  c: 2\nd: 3\ne: x: y\nf:\n  - ok\ng: @z\n"
	r := NewReport("x.yaml", text)
	if Parse(r, text) != nil {
		t.Fatal("parsed")
	}
	var got []int
	for _, d := range r.Findings() {
		got = append(got, d.Place.Line)
		if strings.Contains(d.Reason, "token") || strings.Contains(d.Reason, "context") || strings.Contains(d.Reason, "\n") {
			t.Errorf("the library speaks: %s", d.Reason)
		}
	}
	if fmt.Sprint(got) != "[3 5 8]" {
		t.Errorf("errors in lines %v", got)
	}
}

func TestManyFindingsEnd(t *testing.T) {
	r := NewReport("x", "a")
	for i := range 3 * maxFindings {
		r.Fail("x", diag.Place{Line: 1, Col: i}, "", fmt.Sprint(i), "")
	}
	list := r.Findings()
	if len(list) > maxFindings+1 || list[len(list)-1].Code != "too-many" || r.Errors != 3*maxFindings {
		t.Errorf("%d findings, %d errors", len(list), r.Errors)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"a: 1\n", "- a\n- {b: c, d: [e]}\n", "a: !x &b *c\n<<: d\n", "? a\n: b\n", "a: \"x\\u00e9\\", "a: |2-\n   x\n", "---\na\n...\n---\nb\n",
		"{a: min(1, b), \"c\": 'd''e'}", "%YAML 1.2\n---\n", "a:\n\tb", "\"a\nb\": c", "a: >\n\n  b\n c", "é: [日, \u200b]", "a: {b: {c: {", "\ufeffa: 1\r\nb: 2",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, refused := Normalise("x", s)
		if refused != nil {
			return
		}
		r := NewReport("x", text)
		root := Parse(r, text)
		if root == nil && r.Errors == 0 {
			t.Fatal("nothing is read and nothing is said")
		}
		for _, d := range r.Findings() {
			checkPlace(t, r, d.Place)
			if d.Reason == "" {
				t.Error("a finding without a reason")
			}
		}
		if root == nil {
			return
		}
		walk(root, func(n *Node) {
			p, _ := r.clamp(n.At)
			checkPlace(t, r, p)
			for i := range 5 {
				p, _ := r.clamp(n.Span(r, i, i+2))
				checkPlace(t, r, p)
			}
			_ = n.Path()
		})
	})
}

func checkPlace(t *testing.T, r *Report, p diag.Place) {
	t.Helper()
	if p.Line == 0 {
		return
	}
	if p.Line > len(r.lines) || p.Col < 1 || p.Col+p.Len > utf8.RuneCountInString(r.line(p.Line))+2 {
		t.Errorf("%+v is outside the text", p)
	}
}
