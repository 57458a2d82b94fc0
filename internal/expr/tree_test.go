package expr

import (
	"fmt"
	"go/ast"
	goparser "go/parser"
	gotoken "go/token"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// same reports whether two trees are equal but for their positions.
func same(a, b *Node) bool {
	if a.Op != b.Op || a.Name != b.Name || a.Num != b.Num || a.N != b.N || a.Ref != b.Ref || len(a.Args) != len(b.Args) {
		return false
	}
	for i := range a.Args {
		if !same(a.Args[i], b.Args[i]) {
			return false
		}
	}
	return true
}

// loose writes a tree with every bracket that may be written, and few spaces.
func loose(n *Node) string {
	args := make([]string, len(n.Args))
	for i, a := range n.Args {
		args[i] = loose(a)
	}
	list := func(a []string) string { return "(" + strings.Join(a, ",") + ")" }
	switch n.Op {
	case Number, Name:
		return n.String()
	case Not:
		return "(not " + args[0] + ")"
	case Neg:
		return "(-" + args[0] + ")"
	case In:
		return "(" + args[0] + " in" + list(args[1:]) + ")"
	case Call:
		return n.Name + list(args)
	case AtLeast:
		if n.Args[0].Ref == Members {
			return n.String()
		}
		return fmt.Sprintf("at-least %d of%s", n.N, list(args))
	}
	sign := signs[n.Op]
	if n.Op == Eq || n.Op == Lt || n.Op == Mul || n.Op == Div || n.Op == Add {
		sign = strings.TrimSpace(sign)
	}
	return "(" + strings.Join(args, sign) + ")"
}

var (
	someNames   = rapid.SampledFrom([]string{"a", "b", "us-sanctions", "x.y", "_1", "Türkiye", "OR", "min", "pert", "5-10", "3rd", "inf", "ab\u0301"})
	plainNames  = rapid.SampledFrom([]string{"a", "b", "us-sanctions", "x.y", "_1", "Türkiye", "OR", "min", "pert", "3rd"})
	someNumbers = rapid.StringMatching(`(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?`)
)

// drawNumeral draws a Number, signed if asked.
func drawNumeral(t *rapid.T, signed bool) *Node {
	text := someNumbers.Draw(t, "number")
	if signed && rapid.Bool().Draw(t, "minus") {
		text = "-" + text
	}
	n := &Node{Op: Number, Name: text}
	fmt.Sscan(text, &n.Num)
	if n.Num == 0 {
		n.Num = 0
	}
	return n
}

func drawItem(t *rapid.T) *Node {
	if rapid.Bool().Draw(t, "numeral") {
		return drawNumeral(t, true)
	}
	return &Node{Op: Name, Name: someNames.Draw(t, "name")}
}

// drawTree draws a tree as Parse makes them. What stands where a number is wanted has no name like 5-10.
func drawTree(t *rapid.T, depth int, numeric bool) *Node {
	if depth == 0 {
		switch rapid.IntRange(0, 9).Draw(t, "leaf") {
		case 0:
			return &Node{Op: Name, Name: "always", Ref: Always}
		case 1:
			return &Node{Op: Name, Name: "false", Ref: Never}
		case 2:
			return &Node{Op: Name, Name: "elapsed", Ref: Elapsed}
		case 3, 4:
			return drawNumeral(t, true)
		}
		if numeric {
			return &Node{Op: Name, Name: plainNames.Draw(t, "name")}
		}
		return &Node{Op: Name, Name: someNames.Draw(t, "name")}
	}
	sub := func(numeric bool) *Node { return drawTree(t, rapid.IntRange(0, depth-1).Draw(t, "depth"), numeric) }
	many := func(least int, numeric bool) []*Node {
		out := make([]*Node, rapid.IntRange(least, least+2).Draw(t, "count"))
		for i := range out {
			out[i] = sub(numeric)
		}
		return out
	}
	switch op := Op(rapid.IntRange(int(Not), int(Call)).Draw(t, "op")); op {
	case Not:
		return &Node{Op: op, Args: []*Node{sub(false)}}
	case Neg:
		arg := sub(true)
		if arg.Op == Number && !negative(arg) {
			arg = &Node{Op: Name, Name: "a"} // a minus before a numeral is part of it
		}
		return &Node{Op: op, Args: []*Node{arg}}
	case And, Or:
		return &Node{Op: op, Args: many(2, false)}
	case In:
		args := []*Node{sub(false)}
		for range rapid.IntRange(1, 3).Draw(t, "items") {
			args = append(args, drawItem(t))
		}
		return &Node{Op: op, Args: args}
	case AtLeast:
		if rapid.Bool().Draw(t, "members") {
			return &Node{Op: op, N: rapid.IntRange(1, 1000).Draw(t, "N"), Args: []*Node{{Op: Name, Name: "members", Ref: Members}}}
		}
		args := many(1, false)
		return &Node{Op: op, N: rapid.IntRange(1, len(args)).Draw(t, "N"), Args: args}
	case Call:
		if rapid.Bool().Draw(t, "looks back") {
			return &Node{Op: op, Name: rapid.SampledFrom(lookBack).Draw(t, "function").name, Args: []*Node{sub(false)}}
		}
		f := rapid.SampledFrom(functions).Draw(t, "function")
		args := many(f.least, true)[:f.least]
		if f.name == "if" {
			args[0] = sub(false)
		}
		return &Node{Op: op, Name: f.name, Args: args}
	case Eq, Ne:
		right := sub(false)
		if right.Op == Or {
			right = drawItem(t) // an issue is compared with one option
		}
		return &Node{Op: op, Args: []*Node{sub(false), right}}
	default:
		return &Node{Op: op, Args: []*Node{sub(true), sub(true)}}
	}
}

// drawField draws what only a numeric field may hold.
func drawField(t *rapid.T) *Node {
	pair := func(op Op) *Node { return &Node{Op: op, Args: []*Node{drawNumeral(t, true), drawNumeral(t, true)}} }
	if rapid.Bool().Draw(t, "range") {
		return pair(To)
	}
	d := rapid.SampledFrom(distributions).Draw(t, "distribution")
	n := &Node{Op: Call, Name: d.name}
	count := d.least
	if d.most == many {
		count = rapid.IntRange(1, 4).Draw(t, "count")
	}
	for range count {
		if op, ok := argumentOf[d.name]; ok {
			n.Args = append(n.Args, pair(op))
		} else {
			n.Args = append(n.Args, drawNumeral(t, true))
		}
	}
	return n
}

func mustBe(t *rapid.T, parse parseFunc, text string, want *Node) {
	got, err := parse(text)
	if err != nil {
		t.Fatalf("%q: %v at %d-%d (%s)", text, err, err.Pos, err.End, err.Suggestion)
	}
	if !same(got, want) {
		t.Fatalf("%q: read as %s, want %s", text, sketch(got), sketch(want))
	}
}

func TestTextReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawTree(t, 4, true)
		mustBe(t, Parse, n.String(), n)
		mustBe(t, ParseNumber, n.String(), n)
		mustBe(t, ParseNumber, "="+n.String(), n)
	})
}

func TestFieldReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawField(t)
		mustBe(t, ParseNumber, n.String(), n)
		if _, err := Parse(n.String()); err == nil {
			t.Fatalf("%v is no expression", n)
		}
	})
}

// Every bracket written out gives the same tree: precedence only ever leaves brackets away.
func TestBracketsSpellOutTheTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawTree(t, 4, true)
		mustBe(t, Parse, loose(n), n)
	})
}

// Taking any pair of brackets out of the canonical text changes what it means.
func TestNoBracketIsIdle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawTree(t, 4, true)
		text := []rune(n.String())
		tokens := lex(text)
		var open []int
		for i, k := range tokens {
			if k.is("(") {
				open = append(open, i)
			}
			if !k.is(")") {
				continue
			}
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if before := tokens[max(from-1, 0)]; from > 0 && before.kind == nameToken && !before.word("and") && !before.word("or") && !before.word("not") {
				continue // a list or a call
			}
			less := string(text[:tokens[from].pos]) + " " + string(text[tokens[from].end:k.pos]) + " " + string(text[k.end:])
			if m, err := Parse(less); err == nil && same(m, n) {
				t.Fatalf("%q means the same as %q", less, string(text))
			}
		}
	})
}

// checkSpans requires every node to lie in the text, its Args inside it and one after another.
func checkSpans(n *Node, runes int) error {
	if n.Pos < 0 || n.Pos >= n.End || n.End > runes {
		return fmt.Errorf("%s at %d-%d of %d", sketch(n), n.Pos, n.End, runes)
	}
	at := n.Pos
	for _, a := range n.Args {
		if a.Pos < at || a.End > n.End {
			return fmt.Errorf("%s at %d-%d inside %s at %d-%d", sketch(a), a.Pos, a.End, sketch(n), n.Pos, n.End)
		}
		if err := checkSpans(a, runes); err != nil {
			return err
		}
		at = a.End
	}
	return nil
}

