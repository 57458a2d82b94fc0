// Package negolog reads the profiles of NegoLog (JSON): profileA.json and profileB.json of one domain, each
// with a reservation value, issue weights and the utility of every value. Utilities are not rescaled:
// u = Σ weight × utility. NegoLog is bilateral; there is no discount factor. Its specs.json may be given too:
// the domain's name is taken from it and nothing else, since what it caches is computed anew ("Kalai" there is
// the point of maximum welfare, elsewhere another).
package negolog

import (
	"fmt"
	"math"
	"strings"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/exchange/jsontext"
)

// weightSlack is by how much weights may miss the sum 1 before a reader is told.
const weightSlack = 1e-9

// largest bounds the numbers of a profile.
const largest = 1000

// Read reads two profiles, and specs.json if it is among the files. Parties, issues and values come in the
// order of the files. The Domain is nil when the list holds an error.
func Read(files []exchange.File) (*exchange.Domain, diag.List) {
	if problem := exchange.CheckFiles(files); problem != nil {
		return nil, diag.List{problem}
	}
	r := &reader{findings: &exchange.Findings{}, domain: &exchange.Domain{}, issueNumber: map[string]int{}}
	for _, f := range files {
		if d := jsontext.Parse(f, r.findings); d != nil {
			r.sort(d)
		}
	}
	if !r.findings.Failed() && len(r.profiles) != 2 {
		r.findings.Add(exchange.FileFinding(diag.Error, "two-profiles", "",
			fmt.Sprintf("%d profiles were given; NegoLog domains have two", len(r.profiles)), "name profileA.json and profileB.json"))
	}
	for i, p := range r.profiles {
		if r.findings.Failed() {
			return nil, r.findings.List()
		}
		if i == 0 {
			r.readIssues(p)
		}
		r.readProfile(p)
	}
	if r.findings.Failed() {
		return nil, r.findings.List()
	}
	return r.result(), r.findings.List()
}

// reader holds one reading.
type reader struct {
	findings    *exchange.Findings
	profiles    []*jsontext.Document
	domain      *exchange.Domain
	issueNumber map[string]int
	values      []map[string]int // per issue, the number of each value
	notes       []string
}

// sort decides whether a document is a profile or specs.json.
func (r *reader) sort(d *jsontext.Document) {
	root := d.Root
	switch {
	case root.Kind == jsontext.Object && root.Get("issues") != nil:
		r.profiles = append(r.profiles, d)
	case root.Kind == jsontext.Object && root.Get("NumberOfBids") != nil:
		if name := root.Get("Name"); name != nil && name.Kind == jsontext.String {
			r.domain.Name = exchange.OneLine(name.Text)
		}
		r.notes = append(r.notes, fmt.Sprintf("%s gave the name; the points it caches are not carried over.", exchange.FileName(d.Name)))
	default:
		suggestion := "a profile has the keys `reservationValue`, `issueWeights` and `issues`"
		if root.Get("LinearAdditiveUtilitySpace") != nil || root.Get("issuesValues") != nil {
			suggestion = "this looks like GeniusWeb: import it as `geniusweb`"
		}
		d.Errorf(root, "not-negolog", suggestion, "the file is not a NegoLog profile")
	}
}

// readIssues takes the issues and values of the first profile.
func (r *reader) readIssues(d *jsontext.Document) {
	issues := d.Want(d.Root, "issues", jsontext.Object)
	if issues == nil {
		return
	}
	if n := len(issues.Members); n == 0 || n > exchange.MaxIssues {
		d.Errorf(issues, "too-many", "", "the domain has %d issues; 1 to %d are read", n, exchange.MaxIssues)
		return
	}
	total := 0
	for i := range issues.Members {
		m := &issues.Members[i]
		if !d.Is(m.Value, exchange.Shown(m.Key), jsontext.Object) {
			continue
		}
		if exchange.Shown(m.Key) == "" {
			d.Errorf(m.Value, "no-name", "give it a name", "an issue has an empty name")
		}
		if n := len(m.Value.Members); n == 0 || n > exchange.MaxOptions {
			d.Errorf(m.Value, "no-values", "", "issue `%s` has %d values; 1 to %d are read", exchange.Shown(m.Key), n, exchange.MaxOptions)
		}
		if total += len(m.Value.Members); total > exchange.MaxValues {
			d.Errorf(m.Value, "too-many", "", "the issues have more than %d values together", exchange.MaxValues)
			return
		}
		number := map[string]int{}
		for o, key := range m.Value.Keys() {
			number[key] = o
		}
		r.issueNumber[m.Key] = len(r.domain.Issues)
		r.values = append(r.values, number)
		r.domain.Issues = append(r.domain.Issues, exchange.Issue{Name: m.Key, Options: m.Value.Keys()})
	}
}

