package stability

import (
	"strings"

	"parley/internal/ask"
	"parley/internal/wording"
)

// told gives the verdicts of one party about a state, and the sentence that says why. The sentence is about the strictest
// concept under which the party stays.
func (q *question) told(p, s int) Told {
	out := Told{Party: q.g.Case.Parties[q.m.parties[p]].Name, Stable: map[string]bool{}}
	var fails []string
	strictest := Nash
	for _, k := range Concepts() {
		stable := q.analysis.Stable(p, k, s)
		if out.Stable[k.String()] = stable; stable {
			strictest = k
		} else if k != Nash {
			fails = append(fails, strings.ToUpper(k.String()))
		}
	}
	if q.simultaneous != nil {
		out.Stable[SIM.String()], out.Simultaneous = q.atOnce(p, s)
	}
	v := q.analysis.Verdict(p, strictest, s)
	out.Improvements = v.Improvements
	name := q.label(p)
	if v.Improvements == 0 {
		out.Text = name + " has no move of its own that betters it: stable under every concept."
		return out
	}
	out.Text = name + " could move to " + q.change(s, v.To) + q.gain(p, s, v.To)
	if v.Improvements > 1 {
		out.Text += " (one of " + wording.Count(v.Improvements, "improvement", "improvements") + ")"
	}
	if !v.Stable {
		v = q.analysis.Verdict(p, GMR, s)
		out.Text = name + " could move to " + q.change(s, v.To) + q.gain(p, s, v.To) + ", and nothing that the others could do afterwards would undo that gain: not stable under any concept."
		return out
	}
	out.Text += "; but " + q.answer(v.Answer) + q.worse(p, s, v) + says(strictest, fails)
	return out
}

// says names the concept, and those under which the party would not stay.
func says(strictest Concept, fails []string) string {
	text := ": " + strictest.Says()
	if len(fails) == 0 {
		return text + "."
	}
	return text + "; not under " + wording.Join(fails) + "."
}

func (q *question) label(p int) string {
	return ask.PartyLabel(q.g, q.g.Case.Parties[q.m.parties[p]].Name)
}

func (q *question) change(from, to int) string {
	return ask.Difference(q.g, q.m.states.at(from), q.m.states.at(to))
}

// gain says what a move gives: points, or a red line that no longer breaks.
func (q *question) gain(p, s, t int) string {
	if q.m.crosses(p, s) && !q.m.crosses(p, t) {
		return " and no longer cross its red line"
	}
	if q.g.Ordinal.Has(q.m.parties[p]) {
		return ", which it likes better"
	}
	return " and gain " + strings.TrimPrefix(wording.Points(q.m.value(q.n, p, t)-q.m.value(q.n, p, s)), "+")
}

// answer tells the moves of the others: "Ukraine would answer with x=1, then Ukraine and Europe with y=2".
func (q *question) answer(path []Move) string {
	var parts []string
	for k, m := range path {
		who := wording.Join(ask.PartyLabels(q.g, q.names(m.By)))
		with := " with "
		if k == 0 {
			with = " could answer with "
		}
		parts = append(parts, who+with+q.change(m.From, m.To))
	}
	return strings.Join(parts, ", then ")
}

// worse says where the answer leaves the party.
func (q *question) worse(p, s int, v Verdict) string {
	end := v.Answer[len(v.Answer)-1].To
	if q.m.crosses(p, end) && !q.m.crosses(p, s) {
		return ", which crosses its red line"
	}
	if q.g.Ordinal.Has(q.m.parties[p]) && q.m.value(q.n, p, end) < q.m.value(q.n, p, s) {
		return ", which it likes less than where it began"
	}
	lost := q.m.value(q.n, p, s) - q.m.value(q.n, p, end)
	if text := wording.Points(lost); lost > 0 && text != "0" {
		return ", which leaves it " + strings.TrimPrefix(text, "+") + " worse off than where it began"
	}
	return ", which leaves it no better off than where it began"
}
