package genius

import (
	"math"
	"strings"

	"parley/internal/exchange"
)

// negligible is the largest evaluation of an issue below which GENIUS takes all of its values for 0.
const negligible = 1e-5

// evaluate returns e(v) for every option of the issue, as the profile's element e has it.
func (r *reader) evaluate(d *document, i *issue, e *element) []float64 {
	if kind := declaredType(e); kind != "" && kind != i.kind {
		if kind != discrete && kind != integer && kind != real {
			d.unsupportedType(e, kind)
		} else {
			d.errorf(e, "other-type", "check that the profile belongs to this domain", "issue `%s` is of type %s here and %s in the domain", exchange.Shown(i.name), kind, i.kind)
		}
		return nil
	}
	switch i.kind {
	case discrete:
		return r.evaluateItems(d, i, e)
	case integer:
		return evaluateInteger(d, i, e)
	default:
		return r.evaluateReal(d, i, e)
	}
}

// evaluateItems divides every evaluation by the largest. The least is not moved to 0.
func (r *reader) evaluateItems(d *document, i *issue, e *element) []float64 {
	values, seen := make([]float64, len(i.options)), make([]bool, len(i.options))
	largest, unvalued, strangers := 0.0, 0, 0
	for _, item := range e.all("item") {
		if r.findings.Full() {
			return nil
		}
		o, ok := r.option(d, i, item)
		if !ok {
			strangers++
			continue
		}
		if seen[o] {
			d.errorf(item, "duplicate-value", "keep one of the two", "value `%s` of issue `%s` stands here twice", exchange.Shown(i.options[o]), exchange.Shown(i.name))
			continue
		}
		seen[o] = true
		if text, _ := item.attr("evaluation"); strings.TrimSpace(text) == "" || strings.EqualFold(strings.TrimSpace(text), "null") {
			unvalued++
			continue
		}
		if x, ok := amount(d, item, "evaluation", "the evaluation"); ok {
			values[o], largest = x, math.Max(largest, x)
		}
	}
	for o, ok := range seen {
		if !ok && strangers == 0 && !r.findings.Full() {
			d.errorf(e, "missing-value", "add an item for it", "value `%s` of issue `%s` is not evaluated in this profile", exchange.Shown(i.options[o]), exchange.Shown(i.name))
		}
	}
	if unvalued > 0 {
		d.warnf(e, "no-evaluation", "%d values of issue `%s` have no evaluation; they count 0", unvalued, exchange.Shown(i.name))
		r.notes.say("%s gives %d values of issue `%s` no evaluation; they count 0.", exchange.BaseName(d.Name), unvalued, i.name)
	}
	for o := range values {
		if largest < negligible {
			values[o] = 0
		} else {
			values[o] /= largest
		}
	}
	return values
}

// option finds the option that a profile's item evaluates: by its index, if the value there is the same, else
// by its value, as GENIUS does.
func (r *reader) option(d *document, i *issue, item *element) (int, bool) {
	text, hasValue := item.attr("value")
	value := exchange.OneLine(text)
	index, ok := indexOf(d, item)
	if !ok {
		return 0, false
	}
	o, known := i.byIndex[index]
	if known && (!hasValue || i.options[o] == value) {
		return o, true
	}
	if named, ok := i.byValue[value]; ok && hasValue {
		d.warnf(item, "other-index", "value `%s` of issue `%s` has another index in the domain; it is matched by its text", exchange.Shown(value), exchange.Shown(i.name))
		return named, true
	}
	if known {
		d.errorf(item, "unknown-value", "check that the profile belongs to this domain", "value %d of issue `%s` is `%s` here and `%s` in the domain",
			index, exchange.Shown(i.name), exchange.Shown(value), exchange.Shown(i.options[o]))
	} else {
		d.errorf(item, "unknown-value", exchange.Suggest(value, i.options), "value `%s` (index %d) of issue `%s` is not in the domain", exchange.Shown(value), index, exchange.Shown(i.name))
	}
	return 0, false
}

// evaluator finds the evaluator of a range and its function type.
func evaluator(d *document, i *issue, e *element) (*element, string) {
	found := e.all("evaluator")
	if len(found) == 0 {
		d.errorf(e, "no-evaluator", `write <evaluator ftype="linear" …/>`, "issue `%s` is a range and has no evaluator", exchange.Shown(i.name))
		return nil, ""
	}
	if len(found) > 1 {
		d.errorf(found[1], "two-evaluators", "keep one of the two", "issue `%s` has a second evaluator", exchange.Shown(i.name))
		return nil, ""
	}
	kind, _ := found[0].attr("ftype")
	return found[0], strings.ToLower(strings.TrimSpace(kind))
}

