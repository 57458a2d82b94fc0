package deals_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The recipe of the bargaining range under war, for any war: as many shares have room as lie between p − cA and p + cB, and a war that costs
// either side more never leaves fewer.
func TestDearerWar(t *testing.T) {
	text, err := os.ReadFile("../../docs/recipes/bargaining-range.yaml")
	if err != nil {
		t.Fatal(err)
	}
	recipe := string(text)
	for _, number := range []string{"p:  {is: 0.6,", "ca: {is: 0.1,", "cb: {is: 0.2,"} {
		if !strings.Contains(recipe, number) {
			t.Fatalf("the recipe has no %q", number)
		}
	}
	room := func(t *rapid.T, p, a, b int) int { // in hundredths
		a100 := func(v int) string { return fmt.Sprintf("%.2f,", float64(v)/100) }
		size := answered(t, strings.NewReplacer("p:  {is: 0.6,", "p:  {is: "+a100(p), "ca: {is: 0.1,", "ca: {is: "+a100(a), "cb: {is: 0.2,", "cb: {is: "+a100(b)).Replace(recipe)).Zopa.Size
		return int(math.Round(*size))
	}
	rapid.Check(t, func(t *rapid.T) {
		p, a, b := rapid.IntRange(0, 100).Draw(t, "p"), rapid.IntRange(0, 60).Draw(t, "ca"), rapid.IntRange(0, 60).Draw(t, "cb")
		want := 0
		for share := 0; share <= 100; share += 5 {
			if p-a <= share && share <= p+b && (p-a < share || share < p+b) { // and one of the two gains
				want++
			}
		}
		got := room(t, p, a, b)
		if got != want {
			t.Errorf("p %d, costs %d and %d: room for %d shares, want %d", p, a, b, got, want)
		}
		if dearer := room(t, p, a+rapid.IntRange(0, 30).Draw(t, "more"), b+rapid.IntRange(0, 30).Draw(t, "more")); dearer < got {
			t.Errorf("p %d, costs %d and %d: room for %d shares, and for %d where war costs more", p, a, b, got, dearer)
		}
	})
}
