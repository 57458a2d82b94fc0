package durability

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/wording"
)

// Summary says in a few sentences whether it lasts, for a brief: at most six lines of 80 columns for names of usual length.
func (a *Answer) Summary(g *game.Game) []string {
	out := []string{a.lasting()}
	if s := a.firstBreaker(g); s != "" {
		out = append(out, s)
	}
	if s := a.helps(); s != "" {
		out = append(out, s)
	}
	return out
}

// called is the mark of a deal, else its label.
func (a *Answer) called() string {
	if a.Short != "" {
		return a.Short
	}
	return a.Label
}

// lasting says how likely it is signed, and how long it then stands.
func (a *Answer) lasting() string {
	if a.Basis == EveryDraw {
		return fmt.Sprintf("%s: %s that it is signed now. Signed all the same, it would stand %s.", a.called(), chanceOf(&a.Signed), a.curve(a.Forced))
	}
	return fmt.Sprintf("%s: %s that it is signed now; once signed, it stands %s.", a.called(), chanceOf(&a.Signed), a.curve(a.Survival))
}

// curve words survival: "after 3 months 60 % (40–75), 12: 20 % (10–35), 60: <5 %".
func (a *Answer) curve(of []Survival) string {
	var parts []string
	for k := range of {
		lead := wording.Number(of[k].Months, 0) + ": "
		if k == 0 {
			lead = "after " + wording.Number(of[k].Months, 0) + " months "
		}
		parts = append(parts, lead+chanceOf(&of[k].Probability))
	}
	return strings.Join(parts, ", ")
}

// chanceOf is a chance with its range, without a phrase.
func chanceOf(p *ensemble.Probability) string {
	if p.N == 0 {
		return wording.NotKnown
	}
	text, _, _ := strings.Cut(wording.Likelihood(p.P, p.Range[0], p.Range[1]), ", ")
	return text
}

// firstBreaker names the most frequent way in which it is broken.
func (a *Answer) firstBreaker(g *game.Game) string {
	if len(a.Breaks) == 0 {
		if a.Paths == 0 {
			return ""
		}
		return "Nobody breaks it within " + span(a.Horizon) + "."
	}
	b := &a.Breaks[0]
	s := "First to break: " + a.byWhom(g, b) + " (" + tenths(b.Share) + " of 10 failures; half of them by month " + wording.Number(math.Ceil(b.Months.Median), 0) + ")."
	if p := a.Powell; p != nil && p.Cause && ask.PartyLabel(g, p.Party) == ask.PartyLabel(g, b.By) {
		s = strings.TrimSuffix(s, ".") + ": what it has without the deal rises by more than the deal gives it."
	}
	return s
}

// byWhom is who breaks it and how: "Russia, planned from the start", "the event spoilers".
func (a *Answer) byWhom(g *game.Game, b *Break) string {
	if b.Path == paths[upset] {
		return "the " + a.eventLabel(g, b.By)
	}
	s := ask.PartyLabel(g, b.By) + ", " + how(b.Path)
	if b.Track != "" && (b.Path == paths[planned] || b.Path == paths[shifted]) {
		s += " (" + trackLabel(g, b.Track) + ")"
	}
	return s
}

// how words a path.
func how(p Path) string {
	return said[slices.Index(paths[:], p)]
}

func (a *Answer) eventLabel(g *game.Game, by string) string {
	name := strings.TrimPrefix(by, "event ")
	for k := range g.Case.Events {
		if e := &g.Case.Events[k]; e.Name == name && e.Label != "" && e.Label != name {
			return "event “" + e.Label + "”"
		}
	}
	return by
}

func trackLabel(g *game.Game, name string) string {
	for k := range g.Case.Tracks {
		if t := &g.Case.Tracks[k]; t.Name == name && t.Label != "" {
			return t.Label
		}
	}
	return name
}

// tenths is a share as a number of ten: "7", "<1".
func tenths(share float64) string {
	if share < 0.05 {
		return "<1"
	}
	return wording.Number(10*share, 0)
}

// span words a number of months.
func span(months float64) string {
	if months > 12 && math.Mod(months, 12) == 0 {
		return wording.Count(int(months/12), "year", "years")
	}
	return wording.Number(months, 0) + " months"
}

// helps names what raises survival at 12 months most and what lowers it most, where the draws can tell.
func (a *Answer) helps() string {
	var up, down *Effect
	for _, list := range [][]Effect{a.Guarantees, a.Clauses} {
		for k := range list {
			c := list[k].At(12)
			if c == nil || !c.Clear() {
				continue
			}
			if c.Difference > 0 && (up == nil || c.Difference > up.At(12).Difference) {
				up = &list[k]
			}
			if c.Difference < 0 && (down == nil || c.Difference < down.At(12).Difference) {
				down = &list[k]
			}
		}
	}
	var parts []string
	if up != nil {
		parts = append(parts, up.Label+" helps ("+points(up.At(12).Difference)+" at 12 months)")
	}
	if down != nil {
		lead := down.Label + " hurts ("
		parts = append(parts, lead+points(down.At(12).Difference)+")")
	}
	if parts == nil {
		return ""
	}
	return wording.Capital(strings.Join(parts, "; ") + ".")
}

// points writes a difference of chances: "+10 points".
func points(v float64) string { return wording.Signed(100*v, 0) + " points" }
