package game

import (
	"fmt"

	"parley/casefile"
)

// Stance is where a party says it stands on an issue with a scale. What is nil is not given.
type Stance struct {
	Of              *casefile.Position
	Ideal, Salience *Number
}

// Between is At for a number that must lie between two others.
func (x *Number) Between(vars []float64, s State, lo, hi, otherwise float64) (float64, error) {
	v, err := x.At(vars, s, otherwise)
	if err == nil && x != nil && !(v >= lo && v <= hi) {
		err = x.fail(fmt.Sprintf("%.6g is not between %g and %g in some draw of its inputs", v, lo, hi))
	}
	return v, err
}

// compileStance compiles a party's capability, and where it stands, as it reads the numbers itself.
func (g *Game) compileStance(p int) {
	of, out := &g.Case.Parties[p], &g.Parties[p]
	out.Capability = g.analyst.number(of.Capability)
	for i := range of.Positions {
		x := &of.Positions[i]
		out.Stances = append(out.Stances, Stance{Of: x, Ideal: out.reading.number(x.Ideal), Salience: out.reading.number(x.Salience)})
	}
}
