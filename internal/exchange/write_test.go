package exchange_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/exchange"
	"parley/internal/exchange/facts"
)

func ptr(x float64) *float64 { return &x }

func small() *exchange.Domain {
	return &exchange.Domain{
		Name:   `A "quoted" \ title`,
		Issues: []exchange.Issue{{Name: "Price %", Options: []string{"10%", "10", "today", "-5", "12.2"}}, {Name: "venue", Options: []string{"hall"}}, {Name: "100", Options: []string{"a", "b"}}},
		Profiles: []exchange.Profile{
			{Name: "buyer 1", File: "buyer 1.xml", Weights: []float64{0.5, 0.25, 0.25}, Values: [][]float64{{1, 0.5, 0.25, 0, 1e-7}, {0.4}, {0, 1}}, Reservation: ptr(0.125)},
			{Name: "7", Weights: []float64{0.5, 0.25, 0.5}, Values: [][]float64{{1, 0.5, 0.25, 0, 1e-7}, {1}, {0, 1}}, Cap: 1},
		},
		Notes: []string{"first\nnote: with # signs", ""},
	}
}

func TestWriteCase(t *testing.T) {
	var b bytes.Buffer
	if err := small().WriteCase(&b); err != nil {
		t.Fatal(err)
	}
	want := `# - first note: with # signs
# - Issue ` + "`venue` has the single option `hall`" + `: what that gives each party stands under ` + "`also: always`" + `.

parley: 1
case: "A \"quoted\" \\ title"
status-quo: none

parties:
  buyer-1: {kind: institution, label: "buyer 1"}
  party-7: {kind: institution, label: "7"}

issues:
  Price:
    label: "Price %"
    "10-2": {label: "10%"}
    "10":
    option-today: {label: "today"}
    minus-5: {label: "-5"}
    "12.2":
  issue-100:
    label: "100"
    options: [a, b]

values:
  buyer-1:
    note: "read from buyer 1.xml"
    Price: {weight: 0.5, "10-2": 1, "10": 0.5, option-today: 0.25, minus-5: 0, "12.2": 0.0000001}
    issue-100: {weight: 0.25, a: 0, b: 1}
    also:
      always: 0.1
    walk-away: 0.125
  party-7:
    Price: {weight: 0.5, "10-2": 1, "10": 0.5, option-today: 0.25, minus-5: 0, "12.2": 0.0000001}
    issue-100: {weight: 0.5, a: 0, b: 1}
    also:
      always: 0.25
    at-most: 1
    walk-away: 0
`
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
	sameUtilities(t, small(), readCase(t, b.Bytes()))
}

func TestWriteCaseOfReference(t *testing.T) {
	reference(t, func(t *testing.T, f facts.Facts, d *exchange.Domain) {
		c := roundTrip(t, d)
		sameUtilities(t, d, c)
		for i, p := range d.Profiles {
			want := p.Cap > 0 && p.Best() > p.Cap+1e-12
			if got := c.values[i].note; got != "read from "+f.Profiles[i] {
				t.Errorf("note of %s: %q", p.Name, got)
			}
			if (c.values[i].atMost != nil) != want {
				t.Errorf("at-most of %s written: %v, want %v", p.Name, c.values[i].atMost != nil, want)
			}
			if got := c.values[i].walkAway; p.Reservation != nil && got != *p.Reservation || p.Reservation == nil && got != 0 {
				t.Errorf("walk-away of %s is %v", p.Name, got)
			}
		}
		if f.Name == "laptop" && c.values[0].atMost == nil {
			t.Error("laptop's weights sum to more than 1, but its total is not cut")
		}
	})
}

// TestTies has a domain in which frontier outcomes coincide: the third issue matters to nobody.
func TestTies(t *testing.T) {
	d := &exchange.Domain{Name: "ties", Issues: []exchange.Issue{
		{Name: "land", Options: []string{"north", "split", "south"}},
		{Name: "colour", Options: []string{"red", "blue"}},
	}, Profiles: []exchange.Profile{
		{Name: "a", Weights: []float64{1, 0}, Values: [][]float64{{1, 0.5, 0}, {1, 0}}},
		{Name: "b", Weights: []float64{1, 0}, Values: [][]float64{{0, 0.5, 1}, {1, 0}}},
	}}
	o := newOracle(d)
	frontier := o.pareto()
	if len(frontier) != 6 || o.paretoLiteral() != 6 || distinct(frontier) != 3 {
		t.Errorf("%d outcomes (%d by definition), %d points; want 6, 6 and 3", len(frontier), o.paretoLiteral(), distinct(frontier))
	}
	points(t, "nash", nash(o.points, []float64{0, 0}), []float64{0.5, 0.5})
	sameUtilities(t, d, roundTrip(t, d))
}

