package durability

import (
	"slices"

	"parley/internal/bargain"
	"parley/internal/ensemble"
	"parley/internal/game"
)

// Ripeness is whether the moment is ripe for the deal, in three parts, each with the share of draws in which it holds for every
// party whose consent the deal needs.
type Ripeness struct {
	Stalemate Part                 `json:"stalemate"` // nobody betters itself alone from today
	Hurting   Part                 `json:"hurting"`   // what today is worth falls in the next step, by each party's own expectation
	WayOut    Part                 `json:"way-out"`   // room, ratification and hold
	Room      ensemble.Probability `json:"room"`      // no red line, and no less than today to each, more to one
	Ratified  ensemble.Probability `json:"ratified"`
	Holds     *float64             `json:"holds"` // survival at 12 months given signed; nil where no draw signs
	Ripe      ensemble.Probability `json:"ripe"`  // all three in one draw
	Missing   []string             `json:"missing"`
}

// Part is one of the three.
type Part struct {
	ensemble.Probability
	Lacks map[string]float64 `json:"lacks,omitempty"` // by party: share of draws in which it holds not for it
}

// ripe is what a draw tells about ripeness: the parties of which a part does not hold, and the rest of the way out.
type ripe struct {
	asked          bool
	restless, easy game.Mask // could better itself alone; is not hurting
	room, ratified bool
}

// leastHold is the survival at 12 months that a way out must have.
const leastHold = 0.5

// ripen asks of a deal's first moment whether it is ripe.
func (x *walker) ripen(v *bargain.Verdict, needed game.Mask) error {
	if x.mode&full == 0 || x.q.args.Deal == nil || x.out.ripe.asked {
		return nil
	}
	g, r := x.q.g, x.r
	out := ripe{asked: true, ratified: v.Unratified == 0, room: true}
	gains := false
	for _, p := range needed.List() {
		k := slices.Index(v.Members, p)
		if k < 0 { // nothing is known of it, or it has no seat at the table that was asked
			out.room = false
		} else {
			out.room = out.room && !v.RedLine.Has(p) && v.Gains[k] >= -leastGain
			gains = gains || v.Gains[k] > leastGain
		}
		if !g.Known.Has(p) {
			continue
		}
		y, err := r.Improvement(p)
		if err != nil {
			return err
		}
		if y != nil {
			out.restless |= 1 << p
		}
		hurts, err := x.hurts(p)
		if err != nil {
			return err
		}
		if !hurts {
			out.easy |= 1 << p
		}
	}
	out.room = out.room && gains
	x.out.ripe = out
	return nil
}

// hurts reports whether the state in force is worth less to p a step later, along the path it expects. It leaves the numbers at the moment.
func (x *walker) hurts(p int) (bool, error) {
	n, r := x.r.N, x.r
	if err := n.At(r.Vars); err != nil {
		return false, err
	}
	now := n.Value(p, r.State)
	ahead := slices.Clone(r.Vars)
	if err := x.q.g.Expect(p, r.Vars, ahead, r.State); err != nil {
		return false, err
	}
	if err := n.At(ahead); err != nil {
		return false, err
	}
	less := now >= game.Gains(n.Value(p, r.State))
	if err := n.Fault(); err != nil {
		return false, err
	}
	return less, n.At(r.Vars)
}

// ripeness sums up.
func (q *question) ripeness(survival []Survival) *Ripeness {
	if q.args.Deal == nil {
		return nil
	}
	out := &Ripeness{Missing: []string{}}
	holds := true
	for k := range survival {
		if s := &survival[k]; s.Months == 12 && s.N > 0 {
			out.Holds = &s.P
		}
	}
	holds = out.Holds != nil && *out.Holds >= leastHold
	of := func(is func(r *ripe) bool) ensemble.Probability {
		return q.chance(q.outcomes, func(o *outcome) bool { return is(&o.ripe) })
	}
	still := func(r *ripe) bool { return r.restless == 0 }
	hurts := func(r *ripe) bool { return r.easy == 0 }
	way := func(r *ripe) bool { return r.room && r.ratified && holds }
	out.Stalemate = Part{of(still), q.lacks(func(r *ripe) game.Mask { return r.restless })}
	out.Hurting = Part{of(hurts), q.lacks(func(r *ripe) game.Mask { return r.easy })}
	out.WayOut = Part{Probability: of(way)}
	out.Room, out.Ratified = of(func(r *ripe) bool { return r.room }), of(func(r *ripe) bool { return r.ratified })
	out.Ripe = of(func(r *ripe) bool { return still(r) && hurts(r) && way(r) })
	for _, part := range []struct {
		name string
		p    float64
	}{{"stalemate", out.Stalemate.P}, {"hurting", out.Hurting.P}, {"way out", out.WayOut.P}} {
		if part.p < 0.5 {
			out.Missing = append(out.Missing, part.name)
		}
	}
	return out
}

// lacks is by party the share of draws in which a part does not hold of it.
func (q *question) lacks(of func(r *ripe) game.Mask) map[string]float64 {
	out := map[string]float64{}
	for p := range q.g.Parties {
		n := 0
		for k := range q.outcomes[:q.done] {
			if of(&q.outcomes[k].ripe).Has(p) {
				n++
			}
		}
		if n > 0 {
			out[q.g.Case.Parties[p].Name] = float64(n) / float64(q.done)
		}
	}
	return out
}
