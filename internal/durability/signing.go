package durability

import (
	"slices"

	"parley/internal/clock"
	"parley/internal/game"
	"parley/internal/strategy"
)

// terms are what a signatory weighs at the moment of signing, in points per step, and how it weighs them.
type terms struct {
	party              int
	breaks             bool    // it can break the deal alone
	stay, breach, void float64 // u(deal), u of its best breach at once, u once that is answered; with the guarantees in force
	lag                float64 // steps until a breach is answered
	patience           float64 // δ: what the next step weighs beside this one; 0 for a party that judges the day
	remains            float64 // 1−τ: that no successor ends the deal in a step
	effective          float64 // δ(1−τ)
}

// note keeps what stands when a deal is signed: what each signatory makes of it.
func (x *walker) note(y game.State, pact clock.Pact, reach int) error {
	r, g := x.r, x.q.g
	s := &x.last
	s.vars, s.state, s.before = append(s.vars[:0], r.Vars...), y.Clone(), r.State.Clone()
	sit := clock.Situation{State: y, From: r.State, Pacts: []clock.Pact{pact}}
	s.signatories = 0
	for k := range sit.Pacts {
		s.signatories |= sit.Pacts[k].Signatories
	}
	s.exits, s.gains = make([]int, len(g.Parties)), make([]float64, len(g.Parties))
	first := x.out.exits == nil
	c, err := x.onward(&sit, reach)
	if err != nil {
		return err
	}
	for p := range g.Parties {
		if s.exits[p] = -1; !s.signatories.Has(p) || !g.Known.Has(p) {
			continue
		}
		now := game.Points(r.Numbers().Value(p, r.State))
		j, err := r.Judge(p, &sit)
		if err != nil {
			return err
		}
		if len(c) > 1 {
			w, err := x.worth(p, c)
			if err != nil {
				return err
			}
			j.Keep, j.Exit = w.keep, w.exit
		}
		s.gains[p] = j.Keep - now
		if s.exits[p], err = x.leaves(p, y, j.Exit); err != nil {
			return err
		}
		if first {
			t, err := x.terms(p, y, &j)
			if err != nil {
				return err
			}
			x.out.terms = append(x.out.terms, t)
		}
	}
	if !first {
		return nil
	}
	x.out.exits = s.exits
	return x.discount()
}

// onward is the course from a signing on, as far as it is expected to go; one segment where nothing follows. Reach is how
// many segments are known to come, 0 where that is not known.
func (x *walker) onward(sit *clock.Situation, reach int) (course, error) {
	if x.next+1 >= len(x.q.stages) {
		return nil, nil
	}
	c, err := x.ahead(segment{stage: x.next, state: sit.State, before: sit.From, pacts: sit.Pacts}, x.next+1)
	switch {
	case err != nil:
	case reach > 0:
		c = c[:min(reach, len(c))]
	default:
		c, _, err = x.goes(c)
	}
	return c, err
}

// leaves is the step at which p plans to break, −1 for none. A breach towards the end of what p looks ahead is not a plan: it seems to go
// unanswered there only because p looks no further, and a step later it lies a step later still. What is answered only beyond
// the foresight begins lag steps before its end; clock.Run.Judge looks at about every seventh step there.
func (x *walker) leaves(p int, y game.State, exit int) (int, error) {
	if exit <= 0 {
		return exit, nil
	}
	lag, _, err := x.answered(p, y)
	if end := float64(len(x.r.N.Weights(p))) - lag; float64(exit) >= end*6/7-1 {
		exit = -1
	}
	return exit, err
}

// discount counts in that a successor of any signatory may end the deal.
func (x *walker) discount() error {
	g, r := x.q.g, x.r
	var all []strategy.Turnover
	for _, p := range x.last.signatories.List() {
		turnover, err := g.Turnover(p, r.Vars, r.State)
		if err != nil {
			return err
		}
		unbound, err := g.Unbound(p, r.Vars, r.State)
		if err != nil {
			return err
		}
		all = append(all, strategy.Turnover{Chance: game.Within(turnover, r.W.DT/12), Unbound: unbound})
	}
	remains, err := strategy.EffectivePatience(1, all)
	for k := range x.out.terms {
		t := &x.out.terms[k]
		t.remains, t.effective = remains, t.patience*remains
	}
	return err
}

