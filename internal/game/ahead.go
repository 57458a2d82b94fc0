package game

import "math"

// course is a track as it is expected to run in one state: where it is after one step of the clock, and its bounds.
type course struct {
	next, low, high *polynomial // low, high: nil without
}

// courseOf is the course of a track compiled for one state, nil where it is no sum of products.
func (r *reading) courseOf(t *track, k int) *course {
	dt, v := 1/r.g.Case.Clock.Step.PerMonth(), product{coef: constant(1), vars: []int{r.g.TrackAt(k)}}
	list, needs := []product{v}, []need(nil)
	if t.change != nil {
		change, ok := r.expandNumber(t.of.Change)
		if !ok {
			return nil
		}
		list = append(list, scaled(change, constant(dt))...)
	} else {
		toward, ok := r.expandNumber(t.of.Toward)
		if !ok || t.in.varies() {
			return nil
		}
		in := t.in.eval
		share := func(vars []float64, s State) float64 { return nearing(dt, in(vars, s)) }
		list = append(list, scaled([]product{v}, func(vars []float64, s State) float64 { return -share(vars, s) })...)
		list = append(list, scaled(toward, share)...)
		needs = append(needs, need{of: in, above: 0, most: math.MaxFloat64})
	}
	if t.chance != nil {
		size, ok := r.expandNumber(t.of.Jump.Size)
		if !ok || t.chance.varies() {
			return nil
		}
		chance := t.chance.eval
		list = append(list, scaled(size, func(vars []float64, s State) float64 { return Within(min(1, max(0, chance(vars, s))), dt) })...)
		needs = append(needs, need{of: chance, above: -1e-9, most: 1 + 1e-9})
	}
	out := &course{next: r.polynomialOf(list, needs...)}
	low, ok := r.expandNumber(t.of.Min)
	high, also := r.expandNumber(t.of.Max)
	if out.next == nil || !ok || !also {
		return nil
	}
	if t.lowest != nil {
		out.low = r.polynomialOf(low)
	}
	if t.highest != nil {
		out.high = r.polynomialOf(high)
	}
	if t.lowest != nil && out.low == nil || t.highest != nil && out.high == nil {
		return nil
	}
	return out
}

// Ahead follows, step by step, what somebody expects of some tracks while a state stays in force, and what then flows to a party. It is
// scratch for one goroutine, and good for one draw of the numbers.
type Ahead struct {
	n       *Numbers
	by      *reading
	state   State
	tracks  []int
	lanes   []*lane // of the tracks, in their order
	alone   []*lane // those that move by themselves
	coupled []*lane // those whose course rests on others or on the time
	next    []float64
	flows   []flowing
}

// lane is a track on its way in one state, in one draw.
type lane struct {
	t          *track // as it runs in the state
	at         int
	draw       int  // that the rest is of
	alone      bool // the next value is keep × value + add
	add, keep  float64
	c          []float64 // coefficients of the course; nil: as the case writes it
	lowest     float64   // a bound that stays, −Inf without
	highest    float64
	boundsMove bool
	low, high  []float64 // coefficients of bounds that move
	trail      trail
}

// flowing is a value that moves.
type flowing struct {
	t *term
	p *polynomial // nil: as the case writes it
	c []float64
}

// In prepares to follow what p expects in s, which must not change meanwhile.
func (a *Ahead) In(n *Numbers, p int, s State) {
	party := &n.g.Parties[p]
	a.follow(n, party.reading, party.watches, s)
	a.flows = a.flows[:0]
	for i := range party.flows {
		a.flows = party.flows[i].append(a.flows, n, s)
	}
}

// follow prepares to follow tracks as a reading expects them to run.
func (a *Ahead) follow(n *Numbers, r *reading, tracks []int, s State) {
	a.n, a.by, a.tracks, a.state = n, r, tracks, s
	a.lanes, a.alone, a.coupled = a.lanes[:0], a.alone[:0], a.coupled[:0]
	for _, k := range tracks {
		l := n.lane(r, k, s)
		a.lanes = append(a.lanes, l)
		if l.alone {
			a.alone = append(a.alone, l)
		} else {
			a.coupled = append(a.coupled, l)
		}
	}
	if cap(a.next) < len(a.coupled) {
		a.next = make([]float64, len(a.coupled))
	}
	a.next = a.next[:len(a.coupled)]
}

// lane is a track as a reading expects it to run in s, ready for the draw.
func (n *Numbers) lane(r *reading, k int, s State) *lane {
	t := r.tracks[k].inState(s)
	l := n.lanes[t.id]
	if l == nil {
		l = new(lane)
		n.lanes[t.id] = l
	}
	if l.draw == n.draw {
		return l
	}
	*l = lane{t: t, at: n.g.TrackAt(k), draw: n.draw, lowest: math.Inf(-1), highest: math.Inf(1), trail: l.trail}
	c := t.course
	if c == nil {
		return l
	}
	if l.c = n.coefs(c.next); l.c == nil {
		return l
	}
	if c.low != nil {
		l.low = n.coefs(c.low)
		l.lowest, l.boundsMove = l.low[0], len(l.low) > 1
	}
	if c.high != nil {
		l.high = n.coefs(c.high)
		l.highest, l.boundsMove = l.high[0], l.boundsMove || len(l.high) > 1
	}
	if len(l.c) == 2 && len(c.next.single) == 1 && c.next.single[0] == l.at && !l.boundsMove {
		l.alone, l.add, l.keep = true, l.c[0], l.c[1]
	}
	return l
}

