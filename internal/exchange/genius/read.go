// Package genius reads negotiation domains and additive profiles of GENIUS (XML, versions 1 to 10; NegMAS
// writes the same).
//
// The utility of an outcome is min(1, Σ weight × e), with weights as written and e by kind of issue:
//
//	discrete  evaluation / largest evaluation of the issue (0 where that is below 1e-5)
//	integer   slope × (value − lower bound) + offset, cut to 0–1
//	real      parameter1 × value + parameter0, cut to 0–1; or a constant; or a triangle
//
// The issues are the leaves of a tree of objectives; weights belong to them by index. Real ranges are cut into
// 21 equal steps. Files in the wild are less than well-formed; what GENIUS's own reader takes is taken here:
// bare ampersands, undeclared entities, text before the XML declaration, UTF-16. Spaces that are not additive
// (hyper-rectangles, constraints, the price evaluator that looks at other issues' costs) are refused.
package genius

import (
	"fmt"
	"strings"

	"parley/internal/diag"
	"parley/internal/exchange"
)

// Read reads a domain, which comes first, and the profiles that belong to it. Parties come in the order of the
// profiles. The Domain is nil when the list holds an error.
func Read(files []exchange.File) (*exchange.Domain, diag.List) {
	r := &reader{findings: &exchange.Findings{}, byIndex: map[int]*issue{}}
	if len(files) < 2 {
		r.wholly("no-profile", fmt.Sprintf("%d files were given; a domain and at least one profile are needed", len(files)),
			"name the domain first, as in: parley import genius domain.xml buyer.xml seller.xml")
		return nil, r.findings.List()
	}
	if problem := exchange.CheckFiles(files); problem != nil {
		return nil, diag.List{problem}
	}
	documents := make([]*document, 0, len(files))
	for _, f := range files {
		if d := parse(f, r.findings); d != nil {
			documents = append(documents, d)
		}
	}
	if !r.findings.Failed() {
		r.inOrder(documents)
	}
	if !r.findings.Failed() {
		r.readDomain(documents[0])
	}
	if !r.findings.Failed() {
		for _, d := range documents[1:] {
			r.readProfile(d)
		}
	}
	if r.findings.Failed() {
		return nil, r.findings.List()
	}
	return r.result(documents), r.findings.List()
}

// reader holds one reading.
type reader struct {
	findings *exchange.Findings
	issues   []*issue
	byIndex  map[int]*issue
	profiles []exchange.Profile
	notes    notes
}

func (r *reader) wholly(code, reason, suggestion string) {
	r.findings.Add(exchange.FileFinding(diag.Error, code, "", reason, suggestion))
}

// inOrder checks that the first file is a domain and the others are profiles, as far as their roots tell: a
// domain may have the root of a profile.
func (r *reader) inOrder(documents []*document) {
	for i, d := range documents {
		switch name := d.root.name; {
		case name != template && name != space:
			d.errorf(d.root, "not-genius", "a domain starts with <negotiation_template>, a profile with <utility_space>",
				"the root element is <%s>", exchange.Shown(name))
		case name == template && i > 0 && documents[0].root.name == template:
			d.errorf(d.root, "two-domains", "name one domain, then its profiles", "this is a second domain; %s is the first", documents[0].Name)
		case name == template && i > 0:
			d.errorf(d.root, "order", "name the domain first, then its profiles", "this is the domain, but it comes after %s", documents[0].Name)
		case d.root.find(space) == nil:
			d.errorf(d.root, "not-genius", "", "there is no <utility_space> in this file")
		}
	}
}

// The names of elements.
const (
	template = "negotiation_template"
	space    = "utility_space"
)

// result puts together what was read.
func (r *reader) result(documents []*document) *exchange.Domain {
	d := &exchange.Domain{Name: exchange.BaseName(documents[0].Name), Profiles: r.profiles}
	for _, issue := range r.issues {
		d.Issues = append(d.Issues, exchange.Issue{Name: issue.name, Options: issue.options})
	}
	names := make([]string, len(documents)-1)
	for i, document := range documents[1:] {
		names[i] = exchange.FileName(document.Name)
	}
	d.Notes = append(d.Notes, fmt.Sprintf("Imported from GENIUS: %s with %s.", exchange.FileName(documents[0].Name), strings.Join(names, ", ")))
	d.Notes = append(d.Notes, r.notes.lines()...)
	return d
}
