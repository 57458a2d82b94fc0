package ask

import (
	"math"
	"time"

	"parley/internal/game"
)

// at names the day that the questions are put at, "" for the day of the case.
func at(g *game.Game) string {
	if g.Elapsed == 0 || g.Day.IsZero() {
		return ""
	}
	return g.Day.Format(time.DateOnly)
}

// Fill computes all values from the inputs, at the moment of the questions; those that rest on tracks or the time when they are
// asked for, so that the numbers are for one goroutine.
func (d *Draws) Fill(n *game.Numbers, inputs []float64) error { return n.FillLazily(inputs, nil) }

// Ahead gives all variables of a draw some months after the moment of the questions, along the path that is expected while s is
// in force.
func (d *Draws) Ahead(inputs []float64, s game.State, months float64) ([]float64, error) {
	vars, next := make([]float64, d.G.Vars()), make([]float64, d.G.Vars())
	copy(vars, inputs)
	if err := d.G.Start(vars); err != nil {
		return nil, err
	}
	dt := 1 / d.G.Case.Clock.Step.PerMonth()
	for left := months; left > 1e-9; left -= dt {
		if err := d.G.Step(vars, next, s, math.Min(dt, left), nil); err != nil {
			return nil, err
		}
		vars, next = next, vars
	}
	return vars, nil
}
