package stability

import (
	"fmt"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// shownEquilibria are the equilibria on the page beside the states given.
const shownEquilibria = 12

// Page sets the answer as a page: which states stay put, why, what improvements lead to from today, and what the state
// asked for lacks.
func (a *Answer) Page(g *game.Game) *page.Page {
	return ask.Page(a.Case, a.statesSection(g), a.beyondSection(g), a.wantSection(g), a.whySection(g), a.pathSection(g))
}

// shown are the states on the page.
func (a *Answer) shown() []*State {
	var out []*State
	found := 0
	for i := range a.States {
		s := &a.States[i]
		if !s.Given {
			if found++; found > shownEquilibria {
				break
			}
		}
		out = append(out, s)
	}
	return out
}

// title is how a state is called on the page: an equilibrium that was found, after what it changes.
func (s *State) title() string {
	if s.Given || s.Label == "" {
		return s.Label
	}
	return s.ID
}

func (a *Answer) statesSection(g *game.Game) *page.Section {
	t := page.Table{Name: "states", Columns: []page.Column{{Heading: "state"}}}
	for _, k := range Concepts() {
		t.Columns = append(t.Columns, page.Column{Heading: heading(k)})
	}
	if a.Examined.Draws > 0 {
		t.Columns = append(t.Columns, page.Column{Heading: "SEQ in\ndraws", Align: page.Right, Drop: 1})
	}
	t.Columns = append(t.Columns, page.Column{Heading: "who would leave it (SEQ)", Drop: 2})
	for _, s := range a.shown() {
		row := page.Row{Cells: []page.Cell{{Text: s.title()}}}
		for _, k := range Concepts() {
			row.Cells = append(row.Cells, a.cell(k, s))
		}
		if a.Examined.Draws > 0 {
			row.Cells = append(row.Cells, page.Cell{Text: s.share(SEQ)})
		}
		row.Cells = append(row.Cells, page.Cell{Text: s.leavers(g)})
		t.Rows = append(t.Rows, row)
	}
	return &page.Section{
		Heading: "WHICH STATES STAY PUT", Aside: "with every uncertain input at its median",
		Blocks: []page.Block{page.Prose{Text: a.examined(g)}, t, page.Prose{Text: a.counted()}, meanings},
	}
}

func heading(k Concept) string {
	if k == Nash {
		return "Nash"
	}
	if k == CNash {
		return "CNash"
	}
	return strings.ToUpper(k.String())
}

// leavers are the parties for which the state is not sequentially stable.
func (s *State) leavers(g *game.Game) string {
	var out []string
	for _, v := range s.Verdicts {
		if !v.Stable[SEQ.String()] {
			out = append(out, ask.PartyShort(g, v.Party))
		}
	}
	if out == nil {
		return "–"
	}
	return strings.Join(out, ", ")
}

var meanings = page.Fields{Items: []page.Field{
	{Name: "Nash", Text: "no party has a move of its own that betters it"},
	{Name: "GMR", Text: "every such move can be answered by the others so that the mover is no better off"},
	{Name: "SMR", Text: "and it cannot move out of that answer either"},
	{Name: "SEQ", Text: "every such move can be answered so, by moves that better those who make them"},
	{Name: "SSEQ", Text: "and the mover cannot move out of that answer either"},
}}

// examined says what the answer rests on.
func (a *Answer) examined(g *game.Game) string {
	e := &a.Examined
	text := ask.Amount(float64(e.States), "state", "states") + " and " + ask.Amount(float64(e.Moves), "move", "moves") +
		" between them were examined: "
	if e.Whole {
		text += "all that can be reached from today and the deals."
	} else {
		text += "those nearest to today and the deals, one issue changed at a time. More can be reached; what lies there is not seen: " +
			"an improvement that leads there is missing, and so is an answer that does. Fewer issues or options make the answer whole."
	}
	who := "alone or up to three together"
	if e.Form {
		who = "each alone with what is in its hands"
	}
	text += " Who moves, " + who + ": " + wording.Join(ask.PartyLabels(g, e.Movers)) + "."
	if len(e.Still) > 0 {
		text += " Nothing is known of what these value, so they make no move: " + wording.Join(ask.PartyLabels(g, e.Still)) + "."
	}
	return text
}

// counted says how many equilibria there are, and how many are shown.
func (a *Answer) counted() string {
	var parts []string
	most := 0
	for _, k := range Concepts() {
		parts = append(parts, ask.Thousands(float64(a.Counts[k.String()]))+" "+heading(k))
		most = max(most, a.Counts[k.String()])
	}
	text := "Equilibria among all states examined: " + wording.Join(parts) + "."
	found := len(a.States)
	for i := range a.States {
		if a.States[i].Given {
			found--
		}
	}
	if found > shownEquilibria {
		text += fmt.Sprintf(" Shown are %d of them, those under most concepts and nearest to today first.", shownEquilibria)
	}
	if d := a.Examined.Draws; d > 0 {
		text += " Shares are of the first " + ask.Amount(float64(d), "draw", "draws") + "."
	}
	return text
}

// whySection gives a sentence for each party that could better itself, state by state.
func (a *Answer) whySection(g *game.Game) *page.Section {
	s := &page.Section{Heading: "WHY"}
	for _, state := range a.shown() {
		items := state.reasons(g)
		text := ask.DealText(g, state.Deal)
		if title := state.title(); title != text {
			text = title + ": " + text
		}
		s.Blocks = append(s.Blocks, page.Prose{Text: text, Strong: true})
		if len(items) > 0 {
			s.Blocks = append(s.Blocks, page.List{Items: items})
		}
	}
	s.Blocks = append(s.Blocks, page.Prose{Text: "A party that is not named under a state has no move of its own that betters it there."})
	return s
}

// reasons are the verdicts on parties that could better themselves, and who could leave together: that only for the states given.
func (s *State) reasons(g *game.Game) []page.Item {
	var items []page.Item
	for _, v := range s.Verdicts {
		if v.Improvements > 0 {
			items = append(items, page.Item{Marker: "–", Text: v.Text})
		}
	}
	if s.Leave != nil && s.Given {
		return append(items, s.beyondReasons()...)
	}
	for k, j := range s.Together {
		if k == shownTogether || !s.Given {
			break
		}
		items = append(items, page.Item{Marker: "–", Text: wording.Join(ask.PartyLabels(g, j.By)) + " could leave it together, and all of them gain: " + j.Text + "."})
	}
	if more := len(s.Together) - shownTogether; more > 0 && s.Given {
		items = append(items, page.Item{Marker: "–", Text: "So could " + wording.Count(more, "further set", "further sets") + "."})
	}
	return items
}

// shownTogether are the sets shown that could leave a state together.
const shownTogether = 3

// pathSection says which of the states shown improvements lead to from today.
func (a *Answer) pathSection(g *game.Game) *page.Section {
	var items []page.Item
	for _, s := range a.shown() {
		if len(s.Path) == 0 {
			continue
		}
		var parts []string
		for _, step := range s.Path {
			parts = append(parts, wording.Join(ask.PartyLabels(g, step.By))+" by "+step.Text)
		}
		items = append(items, page.Item{Marker: "–", Text: s.title() + ": " + strings.Join(parts, ", then ") + "."})
	}
	section := &page.Section{Heading: "WHERE IMPROVEMENTS LEAD FROM TODAY", Aside: "each step betters all who make it"}
	if items == nil {
		section.Blocks = []page.Block{page.Prose{Text: "To none of the states above."}}
	} else {
		section.Blocks = []page.Block{page.List{Items: items}}
	}
	return section
}
