package coercion

import (
	"fmt"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// Page sets the answer as a page: for each threat the chance, what it is made of, what it would take, who pays, and what is published.
func (a *Answer) Page(g *game.Game) *page.Page {
	var sections []*page.Section
	for k := range a.Threats {
		t := &a.Threats[k]
		sections = append(sections, a.section(g, t), a.partsSection(g, t), t.costSection(g), t.trackSection())
	}
	if s := sections[0]; len(a.Passed) > 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Left out, since the deadline has passed by then: " + strings.Join(a.Passed, ", ") + "."})
	}
	return ask.Page(a.Case, append(sections, a.publishedSection())...)
}

// Section is the answer as one section of the brief, about the first threat.
func (a *Answer) Section(g *game.Game) *page.Section {
	t := &a.Threats[0]
	return &page.Section{Heading: a.heading(g, t), Blocks: []page.Block{page.Prose{Text: strings.Join(t.Lines, " ")}}}
}

func (a *Answer) heading(g *game.Game, t *Threat) string {
	return strings.ToUpper("Can " + ask.PartyLabel(g, a.Sender) + " compel " + ask.PartyLabel(g, a.Target) + " by " + ask.LongDate(t.Deadline))
}

// day words the day that the parts of a threat are of.
func (a *Answer) day() string {
	if a.Case.At != "" {
		return "on " + ask.LongDate(a.Case.At)
	}
	return "at the day of the case"
}

// section is what is threatened, and how likely it works.
func (a *Answer) section(g *game.Game, t *Threat) *page.Section {
	s := &page.Section{Heading: a.heading(g, t), Blocks: []page.Block{page.Prose{Text: strings.Join(t.Lines, " ")}}}
	if len(a.Threats) > 1 {
		s.Aside = "the threat " + t.Name
	}
	asked := ""
	if t.Asked {
		asked = ", as asked; the case has another date"
	}
	fields := page.Fields{Items: []page.Field{
		{Name: "demand", Text: t.Demand},
		{Name: "instrument", Text: t.Instrument},
		{Name: "deadline", Text: fmt.Sprintf("%s, %s away%s", ask.LongDate(t.Deadline), wording.Count(t.Days, "day", "days"), asked)},
		{Name: "conceded by then", Text: chance(t.Concedes.ByDeadline)},
		{Name: "conceded later", Text: chance(t.Concedes.Later) + ", by " + ask.LongDate(t.Horizon) + ", with the instrument in force"},
		{Name: "carried out", Text: t.carriedOut()},
	}}
	if t.Unslipped != nil {
		fields.Items = append(fields.Items, page.Field{Name: "had none slipped", Text: chance(*t.Unslipped) + ", by the deadline"})
	}
	if t.Tight != nil {
		fields.Items = append(fields.Items, page.Field{Name: "if nothing leaked", Text: chance(*t.Tight) + ", by the deadline"})
	}
	s.Blocks = append(s.Blocks, fields)
	if p := t.Concedes.ByDeadline; p.N > 0 {
		if wide := 100 * max(p.Sampling[1]-p.P, p.P-p.Sampling[0]); wide > 2 {
			s.Blocks = append(s.Blocks, page.Prose{Text: fmt.Sprintf("With %s, chance alone leaves these figures open by up to %s points either way.",
				ask.Amount(float64(p.N), "draw", "draws"), wording.Number(wide, 0))})
		}
	}
	return s
}

// carriedOut says whether the sender would do it.
func (t *Threat) carriedOut() string {
	if t.CarriesOut == nil {
		return "never tried: conceded before the deadline in all draws"
	}
	return chance(*t.CarriesOut) + ", where the demand is not met by then"
}

