package sensitivity

import (
	"fmt"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// shown is how many inputs the page lists; the JSON has them all.
const shown = 12

const dash = "–"

// Page sets the answer as a page.
func (a *Answer) Page(*game.Game) *page.Page {
	s := &page.Section{Heading: "WHAT WOULD CHANGE THE ANSWER", Blocks: []page.Block{page.Prose{Text: a.about()}}}
	if t := a.table(); len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	if text := a.divided(); text != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: text})
	}
	if text := a.left(); text != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: text})
	}
	if in := a.toAsk(); in != nil && in.Note != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Of " + in.Label + " the case says: " + strings.TrimSuffix(in.Note, ".") + "."})
	}
	if len(a.Summary) > 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: strings.Join(a.Summary, " "), Strong: true})
	}
	return ask.Page(a.Case, s)
}

// about says what is asked about and how it stands.
func (a *Answer) about() string {
	s := wording.Capital(a.Of.Label) + ": "
	switch {
	case a.Chance != nil:
		if a.Leading != "" {
			s += "“" + a.Leading + "”, "
		}
		s += wording.Likelihood(a.Chance.P, a.Chance.Range[0], a.Chance.Range[1]) + ". With every input at its median: "
		switch {
		case a.Dice != nil:
			s += wording.Percent(a.Central) + "."
		case a.Central > 0:
			s += "yes."
		default:
			s += "no."
		}
	case a.Gain != nil && a.number:
		s += fmt.Sprintf("%s (%s to %s in 90 %% of runs). With every input at its median: %s.", figure(a.Gain.Median),
			figure(a.Gain.Low), figure(a.Gain.High), figure(a.Central))
	case a.Gain != nil:
		s += fmt.Sprintf("%s points (%s to %s in 90 %% of draws). With every input at its median: %s.", wording.Points(a.Gain.Median),
			wording.Points(a.Gain.Low), wording.Points(a.Gain.High), wording.Points(a.Central))
	default:
		s += "stopped before the first draw."
	}
	if a.Varies && a.Dice != nil {
		s += " " + a.Dice.about() + " This took " + ask.Amount(float64(a.Evaluated), "run", "runs") + "."
	}
	if a.Undecided > 0 {
		s += fmt.Sprintf(" In %s of %s the search was given up and counts as no room.",
			ask.Thousands(float64(a.Undecided)), ask.Amount(float64(a.Evaluated), "evaluation", "evaluations"))
	}
	return s
}

// table lists the inputs that are ranked; where none is, those nearest to turning the answer.
func (a *Answer) table() page.Table {
	t := page.Table{Name: "inputs", Columns: []page.Column{
		{Heading: "input"},
		{Heading: "first", Align: page.Right},
		{Heading: "total", Align: page.Right},
		{Heading: "at P10 … P90"},
		{Heading: "tipping"},
		{Heading: "line", Align: page.Right, Drop: 1},
	}}
	rows := a.ranked()
	if len(rows) == 0 {
		rows = a.turning()
	}
	if len(rows) > shown {
		t.Notes = append(t.Notes, moreInputs(len(rows)-shown))
		rows = rows[:shown]
	}
	cited, together, outside := false, false, false
	for _, in := range rows {
		label := in.Label
		if in.Cited {
			label, cited = label+"†", true
		}
		if in.Together != nil {
			label, together = label+"‡", true
		}
		outside = outside || in.InRange != nil && !*in.InRange
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: label}, {Text: in.firstCell()}, {Text: in.totalCell()}, {Text: a.swing(in)}, {Text: in.tippingCell()}, {Text: fmt.Sprintf(":%d", in.Line)},
		}})
	}
	t.Notes = append(a.notes(cited, together, outside), t.Notes...)
	return t
}

// tippingIs says what the column of that name has.
func (a *Answer) tippingIs() string {
	switch {
	case a.Dice == nil:
		return "< and > say on which side of the value the answer changes, all else at its median."
	case a.Leading != "":
		return "< and > say on which side of the value another outcome is the likeliest, the other inputs drawn."
	}
	return "< and > say on which side of the value the chance crosses one half, the other inputs drawn."
}

// about says how much of the variance shares are of.
func (d *Dice) about() string {
	if !d.Seen {
		return "What differs between runs is not told from dice."
	}
	return fmt.Sprintf("Inputs carry %s of the variance between runs (%s to %s), dice the rest; shares are of the inputs' part.",
		share(d.FromInputs), share(d.Range[0]), share(d.Range[1]))
}

