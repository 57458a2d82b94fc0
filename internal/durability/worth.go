package durability

import (
	"math"
	"slices"

	"parley/internal/clock"
	"parley/internal/game"
)

// prospect is what a course is worth to a party, in points a day over its foresight, as in clock.Judgement.
type prospect struct {
	keep float64 // it keeps to all of it
	best float64 // with the best exit
	exit int     // the step from the start of the course at which the best plan breaks; −1: it does not
}

// worth is what a course is worth to p: the sum of its weights times what each day brings, in the states that come in one after the other,
// along the path that p expects; what is paid once counts from its day on; a successor of another signatory may end it all. It is the
// definition of clock.Run.Judge for a situation that changes on the way. Exits looked at are steps 0, 1, 2, 3, 4, 6, 9, 13, 19 and so on, and
// those beside each change; then every step between the best of them and its neighbours.
func (x *walker) worth(p int, c course) (prospect, error) { return x.value(p, c, true) }

// value is worth; where it need not be close, steps 0, 1, 2, 4, 8 and so on are looked at, and those beside each change.
func (x *walker) value(p int, c course, closely bool) (prospect, error) {
	v := &x.valuing
	if err := v.begin(x, p, c); err != nil {
		return prospect{}, err
	}
	keep := min(v.prefix[v.steps], v.limit)
	out := prospect{keep: keep, best: keep, exit: -1}
	at0 := math.Inf(-1)
	try := func(exit int) error {
		value, err := v.leave(exit)
		switch {
		case err != nil:
			return err
		case exit == 0:
			at0 = value
		case value > out.best+leastGain:
			out.best, out.exit = value, exit
		}
		return nil
	}
	list := v.exits(closely)
	for _, exit := range list {
		if err := try(exit); err != nil {
			return out, err
		}
	}
	if k := slices.Index(list, out.exit); k >= 0 && closely { // between its neighbours every step
		last := v.steps
		if k+1 < len(list) {
			last = list[k+1]
		}
		for exit := list[max(k-1, 0)] + 1; exit < last && v.seen(exit); exit++ {
			if err := try(exit); err != nil {
				return out, err
			}
		}
	}
	if at0 > out.best+leastGain {
		out.best, out.exit = at0, 0
	}
	return out, nil
}

// valuing is the scratch of a valuation.
type valuing struct {
	x       *walker
	p       int
	c       course
	n       *game.Numbers
	steps   int
	weights []float64
	issues  []int // that what moves of p's values rests on
	limit   float64
	terms   []obligation // by segment
	of      []int        // [step] the segment in force
	vars    [][]float64  // [step] along the path that p expects
	moves   []float64    // [step] what moves of p's value
	known   []after
	now     []float64 // variables after a breach
	next    []float64
	after   []float64 // [step] sum of the weights from there on
	alive   []float64 // [step] chance that nobody's successor has ended it
	prefix  []float64 // [step] value of the steps before
}

// obligation is what breaking means while a segment is in force.
type obligation struct {
	level, paid float64
	lag, deters float64
	ends        float64   // chance a step that another's successor ends the deals
	lost        []float64 // [step] value of a day once one has; nil while ends is 0
	ways        []exitWay
}

// after is what moves of the value, by step, after a breach in some step.
type after struct {
	exit          int
	way           exitWay
	moved, voided []float64
}

// exitWay is a breach: where it leads and where it ends.
type exitWay struct{ move, void game.State }

func (v *valuing) begin(x *walker, p int, c course) error {
	v.x, v.p, v.c, v.n = x, p, c, x.r.Numbers()
	v.weights, v.issues, v.limit = v.n.Weights(p), x.moving[p], math.Inf(1)
	if v.n.Caps[p] < game.NoCap {
		v.limit = game.Points(v.n.Caps[p])
	}
	v.steps, v.known = len(v.weights), v.known[:0]
	v.terms = v.terms[:0]
	for k := range c {
		t, err := v.obliged(&c[k])
		if err != nil {
			return err
		}
		v.terms = append(v.terms, t)
	}
	if err := v.follow(); err != nil {
		return err
	}
	v.after = append(v.after[:0], make([]float64, v.steps+1)...)
	for k := v.steps - 1; k >= 0; k-- {
		v.after[k] = v.after[k+1] + v.weights[k]
	}
	return v.sum()
}

