package exchange

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// capSlack is by how much a profile's best total must exceed its cap before the case says so: below that the
// excess is rounding in the sum.
const capSlack = 1e-12

// WriteCase writes d as a case file (docs/case-format.md) with the notes as comments at its top. Numbers read
// back as the same float64. An issue with a single option, which a case cannot hold, becomes a constant of
// each party's total. It returns an error, and writes nothing, when d does not pass Check, leaves nothing to
// settle, or needs a case file of more than MaxCase bytes.
func (d *Domain) WriteCase(w io.Writer) error {
	if err := d.Check(); err != nil {
		return err
	}
	c := newCaseText(d)
	if len(c.open) == 0 {
		return fmt.Errorf("no issue has two options: there is nothing to settle")
	}
	text := c.String()
	if len(text) > MaxCase {
		return fmt.Errorf("the case would be larger than a case file may be (%d bytes); import fewer profiles, or issues with fewer options", MaxCase)
	}
	_, err := io.WriteString(w, text)
	return err
}

// caseText is a domain with the names that its case uses.
type caseText struct {
	*Domain
	parties []string
	issues  []string   // by issue
	options [][]string // by issue and option
	open    []int      // issues with two options or more
	settled []int      // issues with one
}

func newCaseText(d *Domain) *caseText {
	c := &caseText{Domain: d, options: make([][]string, len(d.Issues))}
	parties, issues := make([]string, len(d.Profiles)), make([]string, len(d.Issues))
	for i, p := range d.Profiles {
		parties[i] = p.Name
	}
	for k, issue := range d.Issues {
		issues[k] = issue.Name
		c.options[k] = optionRole.keys(issue.Options)
		if len(issue.Options) > 1 {
			c.open = append(c.open, k)
		} else {
			c.settled = append(c.settled, k)
		}
	}
	c.parties, c.issues = partyRole.keys(parties), issueRole.keys(issues)
	return c
}

// String returns the case file.
func (c *caseText) String() string {
	var b strings.Builder
	c.writeNotes(&b)
	title := OneLine(c.Name)
	if title == "" {
		title = "Imported domain"
	}
	fmt.Fprintf(&b, "parley: 1\ncase: %s\nstatus-quo: none\n\nparties:\n", quoted(title))
	for i, key := range c.parties {
		entries := []entry{{"kind", "institution"}}
		if label, ok := label(c.Profiles[i].Name, key); ok {
			entries = append(entries, entry{"label", label})
		}
		if v := c.Profiles[i].Capability; v != nil {
			entries = append(entries, entry{"capability", formatNumber(*v)})
		}
		if note := OneLine(c.Profiles[i].Note); note != "" {
			entries = append(entries, entry{"note", quoted(note)})
		}
		writeMap(&b, 2, scalar(key), entries)
	}
	b.WriteString("\nissues:\n")
	for _, k := range c.open {
		c.writeIssue(&b, k)
	}
	b.WriteString("\nvalues:\n")
	for i := range c.Profiles {
		if b.Len() > MaxCase {
			break // WriteCase refuses it; the rest would only cost memory
		}
		c.writeValues(&b, i)
	}
	return b.String()
}

func (c *caseText) writeNotes(b *strings.Builder) {
	for _, note := range c.Notes {
		if OneLine(note) != "" {
			writeComment(b, note)
		}
	}
	for _, k := range c.settled {
		writeComment(b, fmt.Sprintf("Issue `%s` has the single option `%s`: what that gives each party stands under `also: always`.",
			c.Issues[k].Name, c.Issues[k].Options[0]))
	}
	if c.respelt() {
		writeComment(b, "Line breaks, runs of spaces and invisible characters in names became single spaces.")
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
}

// respelt reports whether some name stands in the case otherwise than on one line in the source.
func (c *caseText) respelt() bool {
	changed := func(s string) bool { return OneLine(s) != s }
	for _, issue := range c.Issues {
		if changed(issue.Name) || slices.ContainsFunc(issue.Options, changed) {
			return true
		}
	}
	return slices.ContainsFunc(c.Profiles, func(p Profile) bool { return changed(p.Name) })
}

// label returns the source's spelling, quoted, and whether it says more than the key.
func label(spelling, key string) (string, bool) {
	text := OneLine(spelling)
	return quoted(text), text != key && text != ""
}

// writeIssue lists the options by name, or as a map with labels where some spelling had to change.
func (c *caseText) writeIssue(b *strings.Builder, k int) {
	issue, keys := c.Issues[k], c.options[k]
	issueLabel, hasLabel := label(issue.Name, c.issues[k])
	plain := true
	for o, key := range keys {
		if _, changed := label(issue.Options[o], key); changed {
			plain = false
		}
	}
	fmt.Fprintf(b, "  %s:\n", scalar(c.issues[k]))
	if hasLabel {
		fmt.Fprintf(b, "    label: %s\n", issueLabel)
	}
	if issue.Places != nil {
		c.writePlaced(b, k)
		return
	}
	if plain {
		items := make([]string, len(keys))
		for o, key := range keys {
			items[o] = scalar(key)
		}
		writeList(b, 4, "options", items)
		return
	}
	for o, key := range keys {
		if text, changed := label(issue.Options[o], key); changed {
			fmt.Fprintf(b, "    %s: {label: %s}\n", scalar(key), text)
		} else {
			fmt.Fprintf(b, "    %s:\n", scalar(key))
		}
	}
}

func (c *caseText) writeValues(b *strings.Builder, i int) {
	p := &c.Profiles[i]
	fmt.Fprintf(b, "  %s:\n", scalar(c.parties[i]))
	if OneLine(p.File) != "" {
		fmt.Fprintf(b, "    note: %s\n", quoted("read from "+p.File))
	}
	c.writeStands(b, p)
	if !p.unvalued() {
		c.writePoints(b, p)
	}
}

// writePoints writes what the options are worth to a profile.
func (c *caseText) writePoints(b *strings.Builder, p *Profile) {
	weighed := false
	for _, k := range c.open {
		weighed = weighed || p.Weights[k] > 0
	}
	for _, k := range c.open {
		var entries []entry
		if weighed { // a case refuses weights that are all 0; then the values, 0 too, are written as points
			entries = append(entries, entry{"weight", formatNumber(p.Weights[k])})
		}
		for o, key := range c.options[k] {
			share := p.Values[k][o]
			if !weighed {
				share = 0
			}
			entries = append(entries, entry{scalar(key), formatNumber(share)})
		}
		writeMap(b, 4, scalar(c.issues[k]), entries)
	}
	constant := 0.0
	for _, k := range c.settled {
		constant += p.Weights[k] * p.Values[k][0]
	}
	if constant != 0 {
		fmt.Fprintf(b, "    also:\n      always: %s\n", formatNumber(constant))
	}
	if p.Cap > 0 && p.Best()-p.Cap > capSlack {
		fmt.Fprintf(b, "    at-most: %s\n", formatNumber(p.Cap))
	}
	walkAway := 0.0
	if p.Reservation != nil {
		walkAway = *p.Reservation
	}
	fmt.Fprintf(b, "    walk-away: %s\n", formatNumber(walkAway))
}
