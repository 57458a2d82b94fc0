package casefile

import (
	"slices"
	"testing"

	"parley/internal/diag"
	"parley/internal/expr"
)

const standing = `parley: 1
case: Standing
parties:
  note: invented
  north: {kind: state, aliases: [The North], capability: 20 to 30}
  south: {kind: state, capability: 10}
quantities:
  note: invented
  pull: 10 to 20
tracks:
  front: {today: 0, change: 0.1 * pull, note: invented}
issues:
  limit: {none: {place: 0}, half: {place: 40 + 10}, zero: {place: 100}, talks: }
  status: {old: , new: }
values:
  note: invented
  north:
    positions:
      limit: {ideal: 3 * pull, salience: 0.2 to 0.4}
  south:
    limit: {half: 3, zero: 5}
    status: {new: "if(limit == half, 1, 2)"}
    positions: {limit: {salience: 0.5}}
events:
  rain: {when: always, chance: 0.1, shift: {front: 1}, note: invented}
`

func TestPositions(t *testing.T) {
	c, list := Parse("case.yaml", standing)
	if c == nil || list.HasErrors() {
		t.Fatal(list)
	}
	limit, status := &c.Issues[0], &c.Issues[1]
	if !limit.HasScale() || status.HasScale() {
		t.Errorf("limit has a scale: %v; status: %v", limit.HasScale(), status.HasScale())
	}
	if o := limit.Options; *o[0].Spot != 0 || *o[1].Spot != 50 || *o[2].Spot != 100 || o[3].Spot != nil {
		t.Errorf("places: %v", o)
	}
	north, south := &c.Parties[0], &c.Parties[1]
	if north.Values != nil || south.Values == nil {
		t.Error("where a party stands does not say what options are worth to it, and takes nothing away from that")
	}
	if p := north.Positions; len(p) != 1 || p[0].Issue != 0 || p[0].Ideal.Form != Expr || p[0].Salience.Form != Dist {
		t.Errorf("north stands at %+v", p)
	}
	if p := south.Positions; len(p) != 1 || p[0].Ideal != nil || p[0].Salience.Dist.Median() != 0.5 {
		t.Errorf("south stands at %+v", p)
	}
	var paths []string
	for _, in := range c.Inputs {
		paths = append(paths, in.Path)
	}
	for _, path := range []string{"values.north.positions.limit.salience", "values.south.positions.limit.salience"} {
		if !slices.Contains(paths, path) {
			t.Errorf("%s is no input; there are %q", path, paths)
		}
	}
	named := 0
	c.Expressions(func(n *expr.Node) {
		if n.Ref == expr.Quantity && n.Name == "pull" {
			named++
		}
	})
	if named != 2 { // by the track and by the ideal
		t.Errorf("`pull` is seen %d times among the expressions", named)
	}
}

// What is said about where a party stands is held to a note or a source, cites sources, and counts as part of the case.
func TestPositionsAreLinted(t *testing.T) {
	_, list := Parse("case.yaml", changeIn(t, standing, "values:\n  note: invented\n", "values:\n"))
	bare := 0
	for _, d := range list {
		if d.Code == "no-note" {
			bare++
		}
		if d.Code == "unvalued-issue" || d.Code == "unused-party" {
			t.Errorf("%v", d)
		}
	}
	if bare != 2 {
		t.Errorf("%d findings about notes, want one for each party: %v", bare, list)
	}
}

// Who says only where it stands needs no walk-away in an abstract domain; who has values does.
func TestPositionsWithoutStatusQuo(t *testing.T) {
	base := `parley: 1
case: Abstract
status-quo: none
parties: {a: {kind: state}, b: {kind: state}}
issues: {limit: {none: {place: 0}, all: {place: 100}}}
values:
  a: {positions: {limit: {ideal: 10, salience: 1}}}
  b: {positions: {limit: {ideal: 90, salience: 1}}}
`
	if c, list := Parse("case.yaml", base); c == nil || list.HasErrors() {
		t.Error(list)
	}
	_, list := Parse("case.yaml", changeIn(t, base, "b: {pos", "b: {limit: {all: 3}, pos"))
	if errs := list.Only(diag.Error); len(errs) != 1 || errs[0].Code != "status-quo" {
		t.Errorf("%v", list)
	}
}

func TestWrongPositions(t *testing.T) {
	checkWrongsIn(t, standing, []wrong{
		{"place: 40 + 10", "place: 101", "bounds", "101", "a place cannot be 101", "between 0 and 100"},
		{"place: 40 + 10", "place: -1", "bounds", "-1", "a place cannot be -1", "between 0 and 100"},
		{"place: 40 + 10", "place: 20 to 30", "number", "20 to 30", "a plain number", ""},
		{"place: 40 + 10", "place: pull", "number", "pull", "a plain number", ""},
		{"old: ,", "old: {place: 3},", "scale", "3", "only one option of `status` has a place", "a scale needs two"},
		{"old: , new: }", "old: {place: 3}, new: {place: 3}}", "scale", "3", "all places of `status` are the same", "at 0 and 100"},
		{"      limit: {ideal", "      status: {ideal", "scale", "status", "`status` has no scale", "a `place`"},
		{"      limit: {ideal", "      limmit: {ideal", "unknown-name", "limmit", "unknown issue", "did you mean `limit`?"},
		{"ideal: 3 * pull,", "ideal: 120,", "bounds", "120", "an ideal cannot be 120", "between 0 and 100"},
		{"ideal: 3 * pull,", "ideal: front,", "number", "front", "an ideal is fixed for a whole run and cannot rest on the track", ""},
		{"ideal: 3 * pull,", "idael: 30,", "unknown-key", "idael", "unknown key", "did you mean `ideal`?"},
		{"{salience: 0.5}", "{salience: 5}", "bounds", "5", "a salience cannot be 5", "between 0 and 1"},
		{"{salience: 0.5}", "{note: why}", "missing-key", "limit", "neither `ideal` nor `salience`", "write `limit: {ideal: 40, salience: 0.7}`"},
		{"  south:\n    limit:", "  The North:\n    limit:", "duplicate-key", "The North", "`north` already has values", "put them together"},
		{"talks: }", "positions: }", "reserved-name", "positions", "word of the language", ""},
	})
}
