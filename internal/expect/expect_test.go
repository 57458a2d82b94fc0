package expect

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/casefile"
)

const document = `{
  "states": 64, "table": "", "zopa": {"size": null, "why": "too many"}, "flag": true,
  "adjusted-winner": {"parties": {"israel": {"points": 65.8333}, "a.b": {"points": 1}}},
  "goals": [
    {"goal": "thaw", "table": "summit", "share": 0.4},
    {"goal": "thaw", "table": "trilateral", "share": 0.1},
    {"goal": "v1.5", "table": "summit", "share": 0.9, "open": true, "n": 3}
  ],
  "sets": [["a"], ["b", "c"]], "empty": {}, "none": []
}`

func decoded(t testing.TB, text string) any {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestFind(t *testing.T) {
	for path, want := range map[string]string{
		"states":                                "64",
		"zopa.size":                             "nothing",
		"adjusted-winner.parties.israel.points": "65.8333",
		`adjusted-winner.parties."a.b".points`:  "1",
		"goals.2.goal":                          `"v1.5"`,
		"goals[goal=thaw][table=summit].share":  "0.4",
		"goals[table=trilateral].share":         "0.1",
		"goals[goal=v1.5].share":                "0.9",
		`goals[goal="v1.5"].share`:              "0.9",
		"goals[open=true].share":                "0.9",
		"goals[n=3].share":                      "0.9",
		"sets.1.0":                              `"b"`,
		"sets.1":                                `["b","c"]`,
		"none":                                  "[]",
		`"states"`:                              "64",
	} {
		got, err := Find(decoded(t, document), path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
		} else if Show(got) != want {
			t.Errorf("%s: got %s, want %s", path, Show(got), want)
		}
	}
}

// A path that leads nowhere says where it stopped and what there is.
func TestFindMistakes(t *testing.T) {
	for path, parts := range map[string][]string{
		"state":                     {"no key `state` at the top", "did you mean `states`?"},
		"zopa.sized":                {"in `zopa`", "did you mean `size`?", "`why`"},
		"zopa.number-of-states":     {"there are `size`, `why`"},
		"zopa.size.more":            {"`more` leads nowhere: nothing stands in `zopa.size`"},
		"empty.x":                   {"nothing stands there"},
		"goals.3":                   {"no place 3: the list has 3 items in `goals`", "count from 0"},
		"goals.-1":                  {"no place -1"},
		"goals.share":               {"not the number of a place", "[key=value]"},
		`goals."0"`:                 {"not the number of a place"},
		"goals[goal=thaw].share":    {"2 items are meant in `goals`", "add another"},
		"goals[goal=thow].share":    {"no item has `goal=thow`", "did you mean `thaw`?"},
		"goals[name=thaw].share":    {"no item has `name=thaw`", "`goal`, `share`, `table`"},
		"goals[goal=settled].share": {"there is `thaw`, `v1.5`"},
		"zopa[a=b]":                 {"chooses from a list"},
		"none[a=b]":                 {"no item has `a=b`"},
		"":                          {"a key or the number of a place is wanted", "character 1"},
		"states.":                   {"wanted here, at character 8"},
		".states":                   {"wanted here, at character 1"},
		"goals[0]":                  {"written `[key=value]`", "written `.0`"},
		"goals[goal=thaw":           {"not closed"},
		"goals[=thaw]":              {"a key is wanted"},
		"goals[goal=]":              {"a value is wanted"},
		`"states`:                   {"quotation mark is not closed"},
		"goals[goal=thaw]share":     {"a `.` or `[` is wanted"},
		"[goal=thaw]":               {"a key or the number of a place is wanted"},
	} {
		_, err := Find(decoded(t, document), path)
		var bad *PathError
		if !errors.As(err, &bad) {
			t.Errorf("%s: %v is not a *PathError", path, err)
			continue
		}
		for _, part := range parts {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q lacks %q", path, err, part)
			}
		}
	}
}

