package deals

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// Meeting is what the case says of when a table meets, and under whom.
type Meeting struct {
	Table  string             `json:"table"`
	Chair  string             `json:"chair,omitempty"`  // proposes, and does not sign
	Places []string           `json:"places,omitempty"` // none: anywhere
	Dates  []string           `json:"dates,omitempty"`
	Every  float64            `json:"every,omitempty"` // months between meetings; 0: only on the dates
	From   string             `json:"from,omitempty"`
	Until  string             `json:"until,omitempty"`
	Needs  string             `json:"needs,omitempty"`  // a condition without which it does not meet
	Closes *ensemble.Interval `json:"closes,omitempty"` // chance that a meeting is held and closes, over the draws
	Off    bool               `json:"off,omitempty"`    // it meets only when asked for
}

// meetings lists the tables asked about of which the case says when they meet or who chairs them: the one that the question is put to,
// or all.
func (q *question) meetings() ([]Meeting, error) {
	var out []Meeting
	for t := range q.g.Case.Tables {
		if q.panel.Table >= 0 && q.panel.Table != t {
			continue
		}
		table := &q.g.Case.Tables[t]
		m := Meeting{Table: table.Name, Every: table.Every, From: isoDate(table.From), Until: isoDate(table.Until), Needs: table.NeedsText, Off: table.Off}
		if table.Chair >= 0 {
			m.Chair = q.g.Case.Parties[table.Chair].Name
		}
		for _, v := range table.Venues {
			m.Places = append(m.Places, q.g.Case.Venues[v].Name)
		}
		for _, d := range table.Dates {
			m.Dates = append(m.Dates, isoDate(d))
		}
		if m.Chair == "" && m.Places == nil && m.Dates == nil && m.Every == 0 {
			continue
		}
		var err error
		if m.Closes, err = q.closes(t); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// closes is the chance that a meeting of a table closes, nil where the case gives none.
func (q *question) closes(t int) (*ensemble.Interval, error) {
	if q.g.Case.Tables[t].Closes == nil || q.d.Done == 0 {
		return nil, nil
	}
	n, inputs := q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
	var v []float64
	for run := range min(q.d.Done, intervalSample) {
		q.d.Inputs(run, inputs)
		if err := q.d.Fill(n, inputs); err != nil {
			return nil, err
		}
		chance, err := q.g.Meetings[t].Closes.Chance(n.Vars, q.g.Base(), 0)
		if err != nil {
			return nil, err
		}
		v = append(v, chance)
	}
	i := ensemble.Summarise(v)
	return &i, nil
}

func isoDate(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

// meetingFields say when the tables meet: field by field for one table, a field each for several.
func (a *Answer) meetingFields(g *game.Game) []page.Field {
	var out []page.Field
	for i := range a.Meetings {
		m := &a.Meetings[i]
		fields := m.fields(g)
		if a.Table != "" {
			return fields
		}
		var parts []string
		for _, f := range fields {
			parts = append(parts, strings.TrimSpace(f.Name+" "+f.Text))
		}
		out = append(out, page.Field{Name: "table " + m.Table, Text: strings.Join(parts, "; ")})
	}
	return out
}

// fields words each part that the case gives.
func (m *Meeting) fields(g *game.Game) []page.Field {
	var out []page.Field
	add := func(name, text string) {
		if text != "" {
			out = append(out, page.Field{Name: name, Text: text})
		}
	}
	if m.Chair != "" {
		add("chair", ask.PartyLabel(g, m.Chair)+", who proposes and does not sign")
	}
	add("meets", m.when())
	add("at", strings.Join(placeLabels(g, m.Places), " or "))
	if m.Needs != "" {
		add("only if", m.Needs)
	}
	if m.Closes != nil {
		add("closes", fmt.Sprintf("%s (%s)", wording.Percent(m.Closes.Median), wording.PercentRange(m.Closes.Low, m.Closes.High)))
	}
	return out
}

// when words the dates and the rhythm.
func (m *Meeting) when() string {
	var parts []string
	var dates []string
	for _, d := range m.Dates {
		dates = append(dates, ask.LongDate(d))
	}
	if dates != nil {
		parts = append(parts, "on "+wording.Join(dates))
	}
	if m.Every > 0 {
		text := every(m.Every)
		if m.From != "" {
			text += " from " + ask.LongDate(m.From)
		}
		if m.Until != "" {
			text += " until " + ask.LongDate(m.Until)
		}
		parts = append(parts, text)
	}
	if parts != nil && m.Off {
		parts = append(parts, "but only when asked for")
	}
	return strings.Join(parts, ", ")
}

// every words a time between meetings, in months, in the largest unit of which it is a whole number.
func every(months float64) string {
	for _, unit := range []struct {
		months float64
		name   string
	}{{12, "year"}, {1, "month"}, {1 / casefile.Week.PerMonth(), "week"}, {1 / casefile.Day.PerMonth(), "day"}} {
		n := math.Round(months / unit.months)
		if n < 1 || math.Abs(months/unit.months-n) > 1e-6 {
			continue
		}
		if n == 1 {
			return "every " + unit.name
		}
		return "every " + ask.Thousands(n) + " " + unit.name + "s"
	}
	return "every " + ask.Figure(months) + " months"
}

func placeLabels(g *game.Game, names []string) []string {
	var out []string
	for _, name := range names {
		for i := range g.Case.Venues {
			if v := &g.Case.Venues[i]; v.Name == name {
				out = append(out, cmp.Or(v.Label, name))
			}
		}
	}
	return out
}
