package casefile

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/diag"
	"parley/internal/expr"
	"parley/internal/quantity"
)

func mustParse(t testing.TB, text string) *Case {
	t.Helper()
	c, list := Parse("case.yaml", text)
	if c == nil {
		t.Fatal(list)
	}
	return c
}

func TestNumberForms(t *testing.T) {
	for _, x := range []struct {
		text   string
		form   Form
		family quantity.Family
		p, w   []float64
	}{
		{"0.35", Dist, quantity.Constant, []float64{0.35}, nil},
		{"= 0.35", Dist, quantity.Constant, []float64{0.35}, nil},
		{"-12", Dist, quantity.Constant, []float64{-12}, nil},
		{"1 / 4", Dist, quantity.Constant, []float64{0.25}, nil},
		{"0.2 to 0.4", Dist, quantity.Normal, []float64{0.2, 0.4}, nil},
		{"-15 to -5", Dist, quantity.Normal, []float64{-15, -5}, nil},
		{"uniform(-1, 3)", Dist, quantity.Uniform, []float64{-1, 3}, nil},
		{"triangular(1, 2, 4)", Dist, quantity.Triangular, []float64{1, 2, 4}, nil},
		{"pert(1, 2, 4)", Dist, quantity.PERT, []float64{1, 2, 4}, nil},
		{"beta(2, 5)", Dist, quantity.Beta, []float64{2, 5}, nil},
		{"lognormal(1 to 10)", Dist, quantity.Lognormal, []float64{1, 10}, nil},
		{`"discrete(1: 0.2, 5: 0.8)"`, Dist, quantity.Discrete, []float64{1, 5}, []float64{0.2, 0.8}},
		{"0.5 * cost + min(rate, 3)", Expr, 0, nil, nil},
		{"{war == truce: 1, otherwise: 0}", Cases, 0, nil, nil},
		{"{is: {war == truce: cost, otherwise: {is: 0.2 to 0.4, note: y}}, unit: km}", Cases, 0, nil, nil},
	} {
		c := mustParse(t, change(t, "  cost: 10 * rate", "  cost: 10 * rate\n  x: "+x.text))
		q := c.Quantities[2].Number
		if q.Form != x.form || q.Dist.Family != x.family || !slices.Equal(q.Dist.P, x.p) || !slices.Equal(q.Dist.W, x.w) {
			t.Errorf("%s: form %d, %+v", x.text, q.Form, q.Dist)
		}
		if (q.Form == Expr) != (q.Expr != nil) || (q.Form == Cases) != (len(q.Cases) == 2) {
			t.Errorf("%s: %+v", x.text, q)
		}
	}
}

func TestNaturalBounds(t *testing.T) {
	for _, x := range []struct {
		old, new, path string
		lo, hi         float64
		cut            bool
	}{
		{"weight: 20 to 30", "weight: 1 to 30", "values.north.land.weight", 0, math.Inf(1), true},
		{"weight: 20 to 30", "weight: 20 to 21", "values.north.land.weight", 0, 0, false},
		{"needs: 0.5", "needs: 0.1 to 0.9", "ratifiers.voters.needs", 0, 1, true},
		{"freeze: 0.4", "freeze: 0.1 to 0.9", "values.north.land.freeze", 0, 0, false},
	} {
		c, list := Parse("case.yaml", change(t, x.old, x.new))
		if c == nil {
			t.Fatal(list)
		}
		i := inputAt(t, c, x.path)
		if d := c.Inputs[i].Dist; d.Cut != x.cut || x.cut && (d.Lo != x.lo || d.Hi != x.hi) {
			t.Errorf("%s: %+v", x.new, d)
		}
		noted := slices.ContainsFunc(list, func(d *diag.Diagnostic) bool { return d.Code == "cut" && d.Path == x.path })
		if noted != (x.cut && c.Inputs[i].Dist.CutMass() > 0.01) {
			t.Errorf("%s: noted %v: %v", x.new, noted, list)
		}
	}
}

