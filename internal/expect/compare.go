package expect

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"parley/casefile"
)

// grid is how far two figures may lie apart and still be the same: architectures round alike to this.
const grid = 1e-9

// Met reports whether a value of a decoded JSON document is what the expectation wants, and if not, what it wants.
func Met(e *casefile.Expectation, got any) (ok bool, want string) {
	switch {
	case e.AtLeast != nil || e.AtMost != nil:
		return bounded(e, got)
	case e.Nothing:
		return got == nil, "nothing"
	}
	want = Show(e.Is)
	if e.Within > 0 {
		want += " within " + Show(e.Within)
	}
	return same(e.Is, got, e.Within), want
}

func bounded(e *casefile.Expectation, got any) (bool, string) {
	var wants []string
	v, ok := got.(float64)
	if e.AtLeast != nil {
		wants = append(wants, "at least "+Show(*e.AtLeast))
		ok = ok && v >= *e.AtLeast-grid
	}
	if e.AtMost != nil {
		wants = append(wants, "at most "+Show(*e.AtMost))
		ok = ok && v <= *e.AtMost+grid
	}
	return ok, strings.Join(wants, " and ")
}

// same compares a wanted value with one of a JSON document: numbers within a margin, lists place by place, else exactly.
func same(want, got any, within float64) bool {
	switch want := want.(type) {
	case float64:
		v, ok := got.(float64)
		return ok && math.Abs(v-want) <= within+grid
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return false
		}
		for k := range want {
			if !same(want[k], list[k], within) {
				return false
			}
		}
		return true
	case string:
		v, ok := got.(string)
		return ok && v == want
	case bool:
		v, ok := got.(bool)
		return ok && v == want
	}
	return false
}

// maxShown bounds what Show writes, in runes.
const maxShown = 200

// Show writes a value as a message shows it: `nothing` for null, numbers and lists as JSON has them.
func Show(v any) string {
	if v == nil {
		return "nothing"
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Sprint(v)
	}
	runes := []rune(strings.TrimSpace(b.String()))
	if len(runes) > maxShown {
		return string(runes[:maxShown]) + "…"
	}
	return string(runes)
}
