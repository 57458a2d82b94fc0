package brief

import (
	"context"

	"parley/internal/ask"
	"parley/internal/coercion"
	"parley/internal/durability"
	"parley/internal/forecast"
	"parley/internal/game"
	"parley/internal/sensitivity"
)

// MaxRuns is the most runs of a question that takes more of them than there may be draws.
const MaxRuns = forecast.MaxRuns

// sources are the answers that rest on dice and that `sensitivity` can be asked about.
func sources() []sensitivity.Source {
	return []sensitivity.Source{
		{Kind: "scenario", Form: "scenario:NAME", All: "scenarios", Names: forecast.ColumnNames, Make: inPoints(forecast.Column)},
		{Kind: "conceding", Form: "conceding:THREAT", Names: coercion.ColumnNames, Make: inPoints(coercion.Column)},
		{Kind: "survival", Form: "survival:DEAL@MONTHS", Names: durability.ColumnNames, Make: inPoints(durability.Column)},
	}
}

// column makes single runs of an answer, as sensitivity.Source has it.
type column = func(ctx context.Context, d *ask.Draws, name string) (label string, outcomes []string, worker func() func(inputs []float64, dice int) (float64, error), err error)

// inPoints is a column that needs points.
func inPoints(of column) column {
	return func(ctx context.Context, d *ask.Draws, name string) (string, []string, func() func([]float64, int) (float64, error), error) {
		if err := needsPoints(d); err != nil {
			return "", nil, nil, err
		}
		return of(ctx, d, name)
	}
}

// needsPoints refuses a question about time where only the order of some values is known: margins, averages over time and breaches
// compare differences.
func needsPoints(d *ask.Draws) error {
	why := ask.OrderOnly(d.G, d.G.Known)
	if why == "" {
		return nil
	}
	p := &d.G.Case.Parties[d.G.Ordinal.List()[0]]
	return &game.ValueError{
		Place: p.Values.Place, Path: p.Values.Path,
		Reason: why + "; give points instead of `priorities` or `ranking`; `parley stable` needs the order alone",
	}
}

// likely forecasts.
func likely(ctx context.Context, d *ask.Draws, args Args) (Answer, error) {
	if err := needsPoints(d); err != nil {
		return nil, err
	}
	return answered(forecast.Ask(ctx, d, forecast.Args{Runs: args.Runs, WhatIf: args.WhatIf, Stable: args.Stable}))
}

// compel asks about the threats that are named, else those of the case's first sender and target.
func compel(ctx context.Context, d *ask.Draws, args Args) (Answer, error) {
	if err := needsPoints(d); err != nil {
		return nil, err
	}
	a := coercion.Args{By: args.By, To: args.To, Threat: args.Threat}
	threats := d.G.Case.Threats
	switch {
	case args.Threat >= 0 && args.By < 0:
		a.By, a.To = threats[args.Threat].By, threats[args.Threat].To
	case args.By < 0 && len(threats) > 0:
		a.By, a.To = threats[0].By, threats[0].To
	case args.By < 0:
		return nil, &ask.ArgumentError{Flag: "CASE", Pos: -1, Reason: "the case names no threat", Suggestion: "declare one under `threats`: by, to, demand, instrument, deadline"}
	}
	if !args.Until.IsZero() {
		a.Date = &args.Until
	}
	return answered(coercion.Ask(ctx, d, a))
}

// hold asks about the plan or the deal that is named.
func hold(ctx context.Context, d *ask.Draws, args Args) (Answer, error) {
	if err := needsPoints(d); err != nil {
		return nil, err
	}
	switch {
	case args.Plan >= 0:
		return answered(durability.Ask(ctx, d, durability.Args{Plan: args.Plan, Table: -1}))
	case len(args.Deals) > 1:
		return nil, &ask.ArgumentError{Flag: "--deal", Text: args.Deals[1].Label, Pos: -1, Reason: "one deal at a time", Suggestion: "ask twice"}
	case len(args.Deals) == 1:
		return answered(durability.Ask(ctx, d, durability.Args{Deal: &args.Deals[0], Table: -1}))
	}
	named := ask.Deals(d.G)
	if len(named) == 0 {
		return nil, &ask.ArgumentError{Flag: "--deal", Pos: -1, Reason: "no deal is named, and the case has none", Suggestion: "write --deal 'issue=option, issue=option'"}
	}
	return answered(durability.Ask(ctx, d, durability.Args{Deal: &named[0], Table: -1}))
}
