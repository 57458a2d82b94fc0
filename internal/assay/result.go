package assay

import (
	"parley/internal/ask"
)

// keys are the tests as programs read them, by test.
var keys = [...]string{"zopa", "ratification", "credibility", "sanctions", "power-shift", "patience", "ripeness"}

// result sums up a subject: the central findings in words, and the draws as shares.
func (q *question) result(k int, central *findings, drawn [][]findings) Result {
	s := &q.subjects[k]
	r := Result{
		Name: s.Name, Label: s.Label, Short: s.Short, Deal: ask.StateOf(q.g, s.State), Draws: len(drawn),
		Signatories: ask.Names(q.g, central.signatories),
	}
	test := func(which int) Test { return q.test(k, which, central, drawn) }
	r.Room = Room{Test: test(room), Tables: q.tables(k, central, drawn)}
	r.Ratified, r.Kept, r.Sanctions, r.Power, r.Patient = test(ratified), test(kept), test(sanctions), test(power), test(patient)
	r.Ripe = Ripe{Test: test(ripe), Stalemate: test(stalemate), Hurting: test(hurting), WayOut: test(wayOut)}
	if r.Sanctions.Share = nil; r.Sanctions.Verdict != NotAsked {
		r.Sanctions.Share = s.Held.Share
	}
	for which, t := range r.Tests() {
		if t.Verdict == Fails {
			r.First = keys[which]
			break
		}
	}
	return r
}

// Tests are the seven tests in their order.
func (r *Result) Tests() [7]*Test {
	return [7]*Test{&r.Room.Test, &r.Ratified, &r.Kept, &r.Sanctions, &r.Power, &r.Patient, &r.Ripe.Test}
}

func (q *question) test(k, which int, central *findings, drawn [][]findings) Test {
	f := &central.of[which]
	t := Test{Verdict: NotAsked, Who: []Who{}}
	if f.who != nil {
		t.Who = f.who
	}
	if t.Share = share(which, k, drawn); !f.asked {
		t.Text = q.unasked(k, which)
		return t
	}
	t.Verdict = Passes
	if !f.passes {
		t.Verdict = Fails
	}
	t.Text = q.told(which, central)
	return t
}

// share is of the draws in which a test is asked, those in which it passes; nil where there are none.
func share(which, k int, drawn [][]findings) *float64 {
	asked, passed := 0, 0
	for run := range drawn {
		if f := &drawn[run][k].of[which]; f.asked {
			if asked++; f.passes {
				passed++
			}
		}
	}
	if asked == 0 {
		return nil
	}
	v := float64(passed) / float64(asked)
	return &v
}

// tables are those that could decide on a subject.
func (q *question) tables(k int, central *findings, drawn [][]findings) []Table {
	out := []Table{}
	for _, p := range q.open[k] {
		t := Table{Name: q.panels[p].Name, In: central.in[p], Refuse: []string{}}
		for _, who := range central.refuse[p] {
			t.Refuse = append(t.Refuse, who.Party)
		}
		in := 0
		for run := range drawn {
			if drawn[run][k].in[p] {
				in++
			}
		}
		if in > 0 {
			t.Share = float64(in) / float64(len(drawn))
		}
		out = append(out, t)
	}
	return out
}
