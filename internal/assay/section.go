package assay

import (
	"strings"

	"parley/internal/ask"
	"parley/internal/page"
	"parley/internal/wording"
)

// headings are the tests as columns say them, each as a claim that is true or not.
var headings = [...]string{"room", "ratified", "kept", "credible", "power\nstays", "patient", "ripe"}

// said are the tests as prose says them.
var said = [...]string{"room", "ratification", "keeping", "credible sanctions", "the balance of power", "patience", "ripeness"}

// Columns are the columns of the tests from one on, for a table that has a row for each result; those that are asked of none are left out.
// cells are by result.
func Columns(results []Result, from int) (columns []page.Column, cells [][]page.Cell) {
	cells = make([][]page.Cell, len(results))
	for which := from; which < len(keys); which++ {
		if !asked(results, which) {
			continue
		}
		columns = append(columns, page.Column{Heading: headings[which]})
		for k := range results {
			cells[k] = append(cells[k], cell(results[k].Tests()[which]))
		}
	}
	return columns, cells
}

// From names the tests of Columns by their number.
const (
	FromRoom = room
	FromKept = kept
)

func asked(results []Result, which int) bool {
	for k := range results {
		if results[k].Tests()[which].Verdict != NotAsked {
			return true
		}
	}
	return false
}

func cell(t *Test) page.Cell {
	switch t.Verdict {
	case Passes:
		return page.Cell{Text: "yes"}
	case Fails:
		return page.Cell{Text: "no", Tone: page.Bad}
	}
	return page.Cell{Text: "–", Tone: page.Muted}
}

// Unasked says which tests are asked of no result, and why; "" where each is of some.
func Unasked(results []Result) string {
	var parts []string
	var last string
	for which := range keys {
		if len(results) == 0 || which == sanctions || asked(results, which) {
			continue
		}
		why := results[len(results)-1].Tests()[which].Text
		if why == last {
			parts[len(parts)-1] += ", " + said[which]
			continue
		}
		parts, last = append(parts, why+": "+said[which]), why
	}
	if parts == nil {
		return ""
	}
	return "Not asked, for " + strings.Join(parts, "; for ") + "."
}

// FirstFailing says of a result which test fails first, and by whom: "keeping (Russia would break it at once)"; "none" where none fails.
func (r *Result) FirstFailing() string {
	for which, t := range r.Tests() {
		if t.Verdict == Fails {
			return said[which] + " (" + t.Text + ")"
		}
	}
	return "none"
}

// Section sets the tests of some states side by side, and says below of the leading ones which fail, by whom and in how many draws.
func Section(results []Result, leading int) *page.Section {
	if len(results) == 0 {
		return nil
	}
	t := page.Table{Name: "tests", Columns: []page.Column{{Heading: "state"}}}
	columns, cells := Columns(results, FromRoom)
	t.Columns = append(t.Columns, columns...)
	var items []page.Item
	for k := range results {
		r := &results[k]
		t.Rows = append(t.Rows, page.Row{Cells: append([]page.Cell{{Text: r.Label}}, cells[k]...)})
		if text := r.failures(); text != "" && k < leading {
			items = append(items, page.Item{Marker: "–", Text: r.Label + ": " + text})
		}
	}
	s := &page.Section{Heading: "WHICH TESTS EACH PASSES", Aside: "with every uncertain input at its median", Blocks: []page.Block{t}}
	if items != nil {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Those that fail, the first first; in brackets, where there are any, in how many of the first " + ask.Amount(float64(results[0].Draws), "draw", "draws") + " it passes:"}, page.List{Items: items})
	}
	text := "What each test asks: docs/model.md, “Tests of a deal”."
	if why := Unasked(results); why != "" {
		text = why + " " + text
	}
	s.Blocks = append(s.Blocks, page.Prose{Text: text})
	return s
}

// failures are the tests that fail, with shares.
func (r *Result) failures() string {
	var parts []string
	for which, t := range r.Tests() {
		if t.Verdict != Fails {
			continue
		}
		text := said[which] + ", " + t.Text
		if t.Share != nil && *t.Share >= 0.05 {
			text += " (" + wording.Percent(*t.Share) + ")"
		}
		parts = append(parts, text)
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, "; ") + "."
}
