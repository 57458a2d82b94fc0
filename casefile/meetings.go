package casefile

import (
	"fmt"
	"slices"
	"time"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
)

var closesField = chanceOf("the chance that a meeting closes", plainMeasure)

func (k *checker) places() {
	group := k.groupMeta(k.doc.Places.About, "places")
	for i := range k.doc.Places.Entries {
		e := &k.doc.Places.Entries[i]
		k.c.Venues = append(k.c.Venues, Venue{
			Meta: k.meta(e.Key.At, "places."+e.Key.Text, e.Value.About, labelOr(e.Value.Label, e.Key.Text), group),
			Name: e.Key.Text, ClosedTo: k.distinct(e.Value.ClosedTo, &k.names.parties, "party"),
		})
	}
}

// meetings resolves when and where a table meets. Its members are known.
func (k *checker) meetings(t *Table, doc *document.Table) Meetings {
	m := Meetings{Chair: k.refer(doc.Chair, &k.names.parties), Off: doc.Off.On}
	m.Dates = k.dates(doc.Date)
	m.Every = k.every(doc.Every)
	m.From, m.Until = k.day(doc.From), k.day(doc.Until)
	m.Needs, m.NeedsText = k.looking(doc.Needs.Node), oneLine(doc.Needs.Value)
	m.Closes = k.number(doc.Closes, t.Path+".closes", closesField, &t.Meta)
	m.Venues = k.distinct(doc.Place, &k.names.places, "place")
	k.meetingParts(t, &m, doc)
	k.closedPlaces(t, &m, doc)
	return m
}

// dates reads the days of a table, each of which may stand once, and sorts them.
func (k *checker) dates(doc document.Many) []time.Time {
	var out []time.Time
	for _, t := range doc.Items {
		day := k.day(t)
		switch {
		case day.IsZero():
		case slices.Contains(out, day):
			k.r.Fail("duplicate-name", t.Node.At, t.Node.Path(), fmt.Sprintf("%s is listed twice", day.Format(time.DateOnly)), "delete one")
		default:
			out = append(out, day)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// every reads how many months lie between meetings.
func (k *checker) every(t document.Text) float64 {
	months, ok := k.length(t, "the time between meetings")
	switch {
	case !ok:
	case months < monthsOfDay-1e-9:
		k.r.Fail("table", t.Node.At, t.Node.Path(), "a table meets once a day at the most", "write `every: day`, `every: 2 weeks` or such")
		return 0
	case months > maxDuration:
		k.r.Fail("table", t.Node.At, t.Node.Path(), "more than a hundred years lie between meetings", "give the days with `date`")
		return 0
	}
	return months
}

// meetingParts reports what is missing of a table that meets, and what belongs to such a table only.
func (k *checker) meetingParts(t *Table, m *Meetings, doc *document.Table) {
	fail := func(at *yamltext.Node, reason, suggestion string) {
		k.r.Fail("table", at.At, t.Path, reason, suggestion)
	}
	if doc.Meets() && doc.Closes == nil {
		k.r.Fail("missing-key", t.Place, t.Path, fmt.Sprintf("`%s` meets, so it must be said how likely a meeting is held and closes", t.Name), "add `closes: 0.2 to 0.5`, say; there is no default")
	}
	if !doc.Meets() {
		for _, x := range []struct {
			key string
			at  *yamltext.Node
		}{{"closes", numberNode(doc.Closes)}, {"needs", doc.Needs.Node}, {"from", doc.From.Node}, {"until", doc.Until.Node}, {"off", doc.Off.Node}} {
			if x.at != nil {
				fail(x.at, fmt.Sprintf("`%s` belongs to a table that meets", x.key), "say when: add `date` or `every`")
				break
			}
		}
	} else if bound := firstGiven(doc.From, doc.Until); bound != nil && !doc.Every.Given() {
		fail(bound, "`from` and `until` are the ends of regular meetings", "add `every`, or delete them")
	}
	if !m.From.IsZero() && m.Until.Before(m.From) && !m.Until.IsZero() {
		fail(doc.Until.Node, "`until` lies before `from`", "swap them")
	}
	if m.Chair >= 0 && slices.Contains(t.Members, m.Chair) {
		fail(doc.Chair.Node, fmt.Sprintf("`%s` is a member; a chair proposes and does not sign", k.doc.Parties.Entries[m.Chair].Key.Text), "leave it out of `members`, or delete `chair`")
	}
}

func numberNode(doc *document.Number) *yamltext.Node {
	if doc == nil {
		return nil
	}
	return doc.Node
}

// firstGiven is the first of two texts that is given.
func firstGiven(a, b document.Text) *yamltext.Node {
	if a.Node != nil {
		return a.Node
	}
	return b.Node
}

// closedPlaces reports a table that finds no place open to all who sit at it.
func (k *checker) closedPlaces(t *Table, m *Meetings, doc *document.Table) {
	if len(m.Venues) == 0 || len(m.Venues) < len(doc.Place.Items) {
		return
	}
	who := t.Members
	if m.Chair >= 0 {
		who = append(slices.Clone(who), m.Chair)
	}
	var why string
	for _, v := range m.Venues {
		venue := &k.c.Venues[v]
		i := slices.IndexFunc(who, func(p int) bool { return slices.Contains(venue.ClosedTo, p) })
		if i < 0 {
			return
		}
		if why != "" {
			why += ", "
		}
		why += fmt.Sprintf("`%s` is closed to `%s`", venue.Name, k.doc.Parties.Entries[who[i]].Key.Text)
	}
	k.r.Fail("table", doc.Place.Node.At, t.Path, fmt.Sprintf("`%s` has nowhere to meet: %s", t.Name, why), "name a place that is open to all of them")
}
