package brief

import (
	"fmt"
	"strconv"
	"strings"

	"parley/internal/ask"
	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

const (
	shownDeals    = 3 // deals set out side by side
	shownOpenings = 3
	shownSwing    = 4
)

// Page sets the brief as a page of about two screens.
func (b *Brief) Page(g *game.Game) *page.Page {
	title, lines := ask.Heading(b.Case)
	p := &page.Page{Title: title, Subtitle: append(lines, ask.BracketLine)}
	p.Sections = append(p.Sections, b.bottomSection(), b.roomSection(g), b.costSection(g))
	if len(b.Decide) > 0 && len(g.Case.Tables) > 0 {
		p.Sections = append(p.Sections, b.decideSection())
	}
	p.Sections = append(p.Sections, b.blockSection(g))
	p.Sections = append(p.Sections, b.timeSections(g)...)
	p.Sections = append(p.Sections, b.assumedSection(g))
	number := 0
	for k := range p.Sections {
		if p.Sections[k].Number == numbered {
			number++
			p.Sections[k].Number = number
		}
	}
	return p
}

// numbered marks the sections that carry a number, in the order in which they stand.
const numbered = -1

func (b *Brief) bottomSection() page.Section {
	s := page.Section{Heading: "BOTTOM LINE"}
	s.Blocks = append(s.Blocks,
		page.Prose{Text: strings.Join(b.BottomLine.Sentences, " ")},
		page.Prose{Text: "Confidence: " + b.BottomLine.Confidence + ". " + wording.Capital(b.BottomLine.Because) + "."})
	return s
}

func (b *Brief) roomSection(g *game.Game) page.Section {
	s := page.Section{Number: numbered, Heading: "WHERE CAN THEY AGREE", Aside: "chance that room exists; room is not yet agreement"}
	if len(b.Room) == 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: "Not answered: interrupted."})
		return s
	}
	tables := b.Room
	if b.Forecast != nil {
		tables = tables[:min(len(tables), shownTables)]
	}
	s.Blocks = append(s.Blocks, deals.RoomTable(g, tables))
	for goal := range g.Goals {
		best := b.bestTable(goal)
		if best == nil || best.goal.Deal != nil {
			continue
		}
		if items := deals.Openings(g, best.room, best.goal.Goal, shownOpenings); len(items) > 0 {
			s.Blocks = append(s.Blocks,
				page.Prose{Text: "Smallest changes that would open “" + best.goal.Label + "” at " + ask.TableLabel(g, best.room.Table) + ":"},
				page.List{Items: items})
		}
	}
	if b.Forecast == nil {
		s.Blocks = append(append(s.Blocks, b.carried(g)...), b.places()...)
	}
	return s
}

// carried names the deal that carries the most ambitious goal with central room, and says what it asks.
func (b *Brief) carried(g *game.Game) []page.Block {
	for goal := len(g.Goals) - 1; goal >= 0; goal-- {
		best := b.bestTable(goal)
		if best == nil || best.goal.Deal == nil {
			continue
		}
		of, _ := acceptance(g, best.room)
		text := "With every input at its median, " + of + partyList(g, best.room.Members) + " could accept, as “" + best.goal.Label + "”: " +
			ask.DealText(g, best.goal.Deal.Deal) + ". A candidate, not a recommendation."
		return []page.Block{page.Prose{Text: text}}
	}
	return nil
}

func (b *Brief) costSection(g *game.Game) page.Section {
	s := page.Section{Number: numbered, Heading: "WHO PAYS", Aside: "gain as a share of one's own range: median (90 % of draws); ! loss"}
	if b.Costs == nil || len(b.Costs.Deals) == 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: "No deal to price: the case names none, and none was found."})
		return s
	}
	table, notes := b.gains(g)
	s.Blocks = append(s.Blocks, table)
	if text := strings.Join(append(notes, b.broken(g)...), " "); text != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: text})
	}
	return s
}

