package sensitivity

import "math"

// Local regression on an input's rank: at these ranks, with a bandwidth that falls with the fifth root of the runs.
const (
	curveStep     = 0.05
	curveWidth    = 0.15 // with curveRuns runs
	curveRuns     = 2000
	widestWidth   = 0.4
	curvePlaces   = 19 // curveStep to 1 − curveStep
	leastInWindow = 1e-9
)

// curve are the chances of outcomes along an input's rank, the others drawn: by place, then by outcome.
type curve [curvePlaces][]float64

// rankAt is the rank of a place.
func rankAt(place int) float64 { return curveStep * float64(place+1) }

// Curves are the conditional chances of k outcomes along the ranks of the given inputs, from the runs at hand: local linear regressions
// (Cleveland 1979; Fan and Gijbels 1996) with Epanechnikov's kernel on both draws and both streams of dice.
func (d *Design) curves(a, b Column, k int, inputs []int) []curve {
	n := len(a.One)
	width := min(widestWidth, curveWidth*math.Pow(curveRuns/float64(max(1, n)), 0.2))
	fits, u := make([][curvePlaces]fit, len(inputs)), make([]float64, d.Inputs)
	for i := range fits {
		for place := range fits[i] {
			fits[i][place] = fit{y: make([]float64, k), xy: make([]float64, k)}
		}
	}
	for run := range n {
		for half, column := range [2]Column{a, b} {
			d.Uniform(run+half*second, u)
			for i, input := range inputs {
				for place := range fits[i] {
					fits[i][place].add((u[input]-rankAt(place))/width, column.at(run))
				}
			}
		}
	}
	out := make([]curve, len(inputs))
	for i := range out {
		for place := range out[i] {
			out[i][place] = fits[i][place].chances()
		}
	}
	return out
}

// fit holds the weighted sums of a straight line about one place.
type fit struct {
	w, x, xx float64
	y, xy    []float64 // by outcome
}

// add counts a pair of outcomes at a distance, in bandwidths.
func (f *fit) add(x float64, outcomes Twice) {
	w := 1 - x*x
	if w <= 0 {
		return
	}
	f.w += w
	f.x += w * x
	f.xx += w * x * x
	for _, o := range outcomes {
		f.y[int(o)] += w / 2
		f.xy[int(o)] += w * x / 2
	}
}

// chances are the lines at the place itself; where the runs at hand leave no line, the weighted means.
func (f *fit) chances() []float64 {
	out := make([]float64, len(f.y))
	left := f.w*f.xx - f.x*f.x
	for k := range out {
		switch {
		case left > leastInWindow*f.w*f.w:
			out[k] = (f.xx*f.y[k] - f.x*f.xy[k]) / left
		case f.w > 0:
			out[k] = f.y[k] / f.w
		}
	}
	return out
}
