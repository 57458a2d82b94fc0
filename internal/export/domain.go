package export

import (
	"errors"
	"fmt"
	"math"

	"parley/internal/exchange"
	"parley/internal/game"
)

// Domain makes a domain with additive profiles of a case: one for each party that decides and whose values are known. Utilities
// lie between 0 and 1, the best option of an issue having 1 and the worst 0. A party of whose values only the order is known is
// refused.
func Domain(g *game.Game, n *game.Numbers) (*exchange.Domain, error) {
	d := &exchange.Domain{Name: g.Case.Title}
	note := func(format string, args ...any) { d.Notes = append(d.Notes, fmt.Sprintf(format, args...)) }
	for i := range g.Case.Issues {
		issue := exchange.Issue{Name: g.Case.Issues[i].Label}
		for o := range g.Case.Issues[i].Options {
			issue.Options = append(issue.Options, g.Case.Issues[i].Options[o].Label)
		}
		d.Issues = append(d.Issues, issue)
	}
	for _, p := range (g.Seated & g.Known).List() {
		name := g.Case.Parties[p].Label
		if g.Ordinal.Has(p) {
			return nil, fmt.Errorf("of what %s wants only the order is known, and a profile needs utilities", name)
		}
		profile, beyond := additive(g, n, p)
		d.Profiles = append(d.Profiles, profile)
		switch {
		case beyond > 0:
			note("The walk-away of %s is more than any outcome is worth to it: it would accept none, and there it accepts the best.", name)
		case beyond < 0:
			note("The walk-away of %s is less than any outcome is worth to it; it is set to the worst, from which gains count there.", name)
		}
		dropped := false
		n.FactorPart(p, g.Base(), func([]int, game.Tick) { dropped = true })
		if dropped {
			note("Values of %s that rest on several issues at once are not carried over.", name)
		}
		if v := g.Case.Parties[p].Values; len(v.RedLines) > 0 || v.AtMost != nil {
			note("The red lines of %s, and a cut of its total, are not carried over.", name)
		}
	}
	if d.Profiles == nil {
		return nil, errors.New("of no party that decides the values are known, and a profile needs utilities")
	}
	if silent := g.Seated &^ g.Known; silent != 0 {
		note("Parties whose values are not known are left out.")
	}
	note("Points became utilities between 0 and 1, with every uncertain input at its median.")
	if len(g.Case.Rules) > 0 {
		note("The rules are not carried over: every combination of options is an outcome there.")
	}
	if g.Today != nil {
		note("Who controls which option is not carried over: there all decide together, and no agreement is worth the walk-away.")
	}
	return d, d.Check()
}

// additive is a party's profile, from what each option alone is worth to it; beyond: its walk-away lies above (1) or below (−1) all that the issues
// are worth to it.
func additive(g *game.Game, n *game.Numbers, p int) (profile exchange.Profile, beyond int) {
	profile = exchange.Profile{Name: g.Case.Parties[p].Name, Weights: make([]float64, len(g.Sizes)), Values: make([][]float64, len(g.Sizes))}
	least, span := 0.0, 0.0
	for i, size := range g.Sizes {
		low, high := math.Inf(1), math.Inf(-1)
		values := make([]float64, size)
		for o := range values {
			values[o] = game.Points(n.Unary[p][g.Offset[i]+o])
			low, high = min(low, values[o]), max(high, values[o])
		}
		for o := range values {
			if high > low {
				values[o] = (values[o] - low) / (high - low)
			} else {
				values[o] = 1
			}
		}
		profile.Weights[i], profile.Values[i] = high-low, values
		least, span = least+low, span+high-low
	}
	for i := range profile.Weights {
		if span > 0 {
			profile.Weights[i] /= span
		} else {
			profile.Weights[i] = 1 / float64(len(g.Sizes))
		}
	}
	reservation, step := 0.0, game.Points(game.GridTicks)/2
	if n.WalkAway[p] > game.NoThreshold {
		switch above := game.Points(n.WalkAway[p]) - least; {
		case above > span+step:
			reservation, beyond = 1, 1
		case above < -step:
			beyond = -1
		case span > 0:
			reservation = max(0, min(1, above/span))
		default:
			reservation = 1 // every outcome has the utility 1, and no agreement is worth as much
		}
	}
	profile.Reservation = &reservation
	return profile, beyond
}
