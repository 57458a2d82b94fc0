package ask

import (
	"parley/casefile"
	"parley/internal/game"
)

// Header is what every output carries: which case, which draws, and how much of it is assumed.
type Header struct {
	Case    string `json:"title"`
	AsOf    string `json:"as-of,omitempty"`
	At      string `json:"at,omitempty"` // the day the question is put at, where it is not the day of the case
	Hash    string `json:"hash"`
	Seed    uint64 `json:"seed"`
	Draws   int    `json:"draws"`
	Partial bool   `json:"partial,omitempty"` // interrupted: fewer draws than asked for, or parts not answered
	Parties int    `json:"parties"`
	Issues  int    `json:"issues"`
	Inputs  int    `json:"inputs"` // numbers, red lines, statements of an order
	Cited   int    `json:"cited"`
	Assumed int    `json:"assumed"`
}

// NewHeader fills the header.
func NewHeader(d *Draws) Header {
	c := d.G.Case
	h := Header{
		Case: c.Title, Hash: c.Hash, Seed: d.Seed, Draws: d.Done, Partial: d.stopped || d.Done < d.Runs,
		Parties: len(c.Parties), Issues: len(c.Issues),
	}
	if !c.AsOf.IsZero() {
		h.AsOf = c.AsOf.Format("2006-01-02")
	}
	h.At = d.At
	count := func(cited bool) {
		h.Inputs++
		if cited {
			h.Cited++
		} else {
			h.Assumed++
		}
	}
	for _, in := range c.Inputs {
		count(in.Cited())
	}
	for p := range c.Parties {
		if v := c.Parties[p].Values; v != nil {
			for i := range v.RedLines {
				count(v.RedLines[i].Cited())
			}
			if v.Order != nil {
				v.Order.Statements(func(m *casefile.Meta) { count(m.Cited()) })
			}
		}
	}
	return h
}

// Panels lists the panels that the questions are put to: the tables of the case; without tables, its seated parties.
func Panels(g *game.Game) []game.Panel {
	var out []game.Panel
	for t := range g.Case.Tables {
		out = append(out, g.TablePanel(t))
	}
	if out == nil {
		out = append(out, g.PartiesPanel(g.Seated))
	}
	return out
}
