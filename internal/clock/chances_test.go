package clock_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/clock"
	"parley/internal/game"
)

// chances is a case in which each kind of chance decides one thing of its own.
const chances = `
parley: 1
case: chances
as-of: 2025-01-01
horizon: 12 months
step: STEP
parties:
  a: {kind: state, initiative: 0.4, turnover: 0.7 a year, unbound: 0.5}
  b: {kind: state, initiative: 0}
issues:
  toll: {none: {}, paid: {by: a and b, back: BACK}}
  road: {shut: {}, open: {by: a and b}}
  sign: {down: {}, up: {by: a}}
values:
  a: {sign: {up: 1}, toll: {paid: 1}, road: {open: 1}}
  b: {toll: {paid: 1}, road: {open: 1}}
events:
  storm: {chance: 0.3}
guarantees:
  watch: {when: toll == paid, by: [b], deters: 9, fatigue: 0.6}
deals:
  treaty: toll=paid, road=open
`

// A chance a month, or a year, is what it comes to in a step: 1 − (1 − c)^Δ, of events, moves, leaders and guarantors.
func TestChancesOfAStep(t *testing.T) {
	const runs = 8000
	for step, months := range map[string]float64{"month": 1, "week": 12. / 52, "day": 12. / 365} {
		w, g := world(t, strings.NewReplacer("STEP", step, "BACK", "a and b").Replace(chances))
		if math.Abs(w.DT-months) > 1e-3 {
			t.Fatalf("a %s is %v months", step, w.DT)
		}
		r := begin(t, w)
		count := map[clock.Kind]int{}
		for run := range runs {
			if err := r.Again(run); err != nil {
				t.Fatal(err)
			}
			if err := r.Sign(clock.NewPact(3, g.Today, g.Deals[0].State, 0, -1)); err != nil {
				t.Fatal(err)
			}
			for _, do := range []func() error{r.Advance, r.Events, r.Close} {
				if err := do(); err != nil {
					t.Fatal(err)
				}
			}
			for _, h := range r.Log {
				count[h.Kind]++
			}
		}
		for kind, x := range map[clock.Kind]struct{ chance, times, of float64 }{
			clock.Fired: {0.3, months, 1}, clock.Moved: {0.4, months, 1}, clock.Succeeded: {0.7, months / 12, 0.5}, clock.Tired: {0.6, months / 12, 1},
		} {
			want := x.of * (1 - math.Pow(1-x.chance, x.times))
			if got := float64(count[kind]) / runs; math.Abs(got-want) > 4*math.Sqrt(want*(1-want)/runs) {
				t.Errorf("kind %d in a %s: %v, want %v", kind, step, got, want)
			}
		}
	}
}

// An answer takes back what the broken deal settled and still stands as it did: neither what has moved since nor what a later deal settles.
func TestAnswerTakesBackWhatStands(t *testing.T) {
	text := strings.NewReplacer("STEP", "month\ndetection-lag: 3 months", "initiative: 0.4, turnover: 0.7 a year, unbound: 0.5", "initiative: 0",
		"BACK", "a and b", "open: {by: a and b}}", "open: {by: a and b}, wide: {by: a and b}}", "storm: {chance: 0.3}", "storm: {when: toll == paid, then: toll=none}",
		", fatigue: 0.6", "").Replace(chances)
	for name, c := range map[string]struct {
		meanwhile func(r *clock.Run) error
		want      uint16
	}{
		"nothing":  {func(*clock.Run) error { return nil }, 0},
		"it moved": {func(r *clock.Run) error { return r.Become(game.State{0, 2, 0}) }, 2},
		"a new deal": {func(r *clock.Run) error {
			return r.Sign(clock.Pact{Signatories: 3, Issues: []int{1}, State: r.State.Clone(), Before: r.State.Clone()})
		}, 1},
	} {
		w, g := world(t, text)
		r := begin(t, w)
		if err := r.Sign(clock.NewPact(3, g.Today, g.Deals[0].State, 0, -1)); err != nil {
			t.Fatal(err)
		}
		for step := 1; step <= 5; step++ {
			for _, do := range []func() error{r.Advance, r.Events, r.Close} {
				if err := do(); err != nil {
					t.Fatal(err)
				}
			}
			if step == 2 {
				if err := c.meanwhile(r); err != nil {
					t.Fatal(err)
				}
			}
			if stands := step < 4; r.State[0] != 0 || name == "nothing" && stands != (r.State[1] == 1) {
				t.Errorf("%s, step %d: %v", name, step, r.State)
			}
		}
		if r.State[1] != c.want {
			t.Errorf("%s: %v at last, want %d", name, r.State, c.want)
		}
	}
}

// Within a step a breach is answered before parties weigh moves, which see what it leaves; then successors come.
func TestOrderWithinAStep(t *testing.T) {
	text := strings.NewReplacer("STEP", "month\ndetection-lag: 3 months", "BACK", "a", "initiative: 0.4, turnover: 0.7 a year, unbound: 0.5",
		"initiative: 1, turnover: 1 a year, unbound: {sign == up: 1, otherwise: 0}",
		"sign: {up: 1}, ", "also: {sign == up: {road == shut: 1, otherwise: -1}}, ", "storm: {chance: 0.3}", "storm: {when: toll == paid, then: toll=none}", ", fatigue: 0.6", "").Replace(chances)
	w, g := world(t, text)
	r := begin(t, w)
	if err := r.Sign(clock.NewPact(3, g.Today, g.Deals[0].State, 0, -1)); err != nil {
		t.Fatal(err)
	}
	for step := 1; step <= 4; step++ {
		for _, do := range []func() error{r.Advance, r.Events} {
			if err := do(); err != nil {
				t.Fatal(err)
			}
		}
		if step == 4 { // a deal that the new leader will not feel bound by
			if err := r.Sign(clock.NewPact(3, r.State, game.State{1, r.State[1], r.State[2]}, step, -1)); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var kinds []clock.Kind
	for _, h := range r.Log {
		if h.Step == 4 {
			kinds = append(kinds, h.Kind)
		}
	}
	if want := []clock.Kind{clock.Answered, clock.Moved, clock.Succeeded}; !slices.Equal(kinds, want) {
		t.Errorf("step 4: kinds %v, want %v; all: %v", kinds, want, r.Log)
	}
}
