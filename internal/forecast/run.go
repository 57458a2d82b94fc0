package forecast

import (
	"slices"

	"parley/internal/bargain"
	"parley/internal/clock"
	"parley/internal/coercion"
	"parley/internal/game"
	"parley/internal/quantity"
)

// engine makes runs of one case. It is immutable; each goroutine takes a runner.
type engine struct {
	w       *clock.World
	g       *game.Game
	book    *bargain.Book
	ends    []ending
	threats *coercion.Threats // nil: the case has none
	off     []bool            // threats that count as not made
	closes  []quantity.Stream // by table
	meets   [][]bool          // [table][step]
	always  bool              // every meeting closes
}

// newEngine prepares runs.
func newEngine(w *clock.World, book *bargain.Book, ends []ending, seed uint64) (*engine, error) {
	e := &engine{w: w, g: w.G, book: book, ends: ends}
	for t := range w.G.Case.Tables {
		e.closes = append(e.closes, clock.Throw(seed, "closes", w.G.Case.Tables[t].Name))
		e.meets = append(e.meets, w.Meetings(t))
	}
	if len(w.G.Threats) == 0 {
		return e, nil
	}
	for i := range w.G.Case.Threats {
		e.off = append(e.off, w.G.Case.Threats[i].Off)
	}
	var err error
	e.threats, err = coercion.New(w, seed)
	return e, err
}

// agreeing is the engine with another margin, or in which every meeting closes, or both.
func (e *engine) agreeing(margin *float64, always bool) *engine {
	out := *e
	out.always = always
	if margin != nil {
		out.book = e.book.WithMargin(*margin)
	}
	return &out
}

// made is a deal that a table made.
type made struct {
	step, table int
	state       game.State // shared; it is not changed
}

// runner is the scratch of one goroutine.
type runner struct {
	e       *engine
	r       *clock.Run
	table   *bargain.Worker
	threats *coercion.Worker // nil: none
	holds   []bool           // [ending] held when it was due
	made    []made
	inputs  []float64
	looks   bool           // look who would leave today at once
	leavers game.Mask      // who would
	seen    func(step int) // told after each step, 0 first; nil: nobody is
}

// runner makes the scratch for one goroutine.
func (e *engine) runner() *runner {
	x := &runner{e: e, r: e.w.NewRun(), table: e.book.Worker(), holds: make([]bool, len(e.ends)), inputs: make([]float64, len(e.g.Case.Inputs))}
	if e.threats != nil {
		x.threats = e.threats.Worker()
		x.r.Holds = func(p int, to game.State) bool { return x.threats.Holds(x.r, p, to) }
	}
	return x
}

// run makes one run with the inputs in x.inputs and files it: the index of its ending, or their number for something else. Where only
// those runs count in which nobody leaves today at once, another is not followed, and it is −1.
func (x *runner) run(run int, stable bool) (int, error) {
	if err := x.r.Begin(run, x.inputs); err != nil {
		return 0, err
	}
	if x.threats != nil {
		x.threats.Begin()
	}
	x.made = x.made[:0]
	clear(x.holds)
	if x.looks {
		if err := x.look(); err != nil || stable && x.leavers != 0 {
			return -1, err
		}
	}
	x.resolve(0)
	x.tell(0)
	for step := 1; step <= x.e.w.Steps && !x.r.Ended; step++ {
		if err := x.step(); err != nil {
			return 0, err
		}
		x.resolve(step)
		x.tell(step)
	}
	if x.r.Ended {
		x.resolve(-1)
	}
	if k := slices.Index(x.holds, true); k >= 0 {
		return k, nil
	}
	return len(x.holds), nil
}

// look finds who would leave today at once by a move of its own.
func (x *runner) look() error {
	x.leavers = 0
	for _, p := range x.e.w.Actors {
		y, err := x.r.Improvement(p)
		if err != nil {
			return err
		}
		if y != nil {
			x.leavers |= game.Of(p)
		}
	}
	return nil
}

func (x *runner) tell(step int) {
	if x.seen != nil {
		x.seen(step)
	}
}

// resolve looks at the endings due in a step; −1 stands for all that are not due yet, in a run that has ended.
func (x *runner) resolve(step int) {
	for k := range x.e.ends {
		if due := x.e.ends[k].due; due == step || step < 0 && due > x.r.Step {
			x.holds[k] = x.e.ends[k].holds(x.r.Vars, x.r.State)
		}
	}
}

func (x *runner) step() error {
	r := x.r
	if err := r.Advance(); err != nil {
		return err
	}
	if err := r.Events(); err != nil {
		return err
	}
	if x.threats != nil && !r.Ended {
		if err := x.threats.Act(r, x.e.off); err != nil {
			return err
		}
	}
	for t := range x.e.meets {
		if r.Ended || !x.e.meets[t][r.Step] || !x.e.g.Meetings[t].Needs.Holds(r.Vars, r.State) {
			continue
		}
		if err := x.meet(t); err != nil {
			return err
		}
	}
	return r.Close()
}

// meet lets a table meet. Whether it can close is thrown first: a table that cannot makes no deal, whatever there is room for.
func (x *runner) meet(t int) error {
	r, g := x.r, x.e.g
	r.Note(clock.Gathered, t)
	g.Happen(r.Vars, game.Met, t)
	if !x.e.always {
		chance, err := g.Meetings[t].Closes.Chance(r.Vars, r.State, 0)
		if err != nil {
			return err
		}
		if r.Dice().Chance(x.e.closes[t], r.Step) >= chance {
			return nil
		}
	}
	y, signatories, ok, err := x.table.Seek(r, t)
	if err != nil || !ok {
		return err
	}
	x.made = append(x.made, made{step: r.Step, table: t, state: y})
	r.Note(clock.Signed, t)
	g.Happen(r.Vars, game.Agreed, t)
	return r.Sign(clock.NewPact(signatories, r.State, y, r.Step, t))
}
