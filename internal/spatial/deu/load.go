package deu

import (
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"parley/internal/diag"
	"parley/internal/spatial"
)

// The files of the data set.
const (
	issuesFile    = "deu3_issues.csv"
	positionsFile = "deu3_positions_long.csv"
	powerFile     = "eu_council_power.csv"
)

// Issue is one issue of a proposal. Its actors are those with both a position and a salience; saliences are shares.
type Issue struct {
	spatial.Issue
	Proposal  string `json:"proposal"`
	Council   string `json:"council"`   // formation, such as Agri
	Codecided bool   `json:"codecided"` // Parliament decides as well (COD); otherwise it is consulted (CNS)
	Unanimous bool   `json:"unanimous"` // the Council decides by unanimity; otherwise by qualified majority
	Year      int    `json:"year"`      // of the proposal
}

// Data is the data set, in the order of the file of issues.
type Data struct{ Issues []Issue }

// Decided lists the issues with an outcome.
func (d *Data) Decided() []Issue { return d.only(true) }

// Open lists the issues without an outcome.
func (d *Data) Open() []Issue { return d.only(false) }

func (d *Data) only(decided bool) []Issue {
	var out []Issue
	for _, is := range d.Issues {
		if (is.Outcome != nil) == decided {
			out = append(out, is)
		}
	}
	return out
}

// Load reads the data set from a folder. Findings about the text are a diag.List, each with file, line, column and remedy.
func Load(dir string) (*Data, error) { return Read(os.DirFS(dir)) }

// Read reads the data set from a file system: deu3_issues.csv, deu3_positions_long.csv and eu_council_power.csv.
func Read(files fs.FS) (*Data, error) {
	var found diag.List
	power, err := readPower(files, &found)
	if err != nil {
		return nil, err
	}
	d, at, err := readIssues(files, &found)
	if err != nil {
		return nil, err
	}
	if err := d.readPositions(files, &found); err != nil {
		return nil, err
	}
	if found.HasErrors() {
		return nil, found.Sort()
	}
	for k := range d.Issues {
		power.assign(&d.Issues[k])
		if err := d.Issues[k].Check(); err != nil {
			at[d.Issues[k].Name].fault("issue_id", err.Error(), "give positions and saliences in "+positionsFile+", or remove the issue")
		}
	}
	if found.HasErrors() {
		return nil, found.Sort()
	}
	return d, nil
}

// readIssues gives the issues and the row of each.
func readIssues(files fs.FS, found *diag.List) (*Data, map[string]*row, error) {
	t, err := readTable(files, issuesFile, []string{"issue_id", "proposal_id", "council", "procedure", "council_voting", "reference_point", "outcome"}, found)
	if err != nil {
		return nil, nil, err
	}
	d, at := &Data{}, map[string]*row{}
	for k := range t.rows {
		w := &t.rows[k]
		name := w.text("issue_id")
		if name == "" || at[name] != nil {
			w.fault("issue_id", fmt.Sprintf("issue_id %q is blank or was given before", name), "give every issue a name of its own")
			continue
		}
		at[name] = w
		is := Issue{
			Issue:    spatial.Issue{Name: name, Lo: 0, Hi: 100},
			Proposal: w.text("proposal_id"), Council: w.text("council"), Year: proposed(w),
		}
		is.Codecided = w.choice("procedure", "COD", "CNS", "") == "COD"
		is.Unanimous = w.choice("council_voting", "Unan", "QMV", "QMV(10)") == "Unan"
		is.Reference, _ = w.number("reference_point", 0, 100, true)
		is.Outcome, _ = w.number("outcome", 0, 100, true)
		d.Issues = append(d.Issues, is)
	}
	return d, at, nil
}

// choice reads a cell that holds one of a few words.
func (w *row) choice(name, a, b, c string) string {
	text := w.text(name)
	if text == "" || text != a && text != b && text != c {
		w.fault(name, fmt.Sprintf("%s is %q", name, text), fmt.Sprintf("write %s or %s", a, b))
	}
	return text
}

// proposed reads the year out of the name of a proposal: a letter, then two digits.
func proposed(w *row) int {
	id := w.text("proposal_id")
	if len(id) >= 3 {
		if y, err := strconv.ParseUint(id[1:3], 10, 8); err == nil {
			return 1950 + (int(y)+50)%100 // 50 to 99 are of the last century
		}
	}
	w.fault("proposal_id", fmt.Sprintf("proposal_id %q does not say the year", id), "write a letter and the last two digits of the year first, as in d04287")
	return 0
}

// readPositions adds the actors. One without a salience is left out: nothing says what it weighs.
func (d *Data) readPositions(files fs.FS, found *diag.List) error {
	t, err := readTable(files, positionsFile, []string{"issue_id", "actor", "position", "salience"}, found)
	if err != nil {
		return err
	}
	index, whole := map[string]int{}, !found.HasErrors()
	for k := range d.Issues {
		index[d.Issues[k].Name] = k
	}
	seen := map[[2]string]bool{}
	for k := range t.rows {
		w := &t.rows[k]
		name, actor := w.text("issue_id"), w.text("actor")
		at, ok := index[name]
		switch {
		case !ok && !whole:
			continue // its row there is wrong, which has been said
		case !ok:
			w.fault("issue_id", fmt.Sprintf("issue_id %q is not in %s", name, issuesFile), "add the issue there, or remove the row")
			continue
		case actor == "" || seen[[2]string{name, actor}]:
			w.fault("actor", fmt.Sprintf("actor %q is blank or stands on this issue twice", actor), "give each actor one row an issue")
			continue
		}
		seen[[2]string{name, actor}] = true
		position, okP := w.number("position", 0, 100, false)
		salience, okS := w.number("salience", 0, 100, true)
		if okP && okS && salience != nil {
			is := &d.Issues[at]
			is.Actors = append(is.Actors, spatial.Actor{Name: actor, Salience: *salience / 100, Position: *position})
		}
	}
	return nil
}
