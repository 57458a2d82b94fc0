package coercion

import (
	"math"

	"parley/internal/clock"
)

// player follows one threat through the runs of one goroutine.
type player struct {
	r *clock.Run
	x *Worker
}

func newPlayer(w *clock.World, ts *Threats) *player { return &player{r: w.NewRun(), x: ts.Worker()} }

// outcome is what became of a threat in a run.
type outcome struct {
	inTime, later  bool // conceded
	struck, lapsed bool
}

// begin starts a run with one draw of the inputs.
func (p *player) begin(run int, inputs []float64) error {
	p.x.Begin()
	return p.r.Begin(run, inputs)
}

// step takes tracks and events one step on.
func (p *player) step() error {
	if err := p.r.Advance(); err != nil {
		return err
	}
	return p.r.Events()
}

// play runs a threat from the day of the case until it is decided, or to the horizon. forgiven deadlines that slipped do not count.
func (p *player) play(run int, forgiven int) (outcome, error) {
	r, t := p.r, &p.x.ts.list[0]
	p.x.Begin()
	p.x.lapses[t.by] = -forgiven
	if err := r.Again(run); err != nil {
		return outcome{}, err
	}
	for r.Step < r.W.Steps && !r.Ended && p.x.states[0].phase != over {
		if err := p.step(); err != nil {
			return outcome{}, err
		}
		if err := p.x.Act(r, nil); err != nil {
			return outcome{}, err
		}
		r.W.G.Remember(r.Vars, r.State, r.W.DT)
	}
	return outcomeOf(r.Log), nil
}

// outcomeOf reads the log of a run with one threat.
func outcomeOf(log []clock.Happening) outcome {
	var out outcome
	for _, h := range log {
		switch h.Kind {
		case clock.Yielded:
			out.inTime, out.later = !out.struck, out.struck
		case clock.Struck:
			out.struck = true
		case clock.Relented:
			out.lapsed = true
		}
	}
	return out
}

// follow runs tracks and events to the horizon with nothing conceded, the instrument applied from the deadline on where used is set, and
// leaves the tracks in out.
func (p *player) follow(run int, used bool, out []float64) error {
	r, x, t := p.r, p.x, &p.x.ts.list[0]
	x.Begin()
	if err := r.Again(run); err != nil {
		return err
	}
	for r.Step < r.W.Steps && !r.Ended {
		if err := p.step(); err != nil {
			return err
		}
		s := &x.states[0]
		switch {
		case !used || r.Ended:
		case r.Step == t.step:
			if harmed := x.instrument(r, t); harmed != nil {
				if err := x.strike(r, 0, harmed); err != nil {
					return err
				}
			}
		case s.phase == inForce && s.ended(r):
			if err := x.lift(r, 0); err != nil {
				return err
			}
		}
		r.W.G.Remember(r.Vars, r.State, r.W.DT)
	}
	for k := range out {
		out[k] = r.Vars[r.W.G.TrackAt(k)]
	}
	return nil
}

// moments is a threat at the day of the case, in one draw.
type moments struct {
	verdict
	stated, derived float64 // NaN: not given, not known
	used            float64 // after the deadlines that slipped
	response        float64 // chance a month
}

// weighed weighs a threat at the day of the case; the run has begun.
func (p *player) weighed() (moments, error) {
	r, x, t := p.r, p.x, &p.x.ts.list[0]
	m := moments{stated: math.NaN(), derived: math.NaN()}
	var err error
	if m.verdict, err = x.weigh(r, 0, false); err != nil {
		return m, err
	}
	if m.response, err = t.of.Response.Chance(r.Vars, r.State, usualResponse); err != nil {
		return m, err
	}
	if x.ts.g.Known.Has(t.by) {
		if m.derived, err = x.believed(r, 0, m.harmed); err != nil {
			return m, err
		}
		m.used = m.derived
	}
	if t.of.Credibility != nil {
		if m.stated, err = t.of.Credibility.Chance(r.Vars, r.State, 0); err != nil {
			return m, err
		}
		m.used = m.stated
	}
	if m.harmed == nil {
		m.used = 0
	}
	m.used *= discount(x.slipped(t))
	return m, nil
}

// willing reports whether the target would concede, were there time.
func (m *moments) willing() bool { return m.grade == possible && m.worth(m.used) }

// credibilityNeeded is the least credibility that compels at this bite; +Inf: none.
func (m *moments) credibilityNeeded() float64 {
	switch {
	case m.grade < possible:
		return math.Inf(1)
	case m.price() <= slack:
		return 0
	case m.bite < m.price()-slack:
		return math.Inf(1)
	}
	return min(1, m.price()/m.bite)
}

// biteNeeded is the least bite that compels at this credibility; +Inf: none.
func (m *moments) biteNeeded() float64 {
	switch {
	case m.grade < possible:
		return math.Inf(1)
	case m.price() <= slack:
		return 0
	case m.used <= 0:
		return math.Inf(1)
	}
	return m.price() / m.used
}

// costs leaves in out what the instrument is to each party, in points; 0 where the sender cannot apply it.
func (p *player) costs(m *moments, out []float64) error {
	r, t := p.r, &p.x.ts.list[0]
	clear(out)
	if m.harmed == nil {
		return nil
	}
	months, err := t.lasts(r)
	if err != nil {
		return err
	}
	for _, q := range p.x.ts.g.Known.List() {
		now, err := standsAt(r, q)
		if err != nil {
			return err
		}
		then, err := p.x.applied(r, q, m.harmed, months, now)
		if err != nil {
			return err
		}
		out[q] = then - now
	}
	return nil
}
