package game

// ratifier is a compiled ratifier.
type ratifier struct {
	party int
	of    int // −1: not said
	when  *Condition
	needs *Number
}

func (g *Game) compileRatifiers() {
	for i := range g.Case.Ratifiers {
		r := &g.Case.Ratifiers[i]
		out := ratifier{party: r.Party, of: r.Of, needs: g.analyst.number(r.Needs)}
		if r.When != nil {
			out.when = g.condition(r.When)
		}
		g.ratifiers = append(g.ratifiers, out)
	}
}

// Ratifies reports whether the i-th ratifier of the case must accept s: its condition holds and, where it ratifies for
// a party, s needs that party's consent.
func (g *Game) Ratifies(i int, s State) bool {
	r := &g.ratifiers[i]
	if r.when != nil && !r.when.Holds(s) {
		return false
	}
	if r.of < 0 || g.Today == nil {
		return true
	}
	everyone := Mask(1)<<len(g.Parties) - 1
	return !g.Reaches(everyone&^Of(r.of), nil, g.Today, s)
}

// Ratified reports whether the i-th ratifier accepts s: a party with a share, when the share reaches what is needed;
// another, when it accepts.
func (g *Game) Ratified(n *Numbers, i int, s State) bool {
	r := &g.ratifiers[i]
	if !g.Known.Has(r.party) {
		return false
	}
	if g.HasSupport(r.party) && r.needs != nil {
		return g.Support(n, r.party, s) >= r.needs.eval(n.Vars, s)-1e-12
	}
	return g.Accepts(n, r.party, s)
}

// Unratified is the set of ratifying parties that s needs and that do not accept it.
func (g *Game) Unratified(n *Numbers, s State) Mask {
	var out Mask
	for i := range g.ratifiers {
		if !out.Has(g.ratifiers[i].party) && g.Ratifies(i, s) && !g.Ratified(n, i, s) {
			out |= 1 << g.ratifiers[i].party
		}
	}
	return out
}

// Needs is the share that the i-th ratifier's party must reach, and false where it accepts with yes or no.
func (g *Game) Needs(n *Numbers, i int) (float64, bool) {
	r := &g.ratifiers[i]
	if r.needs == nil || !g.HasSupport(r.party) {
		return 0, false
	}
	return r.needs.eval(n.Vars, g.Base()), true
}

// HasSay reports whether p ratifies something or some control formula names it.
func (g *Game) HasSay(p int) bool {
	for i := range g.ratifiers {
		if g.ratifiers[i].party == p {
			return true
		}
	}
	return g.Named(p)
}
