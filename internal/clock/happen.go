package clock

import (
	"math/bits"
	"slices"

	"parley/casefile"
	"parley/internal/game"
)

// Events lets the case's events happen, in the order of the text; each once, unless it repeats, and at most once a step.
func (r *Run) Events() error {
	g := r.W.G
	for i := range g.Events {
		e := &g.Events[i]
		if r.Ended {
			return nil
		}
		if !e.Of.Repeats && r.happened(Fired, i) || !e.When.Holds(r.Vars, r.State) {
			continue
		}
		chance, err := e.Chance.Chance(r.Vars, r.State, 1)
		if err != nil {
			return err
		}
		if r.dice.Chance(r.s.events[i], r.Step) >= game.Within(chance, r.W.DT) {
			continue
		}
		if err := r.fire(i, e); err != nil {
			return err
		}
	}
	return nil
}

// happened reports whether the log has a happening.
func (r *Run) happened(kind Kind, index int) bool {
	return slices.ContainsFunc(r.Log, func(h Happening) bool { return h.Kind == kind && h.Index == index })
}

func (r *Run) fire(i int, e *game.Event) error {
	g := r.W.G
	r.Note(Fired, i)
	g.Happen(r.Vars, game.Happened, i)
	for k, s := range e.Of.Shift {
		by, err := e.Shift[k].At(r.Vars, r.State, 0)
		if err != nil {
			return err
		}
		if err := g.Shift(r.Vars, s.Track, by, r.State); err != nil {
			return err
		}
	}
	r.stale()
	if e.Of.Ends {
		r.Ended = true
	}
	if len(e.Of.Then) == 0 {
		return nil
	}
	if s, ok := g.Completed(r.State, e.Of.Then...); ok && !s.Equal(r.State) { // else the rules do not let it change this state
		switch {
		case !touched(r.Pacts, r.State, s):
		case e.Of.Foreseen:
			r.Note(RanOut, i)
			r.Pacts = Remaining(nil, r.Pacts, r.State, s)
			return r.Become(s)
		default:
			r.Note(Upset, i)
		}
		return r.depart(nobody, s)
	}
	return nil
}

// nobody stands for the party where an event breaks a deal.
const nobody = -1

// depart puts s into force against the deals it touches: they end, and what else they settled goes back after the lag, which the
// guarantees in force against p shorten.
func (r *Run) depart(p int, s game.State) error {
	lag, _, err := r.Answered(p, r.State)
	if err != nil {
		return err
	}
	var broken []Pact
	kept := r.Pacts[:0:0]
	for _, p := range r.Pacts {
		if p.Touches(r.State, s) {
			broken = append(broken, p)
		} else {
			kept = append(kept, p)
		}
	}
	if len(broken) > 0 {
		r.answers = append(r.answers, answer{step: r.Step + max(1, int(lag+0.5)), pacts: broken, from: r.State.Clone(), moved: s.Clone()})
	}
	r.Pacts = kept
	return r.Become(s)
}

