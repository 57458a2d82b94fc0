package clock

import (
	"math"

	"parley/internal/game"
)

// judging is the scratch of one judgement: p's values along what it expects while it keeps to the situation, and its breaches.
type judging struct {
	r         *Run
	p         int
	sit       *Situation
	steps     int       // of its foresight
	weights   []float64 // of the steps
	after     []float64 // [step] sum of the weights from there on
	watches   []int
	lag       float64 // steps until a breach is answered
	ends      float64 // chance a step that another's successor ends the deals
	deters    float64 // points that a breach costs, each day from the breach on
	limit     float64 // p's value, the sum over its foresight with what is paid once, is cut to this
	kept      float64 // what it is worth to keep as far as it looks ahead
	keep      *held
	lost      *held   // once another's successor has ended the deals, as if that were now; unused while ends is 0
	lostLevel float64 // of a day then, without what moves
	breaches  []breach

	prefix []float64 // [step] sum of weight × value of the steps before, had it kept
	alive  []float64 // [step] chance that nobody's successor has ended the deals
	late   []exit    // after now, those that are looked at
}

// breach is one way to break: what each day is worth where it ends, and what is paid once.
type breach struct {
	way       *wayOut
	still     bool    // it changes nothing of what moves
	moveLevel float64 // until it is answered
	voidLevel float64 // then; what is paid once on the way there included
	paid      float64 // by the breach itself
	left      *left   // nil until asked for
}

func (j *judging) prepare(r *Run, p int, sit *Situation) error {
	n := r.Numbers()
	if err := r.numbersFault; err != nil {
		return err
	}
	j.r, j.p, j.sit = r, p, sit
	j.weights, j.after, j.watches, j.limit = n.Weights(p), n.Ahead(p), r.W.G.Watches(p), math.Inf(1)
	j.steps = len(j.weights)
	if n.Caps[p] < game.NoCap {
		j.limit = game.Points(n.Caps[p])
	}
	r.ahead[p].at(r.moment, n.Drawing())
	if err := j.answers(); err != nil {
		return err
	}
	ways := r.waysOut(p, sit)
	if done, err := j.unbound(ways); done || err != nil {
		return err
	}
	if err := j.foresee(); err != nil {
		return err
	}
	return j.priceBreaches(ways)
}

// unbound values the situation at once where p can break nothing and nobody's successor can end it: then only the sum over the path counts.
func (j *judging) unbound(ways []wayOut) (bool, error) {
	if len(ways) > 0 || j.ends > 0 {
		return false, nil
	}
	r, y := j.r, j.sit.State
	rest, ok := r.expecting(j.p, y).Rest(0, r.Vars)
	if !ok {
		return false, nil
	}
	level, err := r.N.Level(j.p, y)
	if err != nil {
		return false, err
	}
	paid, err := r.N.Paid(j.p, j.sit.From, y)
	j.kept, j.breaches = min(paid+level+rest, j.limit), j.breaches[:0]
	return true, err
}

func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, 2*n)
	}
	return s[:n]
}

// answers finds how soon and how dearly a breach by p is answered, and how likely others' successors end the deals.
func (j *judging) answers() error {
	j.lag, j.deters, j.ends = j.r.lag, 0, 0
	if len(j.sit.Pacts) == 0 {
		return nil
	}
	var err error
	if j.lag, j.deters, err = j.r.Answered(j.p, j.sit.State); err == nil {
		j.ends, err = j.r.Successors(j.p, j.sit)
	}
	return err
}

// priceBreaches prices p's ways to break.
func (j *judging) priceBreaches(ways []wayOut) error {
	n, y, once := j.r.N, j.sit.State, j.r.W.G.PaidOnce(j.p)
	j.breaches = j.breaches[:0]
	for k := range ways {
		w := &ways[k]
		if err := w.price(j.r, j.p, j.sit, once); err != nil {
			return err
		}
		b := breach{way: w, still: w.still, moveLevel: w.moveLevel, voidLevel: w.voidLevel}
		if once {
			var err error
			var void float64
			if b.paid, err = n.Paid(j.p, y, w.State); err == nil {
				void, err = n.Paid(j.p, w.State, w.void)
			}
			if b.voidLevel += void; err != nil {
				return err
			}
		}
		j.breaches = append(j.breaches, b)
	}
	return nil
}

