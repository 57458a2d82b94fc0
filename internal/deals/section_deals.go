package deals

import (
	"fmt"
	"math"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// shownFrontier is how many undominated deals a page lists.
const shownFrontier = 8

// ownPoints reminds that no two columns of points share a unit.
const ownPoints = "Points are each party's own, as the case gives them: compare them down a column, not across."

// frontierSection is the undominated deals: how many, and a few of them.
func (a *Answer) frontierSection(g *game.Game) *page.Section {
	s := &page.Section{Heading: "THE DEALS THAT WASTE NOTHING", Aside: "no other deal is better for one member and worse for none"}
	f := &a.Frontier
	switch {
	case f.Outcomes == nil && f.Why == "" && a.Efficient.Outcomes == nil && a.Efficient.Why == "":
		return nil
	case f.Outcomes == nil && f.Why != "":
		s.Blocks = append(s.Blocks, page.Prose{Text: "Not listed: " + f.Why + "."})
	case f.Outcomes != nil && *f.Outcomes == 0:
		s.Blocks = append(s.Blocks, page.Prose{Text: "None, for no deal is " + a.acceptable(g) + "."})
	case f.Outcomes != nil:
		s.Blocks = append(s.Blocks, page.Prose{Text: a.frontierText(g)})
	}
	if text := a.efficientText(); text != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: text})
	}
	if len(f.Deals) > 0 {
		s.Blocks = append(s.Blocks, a.frontierTable(g))
	}
	return s
}

func (a *Answer) frontierText(g *game.Game) string {
	f := &a.Frontier
	text := ask.Thousands(*f.Outcomes) + " of the deals " + a.acceptable(g)
	if f.Points != nil && float64(*f.Points) != *f.Outcomes {
		text += ", with " + ask.Amount(float64(*f.Points), "set", "sets") + " of values between them"
	}
	return text + "."
}

func (a *Answer) efficientText() string {
	e := &a.Efficient
	switch {
	case e.Outcomes == nil && e.Why == "":
		return ""
	case e.Outcomes == nil:
		return "With walk-aways and red lines set aside: not counted, " + e.Why + "."
	}
	return "With walk-aways and red lines set aside there would be " + ask.Thousands(*e.Outcomes) + "."
}

func (a *Answer) frontierTable(g *game.Game) page.Table {
	members := a.known()
	t := page.Table{Name: "frontier", Columns: []page.Column{{Heading: ""}}}
	for k, m := range members {
		t.Columns = append(t.Columns, page.Column{Heading: ask.PartyShort(g, m), Align: page.Right, Drop: laterColumn(k)})
	}
	t.Columns = append(t.Columns, page.Column{Heading: dealHeading(g)})
	var all []map[string]float64
	for k := range a.Frontier.Deals {
		all = append(all, a.Frontier.Deals[k].Values)
	}
	digits := decimals(all)
	shown := spread(len(a.Frontier.Deals), shownFrontier)
	for n, k := range shown {
		d := &a.Frontier.Deals[k]
		row := page.Row{Cells: []page.Cell{{Text: fmt.Sprint(n + 1)}}}
		for _, m := range members {
			row.Cells = append(row.Cells, valueCell(d.Values, m, digits))
		}
		t.Rows = append(t.Rows, page.Row{Cells: append(row.Cells, page.Cell{Text: ask.DealText(g, d.Deal)})})
	}
	if len(shown) < len(a.Frontier.Deals) || a.Frontier.Outcomes != nil && float64(len(shown)) < *a.Frontier.Outcomes {
		t.Notes = append(t.Notes, fmt.Sprintf("%d shown, spread over the list; the JSON has up to %d.", len(shown), a.Frontier.Cap))
	}
	t.Notes = append(t.Notes, "What each deal is worth to each member. "+ownPoints)
	return t
}

// known are the members that have values.
func (a *Answer) known() []string {
	var out []string
	for _, m := range a.Members {
		missing := false
		for _, u := range a.Unknown {
			missing = missing || u == m
		}
		if !missing {
			out = append(out, m)
		}
	}
	return out
}

// laterColumn lets the columns of all but the first three members go where there is no room.
func laterColumn(k int) int { return max(0, k-2) }

func dealHeading(g *game.Game) string {
	if g.Today == nil {
		return "deal"
	}
	return "what changes from today"
}

