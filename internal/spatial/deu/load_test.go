package deu

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"parley/internal/diag"
)

const (
	issuesHead    = "issue_id,proposal_id,council,procedure,council_voting,reference_point,outcome\n"
	positionsHead = "issue_id,actor,position,salience\n"
	powerText     = "actor,votes_pre_nice_to_2004,votes_nice_2004_2014,population_millions_lisbon\nde,10,29,83.1\nlu,2,4,0.6\npl,,27,37.8\n"
)

func folder(issues, positions, power string) fstest.MapFS {
	return fstest.MapFS{
		issuesFile:    {Data: []byte(issues)},
		positionsFile: {Data: []byte(positions)},
		powerFile:     {Data: []byte(power)},
	}
}

func TestRead(t *testing.T) {
	d, err := Read(folder(
		issuesHead+"d98001i1,d98001,Agri,COD,Unan,0,100.0\nd05001i1,d05001,\"Fish, and more\",CNS,QMV(10),,\n",
		positionsHead+"d98001i1,com,100.0,50\nd98001i1,de,20,40\nd98001i1,lu,0,100\nd98001i1,pl,0,100\nd05001i1,pl,50,80\nd05001i1,ep,60,\nd05001i1,lu,60,10\nd05001i1,com,60,10\n",
		powerText))
	if err != nil {
		t.Fatal(err)
	}
	a, b := d.Issues[0], d.Issues[1]
	if a.Year != 1998 || !a.Codecided || !a.Unanimous || *a.Reference != 0 || *a.Outcome != 100 || len(a.Actors) != 4 {
		t.Errorf("%+v", a)
	}
	// The Commission has the votes of Germany; Poland had none before Nice, and counts as Luxembourg.
	for k, want := range []float64{10, 10, 2, 2} {
		if a.Actors[k].Capability != want {
			t.Errorf("%s has %v, want %v", a.Actors[k].Name, a.Actors[k].Capability, want)
		}
	}
	// Of those who take a position here Poland is the largest; Parliament has no salience and is left out.
	if b.Year != 2005 || b.Codecided || b.Unanimous || b.Reference != nil || len(b.Actors) != 3 || b.Actors[2].Capability != 27 || b.Actors[0].Salience != 0.8 {
		t.Errorf("%+v", b)
	}
	if len(d.Decided()) != 1 || len(d.Open()) != 1 {
		t.Error("one issue is decided and one is open")
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	issues := issuesHead + "d98001i1,d98001,Agri,COD,QMV,0,100\n"
	positions := positionsHead + "d98001i1,de,20,40\n"
	for want, files := range map[string]fstest.MapFS{
		`deu3_issues.csv:2:32: error: outcome "half" is not a number; write a number from 0 to 100, or nothing`: folder(issuesHead+"d98001i1,d98001,Agri,COD,QMV,0,  half\n", positions, powerText),
		`deu3_issues.csv:2:32: error: outcome 999 is outside 0 to 100`:                                          folder(issuesHead+"d98001i1,d98001,Agri,COD,QMV,0,999\n", positions, powerText),
		`reference_point "NaN" is not a number`:                                                                 folder(issuesHead+"d98001i1,d98001,Agri,COD,QMV,NaN,9\n", positions, powerText),
		`procedure is "XYZ"; write COD or CNS`:                                                                  folder(issuesHead+"d98001i1,d98001,Agri,XYZ,QMV,0,9\n", positions, powerText),
		`proposal_id "x" does not say the year`:                                                                 folder(issuesHead+"d98001i1,x,Agri,COD,QMV,0,9\n", positions, powerText),
		`deu3_issues.csv:3:1: error: issue_id "d98001i1" is blank or was given before`:                          folder(issues+"d98001i1,d98001,Agri,COD,QMV,0,9\n", positions, powerText),
		`deu3_issues.csv:1:1: error: there is no column "outcome"`:                                              folder("issue_id,proposal_id,council,procedure,council_voting,reference_point\n", positions, powerText),
		`the column "actor" is there twice`:                                                                     folder(issues, "issue_id,actor,actor,position,salience\n", powerText),
		`deu3_issues.csv:3:1: error: the row has 1 cells, the header 7`:                                         folder(issues+"d98001i2\n", positions, powerText),
		`deu3_positions_long.csv:2:13: error: position "" is not a number; write a number from 0 to 100`:        folder(issues, positionsHead+"d98001i1,de,,40\n", powerText),
		`deu3_positions_long.csv:2:1: error: issue_id "other" is not in deu3_issues.csv`:                        folder(issues, positionsHead+"other,de,1,40\n", powerText),
		`deu3_positions_long.csv:3:10: error: actor "de" is blank or stands on this issue twice`:                folder(issues, positions+"d98001i1,de,1,40\n", powerText),
		`no actor has weight`:                                                      folder(issues, positionsHead+"d98001i1,de,20,\n", powerText),
		`a row of comma-separated values`:                                          folder(issues, positionsHead+"d98001i1,\"de,20,40\n", powerText),
		`eu_council_power.csv:2:4: error: votes_pre_nice_to_2004 "ten"`:            folder(issues, positions, strings.Replace(powerText, "10", "ten", 1)),
		`eu_council_power.csv:5:1: error: actor "de" is blank or was given before`: folder(issues, positions, powerText+"de,1,2,3\n"),
		`eu_council_power.csv:1:1: error: the file is empty`:                       folder(issues, positions, ""),
		`not UTF-8`: folder(issues, positions, "\xff"),
		`the folder holds no deu3_issues.csv; name one`: {powerFile: {Data: []byte(powerText)}},
		`is larger than 16 MB`:                          folder(strings.Repeat("x", MaxFileSize+1), positions, powerText),
	} {
		_, err := Read(files)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// One mistake is said once: what would only follow from it is not.
func TestReadSaysItOnce(t *testing.T) {
	issues := issuesHead + "d98001i1,d98001,Agri,COD,QMV,0,100\n"
	positions := positionsHead + "d98001i1,de,20,40\nd98001i1,lu,20,40\n"
	for name, files := range map[string]fstest.MapFS{
		"another header":        folder("a,b\n1,2\n", positions, powerText),
		"semicolons":            folder(strings.ReplaceAll(issues, ",", ";"), positions, powerText),
		"no header":             folder(issues, strings.TrimPrefix(positions, positionsHead), powerText),
		"a column too few":      folder(issues, strings.ReplaceAll(strings.ReplaceAll(positions, ",salience", ""), ",40", ""), powerText),
		"an issue named twice":  folder(issues+"d98001i1,d98001,Agri,COD,QMV,0,1\n", positions, powerText),
		"a row of an issue":     folder(issuesHead+"d98001i1,d98001,Agri\n", positions, powerText),
		"a row of positions":    folder(issues, positionsHead+"d98001i1,de\n", powerText),
		"a row as long as this": folder(issuesHead+strings.Repeat("x", 1<<20)+"\n", positions, powerText),
		"an empty file":         folder("", positions, powerText),
		"an open quote":         folder(issues+"\"x,", positions, powerText),
		"a power twice":         folder(issues, positions, powerText+"de,1,2,3\n"),
	} {
		_, err := Read(files)
		var list diag.List
		if !errors.As(err, &list) || len(list) != 1 || list[0].Place.Line < 1 || list[0].File == "" || list[0].Suggestion == "" {
			t.Errorf("%s: %d findings: %v", name, len(list), err)
		}
	}
}

// A byte order mark, and lines that end as on other systems, change nothing.
func TestReadOtherSystems(t *testing.T) {
	issues := issuesHead + "d98001i1,d98001,Agri,COD,QMV,0,100\n"
	positions := positionsHead + "d98001i1,de,20,40\n"
	want, err := Read(folder(issues, positions, powerText))
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []func(string) string{
		func(s string) string { return "\ufeff" + s },
		func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		func(s string) string { return strings.TrimSuffix(s, "\n") },
	} {
		got, err := Read(folder(change(issues), change(positions), change(powerText)))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%v: %+v", err, got)
		}
	}
}

func TestFindingsAreBounded(t *testing.T) {
	var rows strings.Builder
	for k := range 500 {
		fmt.Fprintf(&rows, "d98001i%d,d98001,Agri,COD,QMV,0,x\n", k)
	}
	_, err := Read(folder(issuesHead+rows.String(), positionsHead, powerText))
	var list diag.List
	if !errors.As(err, &list) || len(list) > maxFindings || list[0].Text == "" || list[0].Suggestion == "" {
		t.Errorf("%d findings: %v", len(list), err)
	}
}

// The counts of the data set: 364 issues, 198 with an outcome, and the proposals they come from.
func TestReadFull(t *testing.T) {
	d := full(t)
	references, proposals := 0, map[string]bool{}
	for _, is := range d.Issues {
		proposals[is.Proposal] = true
		if is.Reference != nil {
			references++
		}
	}
	if len(d.Issues) != 364 || len(d.Decided()) != 198 || references != 261 || len(proposals) != 141 {
		t.Errorf("%d issues, %d decided, %d with a reference point, %d proposals", len(d.Issues), len(d.Decided()), references, len(proposals))
	}
}

func FuzzRead(f *testing.F) {
	issues := issuesHead + "d98001i1,d98001,Agri,COD,Unan,0,100.0\n"
	positions := positionsHead + "d98001i1,com,100.0,50\nd98001i1,de,20,40\n"
	f.Add(issues, positions, powerText)
	f.Add(issuesHead, positionsHead, "")
	f.Add(strings.ReplaceAll(issues, ",", "\","), positions, "\ufeff"+powerText)
	f.Add(issues, positionsHead+"d98001i1,\"a\nb\",1e-400,1e400\n", strings.ReplaceAll(powerText, "10", "Inf"))
	f.Fuzz(func(t *testing.T, issues, positions, power string) {
		d, err := Read(folder(issues, positions, power))
		if err != nil {
			return
		}
		for k := range d.Issues {
			if err := d.Issues[k].Check(); err != nil {
				t.Fatalf("an issue that was read does not pass: %v", err)
			}
		}
	})
}
