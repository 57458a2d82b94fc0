package casefile

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

func (k *checker) parties() {
	group := k.groupMeta(k.doc.Parties.about, "parties")
	for i := range k.doc.Parties.entries {
		e := &k.doc.Parties.entries[i]
		name, path := e.key.text, "parties."+e.key.text
		p := Party{
			Meta: k.meta(e.key.at, path, e.value.about, labelOr(e.value.Label, name), group),
			Name: name, Short: e.value.Short.value,
			Kind: PartyKind(k.choice(e.value.Kind, "kind of party", string(State), string(Bloc), string(Institution), string(Public), string(Group))),
		}
		for _, a := range e.value.Aliases.items {
			p.Aliases = append(p.Aliases, oneLine(a.value))
		}
		p.Capability = k.number(e.value.Capability, path+".capability", capabilityField, &p.Meta)
		k.c.Parties = append(k.c.Parties, p)
	}
	k.shorts()
}

// maxShort is the longest heading a case may ask for, in runes.
const maxShort = 12

// shorts checks the headings that are given and makes the others, all different.
func (k *checker) shorts() {
	taken := map[string]int{}
	for i := range k.c.Parties {
		short, doc := k.c.Parties[i].Short, k.doc.Parties.entries[i].value.Short
		if short == "" {
			continue
		}
		if utf8.RuneCountInString(short) > maxShort {
			k.r.fail("name", doc.node.at, doc.node.path(), fmt.Sprintf("a heading of more than %d characters", maxShort), "four are enough")
		}
		if j, ok := taken[short]; ok {
			k.r.fail("duplicate-name", doc.node.at, doc.node.path(), fmt.Sprintf("`%s` already heads `%s`", shorten(short), k.c.Parties[j].Name), "choose another")
		}
		taken[short] = i
	}
	for i := range k.c.Parties {
		p := &k.c.Parties[i]
		if p.Short != "" {
			continue
		}
		p.Short = initials(p.Name)
		for n := 2; ; n++ {
			if _, ok := taken[p.Short]; !ok {
				break
			}
			p.Short = fmt.Sprintf("%s%d", string([]rune(initials(p.Name))[:min(3, utf8.RuneCountInString(initials(p.Name)))]), n)
		}
		taken[p.Short] = i
	}
}

// initials makes a heading from a name: US from united-states, RUSS from russia.
func initials(name string) string {
	words := strings.FieldsFunc(name, func(c rune) bool { return c == '-' || c == '_' || c == '.' })
	if len(words) == 0 {
		return strings.ToUpper(name)
	}
	if len(words) == 1 {
		runes := []rune(strings.ToUpper(words[0]))
		return string(runes[:min(4, len(runes))])
	}
	var out []rune
	for _, w := range words {
		c, _ := utf8.DecodeRuneInString(w)
		if len(out) < 4 {
			out = append(out, unicode.ToUpper(c))
		}
	}
	return string(out)
}

func (k *checker) quantities() {
	group := k.groupMeta(k.doc.Quantities.about, "quantities")
	k.c.Quantities = make([]Quantity, len(k.doc.Quantities.entries))
	for i := range k.doc.Quantities.entries {
		e, q := &k.doc.Quantities.entries[i], &k.c.Quantities[i]
		if e.value.Label.value == "" {
			e.value.Label.value = e.key.text
		}
		q.Name = e.key.text
		x := k.number(&e.value, "quantities."+e.key.text, anyField, group)
		if x == nil {
			continue
		}
		q.Number = *x
		q.Place = e.key.at
		if n := len(k.c.Inputs); x.Form == Dist {
			k.c.Inputs[n-1] = &q.Number // the last one added
		}
	}
}

var admiralty = regexp.MustCompile(`^[A-F][1-6]$`)

func (k *checker) sources() {
	for i := range k.doc.Sources.entries {
		e := &k.doc.Sources.entries[i]
		d := e.value
		label := labelOr(d.Label, e.key.text)
		s := Source{
			Meta: k.meta(e.key.at, "sources."+e.key.text, about{Note: d.Note}, label, nil),
			Name: e.key.text, Outlet: oneLine(d.Outlet.value), Title: oneLine(d.Title.value), Date: k.date(d.Date),
			Kind: oneLine(d.Kind.value), Grade: d.Grade.value, URL: d.URL.value,
		}
		if s.Grade != "" && !admiralty.MatchString(s.Grade) {
			k.r.fail("unknown-name", d.Grade.node.at, d.Grade.node.path(), fmt.Sprintf("`%s` is not an Admiralty grade", shorten(s.Grade)),
				"a letter A to F for the source and a digit 1 to 6 for the report: B2")
		}
		k.c.Sources = append(k.c.Sources, s)
	}
}
