package deals

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// winnerSection is Adjusted Winner, where it applies.
func (a *Answer) winnerSection(g *game.Game) *page.Section {
	w := a.Winner
	if w == nil {
		return nil
	}
	s := &page.Section{Heading: "ADJUSTED WINNER", Aside: "issues split so that both end with the same share of their own points"}
	t := page.Table{Name: "adjusted winner", Columns: []page.Column{
		{Heading: ""}, {Heading: "points", Align: page.Right}, {Heading: "of", Align: page.Right, Drop: 1}, {Heading: "gets its way on"},
	}}
	for _, m := range a.Members {
		p, ok := w.Parties[m]
		if !ok {
			continue
		}
		wins := make([]string, len(p.Wins))
		for i, issue := range p.Wins {
			wins[i] = ask.IssueLabel(g, issue)
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: ask.PartyLabel(g, m)}, {Text: wording.Number(p.Points, 2)}, {Text: wording.Number(p.Total, 2)}, {Text: cmp.Or(strings.Join(wins, ", "), "–")},
		}})
	}
	s.Blocks = append(s.Blocks, t, page.Prose{Text: splitText(g, a.Members, w.Split)})
	if w.Note != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: w.Note})
	}
	return s
}

func splitText(g *game.Game, members []string, split *AWSplit) string {
	if split == nil {
		return "No issue has to be divided."
	}
	var parts []string
	for _, m := range members {
		if share, ok := split.Shares[m]; ok {
			parts = append(parts, fraction(share)+" to "+ask.PartyLabel(g, m))
		}
	}
	return "Divided: " + ask.IssueLabel(g, split.Issue) + ", " + strings.Join(parts, ", ") + "."
}

var cardinals = []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

var parts = []string{2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}

// fraction writes a share as a simple fraction where it is one: "one sixth (16.7 %)", "2/15 (13.3 %)", else "37.2 %".
func fraction(share float64) string {
	percent := wording.Number(100*share, 1) + " %"
	for of := 2; of <= 20; of++ {
		n := math.Round(share * float64(of))
		if math.Abs(share-n/float64(of)) > 1e-9 || n <= 0 || n >= float64(of) {
			continue
		}
		if of >= len(parts) {
			return fmt.Sprintf("%d/%d (%s)", int(n), of, percent)
		}
		text := cardinals[int(n)] + " " + parts[of]
		if n > 1 {
			text += "s"
		}
		return text + " (" + percent + ")"
	}
	return percent
}

// tradesSection is the logrolling list, a sentence each.
func (a *Answer) tradesSection(g *game.Game) *page.Section {
	if len(a.Trades) == 0 {
		return nil
	}
	list := page.List{}
	for k, t := range a.Trades {
		same := func(u Trade) bool { return u.One == t.One && u.Other == t.Other && u.Wins == t.Wins }
		if slices.ContainsFunc(a.Trades[:k], same) {
			continue
		}
		var yields []string
		for _, u := range a.Trades[k:] {
			if same(u) {
				yields = append(yields, "“"+ask.IssueLabel(g, u.Yields)+"”")
			}
		}
		one, other := ask.PartyLabel(g, t.One), ask.PartyLabel(g, t.Other)
		list.Items = append(list.Items, page.Item{Marker: "–", Text: fmt.Sprintf(
			"%s cares more for “%s”, %s for %s: settle the first %s way and, in return, %s %s.",
			one, ask.IssueLabel(g, t.Wins), other, wording.Join(yields), possessive(one), theOther(len(yields)), possessive(other))})
	}
	return &page.Section{Heading: "WHAT COULD BE TRADED", Aside: "issues on which two members are opposed and weigh the issues most differently", Blocks: []page.Block{list}}
}

func theOther(n int) string {
	if n == 1 {
		return "the second"
	}
	return "one or more of the others"
}

func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}

// candidatesSection is how the named deals and the solutions fare over the draws.
func (a *Answer) candidatesSection(g *game.Game) *page.Section {
	if len(a.Draws.Candidates) == 0 {
		return nil
	}
	t := page.Table{Name: "candidates", Columns: []page.Column{{Heading: "deal"}, {Heading: a.acceptable(g)}, {Heading: "and wastes nothing"}}}
	for _, c := range a.Draws.Candidates {
		cells := []page.Cell{{Text: candidateText(g, c)}, {Text: shortChance(c.InZopa)}, {Text: shortChance(c.OnFrontier)}}
		t.Rows = append(t.Rows, page.Row{Cells: cells})
	}
	return &page.Section{Heading: "HOW THESE DEALS FARE OVER THE DRAWS", Blocks: []page.Block{t}}
}

var solutionNames = map[string]string{"nash": "Nash deal", "kalai-smorodinsky": "Kalai–Smorodinsky deal", "egalitarian": "egalitarian deal", "utilitarian": "utilitarian deal"}

func candidateText(g *game.Game, c Candidate) string {
	if name, ok := solutionNames[c.Name]; ok && c.Label == ask.DealText(g, c.Deal) || ok && g.Today == nil {
		return name
	}
	return cmp.Or(c.Label, c.Name)
}

// optionsSection is the share of draws in which some deal has an option, issue by issue.
func (a *Answer) optionsSection(g *game.Game) *page.Section {
	if len(a.Options) == 0 {
		return nil
	}
	s := &page.Section{Heading: "WHICH OPTIONS ARE IN PLAY", Aside: "only issues these members can settle more than one way"}
	t := page.Table{Name: "options", Columns: []page.Column{{Heading: "issue"}, {Heading: "options, and how often some deal " + a.acceptable(g) + " has them"}}}
	var free []string
	for k := 0; k < len(a.Options); {
		issue, open := a.Options[k].Issue, true
		var parts []string
		for ; k < len(a.Options) && a.Options[k].Issue == issue; k++ {
			text := shortChance(a.Options[k].Share)
			open = open && text == ">95 %"
			parts = append(parts, optionText(g, &a.Options[k])+" "+text)
		}
		if open {
			free = append(free, ask.IssueLabel(g, issue))
			continue
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: ask.IssueLabel(g, issue)}, {Text: strings.Join(parts, "; ")}}})
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	if free != nil {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Every option is in some deal " + a.acceptable(g) + " in >95 % of draws: " + strings.Join(free, ", ") + "."})
	}
	return s
}

func optionText(g *game.Game, o *OptionShare) string {
	i := ask.IssueIndex(g, o.Issue)
	if i < 0 {
		return o.Option
	}
	for k := range g.Case.Issues[i].Options {
		option := &g.Case.Issues[i].Options[k]
		if option.Name != o.Option {
			continue
		}
		text := cmp.Or(option.Label, option.Name)
		if g.Today != nil && int(g.Today[i]) == k {
			text += " (today's)"
		}
		return text
	}
	return o.Option
}
