package genius

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"

	"parley/internal/exchange"
)

// Write writes a domain as domain.xml and, for each profile, a file of its name. It returns an error when d does not pass Check, or
// two profiles have one name.
func Write(d *exchange.Domain) ([]exchange.File, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	out := []exchange.File{{Name: "domain.xml", Data: written(d, nil)}}
	seen := map[string]bool{"domain.xml": true}
	for i := range d.Profiles {
		name := d.Profiles[i].Name + ".xml"
		if seen[name] {
			return nil, fmt.Errorf("two files would be called `%s`", name)
		}
		seen[name] = true
		out = append(out, exchange.File{Name: name, Data: written(d, &d.Profiles[i])})
	}
	return out, nil
}

// written writes the issues, with a profile's weights and evaluations; p nil: the domain alone.
func written(d *exchange.Domain, p *exchange.Profile) []byte {
	var b bytes.Buffer
	if p == nil {
		b.WriteString("<negotiation_template>\n")
	}
	fmt.Fprintf(&b, "<utility_space number_of_issues=\"%d\">\n<objective index=\"0\" name=\"%s\" type=\"objective\" etype=\"objective\">\n", len(d.Issues), escaped(d.Name))
	for k, issue := range d.Issues {
		fmt.Fprintf(&b, "<issue index=\"%d\" name=\"%s\" type=\"discrete\" etype=\"discrete\" vtype=\"discrete\">\n", k+1, escaped(issue.Name))
		for o, option := range issue.Options {
			fmt.Fprintf(&b, "<item index=\"%d\" value=\"%s\"", o+1, escaped(option))
			if p != nil {
				fmt.Fprintf(&b, " evaluation=\"%s\"", figure(p.Values[k][o]))
			}
			b.WriteString("/>\n")
		}
		b.WriteString("</issue>\n")
	}
	if p != nil {
		for k, w := range p.Weights {
			fmt.Fprintf(&b, "<weight index=\"%d\" value=\"%s\"/>\n", k+1, figure(w))
		}
	}
	b.WriteString("</objective>\n")
	if p != nil && p.Reservation != nil {
		fmt.Fprintf(&b, "<reservation value=\"%s\"/>\n", figure(*p.Reservation))
	}
	b.WriteString("</utility_space>\n")
	if p == nil {
		b.WriteString("</negotiation_template>\n")
	}
	return b.Bytes()
}

func escaped(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return "" // unreachable: a buffer takes everything
	}
	return b.String()
}

func figure(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
