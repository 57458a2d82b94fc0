package casefile

import (
	"fmt"
	"slices"
)

func (k *checker) tables() {
	group := k.groupMeta(k.doc.Tables.about, "tables")
	for i := range k.doc.Tables.entries {
		e := &k.doc.Tables.entries[i]
		name, doc := e.key.text, &e.value
		t := Table{Meta: k.meta(e.key.at, "tables."+name, doc.about, labelOr(doc.Label, name), group), Name: name}
		t.Members = k.distinct(doc.Members, &k.names.parties, "member")
		if doc.Members.node != nil && doc.Members.node.kind != badKind && len(t.Members) == 0 && len(doc.Members.items) == 0 {
			k.r.fail("members", doc.Members.node.at, t.Path, "a table without members", "name the parties that sit at it")
		}
		t.Agenda = k.distinct(doc.Agenda, &k.names.issues, "issue")
		if doc.Rule.given() {
			t.RuleText = oneLine(doc.Rule.value)
			members := t.Members
			if members == nil {
				members = []int{}
			}
			t.Rule = k.control(doc.Rule.node, members)
		}
		k.c.Tables = append(k.c.Tables, t)
	}
}

// distinct resolves a list of names, each of which may stand once.
func (k *checker) distinct(doc many, s *scope, what string) []int {
	var out []int
	for _, t := range doc.items {
		i := k.refer(t, s)
		switch {
		case i < 0:
		case slices.Contains(out, i):
			k.r.fail("duplicate-name", t.node.at, t.node.path(), fmt.Sprintf("the %s `%s` is listed twice", what, shorten(t.value)), "delete one")
		default:
			out = append(out, i)
		}
	}
	return out
}

func (k *checker) ratifiers() {
	group := k.groupMeta(k.doc.Ratifiers.about, "ratifiers")
	seen := map[int]bool{}
	for i := range k.doc.Ratifiers.entries {
		e := &k.doc.Ratifiers.entries[i]
		doc := &e.value
		p := k.refer(text{e.key.text, e.key}, &k.names.parties)
		if p < 0 {
			continue
		}
		name := k.c.Parties[p].Name
		r := Ratifier{
			Meta:  k.meta(e.key.at, "ratifiers."+name, doc.about, labelOr(doc.Label, k.c.Parties[p].Label), group),
			Party: p, Of: k.refer(doc.Of, &k.names.parties), When: k.condition(doc.When.node, "a ratifier"), WhenText: oneLine(doc.When.value),
		}
		r.Needs = k.number(doc.Needs, r.Path+".needs", needsField, &r.Meta)
		if seen[p] {
			k.r.fail("duplicate-key", e.key.at, r.Path, fmt.Sprintf("`%s` ratifies twice", name), "join the conditions with `or`")
		}
		seen[p] = true
		k.ratifier(&r, doc)
		k.c.Ratifiers = append(k.c.Ratifiers, r)
	}
}

// ratifier checks what a ratifier needs against what its party is.
func (k *checker) ratifier(r *Ratifier, doc *ratifierDoc) {
	p := &k.c.Parties[r.Party]
	hasShare := p.Values != nil && (p.Values.Spread != nil || p.Values.Ladder != nil)
	switch {
	case r.Of == r.Party:
		k.r.fail("contradiction", doc.Of.node.at, r.Path, "a party does not ratify for itself", "name the party it ratifies for")
	case doc.Needs == nil && hasShare:
		k.r.fail("needs", r.Place, r.Path, fmt.Sprintf("`%s` accepts with a share, so it must be said which share is needed", p.Name), "add `needs: 0.5`")
	case doc.Needs != nil && !hasShare && k.r.errors == 0:
		k.r.fail("needs", doc.Needs.node.at, r.Path, fmt.Sprintf("`needs` is a share, and `%s` has neither a `spread` nor a `ladder` to make one", p.Name), "give it one under `values`, or delete `needs`")
	}
	if !k.c.StatusQuo && !doc.When.given() {
		k.r.fail("status-quo", r.Place, r.Path, "with `status-quo: none` nothing changes, so it must be said what is ratified", "add `when: always`")
	}
}
