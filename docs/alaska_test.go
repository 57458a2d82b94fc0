package docs

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	sheetRows = 247
	sheetPath = "../../shared/reference/alaska.md"
)

var (
	inBrackets = regexp.MustCompile(`\(([0-9, –]+)\)`)
	inTicks    = regexp.MustCompile("`([^`]+)`")
	heading    = regexp.MustCompile(`(?m)^\| [A-N] [^|]*\((\d+)–(\d+)\) `)
)

// section is the part of a page under a heading.
func section(t *testing.T, page, name string) string {
	t.Helper()
	_, after, found := strings.Cut(page, "\n## "+name+"\n")
	if !found {
		t.Fatalf("no section %q", name)
	}
	before, _, _ := strings.Cut(after, "\n## ")
	return before
}

// numbered adds the rows named in brackets and in the cells of a column: "(4, 7–9)".
func numbered(rows map[int]bool, text string) {
	for _, group := range inBrackets.FindAllStringSubmatch(text, -1) {
		for part := range strings.SplitSeq(group[1], ",") {
			first, last, isRange := strings.Cut(strings.TrimSpace(part), "–")
			from, err := strconv.Atoi(first)
			if err != nil {
				continue
			}
			to := from
			if isRange {
				to, _ = strconv.Atoi(last)
			}
			for row := from; row <= to; row++ {
				rows[row] = true
			}
		}
	}
}

// keys are the keys of a block of the case file, by the indentation of its entries.
func keys(t *testing.T, text, block string) []string {
	t.Helper()
	_, after, found := strings.Cut(text, "\n"+block+":")
	if !found {
		t.Fatalf("no %s in the case", block)
	}
	var out []string
	for line := range strings.Lines(after[strings.Index(after, "\n")+1:]) {
		if line != "\n" && !strings.HasPrefix(line, " ") {
			break
		}
		if key, _, ok := strings.Cut(line, ":"); ok && strings.HasPrefix(line, "  ") && line[2] != ' ' && line[2] != '#' {
			out = append(out, strings.TrimSpace(key))
		}
	}
	return out
}

// first are the names in ticks in the first column of a table; a line may hold several.
func first(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			for _, m := range inTicks.FindAllStringSubmatch(cells[1], -1) {
				out = append(out, m[1])
			}
		}
	}
	return out
}

// Every row of the reference sheet of the Alaska case is said to be in the case or not and why, and what is named as being in it is.
func TestAlaskaRows(t *testing.T) {
	page, caseFile := read(t, "cases/alaska-2025.md"), read(t, "../cases/alaska-2025/case.yaml")
	table := section(t, page, "Where the reference sheet's rows live")
	rows, next := map[int]bool{}, 1
	for _, h := range heading.FindAllStringSubmatch(table, -1) { // the sections follow each other
		from, _ := strconv.Atoi(h[1])
		to, _ := strconv.Atoi(h[2])
		if from != next {
			t.Errorf("a section begins with row %d, want %d", from, next)
		}
		next = to + 1
	}
	if next != sheetRows+1 {
		t.Errorf("the sections end with row %d", next-1)
	}
	numbered(rows, heading.ReplaceAllString(table, "|"))
	scenarios := section(t, page, "Scenarios")
	for line := range strings.Lines(scenarios) {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			numbered(rows, "("+strings.TrimSpace(cells[2])+")")
		}
	}
	for row := 1; row <= sheetRows; row++ {
		if !rows[row] {
			t.Errorf("nothing is said of row %d", row)
		}
	}
	for row := range maps.Keys(rows) {
		if row > sheetRows {
			t.Errorf("there is no row %d", row)
		}
	}
	for _, name := range inTicks.FindAllStringSubmatch(table, -1) {
		if !strings.Contains(caseFile, name[1]) {
			t.Errorf("the case has no %s", name[1])
		}
	}
	if got, want := first(scenarios), keys(t, caseFile, "scenarios"); !slices.Equal(got, want) {
		t.Errorf("scenarios %v, in the case %v", got, want)
	}
	got, want := first(section(t, page, "Time")), keys(t, caseFile, "tracks")
	if !slices.Equal(got, want) {
		t.Errorf("tracks %v, in the case %v", got, want)
	}
	if sheet, err := os.ReadFile(sheetPath); err == nil && !strings.Contains(string(sheet), "| "+strconv.Itoa(sheetRows)+" |") {
		t.Error("the reference sheet has other rows")
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
