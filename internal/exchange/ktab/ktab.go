// Package ktab reads and writes scenarios of KTAB's Spatial Model of Politics, as CSV and as XML.
//
// CSV: a line `name,description,actors,dimensions`, a line of headings
// `Actor,Description,Power,Position 1,Salience 1,…`, then a line for each actor. It has no settings, seed or
// accommodation. A plain table, whose first line is the headings and whose description may be missing, is read too.
//
// XML: a Scenario with name, desc, prngSeed, ModelParameters (the nine settings), Dimensions, Actors and IdealAdjustment
// (the accommodation matrix, as pairs; what has no pair is the identity). KTAB's own reader stops where IdealAdjustment
// or a text is missing: here they may be, and what is written has them.
//
// Positions and saliences are on 0 to 100. What the file says and a scenario cannot hold, or the other way round, is
// in the notes.
package ktab

import (
	"math"

	"parley/internal/exchange"
	"parley/internal/spatial/smp"
)

// Reading is what was read: a scenario that passes Check, and what a reader should know about it.
type Reading struct {
	Scenario smp.Scenario
	Notes    []string
}

// Longest texts that KTAB takes, in characters.
const (
	maxTitle     = 512 // name and description of a scenario
	maxActorName = 25
	maxActorDesc = 256
)

// writable returns a copy of a scenario with texts on one line each, as a file holds them, and what KTAB will not take
// as it is. It returns an error when the scenario does not pass Check.
func writable(s *smp.Scenario, clean func(string) string) (*smp.Scenario, []string, error) {
	out, changed, long := *s, false, false
	text := func(t string, most int) string {
		c := clean(exchange.OneLine(t))
		changed = changed || c != t
		long = long || len([]rune(c)) > most
		return c
	}
	out.Name, out.Desc = text(s.Name, maxTitle), text(s.Desc, maxTitle)
	out.Dims, out.Actors = nil, nil
	for _, dim := range s.Dims {
		out.Dims = append(out.Dims, text(dim, math.MaxInt))
	}
	for _, a := range s.Actors {
		a.Name, a.Desc = text(a.Name, maxActorName), text(a.Desc, maxActorDesc)
		out.Actors = append(out.Actors, a)
	}
	if err := out.Check(); err != nil {
		return nil, nil, err
	}
	var notes []string
	if changed {
		notes = append(notes, "Names or descriptions were changed where the format cannot hold them: line breaks, runs of spaces, unprintable signs, and in CSV the signs $$ and &quot;.")
	}
	if long {
		notes = append(notes, "Some texts are longer than KTAB takes: 25 characters for an actor's name, 256 for its description, 512 for those of the scenario.")
	}
	if s.Options.Compat {
		notes = append(notes, "Compat is not written: KTAB has its defects in any case.")
	}
	return &out, notes, nil
}
