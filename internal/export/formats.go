package export

import (
	"bytes"
	"io"

	"parley/internal/exchange"
	"parley/internal/exchange/gambit"
	"parley/internal/exchange/genius"
	"parley/internal/exchange/gmcr"
	"parley/internal/exchange/ktab"
	"parley/internal/exchange/negolog"
	"parley/internal/game"
	"parley/internal/positions"
)

// Format is another tool's format that a case can be written in.
type Format struct {
	Name, About string
	Several     bool // files, in a folder
	Write       func(g *game.Game, n *game.Numbers) (files []exchange.File, notes []string, err error)
}

// Formats lists what can be written. The names of the files are those that the tool expects; of one file, with the ending that
// is usual.
func Formats() []Format {
	return []Format{
		{"gmcr", "a conflict of the graph model, for GMCR+ and gmcr-py; of cases in option form", false, writeConflict},
		{"gambit", "Gambit's strategic form; of cases in option form", false, strategic(".nfg", gambit.WriteNFG)},
		{"gambit-efg", "Gambit's extensive form, in which the parties choose in turn and see what was chosen; of cases in option form", false, strategic(".efg", gambit.WriteEFG)},
		{"genius", "XML of GENIUS and NegMAS: domain.xml and a profile for each party", true, domain(genius.Write)},
		{"negolog", "JSON of NegoLog: profileA.json and profileB.json; of cases between two parties", true, domain(negolog.Write)},
		{"ktab", "CSV of KTAB's Spatial Model of Politics: where the parties stand on issues with a scale", false, writeScenario},
	}
}

func writeConflict(g *game.Game, n *game.Numbers) ([]exchange.File, []string, error) {
	c, err := Conflict(g, n)
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	if err := gmcr.Write(&b, c); err != nil {
		return nil, nil, err
	}
	return []exchange.File{{Name: "case.gmcr", Data: b.Bytes()}}, c.Notes, nil
}

func writeScenario(g *game.Game, n *game.Numbers) ([]exchange.File, []string, error) {
	s, notes, err := positions.Scenario(g, n)
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	more, err := ktab.WriteCSV(&b, s)
	return []exchange.File{{Name: "case.csv", Data: b.Bytes()}}, append(notes, more...), err
}

func strategic(ending string, write func(io.Writer, *gambit.Game) error) func(*game.Game, *game.Numbers) ([]exchange.File, []string, error) {
	return func(g *game.Game, n *game.Numbers) ([]exchange.File, []string, error) {
		s, notes, err := Strategic(g, n)
		if err != nil {
			return nil, nil, err
		}
		var b bytes.Buffer
		if err := write(&b, s); err != nil {
			return nil, nil, err
		}
		return []exchange.File{{Name: "case" + ending, Data: b.Bytes()}}, notes, nil
	}
}

func domain(write func(*exchange.Domain) ([]exchange.File, error)) func(*game.Game, *game.Numbers) ([]exchange.File, []string, error) {
	return func(g *game.Game, n *game.Numbers) ([]exchange.File, []string, error) {
		d, err := Domain(g, n)
		if err != nil {
			return nil, nil, err
		}
		files, err := write(d)
		return files, d.Notes, err
	}
}
