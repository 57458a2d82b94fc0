package game

import (
	"fmt"
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
	p.Coalitions = g.coalitions[t]
	return p
}

// PartiesPanel is the panel of a set of parties, all of whom must accept.
func (g *Game) PartiesPanel(members Mask) Panel {
	return Panel{Table: -1, Members: members, Coalitions: []Mask{members}}
}

// Unanimous reports whether every member must accept.
func (p *Panel) Unanimous() bool { return len(p.Coalitions) == 1 && p.Coalitions[0] == p.Members }

// maxCoalitions bounds the minimal coalitions that decide at one table.
const maxCoalitions = 2000

// compileTables works out who decides at each table.
func (g *Game) compileTables() *TooLargeError {
	for t := range g.Case.Tables {
		table := &g.Case.Tables[t]
		members := Of(table.Members...)
		coalitions := []Mask{members}
		if table.Rule != nil {
			var ok bool
			if coalitions, ok = coalitionsOf(table.Rule, members); !ok {
				return &TooLargeError{
					What: "the coalitions that decide at table `" + table.Name + "`", States: float64(len(coalitions)),
					Remedy: fmt.Sprintf("at most %d minimal ones are possible; merge members that vote alike, or ask for fewer of them", maxCoalitions),
				}
			}
			slices.SortFunc(coalitions, CompareSets)
		}
		g.coalitions = append(g.coalitions, coalitions)
	}
	return nil
}

// coalitionsOf lists the minimal sets of members that meet a rule, and false when there are more than maxCoalitions.
func coalitionsOf(n *expr.Node, members Mask) ([]Mask, bool) {
	switch n.Op {
	case expr.Name:
		return []Mask{Of(n.Index)}, true
	case expr.AtLeast:
		return coalitionsOfCount(n, members)
	}
	out, ok := []Mask{0}, true
	if n.Op == expr.Or {
		out = nil
	}
	for _, a := range n.Args {
		part, fits := coalitionsOf(a, members)
		if n.Op == expr.Or {
			out = minimal(append(out, part...))
		} else {
			out, ok = joined(out, part)
		}
		if !fits || !ok || len(out) > maxCoalitions {
			return out, false
		}
	}
	return out, true
}

// coalitionsOfCount lists those of `at-least N of …`, adding one argument after another: with[k] are the minimal sets that
// meet k of the arguments so far.
func coalitionsOfCount(n *expr.Node, members Mask) ([]Mask, bool) {
	var parts [][]Mask
	if len(n.Args) == 1 && n.Args[0].Ref == expr.Members {
		for _, p := range members.List() {
			parts = append(parts, []Mask{Of(p)})
		}
	} else {
		for _, a := range n.Args {
			part, ok := coalitionsOf(a, members)
			if !ok {
				return part, false
			}
			parts = append(parts, part)
		}
	}
	with := make([][]Mask, n.N+1)
	with[0] = []Mask{0}
	for done, part := range parts {
		// Fewer than this cannot become N with the arguments that are left.
		least := max(1, n.N-(len(parts)-done-1))
		for k := min(n.N, done+1); k >= least; k-- {
			more, ok := joined(with[k-1], part)
			if with[k] = minimal(append(with[k], more...)); !ok || len(with[k]) > maxCoalitions {
				return with[k], false
			}
		}
	}
	return with[n.N], true
}

// joined unites each set of one list with each of the other and keeps the minimal ones.
func joined(a, b []Mask) ([]Mask, bool) {
	var out []Mask
	for _, x := range a {
		for _, y := range b {
			out = append(out, x|y)
		}
		if len(out) > 16*maxCoalitions {
			return out, false
		}
	}
	return minimal(out), true
}

// minimal drops the sets that hold another.
func minimal(sets []Mask) []Mask {
	slices.SortFunc(sets, CompareSets)
	var out []Mask
	for _, s := range sets {
		if !slices.ContainsFunc(out, func(o Mask) bool { return o&s == o }) {
			out = append(out, s)
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
		v += n.part(f.factor, s)
	}
	return v
}
