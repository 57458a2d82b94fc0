package deu

import (
	"context"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"
)

// What the models scored when the reference was made, on 351 issues, of which 198 are at hand: so the figures here differ from those, but not by
// much, and in the same order.
func TestRunFull(t *testing.T) {
	r, err := Run(context.Background(), full(t), Options{Resamples: 200})
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]Score{}
	for _, s := range r.Scores {
		scores[s.Model] = s
	}
	for name, reference := range map[string]float64{
		"compromise": 22.99, "mean by salience": 23.64, "election, MarkovUniform": 22.59, "election, Conditional": 23.42,
		"election, MarkovIncentive": 23.47, "median": 28.56, "Nash, distant failure, quadratic loss": 23.51, "middle of the scale": 27.96,
		"midrange": 26.78, "SMP, as KTAB computes it": 23.79,
	} {
		if s := scores[name]; math.Abs(s.MAE-reference) > 1 || s.Issues < 197 {
			t.Errorf("%s: MAE %.2f on %d issues, on 351 %.2f", name, s.MAE, s.Issues, reference)
		}
	}
	for name, reference := range map[string]float64{
		"positions by weight": 18.14, "compromise and errors": 16.39, "election, MarkovUniform": 16.70, "election, Conditional": 17.31,
		"election, MarkovIncentive": 17.45, yardstick: 15.57, "uniform": 19.38,
	} {
		if s := scores[name]; math.Abs(*s.CRPS-reference) > 0.8 {
			t.Errorf("%s: CRPS %.2f, on 351 issues %.2f", name, *s.CRPS, reference)
		}
	}
	f := scores[forecastMean]
	if f.Sharper.Mean > -0.4 || f.Sharper.Interval[1] > 0.1 {
		t.Errorf("the forecast differs from the yardstick by %+v", f.Sharper)
	}
	for _, b := range f.Bands {
		if math.Abs(b.Covered-b.Claimed) > 0.06 || b.Claimed < b.Level-1e-9 {
			t.Errorf("the band of %v covers %v and claims %v", b.Level, b.Covered, b.Claimed)
		}
	}
}

// Every open issue has a mean and 99 quantiles that rise and lie on the scale.
func TestBlindFull(t *testing.T) {
	d := full(t)
	var b strings.Builder
	if err := Blind(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+len(d.Open()) || len(rows[0]) != 101 || rows[0][0] != "issue_id" || rows[0][1] != "mean" || rows[0][2] != "q01" || rows[0][100] != "q99" {
		t.Fatalf("%d rows, head %v", len(rows), rows[0])
	}
	for k, row := range rows[1:] {
		if row[0] != d.Open()[k].Name {
			t.Errorf("row %d is about %s", k+2, row[0])
		}
		last, sum := 0.0, 0.0
		for _, cell := range row[2:] {
			x, err := strconv.ParseFloat(cell, 64)
			if err != nil || x < last || x > 100 {
				t.Fatalf("row %d: %q after %v", k+2, cell, last)
			}
			last, sum = x, sum+x
		}
		if mean, err := strconv.ParseFloat(row[1], 64); err != nil || math.Abs(mean-sum/99) > 1.5 {
			t.Errorf("row %d: mean %q, the quantiles say %v", k+2, row[1], sum/99)
		}
	}
}

func TestCases(t *testing.T) {
	files := shared(t)
	d := full(t)
	f, v, err := Choose(context.Background(), Recipes(), d.Issues)
	if err != nil {
		t.Fatal(err)
	}
	if v.Recipe != f.Recipe.Name || len(v.Tried) != len(Recipes()) {
		t.Errorf("%+v", v)
	}
	c, err := ReadCOP21(files)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Indicate(context.Background(), f, c, Options{Resamples: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range r.Scores {
		if s.Issues != 13 || s.Against != nil && s.Against.ByProposal != nil {
			t.Errorf("%+v", s)
		}
	}
	if c, err = ReadEmissions(files); err != nil {
		t.Fatal(err)
	}
	if r, err = Indicate(context.Background(), f, c, Options{}); err != nil || r.Issues != 1 || r.Scores[1].Against.Interval != nil {
		t.Error(r, err)
	}
}

// All models over all issues, without the forecast and the bootstrap.
func BenchmarkModels(b *testing.B) {
	d := full(b)
	for b.Loop() {
		for _, m := range models() {
			if _, err := m.run(context.Background(), d.Issues); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkRun(b *testing.B) {
	d := full(b)
	for b.Loop() {
		if _, err := Run(context.Background(), d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBlind(b *testing.B) {
	d := full(b)
	for b.Loop() {
		var out strings.Builder
		if err := Blind(context.Background(), &out, d); err != nil {
			b.Fatal(err)
		}
	}
}
