package ktab

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/spatial/smp"
)

// noDefects is the note on how a scenario runs. It says nothing about a case, which holds no run.
const noDefects = "The scenario runs without KTAB's defects; to compare it with a run of KTAB, turn Compat on."

// most is the largest capability in a case.
const most = 100

// Read reads one scenario, CSV or XML, as a domain: a scale for each dimension, and where each actor stands. The Domain is nil
// when the list holds an error. What a case cannot hold is in its notes.
func Read(files []exchange.File) (*exchange.Domain, diag.List) {
	if problem := exchange.CheckFiles(files); problem != nil {
		return nil, diag.List{problem}
	}
	if len(files) != 1 {
		return nil, diag.List{exchange.FileFinding(diag.Error, "one-file", "",
			fmt.Sprintf("%d files were given; a scenario of KTAB is one", len(files)), "import them one by one")}
	}
	read := ReadCSV
	if text := bytes.TrimLeft(bytes.TrimPrefix(files[0].Data, []byte("\xef\xbb\xbf")), " \t\r\n"); len(text) > 0 && text[0] == '<' || utf16(files[0].Data) {
		read = ReadXML
	}
	r, findings := read(files[0])
	if r == nil {
		return nil, findings
	}
	if n := len(r.Scenario.Actors); n > exchange.MaxProfiles {
		return nil, diag.List{exchange.FileFinding(diag.Error, "too-many", files[0].Name,
			fmt.Sprintf("the scenario has %d actors; a case has at most %d parties", n, exchange.MaxProfiles),
			"join actors that stand alike, or leave out those with the least capability")}
	}
	return r.Domain(exchange.FileName(files[0].Name)), findings
}

// utf16 reports whether a file begins as XML in UTF-16 does.
func utf16(data []byte) bool {
	for _, start := range []string{"\xff\xfe<\x00", "\xfe\xff\x00<", "<\x00", "\x00<"} {
		if bytes.HasPrefix(data, []byte(start)) {
			return true
		}
	}
	return false
}

// Domain is the scenario, read from a file of that name, as a domain. Every dimension becomes an issue that is nothing but a scale, with the options low at 0 and
// high at 100.
func (r *Reading) Domain(file string) *exchange.Domain {
	s := &r.Scenario
	d := &exchange.Domain{Name: s.Name}
	for _, note := range r.Notes {
		if note != noDefects {
			d.Notes = append(d.Notes, note)
		}
	}
	if s.Desc != "" {
		d.Notes = append(d.Notes, "Its description: "+strings.TrimSuffix(s.Desc, ".")+".")
	}
	d.Notes = append(d.Notes, "Only where actors stand is known, not what options are worth to them: `parley positions` is the question to ask.")
	for _, dim := range s.Dims {
		d.Issues = append(d.Issues, exchange.Issue{Name: dim, Options: []string{"low", "high"}, Places: []float64{0, 100}})
	}
	greatest := 0.0
	for i := range s.Actors {
		greatest = max(greatest, s.Actors[i].Capability)
	}
	unit := 1.0
	if greatest > most {
		unit = greatest / most
		d.Notes = append(d.Notes, fmt.Sprintf("Capabilities were divided by %g, so that the greatest is 100; only their proportions count.", unit))
	}
	for i := range s.Actors {
		d.Profiles = append(d.Profiles, profile(&s.Actors[i], unit, file))
	}
	d.Notes = append(d.Notes, lost(s)...)
	return d
}

func profile(a *smp.Actor, unit float64, file string) exchange.Profile {
	capability := min(a.Capability/unit, most)
	p := exchange.Profile{Name: a.Name, File: file, Note: a.Desc, Capability: &capability}
	if p.Note == "" {
		p.Note = "capability as in " + file
	}
	for k := range a.Position {
		p.Stands = append(p.Stands, exchange.Stand{Ideal: a.Position[k], Salience: share(a.Salience[k])})
	}
	return p
}

// share turns hundredths into a share, with ten decimals: a plain division would add digits that the file does not have.
func share(hundredths float64) float64 { return math.Round(hundredths*1e8) / 1e10 }

// lost names what of a scenario a case cannot hold.
func lost(s *smp.Scenario) []string {
	var out []string
	for _, setting := range changed(s.Options) {
		out = append(out, fmt.Sprintf("The setting %s %s is not carried over: questions run the model with its defaults.", setting.Name, setting.Value))
	}
	if s.Accommodation != nil {
		out = append(out, "The accommodation matrix is not carried over: ideals follow positions.")
	}
	if s.Seed != smp.DefaultSeed {
		out = append(out, "The seed is not carried over: nothing is drawn.")
	}
	return out
}
