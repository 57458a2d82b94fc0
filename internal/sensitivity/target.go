package sensitivity

import (
	"errors"
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
// begin says that the draw is a run's own. Its deal is kept, and where a variant of the draw still has it nothing need be
// searched. It is never kept beyond the run, so that what other runs a worker has done cannot be seen in the answer.
func (t *target) answer() func(n *game.Numbers, begin bool) (y float64, undecided bool, err error) {
	if t.deal != nil {
		return func(n *game.Numbers, _ bool) (float64, bool, error) {
			return gain(n, t.party, t.deal.State), false, nil
		}
	}
	desk, known := t.desk.Fork(), t.panel.Members&^t.g.Known == 0
	var kept game.State
	return func(n *game.Numbers, begin bool) (float64, bool, error) {
		if !begin && known && kept != nil && t.g.InZOPA(&t.panel, n, kept) {
			return 1, false, nil
		}
		desk.Load(n)
		s, ok, err := desk.Room(t.goal)
		if begin {
			kept = nil
			if ok {
				kept = s.Clone()
			}
		}
		switch {
		case ok:
			return 1, false, nil
		case errors.Is(err, search.ErrBudget):
			return 0, true, nil
		}
		return 0, false, err
	}
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
}

// eval makes one worker's function from points to the answer.
func (m *model) eval() Eval {
	if m.dice != nil {
		eval := m.dice.eval()
		return func(p Point) (Twice, error) {
			m.evaluated.Add(p.throws())
			return eval(p)
		}
	}
	answer, draw, variant := m.answer(), m.g.NewNumbers(), m.g.NewNumbers()
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
		y, undecided, err := answer(n, p.Begin)
		m.evaluated.Add(1)
		if undecided {
			m.undecided.Add(1)
		}
		return Twice{y, y}, err
	}
}
