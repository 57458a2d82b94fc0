package clock

import (
	"slices"

	"parley/internal/game"
)

// wayOut is a move of a party's own that changes a clause.
type wayOut struct {
	*Move
	void game.State // where it ends once it is answered; nil until asked for, as is the rest

	voided game.Change // against the state
	still  bool        // neither changes what moves of the party's values

	draw                 int     // that the rest is of, where nothing is paid once
	moveLevel, voidLevel float64 // points a day
}

// standing is what rests on nothing but a state and the clauses of the deals in force in it.
type standing struct {
	left   game.State  // when all deals end
	undone game.Change // from the state to that
	sides  []side      // by party
	has    game.Mask   // of the parties whose sides are known
}

// side is what a party can do about the deals of a situation.
type side struct {
	ways []wayOut

	draw             int       // that the rest is of, where nothing is paid once
	steady           game.Tick // of the state, as game.Numbers.Steady
	level, leftLevel float64   // points a day: the state, and what is left when all deals end
}

// nodeOf is the node of the state of a situation.
func (r *Run) nodeOf(sit *Situation) *node {
	if sit.node == nil {
		sit.node = r.node(sit.State)
	}
	return sit.node
}

// standing finds what is remembered of a situation, or begins to remember it.
func (r *Run) standing(sit *Situation) *standing {
	if sit.about != nil {
		return sit.about
	}
	r.key = appendState(r.key[:0], sit.State)
	for k := range sit.Pacts {
		r.key = appendClauses(r.key, &sit.Pacts[k])
	}
	x, ok := r.standings.Get(r.key)
	if !ok {
		x = &standing{left: r.Undone(sit.Pacts, r.states.Clone(sit.State)), sides: make([]side, len(r.W.G.Parties))}
		x.undone = r.states.Change(r.W.G, sit.State, x.left)
		r.standings.Put(r.key, x)
	}
	sit.about = x
	return x
}

// side is what p can do about the deals of a situation.
func (r *Run) side(p int, sit *Situation) *side {
	x := r.standing(sit)
	if !x.has.Has(p) {
		x.sides[p].ways = r.findWays(p, sit)
		x.has |= game.Of(p)
	}
	return &x.sides[p]
}

// waysOut lists p's ways out of a situation, in the order of the issues and options.
func (r *Run) waysOut(p int, sit *Situation) []wayOut {
	if len(sit.Pacts) == 0 {
		return nil
	}
	return r.side(p, sit).ways
}

func appendClauses(key []byte, x *Pact) []byte {
	key = append(key, byte(len(x.Issues)), byte(len(x.Issues)>>8))
	for _, i := range x.Issues {
		key = append(key, byte(i), byte(i>>8), byte(x.Before[i]), byte(x.Before[i]>>8))
	}
	return key
}

// findWays finds those of p's moves that change a clause.
func (r *Run) findWays(p int, sit *Situation) []wayOut {
	clear(r.clauses)
	for k := range sit.Pacts {
		for _, i := range sit.Pacts[k].Issues {
			r.clauses[i] = true
		}
	}
	list := r.found[:0]
	moves := r.from(r.nodeOf(sit), p)
	for k := range moves {
		if m := &moves[k]; slices.ContainsFunc(m.issues, func(i int) bool { return r.clauses[i] }) {
			list = append(list, wayOut{Move: m})
		}
	}
	r.found = list
	return append([]wayOut(nil), list...)
}

// price sees to what each day is worth to p in a situation and when all deals end, without what moves and what is paid on the way. Levels
// are remembered for the draw where p is never paid once: else they rest on the state in force.
func (x *side) price(r *Run, p int, sit *Situation, once bool) error {
	n := r.N
	if draw := n.Drawing(); x.draw != draw || once {
		x.draw, x.steady = draw, n.Steady(p, sit.State)
		var err error
		if x.level, err = n.LevelAfter(p, x.steady, sit.State, sit.State, &game.Change{}); err != nil {
			return err
		}
		if x.leftLevel, err = n.LevelAfter(p, x.steady, sit.State, sit.about.left, &sit.about.undone); err != nil {
			return err
		}
	}
	return nil
}

// price sees to where the way out of a situation ends, and to what each day is worth to p after the breach and once it is answered, likewise; the
// side of p has been priced.
func (w *wayOut) price(r *Run, p int, sit *Situation, once bool) error {
	n := r.N
	if draw := n.Drawing(); w.draw != draw || once {
		if w.void == nil {
			w.void = r.Void(sit.Pacts, sit.State, w.State)
			w.voided = r.states.Change(r.W.G, sit.State, w.void)
			w.still = r.ahead[p].alike(sit.State, w.State) && r.ahead[p].alike(sit.State, w.void)
		}
		w.draw = draw
		steady := sit.about.sides[p].steady
		var err error
		if w.moveLevel, err = n.LevelAfter(p, steady, sit.State, w.State, &w.change); err != nil {
			return err
		}
		if w.voidLevel, err = n.LevelAfter(p, steady, sit.State, w.void, &w.voided); err != nil {
			return err
		}
	}
	return nil
}
