package strategy

import (
	"fmt"
	"slices"
)

// Escalation is something that a side could still do: it raises its chance to win by Shift, at a Cost in shares of
// the good.
type Escalation struct{ Shift, Cost float64 }

// Decay is what going on is worth to each side, by its own belief, now and in the next period.
type Decay struct{ NowA, NextA, NowB, NextB float64 }

// Dispute is a war about whose ripeness is asked.
type Dispute struct {
	Optimism
	EscalationsA, EscalationsB []Escalation
	Decay                      *Decay // nil: whether it hurts is not asked
}

// A Condition of ripeness.
type Condition string

// The conditions, in the order in which they are reported.
const (
	Stalemate Condition = "stalemate" // no escalation is worth its cost to either side
	Hurting   Condition = "hurting"   // what going on is worth falls for both
	WayOut    Condition = "way out"   // some division is better for both than going on, by what each believes
)

// Ripeness is what speaks for and against the moment.
type Ripeness struct {
	Range   Range // [pA − cA, pB + cB]
	Missing []Condition
}

// Ripe says that no condition is missing.
func (r Ripeness) Ripe() bool { return len(r.Missing) == 0 }

// Met says that the condition is not missing.
func (r Ripeness) Met(c Condition) bool { return !slices.Contains(r.Missing, c) }

// IsRipe asks whether a conflict is ripe for settlement, and if not, which condition is missing (after Zartman 2000).
// Whether the way out would be kept and ratified is asked elsewhere.
func IsRipe(w Dispute) (Ripeness, error) {
	var d domain
	for side, list := range [][]Escalation{w.EscalationsA, w.EscalationsB} {
		for i, e := range list {
			name := fmt.Sprintf("escalation %d of %s", i+1, Side(side+1))
			d.between("the shift of "+name, e.Shift, -1, 1)
			d.nonNegative("the cost of "+name, e.Cost)
		}
	}
	if w.Decay != nil {
		d.magnitude("A's value of going on", w.Decay.NowA)
		d.magnitude("A's value of going on next", w.Decay.NextA)
		d.magnitude("B's value of going on", w.Decay.NowB)
		d.magnitude("B's value of going on next", w.Decay.NextB)
	}
	if d.err != nil {
		return Ripeness{}, d.err
	}
	r, err := OptimismRange(w.Optimism)
	if err != nil {
		return Ripeness{}, err
	}
	out := Ripeness{Range: r}
	if pays(w.EscalationsA) || pays(w.EscalationsB) {
		out.Missing = append(out.Missing, Stalemate)
	}
	if c := w.Decay; c != nil && !(exceeds(c.NowA, c.NextA) && exceeds(c.NowB, c.NextB)) {
		out.Missing = append(out.Missing, Hurting)
	}
	if r.Empty() {
		out.Missing = append(out.Missing, WayOut)
	}
	return out, nil
}

func pays(escalations []Escalation) bool {
	for _, e := range escalations {
		if exceeds(e.Shift, e.Cost) {
			return true
		}
	}
	return false
}

// AcceptsTruce says whether a pause is worth taking to a side: what it gains by regrouping and saves by not fighting
// is no less than what the other gains by regrouping, all in shares of the good. Without anything saved, both take it
// only where both regroup alike.
func AcceptsTruce(own, other, saved float64) (bool, error) {
	var d domain
	d.magnitude("own gain", own)
	d.magnitude("the other's gain", other)
	d.magnitude("what is saved", saved)
	return d.err == nil && atLeast(own+saved, other), d.err
}