// answer lets breaches be answered that are due: clauses that still stand as the deal had them go back.
func (r *Run) answer() error {
	for k := 0; k < len(r.answers); {
		a := r.answers[k]
		if a.step > r.Step {
			k++
			continue
		}
		r.answers = slices.Delete(r.answers, k, k+1)
		void := r.Void(a.pacts, a.from, a.moved)
		var back []casefile.Setting
		for i := range void {
			if void[i] != a.moved[i] && r.State[i] == a.moved[i] && !r.settled(i) {
				back = append(back, casefile.Setting{Issue: i, Option: int(void[i])})
			}
		}
		if s := r.putBack(r.State, back); !s.Equal(r.State) {
			r.Note(Answered, 0)
			if err := r.Become(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// settled reports whether an issue is a clause of a deal in force.
func (r *Run) settled(issue int) bool {
	return slices.ContainsFunc(r.Pacts, func(p Pact) bool { return slices.Contains(p.Issues, issue) })
}

// repudiation is the chance a step that a successor of p comes and does not feel bound.
func (r *Run) repudiation(p int) (float64, error) {
	turnover, err := r.W.G.Turnover(p, r.Vars, r.State)
	if err != nil || turnover == 0 {
		return 0, err
	}
	x := &r.turnover[p]
	if x.year != turnover {
		x.year, x.step = turnover, game.Within(turnover, r.W.DT/12)
	}
	unbound, err := r.W.G.Unbound(p, r.Vars, r.State)
	return x.step * unbound, err
}

// rate is a chance a year and what it comes to in a step.
type rate struct{ year, step float64 }

// hazards are the chances of repudiation of all parties at the moment.
func (r *Run) hazards() ([]float64, error) {
	if r.hazardAt == r.moment {
		return r.hazard, nil
	}
	for p := range r.hazard {
		var err error
		if r.hazard[p], err = r.repudiation(p); err != nil {
			return nil, err
		}
	}
	r.hazardAt = r.moment
	return r.hazard, nil
}

// Successors is the chance a step that a successor of a signatory other than p ends the deals of a situation: one who does not feel bound, and
// who can change a clause of a deal of its predecessor's by a move of its own.
func (r *Run) Successors(p int, sit *Situation) (float64, error) {
	hazard, err := r.hazards()
	if err != nil {
		return 0, err
	}
	stays := 1.0
	for others := r.leavers(sit) &^ game.Of(p); others != 0; others &= others - 1 {
		stays *= 1 - hazard[bits.TrailingZeros64(uint64(others))]
	}
	return 1 - stays, nil
}

// leavers are the signatories of a situation who can leave a deal that they are bound by alone. Of those whose successors are no risk it is not
// asked. They are found once for a situation.
func (r *Run) leavers(sit *Situation) game.Mask {
	if sit.asked {
		return sit.leavers
	}
	var signed game.Mask // each once: a successor comes once, however many deals the predecessor has signed
	for k := range sit.Pacts {
		signed |= sit.Pacts[k].Signatories
	}
	for ; signed != 0; signed &= signed - 1 {
		if q := bits.TrailingZeros64(uint64(signed)); r.hazard[q] > 0 && r.canLeave(q, sit) {
			sit.leavers |= game.Of(q)
		}
	}
	sit.asked = true
	return sit.leavers
}

func (r *Run) canLeave(q int, sit *Situation) bool {
	for k := range sit.Pacts {
		if deal := &sit.Pacts[k]; deal.Signatories.Has(q) && r.canChange(r.nodeOf(sit), q, deal) {
			return true
		}
	}
	return false
}

// Answered is after how many steps, and at what cost in points a day, a breach by p in s is answered, under the guarantees that have not lapsed.
func (r *Run) Answered(p int, s game.State) (lag, deters float64, err error) {
	lag = r.lag
	for k := range r.W.G.Guarantees {
		own, cost, err := r.guarantee(k, p, s)
		if err != nil {
			return 0, 0, err
		}
		lag, deters = min(lag, own), deters+cost
	}
	return lag, deters, nil
}

// guarantee tells how a guarantee answers a breach by p in s: after how many steps and at what cost. One that does not hold, has
// lapsed or is not against p answers as if it were not there.
func (r *Run) guarantee(k, p int, s game.State) (lag, deters float64, err error) {
	x := &r.W.G.Guarantees[k]
	lag = r.lag
	if r.tired[k] || !x.When.Holds(s) || x.Of.Against != nil && !slices.Contains(x.Of.Against, p) {
		return lag, 0, nil
	}
	if x.Lag != nil {
		if lag, err = x.Lag.Months(r.Vars, s, 0); err != nil {
			return 0, 0, err
		}
		lag /= r.W.DT
	}
	deters, err = x.Deters.At(r.Vars, s, 0)
	return lag, deters, err
}

// weary lets guarantors lose interest.
func (r *Run) weary() error {
	for k := range r.W.G.Guarantees {
		x := &r.W.G.Guarantees[k]
		if x.Fatigue == nil || r.tired[k] || !x.When.Holds(r.State) {
			continue
		}
		chance, err := x.Fatigue.Chance(r.Vars, r.State, 0)
		if err != nil {
			return err
		}
		if r.dice.Chance(r.s.fatigue[k], r.Step) < game.Within(chance, r.W.DT/12) {
			r.tired[k] = true
			r.Note(Tired, k)
		}
	}
	return nil
}
