package casefile

import (
	"fmt"
	"reflect"
	"strings"
)

func (t *text) decode(d *decoder, n *node) {
	t.node = n
	switch {
	case n.kind != scalarKind:
		d.wrong(n, "a single value", "")
		n.kind = badKind
	case strings.TrimSpace(n.text) == "":
		d.r.fail("empty-value", n.at, n.path(), "an empty text", "give it a value, or delete the key")
		n.kind = badKind
	default:
		t.value = n.text
	}
}

func (m *many) decode(d *decoder, n *node) {
	m.node = n
	nodes := []*node{n}
	if n.kind == listKind {
		nodes = n.items
		if len(nodes) == 0 {
			d.r.fail("empty-value", n.at, n.path(), "the list is empty", "give it an item, or delete the key")
		}
	}
	for _, item := range nodes {
		var t text
		if item.kind != badKind {
			t.decode(d, item)
		}
		if item.kind == scalarKind {
			m.items = append(m.items, t)
		}
	}
}

func (f *flag) decode(d *decoder, n *node) {
	f.node = n
	switch {
	case n.kind != scalarKind:
		d.wrong(n, "`true` or `false`", "")
	case n.text == "true" && n.style == plainStyle:
		f.on = true
	case n.text != "false" || n.style != plainStyle:
		d.r.fail("wrong-kind", n.at, n.path(), fmt.Sprintf("`%s` is neither `true` nor `false`", shorten(n.text)), "write `true`, or delete the key")
	}
}

func (a *anyDoc) decode(d *decoder, n *node) {
	a.node = n
	switch n.kind {
	case nullKind:
		d.r.fail("empty-value", n.at, n.path(), "nothing is given", "null is written `is: nothing`")
		n.kind = badKind
	case mapKind:
		d.wrong(n, "a number, a text, true, false, nothing, or a list of them", "")
		n.kind = badKind
	case listKind:
		for _, item := range n.items {
			if item.kind != scalarKind && item.kind != badKind {
				d.wrong(item, "a number, a text, true or false", "")
				n.kind = badKind
			}
		}
	}
}

func (g *group[T]) decode(d *decoder, n *node) {
	if n.kind != mapKind {
		d.wrong(n, "a group of names", "write `name: …`, one on each line")
		return
	}
	g.node = n
	for i, key := range n.keys {
		switch key.text {
		case "note":
			d.into(n.values[i], reflect.ValueOf(&g.Note).Elem())
		case "source":
			d.into(n.values[i], reflect.ValueOf(&g.Source).Elem())
		default:
			g.collect(d, key, n.values[i])
		}
	}
	if len(g.entries) == 0 {
		d.r.fail("empty-value", n.at, n.path(), fmt.Sprintf("`%s` holds nothing", n.key), "name something, or delete the key")
	}
}

func (g *group[T]) collect(d *decoder, key, value *node) {
	e := entry[T]{key: key}
	d.into(value, reflect.ValueOf(&e.value).Elem())
	g.entries = append(g.entries, e)
}

func (o *optionDoc) decode(d *decoder, n *node) {
	switch n.kind {
	case nullKind:
		if n.text != "" {
			d.wrong(n, "", "")
		}
	case scalarKind:
		o.By.decode(d, n)
	default:
		d.fields(n, reflect.ValueOf(o).Elem())
	}
}

func (c *conditionDoc) decode(d *decoder, n *node) {
	if n.kind == mapKind {
		d.fields(n, reflect.ValueOf(c).Elem())
		return
	}
	c.Is.decode(d, n)
}

func (s *saysDoc) decode(d *decoder, n *node) {
	if !d.deal(n, reflect.ValueOf(s).Elem()) {
		s.Is.decode(d, n)
	}
}

func (a *dealDoc) decode(d *decoder, n *node) {
	if !d.deal(n, reflect.ValueOf(a).Elem()) {
		a.Is.decode(d, n)
	}
}

// deal reads the map form of an assignment into v; false when n is not a map.
func (d *decoder) deal(n *node, v reflect.Value) bool {
	switch {
	case n.kind == mapKind && n.get("is") == nil && len(n.keys) > 0 && !onlyAbout(n):
		d.r.fail("wrong-kind", n.at, n.path(), "a deal is one line: issue=option, issue=option", "write `"+n.key+": "+asAssignment(n)+"`")
	case n.kind == mapKind:
		d.fields(n, v)
	default:
		return false
	}
	return true
}

// asAssignment writes the entries of a map as a deal, for a suggestion.
func asAssignment(n *node) string {
	var parts []string
	for i, k := range n.keys {
		if n.values[i].kind == scalarKind && len(parts) < 4 {
			parts = append(parts, k.text+"="+n.values[i].text)
		}
	}
	return shorten(strings.Join(parts, ", "))
}

func (x *numberDoc) decode(d *decoder, n *node) {
	x.node = n
	before := d.r.errors
	switch {
	case n.kind == mapKind && n.get("is") != nil:
		var outer isDoc
		d.fields(n, reflect.ValueOf(&outer).Elem())
		x.named, x.Unit = outer.named, outer.Unit
		x.value(d, n.get("is"))
	case n.kind == mapKind && n.get("otherwise") == nil && onlyAbout(n):
		d.r.fail("missing-key", n.at, n.path(), "the number itself is missing", "give it under `is`")
	default:
		x.value(d, n)
	}
	if d.r.errors > before {
		x.node = &node{kind: badKind, at: n.at, parent: n.parent, key: n.key}
	}
}

func (*isSlot) decode(*decoder, *node) {}

// value reads what may stand under `is`: a scalar, or numbers by condition.
func (x *numberDoc) value(d *decoder, n *node) {
	switch {
	case n.kind == badKind:
		x.node = n
	case n.kind == mapKind && n.get("is") != nil:
		d.r.fail("wrong-kind", n.at, n.path(), "`is` inside `is`", "one is enough")
	case n.kind == mapKind:
		x.cases = new(casesDoc)
		d.fields(n, reflect.ValueOf(x.cases).Elem())
		if !x.Note.given() {
			x.Note = x.cases.Note
		}
		if x.Source.node == nil {
			x.Source = x.cases.Source
		}
		if k := n.keys; len(k) > 0 && k[len(k)-1].text != "otherwise" && n.get("otherwise") != nil {
			d.r.fail("wrong-kind", k[len(k)-1].at, n.path(), "a condition after `otherwise` is never reached", "put `otherwise` last")
		}
	default:
		x.Is.decode(d, n)
	}
}

// onlyAbout reports whether a map holds nothing but what is said about a number.
func onlyAbout(n *node) bool {
	for _, k := range n.keys {
		switch k.text {
		case "note", "source", "label", "unit":
		default:
			return false
		}
	}
	return len(n.keys) > 0
}
