package blocks_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"parley/internal/ask"
	"parley/internal/blocks"
	"parley/internal/expr"
	"parley/internal/game"
	"parley/internal/oracle"
)

// problem is one random case with the oracle's and the program's answer.
type problem struct {
	*testing.T
	g *game.Game
	o *oracle.Oracle
}

// sign is who belongs to some smallest set whose consent, beside that of those who accept, would bring s about.
func (p *problem) sign(s game.State) game.Mask {
	yes := p.o.Accepting(s)
	var out game.Mask
	for _, m := range oracle.Minimal(p.o.Everyone()&^yes, 64, func(m game.Mask) bool { return p.o.Reaches(yes|m, oracle.Every, p.o.Today, s) }) {
		out |= m
	}
	return out
}

func (p *problem) ratify(s game.State) game.Mask {
	var out game.Mask
	for _, r := range p.g.Case.Ratifiers {
		if r.When != nil && !p.o.Holds(r.When, s) || r.Of >= 0 && p.o.Reaches(p.o.Everyone()&^game.Of(r.Of), oracle.Every, p.o.Today, s) {
			continue
		}
		yes := p.o.Accepts(r.Party, s)
		if r.Needs != nil {
			yes = p.support(r.Party, s) >= r.Needs.Dist.Median()-1e-9
		}
		if !yes {
			out |= 1 << r.Party
		}
	}
	return out
}

func (p *problem) support(q int, s game.State) float64 {
	v := p.g.Case.Parties[q].Values
	if v.Ladder == nil {
		gain := float64(p.o.Value(q, s, p.o.Today)-p.o.Value(q, p.o.Today, p.o.Today)) / 10
		return 0.5 * (1 + math.Erf(gain/v.Spread.Dist.Median()/math.Sqrt2))
	}
	share := v.Ladder.Base.Dist.Median()
	for _, step := range v.Ladder.Steps {
		if p.o.Holds(step.When, s) {
			share += step.Share.Dist.Median()
		}
	}
	return min(1, max(0, share))
}

// movers can act: all but publics and groups, and those some formula names.
func (p *problem) movers() game.Mask {
	m := p.g.Movers
	for i := range p.g.Case.Issues {
		for _, o := range p.g.Case.Issues[i].Options {
			for q := range p.g.Case.Parties {
				if o.By != nil && p.o.Brings(p.o.Everyone(), o.By) && (mentions(o.By, q) || o.Back != nil && mentions(o.Back, q)) {
					m |= 1 << q
				}
			}
		}
	}
	return m
}

// undoes reports whether the set can change clauses of s, the issues in which it differs from today, so that it betters every one of its members and breaks no red line of theirs anew.
func (p *problem) undoes(m game.Mask, s game.State) (game.State, bool) {
	for _, y := range p.o.States {
		if y.Equal(s) || !p.o.Reaches(m, oracle.Differing(s, p.o.Today), s, y) {
			continue
		}
		better := true
		for _, q := range m.List() {
			better = better && p.g.Case.Parties[q].Values != nil && p.o.Value(q, y, s) > p.o.Value(q, s, s) && len(p.o.Broken(q, s, y)) == 0
		}
		if better {
			return y, true
		}
	}
	return nil, false
}

func (p *problem) undo(s game.State, except game.Mask) []game.Mask {
	sets := oracle.Minimal(p.movers()&p.g.Known&^except, 3, func(m game.Mask) bool {
		_, ok := p.undoes(m, s)
		return m != 0 && ok
	})
	return sets
}

