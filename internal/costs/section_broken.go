package costs

import (
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// acceptSection is how often each party would accept each deal.
func (a *Answer) acceptSection(g *game.Game) *page.Section {
	s := &page.Section{Heading: "WHO WOULD ACCEPT", Aside: "chance that the deal beats its walk-away and keeps its red lines"}
	for from := 0; from < len(a.Deals); from += abreast {
		to := min(from+abreast, len(a.Deals))
		t := page.Table{Name: "acceptance", Columns: []page.Column{{Heading: ""}}}
		for k := from; k < to; k++ {
			t.Columns = append(t.Columns, page.Column{Heading: a.heading(k)})
		}
		t.Rows = a.rows(g, from, to, acceptCell)
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

func acceptCell(p *Party) page.Cell {
	if !p.Known || p.Chance == nil || p.Chance.N == 0 {
		return page.Cell{Text: wording.NotKnown, Tone: page.Muted}
	}
	text, _, _ := strings.Cut(wording.Likelihood(p.Chance.P, p.Chance.Range[0], p.Chance.Range[1]), ", ")
	return page.Cell{Text: text}
}

// brokenSection lists, deal by deal, the red lines broken and the options flagged.
func (a *Answer) brokenSection(g *game.Game) *page.Section {
	list := page.List{}
	for k := range a.Deals {
		if parts := append(a.Deals[k].broken(g), a.Deals[k].flagged(g)...); len(parts) > 0 {
			list.Items = append(list.Items, page.Item{Marker: a.mark(k), Text: strings.Join(parts, "; ") + "."})
		}
	}
	s := &page.Section{Heading: "WHAT THEY BREAK", Aside: "red lines, legality, consent"}
	if len(list.Items) > 0 {
		s.Blocks = append(s.Blocks, list)
	}
	if text := a.already(g); text != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: text})
	}
	if s.Blocks == nil {
		s.Blocks = append(s.Blocks, page.Prose{Text: "No red line is broken and no option is flagged."})
	}
	return s
}

// groups gathers texts by key, keys in the order they came.
type groups struct {
	keys []string
	of   map[string][]string
}

func (m *groups) add(key, text string) {
	if m.of == nil {
		m.of = map[string][]string{}
	}
	if m.of[key] == nil {
		m.keys = append(m.keys, key)
	}
	m.of[key] = append(m.of[key], text)
}

// broken says which red lines a deal breaks, parties with the same lines together.
func (d *Deal) broken(g *game.Game) []string {
	var m groups
	for _, name := range d.Order {
		if lines := d.Parties[name].RedLines; len(lines) > 0 {
			m.add(quoted(lines, "the red line ", "the red lines "), ask.PartyLabel(g, name))
		}
	}
	var out []string
	for _, lines := range m.keys {
		out = append(out, "breaks "+lines+" of "+wording.Join(m.of[lines]))
	}
	return out
}

// flagged words the flagged options: their legality is doubted, or they decide over parties who are not there.
func (d *Deal) flagged(g *game.Game) []string {
	var m groups
	for _, flag := range d.Flags {
		kind, what, _ := strings.Cut(flag, ": ")
		switch kind {
		case "legality":
			m.add("of doubtful legality: ", what)
		case "consent":
			m.add(d.over(g, flag), what)
		default:
			m.add("flagged for "+kind+": ", what)
		}
	}
	var out []string
	for _, key := range m.keys {
		out = append(out, key+wording.Join(m.of[key]))
	}
	return out
}

// over names the absent parties that an option decides over.
func (d *Deal) over(g *game.Game, flag string) string {
	var over []string
	for _, name := range d.Order {
		if slices.Contains(d.Parties[name].Flags, flag) {
			over = append(over, ask.PartyLabel(g, name))
		}
	}
	if over == nil {
		return "needs the consent of those it is about: "
	}
	return "decided over the heads of " + wording.Join(over) + ": "
}

