package casefile

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"parley/internal/diag"
	"parley/internal/expr"
)

// checker turns a document into a Case and reports everything that is wrong with it.
type checker struct {
	r     *report
	doc   *document
	c     *Case
	names *names
}

// check resolves a document. The Case is complete only when the report has no errors.
func check(r *report, doc *document) *Case {
	k := &checker{r: r, doc: doc, c: new(Case), names: newNames()}
	k.head()
	k.declare()
	k.sources()
	k.parties()
	k.quantities()
	k.issues()
	k.rules()
	k.tables()
	k.values()
	k.ratifiers()
	k.goals()
	k.deals()
	k.expectations()
	k.cycles()
	k.inputs()
	k.correlations()
	k.noStatusQuo()
	return k.c
}

func (k *checker) head() {
	d, c := k.doc, k.c
	c.Title, c.About, c.Citation = oneLine(d.Case.value), strings.TrimSpace(d.About.value), oneLine(d.Citation.value)
	c.AsOf = k.date(d.AsOf)
	c.Status = k.choice(d.Status, "status", "verified", "recalled", "judgement")
	c.StatusQuo = k.choice(d.StatusQuo, "status quo", "none") == ""
}

// oneLine joins the lines of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// choice returns a text that must be one of a few words, or "".
func (k *checker) choice(t text, what string, words ...string) string {
	if t.value == "" || slices.Contains(words, t.value) {
		return t.value
	}
	k.r.fail("unknown-name", t.node.at, t.node.path(), fmt.Sprintf("unknown %s `%s`", what, shorten(t.value)), diag.DidYouMean(t.value, words))
	return ""
}

// date reads an ISO date; the zero time when there is none.
func (k *checker) date(t text) time.Time {
	if t.value == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, t.value)
	if err != nil {
		k.r.fail("date", t.node.at, t.node.path(), fmt.Sprintf("`%s` is not a day of the calendar", shorten(t.value)), "write year, month and day: 2025-08-14")
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
	for i := range d.Issues.entries {
		n.options = append(n.options, k.declareOptions(&d.Issues.entries[i].value))
	}
	k.declareAliases()
}

func declareAll[T any](k *checker, s *scope, g group[T]) {
	for i, e := range g.entries {
		k.name(e.key.text, e.key)
		if s.what == "quantity" && strings.Trim(e.key.text, "0123456789.") == "" {
			k.r.fail("name", e.key.at, e.key.path(), "a quantity cannot be called by a number", "begin its name with a letter")
		}
		s.add(e.key.text, i)
	}
}

// name reports a word that cannot be a name.
func (k *checker) name(name string, at *node) bool {
	reason, suggestion := badName(name)
	if reason == "" {
		return true
	}
	code := "name"
	if expr.Reserved(name) {
		code = "reserved-name"
	}
	k.r.fail(code, at.at, at.path(), reason, suggestion)
	return false
}

func (k *checker) declareAliases() {
	for i := range k.doc.Parties.entries {
		for _, a := range k.doc.Parties.entries[i].value.Aliases.items {
			alias := oneLine(a.value)
			j, taken := k.names.parties.find(alias)
			switch {
			case taken && j == i:
				k.r.fail("duplicate-name", a.node.at, a.node.path(), fmt.Sprintf("`%s` already names this party", shorten(alias)), "delete it here")
			case taken:
				k.r.fail("duplicate-name", a.node.at, a.node.path(), fmt.Sprintf("`%s` already names the party `%s`", shorten(alias), k.doc.Parties.entries[j].key.text), "a name leads to one party")
			case utf8.RuneCountInString(alias) > 80:
				k.r.fail("name", a.node.at, a.node.path(), "an alias is longer than 80 characters", "")
			default:
				k.names.parties.add(alias, i)
			}
		}
	}
}

// meta gathers what is said of a part. What it does not say itself it inherits from the group above.
func (k *checker) meta(at diag.Place, path string, own about, label string, above *Meta) Meta {
	m := Meta{Place: at, Path: path, Label: oneLine(label), Note: oneLine(own.Note.value)}
	for _, s := range own.Source.items {
		if i, ok := k.names.sources.find(s.value); !ok {
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
func (k *checker) groupMeta(own about, path string) *Meta {
	m := k.meta(diag.Place{}, path, own, "", nil)
	return &m
}

// labelOr is the label as given, else the name.
func labelOr(label text, name string) string {
	if label.value != "" {
		return label.value
	}
	return name
}

// unknown reports a reference to nothing.
func (k *checker) unknown(t text, s *scope) {
	reason, suggestion := "", ""
	if !k.r.full() {
		reason, suggestion = k.names.unknown(t.value, s)
	}
	k.r.fail("unknown-name", t.node.at, t.node.path(), reason, suggestion)
}

// refer finds what a text names, reporting when it names nothing; -1 then.
func (k *checker) refer(t text, s *scope) int {
	if t.value == "" {
		return -1
	}
	i, ok := s.find(oneLine(t.value))
	if !ok {
		k.unknown(t, s)
		return -1
	}
	return i
}

// bound parses the text of n and binds it with f. Everything wrong is reported under code; the result is
// then nil.
func (k *checker) bound(n *node, code string, b *binder, f func(*expr.Node)) *expr.Node {
	if n == nil || n.kind != scalarKind || k.r.full() {
		return nil
	}
	root, err := expr.Parse(n.text)
	if err != nil {
		k.r.failAt(code, n, err)
		return nil
	}
	f(root)
	for _, e := range b.errs {
		k.r.failAt(code, n, e)
	}
	if len(b.errs) > 0 {
		return nil
	}
	return root
}

// condition reads a condition. stateOf names the place when only the state may be spoken of there.
func (k *checker) condition(n *node, stateOf string) *expr.Node {
	b := &binder{names: k.names, stateOf: stateOf}
	return k.bound(n, "condition", b, b.condition)
}

// control reads a formula over parties; members is not nil in a table's rule.
func (k *checker) control(n *node, members []int) *expr.Node {
	b := &binder{names: k.names, members: members}
	return k.bound(n, "control", b, b.control)
}

// settings reads a deal: issue=option, issue=option.
func (k *checker) settings(t text) []Setting {
	if t.value == "" || k.r.full() {
		return nil
	}
	settings, errs := assignment(k.names, t.value)
	for _, e := range errs {
		k.r.failAt("assignment", t.node, e)
	}
	return settings
}
