package deu

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/spatial"
)

// decided draws issues of several proposals, all with outcomes.
func decided() *rapid.Generator[[]Issue] {
	return rapid.Custom(func(t *rapid.T) []Issue {
		var out []Issue
		for k := range 24 {
			is := Issue{
				Issue:     spatial.Issue{Name: fmt.Sprintf("issue %d", k), Lo: 0, Hi: 100, Outcome: new(float64)},
				Proposal:  fmt.Sprintf("proposal %d", k%8),
				Codecided: k%2 == 0,
			}
			*is.Outcome = float64(rapid.IntRange(0, 20).Draw(t, "outcome")) * 5
			for a, name := range []string{commission, parliament, "de", "lu"} {
				is.Actors = append(is.Actors, spatial.Actor{Name: name, Capability: float64(10 - 2*a), Salience: 0.25 * float64(1+(a+k)%4), Position: float64(rapid.IntRange(0, 10).Draw(t, "position")) * 10})
			}
			out = append(out, is)
		}
		return out
	})
}

func distributions() *rapid.Generator[*spatial.Distribution] {
	return rapid.Custom(func(t *rapid.T) *spatial.Distribution {
		all := map[float64]float64{}
		n := rapid.IntRange(1, 6).Draw(t, "places")
		for range n {
			all[float64(rapid.IntRange(0, 20).Draw(t, "place"))*5] += 1 / float64(n)
		}
		return ordered(all)
	})
}

// The quadratic is the CRPS of the pool, at any share, and no share has a lower one than the least.
func TestCompareIsTheCRPSOfThePool(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := distributions().Draw(t, "a"), distributions().Draw(t, "b")
		y := float64(rapid.IntRange(0, 40).Draw(t, "y")) * 2.5
		q := compare(a, b, y)
		best := q.at(q.least())
		for w := 0.0; w <= 1; w += 0.125 {
			if got, want := q.at(w), pool(a, b, w).CRPS(y); math.Abs(got-want) > 1e-9 || got < best-1e-9 {
				t.Fatalf("at %v: %v, CRPS of the pool %v, least %v", w, got, want, best)
			}
		}
	})
}

// What the fitted share brings is no worse than any other share, by the definition: every issue forecast from other proposals.
func TestFitIsLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		issues := decided().Draw(t, "issues")
		r := Recipe{Name: "drawn", Readings: readings(1, 3), Elected: rapid.Bool().Draw(t, "elected"), Scaled: rapid.Bool().Draw(t, "scaled"), Mirrored: rapid.Bool().Draw(t, "mirrored")}
		f, err := Fit(r, issues)
		if err != nil {
			t.Fatal(err)
		}
		score := func(w float64) float64 {
			sum := 0.0
			g := *f
			g.Share = w
			for k := range issues {
				d, err := g.Forecast(&issues[k])
				if err != nil {
					t.Fatal(err)
				}
				sum += d.CRPS(*issues[k].Outcome)
			}
			return sum
		}
		best := score(f.Share)
		for w := 0.0; w <= 1; w += 0.25 {
			if score(w) < best-1e-6 {
				t.Fatalf("share %v is better than the fitted %v", w, f.Share)
			}
		}
	})
}

// A forecast of a decided issue does not change with the outcomes of its proposal: neither the fit nor the choice has seen them.
func TestValidationDoesNotPeek(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		issues := decided().Draw(t, "issues")
		before, err := validate(context.Background(), Recipes(), issues)
		if err != nil {
			t.Fatal(err)
		}
		changed := slices.Clone(issues)
		const proposal = "proposal 3"
		for k := range changed {
			if changed[k].Proposal == proposal {
				y := 100 - *changed[k].Outcome
				changed[k].Outcome = &y
			}
		}
		after, err := validate(context.Background(), Recipes(), changed)
		if err != nil {
			t.Fatal(err)
		}
		for k := range issues {
			if issues[k].Proposal == proposal && (!alike(before.chosen[k], after.chosen[k]) || !alike(before.by[5][k], after.by[5][k])) {
				t.Fatalf("the forecast of %s changes with its own proposal", issues[k].Name)
			}
		}
	})
}

func alike(a, b *spatial.Distribution) bool {
	return slices.Equal(a.Places, b.Places) && slices.Equal(a.Shares, b.Shares)
}

