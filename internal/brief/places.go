package brief

import (
	"context"
	"slices"
	"strings"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/page"
	"parley/internal/positions"
	"parley/internal/wording"
)

const (
	placeDraws  = 60 // leading draws that the brief puts to the position models
	shownPlaces = 2  // issues with a scale that it says a sentence about
)

// askPlaces asks where issues with a scale settle; nil where there are none.
func askPlaces(ctx context.Context, d *ask.Draws) (*positions.Answer, error) {
	if !slices.ContainsFunc(d.G.Case.Issues, func(s casefile.Issue) bool { return s.HasScale() }) {
		return nil, nil
	}
	few, err := ask.NewDraws(ctx, d.G, min(d.Done, placeDraws), d.Seed, d.Jobs)
	if err != nil {
		return nil, err
	}
	return positions.Ask(ctx, few, positions.Args{Issue: -1})
}

// places says where issues with a scale would settle by two of the models; nil where none says anything.
func (b *Brief) places() []page.Block {
	if b.Positions == nil {
		return nil
	}
	var parts []string
	for k := range b.Positions.Issues {
		is := &b.Positions.Issues[k]
		mean, election := &is.Models.Compromise, &is.Models.PCE.Model
		if mean.Forecast == nil || election.Forecast == nil || len(parts) == shownPlaces {
			continue
		}
		at := func(m *positions.Model) string {
			return is.Option(m.Nearest) + " (" + wording.Number(*m.Forecast, 0) + ")"
		}
		text := is.Label + ", " + at(mean)
		if mean.Nearest != election.Nearest {
			text += " by compromise, " + at(election) + " by election"
		}
		parts = append(parts, text)
	}
	if parts == nil {
		return nil
	}
	return []page.Block{page.Prose{Text: "By positions alone: " + strings.Join(parts, "; ") + ". (`parley positions`)"}}
}
