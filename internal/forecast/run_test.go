package forecast

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"parley/casefile"
	"parley/internal/clock"
	"parley/internal/ensemble"
	"parley/internal/oracle"
)

// A run by its definition, for a table of two without tracks: in each month the dice say whether the meeting closes, and if so a deal is
// made that both gain more by than their margin: a quarter of the width of a's gain over the first hundred draws; b's is certain.
func TestRunIsItsDefinition(t *testing.T) {
	for _, margin := range []string{"", "margin: 0", "margin: 0.6"} {
		const runs = 3000
		text := swap(t, single, "MARGIN", margin)
		d := drawsOf(t, text, runs, 2)
		gains := make([]float64, runs)
		in := make([]float64, len(d.G.Case.Inputs))
		at := slices.IndexFunc(d.G.Case.Inputs, func(n *casefile.Number) bool { return n.Path == "values.a.war.ends" })
		for run := range gains {
			d.Inputs(run, in)
			gains[run] = in[at]
		}
		share := map[string]float64{"": 0.25, "margin: 0": 0, "margin: 0.6": 0.6}[margin]
		first := slices.Clone(gains[:100])
		slices.Sort(first)
		least := share * (first[94] - first[5])

		w, err := clock.New(d.G, d.Seed, 0)
		if err != nil {
			t.Fatal(err)
		}
		dice := clock.Throw(d.Seed, "closes", "talks")
		r := w.NewRun()
		want := make([]int, 4) // by step; 0: none
		for run := range runs {
			d.Inputs(run, in)
			if err := r.Begin(run, in); err != nil {
				t.Fatal(err)
			}
			step := 0
			for k := 1; k <= 3 && step == 0; k++ {
				if r.Dice().Chance(dice, k) < 0.4 && gains[run] > least && gains[run] > 1e-6 {
					step = k
				}
			}
			want[step]++
		}

		a := answerTo(t, text, runs, 2, Args{})
		got := make([]int, 4)
		for _, f := range a.Deals.First {
			got[f.Step] = int(math.Round(f.Share * runs))
		}
		got[0] = int(math.Round(a.scenario(t, "war").Probability * runs))
		if !slices.Equal(got, want) {
			t.Errorf("%q: first deals by step %v, by definition %v", margin, got, want)
		}
		// In closed form: the gain is uniform on (−1, 1), and three meetings close with 0.4 each.
		p := (1 - 0.6*0.6*0.6) * (1 - least) / 2
		if s := a.scenario(t, "peace"); math.Abs(s.Probability-p) > 0.03 {
			t.Errorf("%q: peace %v, in closed form %v", margin, s.Probability, p)
		}
	}
}

// The month of the first deal is geometric where every meeting closes with the same chance and both always gain.
func TestGeometricWait(t *testing.T) {
	text := swap(t, swap(t, single, "MARGIN", ""), `"uniform(-1, 1)"`, "3")
	text = swap(t, text, "horizon: 3", "horizon: 12")
	const runs = 20000
	a := answerTo(t, text, 1000, 2, Args{Runs: runs})
	if a.Runs != runs || len(a.Deals.First) != 12 {
		t.Fatalf("%d runs, %d dates", a.Runs, len(a.Deals.First))
	}
	for k, f := range a.Deals.First {
		p := 0.4 * math.Pow(0.6, float64(k))
		if bounds := ensemble.Wilson(int(math.Round(p*runs)), runs); f.Share < bounds[0]-0.003 || f.Share > bounds[1]+0.003 {
			t.Errorf("step %d: %v of runs, want %v", f.Step, f.Share, p)
		}
	}
}

