package sensitivity

import (
	"context"

	"parley/internal/ask"
	"parley/internal/ensemble"
)

// Args chooses the answer that is asked about.
type Args struct {
	Of      string   // room[:GOAL][@TABLE], gain:DEAL:PARTY or what a source makes; "": room
	Sources []Source // answers that rest on dice
}

// Answer is what would change an answer.
type Answer struct {
	Case      ask.Header            `json:"case"`
	Of        Of                    `json:"of"`
	Leading   string                `json:"leading,omitempty"`  // of several outcomes the likeliest: chance and shares are of it
	Outcomes  []Outcome             `json:"outcomes,omitempty"` // all of them
	Central   float64               `json:"central"`            // with every input at its median: 1 or 0 for room, points for a gain; with dice the mean over them
	Chance    *ensemble.Probability `json:"chance,omitempty"`   // of room, or of the outcome
	Gain      *ensemble.Interval    `json:"gain,omitempty"`     // or another number
	Mean      float64               `json:"mean"`               // over the draws: the chance, or the mean gain; what low and high are compared with
	Varies    bool                  `json:"varies"`
	Dice      *Dice                 `json:"dice,omitempty"`      // of an answer that rests on dice
	Evaluated int64                 `json:"evaluated"`           // draws and variants of draws that were answered
	Undecided int64                 `json:"undecided,omitempty"` // of those, in which the search was given up: taken for no room
	Screening *Screen               `json:"screening,omitempty"` // by elementary effects, where that was done
	Inputs    []Input               `json:"inputs"`              // those ranked first, by total; then the others by path
	Rest      Rest                  `json:"rest"`
	Summary   []string              `json:"summary"` // one or two sentences

	dividing int64 // evaluations that dividing the shares of correlated inputs took
	number   bool  // that a source gave: not in points
}

// Dice says how much of the variance between runs is due to inputs. Shares are of that part.
type Dice struct {
	FromInputs float64    `json:"from-inputs"`
	Range      [2]float64 `json:"range"` // 90 % interval
	Seen       bool       `json:"seen"`  // it is above the noise; else no input is measured
}

// Screen says how inputs were screened by elementary effects before any was measured.
type Screen struct {
	Trajectories int   `json:"trajectories"`
	Levels       int   `json:"levels"`    // ranks between the 5th and the 95th percentile that an input stands at
	Evaluated    int64 `json:"evaluated"` // answers that the whole screening took, that of groups by their totals included
	Changed      int   `json:"changed"`   // factors that changed an answer: single inputs, or correlated ones as one
	Factors      int   `json:"factors"`
}

// Outcome is one of several that a run can have.
type Outcome struct {
	Label  string  `json:"label"`
	Chance float64 `json:"chance"`
}

// Partial reports whether the answer was interrupted: also after all draws were answered, before all that is asked about
// the inputs was.
func (a *Answer) Partial() bool { return a.Case.Partial }

// Input is one uncertain input and what it does to the answer.
type Input struct {
	Input        string      `json:"input"`
	Label        string      `json:"label"`
	Line         int         `json:"line"`
	Cited        bool        `json:"cited"`
	Note         string      `json:"note,omitempty"`
	Status       Status      `json:"status"`
	Together     []string    `json:"together,omitempty"` // correlated inputs: first and total are of all of them as one
	Rank         int         `json:"rank"`               // by total; 0: its total is below the noise
	First        *float64    `json:"first"`
	FirstRange   *[2]float64 `json:"first-range"` // 90 % interval
	FirstNoise   bool        `json:"first-noise"` // first is below its noise
	Total        *float64    `json:"total"`
	TotalRange   *[2]float64 `json:"total-range"`
	Shapley      *float64    `json:"shapley"` // its own part of a group's (first + total)/2; nil for an input correlated with no other
	ShapleyRange *[2]float64 `json:"shapley-range"`
	Elementary   *Elementary `json:"elementary,omitempty"` // of a screening, shared by correlated inputs
	Median       float64     `json:"median"`
	Span         [2]float64  `json:"span"` // its 5th and 95th percentiles
	Low          *float64    `json:"low"`  // mean of the answer with this input at its 10th percentile, the others drawn
	High         *float64    `json:"high"` // at its 90th
	Tipping      *float64    `json:"tipping"`
	TippingSide  Side        `json:"tipping-side,omitempty"`
	TippingTo    string      `json:"tipping-to,omitempty"` // of several outcomes the one that leads there
	InRange      *bool       `json:"in-range"`
	Even         *float64    `json:"even"` // where the chance crosses one half, the others drawn
	EvenSide     Side        `json:"even-side,omitempty"`
	Learning     *float64    `json:"learning"` // of a yes-or-no answer

	index int
}

// Elementary sums up the elementary effects of an input: the change of the answer over 2/3 of the way from its 5th to its 95th percentile,
// divided by that step.
type Elementary struct {
	Mean      *float64 `json:"mu"` // nil for correlated inputs, which move together and neither up nor down
	Star      float64  `json:"mu-star"`
	Deviation *float64 `json:"sigma"`
	Changed   int      `json:"changed"` // trajectories in which it changed the answer
}

// Status says what was done about an input.
type Status string

// The statuses.
const (
	Measured Status = "measured"
	Screened Status = "screened" // its share is among that of the rest
	Apart    Status = "apart"    // no value that the answer rests on names it: it cannot matter
	Stopped  Status = "stopped"  // interrupted before it was measured
	Unseen   Status = "unseen"   // all that varies is explained by dice
)

