package document

import (
	"fmt"
	"reflect"
	"strings"

	"parley/casefile/internal/yamltext"
)

func (t *Text) decode(d *decoder, n *yamltext.Node) {
	t.Node = n
	switch {
	case n.Kind != yamltext.Scalar:
		d.wrong(n, "a single value", "")
		n.Kind = yamltext.Bad
	case strings.TrimSpace(n.Text) == "":
		d.r.Fail("empty-value", n.At, n.Path(), "an empty text", "give it a value, or delete the key")
		n.Kind = yamltext.Bad
	default:
		t.Value = n.Text
	}
}

func (m *Many) decode(d *decoder, n *yamltext.Node) {
	m.Node = n
	nodes := []*yamltext.Node{n}
	if n.Kind == yamltext.List {
		nodes = n.Items
		if len(nodes) == 0 {
			d.r.Fail("empty-value", n.At, n.Path(), "the list is empty", "give it an item, or delete the key")
		}
	}
	for _, item := range nodes {
		var t Text
		if item.Kind != yamltext.Bad {
			t.decode(d, item)
		}
		if item.Kind == yamltext.Scalar {
			m.Items = append(m.Items, t)
		}
	}
}

func (f *Flag) decode(d *decoder, n *yamltext.Node) {
	f.Node = n
	switch {
	case n.Kind != yamltext.Scalar:
		d.wrong(n, "`true` or `false`", "")
	case n.Text == "true" && n.Style == yamltext.Plain:
		f.On = true
	case n.Text != "false" || n.Style != yamltext.Plain:
		d.r.Fail("wrong-kind", n.At, n.Path(), fmt.Sprintf("`%s` is neither `true` nor `false`", yamltext.Shorten(n.Text)), "write `true`, or delete the key")
	}
}

func (a *Any) decode(d *decoder, n *yamltext.Node) {
	a.Node = n
	switch n.Kind {
	case yamltext.Null:
		d.r.Fail("empty-value", n.At, n.Path(), "nothing is given", "null is written `is: nothing`")
		n.Kind = yamltext.Bad
	case yamltext.Map:
		d.wrong(n, "a number, a text, true, false, nothing, or a list of them", "")
		n.Kind = yamltext.Bad
	case yamltext.List:
		for _, item := range n.Items {
			if item.Kind != yamltext.Scalar && item.Kind != yamltext.Bad {
				d.wrong(item, "a number, a text, true or false", "")
				n.Kind = yamltext.Bad
			}
		}
	}
}

func (g *Group[T]) decode(d *decoder, n *yamltext.Node) {
	if n.Kind != yamltext.Map {
		d.wrong(n, "a group of names", "write `name: …`, one on each line")
		return
	}
	g.Node = n
	for i, key := range n.Keys {
		switch key.Text {
		case "note":
			d.into(n.Values[i], reflect.ValueOf(&g.Note).Elem())
		case "source":
			d.into(n.Values[i], reflect.ValueOf(&g.Source).Elem())
		default:
			g.collect(d, key, n.Values[i])
		}
	}
	if len(g.Entries) == 0 {
		d.r.Fail("empty-value", n.At, n.Path(), fmt.Sprintf("`%s` holds nothing", n.Key), "name something, or delete the key")
	}
}

func (g *Group[T]) collect(d *decoder, key, value *yamltext.Node) {
	e := Entry[T]{Key: key}
	d.into(value, reflect.ValueOf(&e.Value).Elem())
	g.Entries = append(g.Entries, e)
}

func (o *Option) decode(d *decoder, n *yamltext.Node) {
	switch n.Kind {
	case yamltext.Null:
		if n.Text != "" {
			d.wrong(n, "", "")
		}
	case yamltext.Scalar:
		o.By.decode(d, n)
	default:
		d.fields(n, reflect.ValueOf(o).Elem())
	}
}

// decode leaves it to the checker to say that a row is no map, since its key may be a misspelt one.
func (r *Row) decode(d *decoder, n *yamltext.Node) {
	if n.Kind != yamltext.Map {
		r.Wrong = n
		return
	}
	d.fields(n, reflect.ValueOf(r).Elem())
}

func (c *Condition) decode(d *decoder, n *yamltext.Node) {
	if n.Kind == yamltext.Map {
		d.fields(n, reflect.ValueOf(c).Elem())
		return
	}
	c.Is.decode(d, n)
}

func (c *Correlation) decode(d *decoder, n *yamltext.Node) {
	if n.Get("factor") == nil && n.Get("loadings") == nil {
		d.fields(n, reflect.ValueOf(c).Elem())
		return
	}
	c.Factor = new(Factor)
	d.fields(n, reflect.ValueOf(c.Factor).Elem())
}

func (s *Says) decode(d *decoder, n *yamltext.Node) {
	if !d.deal(n, reflect.ValueOf(s).Elem()) {
		s.Is.decode(d, n)
	}
}

func (a *Deal) decode(d *decoder, n *yamltext.Node) {
	if !d.deal(n, reflect.ValueOf(a).Elem()) {
		a.Is.decode(d, n)
	}
}

// deal reads the map form of an assignment into v; false when n is not a map.
func (d *decoder) deal(n *yamltext.Node, v reflect.Value) bool {
	switch {
	case n.Kind == yamltext.Map && n.Get("is") == nil && len(n.Keys) > 0 && !onlyAbout(n):
		d.r.Fail("wrong-kind", n.At, n.Path(), "a deal is one line: issue=option, issue=option", "write `"+n.Key+": "+asAssignment(n)+"`")
	case n.Kind == yamltext.Map:
		d.fields(n, v)
	default:
		return false
	}
	return true
}

// asAssignment writes the entries of a map as a deal, for a suggestion.
func asAssignment(n *yamltext.Node) string {
	var parts []string
	for i, k := range n.Keys {
		if n.Values[i].Kind == yamltext.Scalar && len(parts) < 4 {
			parts = append(parts, k.Text+"="+n.Values[i].Text)
		}
	}
	return yamltext.Shorten(strings.Join(parts, ", "))
}
