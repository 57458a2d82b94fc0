package exchange_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/casefile"
	"parley/internal/exchange"
	"parley/internal/exchange/facts"
	"parley/internal/game"
)

// accept reads a written case with the case file's own reader and compares it with the domain.
func accept(t rapid.TB, d *exchange.Domain) {
	t.Helper()
	var b bytes.Buffer
	if err := d.WriteCase(&b); err != nil {
		t.Fatal(err)
	}
	c, problems := casefile.Parse("case.yaml", b.String())
	if c == nil || problems.HasErrors() {
		t.Fatalf("%v\n%s", problems, b.String())
	}
	if c.StatusQuo || len(c.Parties) != len(d.Profiles) {
		t.Fatalf("status quo %v, %d parties", c.StatusQuo, len(c.Parties))
	}
	for i, p := range d.Profiles {
		if label := exchange.OneLine(p.Name); label != "" && c.Parties[i].Label != label {
			t.Fatalf("party %d has the label %q, want %q", i, c.Parties[i].Label, label)
		}
		acceptValues(t, d, c, i)
	}
}

func constant(t rapid.TB, n *casefile.Number) float64 {
	t.Helper()
	if n == nil || n.Form != casefile.Dist || len(n.Dist.P) != 1 {
		t.Fatalf("%+v is not a constant", n)
	}
	return n.Dist.P[0]
}

// acceptValues checks every contribution of one profile: weight × share of each option, and the constant.
func acceptValues(t rapid.TB, d *exchange.Domain, c *casefile.Case, party int) {
	t.Helper()
	p, v := d.Profiles[party], c.Parties[party].Values
	want, settled, open := [][]float64{}, 0.0, 0
	for k, issue := range d.Issues {
		if len(issue.Options) == 1 {
			settled += p.Weights[k] * p.Values[k][0]
			continue
		}
		if got := len(c.Issues[open].Options); got != len(issue.Options) {
			t.Fatalf("issue %d has %d options, want %d", open, got, len(issue.Options))
		}
		row := make([]float64, len(issue.Options))
		for o, x := range p.Values[k] {
			row[o] = p.Weights[k] * x
		}
		want = append(want, row)
		open++
	}
	for _, row := range v.Issues {
		weight := 1.0
		if row.Weight != nil {
			weight = constant(t, row.Weight)
		}
		for _, o := range row.Options {
			want[row.Issue][o.Option] -= weight * constant(t, o.Value)
		}
	}
	for _, term := range v.Terms {
		settled -= constant(t, term.Amount)
	}
	for _, row := range append(want, []float64{settled}) {
		if slices.ContainsFunc(row, func(x float64) bool { return math.Abs(x) > 1e-15 }) {
			t.Fatalf("party %d: differences %v", party, want)
		}
	}
	reservation := 0.0
	if p.Reservation != nil {
		reservation = *p.Reservation
	}
	if got := constant(t, v.WalkAway); got != reservation {
		t.Fatalf("party %d walks away at %v, want %v", party, got, reservation)
	}
}

func TestAcceptedCases(t *testing.T) {
	accept(t, small())
	reference(t, func(t *testing.T, _ facts.Facts, d *exchange.Domain) { accept(t, d) })
	d := small()
	d.Profiles[1].File = "seller.xml"
	var b bytes.Buffer
	if err := d.WriteCase(&b); err != nil {
		t.Fatal(err)
	}
	if _, problems := casefile.Parse("case.yaml", b.String()); strings.Contains(problems.Error(), "neither a note nor a source") {
		t.Errorf("an imported case does not say where its numbers come from: %v", problems)
	}
}

// TestAcceptedNames: whatever the source calls things, the case file takes the keys and keeps the labels.
func TestAcceptedNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.StringN(0, 8, -1), rapid.SampledFrom(strings.Fields(
			`today weight options kind label min if(1) 1e3 010 5. 12.2 0x1F 1_000 TRUE ~ null no -5 + a:b #x {x} [y] & *a !t % @ | > "q" 'q' \ \n 日本 é 5-10 AND .inf 2024-01-01 << = -- ---`)))
		options := rapid.SliceOfN(word, 2, 6).Draw(t, "options")
		d := &exchange.Domain{
			Name:   word.Draw(t, "title"),
			Issues: []exchange.Issue{{Name: word.Draw(t, "issue"), Options: options}, {Name: word.Draw(t, "issue"), Options: []string{"a", "b"}}},
			Notes:  []string{word.Draw(t, "note")},
		}
		for range 2 {
			values := make([]float64, len(options))
			for o := range values {
				values[o] = float64(o) / float64(len(options))
			}
			d.Profiles = append(d.Profiles, exchange.Profile{Name: word.Draw(t, "profile"), Cap: 1, Weights: []float64{0.5, 0.75}, Values: [][]float64{values, {1, 0}}})
		}
		accept(t, d)
	})
}

// As many profiles as are imported are as many parties as a case has.
func TestAsManyAsACaseHas(t *testing.T) {
	if exchange.MaxProfiles != game.MaxParties || exchange.MaxActors != game.MaxParties {
		t.Errorf("%d profiles and %d decision makers, %d parties", exchange.MaxProfiles, exchange.MaxActors, game.MaxParties)
	}
}
