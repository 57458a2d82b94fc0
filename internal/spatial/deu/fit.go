package deu

import (
	"fmt"
	"slices"

	"parley/internal/spatial"
)

// Limits of a fit.
const (
	minDecided   = 20 // issues with an outcome
	minProposals = 5
)

// Forecaster is a recipe fitted to decided issues.
type Forecaster struct {
	Recipe Recipe
	Share  float64 // of the election
	errors []spread
}

// spread is an error on a decided issue, in units of the spread of the issue.
type spread struct {
	size     float64
	proposal string
}

// Fit fits a recipe to the issues with an outcome; the others are left out. The share is that at which the CRPS is least when
// every issue is forecast from the errors of other proposals.
func Fit(r Recipe, issues []Issue) (*Forecaster, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	all, err := r.prepareAll(issues)
	if err != nil {
		return nil, err
	}
	f, _, err := fit(r, all)
	return f, err
}

func (r *Recipe) prepareAll(issues []Issue) ([]*ready, error) {
	var out []*ready
	for k := range issues {
		if issues[k].Outcome == nil {
			continue
		}
		p, err := r.prepare(&issues[k])
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// fit gives also the mean CRPS, as a share of the scale, at the fitted share.
func fit(r Recipe, all []*ready) (*Forecaster, float64, error) {
	proposals := map[string]bool{}
	for _, p := range all {
		proposals[p.is.Proposal] = true
	}
	if len(all) < minDecided || len(proposals) < minProposals {
		return nil, 0, fmt.Errorf("%s: %d issues of %d proposals have an outcome; a forecast is fitted to %d issues of %d proposals or more; fill the column `outcome`",
			issuesFile, len(all), len(proposals), minDecided, minProposals)
	}
	f := &Forecaster{Recipe: r}
	for _, p := range all {
		e := (*p.is.Outcome - p.centre) / p.spread
		f.errors = append(f.errors, spread{e, p.is.Proposal})
		if r.Mirrored {
			f.errors = append(f.errors, spread{-e, p.is.Proposal})
		}
	}
	slices.SortStableFunc(f.errors, func(a, b spread) int {
		switch {
		case a.size < b.size:
			return -1
		case a.size > b.size:
			return 1
		}
		return 0
	})
	var sum quadratic
	var scratch spatial.Distribution
	for _, p := range all {
		f.around(p, &scratch)
		q := compare(p.elected, &scratch, *p.is.Outcome)
		sum.add(q, 1/(p.is.Length()*float64(len(all))))
	}
	f.Share = sum.least()
	if r.Fixed != nil {
		f.Share = *r.Fixed
	}
	return f, sum.at(f.Share), nil
}

// around fills d with the errors of other proposals around the centre, cut at the ends of the scale.
func (f *Forecaster) around(p *ready, d *spatial.Distribution) {
	d.Places, d.Shares = d.Places[:0], d.Shares[:0]
	n := 0
	for _, e := range f.errors {
		if e.proposal == p.is.Proposal {
			continue
		}
		n++
		x := max(p.is.Lo, min(p.centre+e.size*p.spread, p.is.Hi))
		if k := len(d.Places) - 1; k >= 0 && d.Places[k] == x {
			d.Shares[k]++
			continue
		}
		d.Places, d.Shares = append(d.Places, x), append(d.Shares, 1)
	}
	for k := range d.Shares {
		d.Shares[k] /= float64(n)
	}
}

// Forecast gives the distribution of the outcome of an issue. It does not look at its outcome, nor at the errors on the same
// proposal.
func (f *Forecaster) Forecast(is *Issue) (*spatial.Distribution, error) {
	p, err := f.Recipe.prepare(is)
	if err != nil {
		return nil, err
	}
	return f.forecast(p), nil
}

func (f *Forecaster) forecast(p *ready) *spatial.Distribution {
	var errors spatial.Distribution
	f.around(p, &errors)
	return pool(p.elected, &errors, f.Share)
}

// pool is the share w of a and the rest of b.
func pool(a, b *spatial.Distribution, w float64) *spatial.Distribution {
	n := len(a.Places) + len(b.Places)
	d := &spatial.Distribution{Places: make([]float64, 0, n), Shares: make([]float64, 0, n)}
	for i, j := 0, 0; i < len(a.Places) || j < len(b.Places); {
		share := 0.0
		var x float64
		if j == len(b.Places) || i < len(a.Places) && a.Places[i] <= b.Places[j] {
			x = a.Places[i]
		} else {
			x = b.Places[j]
		}
		if i < len(a.Places) && a.Places[i] == x {
			share += w * a.Shares[i]
			i++
		}
		if j < len(b.Places) && b.Places[j] == x {
			share += (1 - w) * b.Shares[j]
			j++
		}
		if share > 0 {
			d.Places, d.Shares = append(d.Places, x), append(d.Shares, share)
		}
	}
	return d
}

// quadratic is the CRPS of a pool as a function of the share of its first part: it is one exactly.
type quadratic struct{ constant, linear, square float64 }

func (q *quadratic) add(p quadratic, weight float64) {
	q.constant += weight * p.constant
	q.linear += weight * p.linear
	q.square += weight * p.square
}

func (q *quadratic) at(w float64) float64 { return q.constant - 2*w*q.linear + w*w*q.square }

// least is the share in [0, 1] at which it is least; 0 if all are as good.
func (q *quadratic) least() float64 {
	if !(q.square > 0) {
		return 0
	}
	return max(0, min(q.linear/q.square, 1))
}

// compare gives the CRPS of the pools of a and b for the outcome y. With CDFs A and B and the step H at y it integrates (B-H)²,
// (A-B)(H-B) and (A-B)².
func compare(a, b *spatial.Distribution, y float64) quadratic {
	var q quadratic
	i, j, fa, fb := 0, 0, 0.0, 0.0
	low := min(a.Places[0], b.Places[0], y)
	for at := low; ; {
		for ; i < len(a.Places) && a.Places[i] <= at; i++ {
			fa += a.Shares[i]
		}
		for ; j < len(b.Places) && b.Places[j] <= at; j++ {
			fb += b.Shares[j]
		}
		next, more := y, y > at
		if i < len(a.Places) && (!more || a.Places[i] < next) {
			next, more = a.Places[i], true
		}
		if j < len(b.Places) && (!more || b.Places[j] < next) {
			next, more = b.Places[j], true
		}
		if !more {
			return q
		}
		h := 0.0
		if at >= y {
			h = 1
		}
		q.add(quadratic{(fb - h) * (fb - h), (fa - fb) * (h - fb), (fa - fb) * (fa - fb)}, next-at)
		at = next
	}
}
