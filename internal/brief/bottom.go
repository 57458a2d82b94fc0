package brief

import (
	"cmp"
	"fmt"
	"strings"

	"parley/internal/ask"
	"parley/internal/deals"
	"parley/internal/wording"
)

// BottomLine is the answer in a few sentences.
type BottomLine struct {
	Sentences  []string `json:"sentences"`
	Confidence string   `json:"confidence"` // low, moderate or high
	Because    string   `json:"because"`
}

// chance is a goal's chance of room at one table.
type chance struct {
	room *deals.Answer
	goal *deals.Goal
}

// bestTable is the table with the greatest chance of room for a goal, nil where none can decide it.
func (b *Brief) bestTable(goal int) *chance {
	var best *chance
	for _, room := range b.Room {
		g := &room.Goals[goal]
		if g.Can && (best == nil || g.Nonempty.P > best.goal.Nonempty.P) {
			best = &chance{room, g}
		}
	}
	return best
}

// likelyRoom is the chance from which a step counts as having room.
const likelyRoom = 0.5

// bottomLine words the most ambitious goal, the largest step with room, who is missing, and the confidence.
func (b *Brief) bottomLine(d *ask.Draws) BottomLine {
	out := BottomLine{Sentences: []string{}, Confidence: "low"}
	last := len(d.G.Goals) - 1
	if last < 0 {
		out.Sentences = append(out.Sentences, b.withoutGoals(d))
	}
	for goal := last; goal >= 0; goal-- {
		best := b.bestTable(goal)
		label := d.G.Case.Goals[goal].Label
		switch {
		case best == nil && len(b.Room) < len(b.Decide):
			if goal == last {
				out.Sentences = append(out.Sentences, wording.Capital(label)+": not answered; the work was interrupted before every table was asked.")
			}
			continue
		case best == nil:
			if goal == last {
				out.Sentences = append(out.Sentences, wording.Capital(label)+" is beyond every table of the case: none of them can bring it about.")
			}
			continue
		case goal == last:
			out.Sentences = append(out.Sentences, b.ambitious(d, label, best))
		case best.goal.Nonempty.P >= likelyRoom:
			out.Sentences = append(out.Sentences, "The largest step with room is “"+label+"”, for "+b.at(d, best)+": "+likelihood(best.goal)+".")
		}
		if best.goal.Nonempty.P >= likelyRoom {
			if s := b.missing(d, goal); s != "" {
				out.Sentences = append(out.Sentences, s)
			}
			break
		}
	}
	if b.Forecast != nil && len(b.Forecast.Summary) > 0 {
		first, _, _ := strings.Cut(b.Forecast.Summary[0], "; then ")
		out.Sentences = append(out.Sentences, strings.TrimSuffix(first, ".")+".")
	} else {
		out.Sentences = append(out.Sentences, b.blocked()...)
	}
	out.Confidence, out.Because = b.confidence(d)
	return out
}

// swingBar is how far an assumed input alone may move a chance before it counts against confidence.
const swingBar = 0.1

// confidence is low where most inputs are assumed, one assumed input alone can move a chance by ten points, or what is
// cited rests on one source; else moderate. High would ask for a reference class that agrees besides, which a brief of
// this kind does not have.
func (b *Brief) confidence(d *ask.Draws) (level, because string) {
	h := b.Case
	if h.Inputs == 0 {
		return "low", "the case gives no inputs to rest an answer on"
	}
	assumed := fmt.Sprintf("%d of %s on our assumption, not on a source", h.Assumed, wording.Count(h.Inputs, "input rests", "inputs rest"))
	swings := len(b.Assumed.Swing) > 0 && b.Assumed.Swing[0].Moves >= swingBar
	if swings {
		assumed += "; one alone (named last) can move a chance by " + wording.Number(100*b.Assumed.Swing[0].Moves, 0) + " points"
	}
	switch {
	case swings || 2*h.Cited < h.Inputs:
		return "low", assumed
	case singleSourced(d):
		return "low", "the inputs are cited, but most of them rest on a single source"
	}
	return "moderate", "most inputs are cited, and rest on two sources or more"
}