// append adds the term, where it may be anything in s.
func (t *term) append(list []flowing, n *Numbers, s State) []flowing {
	if t.byCell == nil {
		return append(list, flowing{t: t})
	}
	c := &t.byCell[t.own.Encode(s)]
	if c.off {
		return list
	}
	f := flowing{t: t, p: c.poly}
	if f.p != nil {
		if f.c = n.coefs(f.p); f.c == nil {
			f.p = nil
		}
	}
	return append(list, f)
}

// Flow is what moves of what the state is worth to the party each day at the moment given by vars, in points; its cap is left out.
func (a *Ahead) Flow(vars []float64) (float64, error) {
	v := 0.0
	for i := range a.flows {
		x, err := a.flows[i].value(vars, a.state)
		if err != nil {
			return 0, err
		}
		v += x
	}
	return v, nil
}

// Rest is the sum of weight × Flow over the steps that the party looks ahead, from the given one on, in which the variables stand as
// given. It is false where that can only be found by following the path.
func (a *Ahead) Rest(step int, vars []float64) (float64, bool) {
	sum := 0.0
	for i := range a.flows {
		x := a.n.presentOf(a.flows[i].t, a.state)
		if x == nil {
			return 0, false
		}
		v, ok := x.from(step, vars)
		if !ok {
			return 0, false
		}
		sum += v
	}
	return sum, true
}

func (f *flowing) value(vars []float64, s State) (float64, error) {
	if f.p != nil {
		if v := f.p.at(f.c, vars); math.Abs(v) <= maxPoints {
			return v, nil
		}
	}
	return f.t.value(vars, s, nil)
}

// Step takes the tracks and the time one step on.
func (a *Ahead) Step(vars []float64) error {
	for i, l := range a.coupled {
		var err error
		if a.next[i], err = l.after(vars, a.state, a.n.dt); err != nil {
			return err
		}
	}
	for _, l := range a.alone {
		v := l.within(l.add + float64(l.keep*vars[l.at]))
		if !(v <= maxTrack && v >= -maxTrack) {
			var err error
			if v, err = l.written(vars, a.state, a.n.dt); err != nil {
				return err
			}
		}
		vars[l.at] = v
	}
	for i, l := range a.coupled {
		vars[l.at] = a.next[i]
	}
	vars[a.n.g.ElapsedAt()] += a.n.dt
	return nil
}

// after is the next value of the track.
func (l *lane) after(vars []float64, s State, dt float64) (float64, error) {
	v := math.NaN()
	if l.c != nil {
		v = l.t.course.next.at(l.c, vars)
		if l.boundsMove {
			v = l.moved(v, vars)
		} else {
			v = l.within(v)
		}
	}
	if math.Abs(v) <= maxTrack {
		return v, nil
	}
	return l.written(vars, s, dt) // no course, or a fault that it does not name
}

// Step is Game.Step by a step of the clock, for the inputs of the draw.
func (n *Numbers) Step(now, next []float64, s State, dice Dice) error {
	r := n.g.analyst
	copy(next, now)
	next[n.g.ElapsedAt()] += n.dt
	root := math.Sqrt(n.dt)
	for k, l := range n.running(s) {
		t := l.t
		if t.chance != nil || t.course == nil {
			if err := r.stepTrack(k, now, next, s, n.dt, dice); err != nil {
				return err
			}
			continue
		}
		v, err := l.after(now, s, n.dt)
		if err == nil && t.noise != nil {
			z, _ := dice(k)
			v, err = l.bounded(v+float64(z*t.noise.eval(now, s)*root), now, s)
		}
		if err != nil {
			return err
		}
		next[l.at] = v
	}
	return nil
}

// running are the lanes of all tracks as the analyst expects them to run in s.
func (n *Numbers) running(s State) []*lane {
	x := &n.run
	if x.draw != n.draw || !x.state.Equal(s) {
		x.draw, x.state, x.lanes = n.draw, append(x.state[:0], s...), x.lanes[:0]
		for k := range n.g.analyst.tracks {
			x.lanes = append(x.lanes, n.lane(n.g.analyst, k, s))
		}
	}
	return x.lanes
}

// running are lanes in a state, in a draw.
type running struct {
	draw  int
	state State
	lanes []*lane
}

// bounded keeps a value that noise has moved within the track's bounds.
func (l *lane) bounded(v float64, vars []float64, s State) (float64, error) {
	if l.c != nil && !l.boundsMove && l.lowest <= l.highest {
		if w := l.within(v); math.Abs(w) <= maxTrack {
			return w, nil
		}
	}
	return l.t.bounded(v, vars, s)
}

// within keeps a value within bounds that stay.
func (l *lane) within(v float64) float64 {
	switch {
	case v < l.lowest:
		return l.lowest
	case v > l.highest:
		return l.highest
	}
	return v
}

// moved keeps a value within bounds that move.
func (l *lane) moved(v float64, vars []float64) float64 {
	if l.low != nil {
		v = max(v, l.t.course.low.at(l.low, vars))
	}
	if l.high != nil {
		v = min(v, l.t.course.high.at(l.high, vars))
	}
	return v
}

// written is the next value of the track as the case writes it.
func (l *lane) written(vars []float64, s State, dt float64) (float64, error) {
	jumps, err := l.t.jumpChance(vars, s, dt)
	if err != nil {
		return 0, err
	}
	return l.t.after(l.at, vars, s, dt, jumps)
}
