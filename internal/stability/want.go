package stability

import (
	"context"
	"slices"

	"parley/internal/ask"
	"parley/internal/game"
)

// Want is what the state asked for lacks: the least change of a preference, of an input or of who controls what, each by itself.
type Want struct {
	ID        string     `json:"id"`
	Shifts    []Shift    `json:"shifts"`    // for each party and concept under which it is not stable
	Orderings []Ordering `json:"orderings"` // null where the states are too many
	Inputs    []Turn     `json:"inputs"`    // null where Why.inputs says why
	Control   []Control  `json:"control"`   // null where Why.control says why
	Why       Whys       `json:"why"`
}

// Whys say what was not looked at.
type Whys struct {
	Orderings string `json:"orderings,omitempty"`
	Inputs    string `json:"inputs,omitempty"`
	Control   string `json:"control,omitempty"`
}

// Shift is the least that must change in what a party prefers for the state to be stable for it, all else as it is.
type Shift struct {
	Party   string   `json:"party"`
	Concept string   `json:"concept"`
	Points  *float64 `json:"points"` // that the state alone must be worth more; null: see Why; no points make up for a red line
	Share   *float64 `json:"share"`  // of the party's range over the states examined
	Places  int      `json:"places"` // ranks among the states examined that it must rise
	Why     string   `json:"why,omitempty"`
	Swaps   *int     `json:"swaps"`             // fewest pairs of states that must change their order; null: too many states
	AtMost  bool     `json:"at-most,omitempty"` // fewer may do
	Lower   []string `json:"lower"`             // what is better now and must then come no higher
}

// Ordering counts the strict orderings of all states examined that make the state stable for a party.
type Ordering struct {
	Party   string `json:"party"`
	Concept string `json:"concept"`
	Stable  int64  `json:"stable"`
	Of      int64  `json:"of"`
}

// maxInverse is the most states among which the fewest swaps are looked for.
const maxInverse = 500

// want says what each party lacks for the state asked for, and what else would make it stay.
func (q *question) want(ctx context.Context, a *Answer, deal *ask.Deal) error {
	if deal == nil {
		return nil
	}
	at := slices.IndexFunc(a.States, func(s State) bool { return q.m.states.at(s.at).Equal(deal.State) })
	s := a.States[at].at
	a.Want = &Want{ID: a.States[at].ID, Shifts: []Shift{}}
	for p := range q.m.parties {
		low, high := q.m.value(q.n, p, 0), q.m.value(q.n, p, 0)
		for t := range q.m.states.len() {
			low, high = min(low, q.m.value(q.n, p, t)), max(high, q.m.value(q.n, p, t))
		}
		for _, k := range Concepts() {
			if !q.analysis.Stable(p, k, s) {
				a.Want.Shifts = append(a.Want.Shifts, q.shift(p, k, s, high-low))
			}
		}
	}
	q.orderings(a.Want, s)
	if err := q.turns(ctx, a.Want, s); err != nil {
		return err
	}
	return q.controls(ctx, a.Want, s)
}

// shift is the least change of one party's preference; span is its range in points.
func (q *question) shift(p int, k Concept, s int, span float64) Shift {
	need := q.analysis.Shift(p, k, s)
	out := Shift{Party: q.name(p), Concept: k.String(), Places: q.m.conflict.Places(p, s, need), Lower: []string{}}
	switch {
	case q.m.crosses(p, s):
		out.Why = "crosses its red line"
	case q.g.Ordinal.Has(q.m.parties[p]):
		out.Why = "only its order is known"
	default:
		points := game.Points(need * game.GridTicks)
		out.Points = &points
		if span > 0 {
			share := points / span
			out.Share = &share
		}
	}
	if q.m.conflict.states > maxInverse {
		return out
	}
	lowered, pairs, exact := q.m.conflict.Inverse(p, k, s, nil).Swaps()
	out.Swaps, out.AtMost = &pairs, !exact
	for _, t := range lowered {
		out.Lower = append(out.Lower, ask.Changes(q.g, q.m.states.at(t)))
	}
	return out
}

func (q *question) name(p int) string { return q.g.Case.Parties[q.m.parties[p]].Name }

// orderings counts orderings, where the states are few.
func (q *question) orderings(w *Want, s int) {
	if n := q.m.conflict.states; n > maxOrdered {
		w.Why.Orderings = "more states than orderings are counted of"
		return
	}
	w.Orderings = []Ordering{}
	for p := range q.m.parties {
		for _, k := range q.ofParties() {
			if v := q.m.conflict.Inverse(p, k, s, q.simultaneous); v != nil {
				stable, of := v.Count()
				w.Orderings = append(w.Orderings, Ordering{Party: q.name(p), Concept: k.String(), Stable: stable, Of: of})
			}
		}
	}
}
