package export

import (
	"testing"

	"parley/internal/exchange"
	"parley/internal/exchange/ktab"
	"parley/internal/oracle"
)

// A case with a scale comes back from KTAB's CSV with all where they stood.
func TestScenario(t *testing.T) {
	g := oracle.Catalogue(t, "emissions-1994")
	files, notes, err := writeScenario(g, oracle.Draws(t, g, 1, 1).Central)
	if err != nil || len(files) != 1 || len(notes) == 0 {
		t.Fatalf("%d files, notes %q, %v", len(files), notes, err)
	}
	d, list := ktab.Read(files)
	if d == nil || len(list) > 0 || len(d.Profiles) != len(g.Case.Parties) {
		t.Fatalf("%v %+v", list, d)
	}
	for p, x := range d.Profiles {
		at := g.Case.Parties[p].Positions[0]
		want := exchange.Stand{Ideal: at.Ideal.Dist.Median(), Salience: at.Salience.Dist.Median()}
		if x.Stands[0] != want || *x.Capability != g.Case.Parties[p].Capability.Dist.Median() {
			t.Errorf("%s came back at %+v with %v, want %+v", x.Name, x.Stands[0], *x.Capability, want)
		}
	}
}
