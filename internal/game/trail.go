package game

import (
	"math"
	"slices"
)

// trail is where a track is expected to be from the moment of the numbers on, step by step, in the state of its lane.
type trail struct {
	moment int
	of     []*lane // that it rests on
	at     []float64
	stamp  int       // changes with what it is
	busy   bool      // being computed: a track that rests on itself by others has no trail
	means  []float64 // [party] sum of weight × value
	meant  []int     // [party] the stamp that it is of
}

// foresee finds where a track is expected to be, by step, given its lane, as a reading expects it in s; false where that takes following all
// tracks together. It holds until the numbers move to another moment.
func (n *Numbers) foresee(l *lane, r *reading, s State, steps int) bool {
	if l.c == nil || l.trail.busy {
		return false
	}
	fresh := l.trail.moment == n.moment
	if l.alone {
		if !fresh {
			n.beginTrail(l)
		}
		return l.extendAlone(steps)
	}
	l.trail.busy = true
	ok := n.trailsBelow(r, l, s, steps, fresh)
	l.trail.busy = false
	return ok && n.extend(l, steps)
}

// beginTrail forgets the trail.
func (n *Numbers) beginTrail(l *lane) {
	t := &l.trail
	if t.moment == n.moment { // somebody may still look at the other, as long as the moment lasts
		n.looked, t.at = append(n.looked, t.at), nil
		if k := len(n.spare); k > 0 {
			t.at, n.spare = n.spare[k-1], n.spare[:k-1]
		}
	}
	n.trails++
	t.moment, t.stamp, t.at = n.moment, n.trails, append(t.at[:0], n.Vars[l.at])
}

// trailsBelow sees to the trails that one rests on, and forgets it where they are others.
func (n *Numbers) trailsBelow(r *reading, l *lane, s State, steps int, fresh bool) bool {
	t := &l.trail
	for i, k := range l.t.tracks {
		if n.g.TrackAt(k) == l.at {
			if i == len(t.of) {
				t.of = append(t.of, l)
			}
			continue
		}
		below := n.lane(r, k, s)
		if !n.foresee(below, r, s, steps) {
			return false
		}
		if i == len(t.of) {
			t.of = append(t.of, nil)
		}
		if t.of[i] != below {
			t.of[i], fresh = below, false
		}
	}
	if !fresh {
		n.beginTrail(l)
	}
	return true
}

// extendAlone follows a track that moves by itself until so many steps are known, false where it leaves its range.
func (l *lane) extendAlone(steps int) bool {
	at := l.trail.at
	v := at[len(at)-1]
	for len(at) < steps {
		v = l.within(l.add + float64(l.keep*v))
		if !(v <= maxTrack && v >= -maxTrack) {
			return false
		}
		at = append(at, v)
	}
	l.trail.at = at
	return true
}

// extend does the same for a track that rests on others, whose trails are known.
func (n *Numbers) extend(l *lane, steps int) bool {
	t, from := &l.trail, len(l.trail.at)
	if from >= steps {
		return true
	}
	cols := n.columns
	for _, below := range t.of {
		cols[below.at] = below.trail.at
	}
	cols[n.g.ElapsedAt()] = n.times(steps)
	next, own := l.t.course.next, slices.Index(l.t.course.next.single, l.at)
	if l.boundsMove || next.multiplies(l.at) {
		return n.walk(l, steps)
	}
	keep := 0.0
	if own >= 0 {
		keep = l.c[1+own]
	}
	n.add = append(n.add[:0], make([]float64, steps-from)...)
	next.along(l.c, cols, n.Vars, from-1, l.at, n.add)
	v := t.at[from-1]
	for _, add := range n.add {
		v = l.within(add + float64(keep*v))
		if !(v <= maxTrack && v >= -maxTrack) {
			return false
		}
		t.at = append(t.at, v)
	}
	return true
}

// walk is extend for a track whose bounds move, or that is multiplied by others.
func (n *Numbers) walk(l *lane, steps int) bool {
	t, cols := &l.trail, n.columns
	for k := len(t.at) - 1; k+1 < steps; k++ {
		cols[l.at] = t.at
		v := l.t.course.next.step(l.c, cols, n.Vars, k)
		if l.low != nil {
			v = max(v, l.t.course.low.step(l.low, cols, n.Vars, k))
		}
		if l.high != nil {
			v = min(v, l.t.course.high.step(l.high, cols, n.Vars, k))
		}
		if !(math.Abs(v) <= maxTrack) {
			return false
		}
		t.at = append(t.at, v)
	}
	return true
}

// multiplies reports whether a variable is part of a product.
func (p *polynomial) multiplies(v int) bool {
	return slices.ContainsFunc(p.pair, func(x [2]int) bool { return slices.Contains(x[:], v) }) ||
		slices.ContainsFunc(p.triple, func(x [3]int) bool { return slices.Contains(x[:], v) })
}

// times are the months since the day of the case, by step from the moment on.
func (n *Numbers) times(steps int) []float64 {
	if n.timed != n.moment {
		n.timed, n.time = n.moment, append(n.time[:0], n.Vars[n.g.ElapsedAt()])
	}
	for len(n.time) < steps {
		n.time = append(n.time, n.time[len(n.time)-1]+n.dt)
	}
	return n.time
}

// mean is what a trail comes to on average over the steps that a party looks ahead.
func (n *Numbers) mean(l *lane, p int) float64 {
	t := &l.trail
	if t.means == nil {
		t.means, t.meant = make([]float64, len(n.g.Parties)), make([]int, len(n.g.Parties))
	}
	if t.meant[p] != t.stamp {
		t.means[p], t.meant[p] = weighted(n.weights[p], t.at), t.stamp
	}
	return t.means[p]
}

