package forecast

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// Page sets the answer as a page: the scenarios, when and where deals are made, what the answer rests on, what stands beside it, the
// tracks, and the what-if.
func (a *Answer) Page(g *game.Game) *page.Page {
	return ask.Page(a.Case, a.scenarioSection(), a.whatIfSection(), a.dealSection(g), a.restsSection(g), a.besideSection(g), a.trackSection())
}

// by says when the forecast ends: "by 31 December 2025", or "within 12 months" where the case has no day.
func (a *Answer) by() string {
	if a.Horizon.Date != "" {
		return "by " + ask.LongDate(a.Horizon.Date)
	}
	return "within " + ask.Amount(a.Horizon.Months, "month", "months")
}

func (a *Answer) scenarioSection() *page.Section {
	s := &page.Section{Heading: "WHAT IS LIKELY " + strings.ToUpper(a.by()), Blocks: []page.Block{a.withThird(ScenarioTable(a))}}
	for _, line := range a.caveats() {
		s.Blocks = append(s.Blocks, page.Prose{Text: line})
	}
	return s
}

// chanceOf is what an engine gives; a dash where it gives nothing.
func chanceOf(v *float64) string {
	if v == nil {
		return "–"
	}
	return wording.Percent(*v)
}

// withThird is the table with the contest of states beside the election of places, where there are both.
func (a *Answer) withThird(t page.Table) page.Table {
	if a.Engines.Positions == nil {
		return t
	}
	t.Columns = slices.Insert(t.Columns, 4, page.Column{Heading: "third\nengine", Align: page.Right, Drop: 3})
	for k := range t.Rows {
		t.Rows[k].Cells = slices.Insert(t.Rows[k].Cells, 4, page.Cell{Text: chanceOf(a.Scenarios[k].Contest)})
	}
	return t
}

// ScenarioTable sets the scenarios with their chances, beside what the second engine gives them and what it is if nobody does anything.
func ScenarioTable(a *Answer) page.Table {
	t := page.Table{Name: "scenarios", Columns: []page.Column{
		{Heading: ""}, {Heading: "chance"}, {Heading: ""}, {Heading: "second\nengine", Align: page.Right, Drop: 2}, {Heading: "today\nstays", Align: page.Right, Drop: 1},
	}}
	for k := range a.Scenarios {
		s, today := &a.Scenarios[k], "–"
		if s.Today {
			today = "yes"
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: s.Label}, {Text: s.chance()}, {Text: s.Phrase}, {Text: chanceOf(a.Engines.second(s))}, {Text: today}}})
	}
	t.Notes = append(t.Notes, "The first that holds names a run. Rounded to 5 %: need not add to 100.")
	if text := a.dates(); text != "" {
		t.Notes = append(t.Notes, text)
	}
	return t
}

// dates says which scenarios are looked at before the last day; "" where none is.
func (a *Answer) dates() string {
	var out []string
	for k := range a.Scenarios {
		s := &a.Scenarios[k]
		if s.Date == a.Horizon.Date || slices.ContainsFunc(a.Scenarios[:k], func(t Scenario) bool { return t.Date == s.Date }) {
			continue
		}
		var same []string
		for i := range a.Scenarios {
			if a.Scenarios[i].Date == s.Date {
				same = append(same, a.Scenarios[i].Label)
			}
		}
		out = append(out, "By "+ask.LongDate(s.Date)+": "+strings.Join(same, "; ")+".")
	}
	if out == nil {
		return ""
	}
	return strings.Join(out, " ")
}

// chance is the rounded chance and its range.
func (s *Scenario) chance() string {
	text := wording.Percent(s.Probability)
	if within := wording.PercentRange(s.Range[0], s.Range[1]); within+" %" != text {
		text += " (" + within + ")"
	}
	return text
}

