package costs

import (
	"math"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
)

// Track is what becomes of a number that runs, in its own unit, at the horizon of the case: along the path that is expected while
// today goes on, and while the deal is kept. Intervals are over the draws; chance along the path is left out.
type Track struct {
	Unit       string            `json:"unit,omitempty"`
	Today      ensemble.Interval `json:"today"`
	Without    ensemble.Interval `json:"without"`
	With       ensemble.Interval `json:"with"`
	Difference ensemble.Interval `json:"difference"` // with less without
}

// trackColumns are the tracks of each draw: today's value, and at the horizon without and with each deal.
type trackColumns struct {
	today, without [][]float64   // [track][run]
	with           [][][]float64 // [deal][track][run]
}

func newTrackColumns(g *game.Game, deals, runs int) *trackColumns {
	rows := func() [][]float64 {
		out := make([][]float64, len(g.Case.Tracks))
		for k := range out {
			out[k] = make([]float64, runs)
		}
		return out
	}
	c := &trackColumns{today: rows(), without: rows()}
	for range deals {
		c.with = append(c.with, rows())
	}
	return c
}

// fill follows the tracks of one draw.
func (c *trackColumns) fill(d *ask.Draws, deals []ask.Deal, run int, n *game.Numbers) error {
	g := d.G
	if len(g.Case.Tracks) == 0 || g.Today == nil {
		return nil
	}
	inputs := n.Vars[:len(g.Case.Inputs)]
	put := func(to [][]float64, s game.State, months float64) error {
		vars, err := d.Ahead(inputs, s, months)
		for k := range to {
			if err == nil {
				to[k][run] = vars[g.TrackAt(k)]
			}
		}
		return err
	}
	if err := put(c.today, g.Today, 0); err != nil {
		return err
	}
	left := max(0, g.Case.Clock.Horizon-g.Elapsed)
	if err := put(c.without, g.Today, left); err != nil {
		return err
	}
	for k := range deals {
		if err := put(c.with[k], deals[k].State, left); err != nil {
			return err
		}
	}
	return nil
}

// of sums up the tracks of one deal, by name.
func (c *trackColumns) of(d *ask.Draws, deal int) map[string]Track {
	out := map[string]Track{}
	for k := range d.G.Case.Tracks {
		of := &d.G.Case.Tracks[k]
		difference := make([]float64, d.Runs)
		for run := range difference {
			difference[run] = c.with[deal][k][run] - c.without[k][run]
		}
		out[of.Name] = Track{
			Unit: of.Unit, Today: d.Interval(c.today[k]), Without: d.Interval(c.without[k]), With: d.Interval(c.with[deal][k]), Difference: d.Interval(difference),
		}
	}
	return out
}

// horizon is the day that tracks are followed to, "" where the case has none or no day, or where it is put at that day or later.
func horizon(d *ask.Draws) string {
	c := d.G.Case
	if len(c.Tracks) == 0 || c.AsOf.IsZero() || c.Clock.Horizon <= d.G.Elapsed {
		return ""
	}
	days := c.Clock.Horizon * 365.25 / 12
	if whole := math.Round(c.Clock.Horizon); whole == c.Clock.Horizon {
		return casefile.Month.After(c.AsOf, int(whole)).Format(time.DateOnly)
	}
	return c.AsOf.AddDate(0, 0, int(math.Round(days))).Format(time.DateOnly)
}

// trackSection is the table of tracks, without the deal and with each.
func (a *Answer) trackSection(g *game.Game) *page.Section {
	if a.Until == "" {
		return nil
	}
	s := &page.Section{Heading: "AT THE HORIZON", Aside: "what becomes of the numbers that run: median (90 % of draws)"}
	for from := 0; from < len(a.Deals); from += abreast {
		s.Blocks = append(s.Blocks, a.trackTable(g, from, min(from+abreast, len(a.Deals))))
	}
	s.Blocks = append(s.Blocks, page.Prose{Text: "On " + ask.LongDate(a.Until) + ", along the path expected while today goes on, and while the deal is kept; chance along the way is left out."})
	return s
}

func (a *Answer) trackTable(g *game.Game, from, to int) page.Table {
	t := page.Table{Name: "tracks", Columns: []page.Column{{}, {Heading: "no deal"}}}
	for k := from; k < to; k++ {
		t.Columns = append(t.Columns, page.Column{Heading: a.mark(k)})
	}
	for k := range g.Case.Tracks {
		of := &g.Case.Tracks[k]
		label := of.Label
		if of.Unit != "" {
			label += ", " + of.Unit
		}
		cells := []page.Cell{{Text: label}, {Text: ask.Figures(a.Deals[from].Tracks[of.Name].Without)}}
		for d := from; d < to; d++ {
			cells = append(cells, page.Cell{Text: ask.Figures(a.Deals[d].Tracks[of.Name].With)})
		}
		t.Rows = append(t.Rows, page.Row{Cells: cells})
	}
	return t
}
