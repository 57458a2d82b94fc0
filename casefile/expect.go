package casefile

import (
	"fmt"
	"strconv"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
)

func (k *checker) expectations() {
	for i := range k.doc.Expect {
		doc := &k.doc.Expect[i]
		if doc.Ask.Value == "" || doc.Path.Value == "" {
			continue // reported when it was read
		}
		e := Expectation{
			Meta: k.meta(doc.Ask.Node.At, "expect."+strconv.Itoa(i+1), document.About{Note: doc.Note}, "", nil),
			Ask:  oneLine(doc.Ask.Value), Path: oneLine(doc.Path.Value),
			AtLeast: k.plainNumber(doc.AtLeast), AtMost: k.plainNumber(doc.AtMost),
		}
		if w := k.plainNumber(doc.Within); w != nil {
			e.Within = *w
		}
		if doc.Is.Node != nil && doc.Is.Node.Kind != yamltext.Bad {
			e.Is = k.expected(doc.Is.Node)
			e.Nothing = doc.Is.Node.Kind == yamltext.Scalar && doc.Is.Node.Style == yamltext.Plain && doc.Is.Node.Text == "nothing"
			if e.Nothing {
				e.Is = nil
			}
		}
		k.oneExpectation(&e, doc)
		k.c.Expect = append(k.c.Expect, e)
	}
}

// oneExpectation checks that exactly one thing is expected.
func (k *checker) oneExpectation(e *Expectation, doc *document.Expectation) {
	given := 0
	for _, yes := range []bool{doc.Is.Node != nil, doc.AtLeast.Given() || doc.AtMost.Given()} {
		if yes {
			given++
		}
	}
	_, isNumber := e.Is.(float64)
	_, isList := e.Is.([]any)
	switch {
	case given == 0:
		k.r.Fail("expect", doc.Ask.Node.At, e.Meta.Path, "nothing is expected", "add `is`, `at-least` or `at-most`")
	case given == 2:
		k.r.Fail("expect", doc.Is.Node.At, e.Meta.Path, "`is` stands beside a bound", "keep one of them")
	case doc.Within.Given() && doc.Is.Node == nil:
		k.r.Fail("expect", doc.Within.Node.At, e.Meta.Path, "`within` belongs to `is`", "delete it")
	case doc.Within.Given() && (e.Is != nil || e.Nothing) && !isNumber && !isList:
		k.r.Fail("expect", doc.Within.Node.At, e.Meta.Path, "`within` belongs to a number", "delete it")
	case e.Within < 0:
		k.r.Fail("expect", doc.Within.Node.At, e.Meta.Path, "`within` cannot be negative", "")
	case e.AtLeast != nil && e.AtMost != nil && *e.AtLeast > *e.AtMost:
		k.r.Fail("expect", doc.AtLeast.Node.At, e.Meta.Path, "`at-least` is above `at-most`", "swap them")
	}
}

// plainNumber reads a number that is not uncertain; nil when it is absent or wrong.
func (k *checker) plainNumber(t document.Text) *float64 {
	if t.Value == "" {
		return nil
	}
	root, err := expr.ParseNumber(t.Value)
	if err != nil {
		k.r.FailAt("number", t.Node, err)
		return nil
	}
	v, ok := constant(root)
	if !ok {
		k.r.Fail("number", t.Node.At, t.Node.Path(), "a plain number is wanted here", "such as 0.35")
		return nil
	}
	return &v
}

// expected reads what an answer must be: a number, true, false, a text, or a list of them.
func (k *checker) expected(n *yamltext.Node) any {
	if n.Kind == yamltext.List {
		out := make([]any, 0, len(n.Items))
		for _, item := range n.Items {
			if item.Kind == yamltext.Scalar {
				out = append(out, k.expected(item))
			}
		}
		return out
	}
	if n.Style != yamltext.Plain {
		return n.Text
	}
	switch n.Text {
	case "true":
		return true
	case "false":
		return false
	}
	root, err := expr.ParseNumber(n.Text)
	if err == nil {
		if v, ok := constant(root); ok {
			return v
		}
		return n.Text
	}
	if _, notation := strconv.ParseFloat(n.Text, 64); notation == nil {
		k.r.Fail("number", n.Span(k.r, err.Pos, err.End), n.Path(), fmt.Sprintf("`%s`: %s", yamltext.Shorten(n.Text), err.Reason), err.Suggestion)
	}
	return n.Text
}
