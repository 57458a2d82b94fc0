package coercion_test

import (
	"slices"
	"testing"

	"parley/internal/clock"
	"parley/internal/coercion"
	"parley/internal/game"
	"parley/internal/oracle"
)

// acting is a run at the medians, and what takes it a step on: tracks, and threats.
func acting(t *testing.T, g *game.Game) (r *clock.Run, act func()) {
	t.Helper()
	w, err := clock.New(g, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	ts, err := coercion.New(w, 1)
	if err != nil {
		t.Fatal(err)
	}
	inputs := make([]float64, len(g.Case.Inputs))
	for i, in := range g.Case.Inputs {
		inputs[i] = in.Dist.Median()
	}
	r = w.NewRun()
	if err := r.Begin(0, inputs); err != nil {
		t.Fatal(err)
	}
	x := ts.Worker()
	x.Begin()
	return r, func() {
		t.Helper()
		if err := r.Advance(); err != nil {
			t.Fatal(err)
		}
		if err := x.Act(r, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// An instrument whose time is over is taken back, unless that, or what follows from it by the rules, would change a clause of a deal in force.
func TestLiftAgainstADeal(t *testing.T) {
	for _, c := range []struct {
		rules   string
		settles bool // that the instrument stays
		want    game.State
	}{{"", false, game.State{1, 0, 1}}, {"rules: [{when: blow == none and base == open, then: land=kept}]\n", false, game.State{1, 1, 1}}, {"", true, game.State{1, 1, 1}}} {
		g := oracle.Must(t, drilled(c.rules, ", lasts: 2 months", "", "ceded: -2", "ceded: -9"))
		r, act := acting(t, g)
		for step := 1; step <= 6; step++ {
			act()
			if step == 2 { // struck; now the other two issues are settled
				p := clock.NewPact(game.Of(1, 2), r.State, game.State{1, 1, 1}, step, -1)
				if c.settles {
					p.Issues = []int{0, 1, 2}
				}
				if err := r.Sign(p); err != nil {
					t.Fatal(err)
				}
			}
		}
		lifted := slices.ContainsFunc(r.Log, func(h clock.Happening) bool { return h.Kind == clock.Lifted && h.Step == 4 })
		if !r.State.Equal(c.want) || lifted != (c.want[1] == 0) {
			t.Errorf("%+v: %v, %v", c, r.State, r.Log)
		}
	}
}

// An instrument that a deal has settled stays, whatever the target does: nothing is offered for giving in any more.
func TestSettledInstrument(t *testing.T) {
	for _, settles := range []bool{false, true} {
		g := oracle.Must(t, drilled("", "", "", "deadline: 2025-03-01", "deadline: 2025-03-01, credibility: 0"))
		r, act := acting(t, g)
		for step := 1; step <= 6; step++ {
			act()
			if step == 2 && settles {
				if err := r.Sign(clock.Pact{Signatories: game.Of(0, 2), Issues: []int{1}, State: r.State.Clone(), Before: g.Today}); err != nil {
					t.Fatal(err)
				}
			}
		}
		yields := slices.ContainsFunc(r.Log, func(h clock.Happening) bool { return h.Kind == clock.Yielded })
		if yields == settles || !r.State.Equal(map[bool]game.State{true: {0, 1, 0}, false: {2, 0, 0}}[settles]) {
			t.Errorf("settled %v: %v, %v", settles, r.State, r.Log)
		}
	}
}

// A target that would rather concede than go on needs no threat: no credibility and no bite are enough, and that is 0, not a gain below it.
func TestNothingNeeded(t *testing.T) {
	x := answer(t, drilled("", "", "", "ceded: -2", "ceded: 2"), 2).Threats[0]
	near(t, "the credibility needed", x.Thresholds.Credibility.Median, 0)
	near(t, "the bite needed", x.Thresholds.Bite.Points.Median, 0)
	near(t, "the value of going on", &x.Parts.GoingOn.Median, -2)
}
