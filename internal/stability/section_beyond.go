package stability

import (
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// beyondSection says which states stay put where all move at the same time, and where coalitions may leave them.
func (a *Answer) beyondSection(g *game.Game) *page.Section {
	s := &page.Section{Heading: "AT THE SAME TIME, AND IN COALITIONS"}
	var shown []Concept
	for _, k := range all()[len(concepts):] {
		if a.Missing[k.String()] == "" {
			shown = append(shown, k)
		}
	}
	if len(shown) > 0 {
		s.Blocks = append(s.Blocks, a.beyondTable(g, shown), beyondMeanings(shown))
	}
	if why := a.Missing[SIM.String()]; why != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Not computed: SIM, for " + why + "."})
	}
	if why := a.Missing[CNash.String()]; why != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Not computed: the coalition forms, for there are " + why + "."})
	}
	return s
}

func (a *Answer) beyondTable(g *game.Game, shown []Concept) page.Table {
	t := page.Table{Name: "beyond", Columns: []page.Column{{Heading: "state"}}}
	for _, k := range shown {
		t.Columns = append(t.Columns, page.Column{Heading: heading(k)})
	}
	inDraws := a.shares(CSEQ)
	if inDraws {
		t.Columns = append(t.Columns, page.Column{Heading: "CSEQ in\ndraws", Align: page.Right, Drop: 2})
	}
	t.Columns = append(t.Columns, page.Column{Heading: "who could leave it together", Drop: 1})
	for _, s := range a.shown() {
		row := page.Row{Cells: []page.Cell{{Text: s.title()}}}
		for _, k := range shown {
			row.Cells = append(row.Cells, a.cell(k, s))
		}
		if inDraws {
			row.Cells = append(row.Cells, page.Cell{Text: s.share(CSEQ)})
		}
		var leave []string
		for _, l := range s.Leave {
			leave = append(leave, shorts(g, l.By))
		}
		text := "–"
		if len(leave) > shownTogether {
			leave = append(leave[:shownTogether], "…")
		}
		if leave != nil {
			text = strings.Join(leave, ", ")
		}
		t.Rows = append(t.Rows, page.Row{Cells: append(row.Cells, page.Cell{Text: text})})
	}
	return t
}

// shares reports whether states have shares of draws under a concept.
func (a *Answer) shares(k Concept) bool {
	return a.Examined.Draws > 0 && slices.ContainsFunc(a.States, func(s State) bool { return s.share(k) != "" })
}

// share is in how many draws a state is an equilibrium; "" where that is not known.
func (s *State) share(k Concept) string {
	if p, ok := s.Shares[k.String()]; ok {
		return wording.Percent(p)
	}
	return ""
}

// shorts joins the short names of a coalition.
func shorts(g *game.Game, names []string) string {
	var out []string
	for _, name := range names {
		out = append(out, ask.PartyShort(g, name))
	}
	return strings.Join(out, "+")
}

// cell says whether a state is an equilibrium.
func (a *Answer) cell(k Concept, s *State) page.Cell {
	if slices.Contains(a.Equilibria[k.String()], s.ID) {
		return page.Cell{Text: "stays", Tone: page.Good}
	}
	return page.Cell{Text: "–", Tone: page.Muted}
}

func beyondMeanings(shown []Concept) page.Fields {
	f := page.Fields{}
	for _, x := range []struct {
		k    Concept
		text string
	}{
		{SIM, "every move that betters a party leaves it no better off when the others better themselves at the same time"},
		{CNash, "no party and no coalition can get to something better for all its members"},
		{CGMR, "where one can, the others can answer so that one of its members is no better off"},
		{CSMR, "and the coalition cannot get out of that answer either"},
		{CSEQ, "they can answer so, by steps that better all who take them, coalitions among them"},
	} {
		if slices.Contains(shown, x.k) {
			f.Items = append(f.Items, page.Field{Name: heading(x.k), Text: x.text})
		}
	}
	return f
}

// beyondReasons are the sentences on SIM and on coalitions, for the states given.
func (s *State) beyondReasons() []page.Item {
	var items []page.Item
	if !s.Given {
		return nil
	}
	for _, v := range s.Verdicts {
		if v.Simultaneous != "" && v.Stable[SIM.String()] != v.Stable[SEQ.String()] {
			items = append(items, page.Item{Marker: "–", Text: v.Simultaneous})
		}
	}
	for k, l := range s.Leave {
		if k == shownTogether {
			items = append(items, page.Item{Marker: "–", Text: "So could " + wording.Count(len(s.Leave)-k, "further coalition", "further coalitions") + "."})
			break
		}
		items = append(items, page.Item{Marker: "–", Text: l.Text})
	}
	return items
}
