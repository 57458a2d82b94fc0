package synthetic

import "fmt"

// inTimeTracks is how many tracks a case in time has.
const inTimeTracks = 6

// FixedInTime is Fixed with time: twelve monthly steps, a table that meets each month and others that meet each quarter, six tracks that the
// values of every third party rest on, three threats, an event, a guarantee and four scenarios. The speed of a forecast is measured on it.
func FixedInTime() Shape {
	s := Fixed()
	s.InTime = true
	return s
}

func (w *writer) head() {
	w.line("as-of: 2025-01-01")
	w.line("horizon: 12 months")
}

// outlook lets parties look a year ahead, with some patience, and change hands now and then.
func (w *writer) outlook(p int) string {
	return fmt.Sprintf("{kind: state, foresight: 12 months, patience: %.2f, turnover: %.2f, unbound: 0.5}", 0.8+0.02*float64(p%8), 0.02*float64(p%4))
}

func (w *writer) tracks() {
	w.line("tracks:")
	for k := range inTimeTracks {
		a, b := k%w.shape.Issues, (k+3)%w.shape.Issues
		if k%2 == 0 {
			w.line("  k%d: {today: 10, change: {i%d == o0: 0.2 to 0.6, otherwise: -0.3}, noise: 0.4, min: 0, max: 40}", k, a)
		} else {
			w.line("  k%d: {today: 20, toward: \"if(i%d == o0, 16, 24) - 0.1 * k%d\", in: 6, noise: 0.3}", k, b, k-1)
		}
	}
}

// terms make the values of every third party rest on tracks: one that runs while an issue stays as it is, and one that always does.
func (w *writer) terms(p int) {
	if p%3 != 0 {
		return
	}
	w.line("    also:")
	w.line("      i%d == o0: -0.1 * (k%d - 10)", p%w.shape.Issues, p%inTimeTracks)
	w.line("      always: 0.05 * k%d", (p+1)%inTimeTracks)
}

// meetings says when a table meets.
func (w *writer) meetings(table int) string {
	every := "3 months"
	if table == 0 {
		every = "month"
	}
	return ", every: " + every + ", closes: 0.1 to 0.3"
}

// threats use options that a party can bring about alone.
func (w *writer) threats() {
	w.line("threats:")
	for k := range 3 {
		at := w.alone[k*5%len(w.alone)]
		by := at[0] % w.shape.Parties
		w.line("  x%d: {by: p%d, to: p%d, demand: i%d != o0, instrument: i%d=o%d, deadline: 2025-%02d-01, credibility: 0.2 to 0.6, conceding: 0.5 to 2, response: 0.3, lasts: 6}",
			k, by, (by+1)%w.shape.Parties, (at[0]+1)%w.shape.Issues, at[0], at[1], 4+3*k)
	}
}

func (w *writer) happenings() {
	w.line("events:")
	w.line("  shock: {when: k0 > 12, chance: 0.05, shift: {k1: -3}}")
	w.line("guarantees:")
	w.line("  force: {when: i2 != o0, by: [p0], deters: 1 to 2, fatigue: 0.1}")
	w.line("scenarios:")
	w.line("  wide: {is: i0 != o0 and i2 != o0 and i4 != o0, by: 2025-12-31, looked-up: here}")
	w.line("  narrow: {is: i0 != o0 and i2 != o0, by: 2025-12-31, looked-up: here}")
	w.line("  some: {is: ever(i0 != o0), by: 2025-12-31, looked-up: here}")
	w.line("  still: {is: i0 == o0 and i1 == o0, by: 2025-12-31, looked-up: here}")
}
