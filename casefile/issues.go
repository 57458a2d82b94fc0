package casefile

import (
	"fmt"
	"slices"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
)

// declareOptions collects the options of an issue: from its list, if it has one, and from its keys.
func (k *checker) declareOptions(doc *document.Issue) scope {
	s := newScope("option")
	for _, o := range doc.Options.Items {
		if _, twice := s.find(o.Value); twice {
			k.r.Fail("duplicate-name", o.Node.At, o.Node.Path(), fmt.Sprintf("the option `%s` is listed twice", yamltext.Shorten(o.Value)), "delete one")
			continue
		}
		k.name(o.Value, o.Node)
		s.add(o.Value, len(s.list))
	}
	listed := len(s.list) > 0
	for _, e := range doc.Rest.Entries {
		if _, ok := s.find(e.Key.Text); ok {
			continue // more about a listed option
		}
		if listed {
			k.r.Fail("unknown-key", e.Key.At, e.Key.Path(), fmt.Sprintf("`%s` is neither a key nor one of the listed options", yamltext.Shorten(e.Key.Text)),
				yamltext.DidYouMean(e.Key.Text, append(slices.Clone(s.list), document.Keys[document.Issue]()...)))
			continue
		}
		k.name(e.Key.Text, e.Key)
		s.add(e.Key.Text, len(s.list))
	}
	return s
}

// maxOptions bounds the options of one issue.
const maxOptions = 1000

func (k *checker) issues() {
	group := k.groupMeta(k.doc.Issues.About, "issues")
	for i := range k.doc.Issues.Entries {
		e := &k.doc.Issues.Entries[i]
		name, doc, options := e.Key.Text, &e.Value, &k.names.options[i]
		s := Issue{
			Meta: k.meta(e.Key.At, "issues."+name, doc.About, labelOr(doc.Label, name), group),
			Name: name, Divisible: doc.Divisible.On,
		}
		by := k.control(doc.By.Node, nil)
		for _, option := range head(options.list, maxOptions) {
			s.Options = append(s.Options, k.option(&s, doc, option, by))
		}
		if doc.Today.Given() {
			if t := k.refer(doc.Today, options); t >= 0 {
				s.Today = t
			}
			if !k.c.StatusQuo {
				k.r.Fail("status-quo", doc.Today.Node.At, doc.Today.Node.Path(), "`today` has no meaning with `status-quo: none`", "delete it")
			}
		}
		switch {
		case len(options.list) > maxOptions:
			k.r.Fail("options", e.Key.At, s.Path, fmt.Sprintf("`%s` has %d options; %d are the most", name, len(options.list), maxOptions), "")
		case len(s.Options) < 2 && k.whole(e.Key, doc):
			k.r.Fail("options", e.Key.At, s.Path, fmt.Sprintf("`%s` has %s; an issue has two or more", name, [...]string{"no option", "one option"}[len(s.Options)]), "write the option of today and at least one other")
		case s.Divisible && len(s.Options) != 2:
			k.r.Fail("divisible", doc.Divisible.Node.At, s.Path, fmt.Sprintf("a divisible issue has exactly two options, one for each party; `%s` has %d", name, len(s.Options)), "delete `divisible`, or split the issue")
		}
		if s.Today < len(s.Options) && s.Options[s.Today].By == by {
			s.Options[s.Today].By = nil // the issue's formula says who changes it; who changes it back follows from that
		}
		k.todayStays(&s, doc)
		k.scale(&s, doc)
		k.c.Issues = append(k.c.Issues, s)
	}
}

// whole reports whether an issue was decoded, so that counting its options makes sense.
func (k *checker) whole(key *yamltext.Node, doc *document.Issue) bool {
	if n := key.Parent.Get(key.Text); n != nil && n.Kind != yamltext.Map {
		return false // left empty, or something else than a group: said when it was read
	}
	return doc.Options.Node == nil || doc.Options.Node.Kind == yamltext.List || len(doc.Options.Items) > 0
}

// option resolves one option; by is the formula for options that name none.
func (k *checker) option(s *Issue, doc *document.Issue, name string, by *expr.Node) Option {
	at, own := s.Place, document.Option{}
	for i := range doc.Rest.Entries {
		if e := &doc.Rest.Entries[i]; e.Key.Text == name {
			at, own = e.Key.At, e.Value
		}
	}
	for _, t := range doc.Options.Items {
		if t.Value == name {
			at = t.Node.At
		}
	}
	o := Option{
		Meta: k.meta(at, s.Path+"."+name, own.About, labelOr(own.Label, name), &s.Meta),
		Name: name, Irreversible: own.Irreversible.On, By: by,
	}
	if own.By.Given() {
		o.By = k.control(own.By.Node, nil)
	}
	o.Back = k.control(own.Back.Node, nil)
	for _, f := range own.Flag.Items {
		if flag := k.choice(f, "flag", "legality", "consent"); flag != "" && !slices.Contains(o.Flags, flag) {
			o.Flags = append(o.Flags, flag)
		}
	}
	o.Spot = k.spot(own.Place)
	if own.Irreversible.On && own.Back.Given() {
		k.r.Fail("contradiction", own.Back.Node.At, own.Back.Node.Path(), "nobody takes back what is irreversible", "delete `back` or `irreversible`")
	}
	if !k.c.StatusQuo && own.Back.Given() {
		k.r.Fail("status-quo", own.Back.Node.At, own.Back.Node.Path(), "`back` has no meaning with `status-quo: none`: there is nothing to go back to", "delete it")
	}
	if !k.c.StatusQuo && own.Irreversible.On {
		k.r.Fail("status-quo", own.Irreversible.Node.At, own.Irreversible.Node.Path(), "`irreversible` has no meaning with `status-quo: none`", "delete it")
	}
	return o
}

// todayStays reports today's option saying how it is taken back: it is what one goes back to.
func (k *checker) todayStays(s *Issue, doc *document.Issue) {
	if !k.c.StatusQuo || s.Today >= len(s.Options) {
		return
	}
	for i := range doc.Rest.Entries {
		e := &doc.Rest.Entries[i]
		if e.Key.Text != s.Options[s.Today].Name {
			continue
		}
		if e.Value.Back.Given() {
			k.r.Fail("contradiction", e.Value.Back.Node.At, e.Value.Back.Node.Path(), fmt.Sprintf("`%s` is today's option: it is what `back` goes back to", e.Key.Text), "delete it, or name another option as `today`")
		}
		if e.Value.Irreversible.On {
			k.r.Fail("contradiction", e.Value.Irreversible.Node.At, e.Value.Irreversible.Node.Path(), fmt.Sprintf("`%s` is today's option and cannot be irreversible", e.Key.Text), "an issue that cannot change needs no options; else delete it")
		}
	}
}
