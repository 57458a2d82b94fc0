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
	return &page.Section{Heading: "STEP BY STEP", Blocks: []page.Block{t}}
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
