package casefile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
)

func (k *checker) parties() {
	group := k.groupMeta(k.doc.Parties.About, "parties")
	for i := range k.doc.Parties.Entries {
		e := &k.doc.Parties.Entries[i]
		name, path := e.Key.Text, "parties."+e.Key.Text
		p := Party{
			Meta: k.meta(e.Key.At, path, e.Value.About, labelOr(e.Value.Label, name), group),
			Name: name, Short: e.Value.Short.Value,
			Kind: PartyKind(k.choice(e.Value.Kind, "kind of party", string(State), string(Bloc), string(Institution), string(Public), string(Group))),
		}
		for _, a := range e.Value.Aliases.Items {
			p.Aliases = append(p.Aliases, oneLine(a.Value))
		}
		p.Capability = k.number(e.Value.Capability, path+".capability", capabilityField, &p.Meta)
		p.Outlook = k.outlook(&e.Value, &p.Meta)
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
		short, doc := k.c.Parties[i].Short, k.doc.Parties.Entries[i].Value.Short
		if short == "" {
			continue
		}
		if utf8.RuneCountInString(short) > maxShort {
			k.r.Fail("name", doc.Node.At, doc.Node.Path(), fmt.Sprintf("a heading of more than %d characters", maxShort), "four are enough")
		}
		if j, ok := taken[short]; ok {
			k.r.Fail("duplicate-name", doc.Node.At, doc.Node.Path(), fmt.Sprintf("`%s` already heads `%s`", yamltext.Shorten(short), k.c.Parties[j].Name), "choose another")
		}
		taken[short] = i
	}
	next := map[string]int{} // so that many similar names do not try the same numbers again
	for i := range k.c.Parties {
		p := &k.c.Parties[i]
		if p.Short != "" {
			continue
		}
		p.Short = initials(p.Name)
		stem := string([]rune(p.Short)[:min(3, utf8.RuneCountInString(p.Short))])
		for {
			if _, ok := taken[p.Short]; !ok {
				break
			}
			next[stem]++
			p.Short = stem + strconv.Itoa(next[stem]+1)
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
	group := k.groupMeta(k.doc.Quantities.About, "quantities")
	k.c.Quantities = make([]Quantity, len(k.doc.Quantities.Entries))
	for i := range k.doc.Quantities.Entries {
		e, q := &k.doc.Quantities.Entries[i], &k.c.Quantities[i]
		doc := &e.Value.Number
		if doc.Label.Value == "" {
			doc.Label.Value = e.Key.Text
		}
		q.Name = e.Key.Text
		q.Private = k.refer(e.Value.Private, &k.names.parties)
		x := k.number(doc, "quantities."+e.Key.Text, anyField, group)
		if x == nil {
			continue
		}
		if q.Private >= 0 && x.Form != Dist {
			k.r.Fail("private", e.Value.Private.Node.At, e.Value.Private.Node.Path(), fmt.Sprintf("`%s` is calculated from other numbers, so nobody alone knows it", q.Name), "make private the quantities it is made of")
		}
		q.Number = *x
		q.Place = e.Key.At
		if n := len(k.c.Inputs); x.Form == Dist {
			k.c.Inputs[n-1] = &q.Number // the last one added
		}
	}
}

var admiralty = regexp.MustCompile(`^[A-F][1-6]$`)

func (k *checker) sources() {
	for i := range k.doc.Sources.Entries {
		e := &k.doc.Sources.Entries[i]
		d := e.Value
		label := labelOr(d.Label, e.Key.Text)
		s := Source{
			Meta: k.meta(e.Key.At, "sources."+e.Key.Text, document.About{Note: d.Note}, label, nil),
			Name: e.Key.Text, Outlet: oneLine(d.Outlet.Value), Title: oneLine(d.Title.Value), Date: k.date(d.Date),
			Kind: oneLine(d.Kind.Value), Grade: d.Grade.Value, URL: d.URL.Value,
		}
		if s.Grade != "" && !admiralty.MatchString(s.Grade) {
			k.r.Fail("unknown-name", d.Grade.Node.At, d.Grade.Node.Path(), fmt.Sprintf("`%s` is not an Admiralty grade", yamltext.Shorten(s.Grade)),
				"a letter A to F for the source and a digit 1 to 6 for the report: B2")
		}
		k.c.Sources = append(k.c.Sources, s)
	}
}
