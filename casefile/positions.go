package casefile

import (
	"fmt"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
)

// scaleEnd is the upper end of the scale of an issue; the lower is 0.
const scaleEnd = 100

// Position is where a party stands on an issue with a scale. What is not given follows from its values.
type Position struct {
	Meta
	Issue    int
	Ideal    *Number // 0–100, nil when not given
	Salience *Number // 0–1, nil when not given
}

// HasScale reports whether the issue has a scale: two options with a place.
func (s *Issue) HasScale() bool {
	placed := 0
	for i := range s.Options {
		if s.Options[i].Spot != nil {
			placed++
		}
	}
	return placed > 1
}

// spot reads the place of an option. It says what the scale means, so it is a plain number, and no input.
func (k *checker) spot(t document.Text) *float64 {
	v := k.plainNumber(t)
	if v != nil && !(*v >= 0 && *v <= scaleEnd) {
		k.r.Fail("bounds", t.Node.At, t.Node.Path(), fmt.Sprintf("a place cannot be %s", figure(*v)), fmt.Sprintf("it must be between 0 and %d", scaleEnd))
		return nil
	}
	return v
}

// scale reports places that make no scale: a single one, or all the same.
func (k *checker) scale(s *Issue, doc *document.Issue) {
	given, last := placed(doc)
	ends := map[float64]bool{}
	for i := range s.Options {
		if v := s.Options[i].Spot; v != nil {
			ends[*v] = true
		}
	}
	switch {
	case given == 1 && len(ends) == 1:
		k.r.Fail("scale", last.At, last.Path(), fmt.Sprintf("only one option of `%s` has a place", s.Name), "a scale needs two: place another option, or delete this one's place")
	case given > 1 && len(ends) == 1:
		k.r.Fail("scale", last.At, last.Path(), fmt.Sprintf("all places of `%s` are the same", s.Name), "put the ends of the scale at 0 and 100")
	}
}

// placed counts the places that an issue gives, right or wrong, and finds the last.
func placed(doc *document.Issue) (given int, last *yamltext.Node) {
	for i := range doc.Rest.Entries {
		if t := doc.Rest.Entries[i].Value.Place; t.Given() {
			given++
			last = t.Node
		}
	}
	return given, last
}

// positions resolves where a party stands.
func (k *checker) positions(doc *document.Group[document.Position], v *Values) []Position {
	if doc == nil {
		return nil
	}
	above := k.meta(v.Place, v.Path+".positions", doc.About, "", &v.Meta)
	var out []Position
	for i := range doc.Entries {
		e := &doc.Entries[i]
		issue := k.refer(document.Text{Value: e.Key.Text, Node: e.Key}, &k.names.issues)
		if issue < 0 {
			continue
		}
		path := above.Path + "." + e.Key.Text
		p := Position{Meta: k.meta(e.Key.At, path, e.Value.About, "", &above), Issue: issue}
		if given, _ := placed(&k.doc.Issues.Entries[issue].Value); given == 0 {
			k.r.Fail("scale", e.Key.At, path, fmt.Sprintf("`%s` has no scale, so nobody stands anywhere on it", e.Key.Text), "give two of its options a `place` from 0 to 100")
		}
		p.Ideal = k.number(e.Value.Ideal, path+".ideal", idealField, &p.Meta)
		p.Salience = k.number(e.Value.Salience, path+".salience", salienceField, &p.Meta)
		if e.Value.Ideal == nil && e.Value.Salience == nil {
			k.r.Fail("missing-key", e.Key.At, path, "neither `ideal` nor `salience` is given", fmt.Sprintf("write `%s: {ideal: 40, salience: 0.7}`", e.Key.Text))
		}
		out = append(out, p)
	}
	return out
}

// onlyPositions reports whether an entry under values says where a party stands and nothing of what options are worth to it: then its
// values are not known.
func onlyPositions(doc *document.Values) bool {
	return doc.Positions != nil && doc.Also == nil && doc.Once == nil && doc.Priorities == nil && doc.Ranking == nil && doc.RedLines == nil && doc.Says == nil && doc.WalkAway == nil &&
		doc.AtMost == nil && doc.Spread == nil && doc.Ladder == nil && doc.Believes == nil && len(doc.Rest.Entries) == 0
}

// stands calls f for every number of where the party stands.
func (p *Party) stands(f func(*Number)) {
	for i := range p.Positions {
		for _, x := range []*Number{p.Positions[i].Ideal, p.Positions[i].Salience} {
			if x != nil {
				f(x)
			}
		}
	}
}
