package blocks

import (
	"cmp"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
)

// Page sets the answer as a page: who stops each deal, why and how often, and who must be won over for each goal.
func (a *Answer) Page(g *game.Game) *page.Page {
	if len(a.Deals) == 0 && len(a.Persuade) == 0 {
		p := ask.Page(a.Case)
		p.Sections = []page.Section{{Heading: "WHO CAN STOP IT", Blocks: []page.Block{page.Prose{Text: "No deal and no goal to ask about: the case names none, and no table has room for a deal."}}}}
		return p
	}
	return ask.Page(a.Case, a.stopSection(g), a.whySection(g), a.persuadeSection(g))
}

// title is the mark with the label; the mark alone for a deal called after what it changes.
func (a *Answer) title(k int) string {
	return ask.DealTitle(ask.DealMark(a.Deals[k].Short, k), a.Deals[k].given())
}

// given is the deal's label, "" where it is called after what it changes.
func (d *Deal) given() string { return ask.DealLabel(d.Name, d.Label, "") }

func (a *Answer) stopSection(g *game.Game) *page.Section {
	if len(a.Deals) == 0 {
		return nil
	}
	return &page.Section{Heading: "WHO CAN STOP WHICH DEAL", Aside: "with every uncertain input at its median", Blocks: []page.Block{StopTable(g, a, ask.PartyLabel)}}
}

// StopTable sets the deals against the three ways to stop one: not signing, not ratifying, and undoing it to one's own
// gain. A row of dashes goes through. call says how a party
// is called: ask.PartyLabel, or ask.PartyShort where room is scarce.
func StopTable(g *game.Game, a *Answer, call func(*game.Game, string) string) page.Table {
	called := func(names []string) []string {
		out := make([]string, len(names))
		for k, name := range names {
			out[k] = call(g, name)
		}
		return out
	}
	t := page.Table{Name: "stops", Columns: []page.Column{
		{Heading: "deal"}, {Heading: "would not sign"}, {Heading: "would not ratify"}, {Heading: "could undo, and would gain by it"},
	}}
	through := false
	for k := range a.Deals {
		d := &a.Deals[k]
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: a.title(k)}, listCell(called(d.Sign)), listCell(called(d.Ratify)), undoCell(d.Undo, called),
		}})
		through = through || d.Passes
		if d.given() == "" {
			t.Notes = append(t.Notes, a.title(k)+": "+ask.DealText(g, d.State)+".")
		}
	}
	if through {
		t.Notes = append(t.Notes, "Dashes all along a row: nobody would stop that deal.")
	}
	return t
}

func listCell(names []string) page.Cell {
	if len(names) == 0 {
		return page.Cell{Text: "–", Tone: page.Muted}
	}
	return page.Cell{Text: strings.Join(names, ", ")}
}

// undoCell lists the sets that could undo a deal: "Russia; Ukraine (each alone)", "Russia with Ukraine".
func undoCell(sets [][]string, called func([]string) []string) page.Cell {
	var alone, together []string
	for _, set := range sets {
		names := called(set)
		switch len(names) {
		case 0:
		case 1:
			alone = append(alone, names[0])
		default:
			together = append(together, strings.Join(names, " with "))
		}
	}
	var parts []string
	switch len(alone) {
	case 0:
	case 1:
		parts = append(parts, alone[0]+" (alone)")
	default:
		parts = append(parts, strings.Join(alone, "; ")+" (each alone)")
	}
	if parts = append(parts, together...); parts == nil {
		return listCell(nil)
	}
	return page.Cell{Text: strings.Join(parts, "; ")}
}

// PersuadeItems says for each goal who must be won over for some deal of it to go through, an item each.
func PersuadeItems(g *game.Game, a *Answer) []page.Item {
	var out []page.Item
	for k := range a.Persuade {
		p := &a.Persuade[k]
		out = append(out, page.Item{Marker: "–", Text: cmp.Or(p.Label, p.Goal) + ": " + persuadeText(g, p)})
	}
	return out
}

func persuadeText(g *game.Game, p *Persuade) string {
	note := ""
	if p.Why != "" && len(p.Sets) > 0 {
		note = "; " + p.Why
	}
	switch {
	case len(p.Sets) == 0:
		return cmp.Or(p.Why, "no set of parties is enough") + "."
	case len(p.Sets[0]) == 0:
		return "goes through as things stand; nobody need be won over" + note + "."
	}
	var sets []string
	for _, set := range p.Sets {
		sets = append(sets, "{"+strings.Join(ask.PartyLabels(g, set), ", ")+"}")
	}
	text := "win over " + strings.Join(sets, ", or ") + ". "
	if len(sets) == 1 {
		return text + "Nobody else is missing" + note + "."
	}
	return text + "Each of these is enough" + note + "."
}
