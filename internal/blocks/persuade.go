package blocks

import (
	"context"
	"errors"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/search"
)

// Persuade is the minimal sets of parties to persuade for some deal of a goal to go through; one empty set when
// nobody need be.
type Persuade struct {
	Goal  string      `json:"goal"`
	Label string      `json:"label"`
	Sets  [][]string  `json:"sets"`
	Deals []ask.State `json:"deals"` // by set: a deal that then goes through
	Text  []string    `json:"-"`
	Why   string      `json:"why,omitempty"` // where the list may be incomplete
}

// maxPersuaded bounds the size of the sets to persuade.
const maxPersuaded = 4

// persuadeAll answers goal by goal, over the workers.
func (q *question) persuadeAll(ctx context.Context, a *Answer, goals []int) error {
	rows := make([]*Persuade, len(goals))
	done, err := ensemble.Each(ctx, len(goals), q.d.Jobs, func() func(int) error {
		var passage *search.Passage
		return func(k int) (err error) {
			if passage == nil {
				if passage, err = search.NewPassage(q.g, q.d.Central); err != nil {
					return err
				}
			}
			rows[k], err = q.persuade(passage, goals[k])
			return err
		}
	}, nil)
	for _, row := range rows[:done] {
		a.Persuade = append(a.Persuade, *row)
	}
	return err
}

// persuade lists the minimal sets to persuade for a goal.
func (q *question) persuade(passage *search.Passage, goal int) (*Persuade, error) {
	out := &Persuade{Goal: q.g.Case.Goals[goal].Name, Label: q.g.Case.Goals[goal].Label, Sets: [][]string{}, Deals: []ask.State{}}
	var able []int // parties that sign, undo or ratify
	for p := range q.g.Case.Parties {
		if q.g.Movers.Has(p) || q.g.HasSay(p) {
			able = append(able, p)
		}
	}
	able = able[:min(len(able), 62)]
	gaveUp := false
	passage.Restart()
	sets, err := search.MinimalSets(len(able), maxPersuaded, func(set uint64) (bool, error) {
		_, ok, err := passage.Goes(goal, search.Pick(able, set))
		if errors.Is(err, search.ErrBudget) {
			gaveUp = true
			return ok, nil
		}
		return ok, err
	})
	if err != nil {
		return nil, err
	}
	for _, set := range sets {
		m := search.Pick(able, set)
		s, ok, err := passage.Goes(goal, m)
		if err != nil && !errors.Is(err, search.ErrBudget) {
			return nil, err
		}
		if ok {
			out.Sets, out.Deals = append(out.Sets, ask.Names(q.g, m)), append(out.Deals, ask.StateOf(q.g, s))
			out.Text = append(out.Text, ask.Changes(q.g, s))
		}
	}
	switch {
	case gaveUp:
		out.Why = "not all sets could be searched"
	case len(sets) == 0:
		out.Why = "no set of up to four parties is enough"
	}
	return out, nil
}
