package gmcr

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/internal/ask"
	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/stability"
)

func read(text string) (*exchange.Conflict, diag.List) {
	return Read([]exchange.File{{Name: "x/trial.gmcr", Data: []byte(text)}})
}

// syria is the conflict over the Euphrates in 1975 (Hipel, Kilgour and Kinsara 2014), by its ranking; garrison the Garrison Diversion
// (Hipel and Fraser 1980), in the keys of an older version and with two pairs of options of one name; cuba the missile
// crisis, by conditions, some of them with alternatives.
const (
	syria = `{"version": "0.3.12", "program": "gmcr-py", "useManualPreferenceRanking": true, "coalitions": [0, 1],
 "options": [{"name": "Release", "permittedDirection": "both"}, {"name": "Escalate"}, {"name": "Attack", "permittedDirection": "both"}],
 "infeasibles": [[[0, "Y"], [1, "Y"]]],
 "decisionMakers": [
  {"name": "Syria", "options": [0, 1], "preferences": [[[1, "Y"]]], "preferenceRanking": [1, 3, 6, 2, 4, 5], "payoffs": [6, 3, 5, 2, 1, 4]},
  {"name": "Iraq", "options": [2], "preferenceRanking": [2, 4, 6, [1], 5, 3], "misperceptions": [[[0, "N"], [1, "N"]]]}]}`
	garrison = `{"useManualPreferenceVectors": true, "program": "gmcr-py",
 "options": [{"name": "Full"}, {"name": "Reduced"}, {"name": "Appease"}, {"name": "Legal"}, {"name": "Treaty"},
  {"name": "Full"}, {"name": "Reduced"}, {"name": "Lonetree"}, {"name": "Suspend"}],
 "infeasibles": [[[0,"Y"],[1,"Y"]], [[0,"Y"],[2,"Y"]], [[1,"Y"],[2,"Y"]], [[5,"Y"],[6,"Y"]], [[5,"Y"],[7,"Y"]], [[5,"Y"],[8,"Y"]],
  [[6,"Y"],[7,"Y"]], [[6,"Y"],[8,"Y"]], [[7,"Y"],[8,"Y"]], [[0,"N"],[1,"N"],[2,"N"]], [[5,"N"],[6,"N"],[7,"N"],[8,"N"]],
  [[0,"Y"],[3,"N"]], [[2,"Y"],[3,"Y"]], [[0,"Y"],[4,"N"],[5,"N"]], [[1,"Y"],[4,"N"],[7,"Y"]], [[1,"Y"],[4,"N"],[8,"Y"]],
  [[2,"Y"],[4,"N"],[7,"Y"]], [[2,"Y"],[4,"N"],[8,"Y"]]],
 "decisionMakers": [
  {"name": "US support", "options": [0, 1, 2], "preferences": [],
   "preferenceVector": [3, 7, [1, 2], 4, [5, 6], 8, 9, 12, 11, 15, 10, 13, 14, 17, 16, 18, 19, 21, 20, 22, 23]},
  {"name": "US opposition", "options": [3],
   "preferenceVector": [[21, 17, 13, 10, 6, 2], [23, 19], 15, 11, 8, 4, 22, 18, 14, 7, 3, 20, 16, 12, 9, 5, 1]},
  {"name": "Canadian opposition", "options": [4],
   "preferenceVector": [23, [20, 21], 19, [16, 17], 11, [9, 10], 15, [12, 13], 2, 4, 1, 8, [5, 6], 22, 18, 14, 3, 7]},
  {"name": "Joint commission", "options": [5, 6, 7, 8],
   "preferenceVector": [[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23]]}]}`
	cuba = `{"options": [{"name": "Air strike", "permittedDirection": "fwd"}, {"name": "Blockade"}, {"name": "Withdraw"}, {"name": "Escalate"}],
 "infeasibles": [[[2, "Y"], [3, "Y"]]],
 "decisionMakers": [
  {"name": "US", "options": [0, 1], "preferences": [[[2, "Y"]], [[3, "N"]], {"compound": true, "members": [[[0, "N"], [2, "Y"]]]},
   [[1, "N"], [2, "Y"]], [[0, "Y"], [3, "Y"]], [[1, "Y"], [3, "Y"]],
   {"compound": true, "members": [[[0, "Y"], [2, "N"]], [[1, "Y"], [3, "N"]], [[0, "Y"], [3, "N"]], [[1, "Y"], [2, "N"]]]},
   [[0, "N"], [2, "N"], [3, "N"]], [[1, "N"], [2, "N"], [3, "N"]]]},
  {"name": "USSR", "options": [2, 3], "preferences": [[[3, "N"]],
   {"members": [[[0, "Y"], [3, "Y"]], [[0, "N"], [3, "N"]], [[0, "Y"], [3, "N"]]]},
   {"members": [[[1, "Y"], [3, "Y"]], [[1, "N"], [3, "N"]], [[1, "Y"], [3, "N"]]]},
   [[0, "N"], [3, "N"]], [[1, "N"], [3, "N"]],
   {"members": [[[1, "Y"], [2, "Y"]], [[1, "N"], [2, "N"]], [[0, "Y"], [2, "Y"]]]},
   [[1, "Y"], [2, "N"], [3, "N"]], [[0, "Y"], [1, "N"], [2, "Y"], [3, "N"]]]}]}`
)

