package durability_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"parley/internal/durability"
	"parley/internal/ensemble"
	"parley/internal/oracle"
)

// pair is a deal of two parties in which, for each, a breach pays the first value, the deal the second and its end 0.
func pair(foresight [2]int, patience [2]float64, values [2][2]float64, lag int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "parley: 1\ncase: pair\nas-of: 2025-01-01\ndetection-lag: %d\nparties:\n", lag)
	for p, name := range []string{"a", "b"} {
		fmt.Fprintf(&b, "  %s: {kind: state, foresight: %d months, patience: %.3f, initiative: 0.4}\n", name, foresight[p], patience[p])
	}
	b.WriteString("issues:\n  a-acts: {cheats: {}, keeps: {by: a}}\n  b-acts: {cheats: {}, keeps: {by: b}}\nvalues:\n")
	for p, name := range []string{"a", "b"} {
		other := []string{"b", "a"}[p]
		fmt.Fprintf(&b, "  %s: {also: {%s-acts == cheats and %s-acts == keeps: %g, a-acts == keeps and b-acts == keeps: %g}}\n", name, name, other, values[p][0], values[p][1])
	}
	return b.String()
}

// Survival never rises with time, its figures lie within their ranges, and shares add up.
func TestSurvivalFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := fmt.Sprintf(`parley: 1
case: any
as-of: 2025-01-01
step: %s
detection-lag: %d
parties:
  a: {kind: state, foresight: %d months, patience: 0.5 to 0.9, turnover: %.2f, unbound: 0.5, initiative: 0.3}
  b: {kind: state, foresight: 12 months, turnover: 0.05}
  c: {kind: state}
issues:
  war: {goes-on: a or b, pauses: a and b}
  aid: {none: {}, sent: {by: c}}
values:
  a: {war: {pauses: 1 to 4}, also: {war == goes-on: tide, war == goes-on and aid == sent: 1}}
  b: {war: {pauses: 3}, aid: {sent: 1}}
  c: {war: {pauses: 2}, aid: {sent: -1 to 1}}
tracks:
  tide: {today: 0, change: "if(war == pauses, %.2f, 0)", noise: %.2f, min: -9, max: 9}
guarantees:
  watch: {when: aid == sent, deters: %d, fatigue: 0.2}
events:
  shot: {when: war == pauses, chance: %.3f, then: "war=goes-on"}
`, rapid.SampledFrom([]string{"month", "week"}).Draw(t, "step"), rapid.IntRange(0, 3).Draw(t, "lag"), rapid.IntRange(1, 30).Draw(t, "foresight"),
			rapid.Float64Range(0, .5).Draw(t, "turnover"), rapid.Float64Range(-.2, .4).Draw(t, "drift"), rapid.Float64Range(0, 1).Draw(t, "noise"),
			rapid.IntRange(0, 4).Draw(t, "deters"), rapid.Float64Range(0, .1).Draw(t, "shot"))
		a := hold(t, text, "war=pauses, aid=sent", 8, 2)
		for _, list := range [][]durability.Survival{a.Survival, a.Forced} {
			for k, s := range list {
				if s.N > 0 && (s.Range[0] > s.P || s.Range[1] < s.P || s.Sampling[0] > s.P || s.Sampling[1] < s.P) || k > 0 && s.P > list[k-1].P {
					t.Fatalf("%+v", list)
				}
			}
		}
		sum, ways := 0.0, 0.0
		for _, share := range a.FirstBreaker {
			sum += share
		}
		for _, b := range a.Breaks {
			ways += b.Share
		}
		if a.Broken > 0 && (!near(sum, 1) || !near(ways, 1)) || a.Broken == 0 && sum+ways != 0 {
			t.Fatalf("%v; %+v", a.FirstBreaker, a.Breaks)
		}
		if stands := at(t, a, 60); a.Paths > 0 && !near(stands, 1-float64(a.Broken)/float64(a.Paths)) {
			t.Fatalf("%d of %d broken, and %v stand", a.Broken, a.Paths, stands)
		}
	})
}

// Where the end of a deal is worth no more than the deal, and the deal no more than a breach, more patience of all never lowers
// survival.
func TestPatienceHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		thousandths := func(low int, label string) float64 { return float64(rapid.IntRange(low, 1000).Draw(t, label)) / 1000 }
		lag := rapid.IntRange(1, 4).Draw(t, "lag")
		var values [2][2]float64
		var low, high [2]float64
		for p := range values {
			values[p][1] = float64(rapid.IntRange(1, 20).Draw(t, "deal"))
			values[p][0] = values[p][1] + float64(rapid.IntRange(0, 20).Draw(t, "temptation"))
			low[p] = thousandths(1, "patience")
			high[p] = thousandths(int(math.Round(1000*low[p])), "more patience")
		}
		var horizons [2]int
		for p := range horizons {
			horizons[p] = rapid.SampledFrom([]int{6, 24, 36}).Draw(t, "foresight")
		}
		text := pair(horizons, low, values, lag)
		more := pair(horizons, high, values, lag)
		a, b := hold(t, text, "a-acts=keeps, b-acts=keeps", 4, 1), hold(t, more, "a-acts=keeps, b-acts=keeps", 4, 1)
		for k, s := range of(a) {
			if of(b)[k].P < s.P {
				t.Fatalf("patience %v: survival %v; patience %v: %v\n%s", low, of(a), high, of(b), text)
			}
		}
		if b.Signed.P < a.Signed.P {
			t.Fatalf("patience %v: signed %v; patience %v: %v\n%s", low, a.Signed.P, high, b.Signed.P, text)
		}
	})
}

// In whatever order the parties are declared, a deal is signed, broken and held as often, by the same, but for a step in which several act; here
// only the north does.
func TestOrderOfParties(t *testing.T) {
	text := strings.NewReplacer("south: {kind: state", "south: {kind: state, initiative: 0", "league: {kind: bloc", "league: {kind: bloc, initiative: 0").Replace(aided)
	want := hold(t, text, "whole", 150, 2)
	byName := func(a, b durability.Party) int { return strings.Compare(a.Party, b.Party) }
	for _, order := range oracle.Orders(3) {
		got := hold(t, oracle.Reordered(text, order), "whole", 150, 2)
		slices.SortFunc(want.Parties, byName)
		slices.SortFunc(got.Parties, byName)
		for _, of := range []func(*durability.Answer) any{
			func(a *durability.Answer) any { return a.Signed },
			func(a *durability.Answer) any { return a.Survival },
			func(a *durability.Answer) any { return a.Forced },
			func(a *durability.Answer) any { return a.FirstBreaker },
			func(a *durability.Answer) any { return a.Breaks },
			func(a *durability.Answer) any { return a.Parties },
			func(a *durability.Answer) any { return a.Guarantees },
			func(a *durability.Answer) any { return a.Clauses },
			func(a *durability.Answer) any { return a.Ripeness },
		} {
			if diff := cmp.Diff(of(want), of(got), cmpopts.EquateApprox(0, 1e-9), cmpopts.IgnoreFields(ensemble.Probability{}, "LowInput", "HighInput")); diff != "" {
				t.Errorf("in the order %v: %s", order, diff)
			}
		}
	}
	if want.Broken == 0 || want.Broken == want.Paths {
		t.Errorf("%d of %d paths broken", want.Broken, want.Paths)
	}
}