// caveats are what has to be known before the table is believed.
func (a *Answer) caveats() []string {
	var out []string
	if a.Assumed.Assuming {
		out = append(out, "ASSUMING AGREEMENT: in this case any gain is enough and every meeting closes, so wherever there is room there is a deal.")
	}
	if a.Filed == "goals" {
		out = append(out, "The case declares no scenarios; its goals stand for them, the most ambitious first, as things stand at the end.")
	}
	if wide := a.widest(); wide > 0.02 {
		out = append(out, fmt.Sprintf("With %s, their number alone leaves up to %s points on either side open.", ask.Amount(float64(a.Runs), "run", "runs"), wording.Number(100*wide, 0)))
	}
	if e := a.Engines; e.Apart != nil && *e.Apart >= 0.1 {
		out = append(out, fmt.Sprintf(e.pair()+" differ most on %s: by %s points. They are shown side by side, never averaged.", a.label(e.Scenario), wording.Number(100**e.Apart, 0)))
	}
	if text := a.poorBooks(); text != "" {
		out = append(out, text)
	}
	return append(out, a.leavingText())
}

// widest is the largest distance of a chance to an end of its sampling interval.
func (a *Answer) widest() float64 {
	most := 0.0
	for k := range a.Scenarios {
		s := &a.Scenarios[k]
		most = max(most, (s.Sampling[1]-s.Sampling[0])/2)
	}
	return most
}

func (a *Answer) label(name string) string {
	for k := range a.Scenarios {
		if a.Scenarios[k].Name == name {
			return a.Scenarios[k].Label
		}
	}
	return name
}

func (a *Answer) poorBooks() string {
	var poor []string
	for _, b := range a.Books {
		if b.Poor {
			poor = append(poor, fmt.Sprintf("%s (room found in %d of %d draws, %s of the best gain)", b.Table, b.Found, b.Room, percent(b.Share)))
		}
	}
	if poor == nil {
		return ""
	}
	return "Tables consider a list of packages rather than all, and for this case that list is poor: " + wording.Join(poor) + ". Deals are too rare here."
}

// leavingText says how often somebody would leave today at once.
func (a *Answer) leavingText() string {
	l := &a.Leaving
	if l.Runs == 0 {
		return ""
	}
	text := "Nobody would leave today at once by a move of its own."
	if l.Share > 0 {
		text = "In " + percent(l.Share) + " of draws somebody would leave today at once by a move of its own"
		if l.Conditioned {
			return text + "; those are left out."
		}
		text += "."
		if l.Share >= 0.1 {
			text += " The case then says something odd about today; --stable leaves those draws out."
		}
	}
	return text
}

// percent writes a share of draws plainly, not as a forecast: "7 %", "0.4 %".
func percent(v float64) string {
	digits := 0
	if p := 100 * math.Abs(v); p > 0 && p < 0.95 {
		digits = 1
	}
	return wording.Number(100*v, digits) + " %"
}

// whatIfSection sets the changed case beside the case.
func (a *Answer) whatIfSection() *page.Section {
	if a.WhatIf == nil {
		return nil
	}
	t := page.Table{Name: "what-if", Columns: []page.Column{
		{Heading: ""}, {Heading: "case", Align: page.Right}, {Heading: "what if", Align: page.Right}, {Heading: "points (90 %)"},
	}}
	for k := range a.WhatIf.Scenarios {
		d := &a.WhatIf.Scenarios[k]
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: a.label(d.Name)}, {Text: wording.Percent(d.Before)}, {Text: wording.Percent(d.After)}, {Text: d.points()},
		}})
	}
	text := "Both have the same dice in " + ask.Amount(float64(a.WhatIf.Runs), "run", "runs") + "; " + percent(a.WhatIf.Moved) + " of them end differently."
	if a.WhatIf.Moved == 0 {
		text = "Both have the same dice in " + ask.Amount(float64(a.WhatIf.Runs), "run", "runs") + "; not one ends differently."
	}
	return &page.Section{Heading: "WHAT IF", Aside: a.WhatIf.What, Blocks: []page.Block{t, page.Prose{Text: text}}}
}