func TestSpansNest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawTree(t, 4, true)
		text := []rune(n.String())
		got, err := Parse(string(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := checkSpans(got, len(text)); err != nil {
			t.Fatal(err)
		}
		got.Walk(func(n *Node) {
			if n.Op == In || n.Op == AtLeast {
				return // their Args are more than operands
			}
			if part, err := Parse(string(text[n.Pos:n.End])); err != nil || !same(part, n) {
				if n.Ref != Members {
					t.Fatalf("%q is not %s", string(text[n.Pos:n.End]), sketch(n))
				}
			}
		})
	})
}

// fromGo translates the tree of Go's own parser, an independent reading of the same arithmetic and logic.
func fromGo(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.BasicLit:
		return e.Value
	case *ast.ParenExpr:
		return fromGo(e.X)
	case *ast.UnaryExpr:
		return "(neg " + fromGo(e.X) + ")"
	case *ast.BinaryExpr:
		op := strings.NewReplacer("&&", "and", "||", "or").Replace(e.Op.String())
		left, right := fromGo(e.X), fromGo(e.Y)
		if l, ok := e.X.(*ast.BinaryExpr); ok && l.Op == e.Op && (e.Op == gotoken.LAND || e.Op == gotoken.LOR) {
			return strings.TrimSuffix(left, ")") + " " + right + ")" // a and b and c is one node here
		}
		return "(" + op + " " + left + " " + right + ")"
	}
	return fmt.Sprintf("%T", e)
}

func TestPrecedenceIsGos(t *testing.T) {
	sum := rapid.SampledFrom([]string{" + ", " - ", " * ", " / ", " - -", " * -"})
	comparison := rapid.SampledFrom([]string{" == ", " != ", " < ", " <= ", " > ", " >= "})
	logic := rapid.SampledFrom([]string{" and ", " or "})
	name := rapid.SampledFrom([]string{"a", "b", "c", "d"})
	rapid.Check(t, func(t *rapid.T) {
		var formula func(depth int) string
		formula = func(depth int) string {
			var b strings.Builder
			for i := range rapid.IntRange(1, 4).Draw(t, "conditions") {
				if i > 0 {
					b.WriteString(logic.Draw(t, "logic"))
				}
				for k := range rapid.IntRange(1, 2).Draw(t, "sides") {
					if k > 0 {
						b.WriteString(comparison.Draw(t, "comparison"))
					}
					for j := range rapid.IntRange(1, 4).Draw(t, "operands") {
						if j > 0 {
							b.WriteString(sum.Draw(t, "sign"))
						}
						if depth > 0 && rapid.IntRange(0, 3).Draw(t, "bracket") == 0 {
							b.WriteString("((" + formula(depth-1) + ") + a)") // so that no right side is a bare `or`
						} else {
							b.WriteString(name.Draw(t, "name"))
						}
					}
				}
			}
			return b.String()
		}
		text := formula(2)
		want, err := goparser.ParseExpr(strings.NewReplacer(" and ", " && ", " or ", " || ").Replace(text))
		if err != nil {
			t.Fatal(err)
		}
		got, fault := Parse(text)
		if fault != nil {
			t.Fatalf("%q: %v", text, fault)
		}
		if g, w := sketch(got), fromGo(want); g != w {
			t.Fatalf("%q: got %s, Go reads %s", text, g, w)
		}
	})
}

// A legal text with a few characters changed is read or refused with a place and a reason.
func TestBrokenTexts(t *testing.T) {
	scraps := rapid.SampledFrom([]string{
		"", "(", ")", ",", "=", "==", "<", "%", "-", " - ", "–", "'", ":", " to ", " in ", " not ", " and ",
		" or ", " of ", "at-least ", " 1 ", " a ", "1e3", "000", ".", "min(", "uniform(", "\u200b", "\xff", "if", "&&", "\n",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := drawTree(t, 3, true).String()
		if rapid.Bool().Draw(t, "field") {
			text = drawField(t).String()
		}
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			from := rapid.IntRange(0, len(text)).Draw(t, "from")
			to := rapid.IntRange(from, min(len(text), from+3)).Draw(t, "to")
			text = text[:from] + scraps.Draw(t, "scrap") + text[to:]
		}
		for _, parse := range []parseFunc{Parse, ParseNumber} {
			if err := checkParse(parse, text); err != nil {
				t.Fatal(err)
			}
		}
	})
}
