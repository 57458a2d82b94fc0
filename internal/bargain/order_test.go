package bargain

import (
	"strings"
	"testing"

	"parley/internal/clock"
	"parley/internal/oracle"
)

// What a table takes is decided by gains, which an order does not give.
func TestOrderOnly(t *testing.T) {
	g := oracle.Must(t, "parley: 1\ncase: Order\nparties: {a: {kind: state}, b: {kind: state}}\nissues: {x: {no: , yes: a and b}}\n"+
		"values: {a: {priorities: [x == yes]}, b: {x: {yes: 1}}}\n")
	if _, err := NewBook(t.Context(), &clock.World{G: g}, oracle.Draws(t, g, 5, 1), Options{}); err == nil || !strings.Contains(err.Error(), "of what a want only the order is known") {
		t.Error(err)
	}
}
