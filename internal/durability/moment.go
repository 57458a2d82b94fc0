package durability

import (
	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/game"
)

// Moments tell what parties make of a deal at the moment of signing it today: what the paths of Ask note there, without the paths.
// They are immutable and safe for concurrent use; each goroutine takes a Moment.
type Moments struct{ q *question }

// NewMoments prepares them for a case. Its error is that of clock.New.
func NewMoments(d *ask.Draws) (*Moments, error) {
	w, err := clock.New(d.G, d.Seed, 0)
	if err != nil {
		return nil, err
	}
	return &Moments{&question{g: d.G, d: d, w: w}}, nil
}

// Moment is the day of the case in one draw after the other, for one goroutine.
type Moment struct{ x *walker }

// Moment makes the scratch for one goroutine.
func (m *Moments) Moment() *Moment {
	return &Moment{&walker{q: m.q, r: m.q.w.NewRun(), needed: map[string][]game.Mask{}, mode: full}}
}

// Run is the run that stands at the moment, for questions to the clock itself.
func (m *Moment) Run() *clock.Run { return m.x.r }

// Begin puts the moment to a draw of the inputs.
func (m *Moment) Begin(run int, inputs []float64) error { return m.x.r.Begin(run, inputs) }

// Stance is what a party makes of a deal when it is signed.
type Stance struct {
	Party int
	Signs bool
	Able  bool    // it can break the deal alone
	Exit  float64 // months until its best plan breaks the deal; 0: at once; −1: never

	// Of signatories whose values are known alone:
	Gain      float64  // of keeping over the state before, in points
	Rise      float64  // of what it has without the deal, along the path it expects, until Exit; else the most that this rises, beyond what it has with the deal, as far as it looks
	Deters    float64  // what guarantees in force take from it when it breaks, in points
	Moved     bool     // its values rest on tracks
	Looks     bool     // it looks beyond the day
	Delta     *float64 // δ*: the least patience at which it keeps; nil: none is enough, or it can break nothing alone
	Effective float64  // δ(1−τ): its patience with successors counted in
	Restless  bool     // it could better itself alone from today
	Hurts     bool     // today is worth less to it a step later, as it expects
}

// Stances are what the signatories, and others who could break it, make of a state y other than today's that all parties together
// can bring about. Signatories are the smallest set within those who accept that can bring y about, else the smallest that can.
func (m *Moment) Stances(y game.State, accepting game.Mask) (game.Mask, []Stance, error) {
	x := m.x
	r := x.r
	signatories := within(x.coalitions(r.State, y), accepting)
	pact := clock.NewPact(signatories, r.State, y, r.Step, -1)
	x.out = &outcome{}
	if err := x.note(y, pact, 1); err != nil {
		return 0, nil, err
	}
	var out []Stance
	for k := range x.out.terms {
		s, err := x.stance(&x.out.terms[k], y)
		if err != nil {
			return 0, nil, err
		}
		out = append(out, s)
	}
	if err := r.N.At(r.Vars); err != nil {
		return 0, nil, err
	}
	sit := clock.Situation{State: y, From: r.State, Pacts: []clock.Pact{pact}}
	for _, p := range r.W.Actors {
		if signatories.Has(p) || !r.CanBreak(p, &sit) {
			continue
		}
		j, err := r.Judge(p, &sit)
		if err != nil {
			return 0, nil, err
		}
		exit, err := x.leaves(p, y, j.Exit)
		if err != nil {
			return 0, nil, err
		}
		out = append(out, Stance{Party: p, Able: true, Exit: x.q.monthsOf(exit)})
	}
	return signatories, out, r.N.Fault()
}

// monthsOf is how many months some steps are; −1 stays.
func (q *question) monthsOf(steps int) float64 {
	if steps < 0 {
		return -1
	}
	return q.months(steps)
}

// stance is that of a signatory.
func (x *walker) stance(t *terms, y game.State) (Stance, error) {
	r, g, p := x.r, x.q.g, t.party
	exit := x.last.exits[p]
	s := Stance{
		Party: p, Signs: true, Able: t.breaks, Exit: x.q.monthsOf(exit), Gain: x.last.gains[p], Moved: len(g.Watches(p)) > 0,
		Looks: len(r.N.Weights(p)) > 1, Effective: t.effective,
	}
	var err error
	if s.Delta, _, err = t.delta(); err != nil {
		return s, err
	}
	if _, s.Deters, err = x.answered(p, y); err != nil {
		return s, err
	}
	better, err := r.Improvement(p)
	if err != nil {
		return s, err
	}
	s.Restless = better != nil
	if s.Hurts, err = x.hurts(p); err != nil {
		return s, err
	}
	if s.Moved && t.breaks {
		s.Rise, err = x.rises(p, exit)
	}
	if err != nil {
		return s, err
	}
	return s, r.N.At(r.Vars)
}

// rises is how much what p has without the deal rises from signing to the step at which it plans to break, along the path it expects
// while the deal stands. Where it plans none (exit −1), it is the most that this rises beyond what p has with the deal, as far as p looks:
// steps 1, 2, 3, 4, 6, 9 and so on are looked at, as Judge does, and the last.
func (x *walker) rises(p, exit int) (most float64, err error) {
	s, n := &x.last, x.r.N
	steps := exit
	if exit < 0 {
		steps = len(n.Weights(p)) - 1
	}
	worth := func(vars []float64) (float64, error) {
		if err := n.At(vars); err != nil {
			return 0, err
		}
		without, err := n.ValueFrom(p, s.before, s.state)
		if err != nil || exit >= 0 {
			return game.Points(without), err
		}
		with, err := n.ValueFrom(p, s.state, s.state)
		return game.Points(without - with), err
	}
	then, err := worth(s.vars)
	if err != nil {
		return 0, err
	}
	ahead, next := append([]float64(nil), s.vars...), append([]float64(nil), s.vars...)
	for k, look := 1, 1; k <= steps; k++ {
		if err := x.q.g.Expect(p, ahead, next, s.state); err != nil {
			return 0, err
		}
		ahead, next = next, ahead
		if k < steps && (exit >= 0 || k < look) {
			continue
		}
		now, err := worth(ahead)
		if err != nil {
			return 0, err
		}
		look = k + max(1, k/2)
		if most = max(most, now-then); exit >= 0 {
			most = now - then
		}
	}
	return most, n.Fault()
}
