package durability_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/ask"
	"parley/internal/durability"
	"parley/internal/game"
	"parley/internal/golden"
	"parley/internal/oracle"
)

// hold asks of a deal as it is typed.
func hold(t rapid.TB, text, deal string, runs, jobs int) *durability.Answer {
	t.Helper()
	g := oracle.Must(t, text)
	return holdIn(t, g, deal, runs, jobs, nil)
}

func holdIn(t rapid.TB, g *game.Game, deal string, runs, jobs int, off []int) *durability.Answer {
	t.Helper()
	y, err := ask.FindDeal(g, deal)
	if err != nil {
		t.Fatal(err)
	}
	a, err := durability.Ask(context.Background(), oracle.Draws(t, g, runs, jobs), durability.Args{Deal: &y, Table: -1, Without: off})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// of are the figures that an answer rests on.
func of(a *durability.Answer) []durability.Survival {
	if a.Basis == durability.EveryDraw {
		return a.Forced
	}
	return a.Survival
}

func at(t rapid.TB, a *durability.Answer, months float64) float64 {
	t.Helper()
	for _, s := range of(a) {
		if s.Months == months {
			return s.P
		}
	}
	t.Fatalf("no survival at %v months", months)
	return 0
}

func party(t rapid.TB, a *durability.Answer, name string) *durability.Party {
	t.Helper()
	for k := range a.Parties {
		if a.Parties[k].Party == name {
			return &a.Parties[k]
		}
	}
	t.Fatalf("%s signs nothing", name)
	return nil
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6 }

// dilemma is the prisoner's dilemma T = 5, R = 3, P = 1, S = 0, each value less P since today is 0.
const dilemma = `parley: 1
case: dilemma
as-of: 2025-01-01
detection-lag: LAG months
parties:
  a: {kind: state, foresight: 20 years, patience: PATIENCE, turnover: TURNOVER, unbound: 1, initiative: 1}
  b: {kind: state, foresight: 20 years, patience: PATIENCE, initiative: 1}
issues:
  a-acts: {cheats: {}, keeps: {by: a}}
  b-acts: {cheats: {}, keeps: {by: b}}
values:
  a: {also: {a-acts == cheats and b-acts == keeps: 4, a-acts == keeps and b-acts == keeps: 2, a-acts == keeps and b-acts == cheats: -1}}
  b: {also: {b-acts == cheats and a-acts == keeps: 4, a-acts == keeps and b-acts == keeps: 2, b-acts == keeps and a-acts == cheats: -1}}
deals:
  peace: a-acts=keeps, b-acts=keeps
`

// yearly is a chance or weight of a month as one of a year.
func yearly(month float64) float64 { return math.Pow(month, 12) }

func dilemmaCase(lag, patience, turnover float64) string {
	return replaced(dilemma, "LAG", lag, "PATIENCE", yearly(patience), "TURNOVER", 1-yearly(1-turnover))
}

// The test vectors of strategy.md (d): T5 R3 P1 gives δ* .5, with a lag of 3 months .793701, with turnover .1 a month .555556.
func TestStationaryVectors(t *testing.T) {
	for _, c := range []struct{ lag, turnover, delta, with float64 }{
		{1, 0, .5, .5}, {3, 0, .793701, .793701}, {1, .1, .5, .555556},
	} {
		a := hold(t, dilemmaCase(c.lag, .9, c.turnover), "peace", 2, 1)
		x := party(t, a, "a")
		if !near(*a.DeltaStar["a"], c.delta) || !near(*x.Delta.Central, c.delta) || math.Abs(*x.Turnover.Central-c.with) > 1e-5 {
			t.Errorf("%+v: δ* %v, with turnover %v", c, *a.DeltaStar["a"], *x.Turnover.Central)
		}
		if math.Abs(x.Patience.Median-.9) > 1e-9 || math.Abs(x.Effective.Median-.9*(1-c.turnover)) > 1e-9 {
			t.Errorf("%+v: patience %v, effective %v", c, x.Patience.Median, x.Effective.Median)
		}
		if x.Signs != 1 || len(a.Signatories) != 1 || len(a.Signatories[0].Parties) != 2 {
			t.Errorf("signatories %+v", a.Signatories)
		}
		// γ*: [(1−δ^L)·4 + δ^L·0 − 2]/(1−δ^L), at least 0, at the patience that is left.
		left := math.Pow(.9*(1-c.turnover), c.lag)
		if want := max(0, ((1-left)*4-2)/(1-left)); math.Abs(*a.GuaranteeStar["a"]-want) > 1e-6 {
			t.Errorf("%+v: γ* %v, want %v", c, *a.GuaranteeStar["a"], want)
		}
	}
}

// A total that is cut is cut in the closed form too: with at most 2.5 a breach pays a no more than that, δ* = (2.5 − 2)/2.5 = .2.
func TestStationaryUnderACap(t *testing.T) {
	a := hold(t, strings.Replace(dilemmaCase(1, .9, 0), "  a: {also: ", "  a: {at-most: 2.5, also: ", 1), "peace", 2, 1)
	if got := *a.DeltaStar["a"]; !near(got, .2) || !near(*a.DeltaStar["b"], .5) {
		t.Errorf("δ* %v, %v", got, *a.DeltaStar["b"])
	}
	b := hold(t, strings.Replace(dilemmaCase(1, .9, 0), "  a: {also: ", "  a: {at-most: 1, also: ", 1), "peace", 2, 1)
	if got := *b.DeltaStar["a"]; !near(got, 0) { // the deal itself is worth 1, and so is a breach
		t.Errorf("δ* %v", got)
	}
}

// Where the clock does not move what anything is worth, a deal holds exactly where patience reaches δ*: the paths and the closed form
// agree on either side of it.
func TestPathsAgreeWithDeltaStar(t *testing.T) {
	for _, lag := range []float64{1, 2, 3} {
		star := math.Pow(.5, 1/lag)
		for _, d := range []float64{-.02, .02} {
			a := hold(t, dilemmaCase(lag, star+d, 0), "peace", 10, 1)
			if got, want := at(t, a, 60), map[bool]float64{false: 0, true: 1}[d > 0]; got != want {
				t.Errorf("lag %v, patience %v beside δ* %v: survival %v, want %v", lag, star+d, star, got, want)
			}
			if (a.Signed.P == 1) != (d > 0) {
				t.Errorf("lag %v, patience %v beside δ* %v: signed with chance %v", lag, star+d, star, a.Signed.P)
			}
			if d < 0 && (a.Breaks[0].Path != "at-once" || a.Basis != durability.EveryDraw || a.Breaks[0].Months.Median != 1) {
				t.Errorf("%+v on %s", a.Breaks, a.Basis)
			}
		}
	}
}

// A model in which nothing ever breaks is wrong: a deal that both prefer to all else ends with the first successor who does not feel
// bound, and survival is (1 − h·b)^months.
func TestTurnoverIsAHazard(t *testing.T) {
	const text = `parley: 1
case: successors
as-of: 2025-01-01
parties:
  a: {kind: state, foresight: 12 months, turnover: 0.3, unbound: 0.4}
  b: {kind: state, foresight: 12 months, turnover: 0.1}
issues:
  war: {goes-on: a or b, ends: a and b}
values:
  a: {war: {ends: 10}}
  b: {war: {ends: 10}}
`
	const runs = 4000
	a := hold(t, text, "war=ends", runs, 0)
	month := func(year float64) float64 { return 1 - math.Pow(1-year, 1./12) }
	stays := (1 - month(.3)*.4) * (1 - month(.1))
	for _, s := range a.Survival {
		want := math.Pow(stays, s.Months)
		if slack := 4 * math.Sqrt(want*(1-want)/runs); math.Abs(s.P-want) > slack {
			t.Errorf("after %v months %v, the hazard gives %v ± %v", s.Months, s.P, want, slack)
		}
	}
	for _, b := range a.Breaks {
		if b.Path != "successor" {
			t.Errorf("%+v", b)
		}
	}
	// Of the breaks, those of a to those of b as their hazards.
	ratio, want := a.FirstBreaker["a"]/a.FirstBreaker["b"], month(.3)*.4/month(.1)
	if math.Abs(ratio/want-1) > .15 {
		t.Errorf("a breaks %v times as often as b, want %v", ratio, want)
	}
	if x := party(t, a, "a"); !near(x.Effective.Median, stays) || x.Leaves != 0 || x.Exit != nil {
		t.Errorf("%+v", x)
	}
}

// The same bytes with any number of workers.
func TestJobsGiveTheSame(t *testing.T) {
	for name, text := range map[string]string{"refill": refill, "fading": fading} {
		var first string
		for _, jobs := range []int{1, 2, 8} {
			a := hold(t, text, "truce", 120, jobs)
			out, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			if first == "" {
				first = string(out)
			}
			if string(out) != first {
				t.Errorf("%s: %d jobs give another answer", name, jobs)
			}
		}
	}
}

// Stopped, it gives what there is and says that it is partial; stopped before anything is done, it gives nothing.
func TestInterrupted(t *testing.T) {
	g := oracle.Must(t, refill)
	y, err := ask.FindDeal(g, "truce")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	d := oracle.Draws(t, g, 500, 2)
	d.Progress = func(_ string, done, _ int) {
		if done >= 100 {
			stop()
		}
	}
	a, err := durability.Ask(ctx, d, durability.Args{Deal: &y, Table: -1})
	if !ask.Interrupted(err) || a == nil || !a.Case.Partial || a.Case.Draws < 1 || a.Case.Draws >= 500 || a.Signed.N != a.Case.Draws {
		t.Fatalf("%v, %+v", err, a)
	}
	golden.Fits(t, "partial", a.Page(g), "PARTIAL")
	a, err = durability.Ask(ctx, oracle.Draws(t, g, 500, 2), durability.Args{Deal: &y, Table: -1})
	var skipped *ask.SkippedError
	if a != nil || !errors.As(err, &skipped) {
		t.Fatalf("%v, %+v", err, a)
	}
}
