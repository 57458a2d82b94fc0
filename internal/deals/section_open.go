package deals

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// Openings lists the smallest sets of concessions that would open a goal, lettered, those that ask least first: at most
// limit of them; 0 or less means all. It is nil where the goal has room already or nothing was found.
func Openings(g *game.Game, a *Answer, goal string, limit int) []page.Item {
	var out []page.Item
	for _, set := range a.openings(goal) {
		if limit > 0 && len(out) == limit {
			break
		}
		out = append(out, page.Item{Marker: letter(len(out)), Text: setText(g, set) + "."})
	}
	return out
}

// openings gathers the concessions of a goal by set, in order.
func (a *Answer) openings(goal string) [][]Relaxation {
	var out [][]Relaxation
	last := 0
	for _, r := range a.Relax {
		if r.Goal != goal {
			continue
		}
		if len(out) == 0 || r.Set != last {
			out = append(out, nil)
		}
		last = r.Set
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	return out
}

// letter is a, b … z, then 27, 28 …
func letter(k int) string {
	if k < 26 {
		return string(rune('a' + k))
	}
	return fmt.Sprint(k + 1)
}

func setText(g *game.Game, set []Relaxation) string {
	var parts []string
	for _, r := range set {
		parts = append(parts, concession(g, r))
	}
	return strings.Join(parts, " AND ")
}

// concession words one concession with the line of the case it is about.
func concession(g *game.Game, r Relaxation) string {
	who := ask.PartyLabel(g, r.Party)
	switch r.Kind {
	case "red-line":
		return who + " drops its red line “" + r.What + "”" + at(r)
	case "transfer":
		return who + " pays " + ask.PartyLabel(g, r.To) + " " + atLeast(r.By) + " " + cmp.Or(r.Unit, "units") + " (" + transferLabel(g, r.What) + "), " + shareText(r) + " of the most it may" + at(r)
	}
	most := ""
	if r.AtMost {
		most = "at most "
	}
	text := who + " takes " + most + shareText(r) + " of its range less than its walk-away"
	if r.What != "" {
		text += ", mostly over " + r.What
	}
	return text + at(r)
}

// transferLabel is how a side payment is called in prose.
func transferLabel(g *game.Game, name string) string {
	for i := range g.Case.Transfers {
		if g.Case.Transfers[i].Name == name {
			return g.Case.Transfers[i].Label
		}
	}
	return name
}

// atLeast writes an amount; one that is there but rounds to zero is "less than 0.01".
func atLeast(v float64) string {
	if s := ask.Figure(v); s != "0" || v <= 0 {
		return s
	}
	return "less than 0.01"
}

func at(r Relaxation) string {
	if r.Place.Line <= 0 {
		return ""
	}
	return fmt.Sprintf(" (case line %d)", r.Place.Line)
}

// shareText is a shortfall with its interval: "0.22 (0.15–0.30)".
func shareText(r Relaxation) string {
	text := atLeastCents(r.Share)
	if r.Interval == nil {
		return text
	}
	i := ensemble.Interval{Low: min(r.Interval.Low, r.Share), High: max(r.Interval.High, r.Share)}
	if lo, hi := wording.Number(i.Low, 2), wording.Number(i.High, 2); lo != hi {
		text += " (" + lo + "–" + hi + ")"
	}
	return text
}

// atLeastCents writes a share with two digits; one that is there but rounds to zero is "less than 0.01".
func atLeastCents(v float64) string {
	s := wording.Number(v, 2)
	if s == "0" && v > 0 {
		return "less than 0.01"
	}
	return s
}

// openSection says for each goal that has no room at the medians what would open it, and for the others which deal does.
func (a *Answer) openSection(g *game.Game) *page.Section {
	if len(a.Goals) == 0 {
		return nil
	}
	s := &page.Section{Heading: "WHAT WOULD OPEN THE REST", Aside: "with every uncertain input at its median"}
	open := page.Fields{}
	for k := range a.Goals {
		goal := &a.Goals[k]
		if goal.Can && goal.Deal != nil {
			open.Items = append(open.Items, page.Field{Name: cmp.Or(goal.Label, goal.Goal), Text: ask.DealText(g, goal.Deal.Deal)})
		}
	}
	shut, listed, paid := false, false, false
	for k := range a.Goals {
		if goal := &a.Goals[k]; goal.Can && goal.Deal == nil && len(a.Ordered) == 0 {
			shut, listed = true, listed || len(a.openings(goal.Goal)) > 0
			paid = paid || slices.ContainsFunc(a.Relax, func(r Relaxation) bool { return r.Goal == goal.Goal && r.Kind == "transfer" })
			s.Blocks = append(s.Blocks, a.shutGoal(g, goal)...)
		}
	}
	if listed {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Range: a party's distance from the worst to the best outcome the case allows it; after it in brackets what 90 % of draws hold. “AND”: all of it is needed."})
	}
	if paid {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Pays: the least that would do. Who pays without having to accept the deal does so only where it gains by it and still does after paying."})
	}
	if len(open.Items) > 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Has room already; the deal below has the largest product of gains for its goal. A candidate, not a recommendation:"}, open)
	}
	if !shut && len(open.Items) > 0 {
		s.Heading = "DEALS THAT MEET THE GOALS"
	}
	if s.Blocks == nil {
		return nil
	}
	return s
}

// shutGoal lists the openings of one goal and the deal that the fewest refuse.
func (a *Answer) shutGoal(g *game.Game, goal *Goal) []page.Block {
	label := cmp.Or(goal.Label, goal.Goal)
	sets := a.openings(goal.Goal)
	unpaid := ""
	if goal.Unpaid {
		unpaid = " No side payment in the case suffices, alone or with up to " + fmt.Sprint(maxSetSize-1) + " other changes."
	}
	if len(sets) == 0 {
		return []page.Block{page.Prose{Text: label + ": no set of up to " + fmt.Sprint(maxSetSize) + " concessions was found to open it." + unpaid}}
	}
	items := Openings(g, a, goal.Goal, 0)
	for k := range items {
		items[k].Text += " Then possible: " + ask.DealText(g, sets[k][0].Deal) + "."
	}
	out := []page.Block{page.Prose{Text: label + ": the smallest changes that would open it, least asked first." + unpaid}, page.List{Items: items}}
	for _, near := range a.Near {
		if near.Goal == goal.Goal && len(near.Refusing) > 0 {
			text := "Nearest miss: as in " + letter(nearIndex(sets, near)) + ", refused only by " + wording.Join(ask.PartyLabels(g, near.Refusing)) + "."
			return append(out, page.Prose{Text: text})
		}
	}
	return out
}

// nearIndex is the place of the opening whose deal is the near miss.
func nearIndex(sets [][]Relaxation, near NearMiss) int {
	for k, set := range sets {
		same := len(set[0].Deal) == len(near.Deal)
		for issue, option := range near.Deal {
			same = same && set[0].Deal[issue] == option
		}
		if same {
			return k
		}
	}
	return 0
}
