package casefile

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
	"parley/internal/quantity"
)

// measure is what words may stand after a number to say what it is counted by.
type measure uint8

// The measures.
const (
	plainMeasure measure = iota
	duration             // months; `2 years`, `3 weeks`, `10 days` are read as months
	yearly               // ` a year` may follow
	monthly              // ` a month` may follow
)

// Lengths in months. A year has 365.25 days.
const (
	monthsOfYear = 12.0
	monthsOfWeek = 7 * monthsOfDay
	monthsOfDay  = 12 / 365.25
)

var inMonths = map[string]float64{"day": monthsOfDay, "week": monthsOfWeek, "month": 1, "year": monthsOfYear}

const unitsOfTime = "units of time are `months`, `years`, `weeks` and `days`"

var (
	// A unit follows a complete number: after an operator the word is a name.
	timeUnit    = regexp.MustCompile(`(?s)^(.*[^\s*/+(,=-])\s+(day|week|month|year)s?\s*$`)
	unknownUnit = regexp.MustCompile(`(?s)^.*[0-9]\s+([\pL-]+)\s*$`)
	perTime     = regexp.MustCompile(`(?s)^(.*[^\s*/+(,=-])\s+(a|per|each|every)\s+(day|week|month|year)\s*$`)
)

// measured parses a number and reads off what it is counted by: scale times the number is what the field means.
func (k *checker) measured(doc *document.Number, f field) (root *expr.Node, scale float64, ok bool) {
	text, scale := doc.Is.Value, 1.0
	switch m := timeUnit.FindStringSubmatch(text); {
	case f.measure == duration && m != nil:
		text, scale = m[1], inMonths[m[2]]
	case f.measure == yearly || f.measure == monthly:
		if text, ok = k.rate(doc.Is, f); !ok {
			return nil, 0, false
		}
	}
	root, err := expr.ParseNumber(text)
	if err == nil {
		return root, scale, true
	}
	if m := unknownUnit.FindStringSubmatchIndex(text); f.measure == duration && m != nil && scale == 1 {
		word := text[m[2]:m[3]]
		pos := utf8.RuneCountInString(text[:m[2]])
		err = &expr.Error{Pos: pos, End: pos + utf8.RuneCountInString(word), Reason: fmt.Sprintf("`%s` is not a unit of time", yamltext.Shorten(word)), Suggestion: unitsOfTime}
	}
	k.r.FailAt("number", doc.Is.Node, err)
	return nil, 0, false
}

// rate is the text of a number without ` a year`, or ` a month`, as the field has it.
func (k *checker) rate(t document.Text, f field) (text string, ok bool) {
	m := perTime.FindStringSubmatch(t.Value)
	if m == nil {
		return t.Value, true
	}
	want := "month"
	if f.measure == yearly {
		want = "year"
	}
	pos := utf8.RuneCountInString(m[1])
	at := t.Node.Span(k.r, pos+1, utf8.RuneCountInString(strings.TrimRight(t.Value, " \t\n")))
	switch {
	case m[3] != want:
		k.r.Fail("unit", at, t.Node.Path(), fmt.Sprintf("%s is counted by the %s, not by the %s", f.what, want, m[3]), "convert it, and write ` a "+want+"`")
		return "", false
	case m[2] != "a":
		k.r.Fail("unit", at, t.Node.Path(), fmt.Sprintf("`%s %s` is not known here", m[2], m[3]), "write `"+yamltext.Shorten(oneLine(m[1]))+" a "+want+"`")
		return "", false
	}
	return m[1], true
}

// unitOf is the unit of a number; that of a duration stands after the number itself.
func (k *checker) unitOf(doc *document.Number, f field) string {
	unit := oneLine(doc.Unit.Value)
	if f.measure != duration {
		return unit
	}
	if unit != "" && unit != "months" && unit != "month" {
		k.r.Fail("unit", doc.Unit.Node.At, doc.Unit.Node.Path(), "the unit of a duration stands after the number", "write such as `1 to 3 years`")
	}
	return "months"
}

// scaled is an expression times a constant.
func scaled(root *expr.Node, scale float64) *expr.Node {
	if scale == 1 {
		return root
	}
	factor := &expr.Node{Op: expr.Number, Num: scale, Pos: root.End, End: root.End}
	return &expr.Node{Op: expr.Mul, Args: []*expr.Node{root, factor}, Pos: root.Pos, End: root.End}
}

// rescale multiplies the values among the parameters of a distribution.
func rescale(family quantity.Family, p []float64, scale float64) (code, reason, suggestion string) {
	if scale != 1 && family == quantity.Beta {
		return "unit", "`beta` lies between 0 and 1 and takes no unit of time", "write `pert(low, mode, high)` with the unit, or name a quantity for it and calculate with the name"
	}
	for i := range p {
		p[i] *= scale
	}
	return "", "", ""
}

// length reads a plain length of time, in months: `2 weeks`, `month`, or a number of months.
func (k *checker) length(t document.Text, what string) (months float64, ok bool) {
	if t.Value == "" {
		return 0, false
	}
	text := strings.TrimSpace(t.Value)
	if m, one := inMonths[text]; one {
		return m, true
	}
	scale := 1.0
	if m := timeUnit.FindStringSubmatch(text); m != nil {
		text, scale = m[1], inMonths[m[2]]
	}
	root, err := expr.ParseNumber(text)
	if err == nil {
		if v, plain := constant(root); plain {
			return v * scale, true
		}
	}
	k.r.Fail("time", t.Node.At, t.Node.Path(), fmt.Sprintf("`%s` is no length of time; %s is a plain one", yamltext.Shorten(oneLine(t.Value)), what), "such as `2 weeks`, `3 months`, `1 year` or a number of months")
	return 0, false
}
