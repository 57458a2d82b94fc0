package casefile

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/diag"
	"parley/internal/expr"
)

func (k *checker) values() {
	group, seen := k.groupMeta(k.doc.Values.About, "values"), map[int]int{}
	for i := range k.doc.Values.Entries {
		e := &k.doc.Values.Entries[i]
		p := k.refer(document.Text{Value: e.Key.Text, Node: e.Key}, &k.names.parties)
		if first, twice := seen[p]; p >= 0 && twice {
			k.r.Fail("duplicate-key", e.Key.At, e.Key.Path(), fmt.Sprintf("`%s` already has values in line %d", k.c.Parties[p].Name, first), "put them together")
			p = -1
		}
		seen[p] = e.Key.At.Line
		name := e.Key.Text
		if p >= 0 {
			name = k.c.Parties[p].Name
		}
		v := k.partyValues(e.Key, &e.Value, "values."+name, group)
		positions := k.positions(e.Value.Positions, v)
		if p < 0 {
			continue
		}
		k.c.Parties[p].Positions = positions
		if !onlyPositions(&e.Value) {
			k.c.Parties[p].Values = v
		}
	}
}

// partyValues resolves what one party wants.
func (k *checker) partyValues(key *yamltext.Node, doc *document.Values, path string, group *Meta) *Values {
	v := &Values{Meta: k.meta(key.At, path, doc.About, "", group)}
	for i := range doc.Rest.Entries {
		if row, ok := k.row(&doc.Rest.Entries[i], v); ok {
			v.Issues = append(v.Issues, row)
		}
	}
	k.someWeight(v)
	k.terms(v, doc.Also, false)
	k.terms(v, doc.Once, true)
	v.Order = k.order(key, doc, v)
	for i := range doc.RedLines {
		v.RedLines = append(v.RedLines, k.redLine(&doc.RedLines[i], path+".red-lines."+strconv.Itoa(i+1), v))
	}
	if s := doc.Says; s != nil && s.Is.Given() {
		v.Says, v.SaysPlace = k.settings(s.Is), s.Is.Node.At
		v.SaysMeta = k.meta(s.Is.Node.At, path+".says", s.About, "", &v.Meta)
	}
	v.WalkAway = k.number(doc.WalkAway, path+".walk-away", pointsField, &v.Meta)
	v.AtMost = k.number(doc.AtMost, path+".at-most", pointsField, &v.Meta)
	v.Spread = k.number(doc.Spread, path+".spread", spreadField, &v.Meta)
	v.Ladder = k.ladder(doc.Ladder, path+".ladder", v)
	if doc.Believes != nil {
		v.Believes = k.beliefs(doc.Believes, path+".believes", beliefField, &v.Meta)
	}
	if doc.Spread != nil && doc.Ladder != nil {
		k.r.Fail("contradiction", key.At, path, "a public has a `spread` or a `ladder`, not both", "keep the one that is measured")
	}
	return v
}

