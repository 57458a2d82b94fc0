package document

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"
)

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }

// Schema returns the JSON Schema (2020-12) of a case file, for the completion and the checks of editors.
// It knows the structure; names, expressions and numbers are checked by Parse.
func Schema() ([]byte, error) {
	s := &schemas{
		defs: map[string]*jsonschema.Schema{},
		opts: &jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{}},
	}
	s.scalars()
	s.numbers()
	s.quantity()
	s.correlation()
	define[Condition](s, "condition", "A condition, or a map with `is`.", one())
	define[Deal](s, "deal", "issue=option, issue=option, or a map with `is`.", one())
	define[Says](s, "says", "issue=option, issue=option, or a map with `is`.", one())
	define[Option](s, "option", "Who can bring it about, or a map, or nothing.", one(), &jsonschema.Schema{Type: "null"})
	define[Ladder](s, "ladder", "")
	define[Row](s, "row", "Points of each option, or a weight and shares of it.")
	define[Position](s, "position", "")
	define[Party](s, "party", "")
	define[Issue](s, "issue", "")
	define[Values](s, "values", "")
	define[Table](s, "table", "")
	define[Ratifier](s, "ratifier", "")
	define[Source](s, "source", "")
	s.time()
	root := s.structure(typeOf[Document]())
	if s.err != nil {
		return nil, fmt.Errorf("making the schema: %w", s.err)
	}
	s.words(root)
	root.Schema = "https://json-schema.org/draft/2020-12/schema"
	root.Title = "Parley case"
	root.Defs = s.defs
	forbidNull(root, map[*jsonschema.Schema]bool{s.defs["option"]: true})
	return json.MarshalIndent(root, "", "  ")
}

type schemas struct {
	defs map[string]*jsonschema.Schema
	opts *jsonschema.ForOptions
	err  error
}

// scalar is a single value: what it means is for Parse to say.
func scalar() *jsonschema.Schema {
	return &jsonschema.Schema{Types: []string{"string", "number", "boolean"}, Pattern: `\S`}
}

// one refers to the definition of a single value.
func one() *jsonschema.Schema { return ref("scalar") }

func ref(name string) *jsonschema.Schema { return &jsonschema.Schema{Ref: "#/$defs/" + name} }

func listOf(item *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "array", Items: item, MinItems: jsonschema.Ptr(1)}
}

func (s *schemas) scalars() {
	s.defs["scalar"] = scalar()
	s.defs["names"] = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one(), listOf(one())}}
	s.opts.TypeSchemas[typeOf[Text]()] = one()
	s.opts.TypeSchemas[typeOf[Flag]()] = &jsonschema.Schema{Type: "boolean"}
	s.opts.TypeSchemas[typeOf[Many]()] = ref("names")
	s.opts.TypeSchemas[typeOf[Any]()] = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one(), {Type: "array", Items: one()}}}
}

// numbers defines the numeric field, whose cases are numeric fields again.
func (s *schemas) numbers() {
	s.opts.TypeSchemas[typeOf[Number]()] = ref("number")
	s.opts.TypeSchemas[typeOf[*Number]()] = ref("number")
	s.opts.TypeSchemas[typeOf[isSlot]()] = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one(), ref("cases")}}
	cases := s.structure(typeOf[Cases]())
	cases.Description = "Numbers by condition, tried in order; otherwise comes last."
	s.defs["cases"] = cases
	s.defs["number"] = &jsonschema.Schema{
		Description: "A number, a range `a to b`, a distribution, an expression, numbers by condition, or a map with `is`.",
		AnyOf:       []*jsonschema.Schema{one(), s.structure(typeOf[isDoc]()), ref("cases")},
	}
}

// quantity defines the numeric field that a party may keep to itself.
func (s *schemas) quantity() {
	s.defs["quantity"] = &jsonschema.Schema{
		Description: "A number; in a map with `is` also who alone knows it.",
		AnyOf:       []*jsonschema.Schema{one(), s.structure(typeOf[quantityDoc]()), ref("cases")},
	}
	s.opts.TypeSchemas[typeOf[Quantity]()] = ref("quantity")
}

// correlation defines both forms of a correlation.
func (s *schemas) correlation() {
	factor := s.structure(typeOf[Factor]())
	factor.Description = "A common cause of several inputs."
	define[Correlation](s, "correlation", "Of two inputs, or a factor that moves several.", factor)
}

