package brief

import (
	"context"
	"slices"

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
	few, err := ask.NewDraws(d.G, min(d.Done, placeDraws), d.Seed, d.Jobs)
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
		text := is.Label + " at " + wording.Number(*mean.Forecast, 0) + " by compromise (" + is.Option(mean.Nearest) + ") and "
		text += wording.Number(*election.Forecast, 0) + " by election (" + is.Option(election.Nearest) + ")"
		parts = append(parts, text)
	}
	if parts == nil {
		return nil
	}
	return []page.Block{page.Prose{Text: "By positions alone: " + wording.Join(parts) + " (`parley positions`)."}}
}
