package coercion

import (
	"strings"

	"parley/internal/ask"
	"parley/internal/baserates"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// costSection is who pays for the instrument.
func (t *Threat) costSection(g *game.Game) *page.Section {
	table := page.Table{Name: "costs of the instrument", Columns: []page.Column{
		{Heading: ""}, {Heading: "of its own range", Align: page.Right}, {Heading: "points", Align: page.Right, Drop: 1},
	}}
	groups := map[string]string{"bystander": "bystanders", "public": "publics and groups", "sender": "the two", "target": "the two"}
	for k := range t.Costs {
		c := &t.Costs[k]
		row := page.Row{Group: groups[c.Role], Cells: []page.Cell{{Text: ask.PartyLabel(g, c.Party)}}}
		if !c.Known || c.Points == nil {
			row.Cells = append(row.Cells, page.Cell{Text: wording.NotKnown, Tone: page.Muted})
		} else {
			row.Cells = append(row.Cells, share(c), page.Cell{Text: signedSpread(*c.Points, wording.Points)})
		}
		table.Rows = append(table.Rows, row)
	}
	return &page.Section{
		Heading: "WHO PAYS FOR THE INSTRUMENT", Aside: "in force against not used: median (90 % of draws); ! = loss", Blocks: []page.Block{table},
	}
}

// share is a cost as a share of the party's own range.
func share(c *Cost) page.Cell {
	if c.Share == nil {
		return page.Cell{Text: "0"}
	}
	text := signedSpread(*c.Share, func(v float64) string { return wording.Signed(v, 2) })
	if strings.HasPrefix(text, wording.Minus) {
		return page.Cell{Text: text + "!", Tone: page.Bad}
	}
	return page.Cell{Text: text}
}

func signedSpread(i ensemble.Interval, write func(float64) string) string {
	m, lo, hi := write(i.Median), write(i.Low), write(i.High)
	if lo == m && hi == m {
		return m
	}
	return m + " (" + lo + " " + hi + ")"
}

// trackSection is what the tracks come to with and without the instrument.
func (t *Threat) trackSection() *page.Section {
	if len(t.Tracks) == 0 {
		return nil
	}
	table := page.Table{Name: "tracks", Columns: []page.Column{
		{Heading: ""}, {Heading: "not used", Align: page.Right}, {Heading: "used", Align: page.Right}, {Heading: "change", Align: page.Right, Drop: 1},
	}}
	for k := range t.Tracks {
		x := &t.Tracks[k]
		name := x.Label
		if x.Unit != "" {
			name += ", " + x.Unit
		}
		table.Rows = append(table.Rows, page.Row{Cells: []page.Cell{
			{Text: name}, {Text: spread(x.Without)}, {Text: spread(x.With)}, {Text: signedSpread(x.Change, signed)},
		}})
	}
	return &page.Section{Heading: "WHERE THINGS STAND BY " + strings.ToUpper(ask.LongDate(t.Horizon)), Aside: "nothing conceded, the instrument not used and used", Blocks: []page.Block{table}}
}

// signed writes a change with its sign.
func signed(v float64) string {
	s := figure(v)
	if v > 0 && s != "0" {
		return "+" + s
	}
	return s
}

// publishedSection sets the base rates beside the answer, by definition.
func (a *Answer) publishedSection() *page.Section {
	table := page.Table{Name: "published rates", Columns: []page.Column{{Heading: "threats of economic sanctions"}}}
	definitions := []baserates.Definition{baserates.Complete, baserates.Acquiescence, baserates.Negotiated, baserates.UnknownFails}
	for k, heading := range []string{"complete", "or partial", "or settled", "at least"} {
		table.Columns = append(table.Columns, page.Column{Heading: heading, Align: page.Right, Drop: []int{2, 0, 1, 3}[k]})
	}
	table.Columns = append(table.Columns, page.Column{Heading: "cases", Align: page.Right, Drop: 4})
	var other []string
	at := map[string]int{}
	for _, r := range a.published() {
		column := -1
		for k, d := range definitions {
			if r.Definition == d {
				column = k + 1
			}
		}
		switch {
		case r.Definition == baserates.SenderYields:
		case column < 0:
			other = append(other, r.Label+" ("+r.Source+"): "+string(r.Definition)+" "+wording.Number(100*r.Value, 0)+" %"+doubted(r.Status))
		default:
			row, ok := at[r.Label]
			if !ok {
				row = len(table.Rows)
				at[r.Label] = row
				label := strings.Replace(r.Label, " of economic sanctions", "", 1)
				table.Rows = append(table.Rows, page.Row{Cells: []page.Cell{{Text: label}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {Text: ask.Thousands(float64(r.N))}}})
			}
			table.Rows[row].Cells[column].Text = rate(r.Rate)
		}
	}
	table.Notes = []string{"complete, or partial: the target acquiesced; or settled: or a settlement was negotiated; at least: outcomes that are not known counted as failures. " +
		"Source: Threat and Imposition of Economic Sanctions v4, 1945–2005; 90 % intervals in brackets. A range by definition, not a forecast."}
	s := &page.Section{Heading: "WHAT IS PUBLISHED", Aside: "how often threats worked, beside the answer and not part of it", Blocks: []page.Block{table}}
	if other != nil {
		s.Blocks = append(s.Blocks, page.Prose{Text: "By others: " + strings.Join(other, "; ") + "."})
	}
	return s
}

// published are the rates beside all threats, each once: those of their deadlines first.
func (a *Answer) published() []Published {
	var dated, other []Published
	seen := map[string]bool{}
	for k := range a.Threats {
		for _, r := range a.Threats[k].BaseRates {
			key := r.Label + "/" + string(r.Definition)
			switch {
			case seen[key]:
			case r.Within > 0:
				dated = append(dated, r)
			default:
				other = append(other, r)
			}
			seen[key] = true
		}
	}
	return append(dated, other...)
}

// rate writes a published share with its interval.
func rate(r baserates.Rate) string {
	digits := 0
	if r.Value < 0.1 {
		digits = 1
	}
	text := wording.Number(100*r.Value, digits) + " %"
	if r.Interval != nil {
		text += " (" + wording.Number(100*r.Interval[0], 0) + "–" + wording.Number(100*r.Interval[1], 0) + ")"
	}
	return text
}

// doubted marks what was not checked.
func doubted(s baserates.Status) string {
	if s == baserates.Recalled || s == baserates.Weak {
		return " (not checked)"
	}
	return ""
}
