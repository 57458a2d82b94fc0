package exchange

import (
	"fmt"
	"strings"
)

// Stand is where a profile stands on an issue with a scale.
type Stand struct {
	Ideal    float64 // on 0 to 100
	Salience float64 // 0 to 1
}

// unvalued reports whether the profile says only where it stands: what options are worth to it is then not known.
func (p *Profile) unvalued() bool { return p.Weights == nil && p.Values == nil && p.Stands != nil }

// checkPlaces checks the scale of an issue, if it has one.
func (issue *Issue) checkPlaces() error {
	if issue.Places == nil {
		return nil
	}
	if len(issue.Places) != len(issue.Options) || len(issue.Options) < 2 {
		return fmt.Errorf("issue `%s` has %d places for %d options; a scale places two options or more, and all of them", issue.Name, len(issue.Places), len(issue.Options))
	}
	apart := false
	for _, x := range issue.Places {
		if !(x >= 0 && x <= 100) {
			return fmt.Errorf("issue `%s` has the place %g; places are between 0 and 100", issue.Name, x)
		}
		apart = apart || x != issue.Places[0]
	}
	if !apart {
		return fmt.Errorf("all places of issue `%s` are the same", issue.Name)
	}
	return nil
}

// checkStands checks the capability of a profile, and where it stands.
func (d *Domain) checkStands(p *Profile) error {
	if c := p.Capability; c != nil && !(*c >= 0 && *c <= 100) {
		return fmt.Errorf("its capability %g is not between 0 and 100", *c)
	}
	if p.Stands != nil && len(p.Stands) != len(d.Issues) {
		return fmt.Errorf("it stands on %d issues; the domain has %d", len(p.Stands), len(d.Issues))
	}
	for k, s := range p.Stands {
		switch {
		case d.Issues[k].Places == nil:
			return fmt.Errorf("it stands on issue `%s`, which has no scale", d.Issues[k].Name)
		case !(s.Ideal >= 0 && s.Ideal <= 100):
			return fmt.Errorf("its ideal %g on issue `%s` is not between 0 and 100", s.Ideal, d.Issues[k].Name)
		case !(s.Salience >= 0 && s.Salience <= 1):
			return fmt.Errorf("its salience %g of issue `%s` is not between 0 and 1", s.Salience, d.Issues[k].Name)
		}
	}
	return nil
}

// writeStands writes where a profile stands.
func (c *caseText) writeStands(b *strings.Builder, p *Profile) {
	if p.Stands == nil {
		return
	}
	b.WriteString("    positions:\n")
	for _, k := range c.open {
		s := p.Stands[k]
		writeMap(b, 6, scalar(c.issues[k]), []entry{{"ideal", formatNumber(s.Ideal)}, {"salience", formatNumber(s.Salience)}})
	}
}

// writePlaced writes the options of an issue with a scale.
func (c *caseText) writePlaced(b *strings.Builder, k int) {
	for o, key := range c.options[k] {
		entries := []entry{{"place", formatNumber(c.Issues[k].Places[o])}}
		if text, changed := label(c.Issues[k].Options[o], key); changed {
			entries = append(entries, entry{"label", text})
		}
		writeMap(b, 4, scalar(key), entries)
	}
}
