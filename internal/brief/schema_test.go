package brief_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"parley/internal/brief"
	"parley/internal/oracle"
	"parley/internal/stability"
)

// TestSchema holds what each question really prints against the schema it publishes, with another validator.
func TestSchema(t *testing.T) {
	for _, q := range brief.Questions() {
		text, err := q.Schema()
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		compiler := jsonschema.NewCompiler()
		if err := compiler.AddResource("answer.json", parsed); err != nil {
			t.Fatal(err)
		}
		schema, err := compiler.Compile("answer.json")
		if err != nil {
			t.Fatal(q.Verb, err)
		}
		for _, name := range []string{"alaska-2025", "camp-david-1978", "cyprus-2004"} {
			if inTime := q.Takes.WhatIf || q.Takes.Pair || q.Takes.Plan; inTime && name != "alaska-2025" {
				continue // these cases say nothing about time
			}
			a, err := q.Ask(context.Background(), oracle.Draws(t, oracle.Catalogue(t, name), 60, 0), brief.Args{Table: -1, By: -1, To: -1, Threat: -1, Plan: -1})
			if errors.Is(err, stability.ErrNoStatusQuo) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			out, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(instance); err != nil {
				t.Errorf("%s %s: %v", q.Verb, name, err)
			}
			if q.Verb == "sensitivity" && name == "alaska-2025" && !bytes.Contains(out, []byte(`"shapley":0.`)) {
				t.Error("no part of correlated inputs was held against the schema")
			}
			if err := schema.Validate(map[string]any{"case": "x"}); err == nil {
				t.Errorf("%s: the schema accepts anything", q.Verb)
			}
		}
	}
}
