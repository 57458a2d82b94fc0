package parley

import (
	"errors"
	"strings"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/brief"
	"parley/internal/game"
)

// resolve finds what the words name in the case, and refuses those that the question does not take.
func resolve(c *Case, q *brief.Question, w Words) (brief.Args, error) {
	args := brief.Args{Table: -1, Of: strings.TrimSpace(w.Of), By: -1, To: -1, Threat: -1, Plan: -1, Issue: -1, Stable: w.Stable}
	if err := taken(q, w); err != nil {
		return args, err
	}
	if w.Table != "" {
		t, err := casefile.FindTable(c.Case, w.Table)
		if err != nil {
			return args, notFound("--table", w.Table, len(c.Tables), err)
		}
		args.Table = t
	}
	for _, name := range w.Between {
		p, err := casefile.FindParty(c.Case, name)
		if err != nil {
			return args, notFound("--between", name, len(c.Parties), err)
		}
		args.Between |= game.Of(p)
	}
	for _, text := range w.Deals {
		d, err := deal(c, "--deal", text)
		if err != nil {
			return args, err
		}
		args.Deals = append(args.Deals, d)
	}
	for _, more := range []func(*Case, Words, *brief.Args) error{states, pair, inTime, whatIf} {
		if err := more(c, w, &args); err != nil {
			return args, err
		}
	}
	if w.Issue != "" {
		i, err := scale(c, w.Issue)
		if err != nil {
			return args, err
		}
		args.Issue = i
	}
	for _, name := range w.Goals {
		g, err := casefile.FindGoal(c.Case, name)
		if err != nil {
			return args, notFound("--goal", name, len(c.Goals), err)
		}
		args.Goals = append(args.Goals, g)
	}
	return args, nil
}

// taken refuses words that the question would ignore.
func taken(q *brief.Question, w Words) error {
	for _, x := range []struct {
		flag         string
		given, takes bool
	}{
		{"--table", w.Table != "", q.Takes.Table},
		{"--between", len(w.Between) > 0, q.Takes.Between},
		{"--deal", len(w.Deals) > 0, q.Takes.Deal},
		{"--goal", len(w.Goals) > 0, q.Takes.Goal},
		{"--state", len(w.States) > 0, q.Takes.State},
		{"--want", w.Want != "", q.Takes.State},
		{"--of", w.Of != "", q.Takes.Of},
		{"the sender", w.By != "", q.Takes.Pair},
		{"the target", w.To != "", q.Takes.Pair},
		{"--threat", w.Threat != "", q.Takes.Pair},
		{"--by", w.Until != "", q.Takes.Pair},
		{"--plan", w.Plan != "", q.Takes.Plan},
		{"--set", len(w.Set) > 0, q.Takes.WhatIf},
		{"--without", len(w.Without) > 0, q.Takes.WhatIf},
		{"--with", len(w.With) > 0, q.Takes.WhatIf},
		{"--fix", len(w.Fix) > 0, q.Takes.WhatIf},
		{"--stable", w.Stable, q.Takes.WhatIf},
		{"--issue", w.Issue != "", q.Takes.Scale},
		{"--data", w.Data != "", q.Takes.Scale},
	} {
		if x.given && !x.takes {
			return &ArgumentError{Flag: x.flag, Pos: -1, Reason: "`" + q.Verb + "` does not take it"}
		}
	}
	if w.Table != "" && len(w.Between) > 0 {
		return &ArgumentError{
			Flag: "--between", Pos: -1, Reason: "a table and a set of parties cannot both be asked about",
			Suggestion: "drop --table or --between",
		}
	}
	return nil
}

func notFound(flag, text string, known int, err error) error {
	e := &ArgumentError{Flag: flag, Text: text, Pos: -1, Reason: err.Error()}
	var missing *casefile.NotFound
	if errors.As(err, &missing) {
		e.Reason, e.Suggestion = "the case has no such "+missing.What, missing.Suggestion
		if known == 0 {
			e.Reason = "the case has no " + missing.What + "s"
		}
	}
	return e
}

// states finds the states to look at, and the one that should stay put.
func states(c *Case, w Words, args *brief.Args) error {
	for _, text := range w.States {
		s, err := deal(c, "--state", text)
		if err != nil {
			return err
		}
		args.States = append(args.States, s)
	}
	if w.Want == "" {
		return nil
	}
	s, err := deal(c, "--want", w.Want)
	args.Want = &s
	return err
}

func deal(c *Case, flag, text string) (ask.Deal, error) {
	if strings.TrimSpace(text) == "" {
		return ask.Deal{}, &ArgumentError{
			Flag: flag, Text: text, Pos: -1, Reason: "no deal is given",
			Suggestion: "write issue=option, or the name of a deal of the case",
		}
	}
	if flag != "--deal" && strings.TrimSpace(text) == "today" && c.game.Today != nil {
		return ask.Deal{Name: "today", Label: "today", State: c.game.Today}, nil
	}
	d, err := ask.FindDeal(c.game, strings.TrimSpace(text))
	if err == nil {
		return d, nil
	}
	var bad *ask.ArgumentError
	if errors.As(err, &bad) {
		e := &ArgumentError{Flag: flag, Text: bad.Text, Pos: bad.Pos, Reason: bad.Reason, Suggestion: bad.Suggestion}
		if e.Suggestion == "" && !strings.Contains(text, "=") {
			e.Suggestion = dealsThere(c)
		}
		return d, e
	}
	return d, &ArgumentError{Flag: flag, Text: text, Pos: -1, Reason: err.Error()}
}

// dealsThere lists the deals of the case for who named another.
func dealsThere(c *Case) string {
	const most = 12
	var names []string
	for i := range c.Deals {
		names = append(names, "`"+c.Deals[i].Name+"`")
	}
	switch {
	case len(names) == 0:
		return "write issue=option; the case has no named deals"
	case len(names) > most:
		names = append(names[:most], "…")
	}
	return "deals of the case: " + strings.Join(names, ", ")
}
