package game

import (
	"math/bits"
	"slices"

	"parley/internal/expr"
)

// Panel is who settles something together: a table of the case, or a set of parties.
type Panel struct {
	Name       string // the table's name; "" for a set of parties
	Table      int    // index into Case.Tables, −1 for a set of parties
	Members    Mask
	Agenda     []bool // by issue; nil: every issue
	Coalitions []Mask // the minimal sets of members whose acceptance decides
}

// TablePanel is the panel of a table.
func (g *Game) TablePanel(t int) Panel {
	table := &g.Case.Tables[t]
	p := Panel{Name: table.Name, Table: t, Members: Of(table.Members...)}
	if table.Agenda != nil {
		p.Agenda = make([]bool, len(g.Sizes))
		for _, i := range table.Agenda {
			p.Agenda[i] = true
		}
	}
	p.Coalitions = []Mask{p.Members}
	if table.Rule != nil {
		p.Coalitions = winning(table.Rule, p.Members)
	}
	return p
}

// PartiesPanel is the panel of a set of parties, all of whom must accept.
func (g *Game) PartiesPanel(members Mask) Panel {
	return Panel{Table: -1, Members: members, Coalitions: []Mask{members}}
}

// Unanimous reports whether every member must accept.
func (p *Panel) Unanimous() bool { return len(p.Coalitions) == 1 && p.Coalitions[0] == p.Members }

// winning lists the minimal sets of members that meet a rule, fewest members first, then by mask.
func winning(rule *expr.Node, members Mask) []Mask {
	var out []Mask
	list := members.List()
	subsets := make([]Mask, 0, 1<<min(len(list), 20))
	for s := range 1 << min(len(list), 20) {
		var m Mask
		for k, p := range list {
			if s>>k&1 == 1 {
				m |= 1 << p
			}
		}
		subsets = append(subsets, m)
	}
	slices.SortFunc(subsets, CompareSets)
	for _, m := range subsets {
		if holdsFor(rule, m, members) && !slices.ContainsFunc(out, func(w Mask) bool { return w&m == w }) {
			out = append(out, m)
		}
	}
	return out
}

// CompareSets orders sets by size, then by their first members.
func CompareSets(a, b Mask) int {
	if na, nb := bits.OnesCount64(uint64(a)), bits.OnesCount64(uint64(b)); na != nb {
		return na - nb
	}
	return slices.Compare(a.List(), b.List())
}

// Met reports whether the panel's rule is met by those who accept.
func (p *Panel) Met(accepting Mask) bool {
	return slices.ContainsFunc(p.Coalitions, func(c Mask) bool { return c&accepting == c })
}

// AllowedStates is the number of states that the rules allow, whoever could bring them about.
func (g *Game) AllowedStates() (float64, error) {
	sp := &Space{g: g, base: g.Base(), countOnly: true}
	if err := sp.build(g.everyOption(), MaxComponent, true); err != nil {
		return 0, err
	}
	return sp.States(), nil
}

// States is the number of states of a full Space.
func (sp *Space) States() float64 {
	n := 1.0
	for _, b := range sp.blocks {
		n *= float64(b.n)
	}
	return n
}

// Span is the smallest and the largest value of a state the rules allow to p: the party's own range. Where the search
// for an end is given up, the end is a bound that no state exceeds.
func (g *Game) Span(n *Numbers, p int) (lo, hi Tick, err error) {
	sp := &Space{g: g, base: g.Base(), values: []int{p}}
	if err := sp.build(g.everyOption(), BlockLimit, false); err != nil {
		return 0, 0, err
	}
	if sp.empty {
		return 0, 0, nil
	}
	sv := sp.NewSolver()
	hi = sv.extreme(n, 1)
	lo = -sv.extreme(n, -1)
	return min(lo, n.cap[p]), min(hi, n.cap[p]), nil
}

// extreme is the largest value of the Solver's only party, or (sign −1) the largest of its negative; the state in
// force counts, where there is one.
func (sv *Solver) extreme(n *Numbers, sign Tick) Tick {
	sv.sign = sign
	sv.Load(n)
	q := &Query{Least: []Tick{NoThreshold}, Keys: 1, Score: func(v []Tick, key []float64) { key[0] = float64(v[0]) }}
	best := NoThreshold
	if sv.sp.g.Today != nil {
		best = sv.sp.g.valueAt(n, sv.sp.values[0], sv.sp.base) * sign
	}
	s, ok, err := sv.Find(q)
	if ok {
		best = max(best, sv.sp.g.valueAt(n, sv.sp.values[0], s)*sign)
	}
	if err != nil {
		best = max(best, sv.peak[0][0]+sv.bonus[0][0])
	}
	return best
}

// valueAt is a value without the party's cap.
func (g *Game) valueAt(n *Numbers, p int, s State) Tick {
	var v Tick
	for i, o := range s {
		v += n.unary[p][g.offset[i]+int(o)]
	}
	for _, f := range g.parties[p].factors {
		v += n.factors[f][g.factors[f].encode(s)]
	}
	return v
}

func (g *Game) everyOption() [][]uint16 {
	options := make([][]uint16, len(g.Sizes))
	for i, n := range g.Sizes {
		for o := range n {
			options[i] = append(options[i], uint16(o))
		}
	}
	return options
}
