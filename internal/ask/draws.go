package ask

import (
	"context"
	"errors"
	"fmt"

	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/quantity"
)

// DefaultRuns is how many draws an answer rests on unless told otherwise.
const DefaultRuns = 2000

// MaxRuns bounds the draws: ranks and results are held for each.
const MaxRuns = 200_000

// Draws are the draws of a case's inputs, made once and shared by all questions about it.
type Draws struct {
	G    *game.Game
	Seed uint64
	Runs int // asked for
	Done int // made: fewer than Runs only after an interruption
	Jobs int // workers; 0: one a core

	stopped bool // some step was interrupted

	Central *game.Numbers // inputs at their medians

	sampler *quantity.Sampler
	inputs  []float64 // run after run, where they fit into keepInputs; else nil, and drawn again when asked for
	ranks   *ensemble.Ranks
	assumed []bool // by input: uncertain and without a source
	cond    *ensemble.Conditioner
	// Progress, if set, is told how many runs of a named step are done.
	Progress func(step string, done, of int)
	// At names the day that the questions are put at, which is that of the game; "" for the day of the case.
	At string
}

// NewDraws prepares n draws. Its error is a *game.ValueError, a *quantity.NotPositiveDefinite, a *SkippedError where the context ended
// meanwhile, since no question could be answered then, or says what is wrong with n.
func NewDraws(ctx context.Context, g *game.Game, n int, seed uint64, jobs int) (*Draws, error) {
	if n < 1 || n > MaxRuns {
		return nil, fmt.Errorf("%d draws asked for; between 1 and %d are possible", n, MaxRuns)
	}
	d := &Draws{G: g, Seed: seed, Runs: n, Done: n, Jobs: jobs, At: at(g)}
	inputs := make([]quantity.Input, len(g.Case.Inputs))
	uncertain := make([]bool, len(inputs))
	for i, in := range g.Case.Inputs {
		inputs[i] = quantity.Input{Path: in.Path, Dist: in.Dist}
		uncertain[i] = !in.Dist.Constant() && !in.Cited()
	}
	var cs []quantity.Correlation
	for _, c := range g.Case.Correlations {
		cs = append(cs, quantity.Correlation{A: c.A, B: c.B, Rank: c.Rank})
	}
	var err error
	if d.sampler, err = quantity.NewSampler(inputs, cs, seed); err != nil {
		return nil, err
	}
	medians := make([]float64, len(inputs))
	d.sampler.Medians(medians)
	d.Central = g.NewNumbers()
	if err := d.Central.Fill(medians, nil); err != nil {
		return nil, err
	}
	d.assumed, d.ranks = uncertain, ensemble.NewRanks(n, len(inputs))
	if n*len(inputs) <= keepInputs {
		d.inputs = make([]float64, n*len(inputs))
	}
	if err = d.draw(ctx); err == nil {
		err = d.condition(ctx)
	}
	if Interrupted(err) {
		err = &SkippedError{Step: "draws", Err: err}
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// draw makes the draws.
func (d *Draws) draw(ctx context.Context) error {
	_, err := ensemble.Each(ctx, d.Runs, d.Jobs, func() func(int) error {
		u := make([]float64, d.sampler.Len())
		return func(run int) error {
			d.sampler.Uniform(run, u)
			d.ranks.Set(run, u)
			if d.inputs != nil {
				d.sampler.Values(u, d.inputs[run*len(u):(run+1)*len(u)])
			}
			return nil
		}
	}, nil)
	return err
}

// condition prepares the summaries for the runs that are done.
func (d *Draws) condition(ctx context.Context) error {
	cond, err := ensemble.NewConditioner(ctx, d.ranks, d.Done, d.assumed)
	d.cond = cond
	return err
}

// keepInputs is the most drawn numbers that are kept (32 MB); beyond it memory stays flat in the number of runs.
const keepInputs = 4 << 20

// Inputs fills dst with the inputs of one run.
func (d *Draws) Inputs(run int, dst []float64) {
	if d.inputs != nil {
		copy(dst, d.inputs[run*len(dst):(run+1)*len(dst)])
		return
	}
	d.sampler.Draw(run, dst)
}

// Sampler gives the ranks of the inputs in any run, beyond those of the draws too, and the values at given ranks.
func (d *Draws) Sampler() *quantity.Sampler { return d.sampler }

// Medians fills dst with the inputs of the central answer.
func (d *Draws) Medians(dst []float64) { d.sampler.Medians(dst) }

// Each calls work for every run with that run's numbers, over the workers; newWorker makes one worker's function. Results
// go to slots indexed by run. After an interruption Done falls to the number of leading runs that are complete, and the
// error is the context's. Errors of a run name it.
func (d *Draws) Each(ctx context.Context, step string, newWorker func() func(run int, n *game.Numbers) error) error {
	return d.EachRun(ctx, step, func() func(int) error {
		n, inputs, work := d.G.NewNumbers(), make([]float64, len(d.G.Case.Inputs)), newWorker()
		return func(run int) error {
			d.Inputs(run, inputs)
			if err := d.Fill(n, inputs); err != nil {
				return err
			}
			if err := work(run, n); err != nil {
				return err
			}
			return n.Fault()
		}
	})
}

// EachRun is Each for work that takes no numbers.
func (d *Draws) EachRun(ctx context.Context, step string, newWorker func() func(run int) error) error {
	if err := ctx.Err(); err != nil {
		d.stopped = true
		return &SkippedError{Step: step, Err: err}
	}
	var progress func(int)
	if d.Progress != nil {
		progress = func(done int) { d.Progress(step, done, d.Done) }
	}
	done, err := ensemble.Each(ctx, d.Done, d.Jobs, newWorker, progress)
	d.stopped = d.stopped || Interrupted(err)
	if Interrupted(err) && done == 0 {
		return &SkippedError{Step: step, Err: err} // what earlier steps have still counts
	}
	if Interrupted(err) {
		d.Done = min(d.Done, done)
		err = errors.Join(err, d.condition(context.WithoutCancel(ctx)))
	}
	return err
}

// SkippedError says that the work was stopped before or at the first run of a step: nothing of it can be given.
type SkippedError struct {
	Step string
	Err  error // the context's
}

// Error names the step.
func (e *SkippedError) Error() string { return e.Step + ": nothing done: " + e.Err.Error() }

// Unwrap gives the context's error.
func (e *SkippedError) Unwrap() error { return e.Err }

// Partial reports whether the step that returned err left results for some leading runs: it was begun, and stopped after
// at least one.
func (d *Draws) Partial(err error) bool {
	var skipped *SkippedError
	return Interrupted(err) && !errors.As(err, &skipped) && d.Done > 0
}

// Interrupted reports whether an error only says that the work was stopped: what there is can be given, marked as partial.
func Interrupted(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// Probability is the chance of an outcome given by run, with the range that one assumed input alone can move it over.
func (d *Draws) Probability(y []bool) ensemble.Probability { return d.cond.Probability(y[:d.Done]) }

// Given is Probability among the runs in which a condition held.
func (d *Draws) Given(y, condition []bool) ensemble.Probability {
	return d.cond.Given(y[:d.Done], condition[:d.Done])
}

// Interval is the median of a value given by run and the interval that holds 90 % of draws.
func (d *Draws) Interval(v []float64) ensemble.Interval { return ensemble.Summarise(v[:d.Done]) }
