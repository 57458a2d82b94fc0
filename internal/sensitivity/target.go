package sensitivity

import (
	"sync/atomic"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/search"
)

// target is the answer that is asked about.
type target struct {
	g     *game.Game
	panel game.Panel   // of a room
	goal  int          // of a room: index into Case.Goals, or search.AnyGoal
	desk  *search.Desk // of a room, shared by the workers' forks
	deal  *ask.Deal    // of a gain; nil for a room
	party int          // of a gain
	dice  *thrown      // of an answer that rests on dice; nil for the others
}

// room is the answer to: has the panel room for the goal?
func room(g *game.Game, panel game.Panel, goal int) (*target, error) {
	desk, err := search.NewDesk(g, panel)
	if err != nil {
		return nil, err
	}
	return &target{g: g, panel: panel, goal: goal, desk: desk}, nil
}

// number reports whether the answer is a number and not yes or no.
func (t *target) number() bool { return t.deal != nil || t.dice != nil && t.dice.number }

// inputs lists the uncertain inputs that can matter.
func (t *target) inputs() []int {
	if t.dice != nil {
		return inTime(t.g)
	}
	return relevant(t.g.Case, t.parties())
}

// parties are those whose values the answer rests on.
func (t *target) parties() []int {
	if t.deal != nil {
		return []int{t.party}
	}
	return t.panel.Members.List()
}

// answer makes one worker's function from the values of a draw to the answer: 1 where there is room and 0 where there is
// none or the search was given up (undecided), or points gained.
//
// begin says that the draw is a run's own: what is found of it, and of the variants of it that follow, is kept there. It is never used for
// another run, so that what other runs a worker has done cannot be seen in the answer. nil stands for a variant.
func (t *target) answer() func(n *game.Numbers, begin *found) (y float64, undecided bool, err error) {
	if t.deal != nil {
		return func(n *game.Numbers, _ *found) (float64, bool, error) {
			return gain(n, t.party, t.deal.State), false, nil
		}
	}
	x := &seeker{target: t, desk: t.desk.Fork(), known: t.panel.Members&^t.g.Known == 0}
	return x.answer
}

// gain is U(s) − U(in force) in points; without a status quo, U(s) less the walk-away.
func gain(n *game.Numbers, p int, s game.State) float64 {
	before := game.Tick(0)
	switch {
	case n.Base != nil:
		before = n.Value(p, n.Base)
	case n.WalkAway[p] > game.NoThreshold:
		before = n.WalkAway[p]
	}
	return game.Points(n.Value(p, s) - before)
}

// model is a target with the draws it is answered over.
type model struct {
	*target
	d *ask.Draws

	evaluated, undecided atomic.Int64

	memory []found // [leading run] what is found of its first draw and of variants of it
}

// maxRemembered is of how many runs it is remembered; it bounds memory.
const maxRemembered = 20_000

// eval makes one worker's function from points to the answer.
func (m *model) eval() Eval {
	if m.dice != nil {
		eval := m.dice.eval()
		return func(p Point) (Twice, error) {
			m.evaluated.Add(p.throws())
			return eval(p)
		}
	}
	answer, draw, variant, own := m.answer(), m.g.NewNumbers(), m.g.NewNumbers(), new(found)
	numbers := func(p Point) (*game.Numbers, error) {
		if p.Begin {
			return draw, m.d.Fill(draw, p.Values)
		}
		return variant, variant.FillBeside(draw, p.Values)
	}
	return func(p Point) (Twice, error) {
		n, err := numbers(p)
		if err != nil {
			return Twice{}, err
		}
		var begin *found
		switch {
		case p.Own && p.Run < len(m.memory):
			begin = &m.memory[p.Run]
		case p.Begin:
			*own = found{}
			begin = own
		}
		y, undecided, err := answer(n, begin)
		m.evaluated.Add(1)
		if undecided {
			m.undecided.Add(1)
		}
		return Twice{y, y}, err
	}
}
