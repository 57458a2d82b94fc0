package forecast

import (
	"fmt"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// maxFirst is how many dates of first deals are set out; of more, some are left out evenly.
const maxFirst = 12

// dealSection says when and where deals are made, which, and what becomes of them.
func (a *Answer) dealSection(g *game.Game) *page.Section {
	s := &page.Section{Heading: "WHEN AND WHERE DEALS ARE MADE", Aside: "shares of runs"}
	d := &a.Deals
	text := "No run makes a deal at a table."
	if d.Any > 0 {
		text = "Some deal is made in " + percent(d.Any) + " of runs, more than one in " + percent(d.Several) + "; one is broken in " + percent(d.Broken) + "."
	}
	s.Blocks = append(s.Blocks, page.Prose{Text: text})
	if d.Any > 0 {
		s.Blocks = append(s.Blocks, a.firstTable(), a.packageTable(g))
	}
	if len(d.Tables) > 0 {
		s.Blocks = append(s.Blocks, tablesTable(g, d.Tables))
	}
	if list := a.fates(g); len(list.Items) > 0 {
		s.Blocks = append(s.Blocks, list)
	}
	return s
}

// firstTable says by when the first deal is made.
func (a *Answer) firstTable() page.Table {
	t := page.Table{Name: "first-deals", Caption: "By when the first is made", Columns: []page.Column{{Heading: ""}, {Heading: "runs", Align: page.Right}}}
	first := a.Deals.First
	every := (len(first) + maxFirst - 1) / maxFirst
	for k := range first {
		if left := len(first) - 1 - k; left%every != 0 {
			continue
		}
		name := a.Horizon.Step + " " + wording.Number(float64(first[k].Step), 0)
		if first[k].Date != "" {
			name = ask.LongDate(first[k].Date)
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: name}, {Text: percent(first[k].SoFar)}}})
	}
	return t
}

func (a *Answer) packageTable(g *game.Game) page.Table {
	t := page.Table{Name: "packages", Caption: "What the deals lead to", Columns: []page.Column{{Heading: ""}, {Heading: "runs", Align: page.Right}}}
	for _, p := range a.Deals.Packages {
		text := ask.DealText(g, p.Deal)
		if p.Label != "" {
			text = p.Label + ": " + text
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: text}, {Text: percent(p.Share)}}})
	}
	return t
}

func tablesTable(g *game.Game, tables []Table) page.Table {
	t := page.Table{Name: "tables", Columns: []page.Column{
		{Heading: ""}, {Heading: "meetings", Align: page.Right, Drop: 1}, {Heading: "meets", Align: page.Right}, {Heading: "deal", Align: page.Right}, {Heading: "the first", Align: page.Right},
	}}
	for _, x := range tables {
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: ask.TableLabel(g, x.Name)}, {Text: wording.Number(float64(x.Dates), 0)}, {Text: percent(x.Meets)}, {Text: percent(x.Deal)}, {Text: percent(x.First)},
		}})
	}
	return t
}

// fates says what becomes of deals, threats and events.
func (a *Answer) fates(g *game.Game) page.List {
	var list page.List
	add := func(text string) { list.Items = append(list.Items, page.Item{Text: text}) }
	for _, b := range a.Deals.Breakers {
		switch b.How {
		case "breach":
			add(ask.PartyLabel(g, b.Name) + " breaks a deal in " + percent(b.Share) + " of runs.")
		case "successor":
			add("A successor in " + ask.PartyLabel(g, b.Name) + " repudiates one in " + percent(b.Share) + ".")
		default:
			add("The event " + b.Name + " undoes one in " + percent(b.Share) + ".")
		}
	}
	for _, t := range a.Threats {
		add(fmt.Sprintf("The threat %s is conceded in %s, carried out in %s, lapses in %s.", t.Name, percent(t.Conceded), percent(t.CarriedOut), percent(t.Lapsed)))
	}
	for _, e := range a.Events {
		text := "The event " + e.Name + " happens in " + percent(e.Share)
		if e.Ended > 0 {
			text += " and ends the run there"
		}
		add(text + ".")
	}
	return list
}
