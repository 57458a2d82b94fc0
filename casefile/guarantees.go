package casefile

import (
	"math"

	"parley/casefile/internal/document"
)

var (
	detersField   = field{what: "what a breach costs", lo: math.Inf(-1), hi: math.Inf(1), limit: 1e6}
	foundLagField = field{what: "a lag", hi: math.Inf(1), limit: maxDuration, measure: duration}
	fatigueField  = chanceOf("a fatigue", yearly)
	unitCostField = field{what: "the points of a unit", hi: math.Inf(1), limit: 1e6}
	capField      = field{what: "a cap", hi: math.Inf(1), limit: 1e12}
)

func (k *checker) guarantees() {
	group := k.groupMeta(k.doc.Guarantees.About, "guarantees")
	for i := range k.doc.Guarantees.Entries {
		e := &k.doc.Guarantees.Entries[i]
		name, doc := e.Key.Text, &e.Value
		g := Guarantee{
			Meta: k.meta(e.Key.At, "guarantees."+name, doc.About, labelOr(doc.Label, name), group), Name: name,
			When: k.condition(doc.When.Node, "a guarantee"), Text: oneLine(doc.When.Value),
			By: k.distinct(doc.By, &k.names.parties, "party"), Against: k.distinct(doc.Against, &k.names.parties, "party"),
		}
		g.Deters = k.number(doc.Deters, g.Path+".deters", detersField, &g.Meta)
		g.Lag = k.number(doc.Lag, g.Path+".lag", foundLagField, &g.Meta)
		g.Fatigue = k.number(doc.Fatigue, g.Path+".fatigue", fatigueField, &g.Meta)
		k.c.Guarantees = append(k.c.Guarantees, g)
	}
}

func (k *checker) transfers() {
	group := k.groupMeta(k.doc.Transfers.About, "transfers")
	for i := range k.doc.Transfers.Entries {
		e := &k.doc.Transfers.Entries[i]
		name, doc := e.Key.Text, &e.Value
		t := Transfer{
			Meta: k.meta(e.Key.At, "transfers."+name, doc.About, labelOr(doc.Label, name), group), Name: name,
			From: k.refer(doc.From, &k.names.parties), To: k.refer(doc.To, &k.names.parties), Unit: oneLine(doc.Unit.Value),
		}
		number := func(doc *document.Number, key string, f field) *Number {
			return k.number(doc, t.Path+"."+key, f, &t.Meta)
		}
		t.Costs, t.Worth, t.Cap = number(&doc.Costs, "costs", unitCostField), number(&doc.Worth, "worth", unitCostField), number(&doc.Cap, "cap", capField)
		if t.From >= 0 && t.From == t.To {
			k.r.Fail("transfer", doc.To.Node.At, t.Path, "nobody pays itself", "name the party that is paid")
		}
		k.c.Transfers = append(k.c.Transfers, t)
	}
}
