package durability_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/durability"
)

// tranches is a staged exchange by hand. Months are weighed alike over a foresight of 12, a breach is answered within the month. A gives its
// part in the first step and gets its own in the second, six months on.
const tranches = `parley: 1
case: tranches
as-of: 2025-01-01
detection-lag: 0
parties:
  a: {kind: state, foresight: 12 months, initiative: 1}
  b: {kind: state, foresight: 12 months, initiative: 1}
issues:
  arms: {kept: a, given: {by: a and b, back: a}}
  money: {kept: b, paid: {by: a and b, back: BACK}}
values:
  a: {arms: {given: ARMS}, money: {paid: 6}}
  b: {arms: {given: 4}, money: {paid: MONEY}}
deals:
  all: arms=given, money=paid
plans:
  steps:
    - {deal: arms=given}
    - {deal: all, on: 2025-07-01}
`

func staged2(arms, money float64, back string) string {
	return strings.NewReplacer("ARMS", fmt.Sprint(arms), "MONEY", fmt.Sprint(money), "BACK", back).Replace(tranches)
}

func take(t *testing.T, s *durability.Step, party string) *durability.Take {
	t.Helper()
	for k := range s.Takes {
		if s.Takes[k].Party == party {
			return &s.Takes[k]
		}
	}
	t.Fatalf("%s is not asked", party)
	return nil
}

// Two steps by hand: a gives 2 a day for 12 months and gets 6 a day in the last 6 of them: −2 + 6·6/12 = +1. Alone the first step is worth −2 if
// kept, 0 if broken at once, so that alone it would never be signed. B has 4 − 1·6/12 = 3.5 by all of it and 4 by the first alone. When the second
// comes, b compares 4 − 1 with 4 and stops there; that a would then leave is not b's own plan.
func TestTwoStepsByHand(t *testing.T) {
	a := holdPlan(t, staged2(-2, -1, "b"), 4)
	one := &a.Steps[0]
	x, y := take(t, one, "a"), take(t, one, "b")
	if !near(x.Alone.Median, 0) || !near(x.Complete.Median, -2+6.*6/12) || !near(y.Alone.Median, 4) || !near(y.Complete.Median, 4-1.*6/12) {
		t.Errorf("a %+v, b %+v", x, y)
	}
	// B is seen to stop before the second step; a, who knows, does not take the first.
	if len(a.Foreseen) != 1 || a.Foreseen[0] != (durability.Foreseen{Step: 2, Party: "b", Share: 1}) || a.Signed.P != 0 || !near(x.Whole.Median, 0) {
		t.Errorf("foreseen %+v, signed %v, a makes of it %v", a.Foreseen, a.Signed.P, x.Whole.Median)
	}
	// Made to sign the first, the plan stops there all the same: a takes its arms back at once.
	if a.Halt == nil || a.Halt.Step != 2 || a.Halt.By != "a" || a.Halt.How != "at-once" || a.Halt.Share != 1 {
		t.Errorf("%+v", a.Halt)
	}
	// Where paying is worth something to b as well, it goes on: the first step, which does not pay a by itself, is signed for the second.
	a = holdPlan(t, staged2(-2, 1, "b"), 4)
	x = take(t, &a.Steps[0], "a")
	if a.Signed.P != 1 || a.Steps[1].Done.P != 1 || !near(x.Alone.Median, 0) || !near(x.Whole.Median, 1) || len(a.Foreseen) != 0 {
		t.Errorf("signed %v, done %v, %+v, foreseen %+v", a.Signed.P, a.Steps[1].Done.P, x, a.Foreseen)
	}
	if at(t, a, 3) != 1 {
		t.Errorf("a leaves before its turn comes: %+v", a.Breaks)
	}
	// At the second step a has −2 + 6 against 0, since unpaid it would take its arms back, which is answered at once; b has 1 more.
	if x, y := take(t, &a.Steps[1], "a"), take(t, &a.Steps[1], "b"); !near(x.Whole.Median, 4) || !near(y.Whole.Median, 1) {
		t.Errorf("second step: a %+v, b %+v", x, y)
	}
}

