package lint

import (
	"errors"
	"fmt"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/game"
)

// Bounds of what is run by the clock: runs from today, runs from each named deal, named deals, and steps × parties in all.
const (
	clockRuns  = 200
	dealRuns   = 50
	clockDeals = 20
	clockWork  = 1_000_000
)

// time reports what is suspect about time, from the clock alone: tracks, events and moves of single parties run from today and
// from each named deal; no table meets, no threat is answered.
func (l *linter) time(d *ask.Draws) {
	if !l.c.Clock.Given || l.g.Today == nil {
		return
	}
	w, err := clock.New(l.g, d.Seed, 0)
	if err != nil {
		l.partial = append(l.partial, err.Error())
		return
	}
	l.foresight()
	l.threats(d.Central)
	l.guarantees()
	l.meetings(d)
	k := newClockwork(l, d, w)
	k.all()
	if len(k.told) > 0 {
		return // what the other runs show would be of a case that cannot be run
	}
	k.tracks()
	k.unseen()
	k.events()
	k.scenarios()
	l.shadowed(w)
}

// clockwork is what runs of the clock have shown so far.
type clockwork struct {
	*linter
	d      *ask.Draws
	w      *clock.World
	r      *clock.Run
	inputs []float64
	before []float64       // variables before a step
	told   map[string]bool // numbers without a value that are reported, by path
	work   int

	runs  int   // from today, without those that failed
	held  []int // [track] of those, in which it was pressed against a bound for more than half of the steps
	most  []int // [track] of those steps, how many more were at its most than at its least
	leapt []int // [track] runs from today in which it would leave its bounds in the first step
	first []int // [event] runs from today in which it happened in the first step
	fired []bool
	now   []bool // [scenario] holds today, at the medians
	yes   []bool // [scenario] held at some step of some run
	no    []bool // [scenario] did not
}

func newClockwork(l *linter, d *ask.Draws, w *clock.World) *clockwork {
	c := l.c
	return &clockwork{
		linter: l, d: d, w: w, r: w.NewRun(), inputs: make([]float64, len(c.Inputs)), before: make([]float64, l.g.Vars()), told: map[string]bool{},
		held: make([]int, len(c.Tracks)), most: make([]int, len(c.Tracks)), leapt: make([]int, len(c.Tracks)),
		first: make([]int, len(c.Events)), fired: make([]bool, len(c.Events)),
		now: make([]bool, len(c.Scenarios)), yes: make([]bool, len(c.Scenarios)), no: make([]bool, len(c.Scenarios)),
	}
}

// start is a state that runs begin from; nil stands for today.
type start struct {
	state game.State
	name  string
	runs  int
}

// all makes the runs from today and from the named deals.
func (k *clockwork) all() {
	starts := []start{{nil, "today", clockRuns}}
	for i := range k.g.Deals {
		if s := k.g.Deals[i].State; s != nil && !s.Equal(k.g.Today) {
			starts = append(starts, start{s, "the deal `" + k.c.Deals[i].Name + "`", dealRuns})
		}
	}
	if len(starts) > 1+clockDeals {
		k.partial = append(k.partial, fmt.Sprintf("the clock was run from the first %d named deals", clockDeals))
		starts = starts[:1+clockDeals]
	}
	k.make(starts)
}

// make makes one run from each state after the other until all are made or the work is used up: the first with the inputs at their
// medians, then one for each draw.
func (k *clockwork) make(starts []start) {
	k.work = 0
	for run := range clockRuns {
		for _, from := range starts {
			if run >= from.runs {
				continue
			}
			if k.work += k.w.Steps * (1 + len(k.c.Parties)); run > 0 && k.work > clockWork {
				k.partial = append(k.partial, fmt.Sprintf("the clock was run %d times from each state, where more would take long", run))
				return
			}
			k.draw(run, k.inputs)
			if err := k.run(run, from.state); err != nil {
				k.failed(err, run, from.name)
			}
		}
	}
}

func (k *clockwork) draw(run int, inputs []float64) {
	if run == 0 {
		k.d.Medians(inputs)
	} else {
		k.d.Inputs((run-1)%k.d.Done, inputs)
	}
}

// run makes one run and notes what it shows.
func (k *clockwork) run(run int, s game.State) error {
	r := k.r
	if err := r.Begin(run, k.inputs); err != nil {
		return err
	}
	today := s == nil
	if !today {
		if err := r.Become(s); err != nil {
			return err
		}
	}
	for i := range k.now {
		k.now[i] = k.now[i] || today && run == 0 && k.g.Scenarios[i].When.Holds(r.Vars, r.State)
	}
	k.look()
	pressed, most := make([]int, len(k.c.Tracks)), make([]int, len(k.c.Tracks))
	for step := 1; step <= k.w.Steps && !r.Ended; step++ {
		for t := range k.c.Tracks {
			at, err := k.g.Pressed(t, r.Vars, r.State, k.w.DT)
			if err != nil {
				return err
			}
			if at == 0 {
				continue
			}
			pressed[t]++
			most[t] += at
		}
		copy(k.before, r.Vars)
		if err := r.Advance(); err != nil {
			return err
		}
		if today && step == 1 {
			k.leaps(pressed)
		}
		if err := r.Events(); err != nil {
			return err
		}
		if err := r.Close(); err != nil {
			return err
		}
		k.look()
	}
	k.enter(today, pressed, most)
	return nil
}

// leaps notes the tracks that would leave their bounds in the first step, from a value within.
func (k *clockwork) leaps(pressed []int) {
	for t := range pressed {
		if at := k.g.TrackAt(t); pressed[t] > 0 && k.before[at] != k.r.Vars[at] {
			k.leapt[t]++
		}
	}
}

// look notes which scenarios hold at the moment.
func (k *clockwork) look() {
	for i := range k.yes {
		holds := k.g.Scenarios[i].When.Holds(k.r.Vars, k.r.State)
		k.yes[i], k.no[i] = k.yes[i] || holds, k.no[i] || !holds
	}
}

// enter notes a run that went through.
func (k *clockwork) enter(today bool, pressed, most []int) {
	first := make([]bool, len(k.first))
	for _, h := range k.r.Log {
		if h.Kind == clock.Fired {
			k.fired[h.Index] = true
			first[h.Index] = first[h.Index] || h.Step == 1
		}
	}
	if !today {
		return
	}
	k.runs++
	for i := range first {
		if first[i] {
			k.first[i]++
		}
	}
	for t := range pressed {
		if 2*pressed[t] > k.r.Step {
			k.held[t]++
		}
		k.most[t] += most[t]
	}
}

// failed reports an error of a run, once for each number.
func (k *clockwork) failed(err error, run int, from string) {
	var bad *game.ValueError
	m, reason := &casefile.Meta{}, err.Error()
	if errors.As(err, &bad) {
		m, reason = &casefile.Meta{Place: bad.Place, Path: bad.Path}, bad.Reason
	}
	if k.told[m.Path] || k.reported("no-value-in-draw", m.Path) {
		return
	}
	k.told[m.Path] = true
	draw := "with the inputs at their medians"
	if run > 0 {
		draw = fmt.Sprintf("in draw %d", (run-1)%k.d.Done+1)
	}
	k.fail("no-value-in-run", m, fmt.Sprintf("%s (first in step %d from %s, %s)", reason, k.r.Step, from, draw),
		"keep what it is made of within bounds, with `min` and `max` or a narrower range")
}

// reported reports whether a finding of a kind about a path is listed.
func (l *linter) reported(code, path string) bool {
	for _, f := range l.list {
		if f.Code == code && f.Path == path {
			return true
		}
	}
	return false
}
