package durability

import (
	"strings"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// Page sets the answer as a page: whether it is signed, how long it stands, who breaks it, what holds it, and whether the moment is ripe.
func (a *Answer) Page(g *game.Game) *page.Page {
	return ask.Page(a.Case, a.signSection(g), a.holdSection(), a.breakSection(g), a.stepSection(g), a.partySection(g), a.effectSection(), a.orderSection(), a.ripeSection(g), a.publishedSection())
}

func (a *Answer) signSection(g *game.Game) *page.Section {
	what := "The deal"
	if a.Plan {
		what = "The plan"
	}
	text := what + " " + a.title(g)
	if len(a.Without) > 0 {
		text += ", without " + wording.Join(a.Without)
	}
	s := &page.Section{Heading: "IS IT SIGNED", Aside: "now, by those who can decide it"}
	s.Blocks = append(s.Blocks, page.Prose{Text: text + "."})
	asked := "put to the parties whose consent it needs"
	if len(a.Tables) > 0 {
		labels := make([]string, len(a.Tables))
		for k, t := range a.Tables {
			labels[k] = ask.TableLabel(g, t)
		}
		asked = "put to " + strings.Join(labels, ", or ")
	}
	first := ""
	if a.Plan {
		first = "Its first step, "
	}
	s.Blocks = append(s.Blocks, page.Prose{Text: wording.Capital(first+asked) + ": " + likely(&a.Signed) + "."})
	if len(a.Refusals) > 0 {
		s.Blocks = append(s.Blocks, a.refusalTable(g))
	}
	if a.Basis == EveryDraw {
		s.Blocks = append(s.Blocks, page.Prose{Text: "So few draws sign it that all that follows asks what would be if it were signed all the same."})
	}
	return s
}

// title names it and says what it changes.
func (a *Answer) title(g *game.Game) string {
	if label := ask.DealLabel(a.Name, a.Label, a.Changes); label != "" {
		return "“" + label + "”: " + ask.DealText(g, a.Deal)
	}
	return ask.DealText(g, a.Deal)
}

// likely is a chance with its range, its phrase, and what the number of draws leaves open where that is much.
func likely(p *ensemble.Probability) string {
	if p.N == 0 {
		return wording.NotKnown
	}
	s := wording.Likelihood(p.P, p.Range[0], p.Range[1])
	if p.Sampling[1]-p.Sampling[0] > 0.04 {
		s += "; " + ask.Amount(float64(p.N), "draw", "draws") + " leave " + wording.PercentRange(p.Sampling[0], p.Sampling[1]) + " open"
	}
	return s
}

// shownRefusals is how many reasons the page lists; the JSON has them all.
const shownRefusals = 8

func (a *Answer) refusalTable(g *game.Game) page.Table {
	t := page.Table{Name: "refusals", Columns: []page.Column{{Heading: "in its way"}, {Heading: "why"}, {Heading: "of draws", Align: page.Right}}}
	for k := range a.Refusals[:min(len(a.Refusals), shownRefusals)] {
		r := &a.Refusals[k]
		who := ask.PartyLabel(g, r.Party)
		switch r.Reason {
		case Rules:
			who = "the rules"
		case Beyond:
			who = "the table"
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: who}, {Text: reasonWords[r.Reason]}, {Text: wording.Percent(r.Share)}}})
	}
	t.Notes = []string{"A draw may have several reasons."}
	return t
}

var reasonWords = map[Reason]string{
	Loses: "no gain to it", TooLittle: "gain within its margin", RedLine: "a red line", Unratified: "would not ratify", AtOnce: "would break it at once",
	Absent: "is bound by a deal that this changes", Unknown: "its values are not known", Rules: "not allowed as things stand", Beyond: "cannot decide it",
}