// terms are the flows of the moment: what is paid once counts from then on, as in clock.Run.Judge; what is paid at signing counts
// on both sides and is left out.
func (x *walker) terms(p int, y game.State, j *clock.Judgement) (terms, error) {
	r := x.r
	t := terms{party: p, breaks: j.Move != nil}
	w := r.N.Weights(p)
	if len(w) > 1 && w[0] > 0 {
		t.patience = min(1, w[1]/w[0])
	}
	var err error
	if t.stay, err = x.flow(p, y); err != nil || !t.breaks {
		return t, err
	}
	lag, deters, err := x.answered(p, y)
	if err != nil {
		return t, err
	}
	toMove, err := r.N.Paid(p, y, j.Move)
	if err != nil {
		return t, err
	}
	toVoid, err := r.N.Paid(p, j.Move, j.Void)
	if err != nil {
		return t, err
	}
	if t.breach, err = x.flow(p, j.Move); err == nil {
		t.void, err = x.flow(p, j.Void)
	}
	limit := game.Points(r.N.Caps[p]) // of the sum with what is paid once, not of a day
	t.stay, t.lag = min(t.stay, limit), lag
	t.breach, t.void = min(t.breach+toMove, limit)-deters, min(t.void+toMove+toVoid, limit)-deters
	return t, err
}

// flow is what a state is worth to p a step, as of the moment.
func (x *walker) flow(p int, s game.State) (float64, error) {
	level, err := x.r.N.Level(p, s)
	if err != nil {
		return 0, err
	}
	return x.r.N.Flow(p, s, level, x.r.Vars)
}

// answered is after how many steps, and at what cost, a breach by p is answered under the guarantees of y, had none of them lapsed.
func (x *walker) answered(p int, y game.State) (lag, deters float64, err error) {
	g, r := x.q.g, x.r
	if lag, err = g.Lag.Months(r.Vars, r.State, 1); err != nil {
		return 0, 0, err
	}
	for k := range g.Guarantees {
		u := &g.Guarantees[k]
		if !u.When.Holds(y) || u.Of.Against != nil && !slices.Contains(u.Of.Against, p) {
			continue
		}
		own, err := u.Lag.Months(r.Vars, y, lag)
		if err != nil {
			return 0, 0, err
		}
		cost, err := u.Deters.At(r.Vars, y, 0)
		if err != nil {
			return 0, 0, err
		}
		lag, deters = min(lag, own), deters+cost
	}
	return max(0, lag) / r.W.DT, deters, nil
}

// shift is how what p has without the deal has risen since the latest signing: along the path of the run, and along the one it
// expected. Track is what moved it up most in the run, −1 where nothing did.
func (x *walker) shift(p int) (risen, expected float64, track int, err error) {
	g, s, n := x.q.g, &x.last, x.r.N
	without := func(vars []float64) float64 {
		if err != nil {
			return 0
		}
		if err = n.At(vars); err != nil {
			return 0
		}
		var v game.Tick
		if v, err = n.ValueFrom(p, s.before, s.state); err == nil {
			err = n.Fault()
		}
		return game.Points(v)
	}
	vars := slices.Clone(x.r.Vars)
	then, now := without(s.vars), without(vars)
	track, most := -1, leastGain
	for _, t := range g.Watches(p) {
		was := vars[g.TrackAt(t)]
		vars[g.TrackAt(t)] = s.vars[g.TrackAt(t)]
		if moved := now - without(vars); moved > most {
			track, most = t, moved
		}
		vars[g.TrackAt(t)] = was
	}
	ahead, next := slices.Clone(s.vars), slices.Clone(s.vars)
	for range x.r.Step - x.out.tried[len(x.out.tried)-1].step {
		if err != nil {
			break
		}
		err = g.Expect(p, ahead, next, s.state)
		ahead, next = next, ahead
	}
	expected = without(ahead) - then
	return now - then, expected, track, err
}