func TestMet(t *testing.T) {
	bound := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		e    casefile.Expectation
		got  string
		ok   bool
		want string
	}{
		{casefile.Expectation{Is: 64.0}, "64", true, "64"},
		{casefile.Expectation{Is: 64.0}, "64.0000000001", true, "64"},
		{casefile.Expectation{Is: 64.0}, "64.00001", false, "64"},
		{casefile.Expectation{Is: 64.0}, `"64"`, false, "64"},
		{casefile.Expectation{Is: 64.0}, "null", false, "64"},
		{casefile.Expectation{Is: 65.8333, Within: 0.0001}, "65.83333", true, "65.8333 within 0.0001"},
		{casefile.Expectation{Is: 65.8333, Within: 0.0001}, "65.8335", false, "65.8333 within 0.0001"},
		{casefile.Expectation{Is: "egypt"}, `"egypt"`, true, `"egypt"`},
		{casefile.Expectation{Is: "egypt"}, `"Egypt"`, false, `"egypt"`},
		{casefile.Expectation{Is: true}, "true", true, "true"},
		{casefile.Expectation{Is: true}, "false", false, "true"},
		{casefile.Expectation{Is: []any{}}, "[]", true, "[]"},
		{casefile.Expectation{Is: []any{}}, "null", false, "[]"},
		{casefile.Expectation{Is: []any{"a", "b"}}, `["a","b"]`, true, `["a","b"]`},
		{casefile.Expectation{Is: []any{"a", "b"}}, `["b","a"]`, false, `["a","b"]`},
		{casefile.Expectation{Is: []any{"a"}}, `["a","b"]`, false, `["a"]`},
		{casefile.Expectation{Is: []any{1.0, 2.0}, Within: 0.1}, `[1.05,1.95]`, true, "[1,2] within 0.1"},
		{casefile.Expectation{Nothing: true}, "null", true, "nothing"},
		{casefile.Expectation{Nothing: true}, "0", false, "nothing"},
		{casefile.Expectation{Nothing: true}, "[]", false, "nothing"},
		{casefile.Expectation{AtLeast: bound(0.5)}, "0.5", true, "at least 0.5"},
		{casefile.Expectation{AtLeast: bound(0.5)}, "0.49", false, "at least 0.5"},
		{casefile.Expectation{AtMost: bound(-0.1)}, "-0.2", true, "at most -0.1"},
		{casefile.Expectation{AtMost: bound(-0.1)}, "0", false, "at most -0.1"},
		{casefile.Expectation{AtLeast: bound(0), AtMost: bound(1)}, "0.5", true, "at least 0 and at most 1"},
		{casefile.Expectation{AtLeast: bound(0), AtMost: bound(1)}, "2", false, "at least 0 and at most 1"},
		{casefile.Expectation{AtLeast: bound(0)}, `"high"`, false, "at least 0"},
	} {
		ok, want := Met(&c.e, decoded(t, c.got))
		if ok != c.ok || want != c.want {
			t.Errorf("%s against %s: got %v, %q", want, c.got, ok, want)
		}
	}
}

func TestWords(t *testing.T) {
	for line, want := range map[string][]string{
		"deals":                      {"deals"},
		"  deals   --table  summit ": {"deals", "--table", "summit"},
		`costs --deal "a=b, c=d"`:    {"costs", "--deal", "a=b, c=d"},
		`costs --deal='a=b, c="d"'`:  {"costs", `--deal=a=b, c="d"`},
		`costs --deal a\ b`:          {"costs", "--deal", "a b"},
		`costs --deal ""`:            {"costs", "--deal", ""},
		"":                           nil,
	} {
		got, err := Words(line)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", line, got, err)
		}
	}
	for _, line := range []string{`a "b`, `a 'b`} {
		if got, err := Words(line); err == nil {
			t.Errorf("%s gave %q", line, got)
		}
	}
}

