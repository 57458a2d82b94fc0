package brief

import (
	"context"
	"strings"

	"parley/internal/ask"
	"parley/internal/coercion"
	"parley/internal/deals"
	"parley/internal/durability"
	"parley/internal/forecast"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/sensitivity"
)

// InTime is what the brief says about time; parts that the case gives no ground for are nil.
type InTime struct {
	Forecast *forecast.Answer   `json:"forecast,omitempty"`
	Compel   *coercion.Answer   `json:"compel,omitempty"`
	Hold     *durability.Answer `json:"hold,omitempty"`
	Changes  *sensitivity.Look  `json:"changes,omitempty"` // of the scenarios; without a forecast, of the bottom line's room
}

// askInTime puts the questions about time that the case gives ground for.
func (b *Brief) askInTime(ctx context.Context, d *ask.Draws, list []ask.Deal) error {
	c := d.G.Case
	if d.G.Today == nil || !c.Clock.Given || d.G.Ordinal != 0 {
		return nil
	}
	few, err := fewer(ctx, d)
	if err != nil {
		return err
	}
	if len(c.Scenarios) > 0 && c.Clock.Horizon > d.G.Elapsed {
		if b.Forecast, err = forecast.Ask(ctx, d, forecast.Args{}); err != nil {
			return err
		}
	}
	if len(c.Threats) > 0 && !d.G.Passed(0) {
		first := &c.Threats[0]
		if b.Compel, err = coercion.Ask(ctx, few, coercion.Args{By: first.By, To: first.To, Threat: 0}); err != nil {
			return err
		}
	}
	if len(c.Scenarios) > 0 && len(list) > 0 {
		if b.Hold, err = durability.Ask(ctx, few, durability.Args{Deal: &list[0], Table: -1}); err != nil {
			return err
		}
	}
	return nil
}

// fewDraws is how many draws the brief puts its questions about threats and holding to: the first ones.
const fewDraws = 400

func fewer(ctx context.Context, d *ask.Draws) (*ask.Draws, error) {
	few, err := ask.NewDraws(ctx, d.G, min(d.Done, fewDraws), d.Seed, d.Jobs)
	if err == nil {
		few.Progress = d.Progress
	}
	return few, err
}

// timeSections are the sections about time.
func (b *Brief) timeSections(g *game.Game) []page.Section {
	var out []page.Section
	if a := b.Forecast; a != nil {
		table, rest := b.likely()
		out = append(out, page.Section{
			Number: numbered, Heading: "WHAT IS LIKELY BY " + strings.ToUpper(ask.LongDate(a.Horizon.Date)), Aside: rest,
			Blocks: append([]page.Block{table}, b.places()...),
		})
	}
	if a := b.Compel; a != nil {
		s := page.Section{Number: numbered, Heading: "CAN THE DEADLINE COMPEL", Blocks: []page.Block{page.Prose{Text: strings.Join(a.Summary(), " ")}}}
		out = append(out, s)
	}
	if a := b.Hold; a != nil {
		out = append(out, page.Section{Number: numbered, Heading: "WILL IT HOLD", Blocks: []page.Block{page.Prose{Text: strings.Join(a.Summary(g), " ")}}})
	}
	if b.Changes != nil {
		out = append(out, page.Section{Number: numbered, Heading: "WHAT WOULD CHANGE THIS", Blocks: []page.Block{page.Prose{Text: b.changes()}}})
	}
	return out
}

// dealsAsked are the deals a brief is about: the case's, else those that its panels find.
func (b *Brief) dealsAsked(d *ask.Draws) ([]ask.Deal, error) {
	if list := ask.Deals(d.G); len(list) > 0 {
		return list, nil
	}
	if list := deals.FoundIn(d.G, b.Room); len(list) > 0 {
		return list, nil
	}
	return deals.Found(d)
}
