package durability

import (
	"maps"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// stepSection follows a plan step by step.
func (a *Answer) stepSection(g *game.Game) *page.Section {
	if !a.Plan {
		return nil
	}
	t := page.Table{Name: "steps", Columns: []page.Column{
		{Heading: "step"}, {Heading: "reached"}, {Heading: "then signed"}, {Heading: "stands 12\nmonths on"}, {Heading: "who leaves after it", Drop: 1},
	}}
	for k := range a.Steps {
		s := &a.Steps[k]
		what := wording.Number(float64(k+1), 0) + " " + s.Deal
		if s.On != "" {
			what += ", on " + ask.LongDate(s.On)
		}
		if s.When != "" {
			what += ", when " + s.When
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: what}, {Text: chanceOf(&s.Reached)}, {Text: chanceOf(&s.Signed)}, {Text: chanceOf(&s.Stands)}, {Text: leavers(g, s.Leaves)}}})
	}
	t.Notes = []string{"A step is tried once, when it is due; after one that is not signed, or a break, no other is tried."}
	s := &page.Section{Heading: "STEP BY STEP", Blocks: []page.Block{t}}
	if text := a.haltText(g); text != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: text})
	}
	s.Blocks = append(s.Blocks, a.takeTable(g))
	return s
}

// haltText says where the plan stops, and where it was expected to.
func (a *Answer) haltText(g *game.Game) string {
	var parts []string
	if h := a.Halt; h != nil {
		text := "It stops most often before step " + wording.Number(float64(h.Step), 0) + ": "
		switch {
		case h.How == NotDue:
			text += "that step does not come within " + span(a.Horizon)
		case h.By == "" && Reason(h.How) == Rules:
			text += "the rules do not allow it as things stand"
		case h.By == "":
			text += "the table cannot decide it"
		case reasonWords[Reason(h.How)] != "":
			text += ask.PartyLabel(g, h.By) + ", " + reasonWords[Reason(h.How)]
		case Path(h.How) == paths[upset]:
			text += "the " + a.eventLabel(g, h.By)
		default:
			text += ask.PartyLabel(g, h.By) + " leaves before it, " + how(Path(h.How))
		}
		parts = append(parts, text+" ("+wording.Percent(h.Share)+" of the paths).")
	}
	if len(a.Foreseen) > 0 {
		f := &a.Foreseen[0]
		parts = append(parts, "When its first step is tried, "+ask.PartyLabel(g, f.Party)+" is seen to refuse step "+wording.Number(float64(f.Step), 0)+" in "+wording.Percent(f.Share)+
			" of the draws: those before it weigh the plan up to there.")
	}
	return strings.Join(parts, " ")
}

// takeTable is what each step is worth to those whose consent it takes.
func (a *Answer) takeTable(g *game.Game) page.Table {
	t := page.Table{Name: "takes", Columns: []page.Column{
		{Heading: "what a step is worth\nwhen it is tried"},
		{Heading: "alone", Align: page.Right},
		{Heading: "with what\nis to follow", Align: page.Right},
		{Heading: "were all\ntaken", Align: page.Right},
		{Heading: "it pays", Align: page.Right},
	}}
	for k := range a.Steps {
		s := &a.Steps[k]
		for i := range s.Takes {
			x := &s.Takes[i]
			t.Rows = append(t.Rows, page.Row{Group: "step " + wording.Number(float64(k+1), 0), Cells: []page.Cell{
				{Text: ask.PartyLabel(g, x.Party)},
				{Text: wording.Points(x.Alone.Median)},
				{Text: wording.Points(x.Whole.Median)},
				{Text: wording.Points(x.Complete.Median)},
				{Text: wording.Percent(x.Pays)},
			}})
		}
	}
	t.Notes = []string{"Points over staying with what is then in force, median over the draws, best exit included; to those whose consent the step takes. With what is to follow: up to the step that somebody is expected to refuse. It pays: share of the draws in which that is a gain."}
	return t
}