// A forecast is a distribution on the scale, and does not look at the outcome of its issue.
func TestForecastIsADistribution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		issues := decided().Draw(t, "issues")
		for _, r := range Recipes() {
			f, err := Fit(r, issues[:22])
			if err != nil {
				t.Fatal(err)
			}
			is := issues[23]
			is.Proposal = "new"
			d, err := f.Forecast(&is)
			if err != nil {
				t.Fatal(err)
			}
			sum := 0.0
			for k, x := range d.Places {
				sum += d.Shares[k]
				if !(x >= 0 && x <= 100) || !(d.Shares[k] > 0) || k > 0 && x <= d.Places[k-1] {
					t.Fatalf("%s: place %d is %v with %v", r.Name, k, x, d.Shares[k])
				}
			}
			is.Outcome = nil
			open, err := f.Forecast(&is)
			if err != nil || math.Abs(sum-1) > 1e-9 || !alike(d, open) {
				t.Fatalf("%s: sums to %v; without the outcome %v", r.Name, sum, err)
			}
		}
	})
}

// With mirrored errors the forecast of a mirrored issue is the mirrored forecast: which end is called 0 says nothing.
func TestForecastMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		issues := decided().Draw(t, "issues")
		f, err := Fit(Recipe{Name: "drawn", Readings: readings(1, 3), Elected: true, Scaled: true, Mirrored: true}, issues)
		if err != nil {
			t.Fatal(err)
		}
		is := issues[0]
		d, err := f.Forecast(&is)
		if err != nil {
			t.Fatal(err)
		}
		is.Actors = slices.Clone(is.Actors)
		for k := range is.Actors {
			is.Actors[k].Position = 100 - is.Actors[k].Position
		}
		m, err := f.Forecast(&is)
		if err != nil {
			t.Fatal(err)
		}
		for _, y := range []float64{0, 17, 50, 83, 100} {
			if a, b := d.CRPS(y), m.CRPS(100-y); math.Abs(a-b) > 1e-6 {
				t.Fatalf("CRPS at %v %v, mirrored %v", y, a, b)
			}
		}
	})
}

func TestFitErrors(t *testing.T) {
	issues := decided().Example(1)
	bad := 2.0
	for want, run := range map[string]func() error{
		"19 issues of 8 proposals": func() error { _, err := Fit(Recipes()[0], issues[:19]); return err },
		"0 readings":               func() error { _, err := Fit(Recipe{Name: "x"}, issues); return err },
		"0 times":                  func() error { _, err := Fit(Recipe{Readings: []Reading{{}}}, issues); return err },
		"the share 2":              func() error { _, err := Fit(Recipe{Readings: readings(1), Fixed: &bad}, issues); return err },
		"no recipe":                func() error { _, _, err := Choose(context.Background(), nil, issues); return err },
		"resamples":                func() error { _, err := Run(context.Background(), &Data{issues}, Options{Resamples: -1}); return err },
		"scale 0 to 0":             func() error { f, _ := Fit(Recipes()[0], issues); _, err := f.Forecast(&Issue{}); return err },
	} {
		if err := run(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Run(ctx, &Data{decided().Example(1)}, Options{}); err == nil {
		t.Error("a report is made after an interruption")
	}
}

// The same data and seed give the same bytes, and the keys are the house's.
func TestRunRepeats(t *testing.T) {
	issues := decided().Example(2)
	var texts []string
	for range 2 {
		r, err := Run(context.Background(), &Data{issues}, Options{Seed: 7, Resamples: 50})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	if texts[0] != texts[1] {
		t.Error("two runs differ")
	}
	for _, key := range []string{`"median-error"`, `"within-10"`, `"against-compromise"`, `"crps-against-yardstick"`, `"by-proposal"`} {
		if !strings.Contains(texts[0], key) {
			t.Errorf("no key %s", key)
		}
	}
}

// The bootstrap of one difference for all issues is that difference.
func TestBootstrapOfAConstant(t *testing.T) {
	issues := decided().Example(3)
	r := newResamples(issues, Options{Resamples: 200})
	a, b := make([]float64, len(issues)), make([]float64, len(issues))
	for k := range a {
		a[k], b[k] = float64(k), float64(k)+2.5
	}
	a[3], b[7] = math.NaN(), math.NaN()
	d := r.difference(a, b)
	for _, x := range []float64{d.Mean, d.Interval[0], d.Interval[1], d.ByProposal[0], d.ByProposal[1]} {
		if math.Abs(x+2.5) > 1e-12 {
			t.Errorf("%+v", d)
		}
	}
	// A half of the issues differs by 1: the standard error of the mean is ½/√24, so the interval ±1.96 of that.
	for k := range a {
		a[k], b[k] = float64(k%2), 0
	}
	d = newResamples(issues, Options{Resamples: 5000}).difference(a, b)
	if want := 2 * 1.96 * 0.5 / math.Sqrt(24); math.Abs(d.Interval[1]-d.Interval[0]-want) > 0.05 {
		t.Errorf("%v wide, want %v", d.Interval[1]-d.Interval[0], want)
	}
}
