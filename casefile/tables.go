package casefile

import (
	"fmt"
	"slices"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
)

func (k *checker) tables() {
	group := k.groupMeta(k.doc.Tables.About, "tables")
	for i := range k.doc.Tables.Entries {
		e := &k.doc.Tables.Entries[i]
		name, doc := e.Key.Text, &e.Value
		t := Table{Meta: k.meta(e.Key.At, "tables."+name, doc.About, labelOr(doc.Label, name), group), Name: name}
		t.Members = k.distinct(doc.Members, &k.names.parties, "member")
		t.Agenda = k.distinct(doc.Agenda, &k.names.issues, "issue")
		t.Meetings = k.meetings(&t, doc)
		if doc.Rule.Given() {
			t.RuleText = oneLine(doc.Rule.Value)
			members := t.Members
			if len(members) < max(1, len(doc.Members.Items)) { // some are wrong: any party may be meant
				members = make([]int, len(k.c.Parties))
				for p := range members {
					members[p] = p
				}
			}
			t.Rule = k.control(doc.Rule.Node, members)
		}
		k.c.Tables = append(k.c.Tables, t)
	}
}

// distinct resolves a list of names, each of which may stand once.
func (k *checker) distinct(doc document.Many, s *scope, what string) []int {
	var out []int
	for _, t := range doc.Items {
		i := k.refer(t, s)
		switch {
		case i < 0:
		case slices.Contains(out, i):
			k.r.Fail("duplicate-name", t.Node.At, t.Node.Path(), fmt.Sprintf("the %s `%s` is listed twice", what, yamltext.Shorten(t.Value)), "delete one")
		default:
			out = append(out, i)
		}
	}
	return out
}

func (k *checker) ratifiers() {
	group := k.groupMeta(k.doc.Ratifiers.About, "ratifiers")
	seen := map[int]bool{}
	for i := range k.doc.Ratifiers.Entries {
		e := &k.doc.Ratifiers.Entries[i]
		doc := &e.Value
		p := k.refer(document.Text{Value: e.Key.Text, Node: e.Key}, &k.names.parties)
		if p < 0 {
			continue
		}
		name := k.c.Parties[p].Name
		r := Ratifier{
			Meta:  k.meta(e.Key.At, "ratifiers."+name, doc.About, labelOr(doc.Label, k.c.Parties[p].Label), group),
			Party: p, Of: k.refer(doc.Of, &k.names.parties), When: k.condition(doc.When.Node, "a ratifier"), WhenText: oneLine(doc.When.Value),
		}
		r.Needs = k.number(doc.Needs, r.Path+".needs", needsField, &r.Meta)
		if seen[p] {
			k.r.Fail("duplicate-key", e.Key.At, r.Path, fmt.Sprintf("`%s` ratifies twice", name), "join the conditions with `or`")
		}
		seen[p] = true
		k.ratifier(&r, doc)
		k.c.Ratifiers = append(k.c.Ratifiers, r)
	}
}

// ratifier checks what a ratifier needs against what its party is.
func (k *checker) ratifier(r *Ratifier, doc *document.Ratifier) {
	p := &k.c.Parties[r.Party]
	hasShare := p.Values != nil && (p.Values.Spread != nil || p.Values.Ladder != nil)
	switch {
	case r.Of == r.Party:
		k.r.Fail("contradiction", doc.Of.Node.At, r.Path, "a party does not ratify for itself", "name the party it ratifies for")
	case doc.Needs == nil && hasShare:
		k.r.Fail("needs", r.Place, r.Path, fmt.Sprintf("`%s` accepts with a share, so it must be said which share is needed", p.Name), "add `needs: 0.5`")
	case doc.Needs != nil && !hasShare && k.r.Errors == 0:
		k.r.Fail("needs", doc.Needs.Node.At, r.Path, fmt.Sprintf("`needs` is a share, and `%s` has neither a `spread` nor a `ladder` to make one", p.Name), "give it one under `values`, or delete `needs`")
	}
	if !k.c.StatusQuo && !doc.When.Given() {
		k.r.Fail("status-quo", r.Place, r.Path, "with `status-quo: none` nothing changes, so it must be said what is ratified", "add `when: always`")
	}
}
