package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"parley"
	"parley/internal/brief"
)

// maxJobs bounds the workers; more than there are processors only cost memory.
const maxJobs = 1024

// whole is a flag that takes a whole number.
type whole struct {
	value    uint64
	min, max uint64
}

// String gives the number.
func (w *whole) String() string { return strconv.FormatUint(w.value, 10) }

// Type names the value in the help.
func (w *whole) Type() string { return "N" }

// Set reads the number.
func (w *whole) Set(text string) error {
	v, err := strconv.ParseUint(text, 10, 64)
	if err != nil || v < w.min || v > w.max {
		return fmt.Errorf("a whole number from %d to %d is wanted, in plain digits", w.min, w.max)
	}
	w.value = v
	return nil
}

// question holds the flags of a question: how to draw, and the words it takes.
type question struct {
	runs, seed, jobs whole
	table, of, want  string
	between          []string
	deals, goals     []string
	states           []string
	at               string
	threat, until    string
	plan             string
	issue, data      string
	set, without     []string
	with, fix        []string
	stable           bool
}

// questionFlags adds the flags that a question takes. The commands and the expectations of a case share them.
func questionFlags(f *pflag.FlagSet, takes brief.Takes) *question {
	most := uint64(parley.MaxDraws)
	if takes.Runs {
		most = parley.MaxRuns
	}
	q := &question{runs: whole{parley.DefaultRuns, 1, most}, seed: whole{1, 0, math.MaxUint64}, jobs: whole{0, 0, maxJobs}}
	f.SortFlags = false
	if takes.Table {
		f.StringVar(&q.table, "table", "", "the `TABLE` it is put to")
	}
	if takes.Between {
		f.StringArrayVar(&q.between, "between", nil, "put to these parties instead of a table: `A,B,...`")
	}
	if takes.Deal {
		f.StringArrayVar(&q.deals, "deal", nil, "a `DEAL`: a name of the case, or such as \"strikes=halted, sanctions=eased\"; may be repeated")
	}
	if takes.Goal {
		f.StringArrayVar(&q.goals, "goal", nil, "a `GOAL` of the case; may be repeated")
	}
	if takes.State {
		f.StringArrayVar(&q.states, "state", nil, "a further `STATE` to look at: today, a deal of the case, or such as \"strikes=halted\"; may be repeated")
		f.StringVar(&q.want, "want", "", "the `STATE` that should stay put, written likewise")
	}
	if takes.Of {
		f.StringVar(&q.of, "of", "", "the `ANSWER` asked about: room:GOAL@TABLE (GOAL and TABLE may be left out), gain:DEAL:PARTY, scenario:NAME, scenarios, conceding:THREAT or survival:DEAL@MONTHS")
	}
	if takes.Scale {
		f.StringVar(&q.issue, "issue", "", "an `ISSUE` with a scale; default: all of them")
		f.StringVar(&q.data, "data", "", "a `DIR` with the DEU III data, for a calibrated forecast")
	}
	q.inTime(f, takes)
	f.Var(&q.runs, "runs", "draws of the uncertain inputs")
	f.Var(&q.seed, "seed", "seed of the draws")
	f.StringVar(&q.at, "at", "", "put it at this `DATE`: what is expected to be then while today goes on; runs begin there")
	f.Var(&q.jobs, "jobs", "workers, 0 for one a processor; the answer does not depend on it")
	return q
}

// inTime adds the flags of questions about time.
func (q *question) inTime(f *pflag.FlagSet, takes brief.Takes) {
	if takes.Plan {
		f.StringVar(&q.plan, "plan", "", "a `PLAN` of the case, instead of a deal")
	}
	if takes.Pair {
		f.StringVar(&q.threat, "threat", "", "a `THREAT` of the case")
		f.StringVar(&q.until, "by", "", "look at this `DATE` instead of the deadline")
	}
	if takes.WhatIf {
		f.StringArrayVar(&q.set, "set", nil, "what if a quantity were otherwise: `QUANTITY=NUMBER`; may be repeated, as the next three")
		f.StringArrayVar(&q.without, "without", nil, "what if it were not there: `threat:NAME`, or clocks for all tracks standing still")
		f.StringArrayVar(&q.with, "with", nil, "what if a table that is off met: `table:NAME`")
		f.StringArrayVar(&q.fix, "fix", nil, "what if a track stood still: `track:NAME`")
		f.BoolVar(&q.stable, "stable", false, "only draws in which nobody would leave today at once by itself")
	}
}

