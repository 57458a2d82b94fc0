package casefile

import (
	"fmt"
	"strconv"

	"parley/internal/expr"
)

func (k *checker) expectations() {
	for i := range k.doc.Expect {
		doc := &k.doc.Expect[i]
		if doc.Ask.value == "" || doc.Path.value == "" {
			continue // reported when it was read
		}
		e := Expectation{
			Meta: k.meta(doc.Ask.node.at, "expect."+strconv.Itoa(i+1), about{Note: doc.Note}, "", nil),
			Ask:  oneLine(doc.Ask.value), Path: oneLine(doc.Path.value),
			AtLeast: k.plainNumber(doc.AtLeast), AtMost: k.plainNumber(doc.AtMost),
		}
		if w := k.plainNumber(doc.Within); w != nil {
			e.Within = *w
		}
		if doc.Is.node != nil && doc.Is.node.kind != badKind {
			e.Is = k.expected(doc.Is.node)
			e.Nothing = doc.Is.node.kind == scalarKind && doc.Is.node.style == plainStyle && doc.Is.node.text == "nothing"
			if e.Nothing {
				e.Is = nil
			}
		}
		k.oneExpectation(&e, doc)
		k.c.Expect = append(k.c.Expect, e)
	}
}

// oneExpectation checks that exactly one thing is expected.
func (k *checker) oneExpectation(e *Expectation, doc *expectDoc) {
	given := 0
	for _, yes := range []bool{doc.Is.node != nil, doc.AtLeast.given() || doc.AtMost.given()} {
		if yes {
			given++
		}
	}
	_, isNumber := e.Is.(float64)
	_, isList := e.Is.([]any)
	switch {
	case given == 0:
		k.r.fail("expect", doc.Ask.node.at, e.Meta.Path, "nothing is expected", "add `is`, `at-least` or `at-most`")
	case given == 2:
		k.r.fail("expect", doc.Is.node.at, e.Meta.Path, "`is` stands beside a bound", "keep one of them")
	case doc.Within.given() && doc.Is.node == nil:
		k.r.fail("expect", doc.Within.node.at, e.Meta.Path, "`within` belongs to `is`", "delete it")
	case doc.Within.given() && doc.Is.node.kind != badKind && !isNumber && !isList:
		k.r.fail("expect", doc.Within.node.at, e.Meta.Path, "`within` belongs to a number", "delete it")
	case e.Within < 0:
		k.r.fail("expect", doc.Within.node.at, e.Meta.Path, "`within` cannot be negative", "")
	case e.AtLeast != nil && e.AtMost != nil && *e.AtLeast > *e.AtMost:
		k.r.fail("expect", doc.AtLeast.node.at, e.Meta.Path, "`at-least` is above `at-most`", "swap them")
	}
}

// plainNumber reads a number that is not uncertain; nil when it is absent or wrong.
func (k *checker) plainNumber(t text) *float64 {
	if t.value == "" {
		return nil
	}
	root, err := expr.ParseNumber(t.value)
	if err != nil {
		k.r.failAt("number", t.node, err)
		return nil
	}
	v, ok := constant(root)
	if !ok {
		k.r.fail("number", t.node.at, t.node.path(), "a plain number is wanted here", "such as 0.35")
		return nil
	}
	return &v
}

// expected reads what an answer must be: a number, true, false, a text, or a list of them.
func (k *checker) expected(n *node) any {
	if n.kind == listKind {
		out := make([]any, 0, len(n.items))
		for _, item := range n.items {
			if item.kind == scalarKind {
				out = append(out, k.expected(item))
			}
		}
		return out
	}
	if n.style != plainStyle {
		return n.text
	}
	switch n.text {
	case "true":
		return true
	case "false":
		return false
	}
	root, err := expr.ParseNumber(n.text)
	if err == nil {
		if v, ok := constant(root); ok {
			return v
		}
		return n.text
	}
	if _, notation := strconv.ParseFloat(n.text, 64); notation == nil {
		k.r.fail("number", n.span(k.r, err.Pos, err.End), n.path(), fmt.Sprintf("`%s`: %s", shorten(n.text), err.Reason), err.Suggestion)
	}
	return n.text
}
