package parley

import (
	"slices"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/brief"
)

// pair finds who threatens whom.
func pair(c *Case, w Words, args *brief.Args) error {
	if w.By == "" && w.To == "" {
		return nil
	}
	for _, x := range []struct {
		what, name string
		to         *int
	}{{"the sender", w.By, &args.By}, {"the target", w.To, &args.To}} {
		if x.name == "" {
			return &ArgumentError{Flag: x.what, Pos: -1, Reason: "who threatens and who is threatened are named together", Suggestion: "write SENDER TARGET, or neither"}
		}
		p, err := casefile.FindParty(c.Case, x.name)
		if err != nil {
			return notFound(x.what, x.name, len(c.Parties), err)
		}
		*x.to = p
	}
	return nil
}

// inTime finds the threat, the plan and the day.
func inTime(c *Case, w Words, args *brief.Args) error {
	if w.Threat != "" {
		t, err := casefile.FindThreat(c.Case, w.Threat)
		if err != nil {
			return notFound("--threat", w.Threat, len(c.Threats), err)
		}
		args.Threat = t
	}
	if w.Plan != "" {
		if len(w.Deals) > 0 {
			return &ArgumentError{Flag: "--plan", Pos: -1, Reason: "a deal and a plan cannot both be asked about", Suggestion: "drop --deal or --plan"}
		}
		p, err := casefile.FindPlan(c.Case, w.Plan)
		if err != nil {
			return notFound("--plan", w.Plan, len(c.Plans), err)
		}
		args.Plan = p
	}
	if w.Until == "" {
		return nil
	}
	at, err := time.Parse(time.DateOnly, w.Until)
	switch {
	case err != nil:
		return &ArgumentError{Flag: "--by", Text: w.Until, Pos: -1, Reason: "a date is wanted", Suggestion: "write it as 2025-12-31"}
	case c.AsOf.IsZero() || !at.After(c.AsOf):
		e := &ArgumentError{Flag: "--by", Text: w.Until, Pos: -1, Reason: "a day after that of the case is wanted"}
		if !c.AsOf.IsZero() {
			e.Suggestion = "the case speaks of " + ask.LongDate(c.AsOf.Format(time.DateOnly))
		}
		return e
	}
	args.Until = at
	return nil
}

// nothingElse says why a change changes nothing, "" where it does.
func nothingElse(c *casefile.Case, change casefile.Change) string {
	switch {
	case change.Kind == casefile.WithTable && !c.Tables[change.Index].Meetings.Off:
		return "the table meets as it is"
	case change.Kind == casefile.WithoutThreat && c.Threats[change.Index].Off:
		return "the threat is off as it is"
	case change.Kind == casefile.WithoutClocks && len(c.Tracks) == 0:
		return "the case has no tracks"
	}
	return ""
}

// whatIf reads the differences of a second forecast.
func whatIf(c *Case, w Words, args *brief.Args) error {
	for _, x := range []struct {
		flag  string
		texts []string
	}{{"set", w.Set}, {"without", w.Without}, {"with", w.With}, {"fix", w.Fix}} {
		for _, text := range x.texts {
			change, err := casefile.ParseChange(c.Case, x.flag, text)
			if err != nil {
				return &ArgumentError{Flag: "--" + x.flag, Text: text, Pos: err.Pos, Reason: err.Reason, Suggestion: err.Suggestion}
			}
			if slices.ContainsFunc(args.WhatIf, func(c casefile.Change) bool { return c.Kind == change.Kind && c.Index == change.Index }) {
				return &ArgumentError{Flag: "--" + x.flag, Text: text, Pos: -1, Reason: "this is said twice", Suggestion: "say it once; each forecast answers one what-if"}
			}
			if reason := nothingElse(c.Case, change); reason != "" {
				return &ArgumentError{Flag: "--" + x.flag, Text: text, Pos: -1, Reason: reason, Suggestion: "leave it away: it changes nothing"}
			}
			args.WhatIf = append(args.WhatIf, change)
		}
	}
	return nil
}