// A front that stops at a limit must not turn a faster advance into more peace.
func TestFasterAdvance(t *testing.T) {
	before := 2.0
	for _, rate := range []string{"0", "0.1", "0.2", "0.4", "0.8", "1.6", "3.2", "6.4"} {
		text := swap(t, border, "{is: 0.2 to 0.8, private: a}", rate)
		text = swap(t, text, "  collapse: {is: event(collapse), looked-up: the papers}\n", "")
		text = swap(t, text, "    also: {always: -1 * front}\n", "") // b always gains by a truce, at any rate by the same
		a := answerTo(t, text, 400, 2, Args{})
		peace := a.scenario(t, "truce").Probability + a.scenario(t, "early").Probability
		if peace > before+1e-12 {
			t.Errorf("at a rate of %s peace has %v, more than the %v at the slower one", rate, peace, before)
		}
		before = peace
	}
	if before > 0.9 {
		t.Errorf("the rate does not matter: %v", before)
	}
}

// Dice are addressed by name: a table, a track or an event that nothing rests on changes no run.
func TestStrangersChangeNothing(t *testing.T) {
	want := answerTo(t, border, 600, 2, Args{})
	for _, more := range []struct{ old, new string }{
		{"tracks:\n", "tracks:\n  rain: {today: 3, change: 0.1 to 0.5, noise: 1}\n"},
		{"tables:\n", "tables:\n  club: {members: [c, people], every: month, closes: 1, agenda: [war]}\n"},
		{"events:\n", "events:\n  storm: {chance: 0.3, repeats: true}\n"},
		{"quantities:\n", "quantities:\n  other: 1 to 9\n"},
	} {
		got := answerTo(t, swap(t, border, more.old, more.new), 600, 2, Args{})
		for k := range want.Scenarios {
			if got.Scenarios[k].Probability != want.Scenarios[k].Probability {
				t.Errorf("%q: %s has %v, before %v", more.new, got.Scenarios[k].Name, got.Scenarios[k].Probability, want.Scenarios[k].Probability)
			}
		}
	}
}

// An instrument stays as long as the threat says, though it costs its sender something and it could take it back: so its target gives in
// as surely as when the threat is looked at by itself.
func TestInstrumentStays(t *testing.T) {
	a := answerTo(t, `
parley: 1
case: cost
as-of: 2025-01-01
horizon: 12 months
parties: {a: {kind: state, initiative: 1}, b: {kind: state, initiative: 0}}
issues:
  prize: {kept: b, given: b}
  harm:  {none: a, done: a}
values:
  a: {prize: {given: 1}, harm: {done: -0.01}}
  b: {prize: {given: -0.2}, harm: {done: -0.4}}
threats:
  costly: {by: a, to: b, demand: prize == given, instrument: harm=done, deadline: 2025-03-01, credibility: 0.1, backing-down: 1, response: 0.5}
scenarios:
  held:  {is: harm == done, by: 2025-03-01}
  other: always
`, 200, 1, Args{})
	b := a.Threats[0]
	if a.scenario(t, "held").Probability != 1 || b.CarriedOut != 1 || b.Conceded < 0.98 {
		t.Errorf("%+v, in force on the day: %v", b, a.scenario(t, "held").Probability)
	}
}

// In whatever order the parties are declared, the answer is the same, but for a step in which several act; here only a does.
func TestOrderOfParties(t *testing.T) {
	text := swap(t, border, "{kind: state, short: CC}", "{kind: state, short: CC, initiative: 0}")
	text = swap(t, text, "unbound: 0.5, capability: 30", "unbound: 0.5, capability: 30, initiative: 0")
	want := answerTo(t, text, 150, 2, Args{})
	for _, order := range oracle.Orders(4) {
		got := answerTo(t, oracle.Reordered(text, order), 150, 2, Args{})
		for _, of := range []func(*Answer) any{
			func(a *Answer) any { return a.Scenarios },
			func(a *Answer) any { return a.Deals },
			func(a *Answer) any { return a.Threats },
			func(a *Answer) any { return a.Tracks },
			func(a *Answer) any { return a.Assumed },
			func(a *Answer) any { return a.Baselines.Plurality.Issues },
			func(a *Answer) any { return a.Engines.Negotiation },
		} {
			if diff := cmp.Diff(of(want), of(got), cmpopts.EquateApprox(0, 1e-9)); diff != "" {
				t.Errorf("in the order %v: %s", order, diff)
			}
		}
	}
}

