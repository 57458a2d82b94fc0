package casefile

import (
	_ "embed"
	"slices"
	"testing"
)

// orders is a small case in which only the order of the parties' values is known.
//
//go:embed testdata/order.yaml
var orders string

func TestOrders(t *testing.T) {
	c := mustParse(t, orders)
	north, south := c.Parties[0].Values.Order, c.Parties[1].Values.Order
	if len(north.Priorities) != 2 || north.Priorities[0].Note != "its voters" || north.Priorities[1].Path != "values.north.priorities.2" || len(c.Inputs) != 0 {
		t.Errorf("%+v", north)
	}
	if len(south.Ranking) != 3 || len(south.Ranking[1]) != 2 || south.Ranking[2][0].When == nil {
		t.Fatalf("%+v", south)
	}
	frozen, today, held := south.Ranking[0][0], south.Ranking[1][0], south.Ranking[1][1]
	if frozen.When != nil || !slices.Equal(frozen.Settings, []Setting{{0, 1}, {1, 0}}) || len(today.Settings) != 0 || !slices.Equal(held.Settings, []Setting{{1, 1}}) {
		t.Errorf("%+v %+v %+v", frozen, today, held)
	}
	n := 0
	south.Statements(func(m *Meta) {
		if n++; m.Path != "values.south.ranking" || m.Note != "invented" {
			t.Errorf("%+v", m)
		}
	})
	if n != 1 {
		t.Errorf("a ranking is %d statements", n)
	}
}

func TestWrongOrders(t *testing.T) {
	checkWrongsIn(t, orders, []wrong{
		{"    says: war=truce", "    war: {truce: 3}", "contradiction", "south", "`war` speaks of points", "keep the points"},
		{"    says: war=truce", "    walk-away: 3", "contradiction", "south", "`walk-away` speaks of points", ""},
		{"    says: war=truce", "    also: {war == truce: 1}", "contradiction", "south", "`also` speaks of points", ""},
		{"    says: war=truce", "    priorities: [war == truce]", "contradiction", "south", "not both", "keep one"},
		{"      - frozen", "      - frosen", "condition", "frosen", "unknown name `frosen`", ""},
		{"      - frozen", "      - war=truse", "assignment", "truse", "no option `truse`", "`truce`"},
		{"frozen: war=truce, land=open", "frozen: wra=truce, land=open", "assignment", "wra", "unknown issue `wra`", "`war`"}, // and no item stands twice
		{"      - frozen", "      - war=on-going", "duplicate-name", "today", "already stands in line 19", "delete it"},
		{"      - land == held or war == on-going", "      - war == truce", "duplicate-name", "war == truce", "already stands", ""},
		{"      - land == held or war == on-going", "      - war < 3", "condition", "war < 3", "a priority speaks of the state only", ""},
		{"      - land == held or war == on-going", "      - war=truce", "condition", "=", "", ""},
		{"      - [today, land=held]", "      - []", "empty-value", "[", "the list is empty", ""},
		{"    says: war=truce\n", "    says: war=truce\n    ladder: {base: 2}\n", "bounds", "2", "cannot be 2", ""},
	})
	checkWrongsIn(t, "parley: 1\ncase: Order\nparties: {a: {kind: state}}\nissues: {b: {c: , d: }}\nvalues: {a: {priorities: [b == c]}}\n", []wrong{
		{"case: Order\n", "case: Order\nstatus-quo: none\n", "status-quo", "a", "there is no today", "give points"},
	})
	checkWrongsIn(t, "parley: 1\ncase: Order\nparties: {a: {kind: state}}\nissues: {b: {c: , d: }}\nvalues: {a: {priorities: []}}\n", []wrong{
		{"priorities: []", "priorities: []   ", "empty-value", "[", "the list is empty", "give it a condition"},
		{"priorities: []", "ranking: []", "empty-value", "[", "the list is empty", "give it a condition"},
	})
}
