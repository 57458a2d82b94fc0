package document_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"parley/casefile"
	"parley/casefile/internal/yamltext"
)

// frame is the small case that the tests of casefile use too.
func frame(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/frame.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// clock is the case with one of everything that can be said about time.
func clock(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/clock.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// order is the case in which only the order of the values is known.
func order(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/order.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := casefile.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("case.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("case.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON is what an editor makes of the YAML: numbers and truth values interpreted.
func asJSON(n *yamltext.Node) any {
	switch n.Kind {
	case yamltext.Map:
		out := map[string]any{}
		for i, k := range n.Keys {
			out[k.Text] = asJSON(n.Values[i])
		}
		return out
	case yamltext.List:
		out := []any{}
		for _, item := range n.Items {
			out = append(out, asJSON(item))
		}
		return out
	case yamltext.Null, yamltext.Bad:
		return nil
	}
	if n.Style == yamltext.Plain {
		if v, err := strconv.ParseFloat(n.Text, 64); err == nil {
			return v
		}
		if n.Text == "true" || n.Text == "false" {
			return n.Text == "true"
		}
	}
	return n.Text
}

func validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	r := yamltext.NewReport("case.yaml", text)
	root := yamltext.Parse(r, text)
	if root == nil {
		t.Fatal(r.Findings())
	}
	return s.Validate(asJSON(root))
}

func TestSchemaAcceptsCases(t *testing.T) {
	s := compiledSchema(t)
	texts := map[string]string{"template": casefile.Template("x"), "frame": frame(t), "clock": clock(t), "order": order(t)}
	files, _ := filepath.Glob("../../../cases/*/case.yaml")
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[f] = string(data)
	}
	for name, text := range texts {
		if err := validate(t, s, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is wrong in structure is wrong to the schema and to Parse alike.
func TestSchemaRejectsBadStructure(t *testing.T) {
	rejectBadStructure(t, frame(t), []damage{
		{"as-of: 2025-02-01", "asof: 2025-02-01"},
		{"case: Frame\n", ""},
		{"parley: 1", "parley: 2"},
		{"south: {kind: state}", "south: {short: S}"},
		{"south: {kind: state}", "south: {kind: stat}"},
		{"south: {kind: state}", "south: {kind: state, colour: red}"},
		{"south: {kind: state}", "south: state"},
		{"irreversible: true", "irreversible: maybe"},
		{"flag: legality", "flag: legalty"},
		{"{of: south,", "{off: south,"},
		{"is: quiet}", "is: null}"},
		{"rate: 0.3 to 0.7", "rate: [1, 2]"},
		{"rate: 0.3 to 0.7", "rate:"},
		{"rate: 0.3 to 0.7", "rate: {is: 3, note: [a]}"},
		{"members: [north, south]", "members: []"},
		{"members: [north, south]", "members: {north: 1}"},
		{"members: [north, south], ", ""},
		{"      base: 0.3\n", ""},
		{"2 * cost", "{land == open: 3}"},
		{"trade: {free: 5}", "trade: 5"},
		{"quiet: war == truce", "quiet: [war]"},
		{"frozen: war=truce, land=freeze", "frozen: {war: truce, land: freeze}"},
		{"      - land == handover and trade == closed", "      land: handover"},
	})
}

func TestSchemaRejectsBadOrders(t *testing.T) {
	rejectBadStructure(t, order(t), []damage{
		{"      - {is: war == truce, note: its voters}\n      - land == held or war == on-going", "      land: held"},
		{"      - {is: war == truce, note: its voters}", "      - {note: its voters}"},
		{"      - [today, land=held]", "      - {today: 1}"},
		{"      - [today, land=held]", "      - []"},
	})
}

func TestSchemaRejectsBadTimes(t *testing.T) {
	rejectBadStructure(t, clock(t), []damage{
		{"step: week", "step: fortnight"},
		{"foresight: 12 to 36 months", "foresight: [12, 36]"},
		{"rate: {is: 0.3 to 0.6, private: a}", "rate: {private: a}"},
		{"rate: {is: 0.3 to 0.6, private: a}", "rate: {is: 0.3 to 0.6, private: [a]}"},
		{"factor: hawkishness, ", ""},
		{"loadings: {", "loading: {"},
		{"believes: {rate: 0.5 to 0.8, note: boasts}", "believes: rate"},
		{"north-hall: {label: North hall}", "north-hall: North hall"},
		{"closed-to: [a, b]", "closed-to: []"},
		{"date: [2025-06-01, 2025-03-15]", "date: []"},
		{"off: true", "off: often"},
		{"{today: 0, unit", "{unit"},
		{"jump: {chance: 0.05 a month, size: -20 to -5}", "jump: {chance: 0.05 a month}"},
		{"shift: {front: 2 to 4}", "shift: front"},
		{"by: c, to: a, demand", "to: a, demand"},
		{", deadline: 2025-08-15", ""},
		{"tight: {compliance: 1}", "tight: 1"},
		{"{when: aid == given, by", "{by"},
		{"deal: end, on", "deals: end, on"},
		{"{from: c, to", "{to"},
		{"fall: {is: event(collapse) or front > 15, looked-up: maps}", "fall: {looked-up: maps}"},
		{"looked-up: maps", "lookedup: maps"},
	})
}

// damage is a change that makes a case wrong in structure.
type damage struct{ old, new string }

func rejectBadStructure(t *testing.T, base string, damages []damage) {
	t.Helper()
	s := compiledSchema(t)
	for _, x := range damages {
		if strings.Count(base, x.old) != 1 {
			t.Fatalf("%q stands %d times in the case", x.old, strings.Count(base, x.old))
		}
		text := strings.Replace(base, x.old, x.new, 1)
		if err := validate(t, s, text); err == nil {
			t.Errorf("the schema accepts %q", x.new)
		}
		if c, _ := casefile.Parse("case.yaml", text); c != nil {
			t.Errorf("Parse accepts %q", x.new)
		}
	}
}

// Every key has a description: it is what an editor's completion shows.
func TestSchemaDescribesEveryKey(t *testing.T) {
	var walk func(path string, s *jsonschema.Schema, seen map[*jsonschema.Schema]bool)
	n := 0
	walk = func(path string, s *jsonschema.Schema, seen map[*jsonschema.Schema]bool) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		for name, p := range s.Properties {
			n++
			if strings.TrimSpace(p.Description) == "" {
				t.Errorf("%s.%s has no description", path, name)
			}
			walk(path+"."+name, p, seen)
		}
		for _, p := range s.AnyOf {
			walk(path, p, seen)
		}
		walk(path, s.Ref, seen)
		if more, ok := s.AdditionalProperties.(*jsonschema.Schema); ok {
			walk(path+".*", more, seen)
		}
		if items, ok := s.Items2020, s.Items2020 != nil; ok {
			walk(path+".[]", items, seen)
		}
	}
	walk("", compiledSchema(t), map[*jsonschema.Schema]bool{})
	if n < 150 {
		t.Errorf("only %d keys were visited", n)
	}
}
