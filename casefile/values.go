package casefile

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"parley/internal/diag"
	"parley/internal/expr"
)

func (k *checker) values() {
	group := k.groupMeta(k.doc.Values.about, "values")
	for i := range k.doc.Values.entries {
		e := &k.doc.Values.entries[i]
		p := k.refer(text{e.key.text, e.key}, &k.names.parties)
		if p >= 0 && k.c.Parties[p].Values != nil {
			k.r.fail("duplicate-key", e.key.at, e.key.path(), fmt.Sprintf("`%s` already has values in line %d", k.c.Parties[p].Name, k.c.Parties[p].Values.Place.Line), "put them together")
			p = -1
		}
		name := e.key.text
		if p >= 0 {
			name = k.c.Parties[p].Name
		}
		v := k.partyValues(e.key, &e.value, "values."+name, group)
		if p >= 0 {
			k.c.Parties[p].Values = v
		}
	}
}

// partyValues resolves what one party wants.
func (k *checker) partyValues(key *node, doc *valuesDoc, path string, group *Meta) *Values {
	v := &Values{Meta: k.meta(key.at, path, doc.about, "", group)}
	for i := range doc.Rest.entries {
		if row, ok := k.row(&doc.Rest.entries[i], v); ok {
			v.Issues = append(v.Issues, row)
		}
	}
	k.someWeight(v)
	k.terms(v, doc.Also, false)
	k.terms(v, doc.Once, true)
	for i := range doc.RedLines {
		v.RedLines = append(v.RedLines, k.redLine(&doc.RedLines[i], path+".red-lines."+strconv.Itoa(i+1), v))
	}
	if s := doc.Says; s != nil && s.Is.given() {
		v.Says, v.SaysPlace = k.settings(s.Is), s.Is.node.at
		v.SaysMeta = k.meta(s.Is.node.at, path+".says", s.about, "", &v.Meta)
	}
	v.WalkAway = k.number(doc.WalkAway, path+".walk-away", pointsField, &v.Meta)
	v.AtMost = k.number(doc.AtMost, path+".at-most", pointsField, &v.Meta)
	v.Spread = k.number(doc.Spread, path+".spread", spreadField, &v.Meta)
	v.Ladder = k.ladder(doc.Ladder, path+".ladder", v)
	if doc.Spread != nil && doc.Ladder != nil {
		k.r.fail("contradiction", key.at, path, "a public has a `spread` or a `ladder`, not both", "keep the one that is measured")
	}
	return v
}

// row resolves the value of one issue.
func (k *checker) row(e *entry[rowDoc], v *Values) (IssueValue, bool) {
	issue, ok := k.names.issues.find(e.key.text)
	if !ok && k.r.full() {
		return IssueValue{}, false
	}
	if !ok {
		reason, suggestion := k.names.unknown(e.key.text, &k.names.issues)
		if near := diag.Nearest(e.key.text, keysOf(typeOf[valuesDoc]())); near != "" && diag.Nearest(e.key.text, head(k.names.issues.list, 2000)) == "" {
			suggestion = fmt.Sprintf("did you mean `%s`?", near)
		}
		k.r.fail("unknown-name", e.key.at, e.key.path(), reason, suggestion)
		return IssueValue{}, false
	}
	path := v.Path + "." + e.key.text
	out := IssueValue{Meta: k.meta(e.key.at, path, e.value.about, "", &v.Meta), Issue: issue}
	out.Weight = k.number(e.value.Weight, path+".weight", weightField, &out.Meta)
	f := pointsField
	if e.value.Weight != nil {
		f = shareField
	}
	options := &k.names.options[issue]
	for i := range e.value.Rest.entries {
		o := &e.value.Rest.entries[i]
		j, ok := options.find(o.key.text)
		if !ok {
			k.unknownOption(o.key, issue)
			continue
		}
		value := k.number(&o.value, path+"."+o.key.text, f, &out.Meta)
		if value == nil {
			continue
		}
		out.Options = append(out.Options, OptionValue{Option: j, Value: value})
		if out.Weight != nil && magnitude(out.Weight)*magnitude(value) > pointsField.limit {
			k.r.fail("bounds", value.Place, value.Path, "weight times share is over a million points", "choose a larger unit")
		}
	}
	if len(e.value.Rest.entries) == 0 && e.value.Weight != nil && e.value.Weight.node.kind != badKind {
		k.r.fail("weights", e.key.at, path, fmt.Sprintf("`%s` has a weight but no option has a share of it", e.key.text), "write which option is worth how much: "+first(options.list[min(1, len(options.list)):])+": 1")
	}
	return out, true
}

