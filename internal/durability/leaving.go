package durability

import (
	"math"
	"slices"

	"parley/internal/game"
)

// exits lists the steps at which leaving is looked at, ascending: what follows must be in sight for as long as a breach goes unanswered.
func (v *valuing) exits(closely bool) []int {
	list := []int{0}
	for e := 1; e < v.steps; {
		list = append(list, e)
		if closely {
			e += max(1, e/2)
		} else {
			e *= 2
		}
	}
	for k := range v.c[1:] {
		d := v.c[k+1].at - v.c[0].at
		list = append(list, d-1, d)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	return slices.DeleteFunc(list, func(e int) bool { return e != 0 && !v.seen(e) })
}

func (v *valuing) seen(exit int) bool {
	return exit >= 0 && exit < v.steps && float64(v.steps-exit) >= 2*v.terms[v.of[exit]].lag
}

// leave is what it is worth to keep until a step and to break then, by the best breach.
func (v *valuing) leave(exit int) (float64, error) {
	best, deters := math.Inf(-1), v.terms[v.of[exit]].deters*v.after[exit]
	t := &v.terms[v.of[exit]]
	for k := range t.ways {
		sum, err := v.breach(exit, &t.ways[k])
		if err != nil {
			return 0, err
		}
		best = max(best, sum)
	}
	if t.ends > 0 && len(t.ways) > 0 {
		rest := 0.0
		for k := exit; k < v.steps; k++ {
			rest += v.weights[k] * t.lost[k]
		}
		best, deters = v.alive[exit]*best+(1-v.alive[exit])*rest, v.alive[exit]*deters
	}
	return min(v.prefix[exit]+best, v.limit) - deters, nil
}

// breach is what follows a breach in some step.
func (v *valuing) breach(exit int, w *exitWay) (float64, error) {
	t, s, n := &v.terms[v.of[exit]], v.c[v.of[exit]].state, v.n
	var levels, paid [2]float64
	for i, to := range [2]game.State{w.move, w.void} {
		var err error
		if levels[i], err = n.Level(v.p, to); err != nil {
			return 0, err
		}
		if paid[i], err = n.Paid(v.p, [2]game.State{s, w.move}[i], to); err != nil {
			return 0, err
		}
	}
	sum := paid[0] * v.after[exit]
	moved, voided := v.moves[exit:], v.moves[exit:]
	if !v.alike(exit, w) {
		var err error
		if moved, voided, err = v.apart(exit, w); err != nil {
			return 0, err
		}
	}
	for k := exit; k < v.steps; k++ {
		open := v.open(t, k-exit)
		value := open * (levels[0] + moved[k-exit])
		if open < 1 {
			value += (1 - open) * ((levels[1] + voided[k-exit]) + paid[1])
		}
		sum += v.weights[k] * value
	}
	return sum, nil
}

// open is the share of a step, so many after a breach, in which it is not answered.
func (v *valuing) open(t *obligation, since int) float64 { return min(1, max(0, t.lag-float64(since))) }

// apart is what moves of the value, by step, after a breach that changes it: before and after it is answered. Breaches that are the same to what
// moves share it.
func (v *valuing) apart(exit int, w *exitWay) (moved, voided []float64, err error) {
	for k := range v.known {
		if a := &v.known[k]; a.exit == exit && v.same(a.way.move, w.move) && v.same(a.way.void, w.void) {
			return a.moved, a.voided, nil
		}
	}
	if len(v.known) < cap(v.known) {
		v.known = v.known[:len(v.known)+1]
	} else {
		v.known = append(v.known, after{})
	}
	a := &v.known[len(v.known)-1]
	a.exit, a.way, a.moved, a.voided = exit, *w, a.moved[:0], a.voided[:0]
	v.now, v.next = append(v.now[:0], v.vars[exit]...), append(v.next[:0], v.vars[exit]...)
	t := &v.terms[v.of[exit]]
	for k := exit; k < v.steps; k++ {
		open := v.open(t, k-exit)
		moves, voids, err := v.onward(w, open, v.now)
		if err != nil {
			return nil, nil, err
		}
		a.moved, a.voided = append(a.moved, moves), append(a.voided, voids)
		if k+1 == v.steps {
			break
		}
		to := w.void
		if open >= 0.5 {
			to = w.move
		}
		if err := v.x.q.g.Expect(v.p, v.now, v.next, to); err != nil {
			return nil, nil, err
		}
		v.now, v.next = v.next, v.now
	}
	return a.moved, a.voided, nil
}

// same reports whether two states are the same to what moves of the value.
func (v *valuing) same(a, b game.State) bool {
	for _, i := range v.issues {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// onward is what moves of the value once a breach is made, before and after it is answered; what does not count is 0.
func (v *valuing) onward(w *exitWay, open float64, vars []float64) (moved, voided float64, err error) {
	if open > 0 {
		moved, err = v.moving(w.move, vars)
	}
	if open < 1 && err == nil {
		voided, err = v.moving(w.void, vars)
	}
	return moved, voided, err
}

// alike reports whether a breach changes nothing of what moves: from its step on all is as along the course.
func (v *valuing) alike(exit int, w *exitWay) bool {
	for _, i := range v.issues {
		o := w.move[i]
		if w.void[i] != o {
			return false
		}
		for j := v.of[exit]; j <= v.of[v.steps-1]; j++ {
			if v.c[j].state[i] != o {
				return false
			}
		}
	}
	return true
}
