package ask

import (
	"fmt"
	"math"

	"parley/internal/game"
)

// MoveTo puts the questions at a moment some months after the day of the case: tracks stand where they are expected to be then
// while today goes on, without chance. Everything else is as on the day of the case.
func (d *Draws) MoveTo(months float64) error {
	if d.G.Today == nil {
		return fmt.Errorf("a case with `status-quo: none` has no today that could go on until then")
	}
	d.ahead = months
	medians := make([]float64, len(d.G.Case.Inputs))
	d.sampler.Medians(medians)
	if err := d.Fill(d.Central, medians); err != nil {
		return err
	}
	return d.Central.Settle()
}

// Fill computes all values from the inputs, at the moment of the questions; those that rest on tracks or the time when they are
// asked for, so that the numbers are for one goroutine.
func (d *Draws) Fill(n *game.Numbers, inputs []float64) error {
	if d.ahead == 0 {
		return n.FillLazily(inputs, nil)
	}
	vars, err := d.moment(inputs)
	if err != nil {
		return err
	}
	return n.FillLazily(vars, nil)
}

// Ahead gives all variables of a draw some months after the moment of the questions, along the path that is expected while s is
// in force.
func (d *Draws) Ahead(inputs []float64, s game.State, months float64) ([]float64, error) {
	vars, err := d.moment(inputs)
	if err != nil {
		return nil, err
	}
	return d.forward(vars, s, months)
}

// moment gives all variables at the moment of the questions, along the path that is expected while today goes on.
func (d *Draws) moment(inputs []float64) ([]float64, error) {
	vars := make([]float64, d.G.Vars())
	copy(vars, inputs)
	if err := d.G.Start(vars); err != nil {
		return nil, err
	}
	return d.forward(vars, d.G.Today, d.ahead)
}

func (d *Draws) forward(vars []float64, s game.State, months float64) ([]float64, error) {
	next := make([]float64, len(vars))
	dt := 1 / d.G.Case.Clock.Step.PerMonth()
	for left := months; left > 1e-9; left -= dt {
		if err := d.G.Step(vars, next, s, math.Min(dt, left), nil); err != nil {
			return nil, err
		}
		vars, next = next, vars
	}
	return vars, nil
}
