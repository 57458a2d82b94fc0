package deals

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// Page sets the answer as a page: who decides, the room and its best deals, the goals, and what would open those
// that are shut.
func (a *Answer) Page(g *game.Game) *page.Page {
	return ask.Page(a.Case,
		a.membersSection(g), a.roomSection(), a.goalsSection(g), a.openSection(g), a.frontierSection(g), a.solutionsSection(g),
		a.winnerSection(g), a.tradesSection(g), a.candidatesSection(g), a.optionsSection(g))
}

// membersSection says who is asked, by which rule they decide and over what.
func (a *Answer) membersSection(g *game.Game) *page.Section {
	f := page.Fields{}
	add := func(name, text string) { f.Items = append(f.Items, page.Field{Name: name, Text: text}) }
	if a.Table != "" {
		add("table", a.tableText(g))
	}
	var members []string
	for _, m := range a.Members {
		text := ask.PartyLabel(g, m)
		if short := ask.PartyShort(g, m); short != text {
			text += " (" + short + ")"
		}
		members = append(members, text)
	}
	if members == nil {
		members = []string{"nobody"}
	}
	add("members", wording.Join(members))
	add("decide", a.ruleText(g))
	if can, cannot := a.scope(g); can != nil {
		add("can settle", strings.Join(can, ", "))
		if cannot != nil {
			add("cannot", strings.Join(cannot, ", "))
		}
	}
	f.Items = append(f.Items, a.meetingFields(g)...)
	if len(a.Unknown) > 0 {
		add("not known", wording.Join(ask.PartyLabels(g, a.Unknown))+": the case gives no values, so no deal counts on their consent")
	}
	if len(a.Ordered) > 0 {
		add("order only", wording.Join(ask.PartyLabels(g, a.Ordered))+": the case says what they prefer, not by how much, so they have no points here and no solution is picked")
	}
	s := &page.Section{Heading: "WHO DECIDES", Blocks: []page.Block{f}}
	if slices.ContainsFunc(a.Meetings, func(m Meeting) bool { return m.Closes != nil }) {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Closes: the chance that a meeting is held and closes, by the case; in brackets what 90 % of draws hold."})
	}
	return s
}

func (a *Answer) tableText(g *game.Game) string {
	if t := ask.TableIndex(g, a.Table); t >= 0 && g.Case.Tables[t].Label != a.Table {
		return a.Table + " (" + g.Case.Tables[t].Label + ")"
	}
	return a.Table
}

func (a *Answer) ruleText(g *game.Game) string {
	if t := ask.TableIndex(g, a.Table); t >= 0 && g.Case.Tables[t].Rule != nil {
		return "by its rule: " + g.Case.Tables[t].RuleText
	}
	if len(a.Members) == 1 {
		return "alone"
	}
	return "each member must accept"
}

// acceptable says of which deals the ZOPA is: those that all members accept, or enough of them by the table's rule.
func (a *Answer) acceptable(g *game.Game) string {
	if ask.Outvotes(g, a.Table) {
		return "acceptable by its rule"
	}
	return "acceptable to all"
}

// scope sorts the issues into those with more than one option open to the panel and the others. Both are nil where
// the options were not asked for.
func (a *Answer) scope(g *game.Game) (can, cannot []string) {
	if len(a.Options) == 0 {
		return nil, nil
	}
	for i := range g.Case.Issues {
		issue := &g.Case.Issues[i]
		if slices.ContainsFunc(a.Options, func(o OptionShare) bool { return o.Issue == issue.Name }) {
			can = append(can, issue.Label)
		} else {
			cannot = append(cannot, issue.Label)
		}
	}
	return can, cannot
}

// roomSection gives the chance that any deal is acceptable and how many are at the medians.
func (a *Answer) roomSection() *page.Section {
	s := &page.Section{Heading: "IS THERE ROOM", Aside: "for a deal that all who must accept would"}
	f := page.Fields{}
	add := func(name, text string) { f.Items = append(f.Items, page.Field{Name: name, Text: text}) }
	add("chance", chance(a.Draws.Nonempty))
	if text := a.zopaText(); text != "" {
		add("at the medians", text)
	}
	if a.States != nil {
		text := ask.Amount(*a.States, "outcome", "outcomes") + " the case allows"
		if a.Reachable != nil && *a.Reachable != *a.States {
			text += "; " + ask.Thousands(*a.Reachable) + " within these members' power"
		}
		add("out of", text)
	}
	s.Blocks = append(s.Blocks, f)
	s.Blocks = append(s.Blocks, page.Prose{Text: "Room: some deal that each who must accept prefers to its walk-away and that breaks none of its red lines."})
	for _, note := range a.drawNotes() {
		s.Blocks = append(s.Blocks, page.Prose{Text: note})
	}
	return s
}

func (a *Answer) zopaText() string {
	switch {
	case a.Zopa.Size == nil && a.Zopa.Why == "":
		return ""
	case a.Zopa.Size == nil:
		return "not counted: " + a.Zopa.Why
	case *a.Zopa.Size == 0:
		return "no such deal, with every uncertain input at its median"
	}
	return ask.Amount(*a.Zopa.Size, "such deal", "such deals") + ", with every uncertain input at its median"
}

// sampledPoints is from how many points on it is said what the number of draws leaves open.
const sampledPoints = 2

// drawNotes say what the number of draws and searches given up leave open.
func (a *Answer) drawNotes() []string {
	var out []string
	wide := halfWidth(a.Draws.Nonempty)
	undecided := a.Draws.Undecided
	for i := range a.Goals {
		if a.Goals[i].Can {
			wide = max(wide, halfWidth(a.Goals[i].Nonempty))
			undecided = max(undecided, a.Goals[i].Undec)
		}
	}
	if wide > sampledPoints {
		out = append(out, fmt.Sprintf("With %s, chance alone leaves the figures here open by up to %s points either way.", ask.Amount(float64(a.Draws.N), "draw", "draws"), wording.Number(wide, 0)))
	}
	if undecided > 0 {
		out = append(out, "In up to "+ask.Amount(float64(undecided), "draw", "draws")+" the search was given up; where nothing had been found they count as without room, so the chances may be higher.")
	}
	return out
}

// halfWidth is what the number of draws leaves open, in points either way.
func halfWidth(p ensemble.Probability) float64 {
	if p.N == 0 {
		return 0
	}
	return 100 * max(p.Sampling[1]-p.P, p.P-p.Sampling[0])
}

// chance says a probability in full; without draws it is not known.
func chance(p ensemble.Probability) string {
	if p.N == 0 {
		return wording.NotKnown
	}
	return wording.Likelihood(p.P, p.Range[0], p.Range[1])
}

// shortChance is a probability without its phrase: "40 % (25–50)".
func shortChance(p ensemble.Probability) string {
	text, _, _ := strings.Cut(chance(p), ", ")
	return text
}