func (q *question) options() parley.Options {
	return parley.Options{Runs: int(q.runs.value), Seed: q.seed.value, Jobs: int(q.jobs.value), At: strings.TrimSpace(q.at)}
}

// words are what the question is about. A flag that is given and empty is an error, not a wish for everything.
func (q *question) words(f *pflag.FlagSet) (parley.Words, error) {
	w := parley.Words{Table: strings.TrimSpace(q.table), Deals: q.deals, Goals: q.goals, States: q.states, Want: strings.TrimSpace(q.want), Of: strings.TrimSpace(q.of)}
	w.Threat, w.Until, w.Plan = strings.TrimSpace(q.threat), strings.TrimSpace(q.until), strings.TrimSpace(q.plan)
	w.Set, w.Without, w.With, w.Fix, w.Stable = q.set, q.without, q.with, q.fix, q.stable
	w.Issue, w.Data = strings.TrimSpace(q.issue), q.data
	for _, x := range []struct{ flag, given, what string }{
		{"at", strings.TrimSpace(q.at), "date"}, {"threat", w.Threat, "threat"}, {"by", w.Until, "date"}, {"plan", w.Plan, "plan"}, {"issue", w.Issue, "issue"}, {"data", w.Data, "folder"},
	} {
		if f.Changed(x.flag) && x.given == "" {
			return w, &parley.ArgumentError{Flag: "--" + x.flag, Pos: -1, Reason: "no " + x.what + " is named"}
		}
	}
	if f.Changed("table") && w.Table == "" {
		return w, &parley.ArgumentError{Flag: "--table", Pos: -1, Reason: "no table is named"}
	}
	if f.Changed("want") && w.Want == "" {
		return w, &parley.ArgumentError{Flag: "--want", Pos: -1, Reason: "no state is named", Suggestion: "write issue=option, or the name of a deal of the case"}
	}
	if f.Changed("of") && w.Of == "" {
		return w, &parley.ArgumentError{Flag: "--of", Pos: -1, Reason: "no answer is named", Suggestion: "write room:GOAL@TABLE, gain:DEAL:PARTY or scenario:NAME"}
	}
	for _, list := range q.between {
		for name := range strings.SplitSeq(list, ",") {
			if name = strings.TrimSpace(name); name == "" {
				return w, &parley.ArgumentError{Flag: "--between", Text: list, Pos: -1, Reason: "a party is missing", Suggestion: "write A,B"}
			}
			w.Between = append(w.Between, name)
		}
	}
	return w, nil
}

// flagError words a flag that could not be read.
func flagError(err error, known *pflag.FlagSet, command string) error {
	e := &usageError{reason: err.Error(), command: command}
	var invalid *pflag.InvalidValueError
	var missing *pflag.NotExistError
	var wanting *pflag.ValueRequiredError
	switch {
	case errors.As(err, &invalid):
		e.reason = fmt.Sprintf("--%s `%s`: %v", invalid.GetFlag().Name, invalid.GetValue(), invalid.Unwrap())
		if invalid.GetFlag().Value.Type() == "bool" {
			e.reason, e.suggestion = fmt.Sprintf("--%s `%s`: it takes no value", invalid.GetFlag().Name, invalid.GetValue()), "write --"+invalid.GetFlag().Name+", or leave it away"
		}
	case errors.As(err, &missing):
		e.reason, e.suggestion = unknownFlag(missing, known)
	case errors.As(err, &wanting):
		e.reason = "--" + wanting.GetSpecifiedName() + " wants a value"
		if wanting.GetSpecifiedShortnames() != "" {
			e.reason = "-" + wanting.GetSpecifiedName() + " wants a value"
		}
	}
	return e
}