// foresee values the situation along what p expects: each day of keeping to it, and those after another's successor has ended the deals, as if
// that were now.
func (j *judging) foresee() error {
	r, n, y := j.r, j.r.N, j.sit.State
	once := r.W.G.PaidOnce(j.p)
	var level float64
	paid, err := n.Paid(j.p, j.sit.From, y)
	if err != nil {
		return err
	}
	if len(j.sit.Pacts) == 0 {
		level, err = n.Level(j.p, y)
	} else {
		x := r.side(j.p, j.sit)
		err = x.price(r, j.p, j.sit, once)
		level, j.lostLevel = x.level, x.leftLevel
	}
	if err != nil {
		return err
	}
	if j.ends > 0 {
		left := j.sit.about.left
		lost, err := n.Paid(j.p, y, left)
		if err != nil {
			return err
		}
		j.lostLevel += lost
		if j.lost, err = j.hold(left); err != nil {
			return err
		}
	}
	if j.keep, err = j.hold(y); err != nil {
		return err
	}
	j.sum(paid, level)
	return nil
}

// sum adds up what p has while it keeps.
func (j *judging) sum(paid, level float64) {
	steps := j.steps
	j.prefix, j.alive = resized(j.prefix, steps+1), resized(j.alive, steps+1)
	weights, flow, prefix, alive := j.weights[:steps], j.keep.flow[:steps], j.prefix[:steps], j.alive[:steps]
	sum, still := paid, 1.0
	if j.ends > 0 {
		lost, lostLevel, stays := j.lost.flow[:steps], j.lostLevel, 1-j.ends
		for k, w := range weights {
			prefix[k], alive[k] = sum, still
			sum += float64(w * (float64(still*(level+flow[k])) + float64((1-still)*(lostLevel+lost[k]))))
			still *= stays
		}
	} else {
		for k, w := range weights {
			prefix[k], alive[k] = sum, 1
			sum += float64(w * (level + flow[k]))
		}
	}
	j.prefix[steps], j.alive[steps], j.kept = sum, still, min(sum, j.limit)
}

// exit is what a breach in some step comes to, whichever it is.
type exit struct {
	step   int
	before float64 // what p has until then
	after  float64 // weight of the time from then on
	open   float64 // of that in which the breach is not answered
	flow   float64 // of what moves from then on, where the breach changes none of it
	alive  float64 // chance that nobody's successor has ended the deals
	lost   float64 // what it has from then on if one has, times the chance of that
	cost   float64 // what deters, times the chance that none has
}

// exitAt is the exit at a step.
func (j *judging) exitAt(step int) exit {
	after := j.after[step]
	x := exit{step: step, before: j.prefix[step], after: after, open: j.unanswered(step), flow: j.keep.rest[step], alive: 1, cost: float64(j.deters * after)}
	if j.ends > 0 {
		x.alive = j.alive[step]
		x.lost = float64((1 - x.alive) * (float64(after*j.lostLevel) + j.lost.rest[step]))
		x.cost = float64(x.alive * x.cost)
	}
	return x
}

// flowFrom is what moves of the value from an exit by a breach on.
func (j *judging) flowFrom(b *breach, x *exit) (float64, error) {
	if b.still {
		return x.flow, nil
	}
	return j.leaving(b, x.step)
}

// plan is what it is worth to keep until the exit and then to break, where so much moves of the value from then on; before penalties it is cut
// to a limit.
func (x *exit) plan(b *breach, flow, limit float64) float64 {
	v := float64(b.paid*x.after) + float64(x.open*b.moveLevel) + float64((x.after-x.open)*b.voidLevel) + flow
	v = x.before + (float64(x.alive*v) + x.lost)
	if v > limit {
		v = limit
	}
	return v - x.cost // a penalty comes off what is left after the cut, like a side payment
}

// unanswered is the weight of the time in which a breach in some step is not answered.
func (j *judging) unanswered(exit int) float64 {
	whole := min(int(min(j.lag, float64(j.steps))), j.steps-exit) // in full
	out := j.after[exit] - j.after[exit+whole]
	if exit+whole < j.steps {
		out += float64(j.weights[exit+whole] * j.open(whole))
	}
	return out
}
