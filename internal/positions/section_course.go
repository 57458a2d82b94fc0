package positions

import (
	"fmt"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// shownTurns and shownTrades bound what the page lists; the JSON has all.
const (
	shownTurns  = 8
	shownTrades = 12
)

// course follows the models that move, turn by turn.
func (a *Answer) course(g *game.Game) *page.Section {
	s := &page.Section{Heading: "TURN BY TURN", Aside: "challenges: weighted median and mean; offers: weighted mean"}
	for k := range a.Issues {
		is := &a.Issues[k]
		bdm, offers := is.Models.BDM.Trace, is.Models.SMP.Trace
		last := max(len(bdm), len(offers)) - 1
		if last < 0 {
			continue
		}
		t := page.Table{Name: "turns", Caption: a.heading(k), Columns: []page.Column{
			{Heading: "turn"}, {Heading: "challenges\nmedian", Align: page.Right}, {Heading: "\nmean", Align: page.Right}, {Heading: "offers\nmean", Align: page.Right},
		}}
		for turn := range last + 1 {
			if turn >= shownTurns && turn < last {
				continue
			}
			row := []page.Cell{{Text: "start"}, {Text: ""}, {Text: ""}, {Text: ""}}
			if turn > 0 {
				row[0].Text = fmt.Sprint(turn)
			}
			if turn < len(bdm) {
				row[1].Text, row[2].Text = at(bdm[turn].Median), at(bdm[turn].Mean)
			}
			if turn < len(offers) {
				row[3].Text = at(offers[turn].Mean)
			}
			t.Rows = append(t.Rows, page.Row{Cells: row})
		}
		if last > shownTurns {
			t.Notes = append(t.Notes, "The turns between are in the JSON.")
		}
		if note := is.movers(g); note != "" {
			t.Notes = append(t.Notes, note)
		}
		s.Blocks = append(s.Blocks, t)
	}
	if len(s.Blocks) == 0 {
		return nil
	}
	return s
}

// movers says who moves farthest under challenges and under offers, and whether the models come to rest.
func (s *Issue) movers(g *game.Game) string {
	text := ""
	if t := s.Models.BDM.Trace; len(t) > 1 {
		text = s.farthest(g, "Challenges", t[0].Positions, t[len(t)-1].Positions)
		if !s.Models.BDM.Settled {
			text += " They had not settled in the last round."
		}
	}
	if t := s.Models.SMP.Trace; len(t) > 1 {
		if text != "" {
			text += " "
		}
		text += s.farthest(g, "Offers", t[0].Positions, t[len(t)-1].Positions)
	}
	return text
}

func (s *Issue) farthest(g *game.Game, what string, from, to []float64) string {
	most := 0
	for k := range from {
		if abs(to[k]-from[k]) > abs(to[most]-from[most]) {
			most = k
		}
	}
	if at(from[most]) == at(to[most]) {
		return what + " move nobody."
	}
	return fmt.Sprintf("%s move %s farthest, from %s to %s.", what, ask.PartyLabel(g, s.Actors[most].Party), at(from[most]), at(to[most]))
}

// trades lists the exchanges across issues.
func (a *Answer) trades(g *game.Game) *page.Section {
	if len(a.Exchange.Trades) == 0 {
		return nil
	}
	s := &page.Section{Heading: "TRADES ACROSS ISSUES", Aside: "each gives way where it cares less; gains in hundredths of salience × scale"}
	list := page.List{}
	for k, t := range a.Exchange.Trades[:min(len(a.Exchange.Trades), shownTrades)] {
		list.Items = append(list.Items, page.Item{Marker: fmt.Sprint(k + 1), Text: fmt.Sprintf("%s, %s. Each gains %s; all others together %s.",
			yields(g, &t.Yields[0]), yields(g, &t.Yields[1]), hundredths(t.Gain), hundredths(t.External))})
	}
	s.Blocks = []page.Block{list}
	if more := len(a.Exchange.Trades) - shownTrades; more > 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: wording.Count(more, "smaller trade", "smaller trades") + " in the JSON."})
	}
	table := page.Table{Name: "effects", Columns: []page.Column{
		{Heading: "party"}, {Heading: "by its own trades", Align: page.Right}, {Heading: "by those of others", Align: page.Right},
	}}
	for _, e := range a.Exchange.Effects {
		cell := page.Cell{Text: hundredths(e.External)}
		if e.External < 0 {
			cell.Tone = page.Bad
		}
		table.Rows = append(table.Rows, page.Row{Cells: []page.Cell{{Text: ask.PartyLabel(g, e.Actor)}, {Text: hundredths(e.Gain)}, cell}})
	}
	s.Blocks = append(s.Blocks, table)
	if !a.Exchange.Complete {
		s.Blocks = append(s.Blocks, page.Prose{Text: "The search for trades was cut short: there may be more."})
	}
	return s
}
