package positions

import (
	"fmt"
	"slices"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/spatial"
	"parley/internal/wording"
)

// yields says what one side of a trade gives up.
func yields(g *game.Game, y *spatial.Yielded) string {
	return fmt.Sprintf("%s moves from %s to %s on %s", ask.PartyLabel(g, y.Actor), at(y.From), at(y.To), ask.IssueLabel(g, y.Issue))
}

// hundredths writes a gain in salience times scale.
func hundredths(x float64) string { return wording.Signed(100*x, 1) }

// readings are the same models with other options: a line is marked where another option of the issue is nearest.
func (a *Answer) readings() *page.Section {
	s := &page.Section{Heading: "OTHER READINGS OF THE SAME MODELS", Aside: "at the medians; ! = another option is nearest"}
	for k := range a.Issues {
		is := &a.Issues[k]
		t := page.Table{Name: "readings", Caption: a.heading(k), Columns: []page.Column{
			{Heading: "model"}, {Heading: "reading"}, {Heading: "place", Align: page.Right}, {Heading: "nearest option"},
		}}
		for _, m := range is.Models.list() {
			for _, r := range m.is.Readings {
				mark := ""
				if r.Nearest != m.is.Nearest {
					mark = "!"
				}
				t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
					{Text: called[m.name]}, {Text: r.Name}, {Text: at(r.Forecast)}, {Text: is.Option(r.Nearest) + mark},
				}})
			}
		}
		if note := is.options(); note != "" {
			t.Notes = append(t.Notes, note)
		}
		if len(t.Rows) > 0 {
			s.Blocks = append(s.Blocks, t)
		}
	}
	if len(s.Blocks) == 0 {
		return nil
	}
	if a.Joint != nil {
		s.Blocks = append(s.Blocks, page.Prose{Text: a.Joint.text()})
	}
	return s
}

// options says what the options of the expected utility model decide.
func (s *Issue) options() string {
	m := &s.Models.BDM.Model
	if m.Forecast == nil {
		return ""
	}
	low, high, other := *m.Forecast, *m.Forecast, 0
	for _, r := range m.Readings {
		low, high = min(low, r.Forecast), max(high, r.Forecast)
		if r.Nearest != m.Nearest {
			other++
		}
	}
	if other == 0 {
		return fmt.Sprintf("Challenges come to %s whatever the reading: %s.", s.Option(m.Nearest), band(&[2]float64{low, high}))
	}
	return fmt.Sprintf("Challenges come to anything from %s to %s: their published description leaves these options open, and %s of %d would decide otherwise.",
		at(low), at(high), wording.Number(float64(other), 0), len(m.Readings))
}

// rests says what the answer rests on.
func (a *Answer) rests(g *game.Game) *page.Section {
	list := page.List{}
	add := func(text string) { list.Items = append(list.Items, page.Item{Text: text}) }
	if a.Equal {
		add("No party has a capability: all that negotiate count alike.")
	}
	for k := range a.Issues {
		for _, text := range a.Issues[k].absent(g) {
			add(text)
		}
		if n := a.Issues[k].Empty; n > 0 {
			add(fmt.Sprintf("%s: in %s nobody brings any weight to bear; they count in no interval.", a.Issues[k].Label, ask.Amount(float64(n), "draw", "draws")))
		}
	}
	switch {
	case a.Moving == 0:
		add("Challenges, offers and trades have no interval: so many parties are too many to run them over the draws.")
	case a.Moving < a.Case.Draws:
		add("The intervals of challenges, offers and trades rest on the first " + ask.Amount(float64(a.Moving), "draw", "draws") + ".")
	}
	add("An interval says what the draws of the inputs move a forecast by, not how often the model is right: on decided issues of the " +
		"European Union single forecasts were off by 22 to 34 places on average.")
	if a.Calibrated {
		add(a.bands())
	} else {
		add("No calibrated forecast: it needs the errors made on decided issues. `--data DIR` names the folder of the DEU III data.")
	}
	return &page.Section{Heading: "WHAT THIS RESTS ON", Blocks: []page.Block{list}}
}

// bands gives the bands of the calibrated forecast.
func (a *Answer) bands() string {
	text := "The calibrated forecast is a distribution fitted to decided issues of the European Union; elsewhere it is an analogy."
	for k := range a.Issues {
		if c := a.Issues[k].Models.Calibrated; c != nil {
			text += fmt.Sprintf(" %s: half of it lies at %s, 90 %% at %s.", a.Issues[k].Label, band(&c.Half), band(&c.Ninety))
		}
	}
	return text
}

// absent says who is no actor on an issue, by reason.
func (s *Issue) absent(g *game.Game) []string {
	var whys []string
	by := map[string][]string{}
	for _, l := range s.Left {
		if !slices.Contains(whys, l.Why) {
			whys = append(whys, l.Why)
		}
		by[l.Why] = append(by[l.Why], ask.PartyLabel(g, l.Party))
	}
	var out []string
	for _, why := range whys {
		out = append(out, fmt.Sprintf("%s, left out: %s (%s).", s.Label, wording.Join(by[why]), why))
	}
	return out
}