func TestPathsInTextOrder(t *testing.T) {
	c := mustParse(t, change(t, "      war == truce: 2 * cost", "      war == truce:\n        trade == free: 3\n        otherwise: 1 to 2\n      land == freeze: 4"))
	var got []string
	for i, in := range c.Inputs {
		if in.Input != i {
			t.Errorf("%s is input %d at %d", in.Path, in.Input, i)
		}
		got = append(got, in.Path)
	}
	want := strings.Fields(`parties.north.capability quantities.rate
		values.north.land.weight values.north.land.freeze values.north.land.handover values.north.trade.free
		values.north.also.1.1 values.north.also.1.otherwise values.north.also.2 values.north.once.1
		values.south.land.freeze values.south.land.handover values.south.walk-away
		values.voters.war.truce values.voters.ladder.base values.voters.ladder.1 ratifiers.voters.needs`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, p := range []string{c.Parties[0].Values.RedLines[0].Path, c.Parties[0].Values.Issues[0].Path, c.Correlations[0].Path, c.Rules[1].Path} {
		if !slices.Contains([]string{"values.north.red-lines.1", "values.north.land", "correlations.1", "rules.2"}, p) {
			t.Errorf("path %s", p)
		}
	}
}

// A point in names can give two numbers one address; their draws would be the same.
func TestAddressesDiffer(t *testing.T) {
	_, list := Parse("case.yaml", `parley: 1
case: Points
parties: {a: {kind: state}, a.b: {kind: state}}
issues: {c: {x: a, y: a}, b.c: {x: a, y: a}}
values: {note: n, a: {b.c: {y: 1}}, a.b: {c: {y: 2}}}
`)
	if len(list) != 1 || list[0].Code != "duplicate-name" || !strings.Contains(list[0].Reason, "`values.a.b.c.y`") {
		t.Error(list)
	}
}

func TestResolved(t *testing.T) {
	c := mustParse(t, frame)
	war, land, trade := c.Issues[0], c.Issues[1], c.Issues[2]
	if war.Today != 0 || land.Today != 0 || trade.Today != 1 || trade.Options[2].Name != "100" {
		t.Errorf("today: %d %d %d, options %v", war.Today, land.Today, trade.Today, trade.Options)
	}
	if land.Options[0].By != nil || land.Options[1].By.String() != "north and south" || trade.Options[0].By.Index != 1 || !land.Options[2].Irreversible || land.Options[1].Flags[0] != "legality" {
		t.Errorf("%+v", land.Options)
	}
	n, v := &c.Parties[0], c.Parties[0].Values
	if diff := cmp.Diff([]Setting{{1, 2}, {2, 0}}, v.Says); diff != "" {
		t.Error(diff)
	}
	if v.Terms[0].Once || !v.Terms[1].Once || v.Terms[0].Text != "war == truce" || v.Terms[0].Amount.Form != Expr {
		t.Errorf("%+v", v.Terms)
	}
	if n.Short != "NORT" || c.Deals[0].Short != "A" || c.Deals[1].Short != "S" || c.Goals[1].Label != "settled" {
		t.Errorf("headings %s %s %s", n.Short, c.Deals[0].Short, c.Deals[1].Short)
	}
	if r := c.Tables[0]; r.Rule.Args[1].Op != expr.AtLeast || r.Rule.Args[1].Args[0].Ref != expr.Members || !slices.Equal(r.Agenda, []int{1, 2}) {
		t.Errorf("%+v", r)
	}
	if r := c.Ratifiers[0]; r.Party != 2 || r.Of != 1 || r.When.String() != "land != open" {
		t.Errorf("%+v", r)
	}
	if e := c.Expect[0]; e.Is != "quiet" || e.Nothing {
		t.Errorf("%+v", e)
	}
	for _, label := range []string{"also by its alias", "values under an alias"} {
		text := change(t, "truce: north and south", "truce: north and south\n    pause: south")
		text = strings.Replace(text, "values:\n  note: invented\n  north:", "values:\n  note: invented\n  The North:", 1)
		if d := mustParse(t, text); d.Parties[0].Values == nil || d.Parties[0].Values.Path != "values.north" {
			t.Errorf("%s: %+v", label, d.Parties[0].Values)
		}
	}
}

func TestExpectedValues(t *testing.T) {
	for _, x := range []struct {
		text    string
		is      any
		nothing bool
	}{
		{"65.8333", 65.8333, false},
		{"-5", -5.0, false},
		{"true", true, false},
		{"nothing", nil, true},
		{`"nothing"`, "nothing", false},
		{`"12"`, "12", false},
		{"thaw", "thaw", false},
		{"<5 %", "<5 %", false},
		{"2025-08-14", "2025-08-14", false},
		{"[a, 1, true]", []any{"a", 1.0, true}, false},
		{"[]", []any{}, false},
		{"air-truce", "air-truce", false},
	} {
		c := mustParse(t, change(t, "is: quiet}", "is: "+x.text+"}"))
		if e := c.Expect[0]; !cmp.Equal(e.Is, x.is) || e.Nothing != x.nothing {
			t.Errorf("%s: %#v, nothing %v", x.text, e.Is, e.Nothing)
		}
	}
	c := mustParse(t, change(t, "is: quiet}", "at-least: 0.2, at-most: 0.4}"))
	if e := c.Expect[0]; *e.AtLeast != 0.2 || *e.AtMost != 0.4 || e.Is != nil {
		t.Errorf("%+v", e)
	}
}

// A note and sources speak for everything in their group, unless a part has its own. A note on a party
// says nothing about what it wants.
func TestInheritance(t *testing.T) {
	text := change(t, "south: {kind: state}", "south: {kind: state, note: of the party}")
	text = strings.Replace(text, "values:\n  note: invented\n", "values:\n", 1)
	text = strings.Replace(text, "land: {freeze: -5, handover: -40}", "land: {source: paper, note: row, freeze: -5, handover: {is: -40, note: own}}", 1)
	c := mustParse(t, text)
	for path, want := range map[string][2]any{
		"values.south.land.freeze":   {"row", 1},
		"values.south.land.handover": {"own", 1},
		"values.south.walk-away":     {"", 0},
		"quantities.rate":            {"invented", 0},
	} {
		i := inputAt(t, c, path)
		if in := c.Inputs[i]; in.Note != want[0] || len(in.Sources) != want[1] || in.Cited() != (want[1] == 1) {
			t.Errorf("%s: note %q, sources %v", path, in.Note, in.Sources)
		}
	}
}

func TestNoStatusQuo(t *testing.T) {
	const text = `parley: 1
case: Camera
status-quo: none
parties: {buyer: {kind: group, note: x}, seller: {kind: state}}
issues: {price: {options: [low, high]}, bag: {options: [yes, no]}}
values:
  note: invented
  buyer: {price: {low: 5}, bag: {yes: 1}, walk-away: 2}
  seller: {price: {high: 5}, walk-away: 1}
tables: {shop: {members: [buyer, seller]}}
`
	if c := mustParse(t, text); c.StatusQuo || c.Issues[0].Today != 0 || c.Issues[0].Options[0].By != nil {
		t.Errorf("%+v", c)
	}
	for _, x := range []struct{ old, new, reason string }{
		{"{low: 5}, bag: {yes: 1}, walk-away: 2}", "{low: 5}, bag: {yes: 1}}", "`buyer` decides"},
		{"  seller: {price: {high: 5}, walk-away: 1}\n", "", "`seller` decides"},
		{"{options: [low, high]}", "{today: low, options: [low, high]}", "`today` has no meaning"},
		{"{options: [low, high]}", "{low: {back: seller}, high: }", "`back` has no meaning"},
		{"{options: [low, high]}", "{low: , high: {irreversible: true}}", "`irreversible` has no meaning"},
		{"walk-away: 1}", "walk-away: 1, once: {bag == no: 1}}", "`once` has no meaning"},
		{"tables:", "ratifiers: {seller: {of: buyer}}\ntables:", "it must be said what is ratified"},
	} {
		if strings.Count(text, x.old) != 1 {
			t.Fatal(x.old)
		}
		c, list := Parse("case.yaml", strings.Replace(text, x.old, x.new, 1))
		if c != nil || len(list) != 1 || !strings.Contains(list[0].Reason, x.reason) {
			t.Errorf("%s: %v", x.reason, list)
		}
	}
}

// Headings are made from names, short and all different.
func TestHeadings(t *testing.T) {
	c := mustParse(t, `parley: 1
case: Headings
parties:
  russia: {kind: state}
  russian-public: {kind: public}
  united-states: {kind: state}
  united_sultanates: {kind: state}
  us: {kind: state, short: US}
  russ: {kind: state}
  x: {kind: state}
  a-b-c-d-e: {kind: state}
issues: {i: {v: russia, w: russia}}
`)
	var got []string
	for _, p := range c.Parties {
		got = append(got, p.Short)
	}
	if diff := cmp.Diff(strings.Fields("RUSS RP US2 US3 US RUS2 X ABCD"), got); diff != "" {
		t.Error(diff)
	}
}

// inputAt is the index of the input with a path.
func inputAt(t *testing.T, c *Case, path string) int {
	t.Helper()
	i := slices.IndexFunc(c.Inputs, func(x *Number) bool { return x.Path == path })
	if i < 0 {
		t.Fatalf("no input %s", path)
	}
	return i
}
