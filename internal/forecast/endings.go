package forecast

import (
	"slices"

	"parley/internal/clock"
	"parley/internal/game"
)

// ending is what a run can be filed under: a scenario of the case or, where it declares none, a goal.
type ending struct {
	name, label, text string
	lookedUp          string
	by                string // the date given for it, "" for the horizon
	due               int    // step at the end of which it is looked at: that in which the date falls
	holds             func(vars []float64, s game.State) bool
}

// endingsOf lists what runs are filed under; the first that holds names a run. Goals come in the order of the text, the least ambitious
// first, so as endings they are taken from the last on.
func endingsOf(w *clock.World) (list []ending, goals bool, err error) {
	c := w.G.Case
	for k := range c.Scenarios {
		s := &c.Scenarios[k]
		e := ending{name: s.Name, label: s.Label, text: s.Text, lookedUp: s.LookedUp, due: w.Steps, holds: w.G.Scenarios[k].When.Holds}
		if !s.By.IsZero() {
			e.by, e.due = s.By.Format("2006-01-02"), min(e.due, w.StepOf(s.By))
			if s.By.Before(w.G.Day) {
				e.holds = past(w.G, c.Clock.Step.Months(c.AsOf, s.By), e.holds)
			}
		}
		list = append(list, e)
	}
	if list != nil {
		return list, false, nil
	}
	for k := len(c.Goals) - 1; k >= 0; k-- {
		goal := k
		list = append(list, ending{
			name: c.Goals[k].Name, label: c.Goals[k].Label, text: c.Goals[k].Text, due: w.Steps,
			holds: func(_ []float64, s game.State) bool { return w.G.Meets(goal, s) },
		})
	}
	if list == nil {
		return nil, false, caseError("scenarios", "the case declares neither scenarios nor goals, so a run has nothing to be filed under; "+
			"declare `scenarios:`, each with a condition and, where it is to be settled earlier than the horizon, a date `by`")
	}
	return list, true, nil
}

// past looks a condition up on a day before the one that runs begin on: along the path that was expected while today went on.
func past(g *game.Game, months float64, holds func(vars []float64, s game.State) bool) func([]float64, game.State) bool {
	return func(vars []float64, _ game.State) bool {
		then := slices.Clone(vars)
		return g.Expected(then, months) == nil && holds(then, g.Today) // an error on the way would have kept the run from beginning
	}
}

// caseError is what keeps a case from being forecast.
func caseError(path, reason string) error {
	e := &game.ValueError{Path: path, Reason: reason}
	e.Place.Line, e.Place.Col = 1, 1
	return e
}

// lasting files what comes about where a state stays in force from the first day on, without chance. It follows what the endings rest on and
// nothing else. It is immutable.
type lasting struct {
	w     *clock.World
	ends  []ending
	rests game.Bearing
	until int  // the step after which no ending is looked at
	fixed bool // it is the same in every draw
}

func newLasting(w *clock.World, ends []ending) *lasting {
	l := &lasting{w: w, ends: ends, rests: w.G.Bearing()}
	for k := range ends {
		l.until = max(l.until, ends[k].due)
	}
	l.fixed = !l.rests.Drawn && w.G.Elapsed == 0 // what is remembered of the days until then may rest on anything
	return l
}

// file is the index of the ending of a state, or their number for something else. vars are those of the first day; they and next are
// overwritten.
func (l *lasting) file(vars, next []float64, s game.State) (int, error) {
	g, first := l.w.G, len(l.ends)
	look := func(step int) {
		for k := range l.ends[:first] {
			if l.ends[k].due == step && l.ends[k].holds(vars, s) {
				first = k
				return
			}
		}
	}
	g.Remember(vars, s, 0)
	look(0)
	for step := 1; step <= l.until; step++ {
		if err := g.StepSome(l.rests.Tracks, vars, next, s, l.w.DT); err != nil {
			return 0, err
		}
		copy(vars, next)
		g.Remember(vars, s, l.w.DT)
		look(step)
	}
	return first, nil
}
