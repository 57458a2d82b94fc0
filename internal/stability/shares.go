package stability

import (
	"context"
	"slices"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
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
	shared := q.shared(a.States[:given], runs)
	stable := make([][][]bool, runs) // [run][state][of shared]
	done, err := ensemble.Each(ctx, runs, q.d.Jobs, func() func(int) error {
		n, inputs := q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
		return func(run int) error {
			q.d.Inputs(run, inputs)
			if err := q.d.Fill(n, inputs); err != nil {
				return err
			}
			drawn := q.drawn(n, shared)
			stable[run] = make([][]bool, given)
			for s := range given {
				for _, k := range shared {
					stable[run][s] = append(stable[run][s], drawn.equilibrium(k, a.States[s].at))
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
		for i, k := range shared {
			n := 0
			for run := range done {
				if stable[run][s][i] {
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

// shared are the concepts that shares are given for: those of one party, and of the others that are computed those whose budget covers
// all draws of the states given.
func (q *question) shared(given []State, runs int) []Concept {
	out := slices.Clone(Concepts())
	if q.simultaneous != nil {
		work := 0.0
		for k := range given {
			work += q.m.conflict.combined(given[k].at)
		}
		if work*float64(runs) <= simBudget {
			out = append(out, SIM)
		}
	}
	if q.coalitions != nil && q.m.conflict.coalitionWork()*float64(runs) <= coalitionBudget {
		out = append(out, Forms()...)
	}
	return out
}

// drawn are the verdicts by the numbers of one draw.
func (q *question) drawn(n *game.Numbers, shared []Concept) *verdicts {
	payoff := q.m.payoff(n)
	c := q.m.conflict.Valued(payoff)
	v := &verdicts{conflict: c, analysis: c.Analyse(1)}
	if slices.Contains(shared, SIM) {
		v.simultaneous = &Form{Code: q.m.form.code, Left: q.m.form.left(payoff, n)}
	}
	if slices.Contains(shared, CNash) {
		v.coalitions = q.coalitions.Valued(c)
	}
	return v
}
