package jsontext

import (
	"encoding/json"
	"strings"
	"testing"

	"parley/internal/exchange"
)

func TestParse(t *testing.T) {
	f := &exchange.Findings{}
	d := Parse(exchange.File{Name: "f.json", Data: []byte("\xef\xbb\xbf{\n \"ä\": [1, \"x\\u0041\", null],\n \"b\": {\"c\": true}}")}, f)
	if d == nil {
		t.Fatal(f.List())
	}
	list := d.Root.Get("ä")
	if d.Root.Kind != Object || len(list.Items) != 3 || list.Items[1].Text != "xA" || list.Items[2].Kind != Null {
		t.Errorf("%+v", list)
	}
	if c := d.Root.Get("b").Get("c"); c.Kind != Bool || d.Place(c.Start, c.End).Line != 3 || d.Place(c.Start, c.End).Col != 13 {
		t.Errorf("%+v at %+v", c, d.Place(c.Start, c.End))
	}
	if one := list.Items[0]; d.Body[one.Start:one.End] != "1" {
		t.Errorf("1 stands at %d to %d", one.Start, one.End)
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		name, text string
		code       string
		line, col  int
		suggestion string
	}{
		{"empty", "", "empty-file", 1, 1, "file"},
		{"XML", "\n <a/>", "not-json", 2, 2, "genius"},
		{"prose", "hello", "not-json", 1, 1, "`{`"},
		{"cut short", "{\"a\": [1,\n2", "json-syntax", 2, 2, "cut short"},
		{"cut in a text", "{\"a", "json-syntax", 1, 4, "cut short"},
		{"comma", "{\"a\": 1,}", "json-syntax", 1, 9, ""},
		{"more after it", "{} {}", "json-syntax", 1, 4, ""},
		{"NaN", "{\"a\": NaN}", "json-syntax", 1, 7, ""},
		{"key twice", "{\"a\": 1,\n \"b\": {}, \"a\": 2}", "duplicate-key", 2, 11, "keep one"},
		{"deep", strings.Repeat("[", 10_000), "too-deep", 1, 65, ""},
		{"many", "[" + strings.Repeat("0,", exchange.MaxNodes) + "0]", "too-many", 1, 1000000, "smaller"},
	}
	for _, test := range tests {
		f := &exchange.Findings{}
		Parse(exchange.File{Name: "f.json", Data: []byte(test.text)}, f)
		list := f.List()
		if len(list) != 1 || !f.Failed() {
			t.Errorf("%s: %v", test.name, list)
			continue
		}
		d := list[0]
		if d.Code != test.code || d.Place.Line != test.line || d.Place.Col != test.col || d.Reason == "" || !strings.Contains(d.Suggestion, test.suggestion) {
			t.Errorf("%s: %v (%s)", test.name, d, d.Code)
		}
	}
}

// FuzzParse: what is read is what encoding/json reads, and nothing panics.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a": [1, 2.5e3, "x", null, true, {}]}`, `[]`, `{"a":1,"a":2}`, `{"a":`, "\xff\xfe{\x00", `{"\ud800":0}`, "[[[[", `"x"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		findings := &exchange.Findings{}
		d := Parse(exchange.File{Name: "f", Data: data}, findings)
		if d == nil {
			if !findings.Failed() {
				t.Fatal("neither a document nor an error")
			}
			return
		}
		if !json.Valid([]byte(d.Body)) {
			t.Fatal("read what encoding/json refuses")
		}
		var want any
		if err := json.Unmarshal([]byte(d.Body), &want); err != nil {
			return // a number beyond float64
		}
		if !findings.Failed() && !same(d.Root, want) {
			t.Fatalf("%s was misread", d.Body)
		}
	})
}

func same(v *Value, want any) bool {
	switch x := want.(type) {
	case nil:
		return v.Kind == Null
	case string:
		return v.Kind == String && v.Text == x
	case bool:
		return v.Kind == Bool
	case float64:
		var n float64
		return v.Kind == Number && json.Unmarshal([]byte(v.Text), &n) == nil && n == x
	case []any:
		if v.Kind != Array || len(v.Items) != len(x) {
			return false
		}
		for i := range x {
			if !same(v.Items[i], x[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		if v.Kind != Object || len(v.Members) != len(x) {
			return false
		}
		for key, inner := range x {
			if got := v.Get(key); got == nil || !same(got, inner) {
				return false
			}
		}
		return true
	}
	return false
}
