package casefile

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/diag"
	"parley/internal/expr"
	"parley/internal/quantity"
)

// field is what a numeric field may hold: its natural bounds and the largest magnitude of a parameter.
type field struct {
	what     string
	lo, hi   float64
	limit    float64
	positive bool // 0 is outside too
}

// The numeric fields. Points, weights and shares are bounded at a million so that sums and products of
// values keep nine decimals.
var (
	anyField        = field{"a quantity", math.Inf(-1), math.Inf(1), 1e15, false}
	pointsField     = field{"points", math.Inf(-1), math.Inf(1), 1e6, false}
	weightField     = field{"a weight", 0, math.Inf(1), 1e6, false}
	shareField      = field{"a share of the weight", math.Inf(-1), math.Inf(1), 1e6, false}
	capabilityField = field{"a capability", 0, 100, 100, false}
	needsField      = field{"the share that is needed", 0, 1, 1, false}
	spreadField     = field{"a spread", 0, math.Inf(1), 1e6, true}
	baseField       = field{"the base of a ladder", 0, 1, 1, false}
	stepField       = field{"a step of a ladder", -1, 1, 1, false}
)

// bounds words the natural bounds.
func (f field) bounds() string {
	switch {
	case f.positive:
		return "above 0"
	case math.IsInf(f.hi, 1):
		return "at least " + figure(f.lo)
	}
	return "between " + figure(f.lo) + " and " + figure(f.hi)
}

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
	x := &Number{Meta: k.meta(at, path, doc.About, doc.Label.Value, above), Unit: oneLine(doc.Unit.Value), Input: -1}
	if doc.Cases != nil {
		return k.byCases(x, doc.Cases, f)
	}
	if doc.Is.Value == "" {
		return nil
	}
	x.Text = strings.TrimSpace(strings.TrimPrefix(oneLine(doc.Is.Value), "="))
	root, err := expr.ParseNumber(doc.Is.Value)
	if err != nil {
		k.r.FailAt("number", doc.Is.Node, err)
		return nil
	}
	if d, isDist, ok := k.dist(doc.Is.Node, root, f); isDist {
		x.Form, x.Dist = Dist, d
		if !ok {
			return nil
		}
		k.c.Inputs = append(k.c.Inputs, x)
		k.tellCut(x, f)
		return x
	}
	b := &binder{names: k.names}
	b.number(root)
	for _, e := range b.errs {
		k.r.FailAt("number", doc.Is.Node, e)
	}
	x.Form, x.Expr = Expr, root
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
		when := k.condition(e.Key, "")
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
func (k *checker) dist(n *yamltext.Node, root *expr.Node, f field) (d quantity.Dist, isDist, ok bool) {
	family, p, w, isDist := parameters(root)
	if !isDist {
		return d, false, false
	}
	code, reason, suggestion := f.outside(family, p)
	if reason == "" {
		code, reason, suggestion = emptyRange(family, p)
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

// outside says which parameter lies outside the natural bounds of the field, if one does. A beta's
// parameters are shapes.
func (f field) outside(family quantity.Family, p []float64) (code, reason, suggestion string) {
	if family == quantity.Beta {
		return "", "", ""
	}
	for _, v := range p {
		switch {
		case f.lo == 0 && v < 0:
			return "bounds", fmt.Sprintf("%s cannot be negative: %s", f.what, figure(v)), "it must be " + f.bounds()
		case v < f.lo || v > f.hi || f.positive && v == 0 && family == quantity.Constant:
			return "bounds", fmt.Sprintf("%s cannot be %s", f.what, figure(v)), "it must be " + f.bounds()
		case math.Abs(v) > f.limit:
			return "bounds", fmt.Sprintf("%s is too large: at most %s", figure(v), figure(f.limit)), "choose a larger unit"
		}
	}
	return "", "", ""
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

// cut makes the distribution and cuts it at the natural bounds, where that takes anything away.
func (f field) cut(family quantity.Family, p, w []float64) (quantity.Dist, error) {
	d, err := quantity.New(family, p, w)
	if err != nil || math.IsInf(f.lo, -1) {
		return d, err
	}
	cut, err := d.Truncate(f.lo, f.hi)
	if err != nil || cut.CutMass() > 1e-12 {
		return cut, err
	}
	return d, nil
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

// tellCut notes that natural bounds cut more than 1 % of a range off, and what is left.
func (k *checker) tellCut(x *Number, f field) {
	mass := x.Dist.CutMass()
	if mass <= 0.01 {
		return
	}
	k.r.Add(diag.Note, "cut", x.Place, x.Path,
		fmt.Sprintf("%s is cut at its natural bounds (%s): %.0f %% is cut; percentiles become %s and %s", f.what, f.bounds(), 100*mass,
			figure3(x.Dist.Quantile(0.05)), figure3(x.Dist.Quantile(0.95))), suggestCut(x.Dist, f))
}

// suggestCut proposes a family that respects the bounds, with about the same mean and spread.
func suggestCut(d quantity.Dist, f field) string {
	if d.Family != quantity.Normal {
		return ""
	}
	mean, sd := (d.P[0]+d.P[1])/2, (d.P[1]-d.P[0])/(2*1.6448536269514722)
	if f.lo == 0 && f.hi == 1 {
		if n := mean*(1-mean)/(sd*sd) - 1; n > 0 {
			return fmt.Sprintf("consider beta(%s, %s)", figure3(mean*n), figure3((1-mean)*n))
		}
	}
	if f.lo == 0 && d.P[0] > 0 {
		return fmt.Sprintf("consider lognormal(%s to %s)", figure(d.P[0]), figure(d.P[1]))
	}
	return "consider pert(low, mode, high)"
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