// time defines what a case says about time.
func (s *schemas) time() {
	define[Place](s, "place", "")
	define[Jump](s, "jump", "")
	define[Track](s, "track", "")
	define[Event](s, "event", "")
	define[Threat](s, "threat", "")
	define[Guarantee](s, "guarantee", "")
	define[PlanStep](s, "step", "")
	s.opts.TypeSchemas[typeOf[steps]()] = listOf(ref("step"))
	define[Plan](s, "plan", "The deals in order, or a map with `is`.", listOf(ref("step")))
	define[Transfer](s, "transfer", "")
	define[Scenario](s, "scenario", "A condition, or a map with `is`.", one())
}

// define makes the schema of T, and of a group of T, under a name of its own. Other forms that T may have
// come first.
func define[T any](s *schemas, name, description string, forms ...*jsonschema.Schema) {
	out := s.structure(typeOf[T]())
	if len(forms) > 0 {
		out = &jsonschema.Schema{AnyOf: append(forms, out)}
	}
	if description != "" {
		out.Description = description
	}
	s.defs[name] = out
	s.opts.TypeSchemas[typeOf[T]()] = ref(name)
}

// structure makes the schema of a document struct: its keys, and the keys that are names.
func (s *schemas) structure(t reflect.Type) *jsonschema.Schema {
	s.groups(t)
	saved := s.opts.TypeSchemas[t]
	delete(s.opts.TypeSchemas, t)
	out, err := jsonschema.ForType(t, s.opts)
	if saved != nil {
		s.opts.TypeSchemas[t] = saved
	}
	if err != nil {
		s.err = err
		return &jsonschema.Schema{}
	}
	if rest, ok := t.FieldByName("Rest"); ok {
		out.AdditionalProperties = s.element(rest.Type)
	}
	return out
}

// groups registers the schema of every group that t has as a field.
func (s *schemas) groups(t reflect.Type) {
	for _, f := range reflect.VisibleFields(t) {
		g := f.Type
		if g.Kind() == reflect.Pointer {
			g = g.Elem()
		}
		if _, isGroup := reflect.New(g).Interface().(collector); !isGroup || f.Name == "Rest" {
			continue
		}
		About, err := jsonschema.ForType(typeOf[About](), s.opts)
		if err != nil {
			s.err = err
			return
		}
		About.AdditionalProperties = s.element(g)
		About.MinProperties = jsonschema.Ptr(1)
		s.opts.TypeSchemas[g] = About
	}
}

// element is the schema of what a group holds.
func (s *schemas) element(group reflect.Type) *jsonschema.Schema {
	entries, _ := group.FieldByName("Entries")
	value, _ := entries.Type.Elem().FieldByName("Value")
	if known := s.opts.TypeSchemas[value.Type]; known != nil {
		return known.CloneSchemas()
	}
	s.err = fmt.Errorf("no schema for %s", value.Type)
	return nil
}

// words lists the words that some keys take, for completion.
func (s *schemas) words(root *jsonschema.Schema) {
	enum := func(owner *jsonschema.Schema, key string, words ...any) {
		p := owner.Properties[key]
		p.Ref, p.Enum = "", words
	}
	enum(root, "parley", 1, "1")
	enum(root, "status", "verified", "recalled", "judgement")
	enum(root, "status-quo", "none")
	enum(root, "step", "month", "week", "day")
	enum(s.defs["party"], "kind", "state", "bloc", "institution", "public", "group")
	option := s.defs["option"].AnyOf[2]
	option.Properties["flag"] = &jsonschema.Schema{
		Description: option.Properties["flag"].Description,
		AnyOf:       []*jsonschema.Schema{{Enum: []any{"legality", "consent"}}, listOf(&jsonschema.Schema{Enum: []any{"legality", "consent"}})},
	}
}

// forbidNull takes out the null that the generator allows for pointers and slices: a case has no empty
// values, except where keep says so.
func forbidNull(s *jsonschema.Schema, keep map[*jsonschema.Schema]bool) {
	if s == nil || keep[s] {
		return
	}
	s.Types = slices.DeleteFunc(s.Types, func(t string) bool { return t == "null" })
	switch len(s.Types) {
	case 0:
		s.Types = nil
	case 1:
		s.Type, s.Types = s.Types[0], nil
	}
	for _, p := range s.Properties {
		forbidNull(p, keep)
	}
	for _, p := range s.Defs {
		forbidNull(p, keep)
	}
	for _, p := range s.AnyOf {
		forbidNull(p, keep)
	}
	forbidNull(s.Items, keep)
	forbidNull(s.AdditionalProperties, keep)
}
