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

// ValueAt is a value without the party's cap.
func (g *Game) ValueAt(n *Numbers, p int, s State) Tick {
	var v Tick
	for i, o := range s {
		v += n.Unary[p][g.Offset[i]+int(o)]
	}
	for _, f := range g.Parties[p].factors {
		v += n.Tables[f][g.Factors[f].Encode(s)]
	}
	return v
}