func weighted(weights, values []float64) float64 {
	sum := 0.0
	values = values[:len(weights)]
	for k, w := range weights {
		sum += float64(w * values[k])
	}
	return sum
}

// step is the value at a step of trails; a variable without one stays as it is.
func (p *polynomial) step(c []float64, cols [][]float64, vars []float64, k int) float64 {
	v, at := c[0], func(i int) float64 { return atStep(cols, vars, i, k) }
	c = c[1:]
	for j, i := range p.single {
		v += float64(c[j] * at(i))
	}
	c = c[len(p.single):]
	for j, i := range p.pair {
		v += float64(float64(c[j]*at(i[0])) * at(i[1]))
	}
	c = c[len(p.pair):]
	for j, i := range p.triple {
		v += float64(float64(float64(c[j]*at(i[0]))*at(i[1])) * at(i[2]))
	}
	return v
}

func atStep(cols [][]float64, vars []float64, i, k int) float64 {
	if col := cols[i]; col != nil {
		return col[k]
	}
	return vars[i]
}

// along adds the values from a step of trails on, without what a variable adds by itself (−1: with all).
func (p *polynomial) along(c []float64, cols [][]float64, vars []float64, from, without int, sum []float64) {
	constant := c[0]
	for j, i := range p.single {
		coef, col := c[1+j], cols[i]
		switch {
		case i == without:
		case col == nil:
			constant += float64(coef * vars[i])
		default:
			col = col[from : from+len(sum)]
			for k, v := range col {
				sum[k] += float64(coef * v)
			}
		}
	}
	for k := range sum {
		sum[k] += constant
	}
	c = c[1+len(p.single):]
	for j, i := range p.pair {
		a, b := cols[i[0]], cols[i[1]]
		if a == nil || b == nil {
			for k := range sum {
				sum[k] += float64(float64(c[j]*atStep(cols, vars, i[0], from+k)) * atStep(cols, vars, i[1], from+k))
			}
			continue
		}
		a, b = a[from:from+len(sum)], b[from:from+len(sum)]
		for k, v := range a {
			sum[k] += float64(float64(c[j]*v) * b[k])
		}
	}
	c = c[len(p.pair):]
	for j, i := range p.triple {
		for k := range sum {
			sum[k] += float64(float64(float64(c[j]*atStep(cols, vars, i[0], from+k))*atStep(cols, vars, i[1], from+k)) * atStep(cols, vars, i[2], from+k))
		}
	}
}

// Trails are where some tracks, and the time, are expected to be, by step.
type Trails struct {
	tracks []int
	cols   [][]float64 // [tracks, then the time]
	room   []float64   // of cols, where the tracks are followed together
}

// Leave sets the variables to a step of the trails.
func (t *Trails) Leave(n *Numbers, step int, vars []float64) {
	for i, k := range t.tracks {
		vars[n.g.TrackAt(k)] = t.cols[i][step]
	}
	vars[n.g.ElapsedAt()] = t.cols[len(t.tracks)][step]
}

// columns puts the trails where polynomials along them read them.
func (t *Trails) columns(n *Numbers) [][]float64 {
	for i, k := range t.tracks {
		n.columns[n.g.TrackAt(k)] = t.cols[i]
	}
	n.columns[n.g.ElapsedAt()] = t.cols[len(t.tracks)]
	return n.columns
}

// apart finds each track by itself, given its lane, false where that cannot be.
func (t *Trails) apart(n *Numbers, by *reading, tracks []int, lanes []*lane, s State, steps int) bool {
	t.tracks, t.cols = tracks, t.cols[:0]
	for _, l := range lanes {
		if !n.foresee(l, by, s, steps) {
			return false
		}
		t.cols = append(t.cols, l.trail.at)
	}
	t.cols = append(t.cols, n.times(steps))
	return true
}

// together follows all tracks of a from vars on, which it changes, and calls at in each step.
func (t *Trails) together(a *Ahead, vars []float64, steps int, at func(step int) error) error {
	wide := len(a.tracks) + 1
	t.room = slices.Grow(t.room[:0], wide*steps)[:wide*steps]
	t.tracks, t.cols = a.tracks, t.cols[:0]
	for i := range wide {
		t.cols = append(t.cols, t.room[i*steps:(i+1)*steps])
	}
	for k := range steps {
		for i, track := range a.tracks {
			t.cols[i][k] = vars[a.n.g.TrackAt(track)]
		}
		t.cols[wide-1][k] = vars[a.n.g.ElapsedAt()]
		err := at(k)
		if err == nil && k+1 < steps {
			err = a.Step(vars)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Along finds what is expected from the moment of the numbers on, for as many steps as flow has, and sets flow to what then moves of the
// value, by step. The trails hold until the numbers move to another moment. vars are those of the moment, and scratch.
func (a *Ahead) Along(t *Trails, vars, flow []float64) error {
	if t.apart(a.n, a.by, a.tracks, a.lanes, a.state, len(flow)) && a.flowAlong(t, flow) {
		return nil
	}
	return a.together(t, vars, flow)
}

// together is Along by following all tracks together.
func (a *Ahead) together(t *Trails, vars, flow []float64) error {
	return t.together(a, vars, len(flow), func(k int) (err error) {
		flow[k], err = a.Flow(vars)
		return err
	})
}

// flowAlong sets flow to what moves of the value along trails, false where some value is no polynomial or leaves its range.
func (a *Ahead) flowAlong(t *Trails, flow []float64) bool {
	cols := t.columns(a.n)
	clear(flow)
	for i := range a.flows {
		f := &a.flows[i]
		if f.p == nil {
			return false
		}
		f.p.along(f.c, cols, a.n.Vars, 0, -1, flow)
	}
	return !slices.ContainsFunc(flow, func(v float64) bool { return !(math.Abs(v) <= maxPoints) })
}