// partsSection is what the threat is made of.
func (a *Answer) partsSection(g *game.Game, t *Threat) *page.Section {
	p, target := &t.Parts, ask.PartyLabel(g, a.Target)
	unit := " points of " + target
	if p.Range > 0 {
		unit += fmt.Sprintf("; from its worst to its best there are %s", figure(p.Range))
	}
	fields := page.Fields{Items: []page.Field{
		{Name: "bite", Text: spread(p.Bite) + ": what the instrument takes"},
		{Name: "going on", Text: spread(p.GoingOn) + ": what conceding takes, its cost at home included"},
		{Name: "credibility", Text: p.Credibility.text(t.Slipped)},
		{Name: "leakage", Text: p.leaks()},
		{Name: "delay", Text: fmt.Sprintf("a willing target has acted within a month with %s, by the deadline with %s", wholes(p.Delay.Response), wholes(p.Delay.InTime))},
		{Name: "willing", Text: chance(p.Willing) + ", were there time"},
		{Name: "bite needed", Text: t.biteNeeded()},
		{Name: "credibility needed", Text: t.credibilityNeeded()},
	}}
	if text := t.leverText(); text != "" {
		fields.Items = append(fields.Items, page.Field{Name: "or a quantity", Text: text})
	}
	if text := t.obstacles(g, target); text != "" {
		fields.Items = append(fields.Items, page.Field{Name: "in the way", Text: text})
	}
	note := "The target concedes where credibility × bite is at least what conceding takes. In" + unit + "; median and the interval that holds 90 % of draws, " + a.day() + "."
	return &page.Section{Heading: "WHY", Aside: "what the threat is made of, and what it would take", Blocks: []page.Block{fields, page.Prose{Text: note}}}
}

// text says where the credibility comes from.
func (c *Credibility) text(slipped int) string {
	parts := []string{wholes(c.Used)}
	if c.Stated != nil {
		parts = append(parts, "stated in the case "+wholes(*c.Stated))
	} else {
		parts = append(parts, "none is stated")
	}
	if c.Derived != nil {
		parts = append(parts, "from the sender's own values "+wholes(*c.Derived))
	} else {
		parts = append(parts, "the sender's values are not known")
	}
	if slipped > 0 {
		parts = append(parts, fmt.Sprintf("%s of it left after %s that slipped", whole(c.Factor), wording.Count(slipped, "deadline", "deadlines")))
	}
	if c.Conflict {
		parts = append(parts, "THE TWO CONFLICT")
	}
	return strings.Join(parts, "; ")
}

func (p *Parts) leaks() string {
	if p.Leakage == nil {
		return "not said: the case gives no `tight` quantities"
	}
	return spread(p.Leakage.Points) + ", " + wholes(p.Leakage.Share) +
		" of the bite without third parties"
}

func (t *Threat) biteNeeded() string {
	n, times := &t.Thresholds.Bite.Points, &t.Thresholds.Bite.Times
	if n.Median == nil {
		return n.Why + " (" + whole(n.None) + " of draws)"
	}
	text := figure(*n.Median) + n.inBrackets(figure)
	if times.Median != nil {
		text += ", " + figure(*times.Median) + " times what it is" + times.inBrackets(figure)
	}
	return text + none(n)
}

func (t *Threat) credibilityNeeded() string {
	n := &t.Thresholds.Credibility
	if n.Median == nil {
		return n.Why + " (" + whole(n.None) + " of draws)"
	}
	return whole(*n.Median) + n.inBrackets(whole) + none(n)
}

// none says in how many draws nothing is enough.
func none(n *Needed) string {
	if n.None < 0.005 {
		return ""
	}
	return "; none is enough in " + whole(n.None) + " of draws"
}

// leverText says what single quantities would have to be.
func (t *Threat) leverText() string {
	var out []string
	for k := range t.Levers[:min(len(t.Levers), 3)] {
		l := &t.Levers[k]
		side := "at most "
		if l.Above {
			side = "at least "
		}
		out = append(out, l.Label+" "+side+figure(l.Needed)+" (case: "+figure(l.Range[0])+" to "+figure(l.Range[1])+")")
	}
	if out == nil {
		return ""
	}
	return strings.Join(out, "; ") + ": each alone, all else at its median"
}

// obstacles says what no threat removes.
func (t *Threat) obstacles(g *game.Game, target string) string {
	var out []string
	add := func(share float64, text string) {
		if share >= 0.005 {
			out = append(out, "in "+whole(share)+" of draws "+text)
		}
	}
	add(t.Obstacles.Impossible, "no state that can be reached meets the demand")
	add(t.Obstacles.RedLine, "every way to meet it breaks a red line of "+target)
	add(t.Obstacles.Instrument, "the instrument cannot be used, or is in use already")
	for _, c := range t.MustAgree {
		refuses := ", and does"
		if c.Refuses > 0 {
			refuses = ", and refuses in " + whole(c.Refuses)
		}
		add(c.Needed, ask.PartyLabel(g, c.Party)+" must agree"+refuses)
	}
	return strings.Join(out, "; ")
}
