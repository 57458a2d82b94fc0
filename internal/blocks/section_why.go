package blocks

import (
	"cmp"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// whySection says deal by deal why parties refuse, in how many draws, and how it could be undone.
func (a *Answer) whySection(g *game.Game) *page.Section {
	if len(a.Deals) == 0 {
		return nil
	}
	s := &page.Section{Heading: "WHY, AND HOW OFTEN"}
	for k := range a.Deals {
		d := &a.Deals[k]
		items := d.refusals(g)
		for _, m := range d.Moves {
			text := wording.Join(ask.PartyLabels(g, m.By)) + " could undo it, and gain: " + cmp.Or(m.Text, ask.DealText(g, m.To)) + "."
			items = append(items, page.Item{Marker: "–", Text: text})
		}
		items = append(items, d.supports(g)...)
		if d.Open != "" {
			items = append(items, page.Item{Marker: "–", Text: d.Open + "."})
		}
		s.Blocks = append(s.Blocks, page.Prose{Text: a.title(k) + ": " + ask.DealText(g, d.State), Strong: true})
		if len(items) == 0 {
			s.Blocks = append(s.Blocks, page.Prose{Text: "Nobody would stop it, in any draw."})
			continue
		}
		s.Blocks = append(s.Blocks, page.List{Items: items})
	}
	s.Blocks = append(s.Blocks, page.Prose{Text: "Chances: that the party refuses, and that its consent or its ratification is needed."})
	return s
}

// refusals are those who stop the deal at the medians, then those who do in some draws only, most often first.
func (d *Deal) refusals(g *game.Game) []page.Item {
	var out []page.Item
	add := func(name, text string) {
		out = append(out, page.Item{Marker: "–", Text: ask.PartyLabel(g, name) + " " + text})
	}
	for _, name := range d.Sign {
		add(name, "would not sign: "+whyText(d.Why[name])+d.often(name))
	}
	for _, name := range d.Ratify {
		if slices.Contains(d.Sign, name) {
			add(name, "would not ratify it either.")
		} else {
			add(name, "would not ratify: "+d.shortfall(name)+d.often(name))
		}
	}
	var rest []string
	for p := range g.Case.Parties {
		name := g.Case.Parties[p].Name
		if c, ok := d.Refuse[name]; ok && c.P > 0 && !slices.Contains(d.Sign, name) && !slices.Contains(d.Ratify, name) {
			rest = append(rest, name)
		}
	}
	slices.SortStableFunc(rest, func(x, y string) int { return cmp.Compare(d.Refuse[y].P, d.Refuse[x].P) })
	for _, name := range rest {
		add(name, "would refuse in some draws only: "+short(d.Refuse[name])+" of them.")
	}
	return out
}

// often is how often a party refuses, after why.
func (d *Deal) often(name string) string {
	c, ok := d.Refuse[name]
	if !ok || c.N == 0 {
		return "."
	}
	return "; in " + short(c) + " of draws."
}

// shortfall is why a ratifying party refuses: the share it lacks, or the reason given.
func (d *Deal) shortfall(name string) string {
	if s, ok := d.Support[name]; ok {
		text := shareText(s)
		if why := d.Why[name]; why != "" {
			text += "; " + whyText(why)
		}
		return text
	}
	return whyText(d.Why[name])
}

// shareText is the share that accepts against the share needed.
func shareText(s Support) string {
	whole := func(v float64) string { return wording.Number(100*v, 0) }
	text := whole(s.Share.Median) + " % accept"
	if low, high := whole(s.Share.Low), whole(s.Share.High); low != high {
		text += " (90 % of draws: " + low + "–" + high + ")"
	}
	return text + ", " + whole(s.Needs) + " % needed"
}

func short(p ensemble.Probability) string {
	text, _, _ := strings.Cut(wording.Likelihood(p.P, p.Range[0], p.Range[1]), ", ")
	return text
}

// whyText words the reason that the answer gives.
func whyText(why string) string {
	line, red := strings.CutPrefix(why, "red line: ")
	switch {
	case red:
		return "it breaks the red line “" + line + "”"
	case why == "not known":
		return "nothing is known of its wishes, and silence is not consent"
	case why == orderOnly:
		return "in its order of the outcomes, today comes before"
	case why == "":
		return "nothing in it outweighs the walk-away"
	}
	return "most costly there is " + why
}

// supports are the shares of the publics that must ratify and would.
func (d *Deal) supports(g *game.Game) []page.Item {
	var out []page.Item
	for p := range g.Case.Parties {
		name := g.Case.Parties[p].Name
		if s, ok := d.Support[name]; ok && !slices.Contains(d.Ratify, name) {
			out = append(out, page.Item{Marker: "–", Text: g.Case.Parties[p].Label + " would ratify: " + shareText(s) + "."})
		}
	}
	return out
}

// persuadeSection is who must be won over for each goal, and the deal that then goes through.
func (a *Answer) persuadeSection(g *game.Game) *page.Section {
	if len(a.Persuade) == 0 {
		return nil
	}
	s := &page.Section{Heading: "WHO MUST BE WON OVER", Aside: "the smallest sets; to win over is to lift every objection of theirs"}
	t := page.Table{Name: "persuade", Columns: []page.Column{{Heading: "goal"}, {Heading: "win over"}, {Heading: "and this goes through"}}}
	for k := range a.Persuade {
		p := &a.Persuade[k]
		label := cmp.Or(p.Label, p.Goal)
		if len(p.Sets) == 0 {
			t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: label}, {Text: "–", Tone: page.Muted}, {Text: cmp.Or(p.Why, "no set of parties is enough")}}})
			continue
		}
		for i, set := range p.Sets {
			row := []page.Cell{{Text: label}, {Text: cmp.Or(strings.Join(ask.PartyLabels(g, set), " and "), "nobody")}}
			if i < len(p.Deals) {
				row = append(row, page.Cell{Text: ask.DealText(g, p.Deals[i])})
			}
			t.Rows = append(t.Rows, page.Row{Cells: row})
		}
		if p.Why != "" {
			t.Notes = append(t.Notes, label+": "+p.Why+".")
		}
	}
	s.Blocks = append(s.Blocks, t, page.Prose{Text: "Each row is enough on its own, and nobody beyond it is missing."})
	return s
}
