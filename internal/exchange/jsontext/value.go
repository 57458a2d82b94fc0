// Package jsontext reads JSON into a tree that remembers where everything stands, so that a finding can name
// line and column. Object members keep their order; a repeated key is an error.
package jsontext

import (
	"fmt"

	"parley/internal/diag"
	"parley/internal/exchange"
)

// Kind is the kind of a value.
type Kind uint8

// The kinds.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// String returns the kind as prose has it.
func (k Kind) String() string {
	return [...]string{"null", "a truth value", "a number", "a text", "a list", "an object"}[k]
}

// Value is a JSON value. Start and End are byte offsets into the text.
type Value struct {
	Kind       Kind
	Text       string // a string's content; a number, true or false as written
	Members    []Member
	Items      []*Value
	Start, End int
}

// Member is a member of an object. KeyStart and KeyEnd are the byte offsets of its key.
type Member struct {
	Key              string
	KeyStart, KeyEnd int
	Value            *Value
}

// Get returns the member of an object with this key, or nil.
func (v *Value) Get(key string) *Value {
	for i := range v.Members {
		if v.Members[i].Key == key {
			return v.Members[i].Value
		}
	}
	return nil
}

// Index returns the members of an object by key.
func (v *Value) Index() map[string]*Value {
	index := make(map[string]*Value, len(v.Members))
	for i := range v.Members {
		index[v.Members[i].Key] = v.Members[i].Value
	}
	return index
}

// Keys returns the keys of an object in order.
func (v *Value) Keys() []string {
	keys := make([]string, len(v.Members))
	for i := range v.Members {
		keys[i] = v.Members[i].Key
	}
	return keys
}

// Document is a JSON text with the findings about it.
type Document struct {
	*exchange.Text
	Root     *Value
	findings *exchange.Findings
}

// Errorf reports an error at a value. The suggestion may be empty.
func (d *Document) Errorf(v *Value, code, suggestion, format string, args ...any) {
	d.report(diag.Error, code, v.Start, v.End, fmt.Sprintf(format, args...), suggestion)
}

// Warnf reports a warning at a value. The suggestion may be empty.
func (d *Document) Warnf(v *Value, code, suggestion, format string, args ...any) {
	d.report(diag.Warning, code, v.Start, v.End, fmt.Sprintf(format, args...), suggestion)
}

func (d *Document) report(severity diag.Severity, code string, start, end int, reason, suggestion string) {
	d.findings.At(d.Text, severity, code, start, end, reason, suggestion)
}

// Full reports whether there are too many errors already to look for more.
func (d *Document) Full() bool { return d.findings.Full() }

// Want returns the member of an object, or reports that it is missing or of another kind and returns nil.
func (d *Document) Want(object *Value, key string, kind Kind) *Value {
	v := object.Get(key)
	if v == nil {
		d.report(diag.Error, "missing-key", object.Start, object.Start+1, fmt.Sprintf("`%s` is missing here", key), exchange.Suggest(key, object.Keys()))
		return nil
	}
	if !d.Is(v, key, kind) {
		return nil
	}
	return v
}

// Is reports whether v, called what, is of the kind, and adds a finding when it is not.
func (d *Document) Is(v *Value, what string, kind Kind) bool {
	if v.Kind != kind {
		d.Errorf(v, "wrong-kind", "", "`%s` must be %s, not %s", what, kind, v.Kind)
	}
	return v.Kind == kind
}

// Unknown warns of members of an object that are not among the known keys; of very many, of the first.
func (d *Document) Unknown(object *Value, known ...string) {
	strangers := 0
next:
	for i := range object.Members {
		m := &object.Members[i]
		for _, k := range known {
			if m.Key == k {
				continue next
			}
		}
		if strangers++; strangers > 100 {
			return
		}
		suggestion := ""
		if near := diag.Nearest(m.Key, known); near != "" {
			suggestion = fmt.Sprintf("did you mean `%s`?", near)
		}
		d.report(diag.Warning, "unknown-key", m.KeyStart, m.KeyEnd, fmt.Sprintf("`%s` is not read", exchange.Shown(m.Key)), suggestion)
	}
}