func moreInputs(n int) string {
	if n == 1 {
		return "1 more input matters; --json lists it."
	}
	return fmt.Sprintf("%d more inputs matter; --json lists them.", n)
}

// notes explain the columns and the marks that are used.
func (a *Answer) notes(cited, together, outside bool) []string {
	notes := []string{
		"first: share of the answer's variance that goes when the input alone is known; total: share that stays when all but it are known. Both count " +
			"what inputs do together in total only. –: below the noise of these draws.",
		"at P10 … P90: the answer with the input at its 10th and 90th percentile, the others drawn. tipping: " + a.tippingIs(),
	}
	if outside {
		notes = append(notes, "( ): outside the input's 5th to 95th percentile.")
	}
	mark := "All are assumed."
	if cited {
		mark = "†: cited; the others are assumed."
	}
	if together {
		mark += " ‡: correlated; first and total are of all that are correlated with it, as one."
	}
	return append(notes, mark)
}

// turning lists the inputs with a tipping value, the nearest first.
func (a *Answer) turning() []*Input {
	var out []*Input
	for k := range a.Inputs {
		if a.Inputs[k].Tipping != nil {
			out = append(out, &a.Inputs[k])
		}
	}
	sortByDistance(out)
	return out
}

func (in *Input) firstCell() string {
	if in.First == nil || in.FirstNoise {
		return dash
	}
	return share(*in.First)
}

func (in *Input) totalCell() string {
	if in.Total == nil || in.Rank == 0 {
		return dash
	}
	return share(*in.Total)
}

// swing is the answer at the input's percentiles.
func (a *Answer) swing(in *Input) string {
	if in.Low == nil || in.High == nil {
		return dash
	}
	if a.Gain != nil {
		return a.figure(*in.Low) + " … " + a.figure(*in.High)
	}
	return strings.TrimSuffix(wording.Percent(*in.Low), " %") + " … " + wording.Percent(*in.High)
}

func (in *Input) tippingCell() string {
	if in.Tipping == nil {
		return dash
	}
	s := map[Side]string{Below: "< ", Above: "> ", At: "at "}[in.TippingSide] + figure(*in.Tipping)
	if !*in.InRange {
		return "(" + s + ")"
	}
	return s
}

// divided says what each of some correlated inputs carries of what they carry as one, how dear that was, and where it is not known.
func (a *Answer) divided() string {
	var out []string
	parts, listed, undivided, more, group := "", 0, 0, "", ""
	for _, in := range a.ranked() {
		switch {
		case in.Together == nil:
		case in.Shapley == nil:
			undivided++
		case listed == shown:
			more = "; --json lists more"
		default:
			if group != "" {
				parts += map[bool]string{true: ", ", false: "; "}[group == in.group()]
			}
			parts += in.Label + " " + share(*in.Shapley)
			group, listed = in.group(), listed+1
		}
	}
	if listed > 0 {
		out = append(out, fmt.Sprintf("‡ Each one's own part: %s%s. It is what the input adds on average over all orders in which they get known "+
			"(Shapley); parts add up to the middle of the first and total shared. This took %s.",
			parts, more, ask.Amount(float64(a.dividing), "evaluation more", "evaluations more")))
	}
	if undivided > 0 && !a.Partial() {
		out = append(out, fmt.Sprintf("Not divided: %s (at most %d of a group, and %s variants of a draw in all, are).",
			wording.Count(undivided, "correlated input", "correlated inputs"), maxDivided, ask.Thousands(maxVariants)))
	}
	return strings.Join(out, " ")
}

// left says what the inputs that are not listed can do.
func (a *Answer) left() string {
	var parts []string
	if s := a.Screening; s != nil {
		parts = append(parts, fmt.Sprintf("Screened first, by elementary effects: each of %s was moved in %d trajectories, and %d of them changed an answer.",
			wording.Count(s.Factors, "input or correlated group", "inputs or correlated groups"), s.Trajectories, s.Changed))
	}
	if r := a.Rest; r.Screened > 0 && r.AtMost != nil {
		parts = append(parts, fmt.Sprintf("Screened out: %s, which together carry %s of the variance, at most %s.",
			wording.Count(r.Screened, "input", "inputs"), share(*r.Total), share(*r.AtMost)))
	}
	if n := a.Rest.Apart; n > 0 {
		them := "them"
		if n == 1 {
			them = "it"
		}
		parts = append(parts, wording.Count(n, "other input", "other inputs")+" cannot matter: nothing that this answer rests on names "+them+".")
	}
	return strings.Join(parts, " ")
}
