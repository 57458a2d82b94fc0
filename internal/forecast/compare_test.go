package forecast

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Agresti, Categorical Data Analysis, on a prime minister's approval in two surveys of the same 1,600: 86 came to approve and 150 ceased to, a
// difference of −0.04 with the 95 % interval (−0.06, −0.02). At 90 % the interval is narrower by 1.645 to 1.96.
func TestPaired(t *testing.T) {
	got := paired(86, 150, 1600)
	mid, half := (got[0]+got[1])/2, (got[1]-got[0])/2
	if math.Abs(mid+0.04) > 5e-4 || math.Abs(half-0.0187*1.645/1.96) > 5e-4 {
		t.Errorf("%v", got)
	}
	if none := paired(0, 0, 1000); none[0] >= 0 || none[1] <= 0 || none[1] > 0.002 {
		t.Errorf("without a change: %v", none)
	}
}

func TestPairedHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 3000).Draw(t, "n")
		up := rapid.IntRange(0, n).Draw(t, "up")
		down := rapid.IntRange(0, n-up).Draw(t, "down")
		d, i, back := float64(up-down)/float64(n), paired(up, down, n), paired(down, up, n)
		if !(i[0] <= d && d <= i[1] && i[0] >= -1 && i[1] <= 1) || math.Abs(i[0]+back[1]) > 1e-12 {
			t.Fatalf("%v in %v, the other way %v", d, i, back)
		}
	})
}

// Pairs count every run once before and once after.
func TestPairs(t *testing.T) {
	p := newPairs(2)
	for _, x := range [][2]int{{0, 0}, {0, 1}, {1, 1}, {2, 0}, {0, 1}} {
		p.add(x[0], x[1])
	}
	c := p.comparison("x", []string{"a", "b", somethingElse})
	if c.Runs != 5 || c.Moved != 0.6 || c.Largest != "b" || c.difference("b").Difference != 0.4 || c.difference(somethingElse).After != 0 {
		t.Errorf("%+v", c)
	}
	if newPairs(1).comparison("x", []string{"a"}) != nil {
		t.Error("no runs compare as something")
	}
}