// orderSection is the plan with two neighbouring steps in the other order.
func (a *Answer) orderSection() *page.Section {
	if len(a.Order) == 0 {
		return nil
	}
	t := page.Table{Name: "order", Columns: []page.Column{{Heading: "swapped"}, {Heading: "first step\nsigned"}, {Heading: "all of it stands\nat 12 months"}, {Heading: "at 60 months"}}}
	for k := range a.Order {
		s := &a.Order[k]
		cells := []page.Cell{{Text: "steps " + wording.Number(float64(s.Step), 0) + " and " + wording.Number(float64(s.Step+1), 0)}, versusCell(s.Signed), versusCell(nil), versusCell(nil)}
		for i := range s.Complete {
			if c := &s.Complete[i]; c.Months == 12 {
				cells[2] = versusCell(c)
			} else {
				cells[3] = versusCell(c)
			}
		}
		if s.Wait != nil {
			cells[0].Text += ", " + wording.Number(*s.Wait, 1) + " months apart"
		}
		if s.Why != "" {
			cells[1] = page.Cell{Text: s.Why, Tone: page.Muted}
		}
		t.Rows = append(t.Rows, page.Row{Cells: cells})
	}
	t.Notes = []string{"All of it stands: every step is signed within so many months of the first, and nothing is broken by then. Over the same draws and dice, nobody made to sign. What two steps newly settle changes places, days do not; a condition of the later one is taken for the wait that it is expected to be."}
	return &page.Section{Heading: "IN ANOTHER ORDER", Aside: "chance as the plan has it, against that with two steps swapped", Blocks: []page.Block{t}}
}

func versusCell(c *Change) page.Cell {
	if c == nil {
		return page.Cell{Text: dash, Tone: page.Muted}
	}
	return page.Cell{Text: wording.Percent(c.With) + " against " + wording.Percent(c.Without)}
}

// leavers lists up to two that leave, the most frequent first.
func leavers(g *game.Game, of map[string]float64) string {
	names := slices.SortedFunc(maps.Keys(of), func(v, w string) int {
		if of[v] != of[w] {
			return int(100000 * (of[w] - of[v]))
		}
		return strings.Compare(v, w)
	})
	var parts []string
	for _, name := range names[:min(2, len(names))] {
		parts = append(parts, ask.PartyLabel(g, name)+" "+wording.Percent(of[name]))
	}
	if parts == nil {
		return dash
	}
	return strings.Join(parts, ", ")
}

const dash = "–"

// partySection is what holds each signatory, by the closed forms.
func (a *Answer) partySection(g *game.Game) *page.Section {
	if len(a.Parties) == 0 {
		return nil
	}
	t := page.Table{Name: "parties", Columns: []page.Column{
		{Heading: "signatory"}, {Heading: "plans to leave"}, {Heading: "patience\na step"}, {Heading: "with\nsuccessors"}, {Heading: "patience\nneeded"}, {Heading: "guarantee\nneeded"},
	}}
	var notes []string
	for k := range a.Parties {
		p := &a.Parties[k]
		leaves := wording.Percent(p.Leaves)
		if p.Exit != nil {
			leaves += ", month " + wording.Number(*p.Exit, 0)
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: ask.PartyLabel(g, p.Party)}, {Text: leaves}, {Text: figure(p.Patience, 3)}, {Text: figure(p.Effective, 3)}, starCell(&p.Delta, 3), starCell(&p.Gamma, 2),
		}})
		for _, s := range []*Star{&p.Delta, &p.Gamma} {
			if s.Central == nil && s.Why != "" && s.Why != whyNoBreach {
				notes = append(notes, ask.PartyLabel(g, p.Party)+": "+s.Why+".")
			}
		}
	}
	t.Notes = append(slices.Compact(notes), "Plans to leave: share of draws in which, on signing, its best plan is to break some day, and the median month of that day.",
		"Patience needed: what the patience with successors must reach for it to keep, were all as on the day of signing for ever; guarantee needed: the least cost of a breach, in points, beyond those in force. Both at the medians of the inputs; a dash: there is none.")
	return &page.Section{Heading: "WHAT HOLDS THEM", Aside: "patience: weight of the next step, 0 to 1; successors who may not feel bound lower it", Blocks: []page.Block{t}}
}

