package clock_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/clock"
	"parley/internal/game"
	"parley/internal/oracle"
)

// truce is a small war: two at war over a front that moves for a, stocks that a truce refills, an outside power with sanctions.
const truce = `
parley: 1
case: truce
as-of: 2025-08-14
horizon: 24 months
parties:
  a: {kind: state, foresight: 12 months, patience: 0.9 a year, turnover: 0.2, unbound: 0.5, initiative: 0.5}
  b: {kind: state, foresight: 24 months}
  c: {kind: state}
quantities:
  rate: {is: 0.3 to 0.6, private: a}
  gain: rate * 4
issues:
  war: {goes-on: a or b, truce: a and b}
  aid: {none: {}, given: {by: c}}
values:
  a:
    also:
      war == goes-on: 2 * front + 0.05 * stocks - 6
    believes: {rate: 0.5 to 0.8}
  b:
    war: {truce: 2 to 9}
    also: {always: -1 * front}
    aid: {given: 3}
  c:
    war: {truce: 4}
    aid: {given: -1}
tables:
  talks: {members: [a, b], every: 1 month, closes: 0.5}
tracks:
  front:  {today: 0, change: {war == goes-on: rate, otherwise: 0}, noise: 0.1}
  stocks: {today: 60, toward: "if(war == truce, 100, 60)", in: 6 months}
guarantees:
  force: {when: aid == given, by: [c], deters: 3, fatigue: 0.5}
deals:
  stop: war=truce, aid=given
scenarios:
  peace: war == truce
  war:   war == goes-on
`

