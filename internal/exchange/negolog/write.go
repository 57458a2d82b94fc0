package negolog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"parley/internal/exchange"
)

// Write writes a domain of two profiles as profileA.json and profileB.json. It returns an error when d does not pass Check, or
// has another number of profiles.
func Write(d *exchange.Domain) ([]exchange.File, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	if len(d.Profiles) != 2 {
		return nil, fmt.Errorf("%d parties would be written; NegoLog domains have two", len(d.Profiles))
	}
	var out []exchange.File
	for i, name := range []string{"profileA.json", "profileB.json"} {
		out = append(out, exchange.File{Name: name, Data: profile(d, &d.Profiles[i])})
	}
	return out, nil
}

// profile keeps the issues and their values in the order of the domain.
func profile(d *exchange.Domain, p *exchange.Profile) []byte {
	reservation := 0.0
	if p.Reservation != nil {
		reservation = *p.Reservation
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n \"reservationValue\": %s,\n \"issueWeights\": {", number(reservation))
	for k, issue := range d.Issues {
		fmt.Fprintf(&b, "%s\n  %s: %s", comma(k), quoted(issue.Name), number(p.Weights[k]))
	}
	b.WriteString("\n },\n \"issues\": {")
	for k, issue := range d.Issues {
		fmt.Fprintf(&b, "%s\n  %s: {", comma(k), quoted(issue.Name))
		for o, option := range issue.Options {
			fmt.Fprintf(&b, "%s\n   %s: %s", comma(o), quoted(option), number(p.Values[k][o]))
		}
		b.WriteString("\n  }")
	}
	b.WriteString("\n }\n}\n")
	return b.Bytes()
}

func comma(k int) string {
	if k == 0 {
		return ""
	}
	return ","
}

func quoted(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		return `""` // unreachable: every text can be written
	}
	return string(text)
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
