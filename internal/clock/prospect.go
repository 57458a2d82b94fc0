package clock

import (
	"parley/internal/game"
)

// prospects are what the values of a party that rest on tracks or the time do ahead of one moment. They depend on a state only through the
// issues that such values rest on, so many situations share them.
type prospects struct {
	issues []int // of World.stirred
	moment int   // that the rest is of
	held   shelf[held]
	left   shelf[left]
	draw   int // that ahead is of
	ahead  shelf[ahead]
}

// ahead is what a party expects in a state, ready to be followed, and in all that are the same to what moves of its values.
type ahead struct {
	state game.State
	game.Ahead
}

// held is a state that stays in force from now on.
type held struct {
	state game.State
	path  []float64 // [step × (watched tracks, time)]
	flow  []float64 // [step] what moves of the value
}

// left is a state that is kept for some steps and then left by a breach.
type left struct {
	keep, move, void game.State
	lag              float64
	known            []bool      // [exit]
	moved, voided    [][]float64 // [exit][step after it]: what moves of the value, once moved and once void
	summed           []int       // [exit] the step from which on voided is not followed, but only its sum known: rest
	rest             []float64   // [exit] the sum of weight × what moves, from there on
}

// shelf is a list whose entries keep their room when it is cleared.
type shelf[T any] struct {
	list []*T
	n    int
}

func (s *shelf[T]) add() *T {
	if s.n == len(s.list) {
		s.list = append(s.list, new(T))
	}
	s.n++
	return s.list[s.n-1]
}

func (s *shelf[T]) all() []*T { return s.list[:s.n] }

// prospectsOf makes room for each party.
func prospectsOf(w *World) []prospects {
	out := make([]prospects, len(w.G.Parties))
	for p := range out {
		out[p] = prospects{issues: w.stirred[p], moment: -1}
	}
	return out
}

// alike reports whether two states are the same to what moves of the values.
func (x *prospects) alike(a, b game.State) bool {
	for _, i := range x.issues {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// at forgets what was of another moment.
func (x *prospects) at(moment int) {
	if x.moment != moment {
		x.moment, x.held.n, x.left.n = moment, 0, 0
	}
}

// expecting is what p expects in a state, ready to be followed.
func (r *Run) expecting(p int, s game.State) *game.Ahead {
	x := &r.ahead[p]
	if draw := r.N.Drawing(); x.draw != draw {
		x.draw, x.ahead.n = draw, 0
	}
	for _, a := range x.ahead.all() {
		if x.alike(a.state, s) {
			return &a.Ahead
		}
	}
	a := x.ahead.add()
	a.state = append(a.state[:0], s...)
	a.In(r.N, p, a.state)
	return &a.Ahead
}

// hold is what a state does that stays in force from now on.
func (j *judging) hold(s game.State) (*held, error) {
	x := &j.r.ahead[j.p]
	for _, h := range x.held.all() {
		if x.alike(h.state, s) {
			return h, nil
		}
	}
	h, wide := x.held.add(), len(j.watches)+1
	h.state, h.path, h.flow = append(h.state[:0], s...), resized(h.path, j.steps*wide), resized(h.flow, j.steps)
	j.here()
	g, ahead := j.r.W.G, j.r.expecting(j.p, s)
	for k := range j.steps {
		row := h.path[k*wide : (k+1)*wide]
		for i, t := range j.watches {
			row[i] = j.r.now[g.TrackAt(t)]
		}
		row[wide-1] = j.r.now[g.ElapsedAt()]
		var err error
		if h.flow[k], err = ahead.Flow(j.r.now); err == nil && k+1 < j.steps {
			err = ahead.Step(j.r.now)
		}
		if err != nil {
			x.held.n--
			return nil, err
		}
	}
	return h, nil
}

// leaving is what moves of the value after a breach in some step, by step from there on: while the breach is not answered and once it is.
func (j *judging) leaving(keep *held, b *breach, exit int) (moved, voided []float64, l *left, err error) {
	if b.tail != nil {
		return keep.flow[exit:], keep.flow[exit:], nil, nil
	}
	if b.left == nil {
		b.left = j.find(keep, b)
	}
	l = b.left
	if !l.known[exit] {
		if err := j.follow(keep, l, exit); err != nil {
			return nil, nil, nil, err
		}
		l.known[exit] = true
	}
	return l.moved[exit], l.voided[exit], l, nil
}

// find finds or makes room for what a breach does.
func (j *judging) find(keep *held, b *breach) *left {
	x := &j.r.ahead[j.p]
	for _, l := range x.left.all() {
		if l.lag == j.lag && x.alike(l.keep, keep.state) && x.alike(l.move, b.move) && x.alike(l.void, b.void) {
			return l
		}
	}
	l := x.left.add()
	l.keep, l.move, l.void, l.lag = keep.state, b.move, b.void, j.lag
	if cap(l.known) < j.steps {
		l.known, l.moved, l.voided = make([]bool, j.steps), make([][]float64, j.steps), make([][]float64, j.steps)
		l.summed, l.rest = make([]int, j.steps), make([]float64, j.steps)
	}
	l.known, l.moved, l.voided = l.known[:j.steps], l.moved[:j.steps], l.voided[:j.steps]
	l.summed, l.rest = l.summed[:j.steps], l.rest[:j.steps]
	clear(l.known)
	return l
}

// follow goes along what p expects after a breach in some step.
func (j *judging) follow(keep *held, l *left, exit int) error {
	g, wide := j.r.W.G, len(j.watches)+1
	l.moved[exit], l.voided[exit] = resized(l.moved[exit], j.steps-exit), resized(l.voided[exit], j.steps-exit)
	j.here()
	row := keep.path[exit*wide : (exit+1)*wide]
	for i, t := range j.watches {
		j.r.now[g.TrackAt(t)] = row[i]
	}
	j.r.now[g.ElapsedAt()] = row[wide-1]
	move, void := j.r.expecting(j.p, l.move), j.r.expecting(j.p, l.void)
	l.summed[exit] = j.steps
	for k := exit; k < j.steps; k++ {
		open, err := j.open(k-exit), error(nil)
		if open == 0 {
			if rest, ok := void.Rest(k, j.r.now); ok {
				l.rest[exit], l.summed[exit] = rest, k
				return nil
			}
		}
		if open > 0 {
			l.moved[exit][k-exit], err = move.Flow(j.r.now)
		}
		if open < 1 && err == nil {
			l.voided[exit][k-exit], err = void.Flow(j.r.now)
		}
		if k+1 < j.steps && err == nil {
			if open >= 0.5 {
				err = move.Step(j.r.now)
			} else {
				err = void.Step(j.r.now)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// open is the share of a step, so many after a breach, in which it is not answered.
func (j *judging) open(since int) float64 { return min(1, max(0, j.lag-float64(since))) }

// here sets the variables at hand to the moment. Of those that p's values rest on only watched tracks and the time ever differ from it.
func (j *judging) here() {
	r := j.r
	if r.atHand != r.moment {
		copy(r.now, r.Vars)
		r.atHand = r.moment
	}
	g := r.W.G
	for _, t := range j.watches {
		r.now[g.TrackAt(t)] = r.Vars[g.TrackAt(t)]
	}
	r.now[g.ElapsedAt()] = r.Vars[g.ElapsedAt()]
}
