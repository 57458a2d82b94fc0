package positions

import (
	"fmt"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// called is what a model is called on the page, by its key.
var called = map[string]string{
	"compromise": "compromise: weighted mean", "median": "weighted median", "nash": "Nash bargaining", "pce": "election of positions, mean",
	"bdm": "challenges (BDM)", "smp": "offers and votes (KTAB)", "exchange": "trades across issues", "calibrated": "calibrated on EU decisions",
}

// Page sets the answer as a page: what the models say, who stands where, what moves the outcome, the course of the models that
// move, the trades, and what it all rests on.
func (a *Answer) Page(g *game.Game) *page.Page {
	if len(a.Issues) == 0 {
		p := ask.Page(a.Case)
		p.Sections = []page.Section{{Heading: "WHERE WOULD IT SETTLE", Blocks: []page.Block{page.Prose{
			Text: "No issue of this case has a scale. Give two or more options of an issue a `place` from 0 to 100, and parties an ideal " +
				"under `positions`; where values are known, ideals follow from them.",
		}}}}
		return p
	}
	return ask.Page(a.Case, a.forecasts(), a.standing(g), a.levers(g), a.course(g), a.trades(g), a.readings(), a.rests(g))
}

// heading names an issue over its table, where there are several.
func (a *Answer) heading(k int) string {
	if len(a.Issues) == 1 {
		return ""
	}
	return a.Issues[k].Label
}

// at writes a place.
func at(x float64) string { return wording.Number(x, 0) }

// band writes an interval of places; "" where there is none.
func band(i *[2]float64) string {
	switch {
	case i == nil:
		return "–"
	case at(i[0]) == at(i[1]):
		return at(i[0])
	}
	return at(i[0]) + "–" + at(i[1])
}

// ruler says what the scale means: `0 no limit · 100 disbanded`.
func (s *Issue) ruler() string {
	var parts []string
	for _, p := range s.Places {
		parts = append(parts, at(p.At)+" "+p.Label)
	}
	text := strings.Join(parts, " · ")
	if s.Today != nil {
		text += "; today " + at(*s.Today)
	}
	return text
}

// Option is what an option of the scale is called.
func (s *Issue) Option(name string) string {
	for _, p := range s.Places {
		if p.Option == name {
			return p.Label
		}
	}
	return name
}

func (a *Answer) forecasts() *page.Section {
	s := &page.Section{Heading: "WHERE WOULD IT SETTLE", Aside: "place on the scale, inputs at their medians; 90 % of draws; nearest option"}
	for k := range a.Issues {
		is := &a.Issues[k]
		s.Blocks = append(s.Blocks, page.Prose{Text: is.Label + ": " + is.ruler() + "."}, is.table())
		if text := is.disagreement(); text != "" {
			s.Blocks = append(s.Blocks, page.Prose{Text: text})
		}
	}
	return s
}

func (s *Issue) table() page.Table {
	t := page.Table{Name: "forecasts", Columns: []page.Column{
		{Heading: "model"}, {Heading: "place", Align: page.Right}, {Heading: "90 %", Align: page.Right}, {Heading: "nearest option"},
	}}
	for _, m := range s.Models.list() {
		row := []page.Cell{{Text: called[m.name]}, {Text: "–"}, {Text: "–"}, {Text: m.is.Why, Tone: page.Muted}}
		if f := m.is.Forecast; f != nil {
			row[1], row[2], row[3] = page.Cell{Text: at(*f)}, page.Cell{Text: band(m.is.Interval)}, page.Cell{Text: s.Option(m.is.Nearest)}
		}
		t.Rows = append(t.Rows, page.Row{Cells: row})
	}
	return t
}

// disagreement says how far the models lie apart, and what that decides.
func (s *Issue) disagreement() string {
	d := s.Apart
	if d == nil {
		return ""
	}
	if at(d.Distance) == "0" {
		return "All models come to the same place."
	}
	text := fmt.Sprintf("The models lie up to %s apart: lowest is %q, highest %q.", at(d.Distance), called[d.Low], called[d.High])
	if len(d.Options) == 1 {
		return text + " All are nearest to " + s.Option(d.Options[0]) + "."
	}
	var names []string
	for _, p := range s.Places {
		for _, o := range d.Options {
			if o == p.Option {
				names = append(names, p.Label)
			}
		}
	}
	return text + " They differ on the option: " + wording.Join(names) + ". They rest on different ideas of politics; no average of them is given."
}

func (a *Answer) standing(g *game.Game) *page.Section {
	s := &page.Section{Heading: "WHO STANDS WHERE", Aside: "at the medians (90 % of draws)"}
	for k := range a.Issues {
		is, derived := &a.Issues[k], false
		t := page.Table{Name: "actors", Caption: a.heading(k), Columns: []page.Column{
			{Heading: "party"},
			{Heading: "place", Align: page.Right},
			{Heading: "salience", Align: page.Right},
			{Heading: "capability", Align: page.Right},
			{Heading: "of the weight", Align: page.Right},
		}}
		for _, x := range is.Actors {
			place, salience := x.Ideal.text(at), x.Salience.text(share)
			for _, what := range x.Derived {
				derived = true
				if what == "ideal" {
					place += "*"
				} else {
					salience += "*"
				}
			}
			t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
				{Text: ask.PartyLabel(g, x.Party)}, {Text: place}, {Text: salience}, {Text: x.Capability.text(ask.Figure)}, {Text: wording.Part(x.Share)},
			}})
		}
		if derived {
			t.Notes = append(t.Notes, "* not given: from the party's values")
		}
		if len(is.Actors) == 0 {
			s.Blocks = append(s.Blocks, page.Prose{Text: is.Label + ": of no party both a stand and a capability are known."})
			continue
		}
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

// share writes a salience.
func share(x float64) string { return wording.Number(x, 2) }

// text writes a figure with its interval, where that says more.
func (f Figure) text(write func(float64) string) string {
	low, high, median := write(f.Interval[0]), write(f.Interval[1]), write(f.At)
	if low == median && high == median {
		return median
	}
	return median + " (" + low + "–" + high + ")"
}

func (a *Answer) levers(g *game.Game) *page.Section {
	s := &page.Section{Heading: "WHAT MOVES THE COMPROMISE", Aside: "by how many places, all else as it is"}
	for k := range a.Issues {
		is := &a.Issues[k]
		if len(is.Levers) == 0 {
			continue
		}
		t := page.Table{Name: "levers", Caption: a.heading(k), Columns: []page.Column{
			{Heading: "party"}, {Heading: "it moves 10 up", Align: page.Right}, {Heading: "it weighs a tenth more", Align: page.Right},
		}}
		for _, l := range is.Levers {
			t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: ask.PartyLabel(g, l.Party)}, {Text: moved(l.Ideal)}, {Text: moved(l.Weight)}}})
		}
		s.Blocks = append(s.Blocks, t)
	}
	if len(s.Blocks) == 0 {
		return nil
	}
	s.Blocks = append(s.Blocks, page.Prose{Text: "A tenth more weight is a tenth more salience, or a tenth more capability: the two count alike."})
	return s
}

// moved writes a shift of the outcome.
func moved(x float64) string { return wording.Signed(x, 1) }
