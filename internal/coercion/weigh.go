package coercion

import (
	"math"
	"slices"

	"parley/casefile"
	"parley/internal/clock"
	"parley/internal/game"
)

// grade says how far a concession is possible.
type grade uint8

// The grades: the higher, the less stands in its way.
const (
	impossible grade = iota // no combination of options meets the demand
	refused                 // others who must agree do not
	redLine                 // it breaks a red line of the target anew
	possible
)

// verdict is what a target makes of a threat in a moment, in points of its own.
type verdict struct {
	grade    grade
	state    game.State // the concession; nil where it is impossible
	consent  consent
	harmed   game.State // the instrument applied; nil where the sender cannot
	inForce  float64    // what the target has
	conceded float64    // what it has after conceding, its audience cost not counted
	audience float64
	bite     float64 // what the instrument takes from it
}

// price is what conceding takes from the target, its audience cost included.
func (v *verdict) price() float64 { return v.inForce - v.conceded + v.audience }

// worth reports whether the target concedes at a credibility, consent and red lines apart.
func (v *verdict) worth(credibility float64) bool {
	return float64(credibility*v.bite) >= v.price()-slack
}

// standsAt is what a party makes of the state in force.
func standsAt(r *clock.Run, p int) (float64, error) {
	j, err := r.JudgeHere(p)
	return j.Best, err
}

// conceded is what a party makes of a deal that a threat stands behind: its best plan, or to keep it where it would be best to break
// it at once.
func conceded(r *clock.Run, p int, pact clock.Pact) (float64, error) {
	sit := conceding(r, pact)
	j, err := r.Judge(p, &sit)
	return worthOf(&j), err
}

func worthOf(j *clock.Judgement) float64 {
	if j.Breaks() {
		return j.Keep
	}
	return j.Best
}

// conceding is the situation in which a deal has been made.
func conceding(r *clock.Run, pact clock.Pact) clock.Situation {
	return clock.Situation{State: pact.State, From: r.State, Pacts: append(clock.Remaining(r.Pacts, r.State, pact.State), pact)}
}

// pact is the concession as a deal. Where the instrument was not used yet, its not being used is a clause, so that a breach brings it on.
func (x *Worker) pact(r *clock.Run, t *threat, v *verdict) clock.Pact {
	p := clock.NewPact(game.Of(t.by, t.to)|v.consent.signs, r.State, v.state, r.Step, -1)
	if v.harmed == nil {
		return p
	}
	for _, s := range t.of.Of.Instrument {
		if i := s.Issue; p.State[i] == r.State[i] && v.harmed[i] != r.State[i] {
			p.Before[i] = v.harmed[i]
			p.Issues = append(p.Issues, i)
		}
	}
	slices.Sort(p.Issues)
	return p
}

// instrument is the state with a threat's instrument applied; nil where the sender cannot apply it, or it stands already.
func (x *Worker) instrument(r *clock.Run, t *threat) game.State {
	g := x.ts.g
	y, ok := g.Completed(r.State, t.of.Of.Instrument...)
	if !ok || y.Equal(r.State) || !g.Reaches(game.Of(t.by), nil, r.State, y) {
		return nil
	}
	if slices.ContainsFunc(r.Pacts, func(p clock.Pact) bool { return p.Touches(r.State, y) }) {
		return nil
	}
	return y
}

// applied is what a party makes of a state that lasts for some months (negative: for good): for the part of its foresight that the months
// cover it counts as if it stayed, for the rest the party has other.
func applied(r *clock.Run, p int, y game.State, months, other float64) (float64, error) {
	share := 1.0
	if months >= 0 {
		share = 0
		left := months / r.W.DT
		for _, w := range r.Numbers().Weights(p) {
			share += float64(w * min(1, max(0, left)))
			left--
		}
	}
	j, err := r.Judge(p, &clock.Situation{State: y, From: r.State, Pacts: r.Pacts})
	return float64(share*j.Best) + float64((1-share)*other), err
}

// lasts is for how many months an instrument stays; negative: until the demand is met.
func (t *threat) lasts(r *clock.Run) (float64, error) { return t.of.Lasts.At(r.Vars, r.State, -1) }

// weigh compares what a target has, what it has by conceding and what the instrument leaves it, before the deadline.
func (x *Worker) weigh(r *clock.Run, k int) (verdict, error) {
	t := &x.ts.list[k]
	v, err := x.best(r, k, nil)
	if err != nil {
		return v, err
	}
	if v.harmed == nil {
		return v, nil
	}
	months, err := t.lasts(r)
	if err != nil {
		return v, err
	}
	harmed, err := applied(r, t.to, v.harmed, months, v.inForce)
	v.bite = v.inForce - harmed
	return v, err
}

// weighStanding does the same while the instrument is in force: what it takes is what lifting it gives.
func (x *Worker) weighStanding(r *clock.Run, k int) (verdict, error) {
	t, s := &x.ts.list[k], &x.states[k]
	undo := x.lifting(r, k)
	v, err := x.best(r, k, undo)
	if err != nil || s.lasts < 0 {
		return v, err
	}
	lifted := x.lifted(r, undo)
	after, err := r.Judge(t.to, &clock.Situation{State: lifted, From: r.State, Pacts: clock.Remaining(r.Pacts, r.State, lifted)})
	if err != nil {
		return v, err
	}
	v.inForce, err = applied(r, t.to, r.State, s.left(r), after.Best)
	return v, err
}

// best finds the concession: of what others agree to and breaks no red line the best for the target; failing that, of what breaks one;
// failing that, of what others refuse. Of equals the first in the order of the text.
func (x *Worker) best(r *clock.Run, k int, undo []casefile.Setting) (verdict, error) {
	t := &x.ts.list[k]
	var err error
	v := verdict{conceded: math.Inf(-1)}
	if undo == nil {
		v.harmed = x.instrument(r, t)
	}
	if !x.ts.g.Known.Has(t.to) {
		return v, nil
	}
	if v.inForce, err = standsAt(r, t.to); err != nil {
		return v, err
	}
	if v.audience, err = t.of.Conceding.At(r.Vars, r.State, 0); err != nil {
		return v, err
	}
	choices := x.choices(k, r.State, undo)
	for i := range choices {
		if err := x.consider(r, t, &choices[i], &v); err != nil {
			return v, err
		}
	}
	return v, r.Numbers().Fault()
}

// consider takes a choice as the concession if it is better than the one at hand.
func (x *Worker) consider(r *clock.Run, t *threat, c *choice, v *verdict) error {
	agreed, err := x.consents(r, t, c)
	if err != nil {
		return err
	}
	g := possible
	if agreed.refuses != 0 {
		g = refused
	} else if len(x.ts.g.BrokenRedLines(t.to, r.State, c.state)) > 0 {
		g = redLine
	}
	if g < v.grade {
		return nil
	}
	other := verdict{grade: g, state: c.state, consent: agreed, harmed: v.harmed, inForce: v.inForce, audience: v.audience}
	if other.conceded, err = conceded(r, t.to, x.pact(r, t, &other)); err != nil {
		return err
	}
	if g > v.grade || other.conceded > v.conceded+slack {
		*v = other
	}
	return nil
}
