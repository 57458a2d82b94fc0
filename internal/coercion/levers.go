package coercion

import (
	"math"
	"slices"

	"parley/casefile"
)

// Lever is an uncertain quantity that the bite rests on, and the value at which the target, all else at its median and the credibility
// as it is, would concede. The nearest such value to the median is given.
type Lever struct {
	Quantity string     `json:"quantity"`
	Label    string     `json:"label"`
	Unit     string     `json:"unit,omitempty"`
	Needed   float64    `json:"needed"`
	Above    bool       `json:"above"` // it takes that much or more; else that little or less
	Median   float64    `json:"median"`
	Range    [2]float64 `json:"range"` // 5th to 95th percentile in the case
	InRange  bool       `json:"in-range"`
}

// scanned are the places looked at on each side of a quantity's median, halvings the bisections between two of them.
const (
	scanned  = 32
	halvings = 40
)

// levers lists them, the nearest first in widths of their ranges; none where the target would concede at the medians already, or nothing
// it could be made to do is possible.
func (q *question) levers() ([]Lever, error) {
	out := []Lever{}
	p, inputs := newPlayer(q.w, q.threats), make([]float64, len(q.g.Case.Inputs))
	q.d.Medians(inputs)
	if err := p.begin(0, inputs); err != nil {
		return out, err
	}
	central, err := p.weighed()
	if err != nil || central.grade < possible || central.willing() {
		return out, err
	}
	for i := range q.g.Case.Quantities {
		x := &q.g.Case.Quantities[i]
		if x.Form != casefile.Dist || x.Dist.Constant() {
			continue
		}
		l, ok, err := q.lever(p, x, &central)
		if err != nil {
			return out, err
		}
		if ok {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b Lever) int {
		switch da, db := a.distance(), b.distance(); {
		case da < db:
			return -1
		case da > db:
			return 1
		}
		return 0
	})
	return out, nil
}

// distance is how far the value needed lies from the median, in widths of the range.
func (l *Lever) distance() float64 {
	return math.Abs(l.Needed-l.Median) / max(l.Range[1]-l.Range[0], 1e-300)
}

// lever looks for the value of a quantity that is enough, within its range and as far again on either side, where its family has values.
func (q *question) lever(p *player, x *casefile.Quantity, central *moments) (Lever, bool, error) {
	d := &x.Dist
	l := Lever{Quantity: x.Name, Label: x.Label, Unit: x.Unit, Median: d.Median(), Range: [2]float64{d.Quantile(0.05), d.Quantile(0.95)}}
	width := l.Range[1] - l.Range[0]
	lo, hi := d.Support()
	lo, hi = max(lo, l.Range[0]-width), min(hi, l.Range[1]+width)
	moves, enough, fault := false, false, error(nil)
	at := func(v float64) bool {
		p.r.Vars[x.Input] = v
		fault = redraw(p.r)
		m := moments{used: central.used}
		if fault == nil {
			m.verdict, fault = p.x.weigh(p.r, 0, false)
		}
		moves = moves || math.Abs(m.bite-central.bite) > 1e-6
		return fault == nil && m.willing()
	}
	for k := 1; k <= scanned && !enough && fault == nil; k++ {
		for _, end := range []float64{hi, lo} {
			share := float64(k) / scanned
			if v := between(l.Median, end, share); !enough && fault == nil && at(v) {
				last := float64(k-1) / scanned
				l.Needed, enough, l.Above = bisected(at, between(l.Median, end, last), v), true, end > l.Median
			}
		}
	}
	p.r.Vars[x.Input] = l.Median
	if back := redraw(p.r); fault == nil {
		fault = back
	}
	l.InRange = l.Needed >= l.Range[0] && l.Needed <= l.Range[1]
	return l, enough && moves, fault
}

// between is the point at a share of the way.
func between(from, to, share float64) float64 {
	return float64(from*(1-share)) + float64(to*share)
}

// bisected is where a condition begins to hold, between a value at which it does not and one at which it does.
func bisected(holds func(float64) bool, no, yes float64) float64 {
	for range halvings {
		if mid := no + (yes-no)/2; holds(mid) {
			yes = mid
		} else {
			no = mid
		}
	}
	return yes
}
