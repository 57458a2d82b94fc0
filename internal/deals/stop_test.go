package deals_test

import (
	"context"
	"errors"
	"testing"

	"parley/internal/deals"
	"parley/internal/oracle"
)

// Listing undominated deals can take minutes: an interruption is heeded there too.
func TestListingStops(t *testing.T) {
	g := oracle.Must(t, oracle.Random(oracle.Seeded(3), oracle.Kind{NoStatusQuo: true}))
	ctx, stop := context.WithCancel(context.Background())
	stop()
	a, err := deals.Ask(ctx, oracle.Draws(t, g, 2, 1), deals.Args{Table: 0})
	if a != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", a, err)
	}
}