// A first step that gives one side all it is to have is where the plan stops: the other side's turn does not come.
func TestFrontLoaded(t *testing.T) {
	// b gets the arms for good (a cannot take them back), and then pays for nothing.
	text := strings.Replace(staged2(-2, -1, "b"), "back: a}", "irreversible: true}", 1)
	a := holdPlan(t, text, 4)
	if a.Signed.P != 0 || a.Basis != durability.EveryDraw || a.Halt.Step != 2 || a.Halt.By != "b" || a.Halt.How != string(durability.AtOnce) || a.Halt.Share != 1 {
		t.Errorf("signed %v, %+v", a.Signed.P, a.Halt)
	}
	if x := take(t, &a.Steps[1], "b"); !near(x.Whole.Median, 0) || !near(x.Alone.Median, 0) || x.Pays != 0 {
		t.Errorf("%+v", x)
	}
	// The other way round a is paid first, and could keep both: it stops before giving.
	if len(a.Order) != 1 || a.Order[0].Why != "" || a.Order[0].Signed == nil {
		t.Fatalf("%+v", a.Order)
	}
	if e := a.Steps[0].Ends; len(e) != 0 {
		t.Errorf("%+v", e)
	}
}

// The order in which two steps come decides: paid first, a party that keeps what it is paid for goes on; the other way round nothing is signed.
func TestOrderDecides(t *testing.T) {
	// B gains by paying (it is paid in standing) but cannot have the arms back once given; a gives only after it has been paid for half a year.
	a := holdPlan(t, staged2(-2, -1, "b"), 4)
	s := a.Order[0]
	if s.First != "arms=given" || s.Second != "money=paid" || s.Wait != nil || s.Signed.With != 0 {
		t.Errorf("%+v", s)
	}
	// A step that waits for a condition keeps the wait that is expected of it: four months, from the step after the one signed in.
	text := strings.Replace(staged2(-2, 1, "b"), "on: 2025-07-01", "when: months(arms == given) >= 3", 1)
	if s := holdPlan(t, text, 4).Order[0]; s.Wait == nil || *s.Wait != 4 || s.Signed.With != 1 || s.Complete[0].With != 1 {
		t.Errorf("%+v", s)
	}
}

// A plan of one step is the deal: every figure of the answer but its name is the same.
func TestOneStepIsTheDeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]string{"a: {war: {pauses: 4}, land: {settled: 2}}", "a: {war: {pauses: -1}, land: {settled: 3}}"}).Draw(t, "values")
		text := strings.Replace(strings.Replace(staged, "LAND", fmt.Sprint(rapid.IntRange(-3, 4).Draw(t, "land")), 1), "a: {war: {pauses: 4}, land: {settled: 2}}", c, 1)
		text = strings.Replace(text, "chance: 0.1", fmt.Sprintf("chance: 0.%d", rapid.IntRange(0, 5).Draw(t, "chance")), 1)
		text = strings.Replace(text, "deals:\n", "deals:\n  both: war=pauses, land=settled\n", 1)
		i := strings.Index(text, "plans:")
		deal := hold(t, text, "both", 40, 1)
		plan := holdPlan(t, text[:i]+"plans: {steps: [{deal: both}]}\n", 40)
		if !plan.Plan || len(plan.Steps) != 1 || len(plan.Order) != 0 || len(plan.Foreseen) != 0 {
			t.Fatalf("%+v", plan)
		}
		done := of(plan)
		if e := plan.Steps[0].Ends; plan.Basis == durability.GivenSigned && len(e) != 0 || len(done) != 3 {
			t.Fatalf("ends %+v", e)
		}
		for k := range plan.Clauses {
			plan.Clauses[k].Complete = nil
		}
		plan.Case, plan.Name, plan.Label, plan.Plan, plan.Steps, plan.Halt, plan.Ripeness = deal.Case, deal.Name, deal.Label, false, nil, nil, deal.Ripeness
		plan.Short = deal.Short
		want, _ := json.Marshal(deal)
		got, _ := json.Marshal(plan)
		if string(got) != string(want) {
			t.Fatalf("%s\n%s", got, want)
		}
	})
}

// Of the paths of a plan each ends before some step or goes through: the shares with one reason each sum to one.
func TestEndsSum(t *testing.T) {
	a := holdPlan(t, strings.Replace(staged, "LAND", "1", 1), 500)
	sum := a.Steps[1].Done.P
	for k := range a.Steps {
		for _, e := range a.Steps[k].Ends {
			sum += e.Share
		}
	}
	if math.Abs(sum-1) > 1e-9 || a.Halt == nil || a.Halt.Step != 2 || a.Halt.By != "event shot" {
		t.Errorf("they sum to %v; %+v", sum, a.Halt)
	}
}
