package forecast

import (
	"context"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/golden"
)

func TestPage(t *testing.T) {
	d := drawsOf(t, border, 400, 2)
	a, err := Ask(context.Background(), d, Args{WhatIf: []casefile.Change{change(t, d, "set", "rate=3"), change(t, d, "without", "threat:ultimatum")}})
	if err != nil {
		t.Fatal(err)
	}
	golden.Page(t, "border", a.Page(d.G))
	golden.Fits(t, "border", a.Page(d.G), "WHAT IS LIKELY", "WHAT IF", "rate=3", "second", "Published")
}

// A case in which nothing runs, no deal is made and nobody is known to have power still makes a page.
func TestPageOfLittle(t *testing.T) {
	text := swap(t, swap(t, single, "MARGIN", ""), "b: {war: {ends: 5}}", "b: {war: {ends: -5}}")
	d := drawsOf(t, strings.Replace(text, "as-of: 2025-01-01\n", "", 1), 50, 1)
	a, err := Ask(context.Background(), d, Args{})
	if err != nil {
		t.Fatal(err)
	}
	golden.Fits(t, "little", a.Page(d.G), "WITHIN 3 MONTHS", "No run makes a deal", "capability", "alone")
	if a.Clocks != nil || len(a.Tracks) != 0 {
		t.Errorf("%+v", a.Clocks)
	}
}

// Poor lists of packages are said.
func TestPoorBook(t *testing.T) {
	a := &Answer{Books: []Book{{Table: "talks", Room: 60, Found: 40, Share: 0.5, Poor: true}, {Table: "court"}}}
	if text := a.poorBooks(); !strings.Contains(text, "talks (room found in 40 of 60 draws, 50 % of the best gain)") || strings.Contains(text, "court") {
		t.Error(text)
	}
	if (&Answer{Books: []Book{{Table: "talks"}}}).poorBooks() != "" {
		t.Error("a good list is called poor")
	}
}
