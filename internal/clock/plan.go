package clock

import (
	"math"

	"parley/internal/game"
)

// judging is the scratch of one judgement: p's values along what it expects while it keeps to the situation, and its breaches.
type judging struct {
	r        *Run
	p        int
	sit      *Situation
	steps    int       // of its foresight
	weights  []float64 // of the steps
	watches  []int
	lag      float64 // steps until a breach is answered
	ends     float64 // chance a step that another's successor ends the deals
	deters   float64 // points that a breach costs, each day from the breach on
	level    float64 // of the situation, without what moves
	limit    float64 // p's value, the sum over its foresight with what is paid once, is cut to this
	kept     float64 // what it is worth to keep as far as it looks ahead
	keep     *held
	breaches []breach

	prefix []float64 // [step] sum of weight × value of the steps before, had it kept
	alive  []float64 // [step] chance that nobody's successor has ended the deals
	lost   []float64 // [step] value of a day once one has; unused while ends is 0
	rest   []float64 // [step] sum of weight × lost from there on
	after  []float64 // [step] sum of the weights from there on
	tails  [][]float64
}

// breach is one way to break: where it leads, where it ends, what each is worth and what is paid once on the way there.
type breach struct {
	move, void           game.State
	moveLevel, voidLevel float64
	movePaid, voidPaid   float64
	left                 *left     // nil until asked for
	tail                 []float64 // [step] sum of weight × value from there on, once void; nil where the breach changes what moves
}

func (j *judging) prepare(r *Run, p int, sit *Situation) error {
	n := r.Numbers()
	if err := r.numbersFault; err != nil {
		return err
	}
	j.r, j.p, j.sit = r, p, sit
	j.weights, j.watches, j.limit = n.Weights(p), r.W.G.Watches(p), math.Inf(1)
	j.steps = len(j.weights)
	if n.Caps[p] < game.NoCap {
		j.limit = game.Points(n.Caps[p])
	}
	r.ahead[p].at(r.moment)
	if err := j.answers(); err != nil {
		return err
	}
	ways := r.waysOut(p, sit)
	if done, err := j.unbound(ways); done || err != nil {
		return err
	}
	if err := j.foreseeLoss(); err != nil {
		return err
	}
	if err := j.foreseeKeeping(); err != nil {
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
	var err error
	if j.lag, j.deters, err = j.r.Answered(j.p, j.sit.State); err == nil {
		j.ends, err = j.r.Successors(j.p, j.sit)
	}
	return err
}

// priceBreaches prices p's ways to break.
func (j *judging) priceBreaches(ways []wayOut) error {
	n, y := j.r.N, j.sit.State
	j.breaches = j.breaches[:0]
	for k := range ways {
		b := breach{move: ways[k].move, void: ways[k].void}
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
		if x := &j.r.ahead[j.p]; x.alike(y, b.move) && x.alike(y, b.void) {
			b.tail = j.tail(k, &b)
		}
		j.breaches = append(j.breaches, b)
	}
	return nil
}

// tail sums up what follows a breach that changes nothing of what moves, once it is answered.
func (j *judging) tail(k int, b *breach) []float64 {
	for len(j.tails) <= k {
		j.tails = append(j.tails, nil)
	}
	t := resized(j.tails[k], j.steps+1)
	t[j.steps] = 0
	for k := j.steps - 1; k >= 0; k-- {
		t[k] = t[k+1] + float64(j.weights[k]*(b.voidLevel+j.keep.flow[k]+b.voidPaid))
	}
	j.tails[k] = t
	return t
}

// foreseeLoss values the days after another's successor has ended the deals, as if that were now.
func (j *judging) foreseeLoss() error {
	j.alive, j.rest = resized(j.alive, j.steps+1), resized(j.rest, j.steps+1)
	alive := 1.0
	for k := range j.alive {
		j.alive[k] = alive
		alive *= 1 - j.ends
	}
	if j.ends == 0 {
		return nil
	}
	lost := j.r.standing(j.sit).left
	level, err := j.r.N.Level(j.p, lost)
	if err != nil {
		return err
	}
	paid, err := j.r.N.Paid(j.p, j.sit.State, lost)
	if err != nil {
		return err
	}
	h, err := j.hold(lost)
	if err != nil {
		return err
	}
	j.lost = resized(j.lost, j.steps)
	for k := range j.steps {
		j.lost[k] = level + h.flow[k] + paid
	}
	j.rest[j.steps] = 0
	for k := j.steps - 1; k >= 0; k-- {
		j.rest[k] = j.rest[k+1] + float64(j.weights[k]*j.lost[k])
	}
	return nil
}

// foreseeKeeping follows the situation along what p expects while it keeps.
func (j *judging) foreseeKeeping() error {
	n, y := j.r.N, j.sit.State
	var err error
	if j.level, err = n.Level(j.p, y); err != nil {
		return err
	}
	paid, err := n.Paid(j.p, j.sit.From, y)
	if err != nil {
		return err
	}
	if j.keep, err = j.hold(y); err != nil {
		return err
	}
	j.prefix, j.after = resized(j.prefix, j.steps+1), resized(j.after, j.steps+1)
	j.after[j.steps] = 0
	for k := j.steps - 1; k >= 0; k-- {
		j.after[k] = j.after[k+1] + j.weights[k]
	}
	sum := paid
	for k := range j.steps {
		j.prefix[k] = sum
		v := j.level + j.keep.flow[k]
		if j.ends > 0 {
			v = float64(j.alive[k]*v) + float64((1-j.alive[k])*j.lost[k])
		}
		sum += float64(j.weights[k] * v)
	}
	j.prefix[j.steps], j.kept = sum, min(sum, j.limit)
	return nil
}

// plan is what it is worth to keep for some steps and then to break.
func (j *judging) plan(b *breach, exit int) (float64, error) {
	moved, voided, l, err := j.leaving(j.keep, b, exit)
	if err != nil {
		return 0, err
	}
	sum, deters := float64(b.movePaid*j.after[exit]), float64(j.deters*j.after[exit])
	for k := exit; k < j.steps; k++ {
		open := j.open(k - exit)
		if open == 0 && b.tail != nil {
			sum += b.tail[k]
			break
		}
		if open == 0 && k == l.summed[exit] {
			sum += float64((b.voidLevel+b.voidPaid)*j.after[k]) + l.rest[exit]
			break
		}
		flow := 0.0
		if open > 0 {
			flow = float64(open * (b.moveLevel + moved[k-exit]))
		}
		if open < 1 {
			flow += float64((1 - open) * (b.voidLevel + voided[k-exit] + b.voidPaid))
		}
		sum += float64(j.weights[k] * flow)
	}
	if j.ends > 0 {
		sum, deters = float64(j.alive[exit]*sum)+float64((1-j.alive[exit])*j.rest[exit]), float64(j.alive[exit]*deters)
	}
	return min(j.prefix[exit]+sum, j.limit) - deters, nil // a penalty comes off what is left after the cut, like a side payment
}
