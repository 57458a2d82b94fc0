package stability

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// wantSection says what the state asked for lacks.
func (a *Answer) wantSection(g *game.Game) *page.Section {
	if a.Want == nil {
		return nil
	}
	at := slices.IndexFunc(a.States, func(s State) bool { return s.ID == a.Want.ID })
	var under []string
	for _, k := range Concepts() {
		if slices.Contains(a.Equilibria[k.String()], a.Want.ID) {
			under = append(under, heading(k))
		}
	}
	section := &page.Section{Heading: "WHAT IT TAKES FOR " + strings.ToUpper(a.States[at].title()) + " TO STAY", Aside: "each change by itself, all else as it is"}
	text := "It is an equilibrium under no concept."
	if under != nil {
		text = "It is an equilibrium under " + wording.Join(under) + "."
	}
	section.Blocks = append(section.Blocks, page.Prose{Text: text})
	if len(a.Want.Shifts) > 0 {
		section.Blocks = append(section.Blocks, a.shiftTable(g), page.Prose{Text: "Ranks, points: how much higher the state alone would have to stand. " +
			"Swaps: the fewest pairs of states that would have to change their order, whichever they are."})
	}
	if len(a.Want.Orderings) > 0 {
		section.Blocks = append(section.Blocks, a.orderingTable(g))
	}
	if len(under) < len(concepts) {
		section.Blocks = append(section.Blocks, a.changes()...)
	}
	return section
}

func (a *Answer) shiftTable(g *game.Game) page.Table {
	t := page.Table{Name: "want", Caption: "Preferences: the least change that makes it stable for a party", Columns: []page.Column{
		{Heading: "party"},
		{Heading: "concept"},
		{Heading: "swaps", Align: page.Right},
		{Heading: "ranks", Align: page.Right},
		{Heading: "points", Align: page.Right},
		{Heading: "of its range", Align: page.Right, Drop: 1},
	}}
	for _, s := range a.Want.Shifts {
		points, share, swaps := s.Why, "", "–"
		if s.Points != nil {
			points = wording.Points(*s.Points)
		}
		if s.Share != nil {
			share = wording.Percent(*s.Share)
		}
		if s.Swaps != nil {
			if swaps = fmt.Sprint(*s.Swaps); s.AtMost {
				swaps = "≤ " + swaps
			}
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: ask.PartyLabel(g, s.Party)},
			{Text: headingOf(s.Concept)},
			{Text: swaps},
			{Text: fmt.Sprint(s.Places)},
			{Text: points},
			{Text: share},
		}})
	}
	return t
}

// headingOf is the heading of a concept by its key.
func headingOf(key string) string {
	for _, k := range all() {
		if k.String() == key {
			return heading(k)
		}
	}
	return key
}

// orderingTable counts, party by party, the orderings that make the state stable.
func (a *Answer) orderingTable(g *game.Game) page.Table {
	t := page.Table{Name: "orderings", Columns: []page.Column{{Heading: "party"}}}
	var keys, parties []string
	counts := map[string]string{}
	for _, o := range a.Want.Orderings {
		if !slices.Contains(keys, o.Concept) {
			keys = append(keys, o.Concept)
			t.Columns = append(t.Columns, page.Column{Heading: headingOf(o.Concept), Align: page.Right})
		}
		if !slices.Contains(parties, o.Party) {
			parties = append(parties, o.Party)
		}
		counts[o.Party+" "+o.Concept] = ask.Thousands(float64(o.Stable))
	}
	for _, party := range parties {
		row := page.Row{Cells: []page.Cell{{Text: ask.PartyLabel(g, party)}}}
		for _, key := range keys {
			row.Cells = append(row.Cells, page.Cell{Text: counts[party+" "+key]})
		}
		t.Rows = append(t.Rows, row)
	}
	t.Caption = "Of the " + ask.Thousands(float64(a.Want.Orderings[0].Of)) + " strict orderings a party could have of the states, those that make it stable for that party"
	return t
}

// shownControls are the changes of control on the page.
const shownControls = 8

// changes lists the inputs and formulas that alone would make the state an equilibrium.
func (a *Answer) changes() []page.Block {
	var items []page.Item
	for _, t := range a.Want.Inputs {
		var parts []string
		for _, k := range concepts {
			if v, ok := t.At[k.String()]; ok {
				parts = append(parts, heading(k)+" at "+ask.Figure(v))
			}
		}
		items = append(items, page.Item{Marker: "–", Text: t.Input + " (median " + ask.Figure(t.Median) + "): " + strings.Join(parts, ", ") + "."})
	}
	for k, c := range a.Want.Control {
		if k == shownControls {
			items = append(items, page.Item{Marker: "–", Text: "So would " + wording.Count(len(a.Want.Control)-k, "further change", "further changes") + " of who controls what."})
			break
		}
		var under []string
		for _, key := range c.Concepts {
			under = append(under, headingOf(key))
		}
		items = append(items, page.Item{Marker: "–", Text: "If " + c.Text + ": under " + wording.Join(under) + "."})
	}
	out := []page.Block{}
	if items != nil {
		out = append(out, page.Prose{Text: "It would be an equilibrium, by one input or one formula alone:"}, page.List{Items: items})
	}
	var none []string
	if a.Want.Inputs != nil && len(a.Want.Inputs) == 0 {
		none = append(none, "no input, between its 1st and 99th percentile,")
	}
	if a.Want.Control != nil && len(a.Want.Control) == 0 {
		none = append(none, "no single formula of who controls what")
	}
	if none != nil {
		out = append(out, page.Prose{Text: "By itself " + strings.Join(none, " and ") + " makes it an equilibrium."})
	}
	for _, why := range []struct{ what, text string }{{"Inputs", a.Want.Why.Inputs}, {"Who controls what", a.Want.Why.Control}} {
		if why.text != "" {
			out = append(out, page.Prose{Text: why.what + ": not tried, " + why.text + "."})
		}
	}
	return out
}
