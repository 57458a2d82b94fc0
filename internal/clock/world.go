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
	reaches []bool     // [issue] a change of it may have consequences by the rules for other issues
	stirred [][]int    // [party] the issues that its moving values rest on
	seed    uint64
}

// New prepares runs of a case. months is the horizon; 0: the case's.
func New(g *game.Game, seed uint64, months float64) (*World, error) {
	if g.Today == nil {
		return nil, fmt.Errorf("a case with `status-quo: none` has no today that time could run from")
	}
	perMonth := g.Case.Clock.Step.PerMonth()
	if months == 0 {
		months = g.Case.Clock.Horizon
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
	w.reaches = make([]bool, len(g.Sizes))
	for i := range g.Consequences {
		for _, k := range g.Consequences[i].When.Issues {
			w.reaches[k] = true
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

// StepOf is the step in which a date falls: 0 for the day of the case and before, 1 for the first step.
func (w *World) StepOf(date time.Time) int {
	return max(0, int(math.Ceil(w.Months(date)/w.DT-1e-9)))
}

// Months is how many months a date lies after the day of the case; a month is 365.25/12 days, but a whole number of calendar months
// counts as such.
func (w *World) Months(date time.Time) float64 { return MonthsBetween(w.G.Case.AsOf, date) }

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

// Date is the day that a step ends on; the zero time where the case has no day.
func (w *World) Date(step int) time.Time {
	from := w.G.Case.AsOf
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
