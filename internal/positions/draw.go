package positions

import (
	"context"
	"math"

	"parley/internal/game"
	"parley/internal/spatial"
	"parley/internal/spatial/deu"
	"parley/internal/standing"
)

// columns are the figures of one issue by run.
type columns struct {
	ideal, salience, capability [][]float64 // by actor
	still, turns                [][]float64 // by model; NaN: it says nothing
}

func grid(rows, runs int) [][]float64 {
	out := make([][]float64, rows)
	for k := range out {
		out[k] = make([]float64, runs)
	}
	return out
}

// draw fills the columns.
func (q *question) draw(ctx context.Context) error {
	runs := q.d.Runs
	for k := range q.field.Issues {
		n := len(q.field.Issues[k].Actors)
		q.columns = append(q.columns, columns{grid(n, runs), grid(n, runs), grid(n, runs), grid(len(still), runs), grid(len(turns), q.moving)})
	}
	return q.d.Each(ctx, "positions", func() func(int, *game.Numbers) error {
		return func(run int, n *game.Numbers) error { return q.run(ctx, run, n) }
	})
}

// run fills one run of all columns.
func (q *question) run(ctx context.Context, run int, n *game.Numbers) error {
	all := make([]*spatial.Issue, len(q.field.Issues))
	for k := range q.field.Issues {
		c := &q.columns[k]
		is, err := q.field.At(k, n)
		if err != nil {
			return err
		}
		for j, a := range is.Actors {
			c.ideal[j][run], c.salience[j][run], c.capability[j][run] = a.Position, a.Salience, a.Capability
		}
		all[k] = is
		if err := q.models(ctx, run, c, is); err != nil {
			return err
		}
	}
	if run >= q.moving {
		return nil
	}
	s, at, err := q.trade(all)
	if err != nil {
		return err
	}
	for k := range q.columns {
		q.columns[k].turns[2][run] = math.NaN()
		if s != nil && at[k] >= 0 {
			q.columns[k].turns[2][run] = s.Outcomes[at[k]]
		}
	}
	return nil
}

// models fills one run of the models that need only the one issue.
func (q *question) models(ctx context.Context, run int, c *columns, is *spatial.Issue) error {
	row := make([]float64, len(still))
	bdm, offers := math.NaN(), math.NaN()
	if !standing.Weighs(is.Actors) {
		for j := range row {
			row[j] = math.NaN()
		}
	} else {
		if err := q.settle(is, row); err != nil {
			return err
		}
		if run < q.moving {
			t, err := spatial.BDM(is, spatial.DefaultBDM())
			if err != nil {
				return err
			}
			bdm = t.Median()
			r, err := politics(ctx, is, false)
			if err != nil {
				return err
			}
			if r != nil {
				offers = mean(r)
			}
		}
	}
	for j := range row {
		c.still[j][run] = row[j]
	}
	if run < q.moving {
		c.turns[0][run], c.turns[1][run] = bdm, offers
	}
	return nil
}

// calibrated is the forecast fitted to decided issues.
func (q *question) calibrated(is *spatial.Issue) (*spatial.Distribution, error) {
	return q.args.Calibrated.Forecast(&deu.Issue{Issue: *is})
}