func figure(i *ensemble.Interval, digits int) string {
	if i == nil {
		return wording.NotKnown
	}
	return wording.Number(i.Median, digits)
}

func starCell(s *Star, digits int) page.Cell {
	if s.Central == nil {
		return page.Cell{Text: dash, Tone: page.Muted}
	}
	return page.Cell{Text: wording.Number(*s.Central, digits)}
}

// effectSection is what each guarantee and clause does.
func (a *Answer) effectSection() *page.Section {
	if len(a.Guarantees)+len(a.Clauses) == 0 {
		return nil
	}
	t := page.Table{Name: "effects", Columns: []page.Column{{Heading: ""}, {Heading: "at 12 months"}, {Heading: "at 60 months"}}}
	for _, group := range []struct {
		name string
		list []Effect
	}{{"guarantees in force", a.Guarantees}, {"clauses", a.Clauses}} {
		for k := range group.list {
			e := &group.list[k]
			row := page.Row{Group: group.name, Cells: []page.Cell{{Text: e.Label}, changeCell(e.At(12)), changeCell(e.At(60))}}
			if e.Why != "" {
				row.Cells[1] = page.Cell{Text: e.Why, Tone: page.Muted}
			}
			t.Rows = append(t.Rows, row)
		}
	}
	t.Notes = []string{"Over the same draws and dice, those in which the whole is signed; in brackets what the number of draws leaves open (90 %)."}
	return &page.Section{Heading: "WHAT WOULD HOLD IT", Aside: "survival with it less survival without it, in points of 100; − hurts", Blocks: []page.Block{t}}
}

func changeCell(c *Change) page.Cell {
	if c == nil {
		return page.Cell{Text: dash, Tone: page.Muted}
	}
	text := wording.Signed(100*c.Difference, 0) + " (" + wording.Signed(100*c.Interval[0], 0) + " " + wording.Signed(100*c.Interval[1], 0) + ")"
	if c.Interval[1] < 0 {
		return page.Cell{Text: text, Tone: page.Bad}
	}
	return page.Cell{Text: text}
}

// ripeSection is the three parts of ripeness.
func (a *Answer) ripeSection(g *game.Game) *page.Section {
	r := a.Ripeness
	if r == nil {
		return nil
	}
	t := page.Table{Name: "ripeness", Columns: []page.Column{{Heading: "part"}, {Heading: "of draws"}, {Heading: "where it fails"}}}
	way := "room " + chanceOf(&r.Room) + ", ratified " + chanceOf(&r.Ratified)
	switch {
	case r.Holds == nil:
		way += ", whether it holds is not known: no draw signs it"
	case *r.Holds < leastHold:
		way += ", but it does not hold a year (" + wording.Percent(*r.Holds) + ")"
	default:
		way += ", holds a year (" + wording.Percent(*r.Holds) + ")"
	}
	for _, part := range []struct {
		name  string
		p     *ensemble.Probability
		fails string
	}{
		{"stalemate: nobody betters itself alone", &r.Stalemate.Probability, leavers(g, r.Stalemate.Lacks)},
		{"hurting: today is worth less every step, to all", &r.Hurting.Probability, leavers(g, r.Hurting.Lacks)},
		{"a way out: this deal", &r.WayOut.Probability, way},
	} {
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: part.name}, {Text: chanceOf(part.p)}, {Text: part.fails}}})
	}
	text := "Nothing is missing: all three hold in " + chanceOf(&r.Ripe) + " of draws."
	if len(r.Missing) > 0 {
		text = "Missing: " + wording.Join(r.Missing) + ". All three hold in " + chanceOf(&r.Ripe) + " of draws."
	}
	return &page.Section{Heading: "IS THE MOMENT RIPE", Aside: "for the parties whose consent it needs", Blocks: []page.Block{t, page.Prose{Text: text}}}
}
