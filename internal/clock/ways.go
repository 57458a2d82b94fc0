package clock

import (
	"slices"

	"parley/internal/game"
)

// wayOut is a move of a party's own that changes a clause, and where it ends once it is answered.
type wayOut struct {
	move, void game.State
	still      bool // neither changes what moves of the party's values

	draw                 int     // that the rest is of, where nothing is paid once
	moveLevel, voidLevel float64 // points a day
}

// standing is what rests on nothing but a state and the clauses of the deals in force in it.
type standing struct {
	left    game.State // when all deals end
	allowed bool       // the state breaks no rule
	sides   []side     // by party
	has     game.Mask  // of the parties whose sides are known
}

// side is what a party can do about the deals of a situation.
type side struct {
	ways   []wayOut
	breaks []bool // [pact] some way changes a clause of it
}

// standing finds what is remembered of a situation, or begins to remember it.
func (r *Run) standing(sit *Situation) *standing {
	if sit.about != nil {
		return sit.about
	}
	key := appendKey(r.key[:0], 0, sit.State)
	for k := range sit.Pacts {
		key = appendClauses(key, &sit.Pacts[k])
	}
	r.key = key[:0]
	x, ok := r.standings[string(key)]
	if !ok {
		g := r.W.G
		x = &standing{left: r.Undone(sit.Pacts, r.states.Clone(sit.State)), allowed: g.Allowed(sit.State), sides: make([]side, len(g.Parties))}
		if len(r.standings) >= maxCached {
			clear(r.standings)
		}
		r.standings[string(key)] = x
	}
	sit.about = x
	return x
}

// side is what p can do about the deals of a situation.
func (r *Run) side(p int, sit *Situation) *side {
	x := r.standing(sit)
	if !x.has.Has(p) {
		x.sides[p] = r.findWays(p, sit, x.allowed)
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

func (r *Run) findWays(p int, sit *Situation, allowed bool) side {
	var out side
	g, y, x := r.W.G, sit.State, &r.ahead[p]
	for i, n := range g.Sizes {
		if !r.W.free[p][i][y[i]] || !r.W.reaches[i] && !settles(sit, i) {
			continue
		}
		for to := range n {
			if !r.W.solo[p][i][int(y[i])*n+to] {
				continue
			}
			move, ok := r.states.Changed(g, y, i, to, allowed)
			if !ok || !touched(sit.Pacts, y, move) {
				continue
			}
			w := wayOut{move: move, void: r.Void(sit.Pacts, y, move)}
			w.still = x.alike(y, w.move) && x.alike(y, w.void)
			out.ways = append(out.ways, w)
			if out.breaks == nil {
				out.breaks = make([]bool, len(sit.Pacts))
			}
			for k := range sit.Pacts {
				out.breaks[k] = out.breaks[k] || sit.Pacts[k].Touches(y, move)
			}
		}
	}
	return out
}

// levels are what each day is worth to p after the breach, and once it is answered, without what moves and what is paid on the way. They are
// remembered for the draw where p is never paid once: else they rest on the state in force.
func (w *wayOut) levels(n *game.Numbers, p int, once bool) (move, void float64, err error) {
	if draw := n.Drawing(); w.draw != draw || once {
		if w.moveLevel, err = n.Level(p, w.move); err != nil {
			return 0, 0, err
		}
		if w.voidLevel, err = n.Level(p, w.void); err != nil {
			return 0, 0, err
		}
		w.draw = draw
	}
	return w.moveLevel, w.voidLevel, nil
}

// settles reports whether an issue is a clause of the situation's deals.
func settles(sit *Situation, issue int) bool {
	return slices.ContainsFunc(sit.Pacts, func(p Pact) bool { return slices.Contains(p.Issues, issue) })
}