// parameters reads attributes as numbers of any sign.
func parameters(d *document, e *element, keys ...string) ([]float64, bool) {
	out, all := make([]float64, len(keys)), true
	for k, key := range keys {
		text, written := e.attr(key)
		if !written {
			d.errorf(e, "missing-number", "write "+key+"=\"…\"", "the evaluator has no %s", key)
			all = false
			continue
		}
		var ok bool
		out[k], ok = number(d, e, text, key)
		all = all && ok
	}
	return out, all
}

func unit(x float64) float64 { return math.Max(0, math.Min(1, x)) }

// evaluateInteger is slope × (value − lower bound) + offset.
func evaluateInteger(d *document, i *issue, e *element) []float64 {
	if low, high, ok := bounds(d, e, false); ok && (low.Cmp(i.low) != 0 || high.Cmp(i.high) != 0) {
		d.errorf(e, "other-range", "check that the profile belongs to this domain", "issue `%s` runs from %s to %s here and from %s to %s in the domain",
			exchange.Shown(i.name), exchange.FormatDecimal(low), exchange.FormatDecimal(high), exchange.FormatDecimal(i.low), exchange.FormatDecimal(i.high))
		return nil
	}
	at, kind := evaluator(d, i, e)
	if at == nil {
		return nil
	}
	if kind != "linear" && kind != "" {
		d.errorf(at, "unsupported-evaluator", "an integer issue takes ftype=\"linear\"", "the evaluator of issue `%s` has the unknown type `%s`", exchange.Shown(i.name), exchange.Shown(kind))
		return nil
	}
	p, ok := parameters(d, at, "slope", "offset")
	if !ok {
		return nil
	}
	values := make([]float64, len(i.numbers))
	for o, v := range i.numbers {
		values[o] = unit(p[0]*(v-i.numbers[0]) + p[1])
	}
	return values
}

// evaluateReal is linear in the value itself (the lower bound is not subtracted), constant or a triangle. The
// values are those of the domain's range; the profile's may differ and matters to nothing.
func (r *reader) evaluateReal(d *document, i *issue, e *element) []float64 {
	if low, high, ok := bounds(d, e, false); ok && (low.Cmp(i.low) != 0 || high.Cmp(i.high) != 0) {
		d.warnf(e, "other-range", "issue `%s` has another range here than in the domain; the domain's holds", exchange.Shown(i.name))
		r.notes.say("%s gives issue `%s` the range %s to %s; the domain's holds.", exchange.BaseName(d.Name), i.name, exchange.FormatDecimal(low), exchange.FormatDecimal(high))
	}
	at, kind := evaluator(d, i, e)
	if at == nil {
		return nil
	}
	shape := realFunction(d, i, at, kind)
	if shape == nil {
		return nil
	}
	values := make([]float64, len(i.numbers))
	for o, v := range i.numbers {
		values[o] = shape(v)
	}
	return values
}

func realFunction(d *document, i *issue, at *element, kind string) func(float64) float64 {
	switch kind {
	case "linear":
		if p, ok := parameters(d, at, "parameter0", "parameter1"); ok {
			return func(v float64) float64 { return unit(p[1]*v + p[0]) }
		}
	case "constant":
		if p, ok := parameters(d, at, "parameter0"); ok {
			if p[0] < 0 || p[0] > 1 {
				d.errorf(at, "bad-number", "write a number from 0 to 1", "the constant evaluation %g is not between 0 and 1", p[0])
				return nil
			}
			return func(float64) float64 { return p[0] }
		}
	case "triangular":
		if p, ok := parameters(d, at, "parameter0", "parameter1", "parameter2"); ok {
			low, high, top := p[0], p[1], p[2]
			if !(low <= top && top <= high) {
				d.errorf(at, "bad-number", "parameter0 is the low end, parameter1 the high end, parameter2 the top", "the triangle's top %g does not lie between %g and %g", top, low, high)
				return nil
			}
			return func(v float64) float64 { return triangle(v, low, top, high) }
		}
	default:
		d.errorf(at, "unsupported-evaluator", "the types are linear, constant and triangular", "the evaluator of issue `%s` has the unknown type `%s`", exchange.Shown(i.name), exchange.Shown(kind))
	}
	return nil
}

// triangle rises from 0 at low to 1 at top and falls to 0 at high.
func triangle(v, low, top, high float64) float64 {
	switch {
	case v == top:
		return 1
	case v <= low || v >= high:
		return 0
	case v < top:
		return (v - low) / (top - low)
	}
	return (high - v) / (high - top)
}
