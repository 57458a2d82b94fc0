package deu

import (
	"fmt"
	"strings"

	"parley/internal/page"
	"parley/internal/wording"
)

// Page sets the benchmark as a page: how far off each model is, how well distributions are calibrated, how the forecast was chosen, and the
// small cases.
func (b *Benchmark) Page() *page.Page {
	r := b.Decided
	p := &page.Page{
		Title: fmt.Sprintf("%s · %s of %s", r.Name, wording.Count(r.Issues, "decided issue", "decided issues"), wording.Count(r.Proposals, "proposal", "proposals")),
		Subtitle: []string{
			"Errors are in hundredths of the scale. In brackets: 95 % of a bootstrap.",
			"Recipes and forecast are scored on proposals that they were not fitted to.",
		},
	}
	for _, s := range append([]*page.Section{r.errors(), r.calibration(), r.chosen()}, b.indicative()...) {
		if s != nil {
			s.Number = len(p.Sections) + 1
			p.Sections = append(p.Sections, *s)
		}
	}
	return p
}

// called is what a model is called on the page.
func called(model string) string {
	return strings.Replace(model, "expected utility", "challenges (BDM)", 1)
}

func fixed(x float64, digits int) string { return wording.Number(x, digits) }

// differs writes a difference with its interval; "" for the model itself.
func (d *Difference) differs() string {
	switch {
	case d == nil:
		return ""
	case d.Interval == nil:
		return wording.Signed(d.Mean, 2)
	}
	return fmt.Sprintf("%s [%s, %s]", wording.Signed(d.Mean, 2), wording.Signed(d.Interval[0], 2), wording.Signed(d.Interval[1], 2))
}

// tone marks a difference whose interval leaves no doubt.
func (d *Difference) tone() page.Tone {
	switch {
	case d == nil || d.Interval == nil:
		return page.Plain
	case d.Interval[1] < 0:
		return page.Good
	case d.Interval[0] > 0:
		return page.Bad
	}
	return page.Plain
}

// errors is the table of points.
func (r *Report) errors() *page.Section {
	t := page.Table{Name: "errors", Columns: []page.Column{
		{Heading: "model"}, {Heading: "error", Align: page.Right}, {Heading: "against compromise", Align: page.Right}, {Heading: "within 10", Align: page.Right},
	}}
	for _, s := range r.Scores {
		name := called(s.Model)
		if s.Issues < r.Issues {
			name += fmt.Sprintf(" (%d)", s.Issues)
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: name}, {Text: fixed(s.MAE, 2)}, {Text: s.Against.differs(), Tone: s.Against.tone()}, {Text: wording.Part(s.Within10)},
		}})
	}
	t.Notes = append(t.Notes, "In brackets after a name: on how many issues it speaks, where not on all.")
	return &page.Section{Heading: "HOW FAR OFF", Aside: "mean absolute error; below 0 is better than the compromise", Blocks: []page.Block{t}}
}

// calibration is the table of distributions.
func (r *Report) calibration() *page.Section {
	t := page.Table{Name: "distributions", Columns: []page.Column{
		{Heading: "distribution"}, {Heading: "CRPS", Align: page.Right}, {Heading: "against half", Align: page.Right},
	}}
	for _, l := range levels {
		t.Columns = append(t.Columns, page.Column{Heading: wording.Part(l), Align: page.Right})
	}
	for _, s := range r.Scores {
		if s.CRPS == nil || s.Model == forecastMean {
			continue // the forecast stands there by its median too
		}
		row := []page.Cell{{Text: strings.TrimSuffix(called(s.Model), " (median)")}, {Text: fixed(*s.CRPS, 2)}, {Text: s.Sharper.differs(), Tone: s.Sharper.tone()}}
		for _, b := range s.Bands {
			row = append(row, page.Cell{Text: fmt.Sprintf("%s (%s)", fixed(100*b.Covered, 0), fixed(100*b.Claimed, 0))})
		}
		t.Rows = append(t.Rows, page.Row{Cells: row})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	t.Notes = append(t.Notes, "Half is half of an election and half of the compromise's errors. A calibrated distribution covers what it claims, in brackets.")
	return &page.Section{
		Heading: "HOW WELL DISTRIBUTIONS HOLD", Aside: "continuous ranked probability score, lower is better; outcomes in the bands, in %", Blocks: []page.Block{t},
	}
}

// chosen says how the forecast was chosen.
func (r *Report) chosen() *page.Section {
	if r.Forecast == nil {
		return nil
	}
	t := page.Table{Name: "recipes", Columns: []page.Column{
		{Heading: "recipe"}, {Heading: "CRPS", Align: page.Right}, {Heading: "share of the election", Align: page.Right}, {Heading: "chosen for", Align: page.Right},
	}}
	for _, x := range r.Forecast.Tried {
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: x.Recipe}, {Text: fixed(x.CRPS, 2)}, {Text: fixed(x.Share, 2)}, {Text: fmt.Sprint(x.Chosen)}}})
	}
	text := fmt.Sprintf("Each proposal is forecast by the recipe that the others choose. All together choose %q, with a share of %s: open issues are forecast by it.",
		r.Forecast.Recipe, fixed(r.Forecast.Share, 2))
	return &page.Section{Heading: "HOW THE FORECAST WAS CHOSEN", Aside: "proposals for which the others chose a recipe", Blocks: []page.Block{t, page.Prose{Text: text}}}
}

// indicative sets the small cases.
func (b *Benchmark) indicative() []*page.Section {
	var out []*page.Section
	for _, r := range b.Indicative {
		t := page.Table{Name: r.Name, Columns: []page.Column{{Heading: "model"}, {Heading: "mean error", Align: page.Right}, {Heading: "CRPS", Align: page.Right}}}
		for _, s := range r.Scores {
			crps := "–"
			if s.CRPS != nil {
				crps = fixed(*s.CRPS, 1)
			}
			t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: called(s.Model)}, {Text: fixed(s.MAE, 1)}, {Text: crps}}})
		}
		blocks := []page.Block{t}
		if len(r.Notes) > 0 {
			list := page.List{}
			for _, note := range r.Notes {
				list.Items = append(list.Items, page.Item{Text: note + "."})
			}
			blocks = append(blocks, list)
		}
		out = append(out, &page.Section{
			Heading: "INDICATIVE ONLY: " + strings.ToUpper(r.Name), Blocks: blocks,
			Aside: wording.Count(r.Issues, "issue", "issues") + ": no model can be told from another",
		})
	}
	if len(b.Missing) > 0 {
		out = append(out, &page.Section{Heading: "NOT MEASURED", Blocks: []page.Block{page.Prose{
			Text: "The folder has no files of " + wording.Join(b.Missing) + ".",
		}}})
	}
	return out
}
