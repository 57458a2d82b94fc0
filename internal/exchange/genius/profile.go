package genius

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"parley/internal/exchange"
)

// weightSlack is by how much weights may miss the sum 1 before a note says so.
const weightSlack = 1e-9

// readProfile reads one profile and keeps it.
func (r *reader) readProfile(d *document) {
	root := d.root.find(space)
	if refuseNonlinear(d, root) {
		return
	}
	r.notes.inventory(d, root)
	name := exchange.BaseName(d.Name)
	p := exchange.Profile{Name: name, File: exchange.FileName(d.Name), Cap: 1, Weights: make([]float64, len(r.issues)), Values: make([][]float64, len(r.issues))}
	found, objectives := leaves(root)
	weights := readWeights(d, root, objectives)
	at := r.match(d, root, found)
	sum := 0.0
	for k, issue := range r.issues {
		e := at[issue]
		if e == nil || r.findings.Full() {
			continue
		}
		p.Weights[k] = weights.of(d, e)
		p.Values[k] = r.evaluate(d, issue, e)
		sum += p.Weights[k]
	}
	weights.warnUnused(d, found, objectives)
	p.Reservation = r.reservation(d, root, objectives)
	p.Discount = r.discount(d, root, objectives)
	if r.findings.Failed() {
		return
	}
	if math.Abs(sum-1) > weightSlack {
		r.notes.say("The weights of %s sum to %s; they stand as written, and utilities are cut to 1.", name, strconv.FormatFloat(sum, 'g', 10, 64))
	}
	r.profiles = append(r.profiles, p)
}

// match finds the profile's element of every issue of the domain, by index, and by name where the two files
// number their issues differently. It reports issues that the domain does not have, else those that only it has.
func (r *reader) match(d *document, root *element, found []*element) map[*issue]*element {
	byName := map[string]*issue{}
	for _, i := range r.issues {
		byName[i.name] = i
	}
	at := map[*issue]*element{}
	strangers := 0
	for _, e := range found {
		index, ok := indexOf(d, e)
		if !ok || r.findings.Full() {
			continue
		}
		text, _ := e.attr("name")
		name := exchange.OneLine(text)
		i := r.byIndex[index]
		if named := byName[name]; named != nil && named != i {
			d.warnf(e, "other-index", "issue `%s` has the index %d here and %d in the domain; it is matched by name", exchange.Shown(name), index, named.index)
			i = named
		}
		switch {
		case i == nil || name != "" && !strings.EqualFold(name, i.name):
			strangers++
			d.errorf(e, "unknown-issue", exchange.Suggest(name, r.issueNames()), "issue `%s` (index %d) is not in the domain", exchange.Shown(name), index)
		case at[i] != nil:
			d.errorf(e, "duplicate-issue", "keep one of the two", "issue `%s` stands here twice", exchange.Shown(i.name))
		default:
			at[i] = e
		}
	}
	for _, i := range r.issues {
		if at[i] == nil && strangers == 0 && !r.findings.Full() {
			d.errorf(root, "missing-issue", "check that the profile belongs to this domain", "issue `%s` (index %d) of the domain is missing in this profile", exchange.Shown(i.name), i.index)
		}
	}
	return at
}

func (r *reader) issueNames() []string {
	names := make([]string, len(r.issues))
	for k, i := range r.issues {
		names[k] = i.name
	}
	return names
}

// weightTable holds the weights of a profile by the index they are written for.
type weightTable map[int]weight

type weight struct {
	at    *element
	value float64
}

// readWeights reads the weights wherever they stand: before or after the issues, in any objective.
func readWeights(d *document, root *element, objectives []*element) weightTable {
	table := weightTable{}
	for _, parent := range append([]*element{root}, objectives...) {
		for _, e := range parent.all("weight") {
			index, ok := indexOf(d, e)
			if !ok {
				continue
			}
			value, ok := amount(d, e, "value", "the weight")
			if ok && value > exchange.MaxPoints {
				d.errorf(e, "bad-number", "weights usually sum to 1", "the weight %g is above %.0f", value, exchange.MaxPoints)
			}
			if earlier, twice := table[index]; ok && twice && earlier.value != value {
				d.errorf(e, "duplicate-weight", "keep one of the two", "a second weight for the index %d differs from the first", index)
			}
			table[index] = weight{e, value}
		}
	}
	return table
}

