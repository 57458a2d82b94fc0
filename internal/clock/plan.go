package clock

import (
	"parley/internal/game"
)

// judging is the scratch of one judgement: p's values along what it expects while it keeps to the situation, and its breaches.
type judging struct {
	r        *Run
	p        int
	sit      *Situation
	steps    int       // of its foresight
	weights  []float64 // of the steps
	lag      float64   // steps until a breach is answered
	ends     float64   // chance a step that another's successor ends the deals
	deters   float64   // points that a breach costs, each day from the breach on
	breaches []breach
	at       int // the breach at hand

	watches   []int
	path      []float64 // [step × (watched tracks, time)] while it keeps
	prefix    []float64 // [step] sum of weight × value of the steps before, had it kept
	alive     []float64 // [step] chance that nobody's successor has ended the deals
	lost      []float64 // [step] value of a day once one has; unused while ends is 0
	rest      []float64 // [step] sum of the weights from there on
	now, next []float64 // variables
}

// breach is one way to break: where it leads, where it ends, what each is worth and what is paid once on the way there.
type breach struct {
	move, void           game.State
	moveLevel, voidLevel float64
	movePaid, voidPaid   float64
}

func (j *judging) prepare(r *Run, p int, sit *Situation) error {
	n, g := r.Numbers(), r.W.G
	if err := r.numbersFault; err != nil {
		return err
	}
	j.r, j.p, j.sit = r, p, sit
	j.weights, j.watches = n.Weights(p), g.Watches(p)
	j.steps = len(j.weights)
	j.now, j.next = append(j.now[:0], r.Vars...), append(j.next[:0], r.Vars...)
	if err := j.answers(); err != nil {
		return err
	}
	if err := j.findBreaches(); err != nil {
		return err
	}
	j.rest = resized(j.rest, j.steps+1)
	j.rest[j.steps] = 0
	for k := j.steps - 1; k >= 0; k-- {
		j.rest[k] = j.rest[k+1] + j.weights[k]
	}
	if err := j.foreseeLoss(); err != nil {
		return err
	}
	return j.foreseeKeeping()
}

func resized(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n, 2*n)
	}
	return s[:n]
}

// answers finds how soon and how dearly a breach by p is answered, and how likely others' successors end the deals.
func (j *judging) answers() error {
	j.lag, j.deters, j.ends = j.r.lag, 0, 0
	if len(j.sit.Pacts) == 0 {
		return nil
	}
	for k := range j.r.W.G.Guarantees {
		lag, deters, err := j.r.guarantee(k, j.p, j.sit.State)
		if err != nil {
			return err
		}
		j.lag, j.deters = min(j.lag, lag), j.deters+deters
	}
	stays := 1.0
	for k := range j.sit.Pacts {
		for _, q := range j.sit.Pacts[k].Signatories.List() {
			if q == j.p {
				continue
			}
			h, err := j.r.repudiation(q)
			if err != nil {
				return err
			}
			stays *= 1 - h
		}
	}
	j.ends = 1 - stays
	return nil
}

// findBreaches lists p's moves that change a clause.
func (j *judging) findBreaches() error {
	j.breaches = j.breaches[:0]
	if len(j.sit.Pacts) == 0 {
		return nil
	}
	g, n, y := j.r.W.G, j.r.N, j.sit.State
	for _, move := range j.r.Moves(j.p, y) {
		touched := false
		for k := range j.sit.Pacts {
			touched = touched || j.sit.Pacts[k].Touches(y, move)
		}
		if !touched {
			continue
		}
		b := breach{move: move, void: Void(g, j.sit.Pacts, y, move)}
		var err error
		if b.moveLevel, err = n.Level(j.p, b.move); err == nil {
			if b.voidLevel, err = n.Level(j.p, b.void); err == nil {
				if b.movePaid, err = n.Paid(j.p, y, b.move); err == nil {
					b.voidPaid, err = n.Paid(j.p, b.move, b.void)
				}
			}
		}
		if err != nil {
			return err
		}
		j.breaches = append(j.breaches, b)
	}
	return nil
}

