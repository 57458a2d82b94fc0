package deals

import (
	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/search"
)

// listOpening enters a set of concessions into the answer, one row for each.
func (q *question) listOpening(a *Answer, row *Goal, set int, o *opening) error {
	intervals, err := q.askedIntervals(o)
	if err != nil {
		return err
	}
	for k, it := range o.from.Items {
		if o.set>>k&1 == 0 {
			continue
		}
		r := Relaxation{Goal: row.Goal, Table: row.Table, Set: set, Party: q.g.Case.Parties[it.Party].Name, Deal: q.state(o.state), AtMost: o.atMost}
		switch {
		case it.Transfer >= 0:
			err = q.payment(&r, o, k)
		case it.Index == search.WalkAwayLine:
			r.Kind, r.What, r.Place = "walk-away", ask.Driver(q.g, q.n, it.Party, o.state, -1), ask.PlaceOf(&q.g.Case.Parties[it.Party].Values.Meta)
			r.Share, r.By = o.asked[k], o.asked[k]*q.scale[it.Party]/ticks
		default:
			line := &q.g.Case.Parties[it.Party].Values.RedLines[it.Index]
			r.Kind, r.What, r.Place = "red-line", line.Text, ask.PlaceOf(&line.Meta)
		}
		if err != nil {
			return err
		}
		r.Interval = intervals[k]
		a.Relax = append(a.Relax, r)
	}
	return nil
}

const ticks = 1e12

// payment fills the row of a side payment.
func (q *question) payment(r *Relaxation, o *opening, item int) error {
	t := &q.g.Case.Transfers[o.from.Items[item].Transfer]
	most, err := o.from.Units(q.n, item, o.state)
	r.Kind, r.What, r.To, r.Unit, r.Place = "transfer", t.Name, q.g.Case.Parties[t.To].Name, t.Unit, ask.PlaceOf(&t.Meta)
	r.Share, r.By = o.asked[item], o.asked[item]*most
	return err
}

// intervalSample bounds the draws over which what a deal asks is followed.
const intervalSample = 500

// askedIntervals is what the deal of an opening asks over the draws, by item; nil for a red line, which asks no more or less, and
// for what is not in the set.
func (q *question) askedIntervals(o *opening) ([]*ensemble.Interval, error) {
	n, inputs := q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
	columns := make([][]float64, len(o.from.Items))
	for run := range min(q.d.Done, intervalSample) {
		q.d.Inputs(run, inputs)
		if err := q.d.Fill(n, inputs); err != nil {
			return nil, err
		}
		asked, _, err := o.from.Asked(n, o.set, o.state, q.scale)
		if err != nil {
			return nil, err
		}
		for k := range columns {
			columns[k] = append(columns[k], asked[k])
		}
	}
	out := make([]*ensemble.Interval, len(columns))
	for k, it := range o.from.Items {
		if o.set>>k&1 == 1 && it.Index < 0 {
			i := ensemble.Summarise(columns[k])
			out[k] = &i
		}
	}
	return out, nil
}
