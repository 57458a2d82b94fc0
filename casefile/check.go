package casefile

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/diag"
	"parley/internal/expr"
)

// checker turns a document into a Case and reports everything that is wrong with it.
type checker struct {
	r     *yamltext.Report
	doc   *document.Document
	c     *Case
	names *names
	wrong map[string]bool // paths of numbers and deals that were given but are wrong
	fixed []fixedNumber   // expressions that must not change in a run

	undated bool // it was said that dates need `as-of`
}

// check resolves a document. The Case is complete only when the report has no errors.
func check(r *yamltext.Report, doc *document.Document) *Case {
	k := &checker{r: r, doc: doc, c: new(Case), names: newNames(), wrong: map[string]bool{}}
	k.head()
	k.declare()
	k.clock()
	k.sources()
	k.places()
	k.parties()
	k.quantities()
	k.tracks()
	k.issues()
	k.rules()
	k.tables()
	k.deals()
	k.values()
	k.ratifiers()
	k.goals()
	k.events()
	k.threats()
	k.guarantees()
	k.plans()
	k.transfers()
	k.scenarios()
	k.expectations()
	k.cycles()
	k.standing()
	k.preconditions()
	k.impossible()
	k.inputs()
	k.correlations()
	k.noStatusQuo()
	return k.c
}

func (k *checker) head() {
	d, c := k.doc, k.c
	c.Title, c.About, c.Citation = oneLine(d.Case.Value), strings.TrimSpace(d.About.Value), oneLine(d.Citation.Value)
	c.AsOf = k.date(d.AsOf)
	c.Status = k.choice(d.Status, "status", "verified", "recalled", "judgement")
	c.StatusQuo = k.choice(d.StatusQuo, "status quo", "none") == ""
	if d.StatusQuo.Value != "" {
		c.QuoAt = d.StatusQuo.Node.At
	}
}

// oneLine joins the lines of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// choice returns a text that must be one of a few words, or "".
func (k *checker) choice(t document.Text, what string, words ...string) string {
	if t.Value == "" || slices.Contains(words, t.Value) {
		return t.Value
	}
	k.r.Fail("unknown-name", t.Node.At, t.Node.Path(), fmt.Sprintf("unknown %s `%s`", what, yamltext.Shorten(t.Value)), diag.DidYouMean(t.Value, words))
	return ""
}

// date reads an ISO date; the zero time when there is none.
func (k *checker) date(t document.Text) time.Time {
	if t.Value == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, t.Value)
	if err != nil || day.IsZero() { // the first day of year 1 stands for none
		k.r.Fail("date", t.Node.At, t.Node.Path(), fmt.Sprintf("`%s` is not a day of the calendar", yamltext.Shorten(t.Value)), "write year, month and day: 2025-08-14")
	}
	return day
}

// declare collects all names first, so that the order of the text does not matter.
func (k *checker) declare() {
	d, n := k.doc, k.names
	declareAll(k, &n.sources, d.Sources)
	declareAll(k, &n.parties, d.Parties)
	declareAll(k, &n.quantities, d.Quantities)
	declareAll(k, &n.issues, d.Issues)
	declareAll(k, &n.tables, d.Tables)
	declareAll(k, &n.goals, d.Goals)
	declareAll(k, &n.deals, d.Deals)
	k.declareTime()
	for i := range d.Issues.Entries {
		n.options = append(n.options, k.declareOptions(&d.Issues.Entries[i].Value))
	}
	k.declareAliases()
}

// declareTime collects the names of what runs and happens.
func (k *checker) declareTime() {
	d, n := k.doc, k.names
	declareAll(k, &n.places, d.Places)
	declareAll(k, &n.tracks, d.Tracks)
	declareAll(k, &n.events, d.Events)
	declareAll(k, &n.threats, d.Threats)
	declareAll(k, &n.guarantees, d.Guarantees)
	declareAll(k, &n.plans, d.Plans)
	declareAll(k, &n.transfers, d.Transfers)
	declareAll(k, &n.scenarios, d.Scenarios)
}

func declareAll[T any](k *checker, s *scope, g document.Group[T]) {
	for i, e := range g.Entries {
		k.name(e.Key.Text, e.Key)
		if (s.what == "quantity" || s.what == "track") && strings.Trim(e.Key.Text, "0123456789.") == "" {
			k.r.Fail("name", e.Key.At, e.Key.Path(), article(s.what)+" cannot be called by a number", "begin its name with a letter")
		}
		s.add(e.Key.Text, i)
	}
}

