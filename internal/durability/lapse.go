package durability

import (
	"cmp"
	"slices"

	"parley/internal/clock"
	"parley/internal/ensemble"
)

// Lapse is a foreseen event by which clauses ran out: that is no break. Shares are of the paths of the basis.
type Lapse struct {
	Event  string            `json:"event"`
	Share  float64           `json:"share"`  // in which it took clauses out of it
	Whole  float64           `json:"whole"`  // in which nothing of it was left in force after that
	Months ensemble.Interval `json:"months"` // after the first signing, of those in which it did
}

// lapse is a foreseen event that took clauses out of the deals of a path.
type lapse struct {
	step, event int
	whole       bool
}

// logged reports whether something of a kind happened in the step at hand.
func (x *walker) logged(kind clock.Kind) bool {
	return slices.ContainsFunc(x.r.Log[x.mark:], func(h clock.Happening) bool { return h.Kind == kind })
}

// runOut notes the clauses that ran out in the step at hand.
func (x *walker) runOut() {
	for _, h := range x.r.Log[x.mark:] {
		if h.Kind == clock.RanOut {
			x.out.lapses = append(x.out.lapses, lapse{step: x.r.Step, event: h.Index})
		}
	}
	if n := len(x.out.lapses); n > 0 && len(x.r.Pacts) == 0 && x.held > 0 {
		x.out.lapses[n-1].whole = true
	}
	x.held = len(x.r.Pacts)
}

// Ending is an event that ended the run while nobody had broken it: what would have come of it then is not known. Shares are of the paths
// of the basis.
type Ending struct {
	Event  string            `json:"event"`
	Share  float64           `json:"share"`
	Months ensemble.Interval `json:"months"` // after the first signing
}

// end notes the event that ended the run in the step at hand.
func (x *walker) end() {
	for _, h := range x.r.Log[x.mark:] {
		if h.Kind == clock.Fired && x.q.g.Case.Events[h.Index].Ends {
			x.out.ended, x.out.ender = x.r.Step, h.Index
		}
	}
}

// endings sums up what ended runs, by event, the most frequent first.
func (q *question) endings() []Ending {
	of, draws := q.basis()
	months := make([][]float64, len(q.g.Events))
	for _, k := range draws {
		if o := &of[k]; o.ended > 0 {
			months[o.ender] = append(months[o.ender], q.months(o.ended-o.tried[0].step))
		}
	}
	out := []Ending{}
	for i := range months {
		if n := len(months[i]); n > 0 {
			out = append(out, Ending{Event: q.g.Case.Events[i].Name, Share: float64(n) / float64(len(draws)), Months: ensemble.Summarise(months[i])})
		}
	}
	slices.SortStableFunc(out, func(a, b Ending) int { return cmp.Compare(b.Share, a.Share) })
	return out
}

// lapsed sums up what ran out, by event, the most frequent first.
func (q *question) lapsed() []Lapse {
	of, draws := q.basis()
	months, whole := make([][]float64, len(q.g.Events)), make([]int, len(q.g.Events))
	for _, k := range draws {
		seen := map[int]bool{}
		for _, l := range of[k].lapses {
			if !seen[l.event] {
				seen[l.event] = true
				months[l.event] = append(months[l.event], q.months(l.step-of[k].tried[0].step))
			}
			if l.whole {
				whole[l.event]++
			}
		}
	}
	out := []Lapse{}
	for i := range months {
		if n := len(months[i]); n > 0 {
			paths := float64(len(draws))
			out = append(out, Lapse{
				Event: q.g.Case.Events[i].Name, Share: float64(n) / paths, Whole: float64(whole[i]) / paths, Months: ensemble.Summarise(months[i]),
			})
		}
	}
	slices.SortStableFunc(out, func(a, b Lapse) int { return cmp.Compare(b.Share, a.Share) })
	return out
}
