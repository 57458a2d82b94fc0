package positions

import (
	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/spatial"
)

// least is the salience, and the capability, below which a party brings nothing to bear.
const least = 1e-6

// question is one question being answered.
type question struct {
	d       *ask.Draws
	g       *game.Game
	args    Args
	equal   bool // no party has a capability
	issues  []market
	moving  int // draws for the models that move
	columns []columns
}

// market is an issue with a scale and those who may stand on it.
type market struct {
	issue  int // index into Case.Issues
	places []Place
	actors []stander
	left   []LeftOut
}

// stander is a party that may stand on an issue: where the case says so, or where its values do.
type stander struct {
	party               int
	capability          *game.Number // nil: 1
	ideal, salience     *game.Number // nil: derived
	placed              []int        // the options with a place
	noIdeal, noSalience bool         // derived
}

func newQuestion(d *ask.Draws, args Args) *question {
	q := &question{d: d, g: d.G, args: args}
	q.find()
	work := 0
	for _, m := range q.issues {
		n := len(m.actors)
		work += n * n * n
	}
	q.moving = min(maxMoving, d.Runs, movingBudget/max(work, 1))
	if q.moving < min(minMoving, d.Runs) {
		q.moving = 0
	}
	return q
}

// find finds the issues with a scale, and who may stand on them.
func (q *question) find() {
	q.equal = true
	for p := range q.g.Parties {
		q.equal = q.equal && q.g.Parties[p].Capability == nil
	}
	for i := range q.g.Case.Issues {
		if !q.g.Case.Issues[i].HasScale() {
			continue
		}
		m := market{issue: i, places: points(q.g, i), left: []LeftOut{}}
		for p := range q.g.Case.Parties {
			if s, why := q.stander(p, i); why == "" {
				m.actors = append(m.actors, s)
			} else {
				m.left = append(m.left, LeftOut{q.g.Case.Parties[p].Name, why})
			}
		}
		q.issues = append(q.issues, m)
	}
}

// shown reports whether the k-th issue is asked about.
func (q *question) shown(k int) bool { return q.args.Issue < 0 || q.issues[k].issue == q.args.Issue }

// stander finds how a party stands on an issue, or why it is no actor there.
func (q *question) stander(p, issue int) (s stander, why string) {
	party := &q.g.Parties[p]
	s = stander{party: p, capability: party.Capability, noIdeal: true, noSalience: true}
	given := false
	for _, x := range party.Stances {
		if x.Of.Issue == issue {
			given, s.ideal, s.salience = true, x.Ideal, x.Salience
			s.noIdeal, s.noSalience = x.Ideal == nil, x.Salience == nil
		}
	}
	switch {
	case !q.equal && s.capability == nil:
		return s, "no capability is given"
	case !q.g.Known.Has(p) && !given:
		return s, "where it stands is not known"
	case !q.g.Known.Has(p) && (s.noIdeal || s.noSalience):
		return s, "only half of where it stands is given, and its values are not known"
	case q.g.Ordinal.Has(p) && (s.noIdeal || s.noSalience):
		return s, "of its values only the order is known, which says nothing of how much it cares"
	case q.equal && !given && !q.g.Movers.Has(p):
		return s, "it makes no moves"
	}
	for o := range q.g.Case.Issues[issue].Options {
		if q.g.Case.Issues[issue].Options[o].Spot != nil {
			s.placed = append(s.placed, o)
		}
	}
	return s, ""
}

// stands gives the actors of an issue in a draw. The error is a *game.ValueError.
func (q *question) stands(m *market, n *game.Numbers) ([]spatial.Actor, error) {
	out := make([]spatial.Actor, len(m.actors))
	base := q.g.Base()
	for k := range m.actors {
		s, a := &m.actors[k], &out[k]
		a.Name = q.g.Case.Parties[s.party].Name
		var err error
		if a.Capability, err = s.capability.Between(n.Vars, base, 0, 100, 1); err != nil {
			return nil, err
		}
		if s.noIdeal || s.noSalience {
			a.Position, a.Salience = q.derive(s, m.issue, n)
		}
		if a.Position, err = s.ideal.Between(n.Vars, base, 0, 100, a.Position); err != nil {
			return nil, err
		}
		if a.Salience, err = s.salience.Between(n.Vars, base, 0, 1, a.Salience); err != nil {
			return nil, err
		}
		if a.Salience < least {
			a.Salience = 0
		}
		if a.Capability < least {
			a.Capability = 0
		}
	}
	return out, nil
}

// derive takes from a party's values the place of the option worth most to it (of equals the first), and the issue's part of the sum
// over all issues of how far its values of the options lie apart. Terms on several issues count in neither.
func (q *question) derive(s *stander, issue int, n *game.Numbers) (ideal, salience float64) {
	all, own := 0.0, 0.0
	state := q.g.Base().Clone()
	for i, size := range q.g.Sizes {
		low, high, best := game.Tick(0), game.Tick(0), game.Tick(0)
		for o := range size {
			state[i] = uint16(o)
			v := worth(n, s.party, i, state)
			if o == 0 {
				low, high = v, v
			}
			low, high = min(low, v), max(high, v)
		}
		span := float64(game.Grid(high) - game.Grid(low))
		all += span
		if i == issue {
			own = span
			for k, o := range s.placed {
				state[i] = uint16(o)
				if v := worth(n, s.party, i, state); k == 0 || game.Grid(v) > game.Grid(best) {
					best, ideal = v, *q.g.Case.Issues[i].Options[o].Spot
				}
			}
		}
		state[i] = q.g.Base()[i]
	}
	if all == 0 {
		return ideal, 0
	}
	return ideal, own / all
}

// worth is what the option of an issue in s is to a party by itself.
func worth(n *game.Numbers, p, issue int, s game.State) game.Tick {
	v := n.IssuePart(p, issue, s)
	n.FactorPart(p, s, func(scope []int, part game.Tick) {
		if len(scope) == 1 && scope[0] == issue {
			v += part
		}
	})
	return v
}
