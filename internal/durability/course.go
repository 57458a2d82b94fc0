package durability

import (
	"slices"

	"parley/internal/clock"
	"parley/internal/game"
)

// course is how a plan is expected to go on from a moment: what is in force at first, and each step that comes in sight, in the order in
// which they come along the expected path.
type course []segment

// segment is what is in force from some moment of a course on.
type segment struct {
	stage  int // of the plan; −1: what is in force now
	at     int // steps from now
	state  game.State
	before game.State   // the state that it takes the place of
	pacts  []clock.Pact // in force
	vars   []float64    // of the moment that it comes in
	needed game.Mask    // whose consent it takes
}

// still is the course of what was in force before segment j, had it been refused when it came.
func (c course) still(j int) course {
	s := c[j-1]
	s.at, s.vars, s.before = c[j].at, c[j].vars, s.state
	return course{s}
}

// sight is the longest foresight of a party whose values are known, in steps.
func (x *walker) sight() int {
	n, most := x.r.Numbers(), 0
	for p := range x.q.g.Parties {
		if x.q.g.Known.Has(p) {
			most = max(most, len(n.Weights(p)))
		}
	}
	return most
}

// ahead follows a plan from a moment on in which s is in force, along the path that is expected: tracks without noise, no events. Steps are
// due as in a path. One that the rules do not let be, and all after it, do not come.
func (x *walker) ahead(first segment, next int) (course, error) {
	r, g, sight := x.r, x.q.g, x.sight()
	first.vars = slices.Clone(r.Vars)
	c := course{first}
	now, then := slices.Clone(r.Vars), slices.Clone(r.Vars)
	if r.Step > 0 {
		g.Remember(now, first.state, r.W.DT) // the step at hand is still to be remembered
	}
	signed := r.Step // the step in which the last stage was signed
	for d := 1; d < sight && next < len(x.q.stages); d++ {
		here := c[len(c)-1].state
		if err := g.Step(now, then, here, r.W.DT, nil); err != nil {
			return nil, err
		}
		now, then = then, now
		for next < len(x.q.stages) && x.q.stages[next].due(r.Step+d, signed, now, here) {
			y, err := g.Complete(here, x.q.stages[next].settings)
			if err != nil {
				return c, nil //nolint:nilerr // the rules do not let the step be: it does not come
			}
			s := segment{stage: next, at: d, state: y, before: here, pacts: c[len(c)-1].pacts, vars: slices.Clone(now)}
			if !y.Equal(here) {
				s.needed = x.coalitions(here, y)[0]
				s.pacts = []clock.Pact{grown(s.pacts, s.needed, here, y, r.Step+d)}
			}
			c, here, signed = append(c, s), y, r.Step+d
			next++
		}
		g.Remember(now, here, r.W.DT)
	}
	return c, nil
}

// grown is the agreement that a plan makes of the steps signed so far and one more: its clauses stand and fall together, and those of
// earlier steps that the step does not change stay what they were.
func grown(pacts []clock.Pact, parties game.Mask, now, y game.State, step int) clock.Pact {
	p := clock.NewPact(parties, now, y, step, -1)
	for _, old := range clock.Remaining(nil, pacts, now, y) {
		p.Signatories |= old.Signatories
		for _, i := range old.Issues {
			p.Before[i] = old.Before[i]
		}
		p.Issues = append(p.Issues, old.Issues...)
	}
	for _, old := range pacts { // a clause that is changed goes back to what was before the first step
		for _, i := range old.Issues {
			if now[i] != y[i] {
				p.Before[i] = old.Before[i]
			}
		}
	}
	slices.Sort(p.Issues)
	return p
}

// due reports whether a stage is tried in a step; signed is the step in which the one before it was.
func (s *stage) due(step, signed int, vars []float64, state game.State) bool {
	switch {
	case s.after > 0:
		return step >= signed+s.after
	case s.on >= 0:
		return step >= s.on
	}
	return s.when.Holds(vars, state)
}

// stop is how far a course goes, and who would not go on with it at which stage; stage −1: nobody.
type stop struct {
	reach   int // segments of the course that come; 0: not known
	stage   int
	parties game.Mask
}

// goes tells how far a course goes: up to the first step that one of those whose consent it takes would refuse when it comes, found
// from the last step back, so that each knows how the others go on from there.
func (x *walker) goes(c course) (course, stop, error) {
	ends := stop{stage: -1}
	last := len(c) - 1 // that is reached if step j is taken
	for j := len(c) - 1; j > 0; j-- {
		against, err := x.against(c[:last+1], j)
		if err != nil {
			return nil, ends, err
		}
		if against != 0 {
			last, ends = j-1, stop{stage: c[j].stage, parties: against}
		}
	}
	ends.reach = last + 1
	return c[:last+1], ends, nil
}

// against are those whose consent step j of a course takes and who refuse it when it comes: it breaks a red line, leaves them no better off
// than to stay, or is best broken at once; and those who must ratify it and lose by it. The margin, and shares of a public, are looked at when the step
// is really tried.
func (x *walker) against(c course, j int) (game.Mask, error) {
	var out game.Mask
	g, s := x.q.g, &c[j]
	for _, p := range s.needed.List() {
		if !g.Known.Has(p) || len(g.BrokenRedLines(p, s.before, s.state)) > 0 {
			out |= 1 << p
			continue
		}
		on, stay, err := x.both(p, c[j:], c.still(j))
		if err != nil {
			return 0, err
		}
		if on.exit == 0 || on.best-stay.best <= leastGain {
			out |= 1 << p
		}
	}
	for _, p := range x.yesOrNo(s.state).List() {
		if out.Has(p) || s.needed == 0 {
			continue
		}
		on, stay, err := x.both(p, c[j:], c.still(j))
		if err != nil {
			return 0, err
		}
		if on.best-stay.best < -leastGain {
			out |= 1 << p
		}
	}
	return out, nil
}

func (x *walker) both(p int, a, b course) (on, stay prospect, err error) {
	if on, err = x.value(p, a, false); err == nil {
		stay, err = x.value(p, b, false)
	}
	return on, stay, err
}

// yesOrNo are the parties that must ratify a state and whose values say whether they do, not a share of their members.
func (x *walker) yesOrNo(s game.State) game.Mask {
	var out game.Mask
	g := x.q.g
	for i := range g.Case.Ratifiers {
		if p := g.Case.Ratifiers[i].Party; g.Known.Has(p) && !g.HasSupport(p) && g.Ratifies(i, s) {
			out |= 1 << p
		}
	}
	return out
}

// stays reports whether a party that would break what is in force keeps to it for the steps of the plan that are still to come.
func (x *walker) stays(p int) (bool, error) {
	if x.next >= len(x.q.stages) || !x.out.signed() {
		return false, nil
	}
	r := x.r
	c, err := x.ahead(segment{stage: -1, state: r.State, before: r.State, pacts: r.Pacts}, x.next)
	if err != nil {
		return false, err
	}
	if c, _, err = x.goes(c); err != nil || len(c) == 1 {
		return false, err
	}
	w, err := x.worth(p, c)
	return w.exit != 0, err
}