func (r *reader) readProfile(d *jsontext.Document) {
	d.Unknown(d.Root, "reservationValue", "issueWeights", "issues")
	name := exchange.BaseName(d.Name)
	p := exchange.Profile{
		Name: name, File: exchange.FileName(d.Name),
		Weights: make([]float64, len(r.domain.Issues)), Values: make([][]float64, len(r.domain.Issues)),
	}
	if v := d.Root.Get("reservationValue"); v == nil || v.Kind == jsontext.Null {
		r.notes = append(r.notes, fmt.Sprintf("%s has no reservation value; its walk-away is 0.", name))
	} else if x, ok := d.Amount(v, "reservationValue", 0, largest); ok {
		p.Reservation = &x
	}
	weights := d.Want(d.Root, "issueWeights", jsontext.Object)
	issues := d.Want(d.Root, "issues", jsontext.Object)
	if weights == nil || issues == nil {
		return
	}
	r.eachIssue(d, weights, "weight", func(k int, v *jsontext.Value) {
		p.Weights[k], _ = d.Amount(v, "the weight of "+exchange.Shown(r.domain.Issues[k].Name), 0, largest)
	})
	r.eachIssue(d, issues, "values", func(k int, v *jsontext.Value) {
		p.Values[k] = r.utilities(d, k, v)
	})
	sum := 0.0
	for _, w := range p.Weights {
		sum += w
	}
	if math.Abs(sum-1) > weightSlack {
		d.Warnf(weights, "weight-sum", "", "the weights sum to %.9g, not 1; they are used as written", sum)
		r.notes = append(r.notes, fmt.Sprintf("The weights of %s sum to %.9g, not 1; they stand as written.", name, sum))
	}
	r.domain.Profiles = append(r.domain.Profiles, p)
}

// eachIssue calls visit for every issue that the object names, and reports unknown and missing ones.
func (r *reader) eachIssue(d *jsontext.Document, object *jsontext.Value, what string, visit func(int, *jsontext.Value)) {
	seen, strangers := make([]bool, len(r.domain.Issues)), 0
	for i := range object.Members {
		if d.Full() {
			return
		}
		m := &object.Members[i]
		k, ok := r.issueNumber[m.Key]
		if !ok {
			d.Errorf(m.Value, "unknown-issue", exchange.Suggest(m.Key, r.issueNames()), "issue `%s` is not in %s", exchange.Shown(m.Key), exchange.FileName(r.profiles[0].Name))
			strangers++
			continue
		}
		seen[k] = true
		visit(k, m.Value)
	}
	for k, ok := range seen {
		if !ok && strangers == 0 {
			name := exchange.Shown(r.domain.Issues[k].Name)
			d.Errorf(object, "missing-issue", fmt.Sprintf("add an entry for `%s`", name), "issue `%s` has no %s here", name, what)
		}
	}
}

func (r *reader) issueNames() []string {
	names := make([]string, len(r.domain.Issues))
	for k, issue := range r.domain.Issues {
		names[k] = exchange.Shown(issue.Name)
	}
	return names
}

func (r *reader) utilities(d *jsontext.Document, k int, at *jsontext.Value) []float64 {
	issue := r.domain.Issues[k]
	if !d.Is(at, exchange.Shown(issue.Name), jsontext.Object) {
		return nil
	}
	values, seen, strangers := make([]float64, len(issue.Options)), make([]bool, len(issue.Options)), 0
	for i := range at.Members {
		if d.Full() {
			return nil
		}
		m := &at.Members[i]
		o, ok := r.values[k][m.Key]
		if !ok {
			d.Errorf(m.Value, "unknown-value", exchange.Suggest(m.Key, issue.Options), "`%s` is not a value of issue `%s` in %s",
				exchange.Shown(m.Key), exchange.Shown(issue.Name), exchange.FileName(r.profiles[0].Name))
			strangers++
			continue
		}
		seen[o] = true
		values[o], _ = d.Amount(m.Value, "the utility of "+exchange.Shown(m.Key), 0, largest)
	}
	for o, ok := range seen {
		if !ok && strangers == 0 && !d.Full() {
			d.Errorf(at, "missing-value", "add an entry for it", "the value `%s` of issue `%s` has no utility", exchange.Shown(issue.Options[o]), exchange.Shown(issue.Name))
		}
	}
	return values
}

func (r *reader) result() *exchange.Domain {
	names := make([]string, len(r.profiles))
	for i, p := range r.profiles {
		names[i] = exchange.FileName(p.Name)
	}
	if r.domain.Name == "" {
		r.domain.Name = "NegoLog domain"
	}
	r.domain.Notes = append([]string{"Imported from NegoLog: " + strings.Join(names, ", ") + "."}, r.notes...)
	return r.domain
}