func (a *Answer) holdSection() *page.Section {
	s := &page.Section{Heading: "WILL IT HOLD", Aside: "chance that nobody has broken it, once signed"}
	of := a.Survival
	if a.Basis == EveryDraw {
		of, s.Aside = a.Forced, "chance that nobody would have broken it, were it signed"
	}
	t := page.Table{Name: "survival", Columns: []page.Column{{Heading: "after"}, {Heading: "this deal"}, {Heading: "published"}}}
	for k := range of {
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: span(of[k].Months)}, {Text: likely(&of[k].Probability)}, {Text: a.publishedAt(of[k].Months)}}})
	}
	if a.Plan {
		t.Columns[1].Heading = "this plan"
	}
	t.Notes = append(t.Notes, "Published: how many agreements of other conflicts still stood, from the lowest to the highest of the kinds listed at the end. A comparison, never the answer.")
	s.Blocks = append(s.Blocks, t)
	if a.Basis == EveryDraw && len(a.Survival) > 0 && a.Survival[0].N > 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: "In the " + ask.Amount(float64(a.Survival[0].N), "draw", "draws") + " that sign of themselves it stands " + a.curve(a.Survival) + "."})
	}
	return s
}

// publishedAt is the span of published survival at some months.
func (a *Answer) publishedAt(months float64) string {
	low, high := 2.0, -1.0
	for k := range a.Published {
		if r := &a.Published[k]; r.Months == months {
			low, high = min(low, r.Survival), max(high, r.Survival)
		}
	}
	if high < 0 {
		return wording.NotKnown
	}
	return wording.PercentRange(low, high) + " %"
}

// publishedSection lists the kinds of agreements behind the comparison.
func (a *Answer) publishedSection() *page.Section {
	t := page.Table{Name: "published", Columns: []page.Column{{Heading: "kind"}, {Heading: "stood after 5 years"}, {Heading: "cases", Align: page.Right}}}
	for k := range a.Published {
		r := &a.Published[k]
		if r.Months != 60 {
			continue
		}
		share := wording.Percent(r.Survival)
		if r.Interval != nil {
			share += " (" + wording.PercentRange(r.Interval[0], r.Interval[1]) + ")"
		}
		t.Rows = append(t.Rows, page.Row{Group: string(r.Among) + ": " + r.Source, Cells: []page.Cell{{Text: r.Label}, {Text: share}, {Text: wording.Number(float64(r.N), 0)}}})
	}
	t.Notes = []string{"In brackets the 90 % interval. " + recurrenceNote[a.Conflict] + " The kinds overlap."}
	return &page.Section{Heading: "PUBLISHED SURVIVAL", Aside: "of other agreements", Blocks: []page.Block{t}}
}

var recurrenceNote = map[Kind]string{
	Interstate: "One less the share of crises that came back within 5 years: those whose consent it needs are states, none a group.",
	Civil:      "Agreements of civil wars: a group is among those whose consent it needs.",
	BothKinds:  "Both kinds of conflict: the parties whose consent it needs do not tell. Between states, one less the share of crises that came back within 5 years.",
}

// shownBreaks is how many ways to break the page lists; the JSON has them all.
const shownBreaks = 6

