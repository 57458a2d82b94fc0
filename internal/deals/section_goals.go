package deals

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

const cannotDecide = "cannot decide"

// RoomTable sets the goals against the panels they were put to: the chance that a panel has room for a goal, or that
// it cannot decide it. A case without goals has one row, for any deal. What binds is of the panel that could decide
// and has least room.
func RoomTable(g *game.Game, byPanel []*Answer) page.Table {
	t := page.Table{Name: "room", Columns: []page.Column{{Heading: "goal"}}}
	for k, a := range byPanel {
		t.Columns = append(t.Columns, page.Column{Heading: panelHeading(g, a), Drop: k})
	}
	t.Columns = append(t.Columns, page.Column{Heading: "what binds"})
	if len(g.Case.Goals) == 0 {
		row := page.Row{Cells: []page.Cell{{Text: "any deal"}}}
		for _, a := range byPanel {
			row.Cells = append(row.Cells, page.Cell{Text: shortChance(a.Draws.Nonempty)})
		}
		t.Columns = t.Columns[:len(t.Columns)-1]
		t.Rows = append(t.Rows, row)
		return t
	}
	for k := range g.Case.Goals {
		t.Rows = append(t.Rows, roomRow(g.Case.Goals[k].Name, g.Case.Goals[k].Label, byPanel))
	}
	return t
}

func panelHeading(g *game.Game, a *Answer) string {
	var shorts []string
	for _, m := range a.Members {
		shorts = append(shorts, ask.PartyShort(g, m))
	}
	return cmp.Or(a.Table, "together") + "\n" + strings.Join(shorts, " ")
}

func roomRow(name, label string, byPanel []*Answer) page.Row {
	row := page.Row{Cells: []page.Cell{{Text: label}}}
	var tightest *Goal
	for _, a := range byPanel {
		goal := a.goal(name)
		switch {
		case goal == nil:
			row.Cells = append(row.Cells, page.Cell{Text: "not asked", Tone: page.Muted})
		case !goal.Can:
			row.Cells = append(row.Cells, page.Cell{Text: cannotDecide, Tone: page.Muted})
		default:
			row.Cells = append(row.Cells, page.Cell{Text: shortChance(goal.Nonempty)})
			if len(goal.Binds) > 0 && (tightest == nil || goal.Nonempty.P < tightest.Nonempty.P) {
				tightest = goal
			}
		}
	}
	binds := page.Cell{Text: "–", Tone: page.Muted}
	if tightest != nil {
		binds = page.Cell{Text: shortBind(tightest.Binds)}
	}
	row.Cells = append(row.Cells, binds)
	return row
}

func (a *Answer) goal(name string) *Goal {
	for k := range a.Goals {
		if a.Goals[k].Goal == name {
			return &a.Goals[k]
		}
	}
	return nil
}

// asOften is how near another bind must come to the most frequent one to be named beside it.
const asOften = 0.9

// shortBind names what binds most often: "RU: territory"; "RU or UA" where giving way on the same issue by either would
// open the room, "RU+UA" where it takes both.
func shortBind(binds []Bind) string {
	top := binds[0]
	who := []string{strings.Join(top.Shorts, "+")}
	for _, b := range binds[1:] {
		if b.Label == top.Label && b.Share >= asOften*top.Share {
			if name := strings.Join(b.Shorts, "+"); name != who[len(who)-1] {
				who = append(who, name)
			}
		}
	}
	text := strings.Join(who, " or ")
	if top.Label != "" {
		text += ": " + narrow(top.Label)
	}
	return text
}

// narrow is a label for a narrow column: its last word where it is long, as in "Control of territory".
func narrow(label string) string {
	const wide = 14
	if cut := strings.LastIndex(label, " "); cut > 0 && utf8.RuneCountInString(label) > wide {
		return label[cut+1:]
	}
	return label
}

// goalsSection is the goals one by one: the chance of room and what keeps it shut, or who is missing.
func (a *Answer) goalsSection(g *game.Game) *page.Section {
	if len(a.Goals) == 0 {
		return nil
	}
	t := page.Table{Name: "goals", Columns: []page.Column{{Heading: "goal"}, {Heading: "chance of room"}, {Heading: "in words", Drop: 1}}}
	shut, missing := page.Fields{}, page.Fields{}
	for k := range a.Goals {
		goal := &a.Goals[k]
		label := cmp.Or(goal.Label, goal.Goal)
		cells := []page.Cell{{Text: label}, {Text: cannotDecide, Tone: page.Muted}, {}}
		if goal.Can {
			_, phrase, _ := strings.Cut(chance(goal.Nonempty), ", ")
			cells = []page.Cell{{Text: label}, {Text: shortChance(goal.Nonempty)}, {Text: phrase}}
			shut.Items = append(shut.Items, page.Field{Name: label, Text: a.bindsText(g, goal)})
		} else {
			missing.Items = append(missing.Items, page.Field{Name: label, Text: needsText(g, goal.Needs)})
		}
		t.Rows = append(t.Rows, page.Row{Cells: cells})
		if goal.Why != "" {
			t.Notes = append(t.Notes, label+": "+goal.Why+"; that no deal or no other deal is shown need not mean that there is none.")
		}
	}
	s := &page.Section{Heading: "WHICH GOALS HAVE ROOM", Aside: "room is not yet agreement", Blocks: []page.Block{t}}
	if len(shut.Items) > 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: "What binds: who could open the room by giving way on all it insists on, in what share of the draws without room, and over what (a red line, or the issue that costs it most):"}, shut)
	}
	if len(missing.Items) > 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Beyond these members, whatever they accept:"}, missing)
	}
	return s
}

// needsText says who would have to join for a goal the panel cannot decide.
func needsText(g *game.Game, needs [][]string) string {
	switch {
	case len(needs) == 0:
		return "no three more parties would be enough"
	case len(needs[0]) == 0:
		return "within these members' power, but not on the table's agenda"
	}
	return "needs " + strings.Join(sets(g, needs), ", or ")
}

// sets writes sets of parties: "Ukraine", "Ukraine and Russia".
func sets(g *game.Game, list [][]string) []string {
	var out []string
	for _, names := range list {
		out = append(out, wording.Join(ask.PartyLabels(g, names)))
	}
	return out
}

// bindsText says what keeps a goal shut: the binds, that hardly anything does, or that the silence of a member does.
func (a *Answer) bindsText(g *game.Game, goal *Goal) string {
	if rarelyShut := wording.Percent(goal.Nonempty.P) == ">95 %"; rarelyShut || len(goal.Binds) == 0 {
		switch {
		case goal.Nonempty.N == 0:
			return wording.NotKnown
		case goal.Nonempty.P >= 1:
			return "nothing, there is room in every draw"
		case rarelyShut:
			return "hardly anything, there is room in >95 % of draws"
		case len(a.Members) == 0:
			return "nobody sits anywhere to agree on it"
		case len(a.Unknown) > 0 && goal.Nonempty.P == 0:
			return "nothing is known of " + wording.Join(ask.PartyLabels(g, a.Unknown)) + ", and silence is not consent"
		}
		return "no one or two members alone; more would have to give way"
	}
	var parts []string
	for _, b := range goal.Binds {
		text := strings.Join(ask.PartyLabels(g, b.Parties), " with ")
		if b.RedLine {
			text += ", red line “" + b.What + "”"
		} else if b.What != "" {
			text += ", " + b.What
		}
		parts = append(parts, text+" ("+wording.Percent(b.Share)+")")
	}
	return strings.Join(parts, "; ")
}
