package clock

import (
	"fmt"
	"math"
	"slices"
	"time"

	"parley/casefile"
	"parley/internal/game"
)

// MaxSteps is the most steps of a run.
const MaxSteps = 1000

// World is what all runs of a case share. It is immutable and safe for concurrent use.
type World struct {
	G       *game.Game
	DT      float64 // months in a step
	Steps   int     // to the horizon
	Actors  []int   // known parties that can move, ascending
	solo    [][][]bool
	free    [][][]bool // [party][issue][option] whether it can move the issue from there alone
	stirred [][]int    // [party] the issues that its moving values rest on
	seed    uint64
}

// New prepares runs of a case from the day that it is put at. months is how long they are; 0: until the horizon of the case.
func New(g *game.Game, seed uint64, months float64) (*World, error) {
	if g.Today == nil {
		return nil, &game.ValueError{Place: g.Case.QuoAt, Path: "status-quo", Reason: "a case with `status-quo: none` has no today that time could run from; leave the key away, and let the first option of each issue be today's"}
	}
	perMonth := g.Case.Clock.Step.PerMonth()
	if months == 0 {
		if months = Left(g); months < 1e-9 {
			return nil, fmt.Errorf("the horizon of the case, %g months, ends before the day that it is put at: name an earlier day, or a longer horizon", g.Case.Clock.Horizon)
		}
	}
	w := &World{G: g, DT: 1 / perMonth, Steps: max(1, int(math.Ceil(months*perMonth-1e-9))), seed: seed}
	if w.Steps > MaxSteps {
		return nil, fmt.Errorf("%d steps to the horizon; at most %d are possible: take longer steps (`step: month`) or a nearer horizon", w.Steps, MaxSteps)
	}
	for p := range g.Parties {
		w.solo = append(w.solo, soloMoves(g, p))
		w.free = append(w.free, freeFrom(g, w.solo[p]))
		w.stirred = append(w.stirred, g.MovingIssues(p))
		if g.Known.Has(p) && (g.Movers.Has(p) || g.Named(p)) {
			w.Actors = append(w.Actors, p)
		}
	}
	return w, nil
}

// soloMoves tells by issue which changes of option (from × options + to) p can make alone.
func soloMoves(g *game.Game, p int) [][]bool {
	out := make([][]bool, len(g.Sizes))
	for i, n := range g.Sizes {
		out[i] = make([]bool, n*n)
		for from := range n {
			for to := range n {
				out[i][from*n+to] = from != to && g.CanMove(game.Of(p), i, from, to)
			}
		}
	}
	return out
}

// freeFrom tells by issue from which options any of the moves leads.
func freeFrom(g *game.Game, solo [][]bool) [][]bool {
	out := make([][]bool, len(g.Sizes))
	for i, n := range g.Sizes {
		for from := range n {
			out[i] = append(out[i], slices.Contains(solo[i][from*n:(from+1)*n], true))
		}
	}
	return out
}

// StepOf is the step in which a date falls: 0 for the day that runs begin on and before, 1 for the first step.
func (w *World) StepOf(date time.Time) int {
	return max(0, int(math.Ceil(w.Months(date)/w.DT-1e-9)))
}

// Months is how many months a date lies after the day that runs begin on.
func (w *World) Months(date time.Time) float64 { return w.G.Case.Clock.Step.Months(w.G.Day, date) }

// End is the day until which the case is run: that on which the last step ends or, where runs begin on a later day than that of the
// case, the horizon of the case, if that comes sooner.
func (w *World) End() time.Time {
	last := w.Date(w.Steps)
	if w.G.Elapsed == 0 {
		return last
	}
	if horizon := w.G.Case.LastDay(); horizon.Before(last) {
		return horizon
	}
	return last
}

// Date is the day that a step ends on; the zero time where the case has no day.
func (w *World) Date(step int) time.Time { return w.G.Case.Clock.Step.After(w.G.Day, step) }

// Left is how many months lie between the day that a case is put at and its horizon; not above 0 where there are none.
func Left(g *game.Game) float64 {
	left, step := g.Case.Clock.Horizon-g.Elapsed, g.Case.Clock.Step
	if !g.Day.IsZero() && step != casefile.Month {
		left = max(left, step.Months(g.Day, g.Case.LastDay()))
	}
	return left
}
