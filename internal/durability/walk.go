package durability

import (
	"parley/internal/bargain"
	"parley/internal/clock"
	"parley/internal/game"
)

// mode says how a path is made.
type mode uint8

const (
	full  mode = 1 << iota // note what the parties make of it at signing, and how a break came
	force                  // the first step is signed whatever they make of it
)

// walker makes paths, one after the other. Each goroutine has its own.
type walker struct {
	q      *question
	r      *clock.Run
	book   *bargain.Worker
	rested *clock.Run // judges as if no guarantor had grown weary; nil until asked for
	inputs []float64
	needed map[string][]game.Mask

	moving  [][]int // [party] the issues that what moves of its values rests on
	valuing valuing

	mode   mode
	agreed game.Mask // who sign where the draw is made to; 0: not known
	out    *outcome
	last   signing // the latest
	next   int     // stage that comes
	mark   int     // entries of the log before the step at hand
	held   int     // deals in force
}

// signing is what stood when a stage was signed.
type signing struct {
	vars        []float64
	state       game.State // with the deal
	before      game.State // without
	signatories game.Mask
	exits       []int     // by party: steps from signing at which it plans to break, −1: none
	gains       []float64 // by party: what keeping brings over the state before
}

// outcome is what came of one draw.
type outcome struct {
	made   bool    // there is a path
	tried  []trial // by stage that was reached
	broken int     // step of the break, 0: none
	by     int     // party or event that broke it
	cause  cause
	track  int     // that moved what the breaker has without the deal most, −1: none did
	rise   float64 // of what the breaker has without the deal, along the path it expects, from signing to the break
	gain   float64 // what keeping gave the breaker at signing
	lapses []lapse // clauses that ran out as the deal foresaw
	ended  int     // step in which an event ended the run, 0: none did
	ender  int     // that event
	exits  []int   // at the first signing, as in signing
	terms  []terms // at the first signing, by signatory
	ripe   ripe
}

// trial is a stage that was reached: signed, or not and why.
type trial struct {
	step    int
	signed  bool
	parties game.Mask // signatories
	why     refusals
	weighed []weighing // what the members make of it; nil where they were not asked
	stop    stop       // who is expected to end the plan later on
}

// signed reports whether the first stage was.
func (o *outcome) signed() bool { return len(o.tried) > 0 && o.tried[0].signed }

// stands reports whether there is no break within so many steps of the first signing.
func (o *outcome) stands(steps int) bool {
	return o.broken == 0 || o.broken > o.tried[0].step+steps
}

func (q *question) walker(w *clock.World) *walker {
	x := &walker{q: q, r: w.NewRun(), book: q.book.Worker(), inputs: make([]float64, len(q.g.Case.Inputs)), needed: map[string][]game.Mask{}}
	if len(q.stages) > 1 {
		x.r.Stays = x.stays
	}
	for p := range q.g.Parties {
		x.moving = append(x.moving, q.g.MovingIssues(p))
	}
	return x
}

// walk makes the path of a draw. Where it is made to sign, those sign who would or would have to in the draw's own path.
func (x *walker) walk(draw int, m mode, out *outcome) error {
	x.agreed = 0
	if known := &x.q.outcomes[draw]; m&force != 0 && len(known.tried) > 0 {
		x.agreed = known.tried[0].parties
	}
	x.q.d.Inputs(draw, x.inputs)
	return x.path(draw, x.inputs, m, out)
}

func (x *walker) path(run int, inputs []float64, m mode, out *outcome) error {
	x.mode, x.out, x.next, x.held = m, out, 0, 0
	*out = outcome{made: true, track: -1}
	if err := x.r.Begin(run, inputs); err != nil {
		return err
	}
	if err := x.try(); err != nil {
		return err
	}
	for !x.over() {
		if err := x.step(); err != nil {
			return err
		}
	}
	return nil
}

// over reports whether nothing more can come of the path.
func (x *walker) over() bool {
	o := x.out
	switch {
	case x.r.Ended || o.broken > 0 || len(o.tried) > 0 && !o.tried[0].signed:
		return true
	case len(o.lapses) > 0 && len(x.r.Pacts) == 0 && x.next >= len(x.q.stages): // nothing is left of it
		return true
	case o.signed():
		return x.r.Step >= o.tried[0].step+x.q.steps
	}
	return x.r.Step >= x.q.w.Steps-x.q.steps
}

func (x *walker) step() error {
	r := x.r
	x.mark = len(r.Log)
	if err := r.Advance(); err != nil {
		return err
	}
	if err := r.Events(); err != nil {
		return err
	}
	if x.logged(clock.Upset) {
		return x.brokenBy(clock.Upset, clock.Situation{})
	}
	x.runOut()
	if r.Ended {
		x.end()
		return nil
	}
	if err := x.try(); err != nil {
		return err
	}
	was := clock.Situation{State: r.State.Clone(), Pacts: r.Pacts}
	if err := r.Close(); err != nil {
		return err
	}
	if len(r.Pacts) < x.held {
		return x.brokenBy(clock.Broken, was)
	}
	return nil
}

// try lets the stage that comes be signed if it is due. After one that is not signed no other comes.
func (x *walker) try() error {
	for x.next < len(x.q.stages) {
		s := &x.q.stages[x.next]
		before := 0
		if n := len(x.out.tried); n > 0 {
			before = x.out.tried[n-1].step
		}
		if !s.due(x.r.Step, before, x.r.Vars, x.r.State) {
			return nil
		}
		signed, err := x.sign(s)
		if err != nil {
			return err
		}
		if x.next++; !signed {
			x.next = len(x.q.stages)
		}
	}
	return nil
}

// sign puts a stage to those who would sign it.
func (x *walker) sign(s *stage) (bool, error) {
	r := x.r
	t := trial{step: r.Step, stop: stop{stage: -1}}
	y, err := x.q.g.Complete(r.State, s.settings)
	switch {
	case err != nil:
		t.why.rules = true // as things stand, the rules do not let it be
	case y.Equal(r.State): // there already
		t.signed = true
	default:
		if err := x.consent(y, &t); err != nil {
			return false, err
		}
		if t.signed = t.signed || x.mode&force != 0 && x.next == 0; t.signed {
			if err := x.puts(y, &t); err != nil {
				return false, err
			}
		}
	}
	x.out.tried = append(x.out.tried, t)
	return t.signed, nil
}

// puts lets a stage come into force.
func (x *walker) puts(y game.State, t *trial) error {
	r := x.r
	pact := grown(r.Pacts, t.parties, r.State, y, r.Step)
	if x.mode&full != 0 {
		if err := x.note(y, pact, t.stop.reach); err != nil {
			return err
		}
	}
	r.Pacts = r.Pacts[:0] // they are part of it now
	if err := r.Sign(pact); err != nil {
		return err
	}
	r.Note(clock.Signed, x.next)
	x.held = len(r.Pacts)
	return nil
}
