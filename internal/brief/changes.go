package brief

import (
	"context"
	"slices"
	"strings"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/sensitivity"
)

// askChanges looks for what would change the leading scenario, from the runs of the forecast; without a forecast, the room that the bottom
// line is about.
func (b *Brief) askChanges(ctx context.Context, d *ask.Draws) (err error) {
	if !slices.ContainsFunc(d.G.Case.Inputs, func(in *casefile.Number) bool { return !in.Dist.Constant() }) {
		return nil
	}
	args := sensitivity.LookArgs{Sources: sources()}
	if b.Forecast != nil {
		args.Of, args.Filed = "scenarios", b.Forecast.Endings()
	} else if args.Of = b.roomAsked(d); args.Of == "" {
		return nil
	}
	b.Changes, err = sensitivity.Glance(ctx, d, args)
	return err
}

// roomAsked is the room that the bottom line is about, as sensitivity names it; "" where there is none.
func (b *Brief) roomAsked(d *ask.Draws) string {
	of, at := "room", ""
	for goal := len(d.G.Goals) - 1; goal >= 0; goal-- {
		if best := b.bestTable(goal); best != nil {
			of, at = "room:"+d.G.Case.Goals[goal].Name, best.room.Table
			break
		}
	}
	if len(d.G.Goals) == 0 {
		best := b.mostRoom()
		if best == nil {
			return ""
		}
		at = best.Table
	} else if of == "room" {
		return ""
	}
	if at != "" {
		of += "@" + at
	}
	return of
}

// changes says what would change the answer.
func (b *Brief) changes() string {
	l := b.Changes
	text := l.Summary
	if b.Forecast != nil {
		for _, s := range b.Forecast.Summary[min(1, len(b.Forecast.Summary)):] {
			if strings.HasPrefix(s, "If ") {
				s = strings.Replace(strings.Replace(s, l.Leading+" would be at", "the likeliest:", 1), " would be at", ":", 1)
				text = append(text[:len(text):len(text)], s)
			}
		}
	}
	return strings.Join(text, " ")
}