// Rest is what the screened inputs do all together.
type Rest struct {
	Screened int      `json:"screened"`
	Apart    int      `json:"apart"`
	Total    *float64 `json:"total"`   // their total effect as one, nil where there are none
	AtMost   *float64 `json:"at-most"` // the upper end of its 90 % interval
}

// Ask answers. After an interruption it gives what there is, with the context's error. Errors: an *ask.ArgumentError, a
// *game.TooLargeError, a *game.ValueError, or the context's.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	t, err := find(ctx, d, args.Of, args.Sources...)
	if err != nil {
		return nil, err
	}
	q := newQuestion(t, d)
	if err := q.central(ctx); err != nil {
		return nil, err
	}
	err = q.run(ctx)
	if err != nil && !d.Partial(err) && !(ask.Interrupted(err) && q.base != nil) {
		return nil, err
	}
	q.fill()
	q.a.Evaluated, q.a.Undecided = q.evaluated.Load(), q.undecided.Load()
	q.a.Case = ask.NewHeader(d)
	q.a.Case.Partial = q.a.Case.Partial || err != nil
	q.a.Summary = q.a.summary()
	return q.a, err
}

// question is one answer under examination.
type question struct {
	*model
	design    *Design
	a         *Answer
	base      *Columns   // nil until the draws are answered
	factors   [][]int    // of the inputs that can matter, by path
	kept      []int      // factors measured
	screening *Screening // nil until it is done or stopped
	screened  int64      // evaluations that it took
	apart     int
	frozen    *Columns       // of the factors kept; one set more where there is a rest
	rest      []int          // inputs screened out
	settled   bool           // it is known whether the answer varies
	unseen    bool           // it varies, and the inputs are not seen to matter beside the dice
	raw       *Columns       // the outcomes at the draws, by number; nil for a number
	medians   Column         // with dice: the answers with every input at its median
	columns   map[int]*tilts // by input
	tips      map[int]*Tip
	evens     map[int]*Tip
	flips     map[int]*flip
	parts     map[int][]Estimate // by factor: of groups of correlated inputs
}

func newQuestion(t *target, d *ask.Draws) *question {
	c := d.G.Case
	q := &question{model: &model{target: t, d: d, memory: make([]found, min(d.Runs, maxRemembered))}, a: &Answer{Of: t.of(), Inputs: []Input{}, number: t.dice != nil && t.dice.number}}
	inputs := t.inputs()
	q.factors = factors(c, inputs)
	for _, in := range c.Inputs {
		if !in.Dist.Constant() {
			q.apart++
		}
	}
	q.apart -= len(inputs)
	q.design = &Design{
		Inputs: len(c.Inputs), Dice: t.dice != nil, Uniform: d.Sampler().Uniform, Values: d.Sampler().Values, ValuesOf: d.Sampler().ValuesOf,
		Draw: d.Inputs, Eval: q.eval, Each: q.each,
	}
	return q
}

// each does the runs below n among those that are done, telling the draws' progress.
func (q *question) each(ctx context.Context, step string, n int, newWorker func() func(int) error) error {
	return q.d.EachRun(ctx, step, func() func(int) error {
		work := newWorker()
		return func(run int) error {
			if run >= n {
				return nil
			}
			return work(run)
		}
	})
}

// central is the answer with every input at its median.
func (q *question) central(ctx context.Context) error {
	if q.dice != nil {
		return q.throwAtMedians(ctx)
	}
	y, _, err := q.answer()(q.d.Central, new(found))
	q.a.Central = y
	return err
}

// run does what there is to do, in the order of its worth, until it is interrupted.
func (q *question) run(ctx context.Context) error {
	base, err := q.design.Base(ctx, q.d.Done)
	if err == nil || q.d.Partial(err) {
		q.base = base
		q.lead()
		base = q.base
	}
	if err != nil {
		return err
	}
	if q.tips, err = q.tipping(ctx); err != nil {
		return err
	}
	q.a.Varies, q.settled = !constant(base.A, base.B), true
	q.unseen = q.dice != nil && q.a.Varies && !moved(base.A, base.B)
	if !q.a.Varies || q.unseen {
		return nil
	}
	for _, step := range []func(context.Context) error{q.screen, q.measure, q.tornado, q.even, q.flip, q.divide} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (q *question) screen(ctx context.Context) error {
	d := *q.design
	d.Each = q.eachApart
	before := q.evaluated.Load()
	s, err := d.Screen(ctx, q.base, q.factors, q.d.Done)
	q.screening, q.kept = s, s.Kept
	q.screened = q.evaluated.Load() - before
	return err
}

// eachApart does runs of a step that leaves nothing in part: stopped, the draws that are done still count.
func (q *question) eachApart(ctx context.Context, step string, n int, newWorker func() func(int) error) error {
	_, err := ensemble.Each(ctx, n, q.d.Jobs, newWorker, q.progress(step, n))
	return err
}

// measure answers with each factor that is kept taken from the second draw, and with all the others together.
func (q *question) measure(ctx context.Context) error {
	var sets [][]int
	kept := map[int]bool{}
	for _, f := range q.kept {
		sets, kept[f] = append(sets, q.factors[f]), true
	}
	for f := range q.factors {
		if !kept[f] {
			q.rest = append(q.rest, q.factors[f]...)
		}
	}
	if len(q.rest) > 0 {
		sets = append(sets, q.rest)
	}
	c := &Columns{A: q.base.A, B: q.base.B}
	known := make([]Column, len(sets))
	for k, f := range q.kept {
		known[k] = q.screening.Columns[f]
	}
	err := q.design.frozenAfter(ctx, "inputs", c, sets, q.d.Done, known)
	if err == nil || q.d.Partial(err) {
		q.frozen = c
	}
	return err
}
