package stability

import (
	"context"
	"math"

	"parley/internal/ensemble"
	"parley/internal/game"
)

// Turn is an input and the value nearest to its median at which the state asked for is an equilibrium, all other inputs at
// their medians.
type Turn struct {
	Input  string             `json:"input"`
	Median float64            `json:"median"`
	At     map[string]float64 `json:"at"` // by concept; a concept is missing where no value between the 1st and 99th percentile does, or none is needed
}

// Limits of the search over inputs.
const (
	maxTurns   = 60          // uncertain inputs looked at
	turnBudget = 600_000_000 // moves × parties × evaluations
	turnSteps  = 20          // halvings towards the value
)

// turnGrid are the percentiles looked at, beside the median.
var turnGrid = []float64{0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99}

// turns looks for inputs that alone would make the state an equilibrium.
func (q *question) turns(ctx context.Context, w *Want, s int) error {
	var uncertain []int
	for i, in := range q.g.Case.Inputs {
		if in.Dist.IsUncertain() {
			uncertain = append(uncertain, i)
		}
	}
	evaluations := float64(len(uncertain) * (len(turnGrid) + turnSteps*len(concepts)))
	if len(uncertain) > maxTurns || evaluations*float64(q.m.conflict.Moves()*len(q.m.parties)) > turnBudget {
		w.Why.Inputs = "too many inputs and moves to try them one by one"
		return nil
	}
	w.Inputs = []Turn{}
	found := make([]Turn, len(uncertain))
	done, err := ensemble.Each(ctx, len(uncertain), q.d.Jobs, func() func(int) error {
		n, inputs := q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
		return func(k int) error {
			var err error
			found[k], err = q.turn(uncertain[k], s, n, inputs)
			return err
		}
	}, nil)
	for _, t := range found[:done] {
		if len(t.At) > 0 {
			w.Inputs = append(w.Inputs, t)
		}
	}
	return err
}

// turn looks along one input.
func (q *question) turn(input, s int, n *game.Numbers, inputs []float64) (Turn, error) {
	in := q.g.Case.Inputs[input]
	out := Turn{Input: in.Path, Median: in.Dist.Median(), At: map[string]float64{}}
	q.d.Medians(inputs)
	holds := func(percentile float64) ([len(concepts)]bool, error) {
		inputs[input] = in.Dist.Quantile(percentile)
		if err := q.d.Fill(n, inputs); err != nil {
			return [len(concepts)]bool{}, err
		}
		stays, _ := q.m.conflict.Valued(q.m.payoff(n)).Analyse(1).held(s, nil)
		return stays, nil
	}
	now, err := holds(0.5)
	if err != nil {
		return out, err
	}
	grid := make([][len(concepts)]bool, len(turnGrid))
	for k, percentile := range turnGrid {
		if grid[k], err = holds(percentile); err != nil {
			return out, err
		}
	}
	for c, already := range now {
		near, far := 0.5, math.NaN() // the state is an equilibrium at far, and not at near
		for k, percentile := range turnGrid {
			if !already && grid[k][c] && (math.IsNaN(far) || math.Abs(percentile-0.5) < math.Abs(far-0.5)) {
				far = percentile
			}
		}
		if math.IsNaN(far) {
			continue
		}
		for _, percentile := range turnGrid { // the neighbour on the way back to the median
			if between := (percentile-0.5)*(far-percentile) > 0; between && math.Abs(percentile-far) < math.Abs(near-far) {
				near = percentile
			}
		}
		for range turnSteps {
			middle := (near + far) / 2
			stays, err := holds(middle)
			if err != nil {
				return out, err
			}
			if stays[c] {
				far = middle
			} else {
				near = middle
			}
		}
		out.At[Concept(c).String()] = in.Dist.Quantile(far)
	}
	return out, nil
}
