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

// worthOf is what a party makes of a deal that a threat stands behind: its best plan, or to keep it where it would be best to break it at
// once.
func worthOf(j *clock.Judgement) float64 {
	if j.Breaks() {
		return j.Keep
	}
	return j.Best
}

// conceding is the situation in which a concession has been made as a deal of some. Where the instrument was not used yet, its not being used
// is a clause, so that a breach brings it on: harmed is the state with the instrument, else nil. It lasts until the next call.
func (x *Worker) conceding(r *clock.Run, t *threat, signatories game.Mask, y, harmed game.State) *clock.Situation {
	p := clock.Pact{Signatories: signatories, Issues: x.issues[:0], State: y, Before: append(x.before[:0], r.State...), Step: r.Step, Table: -1}
	for i := range y {
		switch {
		case y[i] != r.State[i]:
			p.Issues = append(p.Issues, i)
		case harmed != nil && harmed[i] != y[i] && slices.ContainsFunc(t.of.Of.Instrument, func(s casefile.Setting) bool { return s.Issue == i }):
			p.Before[i] = harmed[i]
			p.Issues = append(p.Issues, i)
		}
	}
	x.issues, x.before = p.Issues, p.Before
	x.pacts = append(clock.Remaining(x.pacts[:0], r.Pacts, r.State, y), p)
	x.sit = clock.Situation{State: y, From: r.State, Pacts: x.pacts}
	return &x.sit
}

// pact is the concession as a deal.
func (x *Worker) pact(r *clock.Run, t *threat, v *verdict) clock.Pact {
	sit := x.conceding(r, t, game.Of(t.by, t.to)|v.consent.signs, v.state, v.harmed)
	p := sit.Pacts[len(sit.Pacts)-1]
	p.Issues, p.State, p.Before = slices.Clone(p.Issues), p.State.Clone(), p.Before.Clone()
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
func (x *Worker) applied(r *clock.Run, p int, y game.State, months, other float64) (float64, error) {
	share := 1.0
	if months >= 0 {
		share = 0
		left := months / r.W.DT
		for _, w := range r.Numbers().Weights(p) {
			share += float64(w * min(1, max(0, left)))
			left--
		}
	}
	x.sit = clock.Situation{State: y, From: r.State, Pacts: r.Pacts}
	j, err := r.Judge(p, &x.sit)
	return float64(share*j.Best) + float64((1-share)*other), err
}

// lasts is for how many months an instrument stays; negative: until the demand is met.
func (t *threat) lasts(r *clock.Run) (float64, error) { return t.of.Lasts.Months(r.Vars, r.State, -1) }

// weigh compares what a target has, what it has by conceding and what the instrument leaves it, before the deadline. Where only what the target
// may do counts, concessions of a lower grade, or that no credibility makes worth it, are left out.
func (x *Worker) weigh(r *clock.Run, k int, only bool) (verdict, error) {
	t := &x.ts.list[k]
	v := verdict{harmed: x.instrument(r, t), conceded: math.Inf(-1)}
	if !x.ts.g.Known.Has(t.to) {
		return v, nil
	}
	var err error
	if v.inForce, err = standsAt(r, t.to); err != nil {
		return v, err
	}
	if v.harmed != nil {
		months, err := t.lasts(r)
		if err != nil {
			return v, err
		}
		harmed, err := x.applied(r, t.to, v.harmed, months, v.inForce)
		if v.bite = v.inForce - harmed; err != nil {
			return v, err
		}
	}
	err = x.best(r, k, nil, only, &v)
	return v, err
}

// weighStanding does the same while the instrument is in force, for what the target may do: what it takes is what lifting it gives.
func (x *Worker) weighStanding(r *clock.Run, k int) (verdict, error) {
	t, s := &x.ts.list[k], &x.states[k]
	undo, v := x.lifting(r, k), verdict{}
	if !x.ts.g.Known.Has(t.to) {
		return v, nil
	}
	var err error
	if v.inForce, err = standsAt(r, t.to); err != nil {
		return v, err
	}
	if s.lasts >= 0 {
		lifted := x.lifted(r, undo)
		x.pacts = clock.Remaining(x.pacts[:0], r.Pacts, r.State, lifted)
		x.sit = clock.Situation{State: lifted, From: r.State, Pacts: x.pacts}
		after, err := r.Judge(t.to, &x.sit)
		if err != nil {
			return v, err
		}
		if v.inForce, err = x.applied(r, t.to, r.State, s.left(r), after.Best); err != nil {
			return v, err
		}
	}
	err = x.best(r, k, undo, true, &v)
	return v, err
}

// best finds the concession: of what others agree to and breaks no red line the best for the target; failing that, of what breaks one;
// failing that, of what others refuse. Of equals the first in the order of the text.
func (x *Worker) best(r *clock.Run, k int, undo []casefile.Setting, only bool, v *verdict) error {
	t := &x.ts.list[k]
	var err error
	if v.audience, err = t.of.Conceding.At(r.Vars, r.State, 0); err != nil {
		return err
	}
	v.conceded = math.Inf(-1)
	choices := x.choices(k, r.State, undo)
	for i := range choices {
		if err := x.consider(r, t, &choices[i], only, v); err != nil {
			return err
		}
	}
	return r.Numbers().Fault()
}

// consider takes a choice as the concession if it is better than the one at hand.
func (x *Worker) consider(r *clock.Run, t *threat, c *choice, only bool, v *verdict) error {
	other := verdict{grade: possible, state: c.state, harmed: v.harmed, inForce: v.inForce, audience: v.audience, bite: v.bite}
	if len(x.ts.g.BrokenRedLines(t.to, r.State, c.state)) > 0 {
		other.grade = redLine
	}
	if other.grade < v.grade || only && other.grade < possible {
		return nil
	}
	better := func() bool { return other.grade > v.grade || other.conceded > v.conceded+slack }
	worth := func(signs game.Mask) error {
		j, err := r.Judge(t.to, x.conceding(r, t, game.Of(t.by, t.to)|signs, c.state, v.harmed))
		other.conceded = worthOf(&j)
		return err
	}
	if only && !c.open { // who signs is known before they are asked
		if err := worth(x.signers(r, t, c)); err != nil || !better() || !other.worth(0) && !other.worth(1) {
			return err
		}
	}
	var err error
	if other.consent, err = x.consents(r, t, c); err != nil {
		return err
	}
	if other.consent.refuses != 0 {
		other.grade = refused
	}
	if other.grade < v.grade || only && other.grade < possible {
		return nil
	}
	if !only || c.open {
		if err := worth(other.consent.signs); err != nil {
			return err
		}
	}
	if better() {
		*v = other
	}
	return nil
}
