package strategy

import (
	"testing"

	"pgregory.net/rapid"
)

// worth follows every path of the front one by one.
func worth(f MovingFront, k, t int) (a, b float64) {
	switch {
	case k == 0:
		return 0, 1
	case k == f.Places:
		return 1, 0
	case t == f.Months:
		share := float64(k) / float64(f.Places)
		return share, 1 - share
	}
	for step, chance := range map[int]float64{1: f.Advance, -1: f.Retreat, 0: 1 - f.Advance - f.Retreat} {
		nextA, nextB := worth(f, k+step, t+1)
		a += f.Patience * chance * nextA
		b += f.Patience * chance * nextB
	}
	return a - f.CostA - float64(t)*f.RampA, b - f.CostB - float64(t)*f.RampB
}

func TestFrontRangesPathByPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := MovingFront{
			Places: rapid.IntRange(1, 6).Draw(t, "N"), Months: rapid.IntRange(0, 6).Draw(t, "T"),
			Advance: draw(t, "u", 0, 0.5), Retreat: draw(t, "w", 0, 0.5),
			CostA: draw(t, "cA", 0, 0.1), CostB: draw(t, "cB", 0, 0.1), RampA: draw(t, "ramp", 0, 0.1), RampB: draw(t, "ramp", 0, 0.1),
			Patience: draw(t, "δ", 0, 1),
		}
		got := must(FrontRanges(f))
		for m := range got {
			for k, r := range got[m] {
				a, b := worth(f, k, m)
				approx(t, "lo", r.Lo, a, 1e-9)
				approx(t, "hi", r.Hi, 1-b, 1e-9)
			}
		}
		dear := f
		dear.CostA, dear.CostB = f.CostA+0.05, f.CostB+0.05
		for m, month := range must(FrontRanges(dear)) {
			for k, r := range month {
				if r.Lo > got[m][k].Lo+1e-12 || r.Hi < got[m][k].Hi-1e-12 {
					t.Errorf("war costs more and the range narrows from %v to %v", got[m][k], r)
				}
			}
		}
	})
}

// A front that moves every month with the same chances and has time enough is the walk of Prospects.
func TestLongFrontIsAWalk(t *testing.T) {
	ranges := must(FrontRanges(MovingFront{Places: 8, Months: 1200, Advance: 0.55, Retreat: 0.45, CostA: 0.01, CostB: 0.02, Patience: 1}))
	for k, want := range must(Prospects(Campaign{8, 0.55, 0.01, 0.02, 1})).Range {
		approx(t, "lo", ranges[0][k].Lo, want.Lo, 1e-9)
		approx(t, "hi", ranges[0][k].Hi, want.Hi, 1e-9)
	}
}
