package brief

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/assay"
	"parley/internal/blocks"
	"parley/internal/costs"
	"parley/internal/forecast"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// A brief has two pages. What does not fit is named, with the command that shows it.
const (
	shownTables    = 3    // tables side by side
	shownAbsent    = 4    // absent parties whose gains are set out: those that the deals shown move most
	shownScenarios = 5    // scenarios set out: the likeliest
	leastShown     = 0.05 // and at least as likely as this
)

// gains is the table of gains: those present, and the absent whom the deals shown move most; and who is left out of it.
func (b *Brief) gains(g *game.Game) (page.Table, []string) {
	t := costs.GainTable(g, b.Costs, shownDeals)
	var absent []string
	for _, name := range b.Costs.Deals[0].Order {
		if p := b.Costs.Deals[0].Parties[name]; !p.Present && p.Known {
			absent = append(absent, name)
		}
	}
	acts := func(name string) int { // who can act comes first
		p := slices.IndexFunc(g.Case.Parties, func(p casefile.Party) bool { return p.Name == name })
		if g.HasSay(p) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(absent, func(x, y string) int { return cmp.Or(acts(x)-acts(y), cmp.Compare(b.moved(y), b.moved(x))) })
	keep := absent[:min(len(absent), shownAbsent)]
	var rows []page.Row
	var left, unknown []string
	for k, name := range b.Costs.Deals[0].Order {
		switch p := b.Costs.Deals[0].Parties[name]; {
		case !p.Known:
			unknown = append(unknown, ask.PartyLabel(g, name))
		case p.Present || slices.Contains(keep, name):
			rows = append(rows, t.Rows[k])
		default:
			left = append(left, ask.PartyLabel(g, name))
		}
	}
	t.Rows = rows
	t.Notes = slices.DeleteFunc(t.Notes, func(n string) bool {
		return slices.ContainsFunc(unknown, func(u string) bool { return strings.HasPrefix(n, u+": ") })
	})
	var note []string
	if len(unknown) > 0 {
		note = append(note, "Not known: "+wording.Join(unknown)+".")
	}
	if len(left) > 0 {
		note = append(note, "Moved less: "+wording.Join(left)+".")
	}
	return t, note
}

// moved is how far the deals shown move a party, as a share of its own range.
func (b *Brief) moved(name string) float64 {
	most := 0.0
	for _, d := range b.Costs.Deals[:min(len(b.Costs.Deals), shownDeals)] {
		switch p := d.Parties[name]; {
		case p.Share != nil:
			most = max(most, math.Abs(p.Share.Median))
		case p.Interval != nil: // its range measures nothing, and the deal may move it by more than that
			most = 1
		}
	}
	return most
}

// stops is the table of who stops the deals shown, and which further tests they pass; below, which test each fails first.
func (b *Brief) stops(g *game.Game) []page.Block {
	t := blocks.StopTable(g, b.Blocks, ask.PartyShort)
	tests := b.Tests
	if more := len(t.Rows) - shownDeals; b.Forecast != nil && more > 0 {
		t.Rows, t.Notes = t.Rows[:shownDeals], nil
		tests = tests[:min(len(tests), shownDeals)]
	}
	if len(tests) < len(t.Rows) {
		return []page.Block{t}
	}
	columns, cells := assay.Columns(tests, assay.FromKept)
	if len(columns) > 0 {
		for k, heading := range []string{"would\nnot sign", "would not\nratify", "could undo,\nand gain"} {
			t.Columns[k+1].Heading = heading
		}
	}
	t.Columns = append(t.Columns, columns...)
	for k := range t.Rows {
		t.Rows[k].Cells = append(t.Rows[k].Cells, cells[k]...)
	}
	text := "Fails first: " + firstFailing(tests) + "."
	if why := assay.Unasked(tests); why != "" && b.Forecast == nil {
		text += " " + why
	}
	return []page.Block{t, page.Prose{Text: text}}
}

// firstFailing says which test each deal fails first, those that fail the same together.
func firstFailing(tests []assay.Result) string {
	var order []string
	marks := map[string][]string{}
	for k := range tests {
		text := tests[k].FirstFailing()
		if marks[text] == nil {
			order = append(order, text)
		}
		marks[text] = append(marks[text], ask.DealMark(tests[k].Short, k))
	}
	for k, text := range order {
		order[k] = wording.Join(marks[text]) + " " + text
	}
	return strings.Join(order, "; ")
}

// persuade is who must be won over: with clocks for the most ambitious goal alone.
func (b *Brief) persuade(g *game.Game) []page.Item {
	items := blocks.PersuadeItems(g, b.Blocks)
	if b.Forecast != nil && len(items) > 1 {
		items = items[len(items)-1:]
	}
	return items
}

// likely is the table of the scenarios that have a chance worth a line, and what is said of the others.
func (b *Brief) likely() (page.Table, string) {
	a := b.Forecast
	t := forecast.ScenarioTable(a)
	order := make([]int, len(a.Scenarios))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(a.Scenarios[y].Probability, a.Scenarios[x].Probability) })
	var rows []page.Row
	rare := 0
	for _, k := range order {
		if s := &a.Scenarios[k]; len(rows) < shownScenarios && s.Probability >= leastShown || s.Today {
			row := t.Rows[k]
			if s.Probability < leastShown {
				row.Cells[2].Text = "" // the figure says it
			}
			rows = append(rows, row)
		} else {
			rare++
		}
	}
	t.Rows, t.Notes = rows, nil
	if rare == 0 {
		return t, ""
	}
	return t, fmt.Sprintf("%d less likely: `parley forecast`", rare)
}