// singleSourced reports whether most cited inputs name one source only.
func singleSourced(d *ask.Draws) bool {
	cited, single := 0, 0
	for _, in := range d.G.Case.Inputs {
		if in.Cited() {
			cited++
			if len(in.Sources) == 1 {
				single++
			}
		}
	}
	return 2*single > cited
}

// mostRoom is the table with the greatest chance of any deal; nil: none.
func (b *Brief) mostRoom() *deals.Answer {
	var best *deals.Answer
	for _, r := range b.Room {
		if best == nil || r.Draws.Nonempty.P > best.Draws.Nonempty.P {
			best = r
		}
	}
	return best
}

func (b *Brief) withoutGoals(d *ask.Draws) string {
	best := b.mostRoom()
	if best == nil || len(best.Members) == 0 {
		return "There is nothing to settle, or nobody to settle it."
	}
	p := best.Draws.Nonempty
	of, _ := acceptance(d.G, best)
	if len(best.Members) > 1 {
		of = cmp.Or(of, "all of ")
	}
	return "A deal that " + of + partyList(d.G, best.Members) + " can accept: " + wording.Likelihood(p.P, p.Range[0], p.Range[1]) +
		". The case names no goals, so this counts any deal, however small."
}

func (b *Brief) ambitious(d *ask.Draws, label string, best *chance) string {
	if len(best.room.Members) == 0 {
		return wording.Capital(label) + ": nobody sits anywhere to agree on it. Give the case a table, or say under `by` who can bring it about."
	}
	of, all := acceptance(d.G, best.room)
	s := wording.Capital(label) + ", in a form that " + of + b.at(d, best) + " would " + all + "accept in place of " + today(d) + ": " + likelihood(best.goal) + "."
	if len(best.goal.Binds) > 0 && best.goal.Nonempty.P < likelyRoom {
		bind := best.goal.Binds[0]
		s += " What stands in the way most often: " + partyList(d.G, bind.Parties)
		if bind.Label != "" {
			s += ", over " + bind.Label
		}
		s += "."
	}
	return s
}

// today is what a deal is compared with.
func today(d *ask.Draws) string {
	if d.G.Today == nil {
		return "no deal"
	}
	return "today"
}

// at names a panel: its table's label and its members.
func (b *Brief) at(d *ask.Draws, c *chance) string {
	who := partyList(d.G, c.room.Members)
	if c.room.Table == "" {
		return who
	}
	return who + " (" + ask.TableLabel(d.G, c.room.Table) + ")"
}

// missing says who the first table lacks for a goal that has room elsewhere.
func (b *Brief) missing(d *ask.Draws, goal int) string {
	if len(b.Room) == 0 || b.Room[0].Goals[goal].Can {
		return ""
	}
	needs := b.Room[0].Goals[goal].Needs
	if len(needs) == 0 || len(needs[0]) == 0 || b.Room[0].Table == "" {
		return ""
	}
	return "It needs " + partyList(d.G, needs[0]) + ", who " + isAre(needs[0]) + " not at " + ask.TableLabel(d.G, b.Room[0].Table) + "."
}

// blocked says which named deals somebody stops, and who must be won over for the most ambitious goal.
func (b *Brief) blocked() []string {
	if b.Blocks == nil {
		return nil
	}
	var through []string
	for _, deal := range b.Blocks.Deals {
		if deal.Passes {
			through = append(through, deal.Label)
		}
	}
	switch n := len(b.Blocks.Deals); {
	case n == 0:
		return nil
	case len(through) == 0 && n == 1:
		return []string{"Somebody would stop the one deal looked at, " + b.Blocks.Deals[0].Label + "."}
	case len(through) == 0:
		return []string{fmt.Sprintf("Somebody would stop each of the %d deals looked at.", n)}
	case n == 1:
		return []string{"Nobody would stop the one deal looked at, " + through[0] + "."}
	}
	return []string{fmt.Sprintf("Of the %d deals looked at, nobody would stop %s.", len(b.Blocks.Deals), wording.Join(through))}
}
