package forecast

import (
	"strings"
	"testing"

	"parley/internal/golden"
)

// far is scale with b at the far end: weights 20, 10, 10 at 0, 100, 10.
var far = strings.Replace(scale, "ideal: 90,", "ideal: 100,", 1)

// By hand: the mean is (0 + 1000 + 100)/40 = 27.5, nearest to the half; half of the weight stands at 0. Without a scale most are for the oath.
func TestWeightedByHand(t *testing.T) {
	a := answerTo(t, far, 20, 1, Args{})
	for _, x := range []struct {
		name     string
		got      *Weighted
		place    float64
		option   string
		scenario string
	}{{"mean", a.Baselines.Mean, 27.5, "half", "middle"}, {"median", a.Baselines.Median, 0, "zero", "low"}} {
		if x.got == nil || len(x.got.Issues) != 1 || x.got.Issues[0] != (IssuePlace{"duty", x.place, x.option}) ||
			x.got.Deal["duty"] != x.option || x.got.Deal["oath"] != "sworn" || *x.got.Scenario != x.scenario {
			t.Errorf("%s: %+v", x.name, x.got)
		}
	}
	if p := a.Baselines.Plurality; p.Deal["duty"] != "half" || p.Deal["oath"] != "sworn" || *p.Scenario != "middle" || p.Issues[0].Share != 1 {
		t.Errorf("%+v", p)
	}
	g := drawsOf(t, far, 1, 1).G
	golden.Fits(t, "far", a.Page(g), "By the weighted mean of where parties", "weighted median: oath=sworn, which is low")
	same := "By the weighted mean, and by the weighted median, of where parties stand on duty (other issues: what most are for): oath=sworn, which is low."
	both := answerTo(t, strings.Replace(scale, "salience: 0.5}}}\n  b", "salience: 1}}}\n  b", 1), 20, 1, Args{})
	if got := both.weightedTexts(g); len(got) != 1 || got[0] != same {
		t.Errorf("%q", got)
	}
}

// They are silent where no issue has a scale and where nobody brings weight to bear, and say so where the rules forbid what they come to.
func TestWeightedWhere(t *testing.T) {
	for _, text := range []string{swap(t, single, "MARGIN", ""), strings.ReplaceAll(scale, "salience: 0.5", "salience: 0")} {
		if a := answerTo(t, text, 20, 1, Args{}); a.Baselines.Mean != nil || a.Baselines.Median != nil || a.weightedTexts(drawsOf(t, text, 1, 1).G) != nil {
			t.Errorf("%+v", a.Baselines)
		}
	}
	text := strings.Replace(far, "values:", "rules:\n  - {never: duty == half and oath == sworn}\nvalues:", 1)
	a := answerTo(t, text, 20, 1, Args{})
	if m := a.Baselines.Mean; m.Deal != nil || m.Scenario != nil || !strings.Contains(m.Why, "forbid") || a.Baselines.Median.Deal == nil {
		t.Errorf("%+v", m)
	}
	if said := strings.Join(a.weightedTexts(drawsOf(t, text, 1, 1).G), " "); !strings.Contains(said, "forbid") {
		t.Error(said)
	}
}
