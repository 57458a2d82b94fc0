package stability

import (
	"math/bits"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/wording"
)

// beyond prepares what not every conflict has, or can have within the budgets: SIM and the coalition forms. What is missing
// has its reason.
func (q *question) beyond(a *Answer) {
	a.Missing = map[string]string{}
	switch c := q.m.conflict; {
	case q.m.form == nil:
		a.Missing[SIM.String()] = "it needs a case in option form; " + q.m.formless
	case c.Combinations() > simBudget:
		a.Missing[SIM.String()] = "too many moves can be combined"
	default:
		q.simultaneous = &Form{Code: q.m.form.code, Left: q.m.form.left(c.payoff, q.n)}
	}
	if q.m.conflict.Affordable() {
		q.coalitions = q.m.conflict.Coalitions()
		return
	}
	for _, k := range Forms() {
		a.Missing[k.String()] = "too many coalitions, states and moves to look at all of them"
	}
}

// ofParties are the concepts with verdicts for each party.
func (q *question) ofParties() []Concept {
	if q.simultaneous == nil {
		return Concepts()
	}
	return append(slices.Clone(Concepts()), SIM)
}

// equilibrium reports whether a state is an equilibrium under any concept; false where it is not computed.
func (q *question) equilibrium(k Concept, s int) bool {
	v := verdicts{q.m.conflict, q.analysis, q.simultaneous, q.coalitions}
	return v.equilibrium(k, s)
}

// verdicts are what is known of a conflict with one set of payoffs.
type verdicts struct {
	conflict     *Conflict
	analysis     *Analysis
	simultaneous *Form       // nil: SIM is not computed
	coalitions   *Coalitions // nil: the coalition forms are not
}

func (v *verdicts) equilibrium(k Concept, s int) bool {
	switch {
	case k == SIM && v.simultaneous != nil:
		for p := range v.conflict.parties {
			if stable, _, _ := v.conflict.Simultaneous(v.simultaneous, p, s); !stable {
				return false
			}
		}
		return true
	case k > SIM && v.coalitions != nil:
		return v.coalitions.Equilibrium(k, s)
	case k < SIM:
		return v.analysis.Equilibrium(k, s)
	}
	return false
}

// atOnce gives the verdict of SIM for a party, with its sentence.
func (q *question) atOnce(p, s int) (stable bool, text string) {
	stable, to, answer := q.m.conflict.Simultaneous(q.simultaneous, p, s)
	if to < 0 {
		return true, ""
	}
	text = q.label(p) + " could move to " + q.change(s, to) + q.gain(p, s, to)
	if !stable {
		return false, text + ", and nothing that betters the others, done at the same time, would undo that: not stable under SIM."
	}
	var parts []string
	for other, u := range answer {
		if u >= 0 {
			parts = append(parts, q.label(other)+" moved to "+q.change(s, u))
		}
	}
	return true, text + "; but if at the same time " + wording.Join(parts) + ", it would be no better off: " + SIM.Says() + "."
}

// leave tells of the coalitions of two or more parties that could get to something better for all of them.
func (q *question) leave(s int) []Leave {
	if q.coalitions == nil {
		return nil
	}
	out := []Leave{}
	var sets []Set
	for h := Set(1); h < 1<<len(q.m.parties); h++ {
		if bits.OnesCount64(uint64(h)) > 1 && len(q.coalitions.Improvements(h, s)) > 0 {
			sets = append(sets, h)
		}
	}
	slices.SortStableFunc(sets, func(x, y Set) int { return bits.OnesCount64(uint64(x)) - bits.OnesCount64(uint64(y)) })
	for _, h := range sets {
		out = append(out, q.leaves(h, s))
	}
	return out
}

// leaves gives the verdicts about one coalition, and the sentence on the strictest form under which it stays.
func (q *question) leaves(h Set, s int) Leave {
	l := Leave{By: q.names(h), Stable: map[string]bool{}}
	strictest := CNash
	var fails []string
	for _, k := range Forms() {
		stable := q.coalitions.Stable(k, h, s)
		if l.Stable[k.String()] = stable; stable && (strictest == CNash || k == CSMR) {
			strictest = k
		} else if !stable && k != CNash {
			fails = append(fails, heading(k))
		}
	}
	to, unanswered := q.coalitions.Telling(strictest, h, s)
	l.Text = wording.Join(ask.PartyLabels(q.g, l.By)) + " together could get to " + q.change(s, to) + ", to the gain of all of them"
	if unanswered {
		l.Text += "; nothing that the others could do afterwards would take that from one of them: not stable under any coalition form."
		return l
	}
	end := q.coalitions.Answer(strictest, h, s, to)
	others := wording.Join(ask.PartyLabels(q.g, q.names((Set(1)<<len(q.m.parties)-1)&^h)))
	l.Text += "; but " + others + " could then bring about " + ask.DealText(q.g, ask.StateOf(q.g, q.m.states.at(end))) + ", where " +
		q.unbettered(h, s, end) + " no better off than before: " + strictest.Says()
	if len(fails) > 0 {
		l.Text += "; not under " + wording.Join(fails)
	}
	l.Text += "."
	return l
}

// unbettered names the members of a coalition that are no better off in a state than in another.
func (q *question) unbettered(h Set, s, end int) string {
	var names []string
	for p := range q.m.parties {
		if u := q.m.conflict.payoff[p]; h.Has(p) && u[end] <= u[s] {
			names = append(names, q.label(p))
		}
	}
	if len(names) == 1 {
		return names[0] + " is"
	}
	return strings.TrimSpace(wording.Join(names)) + " are"
}