// already names the red lines that the state in force breaks, which no deal is blamed for.
func (a *Answer) already(g *game.Game) string {
	var parts []string
	for _, name := range a.Deals[0].Order {
		if lines := a.Deals[0].Parties[name].Already; len(lines) > 0 {
			parts = append(parts, quoted(lines, "", "")+" of "+ask.PartyLabel(g, name))
		}
	}
	if parts == nil {
		return ""
	}
	return "Broken today already, and so not held against any deal: " + strings.Join(parts, "; ") + "."
}

func quoted(lines []string, one, many string) string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = "“" + l + "”"
	}
	if len(out) == 1 {
		return one + out[0]
	}
	return many + wording.Join(out)
}

// supportSection is the shares of publics that would accept.
func (a *Answer) supportSection(g *game.Game) *page.Section {
	t := page.Table{Name: "support", Columns: []page.Column{{Heading: "deal"}}}
	var publics []string
	for _, name := range a.Deals[0].Order {
		if slices.ContainsFunc(a.Deals, func(d Deal) bool { return d.Parties[name].Support != nil }) {
			publics = append(publics, name)
			t.Columns = append(t.Columns, page.Column{Heading: ask.PartyLabel(g, name), Drop: max(0, len(publics)-2)})
		}
	}
	if publics == nil {
		return nil
	}
	for k := range a.Deals {
		row := []page.Cell{{Text: a.heading(k)}}
		for _, name := range publics {
			row = append(row, supportCell(a.Deals[k].Parties[name].Support))
		}
		t.Rows = append(t.Rows, page.Row{Cells: row})
	}
	t.Notes = []string{"Where a public must ratify, the share it takes stands in the answer to who can stop a deal (blocks)."}
	return &page.Section{Heading: "SHARES OF THE PUBLIC", Aside: "who would accept: median (90 % of draws)", Blocks: []page.Block{t}}
}

func supportCell(i *ensemble.Interval) page.Cell {
	if i == nil {
		return page.Cell{Text: wording.NotKnown, Tone: page.Muted}
	}
	whole := func(v float64) string { return wording.Number(100*v, 0) }
	text := whole(i.Median) + " %"
	if low, high := whole(i.Low), whole(i.High); low != high {
		text += " (" + low + "–" + high + ")"
	}
	return page.Cell{Text: text}
}

// wordsSection is how far each deal is from what the parties say in public.
func (a *Answer) wordsSection(g *game.Game) *page.Section {
	s := &page.Section{Heading: "HOW FAR FROM THEIR WORDS", Aside: "stated demands met, of those made"}
	for from := 0; from < len(a.Deals); from += abreast {
		to := min(from+abreast, len(a.Deals))
		t := page.Table{Name: "stated positions", Columns: []page.Column{{Heading: ""}}}
		for k := from; k < to; k++ {
			t.Columns = append(t.Columns, page.Column{Heading: a.heading(k)})
		}
		for _, name := range a.Deals[from].Order {
			said := demands(g, name)
			if said == 0 {
				continue
			}
			row := []page.Cell{{Text: ask.PartyLabel(g, name)}}
			for k := from; k < to; k++ {
				row = append(row, wordsCell(a.Deals[k].Parties[name].Words, said))
			}
			t.Rows = append(t.Rows, page.Row{Cells: row})
		}
		if len(t.Rows) > 0 {
			s.Blocks = append(s.Blocks, t)
		}
	}
	if s.Blocks == nil {
		return nil
	}
	return s
}

// demands is how many issues a party has stated a position on.
func demands(g *game.Game, name string) int {
	for p := range g.Case.Parties {
		if c := &g.Case.Parties[p]; c.Name == name && c.Values != nil {
			return len(c.Values.Says)
		}
	}
	return 0
}

// wordsCell counts the demands met and names up to two that are not.
func wordsCell(missed []Distance, said int) page.Cell {
	text := wording.Number(float64(max(0, said-len(missed))), 0) + " of " + wording.Number(float64(said), 0)
	var names []string
	for _, w := range missed {
		names = append(names, w.Issue)
	}
	if more := len(names) - 2; more > 0 {
		names = append(names[:2], wording.Number(float64(more), 0)+" more")
	}
	if names != nil {
		text += "; not " + strings.Join(names, ", ")
	}
	return page.Cell{Text: text}
}
