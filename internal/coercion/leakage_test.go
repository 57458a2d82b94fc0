package coercion_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"parley/internal/coercion"
)

// In runs a willing target has acted by the deadline as often as the hazard says, wherever in a step the deadline falls.
func TestHazard(t *testing.T) {
	const runs = 3000
	for deadline, months := range map[string]float64{"2025-01-01": 0, "2025-01-13": 12. / 31, "2025-02-01": 1, "2025-04-16": 3.5, "2025-07-01": 6} {
		for _, h := range []float64{0.5, 0.15} {
			c := worked
			c.deadline, c.more = deadline, ", response: "+text(h)
			x := answer(t, c.text(), runs).Threats[0]
			want := 1 - math.Pow(1-h, months)
			if got, tol := x.Concedes.ByDeadline.P, 4*math.Sqrt(want*(1-want)/runs)+1e-9; math.Abs(got-want) > tol {
				t.Errorf("by %s with %v a month: %v, want %v ± %v", deadline, h, got, want, tol)
			}
			near(t, "in time", &x.Parts.Delay.InTime.Median, want)
			near(t, "months", &x.Parts.Delay.Months, months)
			whole := 1 - math.Pow(1-h, math.Floor(24-months)+months) // the step of the deadline is over with it
			if got := x.Concedes.ByHorizon.P; math.Abs(got-whole) > 4*math.Sqrt(whole*(1-whole)/runs)+0.002 {
				t.Errorf("by %s with %v a month: %v by the horizon, want %v", deadline, h, got, whole)
			}
		}
	}
}

// Asked for another date, the deadline is that; one beyond the horizon moves the horizon.
func TestDate(t *testing.T) {
	early, late := time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	for date, want := range map[time.Time]float64{early: 0.5, late: 1} {
		a, err := put(t, worked.text(), 2000, 1, coercion.Args{By: 0, To: 1, Threat: 0, Date: &date})
		if err != nil {
			t.Fatal(err)
		}
		x := a.Threats[0]
		if math.Abs(x.Concedes.ByDeadline.P-want) > 0.05 || !x.Asked || x.Deadline != date.Format(time.DateOnly) || x.Horizon < x.Deadline {
			t.Errorf("by %s: %v, %+v", x.Deadline, x.Concedes.ByDeadline.P, x)
		}
	}
}

const oil = `parley: 1
case: oil
as-of: 2025-01-01
horizon: 12 months
parties:
  us: {kind: state, foresight: 12 months, patience: 0.9}
  ru: {kind: state, foresight: 18 months, patience: 0.9, aliases: [Moscow]}
  india: {kind: state}
quantities:
  compliance: COMPLIANCE
  rerouting: 0.3 to 0.7
  stake: 15 to 40
  resolve: {is: -2 to 6, private: us}
issues:
  war: {goes-on: ru or us, truce: {by: ru}}
  tariffs: {none: {}, raised: {by: us, back: us}}
values:
  us: {war: {truce: 8}, tariffs: {raised: resolve}}
  ru:
    war: {truce: -6 to 2}
    also: {tariffs == raised: -1 * stake * (100 - income) / 100}
  india: {tariffs: {raised: -6 * compliance}}
tracks:
  income: {today: 100, toward: "if(tariffs == raised, 100 * (1 - compliance * (1 - rerouting)), 100)", in: 3 months, noise: 1}
threats:
  t: {by: us, to: ru, demand: war == truce, instrument: tariffs=raised, deadline: 2025-06-01, conceding: 1 to 3, tight: {compliance: 1, rerouting: 0}}
`

func leaking(compliance string) string { return strings.Replace(oil, "COMPLIANCE", compliance, 1) }

// The more third parties comply, the more likely the target concedes and the dearer it is to them; nothing leaks is the end of that.
func TestCompliance(t *testing.T) {
	last, paid := -1.0, 0.0
	for _, compliance := range []string{"0", "0.2", "0.4", "0.6", "0.8", "1"} {
		x := answer(t, leaking(compliance), 400).Threats[0]
		p := x.Concedes.ByDeadline.P
		if p < last {
			t.Errorf("with compliance %s the chance falls from %v to %v", compliance, last, p)
		}
		last = p
		if cost := x.Costs[0].Points.Median; cost > paid {
			t.Errorf("with compliance %s India pays %v, before %v", compliance, cost, paid)
		} else {
			paid = cost
		}
		if x.Tight.P < p || x.Parts.Leakage.Points.Low < -1e-9 {
			t.Errorf("with compliance %s: %v, nothing leaking %v, leakage %+v", compliance, p, x.Tight.P, x.Parts.Leakage.Points)
		}
		if in := x.Tracks[0]; compliance == "0" && in.Change.High > 1e-9 || compliance != "0" && in.Change.High >= 0 {
			t.Errorf("with compliance %s the income changes by %+v", compliance, in.Change)
		}
	}
	if last < 0.3 {
		t.Errorf("with full compliance only %v", last)
	}
	// Without any leakage there is nothing to lose by it.
	x := answer(t, strings.Replace(leaking("1"), "rerouting: 0.3 to 0.7", "rerouting: 0", 1), 100).Threats[0]
	if l := x.Parts.Leakage; math.Abs(l.Points.Low) > 1e-9 || math.Abs(l.Points.High) > 1e-9 || x.Tight.P != x.Concedes.ByDeadline.P {
		t.Errorf("leakage %+v, %v against %v", l, x.Tight.P, x.Concedes.ByDeadline.P)
	}
}

// The tight quantities may be expressions, and the target's own belief about them gives way.
func TestTight(t *testing.T) {
	text := strings.NewReplacer(
		"  h: 0.3\n", "  leak: 0.5\n  through: 1 - leak\n  h: 0.6 * through\n", "b: {blow", "b: {believes: {leak: 0.25}, blow",
	).Replace(worked.text())
	for tight, want := range map[string]float64{"leak: 0": 0.7, "through: 1": 0.7, "leak: 1": 0.1} {
		x := answer(t, strings.Replace(text, "backing-down: 0", "backing-down: 0, tight: {"+tight+"}", 1), 3).Threats[0]
		near(t, "the bite", &x.Parts.Bite.Median, 0.55) // .6 · .75 + .1, by what it believes
		near(t, "what leaks with "+tight, &x.Parts.Leakage.Points.Median, want-0.55)
	}
}

// Each lever is the value at which, all else at its median, the target concedes: here h at .3 − .1 where the credibility is 1.
func TestLevers(t *testing.T) {
	c := worked
	c.h, c.a = "0.1 to 0.18", "1"
	x := answer(t, c.text(), 50).Threats[0]
	if len(x.Levers) != 1 || x.Levers[0].Quantity != "h" || !x.Levers[0].Above || x.Levers[0].InRange {
		t.Fatalf("levers %+v", x.Levers)
	}
	if got := x.Levers[0].Needed; math.Abs(got-0.2) > 1e-6 {
		t.Errorf("the lever is %v, want .2", got)
	}
	if x := answer(t, worked.text(), 5).Threats[0]; len(x.Levers) != 0 {
		t.Errorf("it would concede, and yet it takes %+v", x.Levers)
	}
}