func TestWordsReadBackWhatIsQuoted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.String(), 1, 5).Draw(t, "words")
		var line []string
		for _, w := range want {
			line = append(line, `"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(w)+`"`)
		}
		got, err := Words(strings.Join(line, " "))
		if err != nil || !slices.Equal(got, valid(want)) {
			t.Fatalf("%q: %v", got, err)
		}
	})
}

// valid makes the words what ranging over runes makes of them.
func valid(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, string([]rune(w)))
	}
	return out
}

// Any key of any object can be reached, when it is written in quotes.
func TestEveryKeyCanBeReached(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.String().Draw(t, "key")
		path := `a."` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(key) + `".0`
		got, err := Find(map[string]any{"a": map[string]any{key: []any{7.0}}}, path)
		if err != nil || got != 7.0 {
			t.Fatalf("%s: %v, %v", path, got, err)
		}
	})
}

func TestRunAsksOnce(t *testing.T) {
	c := &casefile.Case{File: "case.yaml", Expect: []casefile.Expectation{
		{Ask: "deals", Path: "states", Is: 64.0},
		{Ask: "deals", Path: "states", Is: 65.0},
		{Ask: "deals", Path: "missing", Is: 65.0},
		{Ask: "none", Path: "states", Is: 65.0},
		{Ask: `"`, Path: "states", Is: 65.0},
		{Ask: "", Path: "states", Is: 65.0},
	}}
	asked := map[string]int{}
	results, err := Run(context.Background(), c, func(_ context.Context, words []string) ([]byte, error) {
		asked[words[0]]++
		if words[0] == "none" {
			return nil, errors.New("no such question")
		}
		return []byte(document), nil
	})
	if err != nil || asked["deals"] != 1 || len(results) != len(c.Expect) {
		t.Fatalf("%v %v %v", results, asked, err)
	}
	for k, r := range results {
		if r.Met != (k == 0) || (r.Why != "") != (k >= 2) {
			t.Errorf("%d: %+v", k, r)
		}
	}
	if r := results[1]; r.Got != "64" || r.Want != "65" || r.Why != "" {
		t.Errorf("%+v", r)
	}
	if !strings.Contains(results[2].Why, "no key") || results[3].Why != "no such question" {
		t.Errorf("%+v", results)
	}
}

func TestRunStopsWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := &casefile.Case{Expect: []casefile.Expectation{{Ask: "a", Path: "x", Is: 1.0}, {Ask: "b", Path: "x", Is: 1.0}}}
	results, err := Run(ctx, c, func(ctx context.Context, words []string) ([]byte, error) {
		if words[0] == "b" {
			cancel()
		}
		return []byte(`{"x": 1}`), ctx.Err()
	})
	if !errors.Is(err, context.Canceled) || len(results) != 1 || !results[0].Met {
		t.Fatal(results, err)
	}
}

func FuzzFind(f *testing.F) {
	for _, path := range []string{"states", "goals[goal=thaw][table=summit].share", `a."b.c"`, "goals[", `"`, "a..b", "sets.1.0", "goals[goal=\"x\\\"\"]"} {
		f.Add(path)
	}
	v := decoded(f, document)
	f.Fuzz(func(t *testing.T, path string) {
		got, err := Find(v, path)
		if err == nil {
			_ = Show(got)
			return
		}
		var bad *PathError
		if !errors.As(err, &bad) || bad.Pos < 0 || bad.Pos > len(path) || bad.Reason == "" {
			t.Fatalf("%q: %#v", path, err)
		}
	})
}

func FuzzWords(f *testing.F) {
	for _, line := range []string{"deals --table x", `a "b c" 'd'`, `\`, `"`, `a\"b`} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		words, err := Words(line)
		if err == nil && len(strings.Join(words, "")) > 3*len(line) {
			t.Fatalf("%q became %q", line, words)
		}
	})
}
