package positions

import (
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/oracle"
	"parley/internal/spatial/smp"
)

// A scenario holds the actors as the answer has them, and its notes name all that it does not.
func TestScenario(t *testing.T) {
	text := strings.Replace(derived, "limit: {ideal: 60, salience: 0.5}, trade: {ideal: 30}", "limit: {ideal: 60, salience: 0.2 to 0.8}", 1)
	d := oracle.Draws(t, oracle.Must(t, text), 1, 1)
	s, notes, err := Scenario(d.G, d.Central)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(s.Dims, []string{"limit", "trade"}) || s.Name != "Derived" {
		t.Errorf("%+v", s)
	}
	want := []smp.Actor{ // south's 25 and 90 are the most: all are divided by 1.15
		{Name: "north", Capability: 30, Position: []float64{40, 100}, Salience: []float64{1100. / 21 / 1.15, 400. / 21 / 1.15}},
		{Name: "south", Capability: 10, Position: []float64{20, 0}, Salience: []float64{25 / 1.15, 90 / 1.15}},
		{Name: "west", Capability: 20, Position: []float64{60, 50}, Salience: []float64{50 / 1.15, 0}},
	}
	if len(s.Actors) != len(want) {
		t.Fatalf("%d actors: %+v", len(s.Actors), s.Actors)
	}
	for k, w := range want {
		got := s.Actors[k]
		if got.Name != w.Name || got.Capability != w.Capability || !slices.Equal(got.Position, w.Position) {
			t.Errorf("got %+v, want %+v", got, w)
		}
		for j := range w.Salience {
			if math.Abs(got.Salience[j]-w.Salience[j]) > 1e-6 {
				t.Errorf("%s: saliences %v, want %v", w.Name, got.Salience, w.Salience)
			}
		}
	}
	all := strings.Join(notes, "\n")
	for _, says := range []string{
		"options, values, rules", "at their medians", "Issues without a scale are left out: 1 of 3", "capable of: east, pact.", "weight to bear: crowd.",
		"written at 50 with the salience 0: west on trade.", "divided by 1.15",
	} {
		if !strings.Contains(all, says) {
			t.Errorf("the notes do not say %q:\n%s", says, all)
		}
	}
}

// The model on the scenario of one issue is the model in the answer.
func TestScenarioRuns(t *testing.T) {
	d := oracle.Draws(t, oracle.Catalogue(t, "emissions-1994"), 1, 1)
	s, _, err := Scenario(d.G, d.Central)
	if err != nil {
		t.Fatal(err)
	}
	r, err := smp.Run(t.Context(), *s)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Ask(t.Context(), d, Args{Issue: -1})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "KTAB's model", a.Issues[0].Models.SMP.Forecast, mean(r), 0)
}

func TestNoScenario(t *testing.T) {
	for text, says := range map[string]string{
		strings.NewReplacer("{place: 0}", "", "{place: 50}", "", "{place: 100}", "").Replace(plain): "no issue of the case has a scale",
		plain: "the model takes 3 to 250",
	} {
		d := oracle.Draws(t, oracle.Must(t, text), 1, 1)
		if _, _, err := Scenario(d.G, d.Central); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}
