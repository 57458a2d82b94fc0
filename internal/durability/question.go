package durability

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/bargain"
	"parley/internal/clock"
	"parley/internal/ensemble"
	"parley/internal/game"
)

// question is what is asked, prepared: the stages of the deal or plan, the world its paths run in, and what came of each draw.
type question struct {
	g      *game.Game // without the guarantees taken away
	d      *ask.Draws
	args   Args
	stages []stage
	w      *clock.World
	rested *clock.World // the same, its guarantors tireless
	book   *bargain.Book
	steps  int // that a path runs on after the first signing, at most

	done     int       // leading draws whose paths are made
	forced   bool      // all draws are made to sign
	outcomes []outcome // by draw, signed of itself
	all      []outcome // by draw, made to sign; nil unless forced
}

// stage is a deal that is tried at some time.
type stage struct {
	of       *casefile.PlanStep // nil: the deal that is asked about
	settings []casefile.Setting
	planned  game.State // where it leads if all before it have been signed
	on       int        // the step it is tried in; −1: when the condition holds
	after    int        // steps after the stage before it in which it is tried; 0: as `on` and the condition say
	when     game.Truth
}

// maxWait is how many months the first step of a plan may take to come.
const maxWait = 60

func newQuestion(ctx context.Context, d *ask.Draws, args Args) (*question, error) {
	q := &question{g: without(d.G, args.Without), d: d, args: args}
	if q.g.Today == nil {
		_, err := clock.New(q.g, d.Seed, 1) // which says why
		return nil, err
	}
	if args.Table >= len(q.g.Case.Tables) {
		return nil, &SubjectError{fmt.Sprintf("there is no table number %d", args.Table), "name a table of the case, or none"}
	}
	wait, err := q.wait()
	if err != nil {
		return nil, err
	}
	most := clock.MaxSteps / q.g.Case.Clock.Step.PerMonth()
	wait = min(wait, most/2)
	horizon := min(milestones[len(milestones)-1], most-wait)
	if q.w, err = clock.New(q.g, d.Seed, horizon+wait); err != nil {
		return nil, err
	}
	if q.rested, err = clock.New(tireless(q.g), d.Seed, horizon+wait); err != nil {
		return nil, err
	}
	q.steps = stepsUntil(horizon, q.w.DT)
	if err := q.prepare(); err != nil {
		return nil, err
	}
	q.book, err = bargain.NewBook(ctx, q.w, d, bargain.Options{})
	return q, err
}

// wait is how many months the first step may take to come.
func (q *question) wait() (float64, error) {
	if q.args.Deal != nil {
		return 0, nil
	}
	if q.args.Plan < 0 || q.args.Plan >= len(q.g.Plans) || len(q.g.Plans[q.args.Plan]) == 0 {
		return 0, &SubjectError{fmt.Sprintf("there is no plan number %d", q.args.Plan), "name a deal, or a plan of the case"}
	}
	switch first := q.g.Plans[q.args.Plan][0].Of; {
	case first.When != nil:
		return maxWait, nil
	case first.On.IsZero():
		return 0, nil
	default:
		months := max(0, math.Ceil(q.g.Case.Clock.Step.Months(q.g.Day, first.On)))
		if months > maxWait {
			return 0, &SubjectError{fmt.Sprintf("the first step of the plan lies %g months ahead; at most %d are possible", months, maxWait), "give it an earlier date"}
		}
		return months, nil
	}
}

// prepare makes the stages.
func (q *question) prepare() error {
	today := q.g.Today
	if deal := q.args.Deal; deal != nil {
		if deal.State.Equal(today) {
			return &SubjectError{"this deal is today's state: there is nothing to sign", "name a deal that changes something"}
		}
		q.stages = []stage{{settings: settingsBetween(today, deal.State), planned: deal.State, on: 0}}
		return q.reachable(today, deal.State)
	}
	base := today
	for k := range q.g.Plans[q.args.Plan] {
		of := q.g.Plans[q.args.Plan][k].Of
		if !of.On.IsZero() && of.On.Before(q.g.Day) {
			return &ask.ArgumentError{
				Flag: "--at", Text: q.d.At, Pos: -1, Reason: fmt.Sprintf("step %d of the plan is due on %s, before that day, and today has gone on until then", k+1, ask.LongDate(of.On.Format(time.DateOnly))),
				Suggestion: "name that day or an earlier one, or give the step a later date",
			}
		}
		s := stage{of: of, settings: of.Settings, on: -1, when: q.g.Plans[q.args.Plan][k].When}
		switch {
		case !of.On.IsZero():
			s.on = q.w.StepOf(of.On)
		case of.When == nil:
			s.on = 0
		}
		var err error
		if s.planned, err = q.g.Complete(base, s.settings); err != nil {
			return fmt.Errorf("step %d of the plan: %w", k+1, err)
		}
		if err := q.reachable(base, s.planned); err != nil {
			return err
		}
		base = s.planned
		q.stages = append(q.stages, s)
	}
	return nil
}