// decimals is how many digits after the point a table of points needs: none where all are whole, one where that is
// exact or some reach a hundred, else two.
func decimals(rows []map[string]float64) int {
	digits, large := 0, false
	for _, r := range rows {
		for _, v := range r {
			large = large || math.Abs(v) >= 100
			for digits < 2 && math.Abs(v-math.Round(v*math.Pow10(digits))/math.Pow10(digits)) > 1e-9 {
				digits++
			}
		}
	}
	if large {
		return min(digits, 1)
	}
	return digits
}

func valueCell(values map[string]float64, member string, digits int) page.Cell {
	v, ok := values[member]
	if !ok {
		return page.Cell{Text: "–", Tone: page.Muted}
	}
	return page.Cell{Text: wording.Number(v, digits)}
}

// spread picks at most most of n places, evenly, the first and the last among them.
func spread(n, most int) []int {
	var out []int
	for k := range min(n, most) {
		if n <= most {
			out = append(out, k)
		} else {
			out = append(out, k*(n-1)/(most-1))
		}
	}
	return out
}

// solutionsSection sets the four solutions side by side.
func (a *Answer) solutionsSection(g *game.Game) *page.Section {
	rows := []struct {
		name, means string
		is          *Solution
	}{
		{"Nash", "the largest product of gains: from there nobody can gain by a larger proportion than another loses", a.Solutions.Nash},
		{"Kalai–Smorodinsky", "gains as shares of the most each could get in the room; the smallest share as large as it can be", a.Solutions.KalaiSmorodinsk},
		{"egalitarian", "the smallest gain in points as large as it can be", a.Solutions.Egalitarian},
		{"utilitarian", "the largest sum of gains in points", a.Solutions.Utilitarian},
	}
	s := &page.Section{Heading: "FOUR WAYS TO PICK ONE", Aside: "gain over the walk-away, in points; candidates, not recommendations"}
	members := a.known()
	t := page.Table{Name: "solutions", Columns: []page.Column{{Heading: ""}}}
	for k, m := range members {
		t.Columns = append(t.Columns, page.Column{Heading: ask.PartyShort(g, m), Align: page.Right, Drop: laterColumn(k)})
	}
	t.Columns = append(t.Columns, page.Column{Heading: dealHeading(g)})
	var all []map[string]float64
	for _, r := range rows {
		if r.is != nil {
			all = append(all, r.is.Gains)
		}
	}
	digits, seen := decimals(all), map[string]string{}
	means := page.List{}
	for _, r := range rows {
		means.Items = append(means.Items, page.Item{Marker: "–", Text: r.name + ": " + r.means + "."})
		if r.is == nil {
			continue
		}
		row := []page.Cell{{Text: r.name}}
		for _, m := range members {
			row = append(row, gainCell(r.is.Gains, m, digits))
		}
		t.Rows = append(t.Rows, page.Row{Cells: append(row, page.Cell{Text: solutionText(g, r.name, r.is, seen)})})
	}
	if len(t.Rows) == 0 {
		if a.Solutions.Note == "" {
			return nil
		}
		s.Blocks = append(s.Blocks, page.Prose{Text: a.Solutions.Note})
		return s
	}
	s.Blocks = append(s.Blocks, t, means)
	if a.Solutions.Note != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: a.Solutions.Note})
	}
	return s
}

func gainCell(gains map[string]float64, member string, digits int) page.Cell {
	v, ok := gains[member]
	if !ok {
		return page.Cell{Text: "–", Tone: page.Muted}
	}
	text := wording.Number(v, digits)
	switch {
	case text == "0" || text == wording.NotKnown:
	case v > 0:
		text = "+" + text
	default:
		return page.Cell{Text: text + "!", Tone: page.Bad}
	}
	return page.Cell{Text: text}
}

// solutionText is the deal, or by which solution it was picked already, with the ties.
func solutionText(g *game.Game, name string, s *Solution, seen map[string]string) string {
	text := ask.DealText(g, s.Deal)
	if first, again := seen[text]; again {
		text = "the same as " + first
	} else {
		seen[text] = name
	}
	if s.Ties > 0 {
		text += " (" + ask.Amount(s.Ties, "other deal ties", "other deals tie") + ")"
	}
	return text
}
