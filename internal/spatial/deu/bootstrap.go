package deu

import (
	"math"
	"slices"

	"parley/internal/ensemble"
	"parley/internal/quantity"
)

// resamples are the draws of a bootstrap. All models are compared on the same ones.
type resamples struct {
	issues, proposals drawn
	group             []int // of each issue, its proposal
}

// drawn are resamples of n things with replacement, one after the other. Each draw is a function of the seed and its number.
type drawn struct {
	n  int
	at []int32
}

func draw(seed uint64, path string, n, times int) drawn {
	s := quantity.NewStream(seed, path)
	d := drawn{n: n, at: make([]int32, n*times)}
	for k := range d.at {
		d.at[k] = int32(s.At(k) * float64(n))
	}
	return d
}

func newResamples(issues []Issue, o Options) *resamples {
	r := &resamples{group: make([]int, len(issues))}
	index := map[string]int{}
	for k := range issues {
		g, ok := index[issues[k].Proposal]
		if !ok {
			g = len(index)
			index[issues[k].Proposal] = g
		}
		r.group[k] = g
	}
	r.issues = draw(o.Seed, "deu/bootstrap/issues", len(issues), o.Resamples)
	r.proposals = draw(o.Seed, "deu/bootstrap/proposals", len(index), o.Resamples)
	return r
}

// difference compares two columns of scores where both are known; nil where nowhere.
func (r *resamples) difference(a, b []float64) *Difference {
	n := r.proposals.n
	each, one := make([]float64, len(a)), make([]float64, len(a))
	sums, counts := make([]float64, n), make([]float64, n)
	total, known := 0.0, 0.0
	for k := range a {
		if d := a[k] - b[k]; !math.IsNaN(d) {
			each[k], one[k] = d, 1
			sums[r.group[k]] += d
			counts[r.group[k]]++
			total += d
			known++
		}
	}
	if known == 0 {
		return nil
	}
	d := &Difference{Mean: total / known}
	d.Interval = r.issues.interval(each, one)
	d.ByProposal = r.proposals.interval(sums, counts)
	return d
}

// minDrawn is the number of things of which resamples say something.
const minDrawn = 5

// interval is the percentile bootstrap interval (Efron 1979) of Σ sums / Σ counts; nil of too few things.
func (d drawn) interval(sums, counts []float64) *[2]float64 {
	if d.n < minDrawn {
		return nil
	}
	var means []float64
	for k := 0; k+d.n <= len(d.at); k += d.n {
		sum, count := 0.0, 0.0
		for _, i := range d.at[k : k+d.n] {
			sum += sums[i]
			count += counts[i]
		}
		if count > 0 { // a resample may hold nothing that is known
			means = append(means, sum/count)
		}
	}
	slices.Sort(means)
	return &[2]float64{ensemble.Quantile(means, 0.025), ensemble.Quantile(means, 0.975)}
}

// absolute is the size of each error.
func absolute(errors []float64) []float64 {
	out := make([]float64, len(errors))
	for k, e := range errors {
		out[k] = math.Abs(e)
	}
	return out
}
