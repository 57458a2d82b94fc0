package genius

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"parley/internal/exchange"
)

// realSteps is how many equal steps a real range is cut into, its ends included.
const realSteps = 21

// The types of an issue.
const (
	discrete = "discrete"
	integer  = "integer"
	real     = "real"
)

// issue is an issue of the domain. A range has its options as numbers too.
type issue struct {
	at      *element
	index   int
	name    string
	kind    string
	options []string
	byIndex map[int]int    // discrete: by an item's index, the number of its option
	byValue map[string]int // discrete: by an item's value, the first option with it
	numbers []float64
	low     *big.Rat
	high    *big.Rat
}

// readDomain reads the issues of the domain.
func (r *reader) readDomain(d *document) {
	r.notes.inventory(d, d.root)
	root := d.root.find(space)
	found, _ := leaves(root)
	if refuseNonlinear(d, root) || refuseProfile(d, found) {
		return
	}
	if n := len(found); n == 0 || n > exchange.MaxIssues {
		d.errorf(root, "no-issues", "", "the domain has %d issues; 1 to %d are read", n, exchange.MaxIssues)
	}
	if root.find("discount_factor") != nil || root.find("reservation") != nil {
		r.notes.found(domainOnly, exchange.FileName(d.Name))
	}
	total := 0
	for _, e := range found {
		if r.findings.Full() {
			break
		}
		i := &issue{at: e}
		if !r.head(d, i) {
			continue
		}
		r.options(d, i)
		if other := r.byIndex[i.index]; other != nil {
			d.errorf(e, "duplicate-index", "give each issue an index of its own", "issues `%s` and `%s` both have the index %d",
				exchange.Shown(other.name), exchange.Shown(i.name), i.index)
		}
		r.byIndex[i.index] = i
		r.issues = append(r.issues, i)
		if total += len(i.options); total > exchange.MaxValues {
			d.errorf(e, "too-many", "narrow the ranges of the integer issues", "the issues have more than %d values together", exchange.MaxValues)
			break
		}
	}
}

// refuseProfile reports a profile where the domain should stand, and whether it is one.
func refuseProfile(d *document, issues []*element) bool {
	for _, e := range issues {
		for _, c := range e.children {
			if _, evaluated := c.attr("evaluation"); evaluated && c.name == "item" || c.name == "evaluator" {
				d.errorf(c, "no-domain", "name the domain file first, then the profiles", "the first file evaluates its values: it is a profile, not a domain")
				return true
			}
		}
	}
	return false
}

// leaves returns the issues below e in order, however deep their objectives nest, and the objectives.
func leaves(e *element) (issues, objectives []*element) {
	for _, c := range e.children {
		switch c.name {
		case "issue":
			issues = append(issues, c)
		case "objective":
			more, inner := leaves(c)
			issues, objectives = append(issues, more...), append(append(objectives, c), inner...)
		}
	}
	return issues, objectives
}

// refuseNonlinear reports a space whose utility is not a sum over issues, and whether e is one.
func refuseNonlinear(d *document, e *element) bool {
	kind, _ := e.attr("type")
	for _, sign := range []string{"ufun", "hyperrectangle", "constraint", "constraints"} {
		if at := e.find(sign); at != nil {
			d.errorf(at, "nonlinear", "choose an additive profile; a few joint terms can be written into a case by hand, under `also:`",
				"this is not an additive space: <%s> sets conditions on several issues at once", sign)
			return true
		}
	}
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "", "linear", "additive":
		return false
	}
	d.errorf(e, "nonlinear", "choose an additive profile", "a utility space of the type `%s` is not additive over issues and is not read", exchange.Shown(kind))
	return true
}

// head reads index, name and type, and reports whether they can be used.
func (r *reader) head(d *document, i *issue) bool {
	name, _ := i.at.attr("name")
	i.name = r.spelling(d, name)
	var ok bool
	if i.index, ok = indexOf(d, i.at); !ok {
		return false
	}
	i.kind = declaredType(i.at)
	switch i.kind {
	case "":
		i.kind = discrete
	case discrete, integer, real:
	default:
		d.unsupportedType(i.at, i.kind)
		return false
	}
	return true
}

// spelling returns a name on one line, and notes where that changed it.
func (r *reader) spelling(d *document, text string) string {
	plain := exchange.OneLine(text)
	if plain != strings.TrimSpace(text) {
		r.notes.found(whiteSpace, exchange.FileName(d.Name))
	}
	return plain
}

// declaredType returns the type of an issue, or "". Of the three attributes, type wins.
func declaredType(e *element) string {
	for _, name := range []string{"type", "vtype", "etype"} {
		if text, _ := e.attr(name); strings.TrimSpace(text) != "" {
			return strings.ToLower(strings.TrimSpace(text))
		}
	}
	return ""
}

