package export

import (
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
		profile, cut := additive(g, n, p)
		d.Profiles = append(d.Profiles, profile)
		if cut {
			note("The walk-away of %s lies outside what the issues are worth to it; it is set to the nearest end.", name)
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

// additive is a party's profile, from what each option alone is worth to it; cut: its walk-away lies outside.
func additive(g *game.Game, n *game.Numbers, p int) (profile exchange.Profile, cut bool) {
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
	reservation := 0.0
	if span > 0 && n.WalkAway[p] > game.NoThreshold {
		reservation = (game.Points(n.WalkAway[p]) - least) / span
	}
	bounded := max(0, min(1, reservation))
	profile.Reservation = &bounded
	return profile, math.Abs(bounded-reservation) > 1e-9
}
