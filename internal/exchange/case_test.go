package exchange_test

import (
	"bytes"
	"fmt"
	"math"

	"github.com/goccy/go-yaml"
	"pgregory.net/rapid"

	"parley/internal/exchange"
	"parley/internal/expr"
)

// writtenCase is what a reader of docs/case-format.md finds in a written case: just the constructs that
// WriteCase uses.
type writtenCase struct {
	title   string
	parties []named
	issues  []writtenIssue
	values  []writtenValues // in the order of parties
}

type named struct{ key, label string }

type writtenIssue struct {
	named
	options []named
}

type writtenValues struct {
	issues             map[string]map[string]float64 // by issue, its weight and options
	note               string
	always             float64
	atMost             *float64
	walkAway           float64
	hasWalkAway, terms bool
}

// readCase fails the test on anything that the case format does not allow.
func readCase(t rapid.TB, text []byte) *writtenCase {
	t.Helper()
	var root yaml.MapSlice
	if err := yaml.UnmarshalWithOptions(text, &root, yaml.UseOrderedMap()); err != nil {
		t.Fatalf("the case is not YAML: %v\n%s", err, text)
	}
	c := &writtenCase{}
	want := []string{"parley", "case", "status-quo", "parties", "issues", "values"}
	if len(root) != len(want) {
		t.Fatalf("the case has %d keys, want %v", len(root), want)
	}
	for i, item := range root {
		if item.Key != want[i] {
			t.Fatalf("key %d is %v, want %s", i, item.Key, want[i])
		}
	}
	if fmt.Sprint(root[0].Value) != "1" || root[2].Value != "none" {
		t.Fatalf("parley %v, status-quo %v", root[0].Value, root[2].Value)
	}
	c.title = root[1].Value.(string)
	for _, item := range slice(t, root[3].Value) {
		fields := fieldsOf(t, item.Value, "kind", "label")
		if fields["kind"] != "institution" {
			t.Fatalf("party %v is of kind %v", item.Key, fields["kind"])
		}
		c.parties = append(c.parties, naming(item.Key, fields["label"]))
	}
	for _, item := range slice(t, root[4].Value) {
		c.issues = append(c.issues, readIssue(t, item))
	}
	values := slice(t, root[5].Value)
	for i, item := range values {
		if item.Key != c.parties[i].key {
			t.Fatalf("values of %v stand where %s's should", item.Key, c.parties[i].key)
		}
		c.values = append(c.values, readValues(t, slice(t, item.Value)))
	}
	c.checkNames(t)
	return c
}

func slice(t rapid.TB, v any) yaml.MapSlice {
	t.Helper()
	m, ok := v.(yaml.MapSlice)
	if !ok {
		t.Fatalf("%v (%T) is not a map", v, v)
	}
	return m
}

func fieldsOf(t rapid.TB, v any, allowed ...string) map[string]any {
	t.Helper()
	out := map[string]any{}
	for _, item := range slice(t, v) {
		key := item.Key.(string)
		ok := false
		for _, a := range allowed {
			ok = ok || a == key
		}
		if !ok {
			t.Fatalf("unknown key %q", key)
		}
		out[key] = item.Value
	}
	return out
}

func naming(key, label any) named {
	n := named{key: key.(string)}
	if n.label = n.key; label != nil {
		n.label = label.(string)
	}
	return n
}

func readIssue(t rapid.TB, item yaml.MapItem) writtenIssue {
	t.Helper()
	issue := writtenIssue{named: naming(item.Key, nil)}
	for _, field := range slice(t, item.Value) {
		switch key := field.Key.(string); key {
		case "label":
			issue.label = field.Value.(string)
		case "options":
			for _, option := range field.Value.([]any) {
				issue.options = append(issue.options, naming(option, nil))
			}
		default:
			var label any
			if field.Value != nil {
				label = fieldsOf(t, field.Value, "label")["label"]
			}
			issue.options = append(issue.options, naming(key, label))
		}
	}
	return issue
}

