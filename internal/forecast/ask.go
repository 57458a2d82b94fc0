package forecast

import (
	"context"
	"fmt"
	"slices"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/bargain"
	"parley/internal/clock"
	"parley/internal/game"
)

// MaxRuns is the most runs of a forecast.
const MaxRuns = 10_000_000

const (
	blockRuns = 10_000 // runs that are kept until they are counted
	leadRuns  = 2_000  // leading runs behind the fans of tracks, and behind who would leave today

	// A tenth of the runs, the leading ones, is made again under other assumptions, within these bounds.
	leastChecked, mostChecked = 200, 1_000
)

// Args are the words of the question.
type Args struct {
	Runs   int               // 0: as many as there are draws; at most MaxRuns
	WhatIf []casefile.Change // made together: what if the case were so
	Stable bool              // only runs in which nobody would leave today at once
}

// question is one forecast under way.
type question struct {
	d     *ask.Draws
	g     *game.Game
	w     *clock.World
	args  Args
	runs  int // asked for
	goals bool
	book  *bargain.Book
	base  *trial
	other *trial // of the what-if; nil: none
	tally *tally
	lead  []int // [leading run] its ending; −1: left out
	look  []game.Mask
	fan   *fan
	pairs *pairs // with the what-if
	slots []slot
	fates []int // of the what-if's runs, in a block
	done  int   // runs made, those left out included
	over  error // the context's, once it has ended
}

// Ask forecasts. The error is a *game.ValueError where the case says too little, or says something that cannot be followed; an error of
// the context comes with the answer that the runs made so far give.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	q, err := prepare(ctx, d, args)
	if err != nil {
		return nil, err
	}
	if err := q.simulate(ctx); err != nil {
		return nil, err
	}
	a, err := q.answer(ctx)
	if a != nil {
		a.endings = q.lead
	}
	return a, err
}

func prepare(ctx context.Context, d *ask.Draws, args Args) (*question, error) {
	q := &question{d: d, g: d.G, args: args, runs: args.Runs}
	if q.runs == 0 {
		q.runs = d.Runs
	}
	if q.runs < 1 || q.runs > MaxRuns {
		return nil, fmt.Errorf("%d runs asked for; between 1 and %d are possible", args.Runs, MaxRuns)
	}
	if err := horizonAhead(d); err != nil {
		return nil, err
	}
	if !d.G.Case.Clock.Given && len(d.G.Case.Scenarios) == 0 {
		return nil, caseError("scenarios", "the case says nothing about time, so there is nothing to forecast; declare scenarios, "+
			"and what may bring them about: tables with `date` or `every` and `closes`, tracks, events or threats")
	}
	var err error
	if q.base, err = newTrial(ctx, d); err != nil {
		return nil, err
	}
	q.w, q.book = q.base.e.w, q.base.e.book
	q.goals = len(q.g.Case.Scenarios) == 0
	if len(args.WhatIf) > 0 {
		if q.other, err = q.variant(ctx, args.WhatIf); err != nil {
			return nil, err
		}
	}
	q.tally = newTally(q.g, q.w.Steps, len(q.base.e.ends))
	lead := min(q.runs, max(leadRuns, d.Done))
	q.lead, q.look = make([]int, 0, lead), make([]game.Mask, 0, lead)
	q.fan = newFan(q.g, q.w, min(q.runs, leadRuns))
	q.pairs = newPairs(len(q.base.e.ends))
	q.slots, q.fates = make([]slot, min(q.runs, blockRuns)), make([]int, min(q.runs, blockRuns))
	return q, nil
}

// horizonAhead refuses a day from which there is nothing to run to.
func horizonAhead(d *ask.Draws) error {
	if clock.Left(d.G) > 1e-9 {
		return nil
	}
	return &ask.ArgumentError{
		Flag: "--at", Text: d.At, Pos: -1, Reason: "a forecast runs to the horizon of the case, " + ask.Amount(d.G.Case.Clock.Horizon, "month", "months") +
			" from " + ask.LongDate(d.G.Case.AsOf.Format(time.DateOnly)) + "; from that day there is nothing left to run",
		Suggestion: "name an earlier day, or give the case a longer `horizon`",
	}
}

// newTrial prepares the runs of a case.
func newTrial(ctx context.Context, d *ask.Draws) (*trial, error) {
	w, err := clock.New(d.G, d.Seed, 0)
	if err != nil {
		return nil, err
	}
	ends, _, err := endingsOf(w)
	if err != nil {
		return nil, err
	}
	book, err := bargain.NewBook(ctx, w, d, bargain.Options{})
	if err != nil {
		if ask.Interrupted(err) {
			err = &ask.SkippedError{Step: "forecast", Err: err}
		}
		return nil, err
	}
	e, err := newEngine(w, book, ends, d.Seed)
	return &trial{d: d, e: e}, err
}

