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
		if months = g.Case.Clock.Horizon - g.Elapsed; months < 1e-9 {
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

// Months is how many months a date lies after the day that runs begin on; a month is 365.25/12 days, but a whole number of calendar
// months counts as such.
func (w *World) Months(date time.Time) float64 { return MonthsBetween(w.G.Day, date) }

// MonthsBetween is how many months lie between two dates, negative when the second is earlier. Whole calendar months count as
// whole, the days beyond them as parts of the month they lie in.
func MonthsBetween(from, to time.Time) float64 {
	if to.Before(from) {
		return -MonthsBetween(to, from)
	}
	whole := (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
	for whole > 0 && Later(from, whole).After(to) {
		whole--
	}
	start, next := Later(from, whole), Later(from, whole+1)
	return float64(whole) + to.Sub(start).Hours()/next.Sub(start).Hours()
}

// Later is the same day some months later, or the last day of that month where it has no such day.
func Later(from time.Time, months int) time.Time {
	first := time.Date(from.Year(), from.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return time.Date(first.Year(), first.Month(), min(from.Day(), last), 0, 0, 0, 0, time.UTC)
}

// End is the day until which the case is run: that on which the last step ends or, where runs begin on a later day than that of the
// case, the horizon of the case, if that comes sooner.
func (w *World) End() time.Time {
	last, perMonth := w.Date(w.Steps), w.G.Case.Clock.Step.PerMonth()
	if w.G.Elapsed == 0 {
		return last
	}
	if horizon := w.after(w.G.Case.AsOf, int(math.Ceil(w.G.Case.Clock.Horizon*perMonth-1e-9))); horizon.Before(last) {
		return horizon
	}
	return last
}

// Date is the day that a step ends on; the zero time where the case has no day.
func (w *World) Date(step int) time.Time { return w.after(w.G.Day, step) }

func (w *World) after(from time.Time, step int) time.Time {
	if from.IsZero() {
		return from
	}
	switch w.G.Case.Clock.Step {
	case casefile.Week:
		return from.AddDate(0, 0, 7*step)
	case casefile.Day:
		return from.AddDate(0, 0, step)
	}
	return Later(from, step)
}