func world(t testing.TB, text string) (*clock.World, *game.Game) {
	t.Helper()
	g := oracle.Must(t, text)
	w, err := clock.New(g, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return w, g
}

func begin(t testing.TB, w *clock.World) *clock.Run {
	t.Helper()
	r := w.NewRun()
	inputs := make([]float64, len(w.G.Case.Inputs))
	for i, in := range w.G.Case.Inputs {
		inputs[i] = in.Dist.Median()
	}
	if err := r.Begin(0, inputs); err != nil {
		t.Fatal(err)
	}
	return r
}

// What a party has that keeps to no obligations is what the game says the state is worth to it.
func TestKeepIsValue(t *testing.T) {
	w, g := world(t, truce)
	r := begin(t, w)
	for p := range g.Parties {
		for _, s := range []game.State{g.Today, g.Deals[0].State} {
			j, err := r.Judge(p, &clock.Situation{State: s, From: g.Today})
			if err != nil {
				t.Fatal(err)
			}
			if v := game.Points(r.Numbers().Value(p, s)); math.Abs(v-j.Keep) > 1e-9 || j.Exit != -1 {
				t.Errorf("party %d at %v: keeps %v, value %v, exit %d", p, s, j.Keep, v, j.Exit)
			}
		}
	}
}

// A foreseen event takes its clause out of the deal and leaves the other as it is: nothing is broken, and nothing goes back.
func TestForeseen(t *testing.T) {
	for _, c := range []struct {
		with   string
		kind   clock.Kind
		pacts  int
		stands bool
	}{{", foreseen: true", clock.RanOut, 1, true}, {"", clock.Upset, 0, false}} {
		w, g := world(t, truce+"events:\n  expiry: {when: elapsed >= 2 and war == truce, then: war=goes-on"+c.with+"}\n")
		r := begin(t, w)
		if err := r.Sign(clock.NewPact(3, g.Today, g.Deals[0].State, 0, -1)); err != nil {
			t.Fatal(err)
		}
		for range 4 {
			for _, do := range []func() error{r.Advance, r.Events} {
				if err := do(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if len(r.Log) == 0 || r.Log[1].Kind != c.kind || len(r.Pacts) != c.pacts || r.State[0] != 0 || r.State[1] != 1 {
			t.Errorf("%q: log %+v, deals %+v, state %v", c.with, r.Log, r.Pacts, r.State)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if c.stands != (r.State[1] == 1) {
			t.Errorf("%q: the other clause: %v", c.with, r.State)
		}
	}
}

// A total that is cut is cut in one way: the sum over the foresight, what is paid once included, in the game as in the clock.
func TestCutIsOne(t *testing.T) {
	text := strings.Replace(truce, "    believes: {rate: 0.5 to 0.8}\n", "    once: {war == truce: 9}\n    at-most: 2\n    believes: {rate: 0.5 to 0.8}\n", 1)
	text = strings.Replace(text, "    aid: {given: 3}\n", "    aid: {given: 3}\n    once: {aid == given: 8}\n    at-most: 5\n", 1)
	w, g := world(t, text)
	r := begin(t, w)
	cut := 0
	for range 4 {
		for p := range g.Parties {
			for _, s := range []game.State{g.Today, g.Deals[0].State} {
				j, err := r.Judge(p, &clock.Situation{State: s, From: g.Today})
				if err != nil {
					t.Fatal(err)
				}
				v := r.Numbers().Value(p, s)
				if math.Abs(game.Points(v)-j.Keep) > 1e-9 {
					t.Errorf("step %d, party %d at %v: keeps %v, value %v", r.Step, p, s, j.Keep, game.Points(v))
				}
				if v == r.N.Caps[p] {
					cut++
				}
			}
		}
		if err := r.Advance(); err != nil {
			t.Fatal(err)
		}
	}
	if cut < 4 {
		t.Errorf("%d were cut: too few", cut)
	}
}

// A guarantee that finds a breach out sooner has it answered sooner.
func TestGuaranteeIsAnsweredSooner(t *testing.T) {
	still := strings.NewReplacer("horizon: 24 months", "horizon: 24 months\ndetection-lag: 5 months",
		"initiative: 0.5", "initiative: 0", "24 months}", "24 months, initiative: 0}", "c: {kind: state}", "c: {kind: state, initiative: 0}")
	for with, want := range map[string]int{"deters: 3": 7, "deters: 3, lag: 2 months": 4} {
		text := still.Replace(strings.Replace(truce, "deters: 3, fatigue: 0.5", with, 1))
		w, g := world(t, text+"events:\n  end: {when: elapsed >= 2 and war == truce, then: war=goes-on}\n")
		r := begin(t, w)
		if err := r.Sign(clock.NewPact(3, g.Today, g.Deals[0].State, 0, -1)); err != nil {
			t.Fatal(err)
		}
		for range 9 {
			for _, do := range []func() error{r.Advance, r.Events, r.Close} {
				if err := do(); err != nil {
					t.Fatal(err)
				}
			}
		}
		at := slices.IndexFunc(r.Log, func(h clock.Happening) bool { return h.Kind == clock.Answered })
		if at < 0 || r.Log[at].Step != want {
			t.Errorf("%s: %v, want the answer in step %d", with, r.Log, want)
		}
	}
}

// The size of a jump is drawn anew for each: the sum spreads as one of independent throws does, and what is expected of each is its mean.
func TestJumpsAreDrawnAnew(t *testing.T) {
	jumpy := "tracks:\n  jumpy: {today: 0, change: 0, jump: {chance: 0.5, size: {war == truce: 9, otherwise: \"pert(0, 1, 8)\"}}}\n"
	w, g := world(t, strings.Replace(truce, "tracks:\n", jumpy, 1))
	r := begin(t, w)
	const runs, steps, mean = 4000, 20, 2.0 // (0 + 4·1 + 8)/6
	sum, squares := 0.0, 0.0
	for run := range runs {
		if err := r.Again(run); err != nil {
			t.Fatal(err)
		}
		for range steps {
			if err := r.Advance(); err != nil {
				t.Fatal(err)
			}
		}
		v := r.Vars[g.TrackAt(0)]
		sum, squares = sum+v, squares+v*v
	}
	// Of a jump X of chance ½ the mean is ½·2 and, by the beta of a pert with ends 0 and 8, Var X = (2−0)(8−2)/7.
	variance := 0.5*(12.0/7+mean*mean) - 0.25*mean*mean
	if got := sum / runs; math.Abs(got-steps*mean/2) > 0.15 {
		t.Errorf("mean %v, want %v", got, steps*mean/2)
	}
	if got := squares/runs - sum/runs*sum/runs; math.Abs(got/(steps*variance)-1) > 0.1 {
		t.Errorf("variance %v, want %v", got, steps*variance)
	}
	ahead := g.Vars()
	now, next := make([]float64, ahead), make([]float64, ahead)
	copy(now, r.Vars)
	if err := g.Step(now, next, g.Today, 1, nil); err != nil {
		t.Fatal(err)
	}
	if got := next[g.TrackAt(0)] - now[g.TrackAt(0)]; math.Abs(got-mean/2) > 1e-9 {
		t.Errorf("%v is expected of a step, want %v", got, mean/2)
	}
}

// An answer that breaks a deal deters a move only where the one test says that it would come at once: b, who looks ahead, keeps the deal after a's move,
// though the day alone would have it break; where the rest of the deal is worth little to b, it breaks, and a does not move.
func TestAnswersByBreach(t *testing.T) {
	const text = `
parley: 1
case: answers
as-of: 2025-01-01
parties: {a: {kind: state}, b: {kind: state, foresight: 6 months}, c: {kind: state, foresight: 6 months}}
issues:
  x: {none: {}, deal: {by: b and c}}
  y: {none: {}, deal: {by: b and c}}
  z: {low: a, high: a}
values:
  a: {x: {deal: 0.9}, y: {deal: 0.4}, z: {high: 0.7}}
  b: {x: {deal: 0.5}, y: {deal: 1}, also: {z == high and x == deal: -0.6}}
  c: {x: {deal: 1}, y: {deal: 1}}
`
	for y, want := range map[string]bool{"y: {deal: 1}, also": true, "y: {deal: 0.05}, also": false} {
		w, g := world(t, strings.Replace(text, "y: {deal: 1}, also", y, 1))
		r := begin(t, w)
		if err := r.Sign(clock.NewPact(game.Of(1)|game.Of(2), g.Today, game.State{1, 1, 0}, 0, -1)); err != nil {
			t.Fatal(err)
		}
		if s, err := r.Improvement(0); err != nil || (s != nil) != want {
			t.Errorf("%s: a moves to %v, %v", y, s, err)
		}
	}
}
