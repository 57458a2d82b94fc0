package casefile

import (
	"fmt"
	"math"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
)

var (
	credibilityField = chanceOf("a credibility", plainMeasure)
	costField        = field{what: "a cost", hi: math.Inf(1), limit: 1e6}
	responseField    = chanceOf("the chance of a response", monthly)
	lastsField       = field{what: "the time it lasts", hi: math.Inf(1), limit: maxDuration, measure: duration}
	tightField       = field{what: "a quantity", lo: math.Inf(-1), hi: math.Inf(1), limit: 1e15}
)

func (k *checker) threats() {
	group := k.groupMeta(k.doc.Threats.About, "threats")
	for i := range k.doc.Threats.Entries {
		e := &k.doc.Threats.Entries[i]
		name, doc := e.Key.Text, &e.Value
		t := Threat{
			Meta: k.meta(e.Key.At, "threats."+name, doc.About, labelOr(doc.Label, name), group), Name: name,
			By: k.refer(doc.By, &k.names.parties), To: k.refer(doc.To, &k.names.parties),
			Demand: k.condition(doc.Demand.Node, "a demand"), DemandText: oneLine(doc.Demand.Value),
			Instrument: k.settings(doc.Instrument), Deadline: k.day(doc.Deadline), Slipped: k.count(doc.Slipped),
		}
		number := func(doc *document.Number, key string, f field) *Number {
			return k.number(doc, t.Path+"."+key, f, &t.Meta)
		}
		t.Credibility = number(doc.Credibility, "credibility", credibilityField)
		t.Conceding, t.BackingDown = number(doc.Conceding, "conceding", costField), number(doc.BackingDown, "backing-down", costField)
		t.Response, t.Lasts = number(doc.Response, "response", responseField), number(doc.Lasts, "lasts", lastsField)
		if doc.Tight != nil {
			t.Tight = k.beliefs(doc.Tight, t.Path+".tight", tightField, &t.Meta)
		}
		if t.By >= 0 && t.By == t.To {
			k.r.Fail("threat", doc.To.Node.At, t.Path, "nobody threatens itself", "name the party that must give in")
		}
		k.alone(&t, doc)
		k.c.Threats = append(k.c.Threats, t)
	}
}

// count reads how often something has been; 0 when it is not said.
func (k *checker) count(t document.Text) int {
	v := k.plainNumber(t)
	if v == nil {
		return 0
	}
	if *v < 0 || *v > 1000 || *v != math.Trunc(*v) {
		k.r.Fail("number", t.Node.At, t.Node.Path(), "a whole number is wanted here, from 0 to 1000", "such as 1")
		return 0
	}
	return int(*v)
}

// alone reports an instrument that the threatener plainly cannot use alone.
func (k *checker) alone(t *Threat, doc *document.Threat) {
	if t.By < 0 {
		return
	}
	for _, s := range t.Instrument {
		if s.Option >= len(k.c.Issues[s.Issue].Options) {
			continue // beyond the limit, which is reported
		}
		o := &k.c.Issues[s.Issue].Options[s.Option]
		if o.By == nil || satisfied(o.By, t.By) {
			continue
		}
		k.r.Fail("threat", doc.Instrument.Node.At, t.Path,
			fmt.Sprintf("`%s` cannot bring about `%s=%s` alone: that takes `%s`", k.c.Parties[t.By].Name, k.c.Issues[s.Issue].Name, o.Name, yamltext.Shorten(o.By.String())),
			"threaten with what it can do alone")
	}
}

// satisfied reports whether a control formula holds with one party alone.
func satisfied(n *expr.Node, party int) bool {
	if n.Op == expr.Name {
		return n.Ref == expr.Party && n.Index == party
	}
	need := n.N
	switch n.Op {
	case expr.And:
		need = len(n.Args)
	case expr.Or:
		need = 1
	}
	for _, a := range n.Args {
		if satisfied(a, party) {
			need--
		}
	}
	return need <= 0
}
