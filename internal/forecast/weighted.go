package forecast

import (
	"slices"

	"parley/internal/game"
	"parley/internal/spatial"
	"parley/internal/standing"
)

// Weighted is what weighing positions comes to, with inputs at their medians: on each issue with a scale the option nearest to the mean
// of where parties stand, or to the median, each counting with capability times salience (Van den Bos 1991; Black 1958); on every other
// issue what the largest weight of parties is for.
type Weighted struct {
	Issues []IssuePlace `json:"issues"` // with a scale, on which somebody brings weight to bear
	Combination
}

// IssuePlace is a place on an issue's scale.
type IssuePlace struct {
	Issue  string  `json:"issue"`
	Place  float64 `json:"place"`
	Option string  `json:"option"` // the nearest
}

// weighted gives both, nil where no issue has a scale on which anybody brings weight to bear. Other issues have the options given.
func (q *question) weighted(others []int, file func(game.State) (string, error)) (mean, median *Weighted, err error) {
	field := standing.Of(q.g)
	of := func(place func(*spatial.Issue) (float64, error)) (*Weighted, error) {
		out, options := &Weighted{}, slices.Clone(others)
		for k := range field.Issues {
			is, err := field.At(k, q.d.Central)
			if err != nil {
				return nil, err
			}
			if !standing.Weighs(is.Actors) {
				continue
			}
			x, err := place(is)
			if err != nil {
				return nil, err
			}
			m := &field.Issues[k]
			nearest := standing.Nearest(m.Places, x)
			out.Issues = append(out.Issues, IssuePlace{Issue: is.Name, Place: x, Option: nearest.Option})
			options[m.Index] = nearest.Index
		}
		if out.Issues == nil {
			return nil, nil
		}
		var err error
		out.Combination, err = q.combine(options, file)
		return out, err
	}
	if mean, err = of(spatial.Compromise); err == nil {
		median, err = of(spatial.Median)
	}
	return mean, median, err
}
