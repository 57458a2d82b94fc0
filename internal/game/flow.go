package game

import "slices"

// Level is what s is worth to p each day, in points, without what is paid once and without what rests on tracks or the time.
func (n *Numbers) Level(p int, s State) (float64, error) {
	return n.LevelAfter(p, n.Steady(p, s), s, s, &Change{})
}

// Steady is Level with what is paid once.
func (n *Numbers) Steady(p int, s State) Tick {
	var v Tick
	row := n.Unary[p]
	for i, o := range s {
		v += row[n.g.Offset[i]+int(o)]
	}
	for _, f := range n.g.Parties[p].factors {
		if !f.moves {
			v += n.Tables[f.factor][n.g.Factors[f.factor].Encode(s)]
		}
	}
	return v
}

// LevelAfter is Level of to, given Steady of from and how the two differ.
func (n *Numbers) LevelAfter(p int, steady Tick, from, to State, c *Change) (float64, error) {
	party := &n.g.Parties[p]
	steady += n.unaryChange(p, c)
	for _, f := range party.factors {
		if f.near&c.near != 0 && !f.moves {
			fac := &n.g.Factors[f.factor]
			steady += n.Tables[f.factor][fac.Encode(to)] - n.Tables[f.factor][fac.Encode(from)]
		}
	}
	if len(party.once) == 0 {
		return Points(steady), nil
	}
	paid, err := n.paid(p, n.Base, to, false)
	return Points(steady) - paid, err
}

// Paid is what p is paid once when from gives way to s, at the moment of n.
func (n *Numbers) Paid(p int, from, s State) (float64, error) { return n.paid(p, from, s, true) }

func (n *Numbers) paid(p int, from, s State, moving bool) (float64, error) {
	sum := 0.0
	for i := range n.g.Parties[p].once {
		t := &n.g.Parties[p].once[i]
		if t.moves && !moving {
			continue
		}
		v, err := t.value(n.Vars, s, from)
		if err != nil {
			return 0, err
		}
		sum += v
	}
	return sum, nil
}

// Flow is what s is worth to p each day at the moment given by vars, in points: level is Level of s, since it does not change.
// It is not cut: p's cap holds of the sum over its foresight with what is paid once.
func (n *Numbers) Flow(p int, s State, level float64, vars []float64) (float64, error) {
	v := level
	for i := range n.g.Parties[p].flows {
		t := &n.g.Parties[p].flows[i]
		x, err := t.value(vars, s, nil)
		if err != nil {
			return 0, err
		}
		v += x
	}
	return v, nil
}

// GivenWalkAway is p's declared walk-away at the moment, and false where the case gives none.
func (n *Numbers) GivenWalkAway(p int) (Tick, bool, error) {
	x := n.g.Parties[p].walkAway
	if x == nil {
		return 0, false, nil
	}
	v, err := x.At(n.Vars, n.Base, 0)
	return ToTicks(v), true, err
}

// Expect takes forward by one step of the clock the tracks that p's values rest on, and the time, as p expects them to run in
// state s: from now into next, which may be the same slice only where no track rests on another.
func (g *Game) Expect(p int, now, next []float64, s State) error {
	party := &g.Parties[p]
	dt := 1 / g.Case.Clock.Step.PerMonth()
	next[g.ElapsedAt()] = now[g.ElapsedAt()] + dt
	return party.reading.step(now, next, s, dt, nil, party.watches)
}

// Watches lists the tracks that p's values rest on, those that drive them included, ascending.
func (g *Game) Watches(p int) []int { return g.Parties[p].watches }

// Still reports whether neither what p is paid each day nor how it looks ahead rests on tracks or the time.
func (g *Game) Still(p int) bool {
	return len(g.Parties[p].flows) == 0 && !slices.Contains(g.lively, p)
}

// PaidOnce reports whether p is paid something once, on a transition.
func (g *Game) PaidOnce(p int) bool { return len(g.Parties[p].once) > 0 }

// PaidAlike reports whether what p is paid once counts the same from either of two states, whatever the draw and the moment.
func (g *Game) PaidAlike(p int, a, b State) bool {
	for i := range g.Parties[p].once {
		if t := &g.Parties[p].once[i]; !t.plain || t.holdsAt(a) != t.holdsAt(b) {
			return false
		}
	}
	return true
}

// MovingIssues lists the issues that p's values rest on which rest on tracks or the time, those that drive the tracks included; ascending.
func (g *Game) MovingIssues(p int) []int {
	var out []int
	for _, f := range g.moving {
		if g.Factors[f].Party == p {
			out = append(out, g.Factors[f].Issues...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// watch notes what flows of a party's values move and what they rest on.
func (g *Game) watch(p int, terms []term) {
	party := &g.Parties[p]
	var tracks []int
	for i := range terms {
		if !terms[i].moves || terms[i].once {
			continue
		}
		party.flows = append(party.flows, terms[i])
		tracks = append(tracks, terms[i].all.tracks...)
	}
	party.watches = party.reading.closure(tracks)
}

// closure adds to tracks those that their courses rest on; ascending, never nil.
func (r *reading) closure(tracks []int) []int {
	out := slices.Clone(tracks)
	slices.Sort(out)
	out = slices.Compact(out)
	for k := 0; k < len(out); k++ {
		for _, other := range r.tracks[out[k]].tracks {
			if !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
	}
	slices.Sort(out)
	if out == nil {
		out = []int{}
	}
	return out
}
