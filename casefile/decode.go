package casefile

import (
	"fmt"
	"reflect"
	"strings"

	"parley/internal/diag"
)

// text is a scalar as written. The zero text was not given; one whose node is bad was reported.
type text struct {
	value string
	node  *node
}

func (t text) given() bool { return t.node != nil }

// many is one text or a list of them.
type many struct {
	items []text
	node  *node
}

// flag is true or false.
type flag struct {
	on   bool
	node *node
}

// anyDoc is a scalar or a list of scalars.
type anyDoc struct{ node *node }

// entry is a key and its value.
type entry[T any] struct {
	key   *node
	value T
}

// group is an ordered map from names (or conditions) to T, with a note and sources of its own.
type group[T any] struct {
	about
	entries []entry[T]
	node    *node
}

// decodable types read themselves; the rest is read by reflection.
type decodable interface{ decode(d *decoder, n *node) }

// collector takes the keys that are names.
type collector interface {
	collect(d *decoder, key, value *node)
}

// decoder fills document structs from nodes and reports what does not fit.
type decoder struct{ r *report }

// decodeDocument fills doc. It reports false when the text is of another version, so that nothing else
// about it can be said.
func decodeDocument(r *report, root *node, doc *document) bool {
	if v := root.get("parley"); v != nil && v.kind == scalarKind && v.text != "1" {
		r.fail("version", v.at, "parley", fmt.Sprintf("format version %s is not known", shorten(v.text)), "this Parley reads version 1: `parley: 1`")
		return false
	}
	if v := root.get("parley"); v == nil && root.kind == mapKind && root.get("case") == nil && root.get("parties") == nil && root.get("issues") == nil {
		r.fail("version", root.at, "", "this is not a case: `parley: 1` is missing", "`parley new NAME` writes a case to start from")
		return false
	}
	(&decoder{r}).into(root, reflect.ValueOf(doc).Elem())
	return true
}

func (d *decoder) into(n *node, v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if n.kind == badKind {
		if t, ok := v.Addr().Interface().(*numberDoc); ok {
			t.node = n
		}
		if t, ok := v.Addr().Interface().(*text); ok {
			t.node = n
		}
		return
	}
	if x, ok := v.Addr().Interface().(decodable); ok {
		x.decode(d, n)
		return
	}
	switch v.Kind() {
	case reflect.Slice:
		d.list(n, v)
	case reflect.Struct:
		d.fields(n, v)
	}
}

// wrong reports a node that is not what stands here.
func (d *decoder) wrong(n *node, want, suggestion string) {
	switch {
	case n.kind == badKind:
	case n.kind == nullKind && n.text != "":
		d.r.fail("empty-value", n.at, n.path(), fmt.Sprintf("`%s` is YAML's word for nothing, and nothing may be left empty", n.text),
			"give it a value, or delete the key; as a text it needs quotes")
	case n.kind == nullKind:
		name := "an item of the list"
		if n.parent != nil && n.parent.kind == mapKind {
			name = "`" + shorten(n.key) + "`"
		}
		d.r.fail("empty-value", n.at, n.path(), name+" has no value", "give it one, or delete the key")
	default:
		d.r.fail("wrong-kind", n.at, n.path(), "here stands "+n.kind.String()+"; wanted is "+want, suggestion)
	}
}

func (d *decoder) list(n *node, v reflect.Value) {
	if n.kind != listKind {
		d.wrong(n, "a list", "begin each item with `- `")
		return
	}
	for _, item := range n.items {
		x := reflect.New(v.Type().Elem()).Elem()
		d.into(item, x)
		if item.kind != badKind {
			v.Set(reflect.Append(v, x))
		}
	}
}

// fields reads a map into a struct: known keys into their fields, the others into Rest if it has one.
func (d *decoder) fields(n *node, v reflect.Value) {
	if n.kind != mapKind {
		d.wrong(n, "a group of keys", "known keys: "+strings.Join(keysOf(v.Type()), ", "))
		return
	}
	known := map[string]reflect.StructField{}
	var required []string
	for _, f := range reflect.VisibleFields(v.Type()) {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		known[name] = f
		if option == "" {
			required = append(required, name)
		}
	}
	var rest collector
	if f := v.FieldByName("Rest"); f.IsValid() {
		rest, _ = f.Addr().Interface().(collector)
	}
	for i, key := range n.keys {
		f, ok := known[key.text]
		switch {
		case ok:
			d.into(n.values[i], v.FieldByIndex(f.Index))
		case rest != nil:
			rest.collect(d, key, n.values[i])
		case !d.r.full():
			d.r.fail("unknown-key", key.at, n.values[i].path(), fmt.Sprintf("unknown key `%s`", shorten(key.text)), didYouMean(key.text, keysOf(v.Type())))
		}
	}
	for _, name := range required {
		if n.get(name) == nil {
			d.missing(n, name)
		}
	}
}

func (d *decoder) missing(n *node, name string) {
	in, suggestion := "", ""
	if n.key != "" {
		in = " in `" + n.path() + "`"
	}
	switch name {
	case "parley":
		suggestion = "the first line is `parley: 1`"
	case "kind":
		suggestion = "kinds: state, bloc, institution, public, group"
	case "otherwise":
		suggestion = "numbers by condition end with `otherwise`"
	}
	d.r.fail("missing-key", n.at, n.path(), fmt.Sprintf("the key `%s` is missing%s", name, in), suggestion)
}

// keysOf lists the keys of a document struct in order.
func keysOf(t reflect.Type) []string {
	var own, shared []string
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			if len(f.Index) > 1 {
				shared = append(shared, name)
			} else {
				own = append(own, name)
			}
		}
	}
	return append(own, shared...)
}

// didYouMean words the nearest candidate, unless there are too many to compare.
func didYouMean(name string, candidates []string) string {
	if len(candidates) > 2000 {
		return ""
	}
	return diag.DidYouMean(name, candidates)
}
