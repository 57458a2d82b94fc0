package ktab

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"parley/internal/spatial/smp"
)

// plain writes a number so that it reads back the same: without an exponent unless it would be very long.
func plain(x float64) string {
	if s := strconv.FormatFloat(x, 'f', -1, 64); len(s) <= 24 {
		return s
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// withoutSigns parts the signs that KTAB's CSV has for a comma and a quote.
func withoutSigns(s string) string {
	for strings.Contains(s, "$$") {
		s = strings.ReplaceAll(s, "$$", "$ $")
	}
	return strings.ReplaceAll(s, "&quot;", "& quot;")
}

// WriteCSV writes a scenario as KTAB's CSV, and returns notes on what it cannot hold. It returns an error, and writes
// nothing, when the scenario does not pass Check.
func WriteCSV(w io.Writer, s *smp.Scenario) (notes []string, err error) {
	s, notes, err = writable(s, withoutSigns)
	if err != nil {
		return nil, err
	}
	for _, setting := range changed(s.Options) {
		notes = append(notes, fmt.Sprintf("The setting %s %s is not carried over: a CSV file of KTAB has none.", setting.Name, setting.Value))
	}
	if s.Seed != smp.DefaultSeed {
		notes = append(notes, "The seed is not carried over.")
	}
	if s.Accommodation != nil {
		notes = append(notes, "The accommodation matrix is not carried over: in a CSV file of KTAB, ideals follow positions.")
	}
	var b bytes.Buffer
	row := func(cells ...string) {
		for _, c := range cells {
			b.WriteString(cell(c))
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	row(s.Name, s.Desc, strconv.Itoa(len(s.Actors)), strconv.Itoa(len(s.Dims)))
	head := []string{"Actor", "Description", "Power"}
	for _, dim := range s.Dims {
		head = append(head, dim, "Salience")
	}
	row(head...)
	for _, a := range s.Actors {
		cells := []string{a.Name, a.Desc, plain(a.Capability)}
		for k := range s.Dims {
			cells = append(cells, plain(a.Position[k]), plain(a.Salience[k]))
		}
		row(cells...)
	}
	_, err = w.Write(b.Bytes())
	return notes, err
}

// cell writes a text as KTAB reads it: in quotes when it holds a comma, a quote as &quot;.
func cell(s string) string {
	if s = strings.ReplaceAll(s, `"`, "&quot;"); strings.Contains(s, ",") {
		return `"` + s + `"`
	}
	return s
}

// changed lists the settings that are not KTAB's defaults.
func changed(o smp.Options) []smp.Setting {
	var out []smp.Setting
	defaults := smp.Options{}.Settings()
	for i, s := range o.Settings() {
		if s.Value != defaults[i].Value {
			out = append(out, s)
		}
	}
	return out
}

// The elements of KTAB's XML.
type (
	scenarioXML struct {
		XMLName    xml.Name      `xml:"Scenario"`
		Name       string        `xml:"name"`
		Desc       string        `xml:"desc"`
		Seed       string        `xml:"prngSeed"`
		Parameters parametersXML `xml:"ModelParameters"`
		Dims       []string      `xml:"Dimensions>dName"`
		Actors     []actorXML    `xml:"Actors>Actor"`
		Pairs      []pairXML     `xml:"IdealAdjustment>iaPair"`
	}
	parametersXML struct{ Settings []settingXML }
	settingXML    struct {
		XMLName xml.Name
		Value   string `xml:",chardata"`
	}
	actorXML struct {
		Name       string   `xml:"name"`
		Desc       string   `xml:"description"`
		Capability string   `xml:"capability"`
		Position   []string `xml:"Position>dCoord"`
		Salience   []string `xml:"Salience>dSal"`
	}
	pairXML struct {
		Who  string `xml:"adjustingIdeal"`
		Whom string `xml:"referencePos"`
		By   string `xml:"adjust"`
	}
)

// WriteXML writes a scenario as KTAB's XML, and returns notes on what it cannot hold. It returns an error, and writes
// nothing, when the scenario does not pass Check. All settings and the pairs that KTAB's reader needs are written.
func WriteXML(w io.Writer, s *smp.Scenario) (notes []string, err error) {
	s, notes, err = writable(s, func(t string) string { return t })
	if err != nil {
		return nil, err
	}
	if s.Seed == 0 {
		notes = append(notes, "The seed is 0, for which KTAB draws another each time.")
	}
	out := scenarioXML{Name: present(s.Name), Desc: present(s.Desc), Seed: strconv.FormatUint(s.Seed, 10), Dims: s.Dims}
	for _, setting := range s.Options.Settings() {
		out.Parameters.Settings = append(out.Parameters.Settings, settingXML{XMLName: xml.Name{Local: setting.Name}, Value: setting.Value})
	}
	for i, a := range s.Actors {
		x := actorXML{Name: a.Name, Desc: present(a.Desc), Capability: plain(a.Capability)}
		for k := range s.Dims {
			x.Position, x.Salience = append(x.Position, plain(a.Position[k])), append(x.Salience, plain(a.Salience[k]))
		}
		out.Actors = append(out.Actors, x)
		out.Pairs = append(out.Pairs, pairs(s, i)...)
	}
	text, err := xml.MarshalIndent(out, "", "  ")
	if err != nil {
		return nil, err
	}
	_, err = w.Write([]byte(xml.Header + string(text) + "\n"))
	return notes, err
}

func present(s string) string {
	if s == "" {
		return noText
	}
	return s
}

// pairs are a row of the accommodation matrix: its numbers that are not those of the identity, and that with itself.
func pairs(s *smp.Scenario, i int) []pairXML {
	if s.Accommodation == nil {
		return []pairXML{{s.Actors[i].Name, s.Actors[i].Name, "1"}}
	}
	var out []pairXML
	for j, x := range s.Accommodation[i] {
		if x != 0 || i == j {
			out = append(out, pairXML{s.Actors[i].Name, s.Actors[j].Name, plain(x)})
		}
	}
	return out
}
