package clock

import (
	"parley/casefile"
	"parley/internal/game"
	"parley/internal/recall"
)

// Run is one path of a case, and the scratch of the worker that makes it. It is used for one run after the other.
type Run struct {
	W     *World
	N     *game.Numbers // values at the moment, once Numbers was called
	State game.State
	Vars  []float64
	Step  int // steps made
	Pacts []Pact
	Log   []Happening
	Ended bool // by an event

	// Stays is asked of a party that would break a deal now: whether it keeps to it after all, for what the caller knows is still to
	// come; nil: it does not.
	Stays func(p int) (bool, error)

	// Holds tells whether a party has bound itself to hold on to what a free move of its own from the state in force to another would
	// change; nil: none has.
	Holds func(p int, to game.State) bool

	dealt        bool // some deal was made
	dice         Dice
	s            *streams
	inputs       []float64 // of the draw
	lag          float64   // steps until a breach is answered, guarantees apart
	tired        []bool    // guarantees that have lapsed
	answers      []answer  // breaches still to be answered
	current      bool      // N stands at the moment
	numbersFault error
	moment       int // changes whenever values may
	nodes        recall.Memory[*node]
	spot         *node  // of the state in force, when it was last asked for
	made         []Move // scratch
	standings    recall.Memory[*standing]
	found        []wayOut // scratch
	clauses      []bool   // scratch: [issue] of some deal
	sofar        sofar
	key          []byte
	states       game.States
	back         []casefile.Setting // scratch
	next         []float64
	ahead        []prospects // by party
	now          []float64   // variables on a path ahead
	atHand       int         // the moment that they were copied at
	hazard       []float64   // by party: chance a step of a successor who does not feel bound
	hazardAt     int         // the moment it is of
	turnover     []rate      // [party] that was asked for last
	judge        judging
}

// answer is a breach that is answered in some step.
type answer struct {
	step  int
	pacts []Pact
	from  game.State
	moved game.State
}

// Kind is what happened.
type Kind uint8

// What a log tells.
const (
	Fired     Kind = iota // an event
	Moved                 // a party made a move of its own
	Broken                // a party broke a deal
	Succeeded             // a successor repudiated a deal
	Upset                 // an event broke a deal
	Answered              // a breach was answered
	Tired                 // a guarantee lapsed
	Signed                // a deal was made at a table
	Gathered              // a table met
	Yielded               // a target gave in to a threat
	Struck                // a threat was carried out
	Relented              // a deadline passed without action
	RanOut                // clauses of deals ran out by a foreseen event
	Lifted                // an instrument was taken back; the last
)

// Happening is an entry of a run's log.
type Happening struct {
	Kind  Kind
	Step  int
	Index int // of the party, event, table, threat or guarantee
}

// NewRun makes the scratch for one worker.
func (w *World) NewRun() *Run {
	s := w.streams()
	return &Run{
		W: w, N: w.G.NewNumbers(), s: &s, Vars: make([]float64, w.G.Vars()), next: make([]float64, w.G.Vars()),
		State: w.G.Today.Clone(), tired: make([]bool, len(w.G.Guarantees)), nodes: recall.Memory[*node]{Limit: maxStates, Again: (*node).unlink},
		standings: recall.Memory[*standing]{Limit: maxStates}, sofar: sofar{moment: -1, by: make([]Judgement, len(w.G.Parties))}, ahead: prospectsOf(w), now: make([]float64, w.G.Vars()), atHand: -1,
		hazard: make([]float64, len(w.G.Parties)), hazardAt: -1, turnover: make([]rate, len(w.G.Parties)), inputs: make([]float64, len(w.G.Case.Inputs)), key: make([]byte, 0, 2*len(w.G.Sizes)+1), clauses: make([]bool, len(w.G.Sizes)),
	}
}

// Begin starts a run at today's state with one draw of the inputs. Runs of the same draw differ by their number alone.
func (r *Run) Begin(run int, inputs []float64) error {
	copy(r.inputs, inputs)
	if err := r.N.Draw(inputs, nil); err != nil {
		return err
	}
	return r.Again(run)
}

// Again starts another run with the draw of the last one.
func (r *Run) Again(run int) error {
	g := r.W.G
	copy(r.Vars, r.inputs)
	if err := g.Start(r.Vars); err != nil {
		return err
	}
	r.dice = Dice{run: run}
	copy(r.State, g.Today)
	r.dealt = false
	r.Step, r.Ended, r.numbersFault = 0, false, nil
	r.stale()
	r.Pacts, r.Log, r.answers = r.Pacts[:0], r.Log[:0], r.answers[:0]
	clear(r.tired)
	lag, err := g.Lag.Months(r.Vars, r.State, 1)
	if err != nil {
		return err
	}
	r.lag = lag / r.W.DT
	if !r.N.Base.Equal(r.State) {
		if err := r.N.Rebase(r.State); err != nil {
			return err
		}
	}
	g.Remember(r.Vars, r.State, 0)
	return nil
}

// Dice are the throws of the run.
func (r *Run) Dice() Dice { return r.dice }

// Numbers are the values at the moment.
func (r *Run) Numbers() *game.Numbers {
	if !r.current {
		r.numbersFault, r.current = r.N.At(r.Vars), true
	}
	return r.N
}

// stale says that values may have changed since they were computed.
func (r *Run) stale() {
	r.current = false
	r.moment++
}

// Here is the situation in force, good until something happens.
func (r *Run) Here() *Situation {
	x := &r.sofar
	if x.moment != r.moment || x.log != len(r.Log) || x.pacts != len(r.Pacts) {
		x.moment, x.log, x.pacts, x.has = r.moment, len(r.Log), len(r.Pacts), 0
		x.here = Situation{State: r.State, From: r.State, Pacts: r.Pacts}
	}
	return &x.here
}

// Note enters a happening into the log.
func (r *Run) Note(kind Kind, index int) {
	r.Log = append(r.Log, Happening{Kind: kind, Step: r.Step, Index: index})
}

// Dealt reports whether some deal was made in the run.
func (r *Run) Dealt() bool { return r.dealt }

// Become puts another state into force.
func (r *Run) Become(s game.State) error {
	copy(r.State, s)
	r.stale()
	return r.N.Rebase(r.State)
}

// Sign puts a deal into force: clauses that it changes leave the deals they were in, whose signatories have agreed to that.
func (r *Run) Sign(p Pact) error {
	r.Pacts, r.dealt = append(Remaining(nil, r.Pacts, r.State, p.State), p), true
	return r.Become(p.State)
}

// Advance takes tracks and time one step on in the state in force. What falls into the step is then for Events, the tables and
// threats of the caller, and Close.
func (r *Run) Advance() error {
	r.Step++
	err := r.N.Step(r.Vars, r.next, r.State, func(track int) (float64, float64) {
		return r.dice.Normal(r.s.noise[track], r.Step), r.dice.Chance(r.s.jump[track], r.Step)
	})
	r.Vars, r.next = r.next, r.Vars
	r.stale()
	return err
}

// Close ends a step: breaches that are due are answered, parties weigh moves of their own, successors theirs, and the run remembers.
func (r *Run) Close() error {
	for _, act := range []func() error{r.answer, r.unilateral, r.succeed, r.weary} {
		if err := act(); err != nil {
			return err
		}
	}
	r.W.G.Remember(r.Vars, r.State, r.W.DT)
	return nil
}
