package coercion

import (
	"cmp"
	"slices"

	"parley/internal/clock"
	"parley/internal/game"
)

// discount is what is left of a credibility after so many deadlines that passed without action.
func discount(slipped int) float64 { return priorWeight / float64(priorWeight+slipped) }

// slipped counts them for a threat in a run.
func (x *Worker) slipped(t *threat) int { return t.of.Of.Slipped + x.lapses[t.by] }

// carries reports whether the sender would carry a threat out, by its values as they are in the run.
func (x *Worker) carries(r *clock.Run, t *threat, harmed game.State) (bool, error) {
	now, err := r.JudgeHere(t.by)
	if err != nil {
		return false, err
	}
	months, err := t.lasts(r)
	if err != nil {
		return false, err
	}
	cost, err := t.of.BackingDown.At(r.Vars, r.State, 0)
	if err != nil {
		return false, err
	}
	v, err := x.applied(r, t.by, harmed, months, now.Best)
	return v >= now.Best-cost-slack, err
}

// believed is the chance that the target gives to the threat's being carried out, from what it does not know of the sender; deadlines
// that slipped are not counted yet. A sender that cannot, or of which nothing is known, is not believed.
func (x *Worker) believed(r *clock.Run, k int, harmed game.State) (float64, error) {
	return x.imagine(r, k, harmed, func(int, int) bool { return false })
}

// convinced reports whether that chance is enough; enough must change at most once from 0 to 1. It draws no more than that takes.
func (x *Worker) convinced(r *clock.Run, k int, harmed game.State, enough func(float64) bool) (bool, error) {
	share, err := x.imagine(r, k, harmed, func(yes, left int) bool {
		return enough(float64(yes)/innerDraws) == enough(float64(yes+left)/innerDraws)
	})
	return enough(share), err
}

// imagine is the share of the inner draws in which the sender carries out. settled stops the drawing, given those that did so far and
// those still to come; then it is the share at least.
func (x *Worker) imagine(r *clock.Run, k int, harmed game.State, settled func(yes, left int) bool) (float64, error) {
	t := &x.ts.list[k]
	if harmed == nil || !x.ts.g.Known.Has(t.by) {
		return 0, nil
	}
	if len(t.private) == 0 {
		does, err := x.carries(r, t, harmed)
		if does {
			return 1, err
		}
		return 0, err
	}
	own := make([]float64, len(t.private))
	for j, in := range t.private {
		own[j] = r.Vars[in]
	}
	yes, err := x.count(r, k, harmed, settled)
	for j, in := range t.private {
		r.Vars[in] = own[j]
	}
	if back := redraw(r); err == nil {
		err = back
	}
	return float64(yes) / innerDraws, err
}

// count goes through the inner draws; it leaves the run's private inputs changed.
func (x *Worker) count(r *clock.Run, k int, harmed game.State, settled func(yes, left int) bool) (int, error) {
	t, values, yes := &x.ts.list[k], x.inner(r, k), 0
	for n := range innerDraws {
		if settled(yes, innerDraws-n) {
			break
		}
		for j, in := range t.private {
			r.Vars[in] = values[n*len(t.private)+j]
		}
		if err := redraw(r); err != nil {
			return yes, err
		}
		does, err := x.carries(r, t, harmed)
		if err != nil {
			return yes, err
		}
		if does {
			yes++
		}
	}
	return yes, nil
}

// redraw makes the values of a run those of its variables.
func redraw(r *clock.Run) error {
	if err := r.N.Draw(r.Vars, r.State); err != nil {
		return err
	}
	return r.Become(r.State)
}

// inner are the values of the sender's private inputs in the inner draws, draw after draw: a Latin hypercube, made once a run.
func (x *Worker) inner(r *clock.Run, k int) []float64 {
	t := &x.ts.list[k]
	if len(x.drawn[k]) > 0 {
		return x.drawn[k]
	}
	wide, dice := len(t.private), r.Dice()
	values := slices.Grow(x.drawn[k][:0], innerDraws*wide)[:innerDraws*wide]
	var keys [innerDraws]float64
	var order [innerDraws]int
	for j, in := range t.private {
		for n := range innerDraws {
			keys[n], order[n] = dice.Chance(t.beliefs[j], innerDraws+n), n
		}
		slices.SortFunc(order[:], func(a, b int) int { return cmp.Or(cmp.Compare(keys[a], keys[b]), a-b) })
		for stratum, n := range order {
			u := (float64(stratum) + dice.Chance(t.beliefs[j], n)) / innerDraws
			values[n*wide+j] = x.ts.g.Case.Inputs[in].Dist.Quantile(u)
		}
	}
	x.drawn[k] = values
	return values
}
