package clock

import (
	"slices"

	"parley/casefile"
	"parley/internal/game"
)

// wayOut is a move of a party's own that changes a clause, and where it ends once it is answered.
type wayOut struct{ move, void game.State }

// standing is what rests on nothing but a state and the clauses of the deals in force in it.
type standing struct {
	left game.State // when all deals end
	ways [][]wayOut // by party
	has  game.Mask  // of the parties whose ways are known
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
		x = &standing{left: r.Undone(sit.Pacts, r.states.Clone(sit.State)), ways: make([][]wayOut, len(r.W.G.Parties))}
		if len(r.standings) >= maxCached {
			clear(r.standings)
		}
		r.standings[string(key)] = x
	}
	sit.about = x
	return x
}

// waysOut lists p's ways out of a situation, in the order of the issues and options.
func (r *Run) waysOut(p int, sit *Situation) []wayOut {
	if len(sit.Pacts) == 0 {
		return nil
	}
	x := r.standing(sit)
	if !x.has.Has(p) {
		x.ways[p], x.has = r.knownWays(p, sit), x.has|game.Of(p)
	}
	return x.ways[p]
}

// knownWays remembers them by what they rest on: the state, and the clauses of the deals that p can break.
func (r *Run) knownWays(p int, sit *Situation) []wayOut {
	key := appendKey(r.key[:0], p, sit.State)
	for k := range sit.Pacts {
		if r.within(p, sit, &sit.Pacts[k]) {
			key = appendClauses(key, &sit.Pacts[k])
		}
	}
	r.key = key[:0]
	if list, ok := r.ways[string(key)]; ok {
		return list
	}
	list := r.findWays(p, sit)
	if len(r.ways) >= maxCached {
		clear(r.ways)
	}
	r.ways[string(key)] = list
	return list
}

// within reports whether some move of p's own may change a clause of a deal: that of an issue that it can move, or, by the rules, of another.
func (r *Run) within(p int, sit *Situation, x *Pact) bool {
	if len(r.W.G.Consequences) > 0 {
		return true
	}
	for _, i := range x.Issues {
		if r.W.free[p][i][sit.State[i]] {
			return true
		}
	}
	return false
}

func appendClauses(key []byte, x *Pact) []byte {
	key = append(key, byte(len(x.Issues)), byte(len(x.Issues)>>8))
	for _, i := range x.Issues {
		key = append(key, byte(i), byte(i>>8), byte(x.Before[i]), byte(x.Before[i]>>8))
	}
	return key
}

func (r *Run) findWays(p int, sit *Situation) []wayOut {
	var list []wayOut
	g, y := r.W.G, sit.State
	for i, n := range g.Sizes {
		if !r.W.free[p][i][y[i]] || !r.W.reaches[i] && !settles(sit, i) {
			continue
		}
		for to := range n {
			if !r.W.solo[p][i][int(y[i])*n+to] {
				continue
			}
			move, ok := r.states.Completed(g, y, casefile.Setting{Issue: i, Option: to})
			if ok && touched(sit.Pacts, y, move) {
				list = append(list, wayOut{move: move, void: r.Void(sit.Pacts, y, move)})
			}
		}
	}
	return list
}

// settles reports whether an issue is a clause of the situation's deals.
func settles(sit *Situation, issue int) bool {
	return slices.ContainsFunc(sit.Pacts, func(p Pact) bool { return slices.Contains(p.Issues, issue) })
}
