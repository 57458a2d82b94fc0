package geniusweb

import (
	"math/big"

	"parley/internal/exchange"
	"parley/internal/exchange/jsontext"
)

// domain is one copy of a domain: its own file or the part of a profile.
type domain struct {
	*jsontext.Document
	at     *jsontext.Value
	name   string
	issues []*issue
	byName map[string]*issue
}

// issue has its options as texts. A number range also has them as numbers, exactly.
type issue struct {
	name    string
	at      *jsontext.Value
	options []string
	numbers []*big.Rat // nil for discrete values
	place   map[string]int
}

// find returns the number of an option by what a profile or bid calls it, or -1.
func (i *issue) find(spelling string) int {
	if i.numbers != nil {
		r, err := exchange.ParseDecimal(spelling)
		if err != nil {
			return -1
		}
		spelling = exchange.FormatDecimal(r)
	}
	if o, ok := i.place[spelling]; ok {
		return o
	}
	return -1
}

func readDomain(d *jsontext.Document, at *jsontext.Value) *domain {
	out := &domain{Document: d, at: at, byName: map[string]*issue{}}
	d.Unknown(at, "name", "issuesValues")
	if name := at.Get("name"); name != nil && d.Is(name, "name", jsontext.String) {
		out.name = exchange.OneLine(name.Text)
	}
	values := d.Want(at, "issuesValues", jsontext.Object)
	if values == nil {
		return out
	}
	if n := len(values.Members); n == 0 || n > exchange.MaxIssues {
		d.Errorf(values, "too-many", "", "the domain has %d issues; 1 to %d are read", n, exchange.MaxIssues)
		return out
	}
	total := 0
	for i := range values.Members {
		m := &values.Members[i]
		issue := &issue{name: m.Key, at: m.Value, place: map[string]int{}}
		if exchange.Shown(m.Key) == "" {
			d.Errorf(m.Value, "no-name", "give it a name", "an issue has an empty name")
		}
		out.readValues(issue)
		out.issues = append(out.issues, issue)
		out.byName[issue.name] = issue
		if total += len(issue.options); total > exchange.MaxValues {
			d.Errorf(m.Value, "too-many", "widen the steps of the ranges", "the issues have more than %d values together", exchange.MaxValues)
			return out
		}
	}
	return out
}

// readValues reads `{"values": […]}` or `{"range": …}`.
func (d *domain) readValues(i *issue) {
	if !d.Is(i.at, i.name, jsontext.Object) {
		return
	}
	d.Unknown(i.at, "values", "range")
	values, bounds := i.at.Get("values"), i.at.Get("range")
	switch {
	case (values == nil) == (bounds == nil):
		d.Errorf(i.at, "no-values", "", "issue `%s` must have either `values` or `range`", exchange.Shown(i.name))
	case bounds != nil:
		d.readRange(i, bounds)
	case d.Is(values, "values", jsontext.Array):
		d.readList(i, values)
	}
}

func (d *domain) readList(i *issue, values *jsontext.Value) {
	if n := len(values.Items); n == 0 || n > exchange.MaxOptions {
		d.Errorf(values, "no-values", "", "issue `%s` has %d values; 1 to %d are read", exchange.Shown(i.name), n, exchange.MaxOptions)
		return
	}
	for _, item := range values.Items {
		if item.Kind != jsontext.String && item.Kind != jsontext.Number {
			d.Errorf(item, "wrong-kind", "", "a value of issue `%s` must be a text, not %s", exchange.Shown(i.name), item.Kind)
			continue
		}
		if _, twice := i.place[item.Text]; twice {
			d.Errorf(item, "duplicate-value", "keep one of the two", "issue `%s` has the value `%s` twice", exchange.Shown(i.name), exchange.Shown(item.Text))
		}
		i.place[item.Text] = len(i.options)
		i.options = append(i.options, item.Text)
	}
}

// readRange reads {"low", "high", "step"} or the list [low, high, step] of early drafts.
func (d *domain) readRange(i *issue, bounds *jsontext.Value) {
	var low, high, step *jsontext.Value
	switch bounds.Kind {
	case jsontext.Object:
		d.Unknown(bounds, "low", "high", "step")
		low, high, step = bounds.Get("low"), bounds.Get("high"), bounds.Get("step")
	case jsontext.Array:
		if len(bounds.Items) == 3 {
			low, high, step = bounds.Items[0], bounds.Items[1], bounds.Items[2]
		}
	}
	if low == nil || high == nil || step == nil {
		d.Errorf(bounds, "bad-range", `write {"low": 0, "high": 10, "step": 1}`, "the range of issue `%s` needs low, high and step", exchange.Shown(i.name))
		return
	}
	from, to, by := d.Decimal(low, "low"), d.Decimal(high, "high"), d.Decimal(step, "step")
	if from == nil || to == nil || by == nil {
		return
	}
	numbers, err := exchange.Steps(from, to, by)
	if err != nil {
		d.Errorf(bounds, "bad-range", "change the ends or widen the step", "issue `%s`: %v", exchange.Shown(i.name), err)
		return
	}
	i.numbers = numbers
	for o, x := range numbers {
		spelling := exchange.FormatDecimal(x)
		i.options = append(i.options, spelling)
		i.place[spelling] = o
	}
}

// mustEqual reports where d has other issues or values than the domain it must agree with.
func (d *domain) mustEqual(other *domain) {
	where := "the domain in " + exchange.FileName(other.Name)
	if d.name != other.name {
		d.Warnf(d.at, "other-domain", "", "this profile's domain is named `%s`, %s `%s`", d.name, where, other.name)
	}
	strangers := 0
	for _, issue := range d.issues {
		if d.Full() {
			return
		}
		theirs := other.byName[issue.name]
		if theirs == nil {
			strangers++
			d.Errorf(issue.at, "other-domain", exchange.Suggest(issue.name, names(other.issues)),
				"issue `%s` is not in %s", exchange.Shown(issue.name), where)
			continue
		}
		if (issue.numbers == nil) != (theirs.numbers == nil) {
			d.Errorf(issue.at, "other-domain", "", "issue `%s` is a range in one and a list of values in the other: %s", exchange.Shown(issue.name), where)
			continue
		}
		d.mustHold(issue, theirs, where)
	}
	for _, theirs := range other.issues {
		if d.byName[theirs.name] == nil && strangers == 0 {
			d.Errorf(d.at, "other-domain", "", "issue `%s` of %s is missing here", exchange.Shown(theirs.name), where)
		}
	}
}

func (d *domain) mustHold(issue, theirs *issue, where string) {
	for _, option := range issue.options {
		if _, ok := theirs.place[option]; !ok {
			d.Errorf(issue.at, "other-domain", exchange.Suggest(option, theirs.options),
				"value `%s` of issue `%s` is not in %s", exchange.Shown(option), exchange.Shown(issue.name), where)
			return
		}
	}
	if len(issue.options) < len(theirs.options) {
		for _, option := range theirs.options {
			if _, ok := issue.place[option]; !ok {
				d.Errorf(issue.at, "other-domain", "", "value `%s` of issue `%s` in %s is missing here", exchange.Shown(option), exchange.Shown(issue.name), where)
				return
			}
		}
	}
}

func names(issues []*issue) []string {
	out := make([]string, len(issues))
	for i, issue := range issues {
		out[i] = exchange.Shown(issue.name)
	}
	return out
}
