package sensitivity

import (
	"math"
	"testing"
)

// Figures of answers without dice, as they were before dice were allowed for: with 1,000 draws of the shore.
func TestFiguresStay(t *testing.T) {
	type figures struct{ first, total, low, high float64 }
	for _, tt := range []struct {
		text, of    string
		evaluated   int64
		cost, aid   figures
		learn, even float64 // of the cost; 0: there is none
	}{
		{shore, "", 25000, figures{0.1895174462148712, 0.5608397365029347, 0.681, 0.076}, figures{0.47964804651286563, 0.8119870662385527, 0, 0.874}, 0.0705, 1.8724609375},
		{
			shore, "gain:split:a", 10000,
			figures{0.33976328551388413, 0.3567550222930045, 0.701342206490441, -1.6986577935095601},
			figures{0.6492353364111825, 0.6492353364111825, -2.1264956278997524, 1.07350437210025},
			0, 0,
		},
		{correlated(0.5), "", 25800, figures{0.9945843725878696, 1, 0.405, 0.18}, figures{0.9945843725878696, 1, 0, 0.699}, 0, 0},
	} {
		a := answerTo(t, draws(t, tt.text, 1000, 2), tt.of)
		if a.Evaluated != tt.evaluated || a.Dice != nil || a.Outcomes != nil {
			t.Errorf("%q: %d evaluations, %+v", tt.of, a.Evaluated, a)
		}
		for path, want := range map[string]figures{"quantities.cost": tt.cost, "quantities.aid": tt.aid} {
			in := a.input(path)
			for k, got := range []float64{*in.First - want.first, *in.Total - want.total, *in.Low - want.low, *in.High - want.high} {
				if math.Abs(got) > 1e-12 {
					t.Errorf("%q, %s: figure %d is off by %g", tt.of, path, k, got)
				}
			}
		}
		if cost := a.input("quantities.cost"); tt.even > 0 && (math.Abs(*cost.Even-tt.even) > 1e-9 || math.Abs(*cost.Learning-tt.learn) > 1e-12) {
			t.Errorf("%q: even %v, learning %v", tt.of, *cost.Even, *cost.Learning)
		}
	}
}
