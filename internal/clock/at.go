package clock

import (
	"math"
	"time"

	"parley/internal/game"
)

// Like is a game at the moment of another of the same case.
func Like(g, other *game.Game) *game.Game {
	if other.Elapsed == 0 {
		return g
	}
	return At(g, other.Day)
}

// At is a case put at a later day: along the path that is expected while today goes on, with what is due before that day passed. The
// case has a day and a status quo, and the day does not lie before that of the case.
func At(g *game.Game, day time.Time) *game.Game {
	c := g.Case
	m := game.Moment{Day: day, Months: c.Clock.Step.Months(c.AsOf, day)}
	if m.Months == 0 {
		return g
	}
	for i := range c.Threats {
		at := math.NaN()
		if c.Threats[i].Deadline.Before(day) {
			at = c.Clock.Step.Months(c.AsOf, c.Threats[i].Deadline)
		}
		m.Deadlines = append(m.Deadlines, at)
	}
	for t := range c.Tables {
		var met []float64
		if !c.Tables[t].Meetings.Off {
			for _, d := range c.Tables[t].Meetings.Dates {
				if d.Before(day) {
					met = append(met, c.Clock.Step.Months(c.AsOf, d))
				}
			}
			for _, at := range regular(g, t, m.Months) {
				if at < m.Months-1e-9 {
					met = append(met, at)
				}
			}
		}
		m.Meetings = append(m.Meetings, met)
	}
	return g.At(m)
}