// name reports a word that cannot be a name.
func (k *checker) name(name string, at *yamltext.Node) {
	reason, suggestion := badName(name)
	if reason == "" {
		return
	}
	code := "name"
	if expr.Reserved(name) {
		code = "reserved-name"
	}
	k.r.Fail(code, at.At, at.Path(), reason, suggestion)
}

func (k *checker) declareAliases() {
	for i := range k.doc.Parties.Entries {
		for _, a := range k.doc.Parties.Entries[i].Value.Aliases.Items {
			alias := oneLine(a.Value)
			j, taken := k.names.parties.find(alias)
			switch {
			case taken && j == i:
				k.r.Fail("duplicate-name", a.Node.At, a.Node.Path(), fmt.Sprintf("`%s` already names this party", yamltext.Shorten(alias)), "delete it here")
			case taken:
				k.r.Fail("duplicate-name", a.Node.At, a.Node.Path(), fmt.Sprintf("`%s` already names the party `%s`", yamltext.Shorten(alias), k.doc.Parties.Entries[j].Key.Text), "a name leads to one party")
			case utf8.RuneCountInString(alias) > 80:
				k.r.Fail("name", a.Node.At, a.Node.Path(), "an alias is longer than 80 characters", "")
			default:
				k.names.parties.add(alias, i)
			}
		}
	}
}

// meta gathers what is said of a part. What it does not say itself it inherits from the group above.
func (k *checker) meta(at diag.Place, path string, own document.About, label string, above *Meta) Meta {
	m := Meta{Place: at, Path: path, Label: oneLine(label), Note: oneLine(own.Note.Value)}
	for _, s := range own.Source.Items {
		if i, ok := k.names.sources.find(s.Value); !ok {
			k.unknown(s, &k.names.sources)
		} else if !slices.Contains(m.Sources, i) {
			m.Sources = append(m.Sources, i)
		}
	}
	if above != nil && m.Note == "" {
		m.Note = above.Note
	}
	if above != nil && len(m.Sources) == 0 {
		m.Sources = above.Sources
	}
	return m
}

// groupMeta is the meta of a top-level group.
func (k *checker) groupMeta(own document.About, path string) *Meta {
	m := k.meta(diag.Place{}, path, own, "", nil)
	return &m
}

// labelOr is the label as given, else the name.
func labelOr(label document.Text, name string) string {
	if label.Value != "" {
		return label.Value
	}
	return name
}

// unknown reports a reference to nothing.
func (k *checker) unknown(t document.Text, s *scope) {
	reason, suggestion := "", ""
	if !k.r.Full() {
		reason, suggestion = k.names.unknown(t.Value, s)
	}
	k.r.Fail("unknown-name", t.Node.At, t.Node.Path(), reason, suggestion)
}

// refer finds what a text names, reporting when it names nothing; -1 then.
func (k *checker) refer(t document.Text, s *scope) int {
	if t.Value == "" {
		return -1
	}
	i, ok := s.find(oneLine(t.Value))
	if !ok {
		k.unknown(t, s)
		return -1
	}
	return i
}

// bound parses the text of n and binds it with f. Everything wrong is reported under code; the result is
// then nil.
func (k *checker) bound(n *yamltext.Node, code string, b *binder, f func(*expr.Node)) *expr.Node {
	if n == nil || n.Kind != yamltext.Scalar || k.r.Full() {
		return nil
	}
	root, err := expr.Parse(n.Text)
	if err != nil {
		k.r.FailAt(code, n, err)
		return nil
	}
	f(root)
	for _, e := range b.errs {
		k.r.FailAt(code, n, e)
	}
	if len(b.errs) > 0 {
		return nil
	}
	return root
}

// looking reads a condition that may look back.
func (k *checker) looking(n *yamltext.Node) *expr.Node {
	b := &binder{names: k.names, back: true}
	return k.bound(n, "condition", b, b.condition)
}

// condition reads a condition. stateOf names the place when only the state may be spoken of there.
func (k *checker) condition(n *yamltext.Node, stateOf string) *expr.Node {
	b := &binder{names: k.names, stateOf: stateOf}
	return k.bound(n, "condition", b, b.condition)
}

// control reads a formula over parties; members is not nil in a table's rule.
func (k *checker) control(n *yamltext.Node, members []int) *expr.Node {
	b := &binder{names: k.names, members: members}
	return k.bound(n, "control", b, b.control)
}

// settings reads a deal: issue=option, issue=option.
func (k *checker) settings(t document.Text) []Setting {
	if t.Value == "" || k.r.Full() {
		return nil
	}
	settings, errs := assignment(k.names, t.Value)
	for _, e := range errs {
		k.r.FailAt("assignment", t.Node, e)
	}
	return settings
}