// obliged is what holds p to a segment.
func (v *valuing) obliged(s *segment) (obligation, error) {
	x := v.x
	var t obligation
	var err error
	if t.level, err = v.n.Level(v.p, s.state); err != nil {
		return t, err
	}
	if t.paid, err = v.n.Paid(v.p, s.before, s.state); err != nil || len(s.pacts) == 0 {
		return t, err
	}
	if t.lag, t.deters, err = x.r.Answered(v.p, s.state); err != nil {
		return t, err
	}
	if t.ends, err = x.r.Successors(v.p, &clock.Situation{State: s.state, From: s.state, Pacts: s.pacts}); err != nil {
		return t, err
	}
	if t.ends > 0 {
		if t.lost, err = v.lose(s, v.x.r.Undone(s.pacts, s.state)); err != nil {
			return t, err
		}
	}
	for _, m := range x.r.Moves(v.p, s.state) {
		move := m.State
		if slices.ContainsFunc(s.pacts, func(p clock.Pact) bool { return p.Touches(s.state, move) }) {
			t.ways = append(t.ways, exitWay{move, v.x.r.Void(s.pacts, s.state, move)})
		}
	}
	return t, nil
}

// lose values the days in a state that stays in force from the start of the course on, once the deals have ended.
func (v *valuing) lose(s *segment, lost game.State) ([]float64, error) {
	level, err := v.n.Level(v.p, lost)
	if err != nil {
		return nil, err
	}
	paid, err := v.n.Paid(v.p, s.state, lost)
	if err != nil {
		return nil, err
	}
	out := make([]float64, v.steps)
	now, next := slices.Clone(v.c[0].vars), slices.Clone(v.c[0].vars)
	for k := range out {
		moves, err := v.moving(lost, now)
		if err != nil {
			return nil, err
		}
		out[k] = (level + moves) + paid
		if k+1 < v.steps {
			if err := v.x.q.g.Expect(v.p, now, next, lost); err != nil {
				return nil, err
			}
			now, next = next, now
		}
	}
	return out, nil
}

// follow goes along the course as p expects it.
func (v *valuing) follow() error {
	v.of, v.moves = append(v.of[:0], make([]int, v.steps)...), append(v.moves[:0], make([]float64, v.steps)...)
	for len(v.vars) < v.steps {
		v.vars = append(v.vars, make([]float64, len(v.c[0].vars)))
	}
	copy(v.vars[0], v.c[0].vars)
	at := 0
	for k := range v.steps {
		for at+1 < len(v.c) && v.c[at+1].at-v.c[0].at <= k {
			at++
		}
		v.of[k] = at
		var err error
		if v.moves[k], err = v.moving(v.c[at].state, v.vars[k]); err != nil {
			return err
		}
		if k+1 < v.steps {
			copy(v.vars[k+1], v.vars[k])
			if err := v.x.q.g.Expect(v.p, v.vars[k], v.vars[k+1], v.c[at].state); err != nil {
				return err
			}
		}
	}
	return nil
}

// sum adds up what p has if it keeps to the course.
func (v *valuing) sum() error {
	v.alive, v.prefix = append(v.alive[:0], make([]float64, v.steps+1)...), append(v.prefix[:0], make([]float64, v.steps+1)...)
	alive, sum, seen := 1.0, v.terms[0].paid, 0
	for k := range v.steps {
		for ; seen < v.of[k]; seen++ {
			sum += alive * v.terms[seen+1].paid * v.after[k]
		}
		v.alive[k], v.prefix[k] = alive, sum
		t := &v.terms[v.of[k]]
		value := (t.level + v.moves[k])
		if t.ends > 0 {
			value = alive*value + (1-alive)*t.lost[k]
		}
		sum += v.weights[k] * value
		alive *= 1 - t.ends
	}
	v.alive[v.steps], v.prefix[v.steps] = alive, sum
	return nil
}

// moving is what moves of p's value of a state at a moment.
func (v *valuing) moving(s game.State, vars []float64) (float64, error) {
	return v.n.Flow(v.p, s, 0, vars)
}