// equilibria imports a conflict and asks which states stay put; states by number.
func equilibria(t *testing.T, text string) map[string][]int {
	t.Helper()
	c, list := read(text)
	if c == nil || list.HasErrors() {
		t.Fatal(list)
	}
	var b bytes.Buffer
	if err := c.WriteCase(&b); err != nil {
		t.Fatal(err)
	}
	g := oracle.Must(t, b.String())
	var states []ask.Deal
	numbers := map[string]int{}
	for k, code := range c.Feasible() {
		s := make(game.State, len(c.Options))
		for i := range s {
			s[i] = uint16(code >> i & 1)
		}
		states = append(states, ask.Deal{Name: string(rune('A' + k)), State: s})
		if numbers[states[k].Name] = k + 1; s.Equal(g.Today) {
			numbers["today"] = k + 1
		}
	}
	a, err := stability.Ask(t.Context(), oracle.Draws(t, g, 1, 1), stability.Args{States: states})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]int{}
	for k, ids := range a.Equilibria {
		for _, id := range ids {
			out[k] = append(out[k], numbers[id])
		}
		slices.Sort(out[k])
	}
	return out
}

func TestPublishedEquilibria(t *testing.T) {
	for name, x := range map[string]struct {
		text string
		want map[string][]int
	}{
		"Syria and Iraq 1975": {syria, map[string][]int{"nash": {6}, "gmr": {1, 6}, "smr": {6}, "seq": {6}, "sim": {6}, "sseq": {6}, "cnash": {6}}},
		"Cuba 1962": {cuba, map[string][]int{
			"nash": {6}, "gmr": {1, 2, 3, 5, 6, 7, 8}, "smr": {1, 2, 3, 5, 6, 7, 8}, "seq": {5, 6, 7}, "sim": {6}, "sseq": {5, 6, 7}, "cnash": {6},
		}},
		"Garrison 1980": {garrison, map[string][]int{
			"nash": {2, 3, 11, 17, 18, 21, 22}, "gmr": {2, 3, 4, 6, 8, 10, 11, 13, 14, 15, 17, 18, 19, 21, 22},
			"smr": {2, 3, 4, 6, 8, 10, 11, 13, 14, 15, 17, 18, 19, 21, 22}, "seq": {2, 3, 11, 17, 18, 21, 22},
			"sim": {2, 3, 11, 17, 18, 21, 22}, "sseq": {2, 3, 11, 17, 18, 21, 22}, "cnash": {2, 3, 11, 17, 21},
		}},
	} {
		got := equilibria(t, x.text)
		for k, want := range x.want {
			if !slices.Equal(got[k], want) {
				t.Errorf("%s, %s: %v, published %v", name, k, got[k], want)
			}
		}
	}
}

func TestRead(t *testing.T) {
	c, list := read(syria)
	if c == nil || len(list) > 0 {
		t.Fatal(list)
	}
	if c.Name != "trial" || len(c.Options) != 3 || c.Options[2].Owner != 1 || !slices.Equal(c.Feasible(), []uint32{0, 1, 2, 4, 5, 6}) || len(c.Notes) != 2 {
		t.Errorf("%+v", c)
	}
	c, _ = read(strings.Replace(syria, `"useManualPreferenceRanking": true`, `"useManualPreferenceRanking": false`, 1))
	if c == nil || c.Actors[0].Ranking != nil || len(c.Actors[0].Priorities) != 1 || c.Actors[1].Priorities != nil {
		t.Fatalf("%+v", c)
	}
	if got := c.Ranks(0); len(got) != 2 || !slices.Equal(got[0], []int{3, 6}) {
		t.Errorf("%v", got)
	}
	if notes := strings.Join(c.Notes, "\n"); !strings.Contains(notes, "Iraq has no preferences") || !strings.Contains(notes, "misperceives") {
		t.Error(notes)
	}
	c, _ = read(strings.Replace(syria, "[1, 3, 6, 2, 4, 5]", "[3, [6, 1]]", 1))
	if c == nil || !strings.Contains(strings.Join(c.Notes, "\n"), "ranks 3 of 6 states") || len(c.Ranks(0)) != 3 || !slices.Equal(c.Ranks(0)[2], []int{2, 4, 5}) {
		t.Errorf("%+v", c)
	}
	c, _ = read(strings.Replace(syria, `"coalitions": [0, 1]`, `"coalitions": [[0, 1]]`, 1))
	if c == nil || !strings.Contains(strings.Join(c.Notes, "\n"), "as one") {
		t.Errorf("%+v", c)
	}
}