func (a *Answer) breakSection(g *game.Game) *page.Section {
	s := &page.Section{Heading: "WHO BREAKS IT FIRST"}
	if a.Broken == 0 {
		if a.Paths == 0 {
			return nil
		}
		if len(a.RanOut)+len(a.Ended) > 0 {
			s.Blocks = append(s.Blocks, page.Prose{Text: "Nobody within " + span(a.Horizon) + ", in " + ask.Amount(float64(a.Paths), "path", "paths") + "."})
			s.Blocks = append(s.Blocks, a.apart(g)...)
			return s
		}
		s.Blocks = append(s.Blocks, page.Prose{Text: "Nobody within " + span(a.Horizon) + ", in " + ask.Amount(float64(a.Paths), "path", "paths") +
			". A model in which nothing ever breaks says more about its inputs than about the world: look at turnover, events and what each party has without the deal."})
		return s
	}
	s.Aside = "shares of the " + ask.Amount(float64(a.Broken), "path", "paths") + " with a break, of " + ask.Amount(float64(a.Paths), "path", "paths")
	t := page.Table{Name: "breaks", Columns: []page.Column{{Heading: "who"}, {Heading: "how"}, {Heading: "share", Align: page.Right}, {Heading: "month: median\n(90 %)"}}}
	for k := range a.Breaks[:min(len(a.Breaks), shownBreaks)] {
		b := &a.Breaks[k]
		who, way := ask.PartyLabel(g, b.By), how(b.Path)
		if b.Path == paths[upset] {
			who, way = a.eventLabel(g, b.By), "event"
		}
		if b.Track != "" && (b.Path == paths[planned] || b.Path == paths[shifted]) {
			way += " (" + trackLabel(g, b.Track) + ")"
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: who}, {Text: way}, {Text: wording.Percent(b.Share)}, {Text: whole(&b.Months)}}})
	}
	s.Blocks = append(s.Blocks, t)
	s.Blocks = append(s.Blocks, a.apart(g)...)
	if p := a.Powell; p != nil && 20*p.Breaks >= a.Broken {
		s.Blocks = append(s.Blocks, page.Prose{Text: p.words(g)})
	}
	return s
}

// apart tells of ends that are no breaks.
func (a *Answer) apart(g *game.Game) []page.Block {
	var out []page.Block
	if len(a.RanOut) > 0 {
		out = append(out, a.lapseText(g))
	}
	if len(a.Ended) > 0 {
		var parts []string
		for k := range a.Ended {
			e := &a.Ended[k]
			parts = append(parts, "the "+a.eventLabel(g, "event "+e.Event)+" in "+wording.Percent(e.Share)+" of the paths, month "+whole(&e.Months))
		}
		out = append(out, page.Prose{Text: "An event ended the run before anybody broke it: " + strings.Join(parts, "; ") + ". These count as standing."})
	}
	return out
}

// lapseText says what ran out as foreseen.
func (a *Answer) lapseText(g *game.Game) page.Prose {
	var parts []string
	for k := range a.RanOut {
		l := &a.RanOut[k]
		s := "by the " + a.eventLabel(g, "event "+l.Event) + " in " + wording.Percent(l.Share) + " of the paths, month " + whole(&l.Months)
		switch {
		case l.Whole >= l.Share-0.005:
			s += ", and nothing of it was left"
		case l.Whole > 0:
			s += " (in " + wording.Percent(l.Whole) + " nothing of it was left)"
		}
		parts = append(parts, s)
	}
	return page.Prose{Text: "Clauses ran out as foreseen, which is no break: " + strings.Join(parts, "; ") + "."}
}

// whole words an interval of months.
func whole(i *ensemble.Interval) string {
	m, low, high := wording.Number(i.Median, 0), wording.Number(i.Low, 0), wording.Number(i.High, 0)
	if low == m && high == m {
		return m
	}
	return m + " (" + low + "–" + high + ")"
}

func (p *Powell) words(g *game.Game) string {
	label := ask.PartyLabel(g, p.Party)
	figures := "what it has without the deal moves by " + inPoints(&p.Rise) + " points from signing to its breach, as it expects; keeping the deal gave it " +
		inPoints(&p.Gain) + "."
	lead := label + ": no shift of power is behind it: "
	if p.Cause {
		lead = label + ": a shift of power is behind it"
		if p.Track != "" {
			lead += " (" + trackLabel(g, p.Track) + ")"
		}
		lead += ": "
	}
	return lead + figures + " The rise exceeds a gain in " + wording.Percent(p.Share) + " of its breaches."
}

// inPoints words an interval of points.
func inPoints(i *ensemble.Interval) string {
	m, low, high := wording.Points(i.Median), wording.Points(i.Low), wording.Points(i.High)
	if low == m && high == m {
		return m
	}
	return m + " (" + low + " to " + high + ")"
}
