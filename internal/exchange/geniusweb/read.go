// Package geniusweb reads negotiation domains and profiles of GeniusWeb (JSON, since 2019).
//
// A profile of the class LinearAdditiveUtilitySpace gives u = Σ weight × utility of the value, with utilities
// in 0–1 that are not rescaled; the utilities of a number range are interpolated linearly. Its reservation is
// a bid, not a number: the walk-away is the utility of that bid, in which an issue left out counts 0. There is
// no discount factor. Profiles that only order bids cannot become a case and are refused by name.
package geniusweb

import (
	"fmt"
	"strings"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/exchange/jsontext"
)

// Read reads profiles, and at most one domain file, in any order: a profile holds a full copy of its domain.
// Parties come in the order of the profiles, issues and options in that of the domain file, else of the first
// profile. All copies of the domain must agree. The Domain is nil when the list holds an error.
func Read(files []exchange.File) (*exchange.Domain, diag.List) {
	if problem := exchange.CheckFiles(files); problem != nil {
		return nil, diag.List{problem}
	}
	r := &reader{findings: &exchange.Findings{}}
	for _, f := range files {
		if document := jsontext.Parse(f, r.findings); document != nil {
			r.sort(document)
		}
	}
	switch {
	case r.findings.Failed():
	case len(r.profiles) == 0:
		r.findings.Add(exchange.FileFinding(diag.Error, "no-profile", "", "no profile was given",
			"name the parties' profiles, as in: parley import geniusweb party.json party1.json party2.json"))
	case len(r.profiles) > exchange.MaxProfiles:
		r.findings.Add(exchange.FileFinding(diag.Error, "too-many", "",
			fmt.Sprintf("%d profiles were given; a case has at most %d parties", len(r.profiles), exchange.MaxProfiles), "import fewer"))
	default:
		r.read()
	}
	if r.findings.Failed() {
		return nil, r.findings.List()
	}
	return r.result(), r.findings.List()
}

// reader holds one reading.
type reader struct {
	findings *exchange.Findings
	given    *jsontext.Document // the domain file, nil when none was given
	profiles []*profile
	domain   *domain
	parties  []exchange.Profile
	notes    []string
}

// profile is a profile file: the space is the object under the name of its class.
type profile struct {
	*jsontext.Document
	space *jsontext.Value
}

func (p *profile) name() string { return exchange.BaseName(p.Name) }

// additive is the class that is read; ordering are GeniusWeb's classes that order bids without utilities.
const additive = "LinearAdditiveUtilitySpace"

var ordering = map[string]string{
	"DefaultPartialOrdering":  "it orders bids and gives them no utilities",
	"SumOfGroups":             "its utilities belong to groups of issues, not to single ones",
	"SumOfGroupsUtilitySpace": "its utilities belong to groups of issues, not to single ones",
}

// sort decides whether a document is the domain or a profile.
func (r *reader) sort(d *jsontext.Document) {
	root := d.Root
	switch {
	case root.Kind != jsontext.Object:
		d.Errorf(root, "not-geniusweb", "a domain has the keys `name` and `issuesValues`, a profile the single key `"+additive+"`",
			"the file holds %s; a GeniusWeb file holds an object", root.Kind)
	case root.Get("issuesValues") != nil && r.given != nil:
		d.Errorf(root, "two-domains", "give one domain file and the profiles that belong to it", "a second domain file (the first is %s)", r.given.Name)
	case root.Get("issuesValues") != nil:
		r.given = d
	case root.Get(additive) != nil:
		space := root.Get(additive)
		d.Unknown(root, additive)
		if d.Is(space, additive, jsontext.Object) {
			r.profiles = append(r.profiles, &profile{d, space})
		}
	default:
		r.refuse(d)
	}
}

// refuse says why a document is neither a domain nor a profile that can be read.
func (r *reader) refuse(d *jsontext.Document) {
	root := d.Root
	if len(root.Members) == 1 {
		class := exchange.Shown(root.Members[0].Key)
		why := "only " + additive + " is read"
		if known, ok := ordering[class]; ok {
			why = known
		}
		suggestion := "save the profile as " + additive
		if near := diag.Nearest(class, []string{additive}); near != "" {
			suggestion = fmt.Sprintf("did you mean `%s`?", near)
		}
		d.Errorf(root, "unsupported-class", suggestion, "the profile is of the class `%s`: %s", class, why)
		return
	}
	suggestion := "a domain has the keys `name` and `issuesValues`, a profile the single key `" + additive + "`"
	if root.Get("issueWeights") != nil && root.Get("issues") != nil {
		suggestion = "this looks like NegoLog: import it as `negolog`"
	}
	d.Errorf(root, "not-geniusweb", suggestion, "the file is neither a GeniusWeb domain nor a profile")
}

// read reads the domain, checks every copy of it against the first, and reads the profiles.
func (r *reader) read() {
	if r.given != nil {
		r.domain = readDomain(r.given, r.given.Root)
	}
	for _, p := range r.profiles {
		inner := p.Want(p.space, "domain", jsontext.Object)
		if inner == nil || r.findings.Failed() {
			continue
		}
		copied := readDomain(p.Document, inner)
		switch {
		case r.findings.Failed():
		case r.domain == nil:
			r.domain = copied
		default:
			copied.mustEqual(r.domain)
		}
	}
	if r.findings.Failed() {
		return
	}
	for _, p := range r.profiles {
		r.parties = append(r.parties, r.profile(p))
	}
}

// result puts together what was read.
func (r *reader) result() *exchange.Domain {
	d := &exchange.Domain{Name: r.domain.name, Profiles: r.parties}
	names := make([]string, len(r.profiles))
	for i, p := range r.profiles {
		names[i] = exchange.FileName(p.Name)
	}
	from := strings.Join(names, ", ")
	if r.given != nil {
		from = exchange.FileName(r.given.Name) + " with " + from
		if d.Name == "" {
			d.Name = exchange.BaseName(r.given.Name)
		}
	}
	if d.Name == "" {
		d.Name = exchange.BaseName(r.profiles[0].Name)
	}
	d.Notes = append([]string{"Imported from GeniusWeb: " + from + "."}, r.notes...)
	for _, issue := range r.domain.issues {
		d.Issues = append(d.Issues, exchange.Issue{Name: issue.name, Options: issue.options})
	}
	return d
}