// variant prepares the runs of a changed case.
func (q *question) variant(ctx context.Context, changes []casefile.Change) (*trial, error) {
	g, err := q.changed(changes)
	if err != nil {
		return nil, err
	}
	d, err := ask.NewDraws(ctx, g, 1, q.d.Seed, q.d.Jobs)
	if err != nil {
		return nil, err
	}
	return newTrial(ctx, d)
}

// changed is the case with some changes, at the moment of the forecast. What holds a track fast takes hold at that moment; all else is
// otherwise from the day of the case on.
func (q *question) changed(changes []casefile.Change) (*game.Game, error) {
	g, list := game.Compile(casefile.Variant(q.g.Case, changes))
	if len(list) > 0 {
		return nil, fmt.Errorf("the changed case: %w", list[0])
	}
	holdsFast := func(c casefile.Change) bool { return c.Kind == casefile.FixTrack || c.Kind == casefile.WithoutClocks }
	if q.g.Elapsed == 0 || !slices.ContainsFunc(changes, holdsFast) {
		return clock.Like(g, q.g), nil
	}
	past, list := game.Compile(casefile.Variant(q.g.Case, slices.DeleteFunc(slices.Clone(changes), holdsFast)))
	if len(list) > 0 {
		return nil, fmt.Errorf("the changed case: %w", list[0])
	}
	return g.As(clock.Like(past, q.g)), nil
}

// simulate makes the runs, block by block.
func (q *question) simulate(ctx context.Context) error {
	for q.done < q.runs && q.over == nil {
		if err := q.block(ctx, min(blockRuns, q.runs-q.done)); err != nil {
			return err
		}
	}
	switch {
	case q.tally.n > 0:
		return nil
	case q.over != nil:
		return &ask.SkippedError{Step: "forecast", Err: q.over}
	}
	return &ask.ArgumentError{
		Flag: "--stable", Pos: -1, Reason: "in every run somebody would leave today at once by a move of its own, so none is left to forecast from",
		Suggestion: "ask without it; `parley check` names who would leave, and by which move",
	}
}

// block makes some runs and counts those that are complete.
func (q *question) block(ctx context.Context, n int) error {
	from := q.done
	done, err := q.base.each(ctx, from, n, q.d.Jobs, func(run int, x *runner) error {
		x.looks = q.args.Stable || run < leadRuns
		x.leavers, x.seen = 0, nil
		if run < q.fan.runs {
			x.seen = q.fan.follow(run, x)
		}
		k, err := x.run(run, q.args.Stable)
		q.slots[run-from].fill(k, x)
		return err
	}, q.progress("forecast", from, q.runs))
	if err := q.stopped(err); err != nil {
		return err
	}
	for k := range done {
		q.count(&q.slots[k])
	}
	q.done += done
	if q.other == nil || done == 0 {
		return nil
	}
	return q.pair(ctx, from, done)
}

// stopped keeps an error that only says that the work was stopped; others are given back.
func (q *question) stopped(err error) error {
	if ask.Interrupted(err) {
		q.over = err
		return nil
	}
	return err
}

func (q *question) count(s *slot) {
	if len(q.lead) < cap(q.lead) {
		q.lead = append(q.lead, s.ending)
	}
	if len(q.look) < cap(q.look) {
		q.look = append(q.look, s.leavers)
	}
	if s.ending >= 0 {
		q.tally.add(s, q.g)
	}
}

// pair makes the what-if's runs beside a block of the answer's.
func (q *question) pair(ctx context.Context, from, n int) error {
	done, err := q.other.each(ctx, from, n, q.d.Jobs, func(run int, x *runner) (err error) {
		if q.slots[run-from].ending >= 0 {
			q.fates[run-from], err = x.run(run, false)
		}
		return err
	}, q.progress("what if", from, q.runs))
	for k := range done {
		if s := &q.slots[k]; s.ending >= 0 {
			q.pairs.add(s.ending, q.fates[k])
		}
	}
	return q.stopped(err)
}

// progress tells how many runs of a step are done; nil where nobody asks.
func (q *question) progress(step string, before, of int) func(int) {
	if q.d.Progress == nil {
		return nil
	}
	return func(done int) { q.d.Progress(step, before+done, of) }
}
