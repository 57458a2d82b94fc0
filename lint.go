package parley

import (
	"context"

	"parley/internal/ask"
	"parley/internal/diag"
	"parley/internal/lint"
)

// Lint returns all warnings and notes about a case, in the order of its text: what is legal but suspect. Its error is a
// *CaseError when a number of the case has no value or its rules leave nothing to negotiate, or a *TooLargeError.
func (c *Case) Lint() (diag.List, error) {
	draws, err := ask.NewDraws(context.Background(), c.game, DefaultRuns, 0, 0)
	if err != nil {
		return nil, c.blame(err)
	}
	list := append(diag.List{}, c.Findings...)
	list = append(list, lint.Errors(c.game)...)
	if list.HasErrors() {
		locate(c.Case, list)
		return nil, &CaseError{list.Sort().Only(diag.Error)}
	}
	list = append(list, lint.Lint(c.game, draws)...)
	locate(c.Case, list)
	if list.HasErrors() {
		return nil, &CaseError{list.Sort().Only(diag.Error)}
	}
	return list.Sort(), nil
}

// Head counts a case's parties, issues and inputs, and how many of these are cited. Its error is as for Lint.
func (c *Case) Head() (ask.Header, error) {
	draws, err := ask.NewDraws(context.Background(), c.game, 1, 0, 0)
	if err != nil {
		return ask.Header{}, c.blame(err)
	}
	h := ask.NewHeader(draws)
	h.Draws = 0
	return h, nil
}
