package stability

import (
	"slices"
	"strings"
	"testing"

	"parley/internal/ask"
	"parley/internal/oracle"
)

// What is certain has shares of none or all, under every concept.
func TestSharesOfWhatIsCertain(t *testing.T) {
	g := oracle.Must(t, truceCase)
	a, err := Ask(t.Context(), oracle.Draws(t, g, 30, 2), Args{Deals: ask.Deals(g)})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range a.States {
		if s.Given && len(s.Shares) != len(all()) {
			t.Fatalf("%s: shares of %d concepts: %v", s.ID, len(s.Shares), s.Shares)
		}
		for k, p := range s.Shares {
			if want := slices.Contains(a.Equilibria[k], s.ID); p != 0 && p != 1 || (p == 1) != want {
				t.Errorf("%s, %s: share %v, at the medians %v", s.ID, k, p, want)
			}
		}
	}
}

// A share is the part of draws in each of which a model made afresh has the equilibrium.
func TestSharesByDraw(t *testing.T) {
	text := strings.Replace(truceCase, "fire-b: {hold: -1}", "fire-b: {hold: -2 to 3}", 1)
	text = strings.Replace(text, "fire-a: {hold: 3}", "fire-a: {hold: -1 to 3}", 1)
	if text == truceCase {
		t.Fatal("nothing was made uncertain")
	}
	g := oracle.Must(t, text)
	d := oracle.Draws(t, g, 60, 2)
	a, err := Ask(t.Context(), d, Args{Deals: ask.Deals(g)})
	if err != nil {
		t.Fatal(err)
	}
	count, inputs := map[string]map[string]int{}, make([]float64, len(g.Case.Inputs))
	for run := range d.Runs {
		n := g.NewNumbers()
		d.Inputs(run, inputs)
		if err := d.Fill(n, inputs); err != nil {
			t.Fatal(err)
		}
		q := &question{d: d, g: g, n: n}
		_, q.from = q.given(Args{Deals: ask.Deals(g)})
		if q.m, err = newModel(g, n, q.from); err != nil {
			t.Fatal(err)
		}
		q.analysis = q.m.conflict.Analyse(1)
		q.beyond(&Answer{})
		for k := range a.States {
			if s := &a.States[k]; s.Given {
				for _, c := range all() {
					if count[s.ID] == nil {
						count[s.ID] = map[string]int{}
					}
					if q.equilibrium(c, k) {
						count[s.ID][c.String()]++
					}
				}
			}
		}
	}
	between := 0
	for _, s := range a.States {
		for k, p := range s.Shares {
			if want := float64(count[s.ID][k]) / 60; p != want {
				t.Errorf("%s, %s: %v, one by one %v", s.ID, k, p, want)
			}
			if p > 0 && p < 1 {
				between++
			}
		}
	}
	if between < 5 {
		t.Errorf("only %d shares tell anything", between)
	}
}

// Moves that SIM combines in a state are at most what the bound says, whatever the payoffs.
func TestCombinedBounds(t *testing.T) {
	g := oracle.Must(t, truceCase)
	q := &question{g: g, n: oracle.Draws(t, g, 1, 1).Central}
	_, q.from = q.given(Args{})
	var err error
	if q.m, err = newModel(g, q.n, q.from); err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for s := range q.m.conflict.states {
		sum += q.m.conflict.combined(s)
	}
	if least := q.m.conflict.Combinations(); sum < least || sum != 4*4 { // two parties with a move each in four states
		t.Errorf("%v, with these payoffs %v", sum, least)
	}
}
