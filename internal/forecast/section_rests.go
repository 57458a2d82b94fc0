package forecast

import (
	"fmt"
	"maps"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// restsSection says how much of the answer is the margin, the chance that meetings close, and the clocks.
func (a *Answer) restsSection(*game.Game) *page.Section {
	list := page.List{}
	for _, c := range []*Comparison{a.Assumed.Margin, a.Assumed.Closing, a.Assumed.Both, a.Clocks} {
		if c != nil {
			list.Items = append(list.Items, page.Item{Text: a.restsOn(c)})
		}
	}
	if list.Items == nil {
		return nil
	}
	return &page.Section{
		Heading: "WHAT IT RESTS ON", Aside: "the same dice under other assumptions",
		Blocks: []page.Block{list, page.Prose{Text: "A table takes a deal only where each gain exceeds a margin, since parties do not know each other's values, and only where the meeting is held and closes; both are set by the case."}},
	}
}

// restsOn says what another assumption changes most.
func (a *Answer) restsOn(c *Comparison) string {
	what := map[string]string{
		marginIs: "If any gain were enough", closingIs: "If every meeting closed",
		bothIs: "If any gain were enough and every meeting closed", stillIs: "If all tracks stood still at today's values",
	}[c.What]
	if c.Largest == "" {
		return what + ": not one of " + ask.Amount(float64(c.Runs), "run", "runs") + " would end differently."
	}
	d := c.difference(c.Largest)
	return fmt.Sprintf("%s: %s would go from %s to %s, %s.", what, a.label(c.Largest), wording.Percent(d.Before), wording.Percent(d.After), d.points())
}

// besideSection sets out the baselines.
func (a *Answer) besideSection(g *game.Game) *page.Section {
	b := &a.Baselines
	list := page.List{Items: []page.Item{{Text: "If nobody does anything: " + a.label(b.Today.Scenario) + "."}, {Text: a.pluralityText(g)}}}
	for _, text := range a.weightedTexts(g) {
		list.Items = append(list.Items, page.Item{Text: text})
	}
	for _, r := range b.Rates {
		text := r.What + ": " + published(r.Share)
		if r.High != nil {
			text += " to " + published(*r.High)
		}
		if r.N > 0 {
			text += " of " + ask.Thousands(float64(r.N))
		}
		list.Items = append(list.Items, page.Item{Text: "Published: " + text + " (" + r.Source + ")."})
	}
	for _, text := range a.engineTexts(g) {
		list.Items = append(list.Items, page.Item{Text: text})
	}
	return &page.Section{Heading: "WHAT STANDS BESIDE IT", Aside: "never averaged with it", Blocks: []page.Block{list}}
}

// published writes a share as it was published: to a tenth of a per cent.
func published(v float64) string {
	return strings.TrimSuffix(wording.Number(100*v, 1), ".0") + " %"
}

// engineTexts say what the engines beside the runs are.
func (a *Answer) engineTexts(g *game.Game) []string {
	var out []string
	contest := "second"
	if p := a.Engines.Positions; p != nil {
		contest = "third"
		var issues []string
		for _, name := range p.Issues {
			issues = append(issues, ask.IssueLabel(g, name))
		}
		text := "The second engine elects a place on " + wording.Join(issues) + ", with capability times salience for votes, and takes the nearest option"
		if len(p.Issues) < len(g.Case.Issues) {
			text += "; other issues are as in the third"
		}
		text += ": no tables, no vetoes, no dates, no signatures."
		if p.Forbidden > 0 {
			text += " The rules forbid " + percent(share(p.Forbidden, p.Forbidden+p.Throws)) + " of what it came to; that counts for nothing."
		}
		out = append(out, text)
	}
	if why := a.Engines.Why; why != "" && why != noScale {
		out = append(out, "No places are elected on the issues with a scale: "+why+".")
	}
	if c := a.Engines.Contest; c != nil {
		out = append(out, fmt.Sprintf("The %s engine lets %s contest each other, with power for votes: no tables, no vetoes, no dates, no signatures.",
			contest, ask.Amount(float64(c.States), "state", "states")))
	}
	return out
}

func (a *Answer) pluralityText(g *game.Game) string {
	p := &a.Baselines.Plurality
	text := "Issue by issue, what most power is for: "
	switch {
	case p.Weights == "equal":
		text = "Issue by issue, what most parties are for, each with the same weight since no capability is given: "
	case len(p.Equal) > 0:
		text = "Issue by issue, what most power is for (" + wording.Join(ask.PartyLabels(g, p.Equal)) + " with the mean of the others, since none is given): "
	}
	return text + a.combined(g, &p.Combination)
}

// combined says what options come to together.
func (a *Answer) combined(g *game.Game, c *Combination) string {
	if c.Scenario == nil {
		return c.Why + "."
	}
	return ask.DealText(g, c.Deal) + ", which is " + a.label(*c.Scenario) + "."
}

// weightedTexts say what the weighted mean and the weighted median of where parties stand come to.
func (a *Answer) weightedTexts(g *game.Game) []string {
	mean, median := a.Baselines.Mean, a.Baselines.Median
	if mean == nil || median == nil {
		return nil
	}
	var issues []string
	for k := range mean.Issues {
		issues = append(issues, ask.IssueLabel(g, mean.Issues[k].Issue))
	}
	rest := ""
	if len(issues) < len(g.Case.Issues) {
		rest = " (other issues: what most are for)"
	}
	on := " of where parties stand on " + wording.Join(issues) + rest + ": "
	if maps.Equal(mean.Deal, median.Deal) {
		return []string{"By the weighted mean, and by the weighted median," + on + a.combined(g, &mean.Combination)}
	}
	return []string{"By the weighted mean" + on + a.combined(g, &mean.Combination), "By the weighted median: " + a.combined(g, &median.Combination)}
}

// trackSection sets the tracks at the day of the case, half way and at the end.
func (a *Answer) trackSection() *page.Section {
	if len(a.Tracks) == 0 {
		return nil
	}
	t := page.Table{Name: "tracks", Columns: []page.Column{
		{Heading: ""}, {Heading: "today", Align: page.Right}, {Heading: "if today\ngoes on", Align: page.Right}, {Heading: "half way\n(90 % of runs)", Drop: 1}, {Heading: "at the end\n(90 % of runs)"},
	}}
	for k := range a.Tracks {
		x := &a.Tracks[k]
		name := x.Label
		if x.Unit != "" {
			name += ", " + x.Unit
		}
		last := len(x.Points) - 1
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: name}, {Text: figure(x.Points[0].Expected)}, {Text: figure(x.Points[last].Expected)}, {Text: x.Points[last/2].band()}, {Text: x.Points[last].band()},
		}})
	}
	return &page.Section{Heading: "WHERE THE CLOCKS RUN", Aside: "expected while today goes on; median of runs", Blocks: []page.Block{t}}
}

// band is a median and the interval that holds 90 % of runs.
func (r *TrackPoint) band() string {
	if r.Median == nil {
		return "–"
	}
	if figure(*r.Low) == figure(*r.High) {
		return figure(*r.Median)
	}
	return figure(*r.Median) + " (" + figure(*r.Low) + " to " + figure(*r.High) + ")"
}

// figure writes a number with about three digits.
func figure(v float64) string {
	digits := 2
	switch size := max(v, -v); {
	case size >= 9999.5:
		return ask.Thousands(v)
	case size >= 99.5:
		digits = 0
	case size >= 9.95:
		digits = 1
	}
	return wording.Number(v, digits)
}
