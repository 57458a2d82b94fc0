package search_test

import (
	"errors"
	"testing"

	"parley/internal/oracle"
	"parley/internal/search"
)

// Listing undominated states can take minutes: it is given up when it is told to.
func TestFrontierStops(t *testing.T) {
	g := oracle.Must(t, oracle.Random(oracle.Seeded(3), oracle.Kind{NoStatusQuo: true}))
	sp, err := search.NewSpace(g, search.Room{Members: g.Seated}, g.Seated, search.MaxComponent, true)
	if err != nil {
		t.Fatal(err)
	}
	sv := sp.NewSolver()
	sv.Load(oracle.Draws(t, g, 1, 1).Central)
	enough := errors.New("enough")
	sv.Stop = func() error { return enough }
	if _, err := sv.Frontier(search.Unbounded(len(sv.Parties())), nil, nil); !errors.Is(err, enough) {
		t.Error(err)
	}
}