func TestWriteCaseRefuses(t *testing.T) {
	tests := []struct {
		name   string
		change func(d *exchange.Domain)
		want   string
	}{
		{"no issues", func(d *exchange.Domain) { d.Issues = nil }, "0 issues"},
		{"no profiles", func(d *exchange.Domain) { d.Profiles = nil }, "0 profiles"},
		{"no options", func(d *exchange.Domain) { d.Issues[2].Options = nil }, "0 options"},
		{"missing values", func(d *exchange.Domain) { d.Profiles[0].Values = d.Profiles[0].Values[:2] }, "values 2"},
		{"short row", func(d *exchange.Domain) { d.Profiles[0].Values[2] = []float64{1} }, "values 1 options"},
		{"NaN", func(d *exchange.Domain) { d.Profiles[0].Values[2][0] = math.NaN() }, "beyond"},
		{"infinite weight", func(d *exchange.Domain) { d.Profiles[1].Weights[0] = math.Inf(1) }, "not between"},
		{"negative weight", func(d *exchange.Domain) { d.Profiles[1].Weights[0] = -1 }, "not between"},
		{"infinite reservation", func(d *exchange.Domain) { d.Profiles[0].Reservation = ptr(math.Inf(-1)) }, "beyond"},
		{"NaN cap", func(d *exchange.Domain) { d.Profiles[0].Cap = math.NaN() }, "cap"},
		{"nothing open", func(d *exchange.Domain) {
			d.Issues = d.Issues[1:2]
			for i := range d.Profiles {
				d.Profiles[i].Weights, d.Profiles[i].Values = d.Profiles[i].Weights[1:2], d.Profiles[i].Values[1:2]
			}
		}, "nothing to settle"},
		{"too many options", func(d *exchange.Domain) { d.Issues[0].Options = make([]string, 10_001) }, "10001 options"},
		{"too large", func(d *exchange.Domain) {
			long := strings.Repeat("x", 300_000)
			for i := range 20 {
				d.Issues[0].Options[i%5] += long
			}
		}, "larger than a case file may be"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := small()
			test.change(d)
			var b bytes.Buffer
			err := d.WriteCase(&b)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one about %q", err, test.want)
			}
			if b.Len() > 0 {
				t.Error("something was written")
			}
		})
	}
}

// TestAllWeightsZero: a case refuses weights that are all 0, so such a party's zeros are written as points.
func TestAllWeightsZero(t *testing.T) {
	d := small()
	d.Profiles[0].Weights = []float64{0, 0.25, 0}
	c := roundTrip(t, d)
	if _, weighed := c.values[0].issues["Price"]["weight"]; weighed {
		t.Error("weights that are all 0 were written")
	}
	sameUtilities(t, d, c)
	accept(t, d)
}

func TestRespeltNames(t *testing.T) {
	d := small()
	for name, want := range map[string]bool{"hall": false, "town\nhall": true, "a  b": true, "a\u202eb": true} {
		d.Issues[1].Options[0] = name
		var b bytes.Buffer
		if err := d.WriteCase(&b); err != nil || strings.Contains(b.String(), "Line breaks") != want {
			t.Errorf("%q: %v\n%s", name, err, b.String())
		}
	}
}

// TestRoundTrip writes random domains with awkward names and reads them back.
func TestRoundTrip(t *testing.T) {
	name := rapid.OneOf(
		rapid.StringN(0, 12, -1),
		rapid.SampledFrom([]string{
			"", "a", "A", "a b", "a-b", "10", "10%", "1e3", "010", "5.", "-5", "- 5", "no", "Null", "null", "today", "weight",
			"options", "12.2", "1_000", "<5", ">5", "R&D", "日本", "é", "x: y", "#", "\"", "'", "\\", "a\nb", "\x00", "\u202e", "{", "]", "~", "...", "---", "?", "_",
		}),
	)
	number := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, 1e-300, 5e-324, 0.1, 1.0 / 3, 1e-5}))
	rapid.Check(t, func(t *rapid.T) {
		d := &exchange.Domain{Name: name.Draw(t, "title"), Notes: rapid.SliceOfN(name, 0, 3).Draw(t, "notes")}
		for range rapid.IntRange(1, 3).Draw(t, "issues") {
			d.Issues = append(d.Issues, exchange.Issue{Name: name.Draw(t, "issue"), Options: rapid.SliceOfN(name, 1, 5).Draw(t, "options")})
		}
		d.Issues = append(d.Issues, exchange.Issue{Name: name.Draw(t, "issue"), Options: []string{"yes", "no"}})
		for range rapid.IntRange(1, 3).Draw(t, "profiles") {
			p := exchange.Profile{Name: name.Draw(t, "profile"), Cap: rapid.SampledFrom([]float64{0, 1}).Draw(t, "cap")}
			for _, issue := range d.Issues {
				p.Weights = append(p.Weights, number.Draw(t, "weight"))
				p.Values = append(p.Values, rapid.SliceOfN(number, len(issue.Options), len(issue.Options)).Draw(t, "values"))
			}
			if rapid.Bool().Draw(t, "reserved") {
				p.Reservation = ptr(number.Draw(t, "reservation"))
			}
			d.Profiles = append(d.Profiles, p)
		}
		var b bytes.Buffer
		if err := d.WriteCase(&b); err != nil {
			t.Fatal(err)
		}
		c := readCase(t, b.Bytes())
		sameUtilities(t, d, c)
		for i, p := range d.Profiles {
			if p.Reservation != nil && c.values[i].walkAway != *p.Reservation {
				t.Fatalf("walk-away %v, want %v", c.values[i].walkAway, *p.Reservation)
			}
		}
	})
}
