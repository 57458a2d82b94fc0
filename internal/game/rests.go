package game

import "slices"

// Values are computed anew only where something that they rest on has changed: most questions that fill the same numbers again and again
// change one input at a time.

// varSet is a set of variables, by number.
type varSet []uint64

func (v varSet) add(i int) { v[i/64] |= 1 << (i % 64) }

func (v varSet) join(w varSet) {
	for k := range v {
		v[k] |= w[k]
	}
}

func (v varSet) meets(w varSet) bool {
	for k := range v {
		if v[k]&w[k] != 0 {
			return true
		}
	}
	return false
}

// none is the set without variables.
func (g *Game) none() varSet { return make(varSet, (g.Vars()+63)/64) }

// addRests adds what an expression rests on, for a party that reads it so: the courses of its tracks too. Values do not look back.
func (g *Game) addRests(v varSet, r *reading, x *rests) {
	for _, i := range x.inputs {
		v.add(i)
	}
	time := x.time
	for _, k := range r.closure(x.tracks) {
		v.add(g.TrackAt(k))
		for _, i := range r.tracks[k].inputs {
			v.add(i)
		}
		time = time || r.tracks[k].time
	}
	if time {
		v.add(g.ElapsedAt())
	}
}

// compileRests notes what the values of each party and factor, its walk-away and how it looks ahead, rest on. Nothing is compiled after it.
func (g *Game) compileRests() {
	for p := range g.Parties {
		party := &g.Parties[p]
		party.rests, party.outlook.rests = g.none(), g.none()
		for _, x := range []*Number{party.outlook.foresight, party.outlook.patience} {
			g.addNumber(party.outlook.rests, party.reading, x)
		}
		g.addNumber(party.rests, party.reading, party.atMost)
		for i := range party.leaves {
			g.addNumber(party.rests, party.reading, party.leaves[i].weight)
			g.addNumber(party.rests, party.reading, party.leaves[i].share)
		}
		for i := range party.single {
			g.addRests(party.rests, party.reading, &party.single[i].all)
		}
	}
	for f := range g.Factors {
		fac := &g.Factors[f]
		party := &g.Parties[fac.Party]
		fac.rests = g.none()
		for i := range fac.terms {
			g.addRests(fac.rests, party.reading, &fac.terms[i].all)
		}
		if fac.moves {
			fac.rests.join(party.outlook.rests)
		}
	}
	for p := range g.Parties {
		party := &g.Parties[p]
		party.sees = g.none()
		party.sees.join(party.rests)
		g.addNumber(party.sees, party.reading, party.walkAway)
		for _, f := range party.factors {
			party.sees.join(g.Factors[f.factor].rests)
		}
	}
}

func (g *Game) addNumber(v varSet, r *reading, x *Number) {
	if x != nil {
		g.addRests(v, r, &x.rests)
	}
}

// changed says which variables are others than before.
func (n *Numbers) changed(before []float64) varSet {
	if n.differ == nil {
		n.differ = n.g.none()
	}
	clear(n.differ)
	for i, v := range n.Vars {
		if v != before[i] {
			n.differ.add(i)
		}
	}
	return n.differ
}

// FillBeside is FillLazily for inputs that differ in few from those of other numbers: what rests on nothing that differs is taken from them. Their
// tables are shared, and values in these that nobody asked for yet are computed once for both; the other numbers must stay as FillLazily left
// them while n is used, by the same goroutine.
func (n *Numbers) FillBeside(other *Numbers, inputs []float64) error {
	if !other.filled || other.fault != nil {
		return n.FillLazily(inputs, other.Base)
	}
	n.filled = false
	if err := n.load(inputs); err != nil {
		return err
	}
	differ := n.changed(other.Vars)
	for p := range n.g.Parties {
		n.weights[p], n.left[p] = append(n.weights[p][:0], other.weights[p]...), append(n.left[p][:0], other.left[p]...)
		copy(n.Unary[p], other.Unary[p])
	}
	copy(n.Caps, other.Caps)
	copy(n.WalkAway, other.WalkAway)
	n.share(other, differ)
	return n.complete(other.Base, differ)
}

// Same reports whether p's values and its walk-away are those of the numbers that n was last filled beside; false where that is not known.
func (n *Numbers) Same(p int) bool { return n.shares && !n.g.Parties[p].sees.meets(n.differ) }

// tables are the values of factors, and which of them are known.
type tables struct {
	values [][]Tick
	known  [][]bool
}

// share makes the tables of what rests on nothing that differs those of other numbers.
func (n *Numbers) share(other *Numbers, differ varSet) {
	if n.own == nil {
		n.own = &tables{slices.Clone(n.Tables), slices.Clone(n.known)}
	}
	n.shares = true
	for f := range n.g.Factors {
		from := &tables{other.Tables, other.known}
		if n.g.Factors[f].rests.meets(differ) {
			from = n.own
		}
		n.Tables[f], n.known[f] = from.values[f], from.known[f]
	}
}

// unshare ends the sharing of tables; n goes on with what they held where it keeps them.
func (n *Numbers) unshare(keeps bool) {
	if !n.shares {
		return
	}
	for f := range n.Tables {
		if keeps {
			copy(n.own.values[f], n.Tables[f])
			copy(n.own.known[f], n.known[f])
		}
		n.Tables[f], n.known[f] = n.own.values[f], n.own.known[f]
	}
	n.shares = false
}
