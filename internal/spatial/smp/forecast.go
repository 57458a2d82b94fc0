package smp

import (
	"cmp"
	"math"
	"slices"
)

// Forecast is one number for each dimension, 0 to 100, derived from a state. KTAB itself gives none.
type Forecast struct {
	Name  string
	Value []float64
}

// The names of forecasts. The first three weigh each actor by capability × salience of the dimension, the last two by
// the probability that its position prevails.
const (
	WeightedMean   = "weighted mean"
	WeightedMedian = "weighted median" // the lowest position with at least half of the weight up to it
	WeightedMode   = "weighted mode"   // the position of most weight, of equals the lowest
	PCEMean        = "PCE mean"
	PCEMode        = "PCE mode" // the likeliest actor's position, of equals the first actor's
)

// weighted is a position on one dimension with its weight.
type weighted struct{ position, weight float64 }

func (s *Scenario) forecasts(at *State) []Forecast {
	names := []string{WeightedMean, WeightedMedian, WeightedMode, PCEMean, PCEMode}
	out := make([]Forecast, len(names))
	for f, name := range names {
		out[f] = Forecast{Name: name, Value: make([]float64, len(s.Dims))}
	}
	best := likeliest(at.Prob)
	for k := range s.Dims {
		stands, expected := make([]weighted, len(s.Actors)), 0.0
		for i := range s.Actors {
			a, p := &s.Actors[i], at.Position[i][k]
			stands[i] = weighted{p, a.Capability * a.Salience[k]}
			expected += float64(at.Prob[i] * p)
		}
		out[0].Value[k] = mean(stands)
		stands = gathered(stands)
		out[1].Value[k], out[2].Value[k] = median(stands), mode(stands)
		out[3].Value[k], out[4].Value[k] = expected, at.Position[best][k]
	}
	return out
}

func mean(stands []weighted) float64 {
	sum, total := 0.0, 0.0
	for _, w := range stands {
		sum += float64(w.weight * w.position)
		total += w.weight
	}
	return sum / total
}

// gathered sorts by position and joins those at one place. Places are told apart on the grid of offers, 0.01; those
// between its points, which only the start and two rules of interpolation have, by their digits.
func gathered(stands []weighted) []weighted {
	slices.SortStableFunc(stands, func(a, b weighted) int { return cmp.Compare(a.position, b.position) })
	out := stands[:0]
	for _, w := range stands {
		if last := len(out) - 1; last >= 0 && math.Abs(out[last].position-w.position) < slack {
			out[last].weight += w.weight
			continue
		}
		out = append(out, w)
	}
	return out
}

func median(sorted []weighted) float64 {
	total, sum := 0.0, 0.0
	for _, w := range sorted {
		total += w.weight
	}
	for _, w := range sorted {
		if sum += w.weight; 2*sum >= total*(1-slack) {
			return w.position
		}
	}
	return sorted[len(sorted)-1].position
}

func mode(sorted []weighted) float64 {
	best := 0
	for i, w := range sorted {
		if w.weight > sorted[best].weight*(1+slack) {
			best = i
		}
	}
	return sorted[best].position
}
