package document

import (
	"reflect"

	"parley/casefile/internal/yamltext"
)

func (x *Number) decode(d *decoder, n *yamltext.Node) {
	x.Node = n
	before := d.r.Errors
	switch {
	case n.Kind == yamltext.Map && n.Get("is") != nil:
		var outer isDoc
		d.fields(n, reflect.ValueOf(&outer).Elem())
		x.inside(d, n, &outer)
	case n.Kind == yamltext.Map && n.Get("otherwise") == nil && onlyAbout(n):
		d.r.Fail("missing-key", n.At, n.Path(), "the number itself is missing", "give it under `is`")
	default:
		x.value(d, n)
	}
	if d.r.Errors > before {
		x.Node = &yamltext.Node{Kind: yamltext.Bad, At: n.At, Parent: n.Parent, Key: n.Key}
	}
}

// inside takes over the map form of a number that n is.
func (x *Number) inside(d *decoder, n *yamltext.Node, outer *isDoc) {
	x.Named, x.Unit = outer.Named, outer.Unit
	x.value(d, n.Get("is"))
}

func (q *Quantity) decode(d *decoder, n *yamltext.Node) {
	if n.Kind != yamltext.Map || n.Get("private") == nil {
		q.Number.decode(d, n)
		return
	}
	q.Number.Node = n
	before := d.r.Errors
	if n.Get("is") == nil {
		d.r.Fail("missing-key", n.Get("private").At, n.Path(), "beside `private` the number stands under `is`", "write `{is: 0.2 to 0.4, private: …}`")
	} else {
		var outer quantityDoc
		d.fields(n, reflect.ValueOf(&outer).Elem())
		q.Private = outer.Private
		q.Number.inside(d, n, &outer.isDoc)
	}
	if d.r.Errors > before {
		q.Number.Node = &yamltext.Node{Kind: yamltext.Bad, At: n.At, Parent: n.Parent, Key: n.Key}
	}
}

func (*isSlot) decode(*decoder, *yamltext.Node) {}

// value reads what may stand under `is`: a scalar, or numbers by condition.
func (x *Number) value(d *decoder, n *yamltext.Node) {
	switch {
	case n.Kind == yamltext.Bad:
		x.Node = n
	case n.Kind == yamltext.Map && n.Get("is") != nil:
		d.r.Fail("wrong-kind", n.At, n.Path(), "`is` inside `is`", "one is enough")
	case n.Kind == yamltext.Map:
		x.Cases = new(Cases)
		d.fields(n, reflect.ValueOf(x.Cases).Elem())
		if !x.Note.Given() {
			x.Note = x.Cases.Note
		}
		if x.Source.Node == nil {
			x.Source = x.Cases.Source
		}
		if k := n.Keys; len(k) > 0 && k[len(k)-1].Text != "otherwise" && n.Get("otherwise") != nil {
			d.r.Fail("wrong-kind", k[len(k)-1].At, n.Path(), "a condition after `otherwise` is never reached", "put `otherwise` last")
		}
	default:
		x.Is.decode(d, n)
	}
}

// onlyAbout reports whether a map holds nothing but what is said about a number.
func onlyAbout(n *yamltext.Node) bool {
	for _, k := range n.Keys {
		switch k.Text {
		case "note", "source", "label", "unit":
		default:
			return false
		}
	}
	return len(n.Keys) > 0
}