func (p *problem) deal(d *blocks.Deal, s game.State) {
	sign, ratify, undo := p.sign(s), p.ratify(s), p.undo(s, 0)
	if !slices.Equal(d.Sign, p.o.Names(sign)) || !slices.Equal(d.Ratify, p.o.Names(ratify)) {
		p.Errorf("%v: would not sign %v, want %v; would not ratify %v, want %v", s, d.Sign, p.o.Names(sign), d.Ratify, p.o.Names(ratify))
	}
	var got, want []string
	for k, u := range d.Undo {
		got = append(got, fmt.Sprint(u))
		to := p.o.State(d.Moves[k].To)
		m := p.o.Parties(u)
		for _, q := range m.List() {
			if !p.o.Reaches(m, oracle.Differing(s, p.o.Today), s, to) || p.o.Value(q, to, s) <= p.o.Value(q, s, s) {
				p.Errorf("%v: %v cannot go to %v, or does not gain", s, u, to)
			}
		}
	}
	for _, m := range undo {
		want = append(want, fmt.Sprint(p.o.Names(m)))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		p.Errorf("%v: could be undone by %v, want %v", s, got, want)
	}
	if passes := sign|ratify == 0 && len(undo) == 0; d.Passes != passes {
		p.Errorf("%v: passes %v", s, d.Passes)
	}
	for q, party := range p.g.Case.Parties {
		_, why := d.Why[party.Name]
		if in := (sign | ratify).Has(q); (d.Refuse[party.Name].P == 1) != in || why != in {
			p.Errorf("%v: %s refuses in %v of the draws, because %q", s, party.Name, d.Refuse[party.Name].P, d.Why[party.Name])
		}
	}
	for i, r := range p.g.Case.Ratifiers {
		if got, ok := d.Support[p.g.Case.Parties[r.Party].Name]; ok && math.Abs(got.Share.Median-p.support(r.Party, s)) > 1e-9 {
			p.Errorf("%v: ratifier %d supports it by %v, want %v", s, i, got.Share.Median, p.support(r.Party, s))
		}
	}
}

func mentions(f *expr.Node, party int) bool {
	found := false
	f.Walk(func(n *expr.Node) { found = found || n.Op == expr.Name && n.Index == party })
	return found
}

// goes reports whether some state of the goal goes through once the set is persuaded.
func (p *problem) goes(goal int, set game.Mask) bool {
	for _, s := range p.o.States {
		if s.Equal(p.o.Today) || !p.o.Holds(p.g.Case.Goals[goal].Condition, s) || !p.o.Reaches(p.o.Accepting(s)|set, oracle.Every, p.o.Today, s) {
			continue
		}
		if p.ratify(s)&^set == 0 && len(p.undo(s, set)) == 0 {
			return true
		}
	}
	return false
}

func (p *problem) persuade(goal int, a *blocks.Persuade) {
	able := p.movers()
	for _, r := range p.g.Case.Ratifiers {
		able |= 1 << r.Party
	}
	var got, want []string
	for _, s := range a.Sets {
		got = append(got, fmt.Sprint(s))
	}
	for _, m := range oracle.Minimal(able, 4, func(m game.Mask) bool { return p.goes(goal, m) }) {
		want = append(want, fmt.Sprint(p.o.Names(m)))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		p.Errorf("goal %d: persuade %v, want %v", goal, got, want)
	}
}

func TestLiteral(t *testing.T) {
	tried := 0
	for seed := range uint64(60) {
		text := oracle.Random(oracle.Seeded(seed), oracle.Kind{Publics: true, WalkAways: seed%3 == 0})
		g := oracle.Compile(t, text)
		if g == nil {
			continue
		}
		tried++
		p, d := &problem{t, g, oracle.New(g.Case)}, oracle.Draws(t, g, 1, 1)
		var list []ask.Deal
		for k, s := range p.o.States {
			if k%5 == int(seed%5) && p.o.Allowed(s) && !s.Equal(p.o.Today) {
				list = append(list, ask.Deal{Name: fmt.Sprint(s), State: s})
			}
		}
		a, err := blocks.Ask(context.Background(), d, blocks.Args{Deals: list})
		if err != nil {
			t.Fatal(err)
		}
		for k := range a.Deals {
			p.deal(&a.Deals[k], list[k].State)
		}
		for goal := range a.Persuade {
			p.persuade(goal, &a.Persuade[goal])
		}
		if t.Failed() {
			t.Fatalf("seed %d\n%s", seed, text)
		}
	}
	if tried < 20 {
		t.Errorf("only %d of the random cases are cases", tried)
	}
}
