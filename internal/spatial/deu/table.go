package deu

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/internal/diag"
)

// Limits of a file.
const (
	MaxFileSize = 16 << 20 // bytes
	maxRows     = 200_000
	maxFindings = 50  // reported about one reading
	maxQuoted   = 200 // bytes of a line, quoted in a finding
)

// table is a file of comma-separated values with a header.
type table struct {
	file   string
	lines  []string
	column map[string]int
	rows   []row
	found  *diag.List
}

// row is one record. Its cells have places.
type row struct {
	t     *table
	cells []string
	place []diag.Place
}

// readTable reads a file that must have the columns. Findings about rows go to found. The error is about the file as a whole: found, where
// it is not such a table, since what else could be said would only follow from that.
func readTable(files fs.FS, name string, columns []string, found *diag.List) (*table, error) {
	body, err := readFile(files, name)
	if err != nil {
		return nil, err
	}
	t := &table{file: name, lines: strings.Split(body, "\n"), column: map[string]int{}, found: found}
	r := csv.NewReader(strings.NewReader(body))
	r.FieldsPerRecord = -1
	r.ReuseRecord = false
	for number := 0; ; number++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.broken(err)
			return nil, found.Sort()
		}
		if number > maxRows {
			return nil, fmt.Errorf("%s: more than %d rows; split the file", name, maxRows)
		}
		w := row{t: t, cells: cells, place: make([]diag.Place, len(cells))}
		for k := range cells {
			w.place[k] = t.at(r.FieldPos(k))
		}
		if number == 0 {
			if !t.header(w, columns) {
				return nil, found.Sort()
			}
			continue
		}
		if len(cells) != len(t.column) {
			w.report(min(len(cells), len(t.column))-1, "columns", fmt.Sprintf("the row has %d cells, the header %d", len(cells), len(t.column)),
				"add or remove commas; put a text with a comma in double quotes")
			continue
		}
		t.rows = append(t.rows, w)
	}
	if len(t.column) == 0 {
		t.add(diag.Place{Line: 1, Col: 1}, "empty", "the file is empty", "its first line names the columns: "+strings.Join(columns, ","))
		return nil, found.Sort()
	}
	return t, nil
}

func readFile(files fs.FS, name string) (string, error) {
	f, err := files.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", &absentError{name}
	case err != nil:
		return "", fmt.Errorf("cannot open %s: %w", name, err)
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, MaxFileSize+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("cannot read %s: %w", name, err)
	case len(body) > MaxFileSize:
		return "", fmt.Errorf("%s is larger than %d MB, and no such file of this data set is", name, MaxFileSize>>20)
	case !utf8.Valid(body):
		return "", fmt.Errorf("%s is not UTF-8 text; save it as comma-separated values in UTF-8", name)
	}
	return strings.TrimPrefix(string(body), "\ufeff"), nil
}

// absentError is a file that the folder does not hold.
type absentError struct{ file string }

func (e *absentError) Error() string {
	return "the folder holds no " + e.file + "; name one that holds the files of the data set, such as " + issuesFile
}

// Unwrap says what it is to those who ask.
func (e *absentError) Unwrap() error { return fs.ErrNotExist }

func (t *table) header(w row, columns []string) bool {
	for k, name := range w.cells {
		name = strings.TrimSpace(name)
		if _, twice := t.column[name]; twice {
			w.report(k, "columns", fmt.Sprintf("the column %q is there twice", name), "remove one")
			return false
		}
		t.column[name] = k
	}
	for _, name := range columns {
		if _, ok := t.column[name]; !ok {
			w.report(0, "columns", fmt.Sprintf("there is no column %q", name), "the file has the columns "+strings.Join(columns, ","))
			return false
		}
	}
	return true
}

// broken reports what encoding/csv could not read.
func (t *table) broken(err error) {
	place, reason := diag.Place{Line: 1, Col: 1}, err.Error()
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		place, reason = t.at(parse.Line, parse.Column), parse.Err.Error()
	}
	t.add(place, "csv", "this is not a row of comma-separated values: "+reason, `write a double quote inside a text twice: ""`)
}

// at turns a byte position into a place in runes.
func (t *table) at(line, column int) diag.Place {
	p := diag.Place{Line: line, Col: column}
	if line >= 1 && line <= len(t.lines) {
		text := t.lines[line-1]
		p.Col = 1 + utf8.RuneCountInString(text[:max(0, min(column-1, len(text)))])
	}
	return p
}

func (t *table) add(place diag.Place, code, reason, remedy string) {
	if len(*t.found) >= maxFindings {
		return
	}
	text := ""
	if place.Line >= 1 && place.Line <= len(t.lines) {
		text = strings.TrimRight(t.lines[place.Line-1], "\r")
		text = strings.ToValidUTF8(text[:min(len(text), maxQuoted)], "")
	}
	*t.found = append(*t.found, &diag.Diagnostic{
		Severity: diag.Error, Level: diag.Error.String(), Code: code, File: t.file, Place: place,
		Text: text, Reason: reason, Suggestion: remedy,
	})
}

// report adds a finding about a cell.
func (w *row) report(cell int, code, reason, remedy string) {
	w.t.add(w.place[max(0, min(cell, len(w.place)-1))], code, reason, remedy)
}

// text is a cell by the name of its column.
func (w *row) text(name string) string { return strings.TrimSpace(w.cells[w.t.column[name]]) }

// fault reports something about a cell by the name of its column.
func (w *row) fault(name, reason, remedy string) { w.report(w.t.column[name], "value", reason, remedy) }

// number reads a cell that must hold a number from lo to hi. A blank is nil where it is allowed.
func (w *row) number(name string, lo, hi float64, blank bool) (value *float64, ok bool) {
	text := w.text(name)
	if text == "" && blank {
		return nil, true
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) {
		w.fault(name, fmt.Sprintf("%s %q is not a number", name, text), fmt.Sprintf("write a number from %g to %g%s", lo, hi, orBlank(blank)))
		return nil, false
	}
	if x < lo || x > hi {
		w.fault(name, fmt.Sprintf("%s %s is outside %g to %g", name, text, lo, hi), fmt.Sprintf("write a number from %g to %g%s", lo, hi, orBlank(blank)))
		return nil, false
	}
	return &x, true
}

func orBlank(blank bool) string {
	if blank {
		return ", or nothing where it is not known"
	}
	return ""
}