// foreseeLoss values the days after another's successor has ended the deals, as if that were now.
func (j *judging) foreseeLoss() error {
	j.alive = resized(j.alive, j.steps+1)
	alive := 1.0
	for k := range j.alive {
		j.alive[k] = alive
		alive *= 1 - j.ends
	}
	if j.ends == 0 {
		return nil
	}
	lost := j.sit.State
	for k := len(j.sit.Pacts) - 1; k >= 0; k-- {
		lost = undone(j.r.W.G, &j.sit.Pacts[k], lost)
	}
	level, err := j.r.N.Level(j.p, lost)
	if err != nil {
		return err
	}
	paid, err := j.r.N.Paid(j.p, j.sit.State, lost)
	if err != nil {
		return err
	}
	j.lost = resized(j.lost, j.steps)
	for k := range j.steps {
		v, err := j.r.N.Flow(j.p, lost, level, j.now)
		if err != nil {
			return err
		}
		j.lost[k] = v + paid
		if err := j.forward(lost); err != nil {
			return err
		}
	}
	return nil
}

// forward takes what p expects of the tracks one step on.
func (j *judging) forward(s game.State) error {
	if err := j.r.W.G.Expect(j.p, j.now, j.next, s); err != nil {
		return err
	}
	j.now, j.next = j.next, j.now
	return nil
}

// foreseeKeeping follows the situation along what p expects while it keeps.
func (j *judging) foreseeKeeping() error {
	g, n, y, wide := j.r.W.G, j.r.N, j.sit.State, len(j.watches)+1
	level, err := n.Level(j.p, y)
	if err != nil {
		return err
	}
	paid, err := n.Paid(j.p, j.sit.From, y)
	if err != nil {
		return err
	}
	j.path, j.prefix = resized(j.path, j.steps*wide), resized(j.prefix, j.steps+1)
	copy(j.now, j.r.Vars)
	sum := paid
	for k := range j.steps {
		j.prefix[k] = sum
		for i, t := range j.watches {
			j.path[k*wide+i] = j.now[g.TrackAt(t)]
		}
		j.path[k*wide+wide-1] = j.now[g.ElapsedAt()]
		v, err := n.Flow(j.p, y, level, j.now)
		if err != nil {
			return err
		}
		if j.ends > 0 {
			v = float64(j.alive[k]*v) + float64((1-j.alive[k])*j.lost[k])
		}
		sum += float64(j.weights[k] * v)
		if k+1 < j.steps {
			if err := j.forward(y); err != nil {
				return err
			}
		}
	}
	j.prefix[j.steps] = sum
	return nil
}

// plan is what it is worth to keep for some steps and then to break by the breach at hand; at the number of steps it is what
// it is worth to keep.
func (j *judging) plan(exit int) (float64, error) {
	v := j.prefix[exit]
	if exit == j.steps {
		return v, nil
	}
	g, n, b, wide := j.r.W.G, j.r.N, &j.breaches[j.at], len(j.watches)+1
	for i, t := range j.watches {
		j.now[g.TrackAt(t)] = j.path[exit*wide+i]
	}
	j.now[g.ElapsedAt()] = j.path[exit*wide+wide-1]
	for k := exit; k < j.steps; k++ {
		open := min(1, max(0, j.lag-float64(k-exit))) // share of the step in which the breach is not answered
		flow := b.movePaid - j.deters
		if open > 0 {
			x, err := n.Flow(j.p, b.move, b.moveLevel, j.now)
			if err != nil {
				return 0, err
			}
			flow += float64(open * x)
		}
		if open < 1 {
			x, err := n.Flow(j.p, b.void, b.voidLevel, j.now)
			if err != nil {
				return 0, err
			}
			flow += float64((1 - open) * (x + b.voidPaid))
		}
		if j.ends > 0 {
			flow = float64(j.alive[exit]*flow) + float64((1-j.alive[exit])*j.lost[k])
		}
		v += float64(j.weights[k] * flow)
		if k+1 < j.steps {
			s := b.void
			if open >= 0.5 {
				s = b.move
			}
			if err := j.forward(s); err != nil {
				return 0, err
			}
		}
	}
	return v, nil
}
