package coercion

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/internal/ask"
	"parley/internal/baserates"
	"parley/internal/game"
	"parley/internal/wording"
)

const (
	summaryLines    = 7
	summaryWidth    = 78 // columns of a line, which is indented by two
	shownBystanders = 2
)

// title is what the threat is called in prose: by its label, else by that of a goal that asks for the same, else by its demand.
func (t *Threat) title(g *game.Game) string {
	if t.Label != t.Name {
		return t.Label
	}
	for k := range g.Case.Goals {
		if x := &g.Case.Goals[k]; x.Text == t.Demand && x.Label != x.Name {
			return wording.Capital(x.Label)
		}
	}
	return t.Demand
}

// summary says in a few sentences what the threat can do: the chance first, then what it would take, who pays and what is published. The
// last give way where there are too many for seven lines.
func (t *Threat) summary(g *game.Game, target string) []string {
	if t.Met {
		return []string{"The demand, " + t.Demand + ", is met today."}
	}
	all := []string{t.chances(g), t.slips(), t.takes(g, target), t.asks(g), t.bystanders(g), t.publishedLine(), t.hears()}
	var out []string
	for _, s := range all {
		if more := append(slices.Clip(out), s); s != "" && filled(strings.Join(more, " ")) <= summaryLines {
			out = more
		}
	}
	return out
}

// filled is how many lines a text fills.
func filled(text string) int {
	lines, column := 1, 0
	for _, word := range strings.Fields(strings.ReplaceAll(text, " %", "_%")) { // a figure keeps its sign
		n := utf8.RuneCountInString(word)
		if column > 0 && column+1+n > summaryWidth {
			lines, column = lines+1, n
		} else {
			column += min(column, 1) + n
		}
	}
	return lines
}

// chances says how likely the demand is conceded, and when.
func (t *Threat) chances(g *game.Game) string {
	s := t.title(g) + " by " + ask.LongDate(t.Deadline) + ": " + chance(t.Concedes.ByDeadline)
	if later := t.Concedes.Later; later.N > 0 && later.P >= 0.005 {
		s += "; later, under the instrument, " + short(later)
	}
	return s + "."
}

func (t *Threat) slips() string {
	if t.Unslipped == nil {
		return ""
	}
	times := "One date has passed without action"
	if t.Slipped > 1 {
		times = fmt.Sprintf("%d dates have passed without action", t.Slipped)
	}
	return times + "; had none: " + short(*t.Unslipped) + "."
}

// takes says what would make the difference.
func (t *Threat) takes(g *game.Game, target string) string {
	name, cred := ask.PartyLabel(g, target), whole(t.Parts.Credibility.Used.Median)
	o, th := &t.Obstacles, &t.Thresholds
	switch {
	case o.Impossible >= 0.5:
		return "No state that can be reached meets the demand (" + whole(o.Impossible) + " of draws)."
	case o.Consent >= 0.5:
		return "Others who must agree do not (" + whole(o.Consent) + " of draws): no threat to " + name + " alone can do it."
	case o.RedLine >= 0.5:
		return "Every way to meet it breaks a red line of " + name + " (" + whole(o.RedLine) + " of draws): no threat is enough."
	case o.Instrument >= 0.5:
		return "The instrument cannot be used, or is in use already (" + whole(o.Instrument) + " of draws)."
	case t.Parts.GoingOn.Median <= 0:
		return name + " would rather concede than go on, threat or not; what it takes is time."
	case t.Parts.Willing.P >= 0.5:
		return "At today's credibility (" + cred + ") " + name + " would rather concede; a response comes in time with " + whole(t.Parts.Delay.InTime.Median) + "."
	}
	first := t.leverage(cred)
	second := "at today's bite no credibility is enough."
	if c := th.Credibility.Median; c != nil {
		second = "at today's bite it takes a credibility of " + whole(*c) + th.Credibility.inBrackets(whole) + "."
	}
	return first + "; " + second
}

// leverage says what the bite would have to be at this credibility.
func (t *Threat) leverage(credibility string) string {
	at := "At today's credibility (" + credibility + ") "
	if len(t.Levers) > 0 {
		l := &t.Levers[0]
		side := "at most "
		if l.Above {
			side = "at least "
		}
		return at + "it would take " + l.Label + " of " + side + figure(l.Needed) + " (case: " + figure(l.Range[0]) + " to " + figure(l.Range[1]) + ")"
	}
	if n := &t.Thresholds.Bite.Times; n.Median != nil {
		return at + "the instrument would have to hurt " + figure(*n.Median) + " times as much" + n.inBrackets(figure)
	}
	if n := &t.Thresholds.Bite.Points; n.Median != nil { // of nothing no multiple is enough
		return at + "the instrument would have to take " + figure(*n.Median) + n.inBrackets(figure) + " points, and takes none"
	}
	return at + "no bite is enough"
}

// hears says where a stated and a derived credibility conflict.
func (t *Threat) hears() string {
	c := &t.Parts.Credibility
	if !c.Conflict {
		return ""
	}
	return "The case gives a credibility of " + whole(c.Stated.Median) + "; the sender's own values give " + whole(c.Derived.Median) + "."
}

// asks names who else must agree and may not.
func (t *Threat) asks(g *game.Game) string {
	var out []string
	for _, c := range t.MustAgree {
		if c.Refuses >= 0.05 {
			out = append(out, ask.PartyLabel(g, c.Party)+" must agree and refuses in "+whole(c.Refuses)+" of draws")
		}
	}
	if out == nil {
		return ""
	}
	return strings.Join(out, "; ") + "."
}

// bystanders names those who lose or gain most by the instrument besides the two.
func (t *Threat) bystanders(g *game.Game) string {
	var list []*Cost
	for k := range t.Costs {
		if c := &t.Costs[k]; c.Share != nil && (c.Role == "bystander" || c.Role == "public") && math.Abs(c.Share.Median) >= 0.005 {
			list = append(list, c)
		}
	}
	if list == nil {
		return ""
	}
	slices.SortStableFunc(list, func(a, b *Cost) int {
		switch x, y := math.Abs(a.Share.Median), math.Abs(b.Share.Median); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var out []string
	for _, c := range list[:min(len(list), shownBystanders)] {
		out = append(out, ask.PartyLabel(g, c.Party)+" "+wording.Signed(c.Share.Median, 2))
	}
	return "Bystanders: " + strings.Join(out, ", ") + "."
}

// publishedLine puts the published share of dated threats beside the answer.
func (t *Threat) publishedLine() string {
	var out []string
	for _, p := range t.BaseRates {
		if p.Within > 0 && p.Definition == baserates.Acquiescence {
			_, within, _ := strings.Cut(p.Label, ", within ")
			out = append(out, wording.Number(100*p.Value, 1)+" %"+map[bool]string{true: " of sanctions threats work"}[out == nil]+" in "+within)
		}
	}
	if out == nil {
		return ""
	}
	return "Published: " + strings.Join(out, ", ") + "."
}
