package casefile

import (
	"math"

	"parley/casefile/internal/document"
)

// chanceOf is the field of a chance.
func chanceOf(what string, m measure) field { return field{what: what, hi: 1, limit: 1, measure: m} }

var (
	foresightField  = field{what: "a foresight", hi: math.Inf(1), limit: maxDuration, measure: duration}
	patienceField   = field{what: "a patience", hi: 1, limit: 1, measure: yearly}
	turnoverField   = chanceOf("the chance that a leader is replaced", yearly)
	unboundField    = chanceOf("the chance that a successor is not bound", plainMeasure)
	initiativeField = chanceOf("the chance of a move of its own", monthly)
	beliefField     = field{what: "a belief", lo: math.Inf(-1), hi: math.Inf(1), limit: 1e15, fixed: true}
)

// outlook resolves how a party looks ahead.
func (k *checker) outlook(doc *document.Party, above *Meta) Outlook {
	path := above.Path
	return Outlook{
		Foresight:  k.number(doc.Foresight, path+".foresight", foresightField, above),
		Patience:   k.number(doc.Patience, path+".patience", patienceField, above),
		Turnover:   k.number(doc.Turnover, path+".turnover", turnoverField, above),
		Unbound:    k.number(doc.Unbound, path+".unbound", unboundField, above),
		Initiative: k.number(doc.Initiative, path+".initiative", initiativeField, above),
	}
}

// beliefs resolves quantities with other values than the case gives them.
func (k *checker) beliefs(doc *document.Group[document.Number], path string, f field, above *Meta) []Belief {
	group := k.meta(above.Place, path, doc.About, "", above)
	var out []Belief
	for i := range doc.Entries {
		e := &doc.Entries[i]
		q := k.refer(document.Text{Value: e.Key.Text, Node: e.Key}, &k.names.quantities)
		if x := k.number(&e.Value, path+"."+e.Key.Text, f, &group); x != nil && q >= 0 {
			out = append(out, Belief{Quantity: q, Number: x})
		}
	}
	return out
}
