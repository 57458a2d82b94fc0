package expect

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/internal/diag"
)

// Find walks a decoded JSON document along a path. Its error is a *PathError that says which keys or items there are.
func Find(document any, path string) (any, error) {
	steps, err := parsePath(path)
	if err != nil {
		return nil, err
	}
	at := document
	for k := 0; k < len(steps); k++ {
		s := &steps[k]
		here := strings.TrimSuffix(path[:s.start], ".")
		fail := func(reason, suggestion string) error {
			return &PathError{Path: path, Pos: s.start, Reason: reason + whereIn(here), Suggestion: suggestion}
		}
		if !s.choose {
			if at, err = into(at, s, fail); err != nil {
				return nil, err
			}
			continue
		}
		last := k
		for last+1 < len(steps) && steps[last+1].choose {
			last++
		}
		if at, err = choose(at, steps[k:last+1], fail); err != nil {
			return nil, err
		}
		k = last
	}
	return at, nil
}

func whereIn(path string) string {
	if path == "" {
		return " at the top"
	}
	return " in `" + path + "`"
}

// into takes one step by key or place.
func into(at any, s *step, fail func(reason, suggestion string) error) (any, error) {
	switch at := at.(type) {
	case map[string]any:
		if v, ok := at[s.key]; ok {
			return v, nil
		}
		return nil, fail(fmt.Sprintf("there is no key `%s`", s.key), keysThere(s.key, at))
	case []any:
		place, err := strconv.Atoi(s.key)
		if err != nil || s.quoted {
			return nil, fail(fmt.Sprintf("`%s` is not the number of a place, and a list stands", s.key), "write `.0`, or `[key=value]` to choose an item")
		}
		if place < 0 || place >= len(at) {
			return nil, fail(fmt.Sprintf("there is no place %d: the list has %s", place, count(len(at))), "places count from 0")
		}
		return at[place], nil
	}
	return nil, fail(fmt.Sprintf("`%s` leads nowhere: %s stands", s.key, Show(at)), "")
}

// choose keeps the one item of a list that meets all selectors.
func choose(at any, selectors []step, fail func(reason, suggestion string) error) (any, error) {
	list, ok := at.([]any)
	if !ok {
		return nil, fail(fmt.Sprintf("`[%s=…]` chooses from a list, and none stands", selectors[0].key), "")
	}
	left := list
	for _, s := range selectors {
		var kept, seen []any
		for _, item := range left {
			object, _ := item.(map[string]any)
			v, ok := object[s.key]
			if !ok {
				continue
			}
			seen = append(seen, v)
			if plain(v) == s.value {
				kept = append(kept, item)
			}
		}
		if len(kept) == 0 {
			return nil, fail(fmt.Sprintf("no item has `%s=%s`", s.key, s.value), valuesThere(s, left, seen))
		}
		left = kept
	}
	if len(left) > 1 {
		return nil, fail(fmt.Sprintf("%d items are meant", len(left)), "add another `[key=value]`")
	}
	return left[0], nil
}

// plain writes a scalar as a selector does.
func plain(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return Show(v)
}

// maxThere bounds how many keys or values a message lists.
const maxThere = 12

func valuesThere(s step, items, seen []any) string {
	if len(seen) == 0 {
		for _, item := range items {
			if object, ok := item.(map[string]any); ok {
				return "its items have " + listed(slices.Sorted(maps.Keys(object)))
			}
		}
		return ""
	}
	var values []string
	for _, v := range seen {
		values = append(values, plain(v))
	}
	slices.Sort(values)
	values = slices.Compact(values)
	if near := diag.Nearest(s.value, values); near != "" {
		return fmt.Sprintf("did you mean `%s`?", near)
	}
	return "there is " + listed(values)
}

func keysThere(key string, object map[string]any) string {
	keys := slices.Sorted(maps.Keys(object))
	if len(keys) == 0 {
		return "nothing stands there"
	}
	if near := diag.Nearest(key, keys); near != "" {
		return fmt.Sprintf("did you mean `%s`? There are %s", near, listed(keys))
	}
	return "there are " + listed(keys)
}

func listed(words []string) string {
	more := ""
	if len(words) > maxThere {
		words, more = words[:maxThere], ", …"
	}
	return "`" + strings.Join(words, "`, `") + "`" + more
}

func count(n int) string {
	if n == 1 {
		return "1 item"
	}
	return fmt.Sprint(n, " items")
}