// reachable checks that all parties together could go there.
func (q *question) reachable(from, to game.State) error {
	if q.reaches(from, to) {
		return nil
	}
	return &SubjectError{
		"nobody can bring about " + ask.Difference(q.g, from, to) + ", not even all parties together",
		"look at who may bring about its options, and at those that are irreversible",
	}
}

// reaches reports whether all parties together can go there.
func (q *question) reaches(from, to game.State) bool {
	return from.Equal(to) || q.g.Reaches(game.Mask(1)<<len(q.g.Parties)-1, nil, from, to)
}

// without is the game with some guarantees taken away.
func without(g *game.Game, off []int) *game.Game {
	if len(off) == 0 {
		return g
	}
	c := *g
	c.Guarantees = slices.Clone(g.Guarantees)
	never := g.Tabulate(nil, func(game.State) bool { return false })
	for _, k := range off {
		c.Guarantees[k].When = never
	}
	return &c
}

// tireless is the game with guarantors that do not lose interest.
func tireless(g *game.Game) *game.Game {
	c := *g
	c.Guarantees = slices.Clone(g.Guarantees)
	for k := range c.Guarantees {
		c.Guarantees[k].Fatigue = nil
	}
	return &c
}

// each makes paths of some draws in a world, over the workers; what comes of a draw goes to a slot of its own. It returns how many of
// the draws, from the first on, are done.
func (q *question) each(ctx context.Context, step string, w *clock.World, draws []int, work func(x *walker, draw int) error) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, &ask.SkippedError{Step: step, Err: err}
	}
	var progress func(int)
	if q.d.Progress != nil {
		progress = func(done int) { q.d.Progress(step, done, len(draws)) }
	}
	done, err := ensemble.Each(ctx, len(draws), q.d.Jobs, func() func(int) error {
		x := q.walker(w)
		return func(k int) error { return work(x, draws[k]) }
	}, progress)
	if ask.Interrupted(err) && done == 0 {
		err = &ask.SkippedError{Step: step, Err: err}
	}
	return done, err
}

// paths makes a path of each draw; where too few sign of themselves, another in which all do.
func (q *question) paths(ctx context.Context) error {
	draws := make([]int, q.d.Done)
	for k := range draws {
		draws[k] = k
	}
	q.outcomes = make([]outcome, q.d.Done)
	done, err := q.each(ctx, "whether it lasts", q.w, draws, func(x *walker, draw int) error {
		return x.walk(draw, full, &q.outcomes[draw])
	})
	q.done = done
	if err != nil {
		return err
	}
	signed := 0
	for k := range q.outcomes[:done] {
		if q.outcomes[k].signed() {
			signed++
		}
	}
	if float64(signed) >= fewSigned*float64(done) {
		return nil
	}
	all := make([]outcome, q.d.Done)
	_, err = q.each(ctx, "if it were signed all the same", q.w, draws[:min(len(draws), maxForced)], func(x *walker, draw int) error {
		return x.walk(draw, full|force, &all[draw])
	})
	if err == nil {
		q.forced, q.all = true, all
	}
	return err
}

// basis is what came of the draws that the answer rests on, and which of them count.
func (q *question) basis() ([]outcome, []int) {
	of := q.outcomes
	if q.forced {
		of = q.all
	}
	var draws []int
	for k := range of[:q.done] {
		if of[k].signed() {
			draws = append(draws, k)
		}
	}
	return of, draws
}

// stepsUntil is the step in which some months are over.
func stepsUntil(months, dt float64) int { return int(math.Ceil(months/dt - 1e-9)) }