// row resolves the value of one issue.
func (k *checker) row(e *document.Entry[document.Row], v *Values) (IssueValue, bool) {
	issue, ok := k.names.issues.find(e.Key.Text)
	if !ok && k.r.Full() {
		return IssueValue{}, false
	}
	if !ok {
		reason, suggestion := k.names.unknown(e.Key.Text, &k.names.issues)
		if near := diag.Nearest(e.Key.Text, document.Keys[document.Values]()); near != "" && diag.Nearest(e.Key.Text, head(k.names.issues.list, 2000)) == "" {
			suggestion = fmt.Sprintf("did you mean `%s`?", near)
		}
		k.r.Fail("unknown-name", e.Key.At, e.Key.Path(), reason, suggestion)
		return IssueValue{}, false
	}
	if e.Value.Wrong != nil {
		document.WrongKind(k.r, e.Value.Wrong, "what each option is worth", fmt.Sprintf("write `%s: {%s: 10}`", e.Key.Text, first(k.names.options[issue].list)))
		return IssueValue{}, false
	}
	path := v.Path + "." + e.Key.Text
	out := IssueValue{Meta: k.meta(e.Key.At, path, e.Value.About, "", &v.Meta), Issue: issue}
	out.Weight = k.number(e.Value.Weight, path+".weight", weightField, &out.Meta)
	f := pointsField
	if e.Value.Weight != nil {
		f = shareField
	}
	options := &k.names.options[issue]
	for i := range e.Value.Rest.Entries {
		o := &e.Value.Rest.Entries[i]
		j, ok := options.find(o.Key.Text)
		if !ok {
			k.unknownOption(o.Key, issue)
			continue
		}
		value := k.number(&o.Value, path+"."+o.Key.Text, f, &out.Meta)
		if value == nil {
			continue
		}
		out.Options = append(out.Options, OptionValue{Option: j, Value: value})
		if out.Weight != nil && magnitude(out.Weight)*magnitude(value) > pointsField.limit {
			k.r.Fail("bounds", value.Place, value.Path, "weight times share is over a million points", "choose a larger unit")
		}
	}
	if len(e.Value.Rest.Entries) == 0 && e.Value.Weight != nil && e.Value.Weight.Node.Kind != yamltext.Bad {
		k.r.Fail("weights", e.Key.At, path, fmt.Sprintf("`%s` has a weight but no option has a share of it", e.Key.Text), "write which option is worth how much: "+first(options.list[min(1, len(options.list)):])+": 1")
	}
	return out, true
}

func (k *checker) unknownOption(key *yamltext.Node, issue int) {
	b := &binder{names: k.names}
	b.option(&expr.Node{Op: expr.Name, Name: key.Text}, issue)
	for _, e := range b.errs {
		k.r.Fail("unknown-name", key.At, key.Path(), e.Reason, e.Suggestion)
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
		k.r.Fail("weights", v.Place, v.Path, "all weights are 0: nothing would matter to this party", "give at least one issue a weight above 0")
	}
}

// terms resolves points by condition.
func (k *checker) terms(v *Values, doc *document.Group[document.Number], once bool) {
	if doc == nil {
		return
	}
	word := "also"
	if once {
		word = "once"
	}
	above := k.meta(v.Place, v.Path+"."+word, doc.About, "", &v.Meta)
	if once && !k.c.StatusQuo && doc.Node != nil {
		k.r.Fail("status-quo", doc.Node.At, above.Path, "`once` has no meaning with `status-quo: none`: nothing comes about, there are only outcomes", "use `also`")
	}
	for i := range doc.Entries {
		e := &doc.Entries[i]
		when := k.condition(e.Key, "")
		amount := k.number(&e.Value, above.Path+"."+strconv.Itoa(i+1), pointsField, &above)
		if when != nil && when.Op == expr.Name && when.Ref == expr.Always {
			when = nil
			if once {
				k.r.Fail("condition", e.Key.At, e.Key.Path(), "what always holds never becomes true", "put it under `also`")
			}
		}
		if amount != nil {
			v.Terms = append(v.Terms, Term{Text: oneLine(e.Key.Text), When: when, Amount: amount, Once: once})
		}
	}
}

func (k *checker) redLine(doc *document.Condition, path string, v *Values) RedLine {
	if !doc.Is.Given() {
		return RedLine{}
	}
	return RedLine{
		Meta:      k.meta(doc.Is.Node.At, path, doc.About, labelOr(doc.Label, oneLine(doc.Is.Value)), &v.Meta),
		Text:      oneLine(doc.Is.Value),
		Condition: k.condition(doc.Is.Node, "a red line"),
	}
}

func (k *checker) ladder(doc *document.Ladder, path string, v *Values) *Ladder {
	if doc == nil {
		return nil
	}
	above := k.meta(v.Place, path, doc.About, "", &v.Meta)
	l := &Ladder{Base: k.number(&doc.Base, path+".base", baseField, &above)}
	for i := range doc.Rest.Entries {
		e := &doc.Rest.Entries[i]
		when := k.condition(e.Key, "")
		if share := k.number(&e.Value, path+"."+strconv.Itoa(i+1), stepField, &above); share != nil {
			l.Steps = append(l.Steps, LadderStep{Text: oneLine(e.Key.Text), When: when, Share: share})
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