func (d *document) unsupportedType(e *element, kind string) {
	name, _ := e.attr("name")
	if kind == "price" {
		d.errorf(e, "unsupported-type", "give the issue the type real and an <evaluator ftype=\"linear\" …>, or leave this profile out",
			"issue `%s` has the type `price`: its worth depends on the costs of the other issues, which is not additive", exchange.Shown(name))
		return
	}
	d.errorf(e, "unsupported-type", "the types are discrete, integer and real", "issue `%s` has the unknown type `%s`", exchange.Shown(name), exchange.Shown(kind))
}

// indexOf reads the index of an issue, item or weight.
func indexOf(d *document, e *element) (int, bool) {
	text, ok := e.attr("index")
	if !ok {
		d.errorf(e, "bad-index", "number it as the domain does", "this <%s> has no index", e.name)
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		d.errorf(e, "bad-index", "write a whole number", "the index `%s` is not a whole number", exchange.Shown(text))
		return 0, false
	}
	return n, true
}

// options reads the values that the issue can take.
func (r *reader) options(d *document, i *issue) {
	switch i.kind {
	case discrete:
		r.items(d, i)
	case integer, real:
		r.rangeSteps(d, i)
	}
}

func (r *reader) items(d *document, i *issue) {
	i.byIndex, i.byValue = map[int]int{}, map[string]int{}
	items := i.at.all("item") // a similarity function has items of its own, further down
	if n := len(items); n == 0 || n > exchange.MaxOptions {
		d.errorf(i.at, "no-values", "give it items or take it out", "issue `%s` has %d items; 1 to %d are read", exchange.Shown(i.name), n, exchange.MaxOptions)
		return
	}
	for _, e := range items {
		text, _ := e.attr("value")
		value := r.spelling(d, text)
		if index, ok := indexOf(d, e); ok {
			if _, twice := i.byIndex[index]; twice {
				d.errorf(e, "duplicate-index", "give each item an index of its own", "issue `%s` has two items with the index %d", exchange.Shown(i.name), index)
			}
			i.byIndex[index] = len(i.options)
		}
		if _, twice := i.byValue[value]; twice {
			d.warnf(e, "duplicate-value", "issue `%s` has the value `%s` twice; both are kept", exchange.Shown(i.name), exchange.Shown(value))
		} else {
			i.byValue[value] = len(i.options)
		}
		i.options = append(i.options, value)
	}
}

// rangeSteps lists the values of an integer range, or the steps of a real one.
func (r *reader) rangeSteps(d *document, i *issue) {
	var ok bool
	if i.low, i.high, ok = bounds(d, i.at, true); !ok {
		return
	}
	step := big.NewRat(1, 1)
	if i.kind == integer && !(i.low.IsInt() && i.high.IsInt()) {
		d.errorf(i.at, "bad-range", "write whole numbers", "issue `%s` is of type integer, but its bounds are not whole numbers", exchange.Shown(i.name))
		return
	}
	if i.kind == real && i.high.Cmp(i.low) > 0 {
		step.Sub(i.high, i.low).Quo(step, big.NewRat(realSteps-1, 1))
		r.notes.say("Issue `%s` is a real range from %s to %s; it is cut into %d equal steps.", i.name,
			exchange.FormatDecimal(i.low), exchange.FormatDecimal(i.high), realSteps)
	}
	values, err := exchange.Steps(i.low, i.high, step)
	if err != nil {
		d.errorf(i.at, "bad-range", "narrow the range in the domain and its profiles", "issue `%s`: %v", exchange.Shown(i.name), err)
		return
	}
	for _, v := range values {
		x, _ := v.Float64()
		i.options, i.numbers = append(i.options, exchange.FormatDecimal(v)), append(i.numbers, x)
	}
}

// bounds reads lowerbound and upperbound from the issue or from its <range>. Where none are written it
// reports an error if they are needed.
func bounds(d *document, e *element, needed bool) (low, high *big.Rat, ok bool) {
	at := e
	if ranges := e.all("range"); len(ranges) > 0 {
		at = ranges[0]
	}
	var ends [2]*big.Rat
	for i, key := range []string{"lowerbound", "upperbound"} {
		text, written := e.attr(key)
		if !written {
			text, written = at.attr(key)
		}
		if !written {
			if needed {
				d.errorf(at, "bad-range", fmt.Sprintf("write %s=\"…\" on the issue or its <range>", key), "%s is missing", key)
			}
			return nil, nil, false
		}
		x, err := exchange.ParseDecimal(text)
		if err != nil {
			d.errorf(at, "bad-number", "write a decimal number", "%s: %v", key, err)
			return nil, nil, false
		}
		ends[i] = x
	}
	return ends[0], ends[1], true
}
