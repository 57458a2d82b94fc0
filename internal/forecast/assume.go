package forecast

import (
	"context"
	"slices"

	"parley/casefile"
	"parley/internal/bargain"
)

// The other assumptions that the leading runs are made again under.
const (
	marginIs  = "any gain is enough"
	closingIs = "every meeting closes"
	bothIs    = "any gain is enough and every meeting closes"
	stillIs   = "tracks stand still"
)

// agreement makes the leading runs again without what keeps agreement from being automatic: the margin that parties demand because
// they do not know each other, and the chance that a meeting closes.
func (q *question) agreement(ctx context.Context, a *Answer) error {
	none := 0.0
	for _, v := range []struct {
		what   string
		margin *float64
		always bool
		to     **Comparison
	}{
		{marginIs, &none, false, &a.Assumed.Margin},
		{closingIs, nil, true, &a.Assumed.Closing},
		{bothIs, &none, true, &a.Assumed.Both},
	} {
		t := &trial{d: q.d, e: q.base.e.agreeing(v.margin, v.always)}
		c, err := q.again(ctx, t, v.what, a)
		if err != nil {
			return err
		}
		*v.to = c
	}
	return nil
}

// withoutClocks makes the leading runs again with all tracks standing at today's values.
func (q *question) withoutClocks(ctx context.Context, a *Answer) error {
	if len(q.g.Case.Tracks) == 0 {
		return nil
	}
	t, err := q.variant(ctx, []casefile.Change{{Kind: casefile.WithoutClocks, Text: "clocks"}})
	if err == nil {
		a.Clocks, err = q.again(ctx, t, stillIs, a)
	}
	return err
}

// again makes the leading runs of another trial and sets them beside the answer's.
func (q *question) again(ctx context.Context, t *trial, what string, a *Answer) (*Comparison, error) {
	n := min(len(q.lead), max(leastChecked, min(mostChecked, q.runs/10)))
	fates := make([]int, n)
	if _, err := t.each(ctx, 0, n, q.d.Jobs, func(run int, x *runner) (err error) {
		if q.lead[run] >= 0 {
			fates[run], err = x.run(run, false)
		}
		return err
	}, q.progress(what, 0, n)); err != nil {
		return nil, err
	}
	p := newPairs(len(q.base.e.ends))
	for run, after := range fates {
		if q.lead[run] >= 0 {
			p.add(q.lead[run], after)
		}
	}
	return p.comparison(what, names(a)), nil
}

// assumes reports whether the case itself makes agreement automatic, with its inputs at their medians on its day: no margin, and every
// meeting of every table that meets closes.
func (q *question) assumes(medians []float64) (bool, error) {
	vars := make([]float64, q.g.Vars())
	copy(vars, medians)
	if err := q.g.Start(vars); err != nil {
		return false, err
	}
	margin, err := q.g.Margin.Share(vars, q.g.Today, bargain.DefaultMargin)
	if err != nil || margin > 0 {
		return false, err
	}
	meets := false
	for t := range q.g.Meetings {
		if !slices.Contains(q.base.e.meets[t], true) {
			continue
		}
		meets = true
		chance, err := q.g.Meetings[t].Closes.Chance(vars, q.g.Today, 0)
		if err != nil || chance < 1 {
			return false, err
		}
	}
	return meets, nil
}
