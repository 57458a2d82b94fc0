package casefile

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
	"parley/internal/quantity"
)

// number resolves a numeric field. It returns nil when the field is absent or wrong.
func (k *checker) number(doc *document.Number, path string, f field, above *Meta) *Number {
	if doc == nil || doc.Node == nil {
		return nil
	}
	if doc.Node.Kind != yamltext.Bad && !k.r.Full() {
		if x := k.rightNumber(doc, path, f, above); x != nil {
			return x
		}
	}
	k.wrong[path] = true
	return nil
}

// rightNumber resolves a field that is given, or reports what is wrong with it and returns nil.
func (k *checker) rightNumber(doc *document.Number, path string, f field, above *Meta) *Number {
	at := doc.Node.At
	if doc.Is.Given() {
		at = doc.Is.Node.At
	}
	x := &Number{Meta: k.meta(at, path, doc.About, doc.Label.Value, above), Unit: k.unitOf(doc, f), Input: -1}
	if doc.Cases != nil {
		return k.byCases(x, doc.Cases, f)
	}
	if doc.Is.Value == "" {
		return nil
	}
	x.Text = strings.TrimSpace(strings.TrimPrefix(oneLine(doc.Is.Value), "="))
	root, scale, ok := k.measured(doc, f)
	if !ok {
		return nil
	}
	if d, isDist, ok := k.dist(doc.Is.Node, root, f, scale); isDist {
		x.Form, x.Dist = Dist, d
		if !ok {
			return nil
		}
		k.c.Inputs = append(k.c.Inputs, x)
		k.tellCut(x, f)
		return x
	}
	b := &binder{names: k.names, back: f.back}
	if f.fixed {
		b.fixed = f.what
		k.fixed = append(k.fixed, fixedNumber{doc.Is.Node, root, f.what})
	}
	b.number(root)
	for _, e := range b.errs {
		k.r.FailAt("number", doc.Is.Node, e)
	}
	x.Form, x.Expr = Expr, scaled(root, scale)
	if len(b.errs) > 0 {
		return nil
	}
	return x
}

// byCases resolves a number given by conditions.
func (k *checker) byCases(x *Number, doc *document.Cases, f field) *Number {
	x.Form = Cases
	ok := true
	var text []string
	add := func(when *expr.Node, words, step string, then *Number) {
		if then == nil {
			ok = false
			return
		}
		then.Path = x.Path + "." + step
		x.Cases = append(x.Cases, NumberCase{When: when, Then: then})
		text = append(text, words+": "+then.Text)
	}
	for i := range doc.Rest.Entries {
		e := &doc.Rest.Entries[i]
		when := k.choosing(e.Key, f)
		ok = ok && when != nil
		step := strconv.Itoa(i + 1)
		add(when, oneLine(e.Key.Text), step, k.number(&e.Value, x.Path+"."+step, f, &x.Meta))
	}
	if len(doc.Rest.Entries) == 0 && doc.Otherwise.Node != nil {
		k.r.Fail("number", x.Place, x.Path, "`otherwise` without any condition before it", "write the number alone")
	}
	add(nil, "otherwise", "otherwise", k.number(&doc.Otherwise, x.Path+".otherwise", f, &x.Meta))
	if !ok {
		return nil
	}
	x.Text = strings.Join(text, "; ")
	return x
}

// dist makes the distribution that an expression without names stands for. isDist is false for an
// expression over quantities; ok is false when something is wrong, which is then reported.
func (k *checker) dist(n *yamltext.Node, root *expr.Node, f field, scale float64) (d quantity.Dist, isDist, ok bool) {
	family, p, w, isDist := parameters(root)
	if !isDist {
		return d, false, false
	}
	f.limit /= scale
	code, reason, suggestion := f.outside(family, p)
	f.limit *= scale
	if reason == "" {
		code, reason, suggestion = emptyRange(family, p)
	}
	if reason == "" {
		code, reason, suggestion = rescale(family, p, scale)
	}
	if reason == "" {
		var err error
		if d, err = f.cut(family, p, w); err == nil {
			return d, true, true
		}
		code, reason = "distribution", err.Error()
		var invalid *quantity.Invalid
		if errors.As(err, &invalid) {
			reason, suggestion = invalid.Reason, invalid.Suggestion
		}
	}
	k.r.Fail(code, n.Span(k.r, root.Pos, root.End), n.Path(), reason, suggestion)
	return quantity.Dist{}, true, false
}

// emptyRange says what is wrong with a range whose ends are equal or exchanged.
func emptyRange(family quantity.Family, p []float64) (code, reason, suggestion string) {
	switch family {
	case quantity.Normal, quantity.Lognormal, quantity.Uniform:
	default:
		return "", "", ""
	}
	if p[0] == p[1] {
		return "range", fmt.Sprintf("a range from %s to %s is no range", figure(p[0]), figure(p[1])), "write " + figure(p[0])
	}
	if p[0] < p[1] {
		return "", "", ""
	}
	right := figure(p[1]) + " to " + figure(p[0])
	switch family {
	case quantity.Lognormal:
		right = "lognormal(" + right + ")"
	case quantity.Uniform:
		right = "uniform(" + figure(p[1]) + ", " + figure(p[0]) + ")"
	}
	return "range", "the range is reversed: the lower number comes first", "write `" + right + "`"
}

var families = map[string]quantity.Family{
	"uniform": quantity.Uniform, "triangular": quantity.Triangular, "pert": quantity.PERT,
	"beta": quantity.Beta, "lognormal": quantity.Lognormal, "discrete": quantity.Discrete,
}

// parameters reads the family and its parameters off an expression; false for an expression over names.
func parameters(root *expr.Node) (family quantity.Family, p, w []float64, ok bool) {
	if v, ok := constant(root); ok {
		return quantity.Constant, []float64{v}, nil, true
	}
	args := root.Args
	family, known := families[root.Name]
	switch {
	case root.Op == expr.To:
		family = quantity.Normal
	case root.Op != expr.Call || !known:
		return 0, nil, nil, false
	case family == quantity.Lognormal && len(args) == 1 && args[0].Op == expr.To:
		args = args[0].Args
	}
	for _, a := range args {
		if a.Op == expr.Pair {
			chance, ok := constant(a.Args[1])
			if !ok {
				return 0, nil, nil, false
			}
			w = append(w, chance)
			a = a.Args[0]
		}
		v, ok := constant(a)
		if !ok {
			return 0, nil, nil, false
		}
		p = append(p, v)
	}
	return family, p, w, true
}

// figure writes a number as a case does.
func figure(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// figure3 writes a number with three significant digits.
func figure3(v float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	if err != nil {
		return figure(v)
	}
	return figure(short)
}