// broken says what drives the deals shown, which red lines they break and what is flagged.
func (b *Brief) broken(g *game.Game) []string {
	var driven, lines, flags []string
	for k, d := range b.Costs.Deals[:min(len(b.Costs.Deals), shownDeals)] {
		name := ask.DealMark(d.Short, k)
		if len(d.Drivers) > 0 {
			driven = append(driven, name+" "+wording.Join(d.Drivers))
		}
		var of []string
		for _, party := range d.Order {
			if n := len(d.Parties[party].RedLines); n > 0 {
				count := strconv.Itoa(n)
				if len(of) == 0 {
					count = wording.Count(n, "red line", "red lines")
				}
				of = append(of, count+" of "+partyList(g, []string{party}))
			}
		}
		if len(of) > 0 {
			lines = append(lines, name+" breaks "+wording.Join(of))
		}
		if len(d.Flags) > 0 {
			flags = append(flags, name+" "+wording.Join(d.Flags))
		}
	}
	var out []string
	if len(driven) > 0 {
		out = append(out, "Driven by: "+strings.Join(driven, "; ")+".")
	}
	if len(lines) > 0 {
		out = append(out, strings.Join(lines, "; ")+".")
	}
	if len(flags) > 0 {
		out = append(out, "Flagged: "+strings.Join(flags, "; ")+".")
	}
	return out
}

func (b *Brief) decideSection() page.Section {
	d := b.Decide[0]
	s := page.Section{Number: numbered, Heading: "WHAT " + strings.ToUpper(d.Label) + " CAN DECIDE WITHOUT THOSE ABSENT"}
	can, cannot := scopes(d.Can, false, b.Forecast == nil), scopes(d.Cannot, true, true)
	fields := page.Fields{}
	if can == "" {
		can = "nothing"
	}
	fields.Items = append(fields.Items, page.Field{Name: "can", Text: can})
	if cannot != "" {
		fields.Items = append(fields.Items, page.Field{Name: "cannot", Text: cannot})
	}
	s.Blocks = append(s.Blocks, fields)
	return s
}

// scopes lists issues; where only some options are meant, with those if they are wanted, or (wholly) not at all.
func scopes(list []Scope, wholly, options bool) string {
	var out []string
	for _, s := range list {
		text := s.Label
		if wholly && !s.Whole {
			continue
		}
		if !s.Whole && options {
			text += " (" + strings.Join(s.Labels, ", ") + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

func (b *Brief) blockSection(g *game.Game) page.Section {
	s := page.Section{Number: numbered, Heading: "WHO CAN STOP THEM"}
	if b.Blocks == nil {
		return s
	}
	if len(b.Blocks.Deals) == 0 && len(b.Blocks.Persuade) == 0 {
		s.Blocks = append(s.Blocks, page.Prose{Text: "No deal and no goal to ask about."})
	}
	if len(b.Blocks.Deals) > 0 {
		s.Blocks = append(s.Blocks, b.stops(g)...)
	}
	if items := b.persuade(g); len(items) > 0 {
		s.Blocks = append(s.Blocks, page.List{Items: items})
	}
	return s
}

func (b *Brief) assumedSection(g *game.Game) page.Section {
	s := page.Section{Heading: "ASSUMED, NOT KNOWN"}
	var parts []string
	shown := shownSwing
	if b.Forecast != nil {
		shown = 1
	}
	for _, w := range b.Assumed.Swing[:min(len(b.Assumed.Swing), shown)] {
		parts = append(parts, fmt.Sprintf("%s (%s:%d; alone moves %s by %s points)", w.Input, fileName(g), w.Place, w.Goal, wording.Number(100*w.Moves, 0)))
	}
	var text string
	if len(parts) > 0 {
		text = "What moves the chances most: " + strings.Join(parts, "; ") + "."
	} else {
		text = fmt.Sprintf("%d of %d inputs have no source; none alone moves a chance by more than the draws leave open.", b.Case.Assumed, b.Case.Inputs)
	}
	s.Blocks = append(s.Blocks, page.Prose{Text: text})
	return s
}
