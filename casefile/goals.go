package casefile

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"parley/casefile/internal/yamltext"
)

func (k *checker) goals() {
	group := k.groupMeta(k.doc.Goals.About, "goals")
	for i := range k.doc.Goals.Entries {
		e := &k.doc.Goals.Entries[i]
		k.c.Goals = append(k.c.Goals, Goal{
			Meta: k.meta(e.Key.At, "goals."+e.Key.Text, e.Value.About, labelOr(e.Value.Label, e.Key.Text), group),
			Name: e.Key.Text, Text: oneLine(e.Value.Is.Value), Condition: k.condition(e.Value.Is.Node, "a goal"),
		})
	}
}

func (k *checker) deals() {
	group := k.groupMeta(k.doc.Deals.About, "deals")
	taken := map[string]string{}
	for i := range k.doc.Deals.Entries {
		e := &k.doc.Deals.Entries[i]
		before := k.r.Errors
		d := Deal{
			Meta: k.meta(e.Key.At, "deals."+e.Key.Text, e.Value.About, labelOr(e.Value.Label, e.Key.Text), group),
			Name: e.Key.Text, Short: e.Value.Short.Value, Settings: k.settings(e.Value.Is),
		}
		k.wrong[d.Path] = k.r.Errors > before || e.Value.Is.Value == ""
		if t := e.Value.Short; d.Short != "" {
			if utf8.RuneCountInString(d.Short) > maxShort {
				k.r.Fail("name", t.Node.At, t.Node.Path(), fmt.Sprintf("a heading of more than %d characters", maxShort), "one letter is enough")
			}
			if other, ok := taken[d.Short]; ok {
				k.r.Fail("duplicate-name", t.Node.At, t.Node.Path(), fmt.Sprintf("`%s` already heads `%s`", yamltext.Shorten(d.Short), other), "choose another")
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
		case doc.Never.Given() && (doc.When.Given() || doc.Then.Given()):
			k.r.Fail("rule", doc.Never.Node.At, path, "a rule is either `never` or `when … then`", "make it two rules")
			continue
		case doc.Never.Given():
			r.Meta = k.meta(doc.Never.Node.At, path, doc.About, oneLine(doc.Never.Value), nil)
			r.Text, r.Never = oneLine(doc.Never.Value), k.condition(doc.Never.Node, "a rule")
		case doc.When.Given() && doc.Then.Given():
			r.Meta = k.meta(doc.When.Node.At, path, doc.About, oneLine(doc.When.Value), nil)
			r.Text, r.When = oneLine(doc.When.Value), k.condition(doc.When.Node, "a rule")
			r.Then = k.settings(doc.Then)
		case doc.When.Given():
			k.r.Fail("rule", doc.When.Node.At, path, "`when` without `then`", "add `then: issue=option`, or write `never`")
			continue
		case doc.Then.Given():
			k.r.Fail("rule", doc.Then.Node.At, path, "`then` without `when`", "add `when: issue == option`")
			continue
		default:
			k.emptyRule(i, path)
			continue
		}
		k.c.Rules = append(k.c.Rules, r)
	}
}

func (k *checker) emptyRule(i int, path string) {
	if n := k.doc.Rules[i].Node; n != nil {
		k.r.Fail("rule", n.At, path, "a rule needs `never`, or `when` and `then`", "such as `never: issue == option`")
	}
}
