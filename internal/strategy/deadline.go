package strategy

import "math"

// Deadline is a threat that is carried out for certain after a number of periods unless the target has conceded.
type Deadline struct {
	Threat           // what conceding costs and what the threat does
	Flow     float64 // y: what holding out is worth per period; negative where sanctions bite already
	Patience float64 // δ per period, in [0, 1]
	Periods  int     // T: until the deadline
}

// Timing is when a target concedes.
type Timing int

// The times. Conceding in between is never best: the value of waiting moves one way.
const (
	Now Timing = iota
	AtDeadline
	Never // the threat is suffered
)

// String is "now", "at the deadline" or "never".
func (t Timing) String() string {
	switch t {
	case Now:
		return "now"
	case AtDeadline:
		return "at the deadline"
	}
	return "never"
}

// Waiting is what a target under a Deadline gets from each plan, and which is best. Of equal plans the earlier counts.
type Waiting struct {
	ConcedeNow        float64 // −(v + b)
	ConcedeAtDeadline float64 // y(1−δ^T)/(1−δ) − δ^T(v + b)
	Resist            float64 // y(1−δ^T)/(1−δ) − δ^T(h + qv)
	Best              Timing
}

// Waits says that conceding now is not best.
func (w Waiting) Waits() bool { return w.Best != Now }

// WaitForDeadline compares conceding now, at the deadline and never. Where holding out is worth something, nothing
// happens before the deadline; where it costs |y| per period and the target would concede in the end, it does so at
// once exactly if |y|/(1−δ) ≥ v + b, however far the deadline.
func WaitForDeadline(p Deadline) (Waiting, error) {
	var d domain
	p.Threat.check(&d)
	d.magnitude("y", p.Flow)
	d.chance("δ", p.Patience)
	d.whole("T", p.Periods, 0, maxPeriods)
	if d.err != nil {
		return Waiting{}, d.err
	}
	t := float64(p.Periods)
	flow, left := p.Flow*annuity(p.Patience, t), math.Pow(p.Patience, t)
	price := p.Loss + p.Audience
	w := Waiting{ConcedeNow: -price, ConcedeAtDeadline: flow - left*price, Resist: flow - left*p.bite()}
	best := w.ConcedeNow
	if exceeds(w.ConcedeAtDeadline, best) {
		best, w.Best = w.ConcedeAtDeadline, AtDeadline
	}
	if exceeds(w.Resist, best) {
		w.Best = Never
	}
	return w, nil
}
