package document

import (
	"fmt"
	"reflect"
	"strings"

	"parley/casefile/internal/yamltext"
)

// Text is a scalar as written. The zero text was not given; one whose node is bad was reported.
type Text struct {
	Value string
	Node  *yamltext.Node
}

// Given reports whether the text stands in the case, right or wrong.
func (t Text) Given() bool { return t.Node != nil }

// Many is one text or a list of them.
type Many struct {
	Items []Text
	Node  *yamltext.Node
}

// Flag is true or false.
type Flag struct {
	On   bool
	Node *yamltext.Node
}

// Any is a scalar or a list of scalars.
type Any struct{ Node *yamltext.Node }

// Entry is a key and its value.
type Entry[T any] struct {
	Key   *yamltext.Node
	Value T
}

// Group is an ordered map from names (or conditions) to T, with a note and sources of its own.
type Group[T any] struct {
	About
	Entries []Entry[T]
	Node    *yamltext.Node
}

// decodable types read themselves; the rest is read by reflection.
type decodable interface {
	decode(d *decoder, n *yamltext.Node)
}

// collector takes the keys that are names.
type collector interface {
	collect(d *decoder, key, value *yamltext.Node)
}

// decoder fills document structs from nodes and reports what does not fit.
type decoder struct{ r *yamltext.Report }

// Decode reads a document. It returns nil when the text is of another version or no case at all, so that
// nothing else can be said about it; otherwise the report has errors where something is wrong.
func Decode(r *yamltext.Report, root *yamltext.Node) *Document {
	v := root.Get("parley")
	if v != nil && v.Kind == yamltext.Scalar && v.Text != "1" {
		r.Fail("version", v.At, "parley", fmt.Sprintf("format version %s is not known", yamltext.Shorten(v.Text)), "this Parley reads version 1: `parley: 1`")
		return nil
	}
	if v == nil && root.Kind == yamltext.Map && root.Get("case") == nil && root.Get("parties") == nil && root.Get("issues") == nil {
		r.Fail("version", root.At, "", "this is not a case: `parley: 1` is missing", "`parley new NAME` writes a case to start from")
		return nil
	}
	doc := new(Document)
	(&decoder{r}).into(root, reflect.ValueOf(doc).Elem())
	return doc
}

func (d *decoder) into(n *yamltext.Node, v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if n.Kind == yamltext.Bad {
		if t, ok := v.Addr().Interface().(*Number); ok {
			t.Node = n
		}
		if t, ok := v.Addr().Interface().(*Quantity); ok {
			t.Number.Node = n
		}
		if t, ok := v.Addr().Interface().(*Text); ok {
			t.Node = n
		}
		if t, ok := v.Addr().Interface().(*Many); ok {
			t.Node = n
		}
		if t, ok := v.Addr().Interface().(*Any); ok {
			t.Node = n
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

// WrongKind reports a node that is not what is wanted where it stands.
func WrongKind(r *yamltext.Report, n *yamltext.Node, want, suggestion string) {
	(&decoder{r}).wrong(n, want, suggestion)
}

// wrong reports a node that is not what stands here.
func (d *decoder) wrong(n *yamltext.Node, want, suggestion string) {
	switch {
	case n.Kind == yamltext.Bad:
	case n.Kind == yamltext.Null && n.Text != "":
		d.r.Fail("empty-value", n.At, n.Path(), fmt.Sprintf("`%s` is YAML's word for nothing, and nothing may be left empty", n.Text),
			"give it a value, or delete the key; as a text it needs quotes")
	case n.Kind == yamltext.Null:
		name := "an item of the list"
		if n.Parent != nil && n.Parent.Kind == yamltext.Map {
			name = "`" + yamltext.Shorten(n.Key) + "`"
		}
		d.r.Fail("empty-value", n.At, n.Path(), name+" has no value", "give it one, or delete the key")
	default:
		d.r.Fail("wrong-kind", n.At, n.Path(), "here stands "+n.Kind.String()+"; wanted is "+want, suggestion)
	}
}

func (d *decoder) list(n *yamltext.Node, v reflect.Value) {
	if n.Kind != yamltext.List {
		d.wrong(n, "a list", "begin each item with `- `")
		return
	}
	for _, item := range n.Items {
		x := reflect.New(v.Type().Elem()).Elem()
		d.into(item, x)
		if item.Kind != yamltext.Bad {
			v.Set(reflect.Append(v, x))
		}
	}
}

// fields reads a map into a struct: known keys into their fields, the others into Rest if it has one.
func (d *decoder) fields(n *yamltext.Node, v reflect.Value) {
	if n.Kind != yamltext.Map {
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
	if rule, ok := v.Addr().Interface().(*Rule); ok {
		rule.Node = n
	}
	given := map[string]bool{}
	for i, key := range n.Keys {
		f, ok := known[key.Text]
		switch {
		case ok:
			d.into(n.Values[i], v.FieldByIndex(f.Index))
			given[key.Text] = true
		case rest != nil:
			rest.collect(d, key, n.Values[i])
		case n.Values[i].Kind != yamltext.Bad && !d.r.Full():
			if meant := d.unknown(n, i, v.Type()); meant != "" && !given[meant] {
				d.into(n.Values[i], v.FieldByIndex(known[meant].Index))
				given[meant] = true
			}
		}
	}
	for _, name := range required {
		if !given[name] && !n.Torn {
			d.missing(n, name)
		}
	}
}

// unknown reports the key at place i of a map. Where it is the misspelling of a key that is not given, it returns that
// key: what stands there is read as if it were, so that nothing else is found to be missing.
func (d *decoder) unknown(n *yamltext.Node, i int, t reflect.Type) (meant string) {
	key, keys := n.Keys[i], keysOf(t)
	nearest, suggestion := yamltext.Nearest(key.Text, keys), yamltext.DidYouMean(key.Text, keys)
	if nearest == "" && n.Parent == nil && i > 0 {
		suggestion = fmt.Sprintf("if it belongs to `%s` above, indent it by two spaces", yamltext.Shorten(n.Keys[i-1].Text))
	}
	d.r.Fail("unknown-key", key.At, n.Values[i].Path(), fmt.Sprintf("unknown key `%s`", yamltext.Shorten(key.Text)), suggestion)
	if nearest == "" || n.Get(nearest) != nil {
		return ""
	}
	return nearest
}

func (d *decoder) missing(n *yamltext.Node, name string) {
	in, suggestion := "", ""
	if n.Key != "" {
		in = " in `" + n.Path() + "`"
	}
	switch name {
	case "parley":
		suggestion = "the first line is `parley: 1`"
	case "kind":
		suggestion = "kinds: state, bloc, institution, public, group"
	case "otherwise":
		suggestion = "numbers by condition end with `otherwise`"
	}
	d.r.Fail("missing-key", n.At, n.Path(), fmt.Sprintf("the key `%s` is missing%s", name, in), suggestion)
}

// Keys lists the keys of a construct in order, without the names it may hold.
func Keys[T any]() []string { return keysOf(reflect.TypeFor[T]()) }

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
