package durability

import (
	"cmp"
	"slices"

	"parley/internal/ensemble"
	"parley/internal/game"
)

// End is a way in which paths end before a step of a plan is signed: those that got as far as the step before it.
type End struct {
	By    string  `json:"by,omitempty"` // a party, or "event NAME"; none for the rules, the table and time
	How   string  `json:"how"`          // the reason of a refusal, the path of a break, or "not-due"
	Share float64 `json:"share"`        // of the paths of the basis; a refusal may have several reasons
}

// NotDue is how a path ends in which a step does not come within the horizon.
const NotDue = "not-due"

// Take is what a step is worth to a party when it is tried, over staying with what is then in force, in points; best exits included. Share
// counts the draws in which it was asked.
type Take struct {
	Party    string            `json:"party"`
	Share    float64           `json:"share"`
	Alone    ensemble.Interval `json:"alone"`    // the step, with nothing after it
	Whole    ensemble.Interval `json:"whole"`    // with the steps that are expected to follow
	Complete ensemble.Interval `json:"complete"` // with all steps that come in sight
	Pays     float64           `json:"pays"`     // share of these draws in which `whole` is a gain
}

// Foreseen is where a plan is expected to stop, on the day its first step is tried.
type Foreseen struct {
	Step  int     `json:"step"`  // the first that is not taken, from 1
	Party string  `json:"party"` // that does not take it
	Share float64 `json:"share"` // of all draws; a draw may have several parties
}

// Halt is where a plan stops most often.
type Halt struct {
	Step int `json:"step"` // that is not signed, from 1
	End
}

// ends is how paths end before step k: refused there, broken before it, or not come.
func (q *question) ends(k int) []End {
	of, draws := q.basis()
	type key struct{ by, how string }
	count, order := map[key]int{}, []key{}
	add := func(by, how string) {
		x := key{by, how}
		if count[x] == 0 {
			order = append(order, x)
		}
		count[x]++
	}
	for _, draw := range draws {
		o := &of[draw]
		switch n := len(o.tried); {
		case n > k && !o.tried[k].signed:
			for _, r := range o.tried[k].why.list() {
				for _, p := range r.of.List() {
					add(q.g.Case.Parties[p].Name, string(r.reason))
				}
				if r.of == 0 {
					add("", string(r.reason))
				}
			}
		case n != k || k > 0 && !o.tried[k-1].signed: // beyond it, or ended before
		case o.broken > 0:
			add(q.breaker(way{o.cause == upset, o.by, o.cause}), string(paths[o.cause]))
		default:
			add("", NotDue)
		}
	}
	out := []End{}
	for _, x := range order {
		out = append(out, End{By: x.by, How: x.how, Share: float64(count[x]) / float64(len(draws))})
	}
	slices.SortStableFunc(out, func(a, b End) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.By, b.By), cmp.Compare(a.How, b.How))
	})
	return out
}

// refused is a reason and the parties that have it; none for the rules and the table.
type refused struct {
	reason Reason
	of     game.Mask
}

func (w *refusals) list() []refused {
	var out []refused
	for i, m := range [7]game.Mask{w.loses, w.margin, w.redLine, w.ratify, w.breaks, w.absent, w.unknown} {
		if m != 0 {
			out = append(out, refused{[7]Reason{Loses, TooLittle, RedLine, Unratified, AtOnce, Absent, Unknown}[i], m})
		}
	}
	if w.rules {
		out = append(out, refused{reason: Rules})
	}
	if w.beyond {
		out = append(out, refused{reason: Beyond})
	}
	return out
}

// takes is what step k is worth to those who were asked.
func (q *question) takes(k int) []Take {
	of, draws := q.basis()
	if k == 0 { // the first step is tried in every draw, also where all are then made to sign
		of, draws = q.outcomes, draws[:0:0]
		for draw := range q.done {
			draws = append(draws, draw)
		}
	}
	figures, pays := make([][3][]float64, len(q.g.Parties)), make([]int, len(q.g.Parties))
	tried := 0
	for _, draw := range draws {
		o := &of[draw]
		if len(o.tried) <= k {
			continue
		}
		tried++
		for _, w := range o.tried[k].weighed {
			f := &figures[w.party]
			f[0], f[1], f[2] = append(f[0], w.alone), append(f[1], w.whole), append(f[2], w.complete)
			if w.whole > leastGain {
				pays[w.party]++
			}
		}
	}
	out := []Take{}
	needed := q.consents(k)
	for p := range figures {
		f := &figures[p]
		n := len(f[0])
		if n == 0 || !needed.Has(p) {
			continue
		}
		out = append(out, Take{
			Party: q.g.Case.Parties[p].Name, Share: float64(n) / float64(tried), Pays: float64(pays[p]) / float64(n),
			Alone: ensemble.Summarise(f[0]), Whole: ensemble.Summarise(f[1]), Complete: ensemble.Summarise(f[2]),
		})
	}
	return out
}

// consents are those whose consent step k takes where all before it have been signed.
func (q *question) consents(k int) game.Mask {
	from := q.g.Today
	if k > 0 {
		from = q.stages[k-1].planned
	}
	if to := q.stages[k].planned; !to.Equal(from) {
		return coalitions(q.g, from, to)[0]
	}
	return 0
}

// foreseen is where the plan is expected to stop when its first step is tried, over all draws.
func (q *question) foreseen() []Foreseen {
	counts := make([][]int, len(q.stages))
	for draw := range q.done {
		o := &q.outcomes[draw]
		if len(o.tried) == 0 || o.tried[0].stop.stage < 0 {
			continue
		}
		s := &o.tried[0].stop
		if counts[s.stage] == nil {
			counts[s.stage] = make([]int, len(q.g.Parties))
		}
		for _, p := range s.parties.List() {
			counts[s.stage][p]++
		}
	}
	out := []Foreseen{}
	for k := range counts {
		for p, n := range counts[k] {
			if n > 0 {
				out = append(out, Foreseen{Step: k + 1, Party: q.g.Case.Parties[p].Name, Share: float64(n) / float64(q.done)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Foreseen) int { return cmp.Compare(b.Share, a.Share) })
	return out
}

// halt is where the plan stops most often; nil where it never does. That a party is bound by what a step changes counts only where it has no
// reason of its own.
func halt(steps []Step) *Halt {
	var out *Halt
	for k := range steps {
		for _, e := range steps[k].Ends {
			own := func(x End) bool { return x.By == e.By && x.How != e.How }
			if e.How == string(Absent) && slices.ContainsFunc(steps[k].Ends, own) {
				continue
			}
			if out == nil || e.Share > out.Share {
				out = &Halt{Step: k + 1, End: e}
			}
		}
	}
	return out
}

// complete reports whether all stages of a plan are signed within so many steps of the first, and nothing is broken by then.
func (o *outcome) complete(stages, steps int) bool {
	if len(o.tried) < stages || !o.tried[stages-1].signed {
		return false
	}
	return o.tried[stages-1].step <= o.tried[0].step+steps && o.stands(steps)
}