// of returns the weight of a profile's issue.
func (t weightTable) of(d *document, issue *element) float64 {
	text, _ := issue.attr("index")
	index, _ := strconv.Atoi(strings.TrimSpace(text))
	w, ok := t[index]
	if !ok {
		name, _ := issue.attr("name")
		d.errorf(issue, "missing-weight", "add <weight index=\""+strconv.Itoa(index)+"\" value=\"…\"/>; a weight of 0 has to be written too",
			"issue `%s` (index %d) has no weight", exchange.Shown(name), index)
	}
	return w.value
}

// warnUnused warns of weights that belong to nothing. Those of objectives are legal and not used.
func (t weightTable) warnUnused(d *document, issues, objectives []*element) {
	for _, e := range append(append([]*element{}, issues...), objectives...) {
		if text, ok := e.attr("index"); ok {
			index, _ := strconv.Atoi(strings.TrimSpace(text))
			delete(t, index)
		}
	}
	for _, index := range slices.Sorted(maps.Keys(t)) {
		d.warnf(t[index].at, "unused-weight", "no issue has the index %d; this weight is not used", index)
	}
}

// amount reads an attribute as a number of 0 or more.
func amount(d *document, e *element, key, what string) (float64, bool) {
	text, ok := e.attr(key)
	if !ok {
		d.errorf(e, "missing-number", "write "+key+"=\"…\"", "%s is missing", what)
		return 0, false
	}
	x, ok := number(d, e, text, what)
	if ok && x < 0 {
		d.errorf(e, "bad-number", "write a number of 0 or more", "%s is negative: %s", what, exchange.Shown(text))
		return 0, false
	}
	return x, ok
}

// number reads a text as a finite number.
func number(d *document, e *element, text, what string) (float64, bool) {
	r, err := exchange.ParseDecimal(text)
	if err != nil {
		suggestion := "write a decimal number such as 0.25"
		if strings.Count(text, ",") == 1 {
			suggestion = "write a decimal point: " + exchange.Shown(strings.Replace(text, ",", ".", 1))
		}
		d.errorf(e, "bad-number", suggestion, "%s: %v", what, err)
		return 0, false
	}
	x, _ := r.Float64()
	return x, true
}

// single finds the one element of a name below the root or an objective and its number: in the attribute
// value, in a child <value>, or as its text. Two that differ are an error.
func single(d *document, root *element, objectives []*element, name, what string) (*element, *float64) {
	var at *element
	var value *float64
	for _, parent := range append([]*element{root}, objectives...) {
		for _, e := range parent.all(name) {
			text, ok := e.attr("value")
			if inner := e.all("value"); !ok && len(inner) > 0 {
				text = inner[0].text
			} else if !ok {
				text = e.text
			}
			x, ok := number(d, e, text, what)
			if !ok {
				continue
			}
			if value != nil && *value != x {
				d.errorf(e, "duplicate-number", "keep one of the two", "%s stands here a second time and differs from the first", what)
			}
			at, value = e, &x
		}
	}
	return at, value
}

func (r *reader) reservation(d *document, root *element, objectives []*element) *float64 {
	at, value := single(d, root, objectives, "reservation", "the reservation value")
	switch {
	case value == nil:
		r.notes.found(noReserve, exchange.BaseName(d.Name))
	case *value < 0:
		d.errorf(at, "bad-number", "write a number from 0 to 1", "the reservation value is negative: %g", *value)
	case *value > exchange.MaxPoints:
		d.errorf(at, "bad-number", "write a number from 0 to 1", "the reservation value %g is out of all proportion", *value)
	case *value > 1:
		d.warnf(at, "high-reservation", "the reservation value %g is above 1: no agreement can reach it", *value)
	}
	return value
}

func (r *reader) discount(d *document, root *element, objectives []*element) *float64 {
	_, value := single(d, root, objectives, "discount_factor", "the discount factor")
	name := exchange.BaseName(d.Name)
	switch {
	case value == nil:
		r.notes.found(noDiscount, name)
	case *value <= 0 || *value > 1:
		r.notes.found(oddDiscount, name+" "+strconv.FormatFloat(*value, 'g', -1, 64))
	case *value < 1:
		r.notes.found(discounts, name+" "+strconv.FormatFloat(*value, 'g', -1, 64))
	}
	return value
}
