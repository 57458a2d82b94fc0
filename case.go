package parley

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parley/casefile"
	"parley/cases"
	"parley/internal/diag"
	"parley/internal/game"
)

// Case is a checked and compiled case. It is immutable and safe for concurrent use.
type Case struct {
	*casefile.Case
	// Findings are the warnings and notes about its text.
	Findings diag.List
	// Name is what the user called it: the last element of its path without `.yaml`, or its name in the catalogue.
	Name string

	game *game.Game
}

// CaseError says everything that is wrong with the text of a case.
type CaseError struct{ Findings diag.List }

// Error joins the findings, one a line, each with file, line and column.
func (e *CaseError) Error() string { return e.Findings.Error() }

// UnknownCaseError is a bare name that is neither a path nor in the catalogue.
type UnknownCaseError struct{ Name, Suggestion string }

// Error says so, with the nearest name.
func (e *UnknownCaseError) Error() string {
	s := fmt.Sprintf("%q is neither a file or folder here nor a case of the catalogue", e.Name)
	if e.Suggestion != "" {
		s += "; " + e.Suggestion
	}
	return s
}

// Load reads the case that a text names: a folder that holds case.yaml, the file itself, or (a bare name that is no
// path) a case of the catalogue. Its error is a *CaseError when the text is wrong, an *UnknownCaseError, or says what
// could not be read.
func Load(path string) (*Case, error) {
	c, findings, err := read(path)
	if err != nil {
		return nil, err
	}
	return compile(name(path), c, findings)
}

// Parse reads a case from its text; file is what messages call it.
func Parse(file, text string) (*Case, error) {
	c, findings := casefile.Parse(file, text)
	return compile(name(file), c, findings)
}

func read(path string) (*casefile.Case, diag.List, error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) && bare(path) {
		text, ok := cases.Open(path)
		if !ok {
			return nil, nil, &UnknownCaseError{Name: path, Suggestion: diag.DidYouMean(path, cases.Names())}
		}
		c, findings := casefile.Parse(path+"/"+casefile.FileName, text)
		return c, findings, nil
	}
	return casefile.Load(path)
}

// bare reports whether a text could be a name of the catalogue rather than a path.
func bare(text string) bool {
	return text != "" && !strings.ContainsAny(text, `/\`) && filepath.Ext(text) != ".yaml" && filepath.Ext(text) != ".yml" &&
		text != "." && text != ".."
}

// name is the last element of a path that says something.
func name(path string) string {
	if abs, err := filepath.Abs(path); err == nil && (filepath.Base(path) == "." || filepath.Base(path) == "..") {
		path = abs
	}
	base := filepath.Base(path)
	if base == casefile.FileName && filepath.Dir(path) != "." {
		base = filepath.Base(filepath.Dir(path))
	}
	return strings.TrimSuffix(strings.TrimSuffix(base, ".yaml"), ".yml")
}

func compile(name string, c *casefile.Case, findings diag.List) (*Case, error) {
	if c == nil {
		return nil, &CaseError{findings.Only(diag.Error)}
	}
	g, more := game.Compile(c)
	findings = append(findings, more...)
	locate(c, findings)
	findings = findings.Sort()
	if g == nil || findings.HasErrors() {
		return nil, &CaseError{findings.Only(diag.Error)}
	}
	return &Case{Case: c, Findings: findings, Name: name, game: g}, nil
}

// locate adds the file and the line itself to findings that were made without the text at hand.
func locate(c *casefile.Case, findings diag.List) {
	var lines []string
	for _, d := range findings {
		if d.File == "" {
			d.File = c.File
		}
		if d.Text != "" || d.Place.Line < 1 {
			continue
		}
		if lines == nil {
			lines = strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(c.Text), "\n")
		}
		if d.Place.Line <= len(lines) {
			d.Text = lines[d.Place.Line-1]
		}
	}
}
