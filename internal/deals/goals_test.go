package deals_test

import (
	"fmt"
	"slices"
	"testing"

	"parley/internal/game"
	"parley/internal/oracle"
)

// meets lists the states of a list that meet a goal.
func (p *problem) meets(states []game.State, goal int) []game.State {
	var out []game.State
	for _, s := range states {
		if p.o.Holds(p.g.Case.Goals[goal].Condition, s) {
			out = append(out, s)
		}
	}
	return out
}

// goal compares one goal's row: who can decide, whether there is room, the Nash deal among those that meet it.
func (p *problem) goal(k int) {
	row, open := p.a.Goals[k], p.meets(p.zopa, k)
	can := len(p.meets(p.candidates, k)) > 0
	if row.Can != can || row.Nonempty.P != float64(min(1, len(open))) || row.Undec != 0 {
		p.Errorf("goal %d: can decide %v, probability %v; want %v and %d deals", k, row.Can, row.Nonempty.P, can, len(open))
	}
	if (row.Deal == nil) != (len(open) == 0) {
		p.Errorf("goal %d: the Nash deal is %v, want one of %v", k, row.Deal, open)
	} else if row.Deal != nil {
		got := p.o.State(row.Deal.Deal)
		want := best(open, func(s game.State) []float64 { return product(p.gains(s)) })
		if !oracle.Has(open, got) || lexicographic(product(p.gains(got)), product(p.gains(want[0]))) != 0 {
			p.Errorf("goal %d: the Nash deal is %v, want one of %v", k, got, want)
		}
		p.values("goal", row.Deal.Values, got)
	}
	p.needs(k, can)
}

// needs tries every set of up to three others, with every issue on the table: the empty set says that only the agenda is in the way.
func (p *problem) needs(k int, can bool) {
	var want []string
	if !can {
		for _, set := range oracle.Minimal(p.o.Everyone()&^p.t.Members, 3, func(set game.Mask) bool {
			return len(p.meets(p.o.Candidates(oracle.Table{Members: p.t.Members | set, Agenda: oracle.Every, Rule: p.t.Rule}), k)) > 0
		}) {
			want = append(want, fmt.Sprint(p.o.Names(set)))
		}
	}
	var got []string
	for _, n := range p.a.Goals[k].Needs {
		got = append(got, fmt.Sprint(n))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		p.Errorf("goal %d needs %v, want %v", k, got, want)
	}
}

// draws compares what the draws say: with constant inputs each is all or nothing.
func (p *problem) draws() {
	if p.a.Draws.Nonempty.P != float64(min(1, len(p.zopa))) {
		p.Errorf("the room is open with probability %v, want %d deals", p.a.Draws.Nonempty.P, len(p.zopa))
	}
	kept, _ := p.o.Undominated(p.t.Members, p.zopa)
	for _, c := range p.a.Draws.Candidates {
		s := p.o.State(c.Deal)
		if (c.InZopa.P == 1) != oracle.Has(p.zopa, s) || (c.OnFrontier.P == 1) != oracle.Has(kept, s) {
			p.Errorf("%s: in the room %v, on the frontier %v", c.Name, c.InZopa.P, c.OnFrontier.P)
		}
	}
	for _, o := range p.a.Options {
		for i := range p.g.Case.Issues {
			for k := range p.g.Case.Issues[i].Options {
				if p.g.Case.Issues[i].Name == o.Issue && p.g.Case.Issues[i].Options[k].Name == o.Option {
					any := slices.ContainsFunc(p.zopa, func(z game.State) bool { return z[i] == uint16(k) })
					if (o.Share.P == 1) != any {
						p.Errorf("%s=%s is in some deal with probability %v, want %v", o.Issue, o.Option, o.Share.P, any)
					}
				}
			}
		}
	}
}

func TestLiteralGoals(t *testing.T) {
	for _, k := range []oracle.Kind{{}, {NoStatusQuo: true}, {WalkAways: true}, {Caps: true}} {
		t.Run(k.String(), func(t *testing.T) {
			literalCases(t, k, 60, func(p *problem) {
				p.draws()
				for k := range p.g.Case.Goals {
					p.goal(k)
				}
			})
		})
	}
}
