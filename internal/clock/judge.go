package clock

import (
	"math"

	"parley/internal/game"
)

// Situation is a state that breaks no rule, and the deals in force in it. From is the state that gives way to it, from which payments made once are
// counted: the state itself when it is in force already.
type Situation struct {
	State game.State
	From  game.State
	Pacts []Pact

	node    *node // nil until asked for, as is the next
	about   *standing
	leavers game.Mask // signatories who can leave alone, once asked
	asked   bool
}

// Judgement is what a party makes of its obligations, in points a day, averaged over its foresight with its patience along the path
// it expects.
type Judgement struct {
	Keep  float64    // it keeps to them as far as it looks ahead
	Best  float64    // the best plan: keep until some step, then break; at least Keep
	Exit  int        // the step from now at which the best plan breaks; −1: it does not
	Break float64    // the best breach made at once; −Inf: it can break nothing alone
	Move  game.State // where that breach leads
	Void  game.State // where it ends once it is answered
}

// Breaks reports whether it is best to break at once.
func (j *Judgement) Breaks() bool { return j.Exit == 0 }

// epsilon is the least gain that counts as one, in points.
const epsilon = 1e-6

// Judge asks whether p keeps the deals in force: by comparing, for every step at which it could break, what it has until then, what the
// breach brings while it is not answered, and what follows once it is. Only p's own plans are weighed; that a successor of another
// signatory may end the deal is counted in, at what p then has. A party that looks no further than the day weighs the day.
func (r *Run) Judge(p int, sit *Situation) (Judgement, error) {
	j := &r.judge
	out, err := j.atOnce(r, p, sit)
	if err == nil && out.Move != nil {
		err = j.overTime(&out)
	}
	return out, err
}

// JudgeHere is Judge of the situation in force, remembered while it stays.
func (r *Run) JudgeHere(p int) (Judgement, error) {
	x, here := &r.sofar, r.Here()
	if x.has.Has(p) {
		return x.by[p], nil
	}
	j, err := r.Judge(p, here)
	if err == nil {
		x.by[p], x.has = j, x.has|game.Of(p)
	}
	return j, err
}

// sofar are judgements of the situation in force.
type sofar struct {
	moment, log, pacts int // they are of
	here               Situation
	has                game.Mask
	by                 []Judgement
}

// JudgeFrom is Judge for those who only ask whether the situation is worth so much to p, in points a day, and whether p breaks it at once:
// where keeping alone is worth enough and no breach made now is worth more, no later exit is looked for, Best is Keep, and it is not exact.
func (r *Run) JudgeFrom(p int, sit *Situation, enough float64) (out Judgement, exact bool, err error) {
	j := &r.judge
	out, err = j.atOnce(r, p, sit)
	if err != nil || out.Move == nil {
		return out, true, err
	}
	if out.Keep >= enough && out.Break <= out.Keep {
		return out, false, nil
	}
	return out, true, j.overTime(&out)
}

// BreaksNow reports whether p breaks a deal of the situation at once, and by which move: what Judge says, for less.
func (r *Run) BreaksNow(p int, sit *Situation) (game.State, bool, error) {
	if x := &r.sofar; sit == &x.here && x.has.Has(p) {
		return x.by[p].Move, x.by[p].Breaks(), nil
	}
	if !r.CanBreak(p, sit) {
		return nil, false, nil
	}
	j := &r.judge
	out, err := j.atOnce(r, p, sit)
	if err != nil || !(out.Break > out.Keep+epsilon) {
		return nil, false, err
	}
	err = j.overTime(&out)
	return out.Move, out.Breaks(), err
}

// atOnce compares keeping and breaking at once.
func (j *judging) atOnce(r *Run, p int, sit *Situation) (Judgement, error) {
	if err := j.prepare(r, p, sit); err != nil {
		return Judgement{}, err
	}
	keep := j.kept
	out := Judgement{Keep: keep, Best: keep, Exit: -1, Break: math.Inf(-1)}
	if len(j.breaches) == 0 {
		return out, nil
	}
	now := j.exitAt(0)
	for k := range j.breaches {
		b := &j.breaches[k]
		flow, err := j.flowFrom(b, &now)
		if err != nil {
			return Judgement{}, err
		}
		if v := now.plan(b, flow, j.limit); v > out.Break {
			out.Break, out.Move, out.Void = v, b.way.State, b.way.void
		}
	}
	return out, nil
}

// overTime looks for the best plan.
func (j *judging) overTime(out *Judgement) error {
	if err := j.lateExits(out); err != nil {
		return err
	}
	if out.Break > out.Best+epsilon {
		out.Best, out.Exit = out.Break, 0
	}
	return nil
}

// CanBreak reports whether p can change a clause of the situation's deals by a move of its own.
func (r *Run) CanBreak(p int, sit *Situation) bool {
	for k := range sit.Pacts {
		if r.canChange(r.nodeOf(sit), p, &sit.Pacts[k]) {
			return true
		}
	}
	return false
}

// Unbound reports whether the situation is worth more or less to p than its state while it stays in force: p can break a deal, or
// another's successor may.
func (r *Run) Unbound(p int, sit *Situation) (bool, error) {
	if r.CanBreak(p, sit) {
		return true, nil
	}
	r.judge.r, r.judge.p, r.judge.sit = r, p, sit
	err := r.judge.answers()
	return r.judge.ends > 0, err
}

// lateExits looks for the best step to break at after now. What follows the breach must be in sight for as long as the breach goes
// unanswered: a party that is about to look no further would break for the days whose price it does not see.
func (j *judging) lateExits(out *Judgement) error {
	j.late = j.late[:0]
	for step := 1; j.seen(step); step = later(step) {
		j.late = append(j.late, j.exitAt(step))
	}
	for k := range j.breaches {
		b := &j.breaches[k]
		best, err := j.better(b, j.late, out)
		if err != nil {
			return err
		}
		if best < 0 {
			continue
		}
		at, before := j.late[best].step, 0
		if best > 0 {
			before = j.late[best-1].step
		}
		for step := before + 1; step < later(at) && j.seen(step); step++ { // between its neighbours every step
			if step == at {
				continue
			}
			if _, err := j.better(b, []exit{j.exitAt(step)}, out); err != nil {
				return err
			}
		}
	}
	return nil
}

// better looks for an exit by a breach that is better than the best plan so far, and returns the best's place, −1 without.
func (j *judging) better(b *breach, exits []exit, out *Judgement) (int, error) {
	best := -1
	for i := range exits {
		x := &exits[i]
		flow, err := j.flowFrom(b, x)
		if err != nil {
			return -1, err
		}
		if v := x.plan(b, flow, j.limit); v > out.Best+epsilon {
			out.Best, out.Exit, best = v, x.step, i
		}
	}
	return best, nil
}

// seen reports whether what follows a breach at a step stays in sight for as long as the breach goes unanswered.
func (j *judging) seen(exit int) bool {
	return exit < j.steps && float64(j.steps-exit) >= 2*j.lag
}

// later is the exit after this one that is looked at: 1, 2, 3, 4, 6, 9, 13, 19, 28 and so on; about the best of them all are.
func later(exit int) int { return exit + max(1, exit/2) }
