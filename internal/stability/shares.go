package stability

import (
	"context"

	"parley/internal/ask"
	"parley/internal/ensemble"
)

// shares adds in how many draws each given state is an equilibrium, where that is affordable.
func (q *question) shares(ctx context.Context, a *Answer) error {
	runs := min(maxDraws, q.d.Done, drawBudget/max(1, q.m.conflict.Moves()*len(q.m.parties)))
	if runs < minDraws && runs < q.d.Done {
		return nil
	}
	given := 0
	for given < len(a.States) && a.States[given].Given {
		given++
	}
	stable := make([][][]bool, runs) // [run][state][concept]
	done, err := ensemble.Each(ctx, runs, q.d.Jobs, func() func(int) error {
		n, inputs := q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
		return func(run int) error {
			q.d.Inputs(run, inputs)
			if err := q.d.Fill(n, inputs); err != nil {
				return err
			}
			drawn := q.m.conflict.Valued(q.m.payoff(n)).Analyse(1)
			stable[run] = make([][]bool, given)
			for s := range given {
				for _, k := range Concepts() {
					stable[run][s] = append(stable[run][s], drawn.Equilibrium(k, a.States[s].at))
				}
			}
			return nil
		}
	}, nil)
	if err != nil && !ask.Interrupted(err) {
		return err
	}
	a.Examined.Draws = done
	for s := range given {
		a.States[s].Shares = map[string]float64{}
		for _, k := range Concepts() {
			n := 0
			for run := range done {
				if stable[run][s][k] {
					n++
				}
			}
			if done > 0 {
				a.States[s].Shares[k.String()] = float64(n) / float64(done)
			}
		}
	}
	return err
}
