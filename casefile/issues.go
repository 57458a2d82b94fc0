package casefile

import (
	"fmt"
	"slices"

	"parley/internal/expr"
)

// declareOptions collects the options of an issue: from its list, if it has one, and from its keys.
func (k *checker) declareOptions(doc *issueDoc) scope {
	s := newScope("option")
	for _, o := range doc.Options.items {
		if _, twice := s.find(o.value); twice {
			k.r.fail("duplicate-name", o.node.at, o.node.path(), fmt.Sprintf("the option `%s` is listed twice", shorten(o.value)), "delete one")
			continue
		}
		k.name(o.value, o.node)
		s.add(o.value, len(s.list))
	}
	listed := len(s.list) > 0
	for _, e := range doc.Rest.entries {
		if _, ok := s.find(e.key.text); ok {
			continue // more about a listed option
		}
		if listed {
			k.r.fail("unknown-key", e.key.at, e.key.path(), fmt.Sprintf("`%s` is neither a key nor one of the listed options", shorten(e.key.text)),
				didYouMean(e.key.text, append(slices.Clone(s.list), keysOf(typeOf[issueDoc]())...)))
			continue
		}
		k.name(e.key.text, e.key)
		s.add(e.key.text, len(s.list))
	}
	return s
}

// maxOptions bounds the options of one issue.
const maxOptions = 1000

func (k *checker) issues() {
	group := k.groupMeta(k.doc.Issues.about, "issues")
	for i := range k.doc.Issues.entries {
		e := &k.doc.Issues.entries[i]
		name, doc, options := e.key.text, &e.value, &k.names.options[i]
		s := Issue{
			Meta: k.meta(e.key.at, "issues."+name, doc.about, labelOr(doc.Label, name), group),
			Name: name, Divisible: doc.Divisible.on,
		}
		by := k.control(doc.By.node, nil)
		for _, option := range head(options.list, maxOptions) {
			s.Options = append(s.Options, k.option(&s, doc, option, by))
		}
		if doc.Today.given() {
			if t := k.refer(doc.Today, options); t >= 0 {
				s.Today = t
			}
			if !k.c.StatusQuo {
				k.r.fail("status-quo", doc.Today.node.at, doc.Today.node.path(), "`today` has no meaning with `status-quo: none`", "delete it")
			}
		}
		switch {
		case len(options.list) > maxOptions:
			k.r.fail("options", e.key.at, s.Path, fmt.Sprintf("`%s` has %d options; %d are the most", name, len(options.list), maxOptions), "")
		case len(s.Options) < 2 && k.whole(doc):
			k.r.fail("options", e.key.at, s.Path, fmt.Sprintf("`%s` has %d option; an issue has two or more", name, len(s.Options)), "write the option of today and at least one other")
		case s.Divisible && len(s.Options) != 2:
			k.r.fail("divisible", doc.Divisible.node.at, s.Path, fmt.Sprintf("a divisible issue has exactly two options, one for each party; `%s` has %d", name, len(s.Options)), "delete `divisible`, or split the issue")
		}
		k.todayStays(&s, doc)
		k.c.Issues = append(k.c.Issues, s)
	}
}

// whole reports whether an issue was decoded, so that counting its options makes sense.
func (k *checker) whole(doc *issueDoc) bool {
	return doc.Options.node == nil || doc.Options.node.kind == listKind || len(doc.Options.items) > 0
}

// option resolves one option; by is the formula for options that name none.
func (k *checker) option(s *Issue, doc *issueDoc, name string, by *expr.Node) Option {
	at, own := s.Place, optionDoc{}
	for i := range doc.Rest.entries {
		if e := &doc.Rest.entries[i]; e.key.text == name {
			at, own = e.key.at, e.value
		}
	}
	for _, t := range doc.Options.items {
		if t.value == name {
			at = t.node.at
		}
	}
	o := Option{
		Meta: k.meta(at, s.Path+"."+name, own.about, labelOr(own.Label, name), &s.Meta),
		Name: name, Irreversible: own.Irreversible.on, By: by,
	}
	if own.By.given() {
		o.By = k.control(own.By.node, nil)
	}
	o.Back = k.control(own.Back.node, nil)
	for _, f := range own.Flag.items {
		if flag := k.choice(f, "flag", "legality", "consent"); flag != "" && !slices.Contains(o.Flags, flag) {
			o.Flags = append(o.Flags, flag)
		}
	}
	if own.Irreversible.on && own.Back.given() {
		k.r.fail("contradiction", own.Back.node.at, own.Back.node.path(), "nobody takes back what is irreversible", "delete `back` or `irreversible`")
	}
	if !k.c.StatusQuo && own.Back.given() {
		k.r.fail("status-quo", own.Back.node.at, own.Back.node.path(), "`back` has no meaning with `status-quo: none`: there is nothing to go back to", "delete it")
	}
	if !k.c.StatusQuo && own.Irreversible.on {
		k.r.fail("status-quo", own.Irreversible.node.at, own.Irreversible.node.path(), "`irreversible` has no meaning with `status-quo: none`", "delete it")
	}
	return o
}

// todayStays reports today's option saying how it is taken back: it is what one goes back to.
func (k *checker) todayStays(s *Issue, doc *issueDoc) {
	if !k.c.StatusQuo || s.Today >= len(s.Options) {
		return
	}
	for i := range doc.Rest.entries {
		e := &doc.Rest.entries[i]
		if e.key.text != s.Options[s.Today].Name {
			continue
		}
		if e.value.Back.given() {
			k.r.fail("contradiction", e.value.Back.node.at, e.value.Back.node.path(), fmt.Sprintf("`%s` is today's option: it is what `back` goes back to", e.key.text), "delete it, or name another option as `today`")
		}
		if e.value.Irreversible.on {
			k.r.fail("contradiction", e.value.Irreversible.node.at, e.value.Irreversible.node.path(), fmt.Sprintf("`%s` is today's option and cannot be irreversible", e.key.text), "an issue that cannot change needs no options; else delete it")
		}
	}
}
