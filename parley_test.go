package parley_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"parley"
	"parley/casefile"
)

func Example() {
	c, err := parley.Load("panama-1977") // of the catalogue; a folder or a file does as well
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := parley.Ask(context.Background(), c, "deals", parley.Words{Between: []string{"united-states", "panama"}}, parley.Options{Runs: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := json.Marshal(a)
	if err != nil {
		fmt.Println(err)
		return
	}
	var answer struct{ States float64 }
	if err := json.Unmarshal(text, &answer); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: %.0f states\n", c.Title, answer.States)
	// Output: Panama Canal 1977: 1024 states
}

func template(t *testing.T, old, text string) *parley.Case {
	t.Helper()
	body := casefile.Template("")
	if strings.Count(body, old) == 0 {
		t.Fatalf("the template has no %q", old)
	}
	c, err := parley.Parse("water.yaml", strings.Replace(body, old, text, 1))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The rungs of the ladder give the same answer.
func TestLadder(t *testing.T) {
	o := parley.Options{Runs: 50, Seed: 3}
	c, err := parley.Load("panama-1977")
	if err != nil {
		t.Fatal(err)
	}
	s, err := parley.Prepare(t.Context(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	write := func(a *parley.Answer, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := a.Write(&b, parley.JSON, parley.Style{}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := write(parley.Brief(t.Context(), "panama-1977", o))
	if second := write(parley.Ask(t.Context(), c, "brief", parley.Words{}, o)); second != first {
		t.Error("Ask differs from Brief")
	}
	for range 2 {
		if third := write(s.Ask(t.Context(), "brief", parley.Words{})); third != first {
			t.Error("Session.Ask differs from Brief")
		}
	}
}

func TestFormats(t *testing.T) {
	c := template(t, "parley: 1", "parley: 1")
	a, err := parley.Ask(t.Context(), c, "costs", parley.Words{}, parley.Options{Runs: 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range parley.Formats() {
		var b bytes.Buffer
		if err := a.Write(&b, f, parley.Style{}); err != nil || b.Len() == 0 {
			t.Errorf("%s: %d bytes, %v", f, b.Len(), err)
		}
		if strings.Contains(b.String(), "NaN") {
			t.Errorf("%s has NaN", f)
		}
	}
	if err := a.Write(new(bytes.Buffer), "pdf", parley.Style{}); err == nil {
		t.Error("pdf is written")
	}
}

func TestLoadErrors(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("bad.yaml", []byte("parley: 1\ncase: A\ncase: B\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var text *parley.CaseError
	if _, err := parley.Load("bad.yaml"); !errors.As(err, &text) || !strings.Contains(err.Error(), "bad.yaml:3:1") {
		t.Error(err)
	}
	var unknown *parley.UnknownCaseError
	if _, err := parley.Load("panama-1978"); !errors.As(err, &unknown) || !strings.Contains(err.Error(), "`panama-1977`") {
		t.Error(err)
	}
	for _, path := range []string{"missing.yaml", "./panama-1977", "no/where"} {
		if _, err := parley.Load(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestWordsThatDoNotFit(t *testing.T) {
	c := template(t, "parley: 1", "parley: 1")
	for _, x := range []struct {
		question, flag string
		w              parley.Words
	}{
		{"deals", "--table", parley.Words{Table: "minstry"}},
		{"deals", "--between", parley.Words{Between: []string{"uptown", "x"}}},
		{"deals", "--between", parley.Words{Between: []string{"uptown"}, Table: "ministry"}},
		{"deals", "--deal", parley.Words{Deals: []string{"offer"}}},
		{"brief", "--table", parley.Words{Table: "ministry"}},
		{"costs", "--deal", parley.Words{Deals: []string{"weir=lo"}}},
		{"costs", "--deal", parley.Words{Deals: []string{" "}}},
		{"costs", "--deal", parley.Words{Deals: []string{"weir=none, release=guaranteed"}}},
		{"blocks", "--goal", parley.Words{Goals: []string{"x"}}},
		{"blokcs", "question", parley.Words{}},
	} {
		a, err := parley.Ask(t.Context(), c, x.question, x.w, parley.Options{Runs: 5})
		var bad *parley.ArgumentError
		if a != nil || !errors.As(err, &bad) || bad.Flag != x.flag {
			t.Errorf("%s %+v: %v", x.question, x.w, err)
		}
	}
	for _, runs := range []int{-1, parley.MaxRuns + 1} {
		if _, err := parley.Prepare(t.Context(), c, parley.Options{Runs: runs}); err == nil {
			t.Errorf("%d runs are taken", runs)
		}
	}
	var bad *parley.ArgumentError
	if _, err := parley.Ask(t.Context(), c, "deals", parley.Words{}, parley.Options{Runs: parley.MaxDraws + 1}); !errors.As(err, &bad) || bad.Flag != "--runs" {
		t.Errorf("more draws than there may be: %v", err)
	}
}

// A forecast takes more runs than there may be draws.
func TestManyRuns(t *testing.T) {
	c, _ := parley.Parse("coin.yaml", `parley: 1
case: coin
as-of: 2025-01-01
horizon: 1 month
parties: {a: {kind: state}, b: {kind: state}}
issues: {war: {goes-on: {}, ends: {by: a and b}}}
values: {a: {war: {ends: "uniform(-1, 1)"}}, b: {war: {ends: 1}}}
tables: {talks: {members: [a, b], every: month, closes: 0.5}}
scenarios: {peace: {is: war == ends, looked-up: the papers}}
`)
	a, err := parley.Ask(t.Context(), c, "forecast", parley.Words{}, parley.Options{Runs: parley.MaxDraws + 1})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(a)
	if err != nil || !strings.Contains(string(text), fmt.Sprintf(`"runs":%d`, parley.MaxDraws+1)) {
		t.Errorf("%v: %.200s", err, text)
	}
}

// A number without a value is the fault of a line of the case.
func TestValueErrorHasItsLine(t *testing.T) {
	c := template(t, "20 * dry-years", "log(dry-years - 5)")
	_, err := parley.Brief(t.Context(), "nowhere.yaml", parley.Options{})
	if err == nil {
		t.Error("a missing file is read")
	}
	_, err = parley.Ask(t.Context(), c, "deals", parley.Words{}, parley.Options{Runs: 20})
	var text *parley.CaseError
	if !errors.As(err, &text) || text.Findings[0].Place.Line == 0 || text.Findings[0].Text == "" || text.Findings[0].File != "water.yaml" {
		t.Errorf("%v", err)
	}
}

// An interruption gives what there is, marked; before there is anything, nothing.
func TestInterruption(t *testing.T) {
	c := template(t, "parley: 1", "parley: 1")
	for _, question := range []string{"deals", "costs", "blocks", "brief"} {
		ctx, cancel := context.WithCancel(t.Context())
		o := parley.Options{Runs: 4000, Jobs: 1, Progress: func(_ string, done, _ int) {
			if done > 100 {
				cancel()
			}
		}}
		a, err := parley.Ask(ctx, c, question, parley.Words{}, o)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", question, err)
		}
		if a == nil && (question == "deals" || question == "costs") {
			t.Errorf("%s: an interruption leaves nothing of it", question)
		}
		if a != nil {
			var b bytes.Buffer
			if err := a.Write(&b, parley.JSON, parley.Style{}); err != nil || !a.Partial || !strings.Contains(b.String(), `"partial": true`) {
				t.Errorf("%s: an interrupted answer is not marked (%v)", question, err)
			}
		}
		if a, err := parley.Ask(ctx, c, question, parley.Words{}, o); a != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: asked after the end: %v, %v", question, a, err)
		}
		cancel()
	}
}
