package casefile

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"parley/internal/diag"
)

func (k *checker) goals() {
	group := k.groupMeta(k.doc.Goals.about, "goals")
	for i := range k.doc.Goals.entries {
		e := &k.doc.Goals.entries[i]
		k.c.Goals = append(k.c.Goals, Goal{
			Meta: k.meta(e.key.at, "goals."+e.key.text, e.value.about, labelOr(e.value.Label, e.key.text), group),
			Name: e.key.text, Text: oneLine(e.value.Is.value), Condition: k.condition(e.value.Is.node, "a goal"),
		})
	}
}

func (k *checker) deals() {
	group := k.groupMeta(k.doc.Deals.about, "deals")
	taken := map[string]string{}
	for i := range k.doc.Deals.entries {
		e := &k.doc.Deals.entries[i]
		d := Deal{
			Meta: k.meta(e.key.at, "deals."+e.key.text, e.value.about, labelOr(e.value.Label, e.key.text), group),
			Name: e.key.text, Short: e.value.Short.value, Settings: k.settings(e.value.Is),
		}
		if t := e.value.Short; d.Short != "" {
			if utf8.RuneCountInString(d.Short) > maxShort {
				k.r.fail("name", t.node.at, t.node.path(), fmt.Sprintf("a heading of more than %d characters", maxShort), "one letter is enough")
			}
			if other, ok := taken[d.Short]; ok {
				k.r.fail("duplicate-name", t.node.at, t.node.path(), fmt.Sprintf("`%s` already heads `%s`", shorten(d.Short), other), "choose another")
			}
			taken[d.Short] = d.Name
		}
		k.c.Deals = append(k.c.Deals, d)
	}
	k.dealShorts(taken)
}

// dealShorts heads the deals that name no heading with A, B, C …, then with numbers.
func (k *checker) dealShorts(taken map[string]string) {
	next := 0
	for i := range k.c.Deals {
		for d := &k.c.Deals[i]; d.Short == ""; next++ {
			short := strconv.Itoa(next + 1)
			if next < 26 {
				short = string(rune('A' + next))
			}
			if _, ok := taken[short]; !ok {
				d.Short = short
				taken[short] = d.Name
			}
		}
	}
}

func (k *checker) rules() {
	for i := range k.doc.Rules {
		doc := &k.doc.Rules[i]
		path := "rules." + strconv.Itoa(i+1)
		r := Rule{}
		switch {
		case doc.Never.given() && (doc.When.given() || doc.Then.given()):
			k.r.fail("rule", doc.Never.node.at, path, "a rule is either `never` or `when … then`", "make it two rules")
			continue
		case doc.Never.given():
			r.Meta = k.meta(doc.Never.node.at, path, doc.about, oneLine(doc.Never.value), nil)
			r.Text, r.Never = oneLine(doc.Never.value), k.condition(doc.Never.node, "a rule")
		case doc.When.given() && doc.Then.given():
			r.Meta = k.meta(doc.When.node.at, path, doc.about, oneLine(doc.When.value), nil)
			r.Text, r.When = oneLine(doc.When.value), k.condition(doc.When.node, "a rule")
			r.Then = k.settings(doc.Then)
		case doc.When.given():
			k.r.fail("rule", doc.When.node.at, path, "`when` without `then`", "add `then: issue=option`, or write `never`")
			continue
		case doc.Then.given():
			k.r.fail("rule", doc.Then.node.at, path, "`then` without `when`", "add `when: issue == option`")
			continue
		default:
			k.emptyRule(i, path)
			continue
		}
		k.c.Rules = append(k.c.Rules, r)
	}
}

func (k *checker) emptyRule(i int, path string) {
	at := diag.Place{}
	if note := k.doc.Rules[i].Note.node; note != nil {
		at = note.at
	}
	k.r.fail("rule", at, path, "a rule needs `never`, or `when` and `then`", "")
}
