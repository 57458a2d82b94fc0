package clock

import "math"

// Meetings tells in which steps, 0 to the horizon, a table meets: at its dates, and as often as it says between its bounds. A table
// that is off, or has neither dates nor a rhythm, never meets. Several meetings in one step are one.
func (w *World) Meetings(table int) []bool {
	m := &w.G.Case.Tables[table].Meetings
	out := make([]bool, w.Steps+1)
	if m.Off {
		return out
	}
	for _, d := range m.Dates {
		if k := max(1, w.StepOf(d)); k <= w.Steps {
			out[k] = true
		}
	}
	if m.Every <= 0 {
		return out
	}
	first, last := m.Every, float64(w.Steps)*w.DT
	if !m.From.IsZero() {
		first = max(0, w.Months(m.From))
	}
	if !m.Until.IsZero() {
		last = min(last, w.Months(m.Until))
	}
	for k := 0; ; k++ {
		at := first + float64(k)*m.Every
		if at > last+1e-9 {
			return out
		}
		if step := max(1, int(math.Ceil(at/w.DT-1e-9))); step <= w.Steps {
			out[step] = true
		}
	}
}
