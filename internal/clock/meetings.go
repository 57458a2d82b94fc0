package clock

import (
	"math"

	"parley/internal/game"
)

// Meetings tells in which steps, 0 to the horizon, a table meets: at its dates, and as often as it says between its bounds. A table
// that is off, or has neither dates nor a rhythm, never meets. Several meetings in one step are one. Those that lie before the day
// that runs begin on are over.
func (w *World) Meetings(table int) []bool {
	out := make([]bool, w.Steps+1)
	if w.G.Case.Tables[table].Meetings.Off {
		return out
	}
	put := func(months float64) {
		if step := max(1, int(math.Ceil(months/w.DT-1e-9))); months > -1e-9 && step <= w.Steps {
			out[step] = true
		}
	}
	for _, d := range w.G.Case.Tables[table].Meetings.Dates {
		put(w.Months(d))
	}
	for _, at := range regular(w.G, table, w.G.Elapsed+float64(float64(w.Steps)*w.DT)) {
		put(at - w.G.Elapsed)
	}
	return out
}

// regular lists the regular meetings of a table in months after the day of the case, to the last one that is not later than last.
func regular(g *game.Game, table int, last float64) []float64 {
	m := &g.Case.Tables[table].Meetings
	if m.Every <= 0 {
		return nil
	}
	first := m.Every
	if !m.From.IsZero() {
		first = max(0, g.Case.Clock.Step.Months(g.Case.AsOf, m.From))
	}
	if !m.Until.IsZero() {
		last = min(last, g.Case.Clock.Step.Months(g.Case.AsOf, m.Until))
	}
	var out []float64
	for k := 0; ; k++ {
		at := first + float64(k)*m.Every
		if at > last+1e-9 {
			return out
		}
		out = append(out, at)
	}
}
