package costs

import (
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// abreast is how many deals stand side by side.
const abreast = 3

// Page sets the answer as a page: the deals, who gains and who pays, who would accept, and what each deal breaks.
func (a *Answer) Page(g *game.Game) *page.Page {
	if len(a.Deals) == 0 {
		p := ask.Page(a.Case)
		p.Sections = []page.Section{{Heading: "WHO PAYS", Blocks: []page.Block{page.Prose{Text: "No deal to price: the case names none, and none was found."}}}}
		return p
	}
	return ask.Page(a.Case, a.dealsSection(g), a.gainSection(g), a.trackSection(g), a.acceptSection(g), a.brokenSection(g), a.supportSection(g), a.wordsSection(g))
}

func (a *Answer) mark(k int) string { return ask.DealMark(a.Deals[k].Short, k) }

// heading is what stands over a deal's column. A deal called after its own changes is only marked.
func (a *Answer) heading(k int) string { return ask.DealTitle(a.mark(k), a.Deals[k].given()) }

// given is the deal's label, "" where it is called after what it changes.
func (d *Deal) given() string { return ask.DealLabel(d.Name, d.Label, d.Changes) }

func (a *Answer) dealsSection(g *game.Game) *page.Section {
	list := page.List{}
	for k := range a.Deals {
		d := &a.Deals[k]
		text := ask.DealText(g, d.Deal)
		if label := d.given(); label != "" {
			text = label + ": " + text
		}
		if len(d.Drivers) > 0 {
			text += ". Driven by: " + wording.Join(d.Drivers)
		}
		list.Items = append(list.Items, page.Item{Marker: a.mark(k), Text: text + "."})
	}
	aside := "what each changes from today"
	if g.Today == nil {
		aside = "how each settles the issues"
	}
	return &page.Section{Heading: "THE DEALS", Aside: aside, Blocks: []page.Block{list}}
}

// gainSection is the table of gains, a few deals at a time.
func (a *Answer) gainSection(g *game.Game) *page.Section {
	s := &page.Section{Heading: "WHO PAYS", Aside: "gain against no deal, −1 to +1: median (90 % of draws); ! = loss"}
	for from := 0; from < len(a.Deals); from += abreast {
		t := a.gainTable(g, from, min(from+abreast, len(a.Deals)))
		if from > 0 {
			t.Notes = nil
		}
		s.Blocks = append(s.Blocks, t)
	}
	s.Blocks = append(s.Blocks, page.Prose{Text: "1 is the whole distance from the worst to the best outcome the case allows that party: compare shares, but not how much a share is worth to whom."})
	return s
}

// GainTable sets the first deals, at most limit of them (0 or less: all), against the parties, those present first: the
// gain against no deal as a share of the party's own range; in a word where only the order of its values is known. A party without
// values is not known.
func GainTable(g *game.Game, a *Answer, limit int) page.Table {
	n := len(a.Deals)
	if limit > 0 {
		n = min(n, limit)
	}
	t := a.gainTable(g, 0, n)
	for k := range n {
		if d := &a.Deals[k]; d.given() == "" {
			t.Notes = append(t.Notes, a.mark(k)+": "+ask.DealText(g, d.Deal)+".")
		}
	}
	return t
}

func (a *Answer) gainTable(g *game.Game, from, to int) page.Table {
	t := page.Table{Name: "gains", Columns: []page.Column{{Heading: ""}}}
	if from >= to {
		return t
	}
	for k := from; k < to; k++ {
		t.Columns = append(t.Columns, page.Column{Heading: a.heading(k)})
	}
	t.Rows = a.rows(g, from, to, gainCell)
	for _, name := range a.Deals[from].Order {
		if p := a.Deals[from].Parties[name]; p.Compared != "" {
			t.Notes = append(t.Notes, "Words instead of figures: only the order of that party's values is known, not how much lies between.")
			break
		}
	}
	for _, name := range a.Deals[from].Order {
		if p := a.Deals[from].Parties[name]; !p.Known && p.Note != "" {
			t.Notes = append(t.Notes, ask.PartyLabel(g, name)+": "+firstSentence(p.Note))
		}
	}
	return t
}

// rows are the parties in order, grouped by presence, with a cell for each deal.
func (a *Answer) rows(g *game.Game, from, to int, cell func(*Party) page.Cell) []page.Row {
	var out []page.Row
	for _, name := range a.Deals[from].Order {
		first := a.Deals[from].Parties[name]
		row := page.Row{Group: a.group(g, first.Present), Cells: []page.Cell{{Text: withShort(g, name)}}}
		for k := from; k < to; k++ {
			p := a.Deals[k].Parties[name]
			row.Cells = append(row.Cells, cell(&p))
		}
		out = append(out, row)
	}
	return out
}

// withShort is a party's label with the short name that other tables call it by.
func withShort(g *game.Game, name string) string {
	label, short := ask.PartyLabel(g, name), ask.PartyShort(g, name)
	if short == label || short == name {
		return label
	}
	return label + " " + short
}

// group names those present or absent.
func (a *Answer) group(g *game.Game, present bool) string {
	switch {
	case !present:
		return "absent"
	case a.Table != "":
		return "at " + ask.TableLabel(g, a.Table)
	case len(g.Case.Tables) == 0:
		return "those who negotiate"
	}
	return "at some table"
}

func gainCell(p *Party) page.Cell {
	switch p.Compared {
	case "better", "equal":
		return page.Cell{Text: p.Compared}
	case "worse":
		return page.Cell{Text: "worse!", Tone: page.Bad}
	}
	if !p.Known || p.Interval == nil {
		return page.Cell{Text: wording.NotKnown, Tone: page.Muted}
	}
	shown, unit := p.Share, ""
	if shown == nil {
		shown, unit = p.Interval, " points"
	}
	median, low, high := wording.Signed(shown.Median, 2), wording.Signed(shown.Low, 2), wording.Signed(shown.High, 2)
	text := median
	if low != median || high != median {
		text += " (" + low + " " + high + ")"
	}
	text += unit
	if strings.HasPrefix(median, wording.Minus) {
		return page.Cell{Text: text + "!", Tone: page.Bad}
	}
	return page.Cell{Text: text}
}

// firstSentence cuts a note after its first sentence.
func firstSentence(note string) string {
	if at := strings.Index(note, ". "); at > 0 {
		return note[:at+1]
	}
	if strings.HasSuffix(note, ".") {
		return note
	}
	return note + "."
}
