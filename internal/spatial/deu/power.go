package deu

import (
	"fmt"
	"io/fs"

	"parley/internal/diag"
	"parley/internal/spatial"
)

// The institutions that have no vote in the Council.
const (
	commission = "com"
	parliament = "ep"
)

// The columns of the file of capabilities. The data set records none: a state's is its vote in the Council under the treaty in
// force at the decision. From 2014 on there are no votes but a share of population.
const (
	votesBefore = "votes_pre_nice_to_2004"
	votesNice   = "votes_nice_2004_2014"
	population  = "population_millions_lisbon"
)

// The proposals come in three waves, with years without any between them, so that the year of the proposal tells the treaty
// under which it was decided.
const (
	firstNice   = 2002
	firstLisbon = 2011
)

func treaty(year int) string {
	switch {
	case year < firstNice:
		return votesBefore
	case year < firstLisbon:
		return votesNice
	}
	return population
}

// powers are capabilities by treaty and actor.
type powers map[string]map[string]float64

func readPower(files fs.FS, found *diag.List) (powers, error) {
	columns := []string{votesBefore, votesNice, population}
	t, err := readTable(files, powerFile, append([]string{"actor"}, columns...), found)
	if err != nil {
		return nil, err
	}
	p, seen := powers{}, map[string]bool{}
	for k := range t.rows {
		actor := t.rows[k].text("actor")
		if actor == "" || seen[actor] {
			t.rows[k].fault("actor", fmt.Sprintf("actor %q is blank or was given before", actor), "give each actor one row")
		}
		seen[actor] = true
	}
	for _, name := range columns {
		p[name] = map[string]float64{}
		for k := range t.rows {
			if x, _ := t.rows[k].number(name, 0, spatial.MaxMagnitude, true); x != nil {
				p[name][t.rows[k].text("actor")] = *x
			}
		}
	}
	return p, nil
}

// assign gives every actor of an issue its capability. Commission and Parliament have that of the largest state that
// takes a position. A state that the treaty does not know has that of the smallest.
func (p powers) assign(is *Issue) {
	table := p[treaty(is.Year)]
	least, most := 0.0, 0.0
	for _, a := range is.Actors {
		if x, ok := table[a.Name]; ok {
			most = max(most, x)
			if least == 0 || x < least {
				least = x
			}
		}
	}
	if most == 0 { // no state speaks: the institutions are equals
		least, most = 1, 1
	}
	for k := range is.Actors {
		a := &is.Actors[k]
		x, ok := table[a.Name]
		switch {
		case a.Name == commission || a.Name == parliament:
			x = most
		case !ok:
			x = least
		}
		a.Capability = x
	}
}