func TestWrong(t *testing.T) {
	for _, x := range []struct{ old, new, code, says string }{
		{`{"name": "Escalate"}`, `{"name": "Escalate", "permittedDirection": "up"}`, "unknown-direction", "`up`"},
		{`"options": [2]`, `"options": [1]`, "two-owners", "belongs to `Syria` already"},
		{`"options": [2]`, `"options": []`, "no-owner", "`Attack`"},
		{`"options": [2]`, `"options": [3]`, "bad-number", "from 0 to 2"},
		{`[[[0, "Y"], [1, "Y"]]]`, `[[[0, "Y"], [1, "yes"]]]`, "bad-literal", "pairs"},
		{`[[[0, "Y"], [1, "Y"]]]`, `[[[0, "Y"], [1.5, "Y"]]]`, "bad-number", "`1.5`"},
		{`[1, 3, 6, 2, 4, 5]`, `[1, 3, 7]`, "bad-number", "from 1 to 6"},
		{`[1, 3, 6, 2, 4, 5]`, `[1, 3, [3]]`, "ranked-twice", "state 3"},
		{`"preferenceRanking": [1, 3, 6, 2, 4, 5], `, ``, "missing-key", "`Syria` has none"},
		{`"infeasibles": [[[0, "Y"], [1, "Y"]]]`, `"infeasibles": [[]]`, "nothing-feasible", "no state"},
		{`"options": [{"name": "Release"`, `"choices": [{"name": "Release"`, "missing-key", "`options` is missing"},
		{`"name": "Syria"`, `"name": 3`, "wrong-kind", "a text"},
	} {
		if strings.Count(syria, x.old) != 1 {
			t.Fatalf("%q", x.old)
		}
		c, list := read(strings.Replace(syria, x.old, x.new, 1))
		if errs := list.Only(diag.Error); c != nil || len(errs) == 0 || errs[0].Code != x.code || !strings.Contains(errs[0].Reason, x.says) || errs[0].Place.Line == 0 {
			t.Errorf("%s: %v", x.new, list)
		}
	}
	if c, list := Read(nil); c != nil || list[0].Code != "one-file" {
		t.Error(list)
	}
}

// What is written reads back as the same conflict.
func TestWrite(t *testing.T) {
	for _, text := range []string{syria, garrison, cuba} {
		c, _ := read(text)
		var b bytes.Buffer
		if err := Write(&b, c); err != nil {
			t.Fatal(err)
		}
		again, list := read(b.String())
		if again == nil || len(list) > 0 {
			t.Fatal(list)
		}
		if !slices.Equal(again.Options, c.Options) || !slices.Equal(again.Feasible(), c.Feasible()) {
			t.Errorf("%+v\n%+v", again, c)
		}
		for i := range c.Actors {
			if !slices.EqualFunc(again.Ranks(i), c.Ranks(i), slices.Equal[[]int]) {
				t.Errorf("%v, was %v", again.Ranks(i), c.Ranks(i))
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{syria, garrison, cuba, "{}", "[", `{"options": [], "decisionMakers": []}`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, list := read(text)
		if (c == nil) != list.HasErrors() {
			t.Fatal("a conflict beside errors, or neither")
		}
		if c == nil {
			return
		}
		if err := c.Check(); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := c.WriteCase(&b); err != nil {
			return // too large to be a case
		}
		if g := oracle.Compile(t, b.String()); g == nil {
			t.Fatalf("not a case:\n%s", b.String())
		}
		b.Reset()
		if err := Write(&b, c); err != nil {
			t.Fatal(err)
		}
		if again, list := read(b.String()); again == nil || !slices.Equal(again.Feasible(), c.Feasible()) {
			t.Fatal(list)
		}
	})
}

// More decision makers than a case has parties are refused, with what to do about it.
func TestTooManyDecisionMakers(t *testing.T) {
	var makers []string
	for i := range exchange.MaxActors + 1 {
		makers = append(makers, fmt.Sprintf(`{"name": "m%d", "options": []}`, i))
	}
	text := `{"options": [{"name": "o", "permittedDirection": "both"}], "decisionMakers": [` + strings.Join(makers, ",") + `]}`
	_, list := Read([]exchange.File{{Name: "x.gmcr", Data: []byte(text)}})
	if len(list) != 1 || !list.HasErrors() || !strings.Contains(list[0].Reason, "65 decision makers; 1 to 64") || !strings.Contains(list[0].Suggestion, "act alike") {
		t.Errorf("%v", list)
	}
}
