package deu

import (
	"cmp"
	"math"
	"slices"

	"parley/internal/ensemble"
	"parley/internal/spatial"
)

// Score says how well a model forecast. Errors are in hundredths of the scale.
type Score struct {
	Model    string      `json:"model"`
	Issues   int         `json:"issues"` // that it spoke about
	MAE      float64     `json:"mae"`
	RMSE     float64     `json:"rmse"`
	Median   float64     `json:"median-error"` // of the absolute errors
	Within10 float64     `json:"within-10"`    // share of the issues
	Against  *Difference `json:"against-compromise,omitempty"`
	CRPS     *float64    `json:"crps"` // of its distribution; null: it gives none
	Sharper  *Difference `json:"crps-against-yardstick,omitempty"`
	Bands    []Band      `json:"bands,omitempty"`
}

// Difference is the mean difference of a score from that of another model on the same issues: below 0, this one is better.
type Difference struct {
	Mean       float64     `json:"mean"`
	Interval   *[2]float64 `json:"interval"`    // 95 % bootstrap interval, issues drawn; null: fewer than 5
	ByProposal *[2]float64 `json:"by-proposal"` // the same, whole proposals drawn: issues of one are not independent
}

// Band is a central band of the distributions, its ends included.
type Band struct {
	Level   float64 `json:"level"`
	Covered float64 `json:"covered"` // share of the outcomes inside
	// Claimed is the share of its own weight that a distribution puts into the band, on average. It exceeds the level because much weight stands
	// on single places. A calibrated forecast covers what it claims.
	Claimed float64 `json:"claimed"`
}

// levels of the bands.
var levels = [...]float64{0.5, 0.8, 0.9}

// slack is the share of the scale within which an outcome is at the end of a band.
const slack = 1e-9

// scored are the errors of a model by issue; NaN where it is silent.
type scored struct {
	errors, crps []float64
}

func (s *scored) of(answers []answer, issues []Issue) {
	s.errors, s.crps = make([]float64, len(issues)), make([]float64, len(issues))
	for k, a := range answers {
		is := &issues[k]
		s.errors[k], s.crps[k] = math.NaN(), math.NaN()
		if a.silent {
			continue
		}
		unit := 100 / is.Length()
		s.errors[k] = (a.point - *is.Outcome) * unit
		if a.dist != nil {
			s.crps[k] = a.dist.CRPS(*is.Outcome) * unit
		}
	}
}

// judge makes a score of answers, of which one at least is not silent.
func judge(name string, answers []answer, issues []Issue, s *scored) Score {
	out := Score{Model: name}
	var absolute []float64
	for _, e := range s.errors {
		if math.IsNaN(e) {
			continue
		}
		e = math.Abs(e)
		absolute = append(absolute, e)
		out.MAE += e
		out.RMSE += e * e
		if e <= 10*(1+slack) {
			out.Within10++
		}
	}
	out.Issues = len(absolute)
	n := float64(out.Issues)
	out.MAE, out.RMSE, out.Within10 = out.MAE/n, math.Sqrt(out.RMSE/n), out.Within10/n
	slices.SortFunc(absolute, cmp.Compare)
	out.Median = ensemble.Quantile(absolute, 0.5)
	out.CRPS = average(s.crps)
	if out.CRPS != nil {
		out.Bands = bands(answers, issues)
	}
	return out
}

// average is that of what is not NaN; nil of nothing.
func average(values []float64) *float64 {
	sum, n := 0.0, 0
	for _, v := range values {
		if !math.IsNaN(v) {
			sum += v
			n++
		}
	}
	if n == 0 {
		return nil
	}
	sum /= float64(n)
	return &sum
}

func bands(answers []answer, issues []Issue) []Band {
	out := make([]Band, len(levels))
	for b, level := range levels {
		n := 0.0
		for k, a := range answers {
			if a.dist == nil {
				continue
			}
			n++
			low, high := a.dist.Quantile((1-level)/2), a.dist.Quantile((1+level)/2)
			if inside(*issues[k].Outcome, low, high, issues[k].Length()) {
				out[b].Covered++
			}
			out[b].Claimed += within(a.dist, low, high)
		}
		out[b] = Band{level, out[b].Covered / n, out[b].Claimed / n}
	}
	return out
}

func inside(x, low, high, length float64) bool {
	return x >= low-slack*length && x <= high+slack*length
}

// within is the share of a distribution from low to high.
func within(d *spatial.Distribution, low, high float64) float64 {
	sum := 0.0
	for k, x := range d.Places {
		if x >= low && x <= high {
			sum += d.Shares[k]
		}
	}
	return sum
}
