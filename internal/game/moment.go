package game

import (
	"math"
	"time"
)

// Moment is a day after that of the case, for At.
type Moment struct {
	Day       time.Time   // zero where the case has no day
	Months    float64     // after the day of the case
	Deadlines []float64   // [threat] months after the day of the case; NaN where the deadline does not lie before the moment
	Meetings  [][]float64 // [table] likewise those meetings that lie before the moment
}

// At is the game at a moment: Start sets the variables to what is expected of them then while today goes on, and so does
// everything that begins there. Nothing that rests on chance or on somebody's will has come about until then: no event has
// happened, no deal was made, nobody has given in. What is due has passed: tables have met where they could, and deadlines have gone by
// without action where today does not meet the demand. It needs a game with a status quo.
func (g *Game) At(m Moment) *Game {
	out := *g
	out.Day, out.Elapsed, out.past, out.passed = m.Day, m.Months, g, m
	return &out
}

// As is g, another version of the same case, at the moment of a game that At made. The way to it is that of past, which has
// the inputs of g and what they remember.
func (g *Game) As(past *Game) *Game {
	out := *g
	out.Day, out.Elapsed, out.past, out.passed = past.Day, past.Elapsed, past.past, past.passed
	return &out
}

// Passed reports whether the deadline of a threat lies before the day that the game is put at.
func (g *Game) Passed(threat int) bool {
	return threat < len(g.passed.Deadlines) && !math.IsNaN(g.passed.Deadlines[threat])
}

// LetPass reports whether the deadline of a threat has gone by without action before the day that the game is put at.
func (g *Game) LetPass(threat int) bool {
	return g.Passed(threat) && !g.Case.Threats[threat].Off && !g.Threats[threat].Demand.Holds(g.Today)
}

// Expected sets the variables after the inputs, which are there, to what is expected of them some months after the day of the case
// while today goes on. The months are at most those of the moment of the game.
func (g *Game) Expected(vars []float64, months float64) error {
	of := g
	if g.past != nil {
		of = g.past
	}
	if err := of.startToday(vars); err != nil {
		return err
	}
	of.Remember(vars, of.Today, 0)
	next, dt, gone := make([]float64, len(vars)), 1/g.Case.Clock.Step.PerMonth(), 0.0
	for gone < months-1e-9 {
		part := math.Min(dt, months-gone)
		if err := of.Step(vars, next, of.Today, part, nil); err != nil {
			return err
		}
		copy(vars, next)
		g.pass(vars, gone, gone+part)
		gone += part
		of.Remember(vars, of.Today, part)
	}
	return nil
}

// pass lets pass what is due after some months and until others; what is due on the day of the case falls into the first step.
func (g *Game) pass(vars []float64, after, until float64) {
	due := func(at float64) bool { return at <= until+1e-9 && (at > after+1e-9 || after == 0) }
	for i, at := range g.passed.Deadlines {
		if due(at) && g.LetPass(i) {
			g.Happen(vars, Lapsed, i)
		}
	}
	for t, meetings := range g.passed.Meetings {
		for _, at := range meetings {
			if due(at) && g.Meetings[t].Needs.Holds(vars, g.Today) {
				g.Happen(vars, Met, t)
				break
			}
		}
	}
}
