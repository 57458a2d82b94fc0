package game

import (
	"slices"

	"parley/internal/expr"
)

// Bearing is what conditions rest on while a state stays in force, what they look back on included.
type Bearing struct {
	Issues []int // ascending; those that drive the tracks included
	Tracks []int // ascending, with all that their courses rest on; not nil
	Drawn  bool  // they may differ from draw to draw
}

// Bearing is what the scenarios of the case rest on or, where it has none, its goals.
func (g *Game) Bearing() Bearing {
	var conditions []*expr.Node
	for i := range g.Case.Scenarios {
		conditions = append(conditions, g.Case.Scenarios[i].Condition)
	}
	if conditions == nil {
		for i := range g.Case.Goals {
			conditions = append(conditions, g.Case.Goals[i].Condition)
		}
	}
	var x rests
	for _, c := range conditions {
		of := g.analyst.ofNode(c)
		x.add(&of)
	}
	b := Bearing{Issues: x.issues, Tracks: g.analyst.closure(x.tracks)}
	for _, k := range b.Tracks {
		b.Issues = append(b.Issues, g.analyst.tracks[k].issues...)
	}
	slices.Sort(b.Issues)
	b.Issues = slices.Compact(b.Issues)
	b.Drawn = x.drawn || len(b.Tracks) > 0
	return b
}
