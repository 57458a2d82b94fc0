package strategy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// vector is an entry of the shared test vectors: results are rounded to six digits after the point.
type vector struct {
	Model   string                     `json:"model"`
	Case    string                     `json:"case"`
	Params  json.RawMessage            `json:"params"`
	Results map[string]json.RawMessage `json:"results"`
	Check   map[string]json.RawMessage `json:"independent_check"`
	Source  string                     `json:"source"`
}

// answers are what the package says, by the key of the file: numbers, truths, words, and lists of them.
type answers map[string]any

func vectors(t *testing.T) []vector {
	t.Helper()
	folder, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(folder, "go.mod")); missing == nil || filepath.Dir(folder) == folder {
			break
		}
		folder = filepath.Dir(folder)
	}
	text, err := os.ReadFile(filepath.Join(folder, "..", "shared", "data", "strategy", "strategic_test_vectors.json"))
	if err != nil {
		t.Skip("the reference data (../shared/data/strategy) are not here")
	}
	var all []vector
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// Every entry of the file, every field of its results, and every figure of its independent check that is a figure of
// the model.
func TestVectors(t *testing.T) {
	all := vectors(t)
	if len(all) < 40 {
		t.Errorf("%d vectors; there were 40", len(all))
	}
	for i, v := range all {
		t.Run(fmt.Sprintf("%d %s", i, v.Model), func(t *testing.T) {
			solve, ok := models[v.Model]
			if !ok {
				t.Fatalf("the model %q (%s) is not known", v.Model, v.Case)
			}
			got, err := solve(v.Params)
			if err != nil {
				t.Fatal(err)
			}
			for key, want := range v.Results {
				same(t, key, got, want)
			}
			for key, want := range v.Check {
				if slices.Contains(errorsOfCheck, key) {
					continue
				}
				same(t, key, got, want)
			}
		})
	}
}

// errorsOfCheck are figures about how the file itself was checked, not about a model.
var errorsOfCheck = []string{"max_err_P", "max_err_D"}

func same(t *testing.T, key string, got answers, want json.RawMessage) {
	t.Helper()
	answer, ok := got[key]
	if !ok {
		t.Errorf("%s is not computed", key)
		return
	}
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	var a, b any
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(want, &b); err != nil {
		t.Fatal(err)
	}
	within := 6e-7
	switch key {
	case "rk4": // rounded to three digits, in steps of time
		within = 2e-3
	case "grid_x": // on a grid of a thousandth
		within = 1e-3
	case "day_US_JP": // whole men, by steps of a thousandth of a day
		within = 1
	}
	if !near(a, b, within) {
		t.Errorf("%s: %s, want %s", key, text, want)
	}
}

// near compares figures within a tolerance and all else exactly.
func near(a, b any, within float64) bool {
	switch a := a.(type) {
	case float64:
		b, ok := b.(float64)
		return ok && math.Abs(a-b) <= within
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !near(a[i], b[i], within) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(a, b)
}

// solver reads the parameters of an entry, all of which the model must know.
type solver func(json.RawMessage) (answers, error)

func of[P any](solve func(P) (answers, error)) solver {
	return func(text json.RawMessage) (answers, error) {
		var p P
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&p); err != nil {
			return nil, err
		}
		return solve(p)
	}
}

func intervals(r Range) [][]float64 {
	if r.Empty() {
		return [][]float64{}
	}
	return [][]float64{{r.Lo, r.Hi}}
}

// first keeps the first error.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
