package game

// Values are computed anew only where something that they rest on has changed: most questions that fill the same numbers again and again
// change one input at a time.

// varSet is a set of variables, by number.
type varSet []uint64

func (v varSet) add(i int) { v[i/64] |= 1 << (i % 64) }

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

// addRests adds what an expression rests on, for a reading and a party that expects it to be so: the courses of its tracks too.
func (g *Game) addRests(v varSet, r *reading, x *rests) {
	for _, i := range x.inputs {
		v.add(i)
	}
	tracks := r.closure(x.tracks)
	for _, k := range tracks {
		v.add(g.TrackAt(k))
		for _, i := range r.tracks[k].inputs {
			v.add(i)
		}
		x.time, x.back = x.time || r.tracks[k].time, x.back || r.tracks[k].back
	}
	if x.time || len(tracks) > 0 {
		v.add(g.ElapsedAt())
	}
	if x.back {
		for k := range g.Memory {
			v.add(g.Memory[k].At)
		}
	}
}

// compileRests notes what the values of each party and factor, and how each party looks ahead, rest on. Nothing is compiled after it.
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
			x := party.single[i].all
			g.addRests(party.rests, party.reading, &x)
		}
	}
	for f := range g.Factors {
		fac := &g.Factors[f]
		party := &g.Parties[fac.Party]
		fac.rests = g.none()
		for i := range fac.terms {
			x := fac.terms[i].all
			g.addRests(fac.rests, party.reading, &x)
		}
		if fac.moves {
			for k, w := range party.outlook.rests {
				fac.rests[k] |= w
			}
		}
	}
}

func (g *Game) addNumber(v varSet, r *reading, x *Number) {
	if x != nil {
		all := x.rests
		g.addRests(v, r, &all)
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
