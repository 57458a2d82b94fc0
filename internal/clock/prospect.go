package clock

import (
	"parley/internal/game"
)

// prospects are what the values of a party that rest on tracks or the time do ahead of one moment. They depend on a state only through the
// issues that such values rest on, so many situations share them.
type prospects struct {
	issues []int // of World.stirred
	still  bool  // what they are stays as it is while the inputs do
	moment int   // that held and left are of
	draw   int   // that all is of
	held   shelf[held]
	left   shelf[left]
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
	path  game.Trails
	flow  []float64 // [step] what moves of the value
	rest  []float64 // [step] sum of weight × flow from there on
}

// left is a state that is kept for some steps and then left by a breach.
type left struct {
	keep, move, void game.State
	lag              float64
	known            []bool    // [exit]
	rest             []float64 // [exit] sum of weight × what moves of the value, from there on
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
		out[p] = prospects{issues: w.stirred[p], still: w.G.Still(p), moment: -1}
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

// at forgets what was of another moment, or of another draw.
func (x *prospects) at(moment, draw int) {
	if x.draw != draw {
		x.draw, x.ahead.n, x.moment = draw, 0, -1
	}
	if x.moment < 0 || x.moment != moment && !x.still {
		x.moment, x.held.n, x.left.n = moment, 0, 0
	}
}

// expecting is what p expects in a state, ready to be followed; at was called for the moment.
func (r *Run) expecting(p int, s game.State) *game.Ahead {
	x := &r.ahead[p]
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
	h := x.held.add()
	h.state = append(h.state[:0], s...)
	h.flow, h.rest = resized(h.flow, j.steps), resized(h.rest, j.steps+1)
	j.here()
	if err := j.r.expecting(j.p, s).Along(&h.path, j.r.now, h.flow); err != nil {
		x.held.n--
		return nil, err
	}
	h.rest[j.steps] = 0
	for k := j.steps - 1; k >= 0; k-- {
		h.rest[k] = h.rest[k+1] + float64(j.weights[k]*h.flow[k])
	}
	return h, nil
}

// leaving is the sum of weight × what moves of the value after a breach in some step.
func (j *judging) leaving(b *breach, exit int) (float64, error) {
	if b.left == nil {
		b.left = j.find(b)
	}
	l := b.left
	if !l.known[exit] {
		rest, err := j.follow(l, exit)
		if err != nil {
			return 0, err
		}
		l.known[exit], l.rest[exit] = true, rest
	}
	return l.rest[exit], nil
}

// find finds or makes room for what a breach does.
func (j *judging) find(b *breach) *left {
	x, w := &j.r.ahead[j.p], b.way
	for _, l := range x.left.all() {
		if l.lag == j.lag && x.alike(l.keep, j.keep.state) && x.alike(l.move, w.State) && x.alike(l.void, w.void) {
			return l
		}
	}
	l := x.left.add()
	l.keep, l.move, l.void, l.lag = j.keep.state, w.State, w.void, j.lag
	if cap(l.known) < j.steps {
		l.known = make([]bool, j.steps)
	}
	l.known, l.rest = l.known[:j.steps], resized(l.rest, j.steps)
	clear(l.known)
	return l
}

// follow goes along what p expects after a breach in some step.
func (j *judging) follow(l *left, exit int) (float64, error) {
	j.here()
	j.keep.path.Leave(j.r.N, exit, j.r.now)
	move, void := j.r.expecting(j.p, l.move), j.r.expecting(j.p, l.void)
	sum, ask := 0.0, exit
	for k := exit; k < j.steps; k++ {
		open := j.open(k - exit)
		if open == 0 && k >= ask {
			if rest, ok := void.Rest(k, j.r.now); ok {
				return sum + rest, nil
			}
			ask = k + askAgain
		}
		moved, voided, err := 0.0, 0.0, error(nil)
		if open > 0 {
			moved, err = move.Flow(j.r.now)
		}
		if open < 1 && err == nil {
			voided, err = void.Flow(j.r.now)
		}
		sum += float64(j.weights[k] * (float64(open*moved) + float64((1-open)*voided)))
		if k+1 < j.steps && err == nil {
			if open >= 0.5 {
				err = move.Step(j.r.now)
			} else {
				err = void.Step(j.r.now)
			}
		}
		if err != nil {
			return 0, err
		}
	}
	return sum, nil
}

// askAgain is after how many steps of a path it is asked again whether the rest is known in closed form: a track that meets a bound seldom
// leaves it soon.
const askAgain = 8

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
