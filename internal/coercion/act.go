package coercion

import (
	"slices"

	"parley/casefile"
	"parley/internal/clock"
	"parley/internal/game"
)

// phase is where a threat stands.
type phase uint8

const (
	pending phase = iota // its deadline lies ahead
	inForce              // carried out
	over                 // conceded, lapsed, met, lifted or out of the sender's hands
)

// standing is what became of a threat in a run.
type standing struct {
	phase phase
	since int                // step in which the instrument was applied
	lasts float64            // months from then on; negative: until the demand is met
	undo  []casefile.Setting // what the instrument changed, as it was before
}

// Act lets threats do what falls into the step that has just been advanced, in the order of the text. Threats marked in off, by their
// place in the case, are left alone; nil marks none.
func (x *Worker) Act(r *clock.Run, off []bool) error {
	for k := range x.ts.list {
		if i := x.ts.list[k].index; r.Ended || i < len(off) && off[i] {
			continue
		}
		var err error
		switch x.states[k].phase {
		case pending:
			err = x.await(r, k)
		case inForce:
			err = x.press(r, k)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// await is a step before the deadline, or that of the deadline.
func (x *Worker) await(r *clock.Run, k int) error {
	t := &x.ts.list[k]
	months := r.W.DT
	if r.Step >= t.step {
		months = t.before
	}
	met := t.of.Demand.Holds(r.State)
	if !met {
		gave, err := x.responds(r, k, months, x.gives)
		if gave || err != nil {
			return err
		}
	}
	switch {
	case r.Step < t.step:
		return nil
	case met:
		x.states[k].phase = over
		return nil
	}
	return x.decide(r, k)
}

// press is a step with the instrument in force.
func (x *Worker) press(r *clock.Run, k int) error {
	t, s := &x.ts.list[k], &x.states[k]
	if len(x.lifting(r, k)) == 0 { // taken back by others, settled by a deal, or never to be taken back: nothing is offered any more
		s.phase = over
		return nil
	}
	if t.of.Demand.Holds(r.State) || s.ended(r) {
		return x.lift(r, k)
	}
	_, err := x.responds(r, k, r.W.DT, x.givesIn)
	return err
}

// responds lets the target concede, if it has the time within so many months and is willing.
func (x *Worker) responds(r *clock.Run, k int, months float64, willing func(*clock.Run, int) (verdict, bool, error)) (bool, error) {
	t := &x.ts.list[k]
	chance, err := t.of.Response.Chance(r.Vars, r.State, usualResponse)
	if err != nil || r.Dice().Chance(t.answers, r.Step) >= game.Within(chance, months) {
		return false, err
	}
	v, gives, err := willing(r, k)
	if err != nil || !gives {
		return false, err
	}
	pact := x.pact(r, t, &v)
	if err := r.Sign(pact); err != nil {
		return false, err
	}
	r.Note(clock.Yielded, t.index)
	x.ts.g.Happen(r.Vars, game.Conceded, t.index)
	if x.states[k].phase == inForce {
		if slices.ContainsFunc(x.states[k].undo, func(s casefile.Setting) bool { return int(r.State[s.Issue]) == s.Option }) {
			r.Note(clock.Lifted, t.index)
		}
	}
	x.states[k].phase = over
	return true, nil
}

// gives weighs a threat before its deadline.
func (x *Worker) gives(r *clock.Run, k int) (verdict, bool, error) {
	v, err := x.weigh(r, k, true)
	if err != nil || v.grade < possible {
		return v, false, err
	}
	t := &x.ts.list[k]
	left := discount(x.slipped(t))
	enough := func(credibility float64) bool { return v.worth(left * credibility) }
	if c := t.of.Credibility; c != nil && v.harmed != nil {
		stated, err := c.Chance(r.Vars, r.State, 0)
		return v, enough(stated), err
	}
	ok, err := x.convinced(r, k, v.harmed, enough)
	return v, ok, err
}

// givesIn weighs an instrument that is in force.
func (x *Worker) givesIn(r *clock.Run, k int) (verdict, bool, error) {
	v, err := x.weighStanding(r, k)
	return v, err == nil && v.grade == possible && v.worth(0), err
}

// decide carries a threat out or lets it lapse.
func (x *Worker) decide(r *clock.Run, k int) error {
	t := &x.ts.list[k]
	harmed := x.instrument(r, t)
	does, err := x.does(r, t, harmed)
	if err != nil {
		return err
	}
	if !does {
		x.lapses[t.by]++
		x.states[k].phase = over
		r.Note(clock.Relented, t.index)
		x.ts.g.Happen(r.Vars, game.Lapsed, t.index)
		return nil
	}
	return x.strike(r, k, harmed)
}

// strike applies the instrument.
func (x *Worker) strike(r *clock.Run, k int, harmed game.State) error {
	t, s := &x.ts.list[k], &x.states[k]
	var err error
	if s.lasts, err = t.lasts(r); err != nil {
		return err
	}
	s.phase, s.since = inForce, r.Step
	for _, set := range t.of.Of.Instrument {
		if harmed[set.Issue] != r.State[set.Issue] {
			s.undo = append(s.undo, casefile.Setting{Issue: set.Issue, Option: int(r.State[set.Issue])})
		}
	}
	r.Note(clock.Struck, t.index)
	x.ts.g.Happen(r.Vars, game.CarriedOut, t.index)
	return r.Become(harmed)
}

// Holds reports whether a move of p's own would take back an instrument of its that is in force: it has said how long that stays.
func (x *Worker) Holds(r *clock.Run, p int, to game.State) bool {
	for k := range x.ts.list {
		t := &x.ts.list[k]
		if t.by != p || x.states[k].phase != inForce {
			continue
		}
		for _, s := range t.of.Of.Instrument {
			if int(r.State[s.Issue]) == s.Option && int(to[s.Issue]) != s.Option {
				return true
			}
		}
	}
	return false
}

// left is for how many months more the instrument stays; negative: until the demand is met.
func (s *standing) left(r *clock.Run) float64 {
	if s.lasts < 0 {
		return -1
	}
	return max(0, s.lasts-float64(float64(r.Step-s.since)*r.W.DT))
}

// ended reports whether the instrument's time is over.
func (s *standing) ended(r *clock.Run) bool { return s.lasts >= 0 && s.left(r) <= 1e-9 }

// does reports whether the sender carries a threat out at the deadline: by its values, or where they are not known with the chance stated.
func (x *Worker) does(r *clock.Run, t *threat, harmed game.State) (bool, error) {
	if harmed == nil {
		return false, nil
	}
	if x.ts.g.Known.Has(t.by) {
		return x.carries(r, t, harmed)
	}
	chance, err := t.of.Credibility.Chance(r.Vars, r.State, 0)
	return r.Dice().Chance(t.acts, 0) < chance, err
}

// lifting lists what takes an instrument back: its issues that still stand as it left them, are no clause of a deal in force, and that the
// sender can take back alone.
func (x *Worker) lifting(r *clock.Run, k int) []casefile.Setting {
	t := &x.ts.list[k]
	var out []casefile.Setting
	for _, s := range x.states[k].undo {
		now := int(r.State[s.Issue])
		stands := slices.Contains(t.of.Of.Instrument, casefile.Setting{Issue: s.Issue, Option: now})
		settled := slices.ContainsFunc(r.Pacts, func(p clock.Pact) bool { return slices.Contains(p.Issues, s.Issue) })
		if stands && !settled && x.ts.g.CanMove(game.Of(t.by), s.Issue, now, s.Option) {
			out = append(out, s)
		}
	}
	return out
}

// lifted is the state in force with the instrument taken back, as far as the rules let it.
func (x *Worker) lifted(r *clock.Run, undo []casefile.Setting) game.State {
	if y := concession(x.ts.g, &game.Scope{}, r.State, r.State, undo); y != nil {
		return y
	}
	return r.State
}

// lift takes the instrument back, unless a deal in force stands against what follows from that.
func (x *Worker) lift(r *clock.Run, k int) error {
	x.states[k].phase = over
	y := x.lifted(r, x.lifting(r, k))
	if y.Equal(r.State) || slices.ContainsFunc(r.Pacts, func(p clock.Pact) bool { return p.Touches(r.State, y) }) {
		return nil
	}
	r.Note(clock.Lifted, x.ts.list[k].index)
	return r.Become(y)
}