// A table meets when what it needs holds: here once the other has met, in the same step if that one stands before it in the text.
func TestNeeds(t *testing.T) {
	const first, second = "  first: {members: [a, b], date: 2025-04-01, closes: 0}\n", "  second: {members: [a, b], every: month, needs: met(first), closes: 1}\n"
	text := swap(t, swap(t, single, "MARGIN", "margin: 0"), `"uniform(-1, 1)"`, "3")
	text = swap(t, text, "horizon: 3", "horizon: 6")
	for tables, step := range map[string]int{first + second: 3, second + first: 4} {
		a := answerTo(t, swap(t, text, "  talks: {members: [a, b], every: month, closes: 0.4}\n", tables), 5, 1, Args{})
		for _, f := range a.Deals.First {
			if (f.Share == 1) != (f.Step == step) {
				t.Errorf("%q: a first deal in step %d in %v of runs", tables, f.Step, f.Share)
			}
		}
		for _, x := range a.Deals.Tables {
			if want := map[string]float64{"first": 0, "second": 1}[x.Name]; x.Meets != 1 || x.Deal != want {
				t.Errorf("%q: %+v", tables, x)
			}
		}
	}
}

// Within a step events come first, then threats, then tables: of three that could end the war in the same step the event does, of two the threat.
func TestOrderWithinAStep(t *testing.T) {
	text := swap(t, swap(t, single, "MARGIN", "margin: 0"), `"uniform(-1, 1)"`, "3")
	text = swap(t, text, "every: month, closes: 0.4", "date: 2025-02-01, closes: 1")
	text = swap(t, text, "war: {goes-on: {}, ends: {by: a and b}}", "war: {goes-on: {}, ends: {by: a and b}}\n  blow: {none: {}, struck: {by: b}}")
	threat := "threats:\n  t: {by: b, to: a, demand: war == ends, instrument: blow=struck, deadline: 2025-02-01, response: 1}\n"
	event := "events:\n  end: {chance: 1, then: war=ends}\n"
	for more, want := range map[string][3]float64{"": {0, 0, 1}, threat: {0, 1, 0}, event: {1, 0, 0}, threat + event: {1, 0, 0}} {
		a := answerTo(t, swap(t, text, "scenarios:\n", more+"scenarios:\n"), 5, 1, Args{})
		got := [3]float64{0, 0, a.Deals.Any}
		if len(a.Events) > 0 {
			got[0] = a.Events[0].Share
		}
		if len(a.Threats) > 0 {
			got[1] = a.Threats[0].Conceded
		}
		if got != want || a.scenario(t, "peace").Probability != 1 {
			t.Errorf("%q: by event, threat, table %v, want %v", more, got, want)
		}
	}
}

// A scenario is looked up on its own day, in the runs as where nobody does anything: that the front has come so far later does not count.
func TestLookedUpOnItsDay(t *testing.T) {
	text := swap(t, swap(t, single, "MARGIN", ""), "closes: 0.4", "closes: 0")
	text = swap(t, text, "scenarios:\n", "tracks:\n  front: {today: 0, change: 1}\nscenarios:\n  EARLY\n  late: {is: front >= 3, looked-up: a map}\n")
	for early, want := range map[string]string{
		"early: {is: front >= 3, by: 2025-03-01, looked-up: a map}": "late", "early: {is: front >= 2, by: 2025-03-01, looked-up: a map}": "early",
		"early: {is: front < 2, by: 2025-03-01, looked-up: a map}": "late", "early: {is: front < 2, by: 2025-02-01, looked-up: a map}": "early",
	} {
		a := answerTo(t, swap(t, text, "EARLY", early), 5, 1, Args{})
		if a.scenario(t, want).Probability != 1 || a.Baselines.Today.Scenario != want || *a.Baselines.Plurality.Scenario != want {
			t.Errorf("%s: %+v; today stays: %s", early, a.scenario(t, want), a.Baselines.Today.Scenario)
		}
	}
}
