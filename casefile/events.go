package casefile

import (
	"parley/casefile/internal/document"
)

var happenField = field{what: "the chance of an event", hi: 1, limit: 1, measure: monthly, back: true}

func (k *checker) events() {
	group := k.groupMeta(k.doc.Events.About, "events")
	for i := range k.doc.Events.Entries {
		e := &k.doc.Events.Entries[i]
		name, doc := e.Key.Text, &e.Value
		x := Event{
			Meta: k.meta(e.Key.At, "events."+name, doc.About, labelOr(doc.Label, name), group),
			Name: name, When: k.looking(doc.When.Node), Text: oneLine(doc.When.Value),
			Then: k.settings(doc.Then), Ends: doc.Ends.On, Repeats: doc.Repeats.On, Foreseen: doc.Foreseen.On,
		}
		x.Chance = k.number(doc.Chance, x.Path+".chance", happenField, &x.Meta)
		x.Shift = k.shifts(doc.Shift, &x.Meta)
		if !doc.When.Given() && doc.Chance == nil {
			k.r.Fail("event", e.Key.At, x.Path, "it is not said when this happens, nor how likely", "add `when`, `chance` or both; what is so already is part of today")
		}
		if x.Foreseen && !doc.Then.Given() {
			k.r.Fail("event", doc.Foreseen.Node.At, x.Path+".foreseen", "it is foreseen by a deal, and moves no issue that a deal could settle", "add `then`, with what the clause gives way to, or leave `foreseen` out")
		}
		k.c.Events = append(k.c.Events, x)
	}
}

// shifts resolves what an event does to tracks.
func (k *checker) shifts(doc *document.Group[document.Number], above *Meta) []Shift {
	if doc == nil {
		return nil
	}
	group := k.meta(above.Place, above.Path+".shift", doc.About, "", above)
	var out []Shift
	for i := range doc.Entries {
		e := &doc.Entries[i]
		t := k.refer(document.Text{Value: e.Key.Text, Node: e.Key}, &k.names.tracks)
		if by := k.number(&e.Value, group.Path+"."+e.Key.Text, trackField, &group); by != nil && t >= 0 {
			out = append(out, Shift{Track: t, By: by})
		}
	}
	return out
}
