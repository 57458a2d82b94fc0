package oracle

import (
	"fmt"
	"slices"

	"parley/internal/expr"
	"parley/internal/game"
)

// Table is a table as the oracle reads it.
type Table struct {
	Members game.Mask
	Agenda  Issues
	Rule    *expr.Node // nil: all must accept
}

// Table reads the k-th table of the case.
func (o *Oracle) Table(k int) Table {
	t := &o.Case.Tables[k]
	out := Table{Members: game.Of(t.Members...), Agenda: Every, Rule: t.Rule}
	if t.Agenda != nil {
		out.Agenda = 0
		for _, i := range t.Agenda {
			out.Agenda |= 1 << i
		}
	}
	return out
}

// Decided reports whether the acceptance of these parties decides.
func (t Table) Decided(accepting game.Mask) bool {
	if t.Rule == nil {
		return accepting&t.Members == t.Members
	}
	return met(t.Rule, accepting, t.Members)
}

// Reachable lists the states that the members can bring about from today, today's included, whoever accepts.
func (o *Oracle) Reachable(t Table) []game.State {
	var out []game.State
	for _, s := range o.States {
		if o.Reaches(t.Members, t.Agenda, o.Today, s) {
			out = append(out, s)
		}
	}
	return out
}

// Candidates are the reachable states other than today's.
func (o *Oracle) Candidates(t Table) []game.State {
	return slices.DeleteFunc(o.Reachable(t), func(s game.State) bool { return o.Today != nil && s.Equal(o.Today) })
}

// Gains reports whether some member is better off with s than with its walk-away; without a status quo none need be.
func (o *Oracle) Gains(t Table, s game.State) bool {
	return o.Today == nil || slices.ContainsFunc(t.Members.List(), func(p int) bool { return o.Value(p, s, o.Today) > o.WalkAway(p) })
}

// Zopa lists the deals of the table: states its members can bring about, by which some member gains, and which those
// accept whose acceptance decides.
func (o *Oracle) Zopa(t Table) []game.State {
	var out []game.State
	for _, s := range o.Candidates(t) {
		if o.Gains(t, s) && t.Decided(o.Accepting(s)&t.Members) {
			out = append(out, s)
		}
	}
	return out
}

// Undominated keeps the states that no other dominates among the members, and counts their distinct vectors of values.
func (o *Oracle) Undominated(members game.Mask, states []game.State) (kept []game.State, points int) {
	vectors, seen := make([][]int, len(states)), map[string]bool{}
	for k, s := range states {
		for _, p := range members.List() {
			vectors[k] = append(vectors[k], o.Value(p, s, o.Today))
		}
	}
	for k, v := range vectors {
		if !slices.ContainsFunc(vectors, func(w []int) bool { return dominates(w, v) }) {
			kept = append(kept, states[k])
			seen[fmt.Sprint(v)] = true
		}
	}
	return kept, len(seen)
}

func dominates(w, v []int) bool {
	better := false
	for j := range v {
		if w[j] < v[j] {
			return false
		}
		better = better || w[j] > v[j]
	}
	return better
}
