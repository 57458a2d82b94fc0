package blocks

import (
	"cmp"
	"slices"
	"strings"

	"parley/internal/deals"
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
			text := wording.Join(deals.PartyLabels(g, m.By)) + " could undo it, and gain: " + cmp.Or(m.Text, deals.DealText(g, m.To)) + "."
			items = append(items, page.Item{Marker: "–", Text: text})
		}
		items = append(items, d.supports(g)...)
		s.Blocks = append(s.Blocks, page.Prose{Text: a.title(k) + ": " + deals.DealText(g, d.State), Strong: true})
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
		out = append(out, page.Item{Marker: "–", Text: deals.PartyLabel(g, name) + " " + text})
	}
	for _, name := range d.Sign {
		add(name, "would not sign: "+whyText(d.Why[name])+d.often(name)+".")
	}
	for _, name := range d.Ratify {
		if slices.Contains(d.Sign, name) {
			add(name, "would not ratify it either.")
		} else {
			add(name, "would not ratify: "+whyText(d.Why[name])+d.often(name)+".")
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
		add(name, "refuses in some draws only: "+short(d.Refuse[name])+".")
	}
	return out
}

// often is how often a party refuses, after why.
func (d *Deal) often(name string) string {
	c, ok := d.Refuse[name]
	if !ok || c.N == 0 {
		return ""
	}
	return "; " + short(c)
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
		return "nothing is known of what it wants, and silence is not consent"
	case why == "":
		return "it gains nothing over its walk-away"
	}
	return "what costs it most is " + why
}

// supports are the shares of the publics that must ratify.
func (d *Deal) supports(g *game.Game) []page.Item {
	var out []page.Item
	whole := func(v float64) string { return wording.Number(100*v, 0) }
	for p := range g.Case.Parties {
		s, ok := d.Support[g.Case.Parties[p].Name]
		if !ok {
			continue
		}
		text := g.Case.Parties[p].Label + ": " + whole(s.Share.Median) + " % would accept"
		if low, high := whole(s.Share.Low), whole(s.Share.High); low != high {
			text += " (90 % of draws: " + low + "–" + high + ")"
		}
		out = append(out, page.Item{Marker: "–", Text: text + "; " + whole(s.Needs) + " % are needed."})
	}
	return out
}

// persuadeSection is who must be won over for each goal, and the deal that then goes through.
func (a *Answer) persuadeSection(g *game.Game) *page.Section {
	if len(a.Persuade) == 0 {
		return nil
	}
	s := &page.Section{Heading: "WHO MUST BE WON OVER", Aside: "the smallest sets; to win over is to lift every objection of theirs"}
	s.Blocks = append(s.Blocks, page.List{Items: PersuadeItems(g, a)})
	t := page.Table{Name: "persuade", Columns: []page.Column{{Heading: "goal"}, {Heading: "win over"}, {Heading: "and this goes through"}}}
	for k := range a.Persuade {
		p := &a.Persuade[k]
		for i, set := range p.Sets {
			if i >= len(p.Deals) {
				break
			}
			who := cmp.Or(strings.Join(deals.PartyLabels(g, set), ", "), "nobody")
			t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: cmp.Or(p.Label, p.Goal)}, {Text: who}, {Text: deals.DealText(g, p.Deals[i])}}})
		}
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}