func readValues(t rapid.TB, fields yaml.MapSlice) writtenValues {
	t.Helper()
	v := writtenValues{issues: map[string]map[string]float64{}}
	for _, field := range fields {
		switch key := field.Key.(string); key {
		case "note":
			v.note = field.Value.(string)
		case "walk-away":
			v.walkAway, v.hasWalkAway = numberOf(t, field.Value), true
		case "at-most":
			x := numberOf(t, field.Value)
			v.atMost = &x
		case "also":
			v.always, v.terms = numberOf(t, fieldsOf(t, field.Value, "always")["always"]), true
		default:
			row := map[string]float64{}
			for _, item := range slice(t, field.Value) {
				row[item.Key.(string)] = numberOf(t, item.Value)
			}
			v.issues[key] = row
		}
	}
	if !v.hasWalkAway {
		t.Fatal("a party has no walk-away")
	}
	return v
}

func numberOf(t rapid.TB, v any) float64 {
	t.Helper()
	switch x := v.(type) {
	case float64:
		return x
	case uint64:
		return float64(x)
	case int64:
		return float64(x)
	}
	t.Fatalf("%v (%T) is not a number", v, v)
	return 0
}

// checkNames applies the rules of docs/case-format.md for names, and that each is given once.
func (c *writtenCase) checkNames(t rapid.TB) {
	t.Helper()
	parties, issues := map[string]bool{}, map[string]bool{}
	for _, p := range c.parties {
		checkName(t, parties, p)
	}
	for _, i := range c.issues {
		checkName(t, issues, i.named)
		options := map[string]bool{}
		for _, o := range i.options {
			checkName(t, options, o)
		}
		if len(options) < 2 {
			t.Fatalf("issue %q has %d options", i.key, len(options))
		}
	}
}

func checkName(t rapid.TB, used map[string]bool, n named) {
	t.Helper()
	if !expr.IsName(n.key) || expr.Reserved(n.key) || used[n.key] || n.label == "" {
		t.Fatalf("the name %q (label %q) is not legal, or given twice", n.key, n.label)
	}
	used[n.key] = true
}

// roundTrip writes d and reads the case back.
func roundTrip(t rapid.TB, d *exchange.Domain) *writtenCase {
	t.Helper()
	var b bytes.Buffer
	if err := d.WriteCase(&b); err != nil {
		t.Fatal(err)
	}
	return readCase(t, b.Bytes())
}

// sameUtilities compares every outcome, or the first hundred thousand.
func sameUtilities(t rapid.TB, d *exchange.Domain, c *writtenCase) {
	t.Helper()
	if len(c.parties) != len(d.Profiles) {
		t.Fatalf("%d parties, want %d", len(c.parties), len(d.Profiles))
	}
	choice := make([]int, len(d.Issues))
	for range 100_000 {
		for i, want := range utilities(d, choice) {
			if got := c.utility(d, i, choice); math.Abs(got-want) > 1e-12*math.Max(1, math.Abs(want)) {
				t.Fatalf("outcome %v is worth %v to party %d, in the domain %v", choice, got, i, want)
			}
		}
		k := len(choice) - 1
		for ; k >= 0; k-- {
			if choice[k]++; choice[k] < len(d.Issues[k].Options) {
				break
			}
			choice[k] = 0
		}
		if k < 0 {
			return
		}
	}
}

// utility follows docs/case-format.md: weight × share, constants, then the cut. Issues of one option are gone.
func (c *writtenCase) utility(d *exchange.Domain, party int, choice []int) float64 {
	v := c.values[party]
	total, next := v.always, 0
	for k, option := range choice {
		if len(d.Issues[k].Options) == 1 {
			continue
		}
		issue := c.issues[next]
		next++
		row := v.issues[issue.key]
		weight, shares := row["weight"]
		if !shares {
			weight = 1
		}
		total += weight * row[issue.options[option].key]
	}
	if v.atMost != nil {
		total = math.Min(total, *v.atMost)
	}
	return total
}
