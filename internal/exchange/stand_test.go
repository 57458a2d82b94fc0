package exchange_test

import (
	"math"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/exchange"
)

func stands() *exchange.Domain {
	some, none := 62.5, 0.0
	return &exchange.Domain{
		Name: "Scales",
		Issues: []exchange.Issue{
			{Name: "Speed limit", Options: []string{"low", "not so low", "high"}, Places: []float64{0, 37.5, 100}},
			{Name: "date", Options: []string{"low", "high"}, Places: []float64{0, 100}},
		},
		Profiles: []exchange.Profile{
			{Name: "A", Note: "the \"first\"\nof all", Capability: &some, Stands: []exchange.Stand{{12.25, 0.3}, {100, 0}}},
			{
				Name: "B", Capability: &none, Stands: []exchange.Stand{{0, 1}, {50, 0.123456789}}, Weights: []float64{2, 1},
				Values: [][]float64{{0, 0.5, 1}, {1, 0}}, Reservation: &some,
			},
		},
	}
}

// What is written reads back as it was: places, capability, and where each stands; a profile without values is not known.
func TestStands(t *testing.T) {
	d := stands()
	var b strings.Builder
	if err := d.WriteCase(&b); err != nil {
		t.Fatal(err)
	}
	c, list := casefile.Parse("case.yaml", b.String())
	if c == nil || list.HasErrors() {
		t.Fatalf("%v\n%s", list, b.String())
	}
	for k, issue := range d.Issues {
		for o, x := range issue.Places {
			if got := c.Issues[k].Options[o].Spot; got == nil || *got != x {
				t.Errorf("%s=%s is at %v, want %v", issue.Name, issue.Options[o], got, x)
			}
		}
	}
	if c.Issues[0].Label != "Speed limit" || c.Issues[0].Options[1].Label != "not so low" {
		t.Errorf("labels %q and %q", c.Issues[0].Label, c.Issues[0].Options[1].Label)
	}
	for i, p := range d.Profiles {
		party := &c.Parties[i]
		if got := party.Capability.Dist.Median(); got != *p.Capability {
			t.Errorf("%s: capability %v", p.Name, got)
		}
		if len(party.Positions) != len(p.Stands) {
			t.Fatalf("%s: %d positions", p.Name, len(party.Positions))
		}
		for k, s := range p.Stands {
			if at := party.Positions[k]; at.Issue != k || at.Ideal.Dist.Median() != s.Ideal || at.Salience.Dist.Median() != s.Salience {
				t.Errorf("%s stands at %v with %v, want %+v", p.Name, at.Ideal.Dist.Median(), at.Salience.Dist.Median(), s)
			}
		}
	}
	if c.Parties[0].Values != nil || c.Parties[1].Values == nil || c.Parties[0].Note != `the "first" of all` {
		t.Errorf("A has values %v and the note %q, B %v", c.Parties[0].Values, c.Parties[0].Note, c.Parties[1].Values)
	}
}

func TestWrongStands(t *testing.T) {
	over, nan := 100.5, math.NaN()
	for says, change := range map[string]func(d *exchange.Domain){
		"2 places for 3 options":            func(d *exchange.Domain) { d.Issues[0].Places = d.Issues[0].Places[:2] },
		"the place 101":                     func(d *exchange.Domain) { d.Issues[0].Places[2] = 101 },
		"the place NaN":                     func(d *exchange.Domain) { d.Issues[0].Places[2] = nan },
		"all places of issue `date`":        func(d *exchange.Domain) { d.Issues[1].Places[1] = 0 },
		"its capability 100.5":              func(d *exchange.Domain) { d.Profiles[0].Capability = &over },
		"its capability NaN":                func(d *exchange.Domain) { d.Profiles[0].Capability = &nan },
		"it stands on 1 issues":             func(d *exchange.Domain) { d.Profiles[0].Stands = d.Profiles[0].Stands[:1] },
		"issue `date`, which has no scale":  func(d *exchange.Domain) { d.Issues[1].Places = nil },
		"its ideal -1":                      func(d *exchange.Domain) { d.Profiles[1].Stands[0].Ideal = -1 },
		"its salience 1.5 of issue `date`":  func(d *exchange.Domain) { d.Profiles[1].Stands[1].Salience = 1.5 },
		"it weighs 0 issues":                func(d *exchange.Domain) { d.Profiles[0].Stands = nil },
		"`Speed limit` has 1 places for 1 ": func(d *exchange.Domain) { d.Issues[0].Options, d.Issues[0].Places = []string{"x"}, []float64{3} },
	} {
		d := stands()
		change(d)
		var b strings.Builder
		if err := d.WriteCase(&b); err == nil || !strings.Contains(err.Error(), says) || b.Len() > 0 {
			t.Errorf("%d bytes and %v, want %q", b.Len(), err, says)
		}
	}
}