func (k *checker) unknownOption(key *node, issue int) {
	b := &binder{names: k.names}
	b.option(&expr.Node{Op: expr.Name, Name: key.text}, issue)
	for _, e := range b.errs {
		k.r.fail("unknown-name", key.at, key.path(), e.Reason, e.Suggestion)
	}
}

// magnitude is the largest parameter of a number, 0 for an expression.
func magnitude(x *Number) float64 {
	out := 0.0
	for _, p := range x.Dist.P {
		out = max(out, math.Abs(p))
	}
	return out
}

// someWeight reports a party all of whose weights are 0: nothing would matter to it.
func (k *checker) someWeight(v *Values) {
	weighted := 0
	for _, row := range v.Issues {
		if w := row.Weight; w != nil {
			if w.Form != Dist || w.Dist.IsUncertain() || w.Dist.Median() != 0 {
				return
			}
			weighted++
		}
	}
	if weighted > 0 {
		k.r.fail("weights", v.Place, v.Path, "all weights are 0: nothing would matter to this party", "give at least one issue a weight above 0")
	}
}

// terms resolves points by condition.
func (k *checker) terms(v *Values, doc *group[numberDoc], once bool) {
	if doc == nil {
		return
	}
	word := "also"
	if once {
		word = "once"
	}
	above := k.meta(v.Place, v.Path+"."+word, doc.about, "", &v.Meta)
	if once && !k.c.StatusQuo && doc.node != nil {
		k.r.fail("status-quo", doc.node.at, above.Path, "`once` has no meaning with `status-quo: none`: nothing comes about, there are only outcomes", "use `also`")
	}
	for i := range doc.entries {
		e := &doc.entries[i]
		when := k.condition(e.key, "")
		amount := k.number(&e.value, above.Path+"."+strconv.Itoa(i+1), pointsField, &above)
		if when != nil && when.Op == expr.Name && when.Ref == expr.Always {
			when = nil
			if once {
				k.r.fail("condition", e.key.at, e.key.path(), "what always holds never becomes true", "put it under `also`")
			}
		}
		if amount != nil {
			v.Terms = append(v.Terms, Term{Text: oneLine(e.key.text), When: when, Amount: amount, Once: once})
		}
	}
}

func (k *checker) redLine(doc *conditionDoc, path string, v *Values) RedLine {
	if !doc.Is.given() {
		return RedLine{}
	}
	return RedLine{
		Meta:      k.meta(doc.Is.node.at, path, doc.about, labelOr(doc.Label, oneLine(doc.Is.value)), &v.Meta),
		Text:      oneLine(doc.Is.value),
		Condition: k.condition(doc.Is.node, "a red line"),
	}
}

func (k *checker) ladder(doc *ladderDoc, path string, v *Values) *Ladder {
	if doc == nil {
		return nil
	}
	above := k.meta(v.Place, path, doc.about, "", &v.Meta)
	l := &Ladder{Base: k.number(&doc.Base, path+".base", baseField, &above)}
	for i := range doc.Rest.entries {
		e := &doc.Rest.entries[i]
		when := k.condition(e.key, "")
		if share := k.number(&e.value, path+"."+strconv.Itoa(i+1), stepField, &above); share != nil {
			l.Steps = append(l.Steps, LadderStep{Text: oneLine(e.key.text), When: when, Share: share})
		}
	}
	return l
}

// decides reports whether a party makes moves: states, blocs, institutions and members of a table.
func (k *checker) decides(p int) bool {
	switch k.c.Parties[p].Kind {
	case State, Bloc, Institution:
		return true
	}
	return slices.ContainsFunc(k.c.Tables, func(t Table) bool { return slices.Contains(t.Members, p) })
}
