package blocks

import (
	"cmp"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// Page sets the answer as a page: who stops each deal, why and how often, and who must be won over for each goal.
func (a *Answer) Page(g *game.Game) *page.Page {
	p := &page.Page{}
	p.Title, p.Subtitle = ask.Heading(a.Case)
	p.Subtitle = append(p.Subtitle, "After each chance, in brackets: how far one assumed input alone can move it.")
	if len(a.Deals) == 0 && len(a.Persuade) == 0 {
		p.Sections = []page.Section{{Heading: "WHO CAN STOP IT", Blocks: []page.Block{page.Prose{Text: "No deal and no goal to ask about: the case names none, and no table has room for a deal."}}}}
		return p
	}
	for _, s := range []*page.Section{a.stopSection(g), a.whySection(g), a.persuadeSection(g)} {
		if s != nil {
			s.Number = len(p.Sections) + 1
			p.Sections = append(p.Sections, *s)
		}
	}
	return p
}

// mark is the short name of a deal: the case's, else a letter.
func (a *Answer) mark(k int) string {
	if a.Deals[k].Short != "" {
		return a.Deals[k].Short
	}
	name := string(rune('A' + k%26))
	if k >= 26 {
		name += wording.Number(float64(k/26+1), 0)
	}
	return name
}

// title is the mark with the label; the mark alone for a deal called after what it changes.
func (a *Answer) title(k int) string {
	if a.Deals[k].unnamed() {
		return a.mark(k)
	}
	return a.mark(k) + " " + a.Deals[k].Label
}

func (d *Deal) unnamed() bool {
	return d.Label == "" || d.Label == d.Name && strings.Contains(d.Name, "=")
}

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
		if d.unnamed() {
			t.Notes = append(t.Notes, a.mark(k)+": "+ask.DealText(g, d.State)+".")
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
