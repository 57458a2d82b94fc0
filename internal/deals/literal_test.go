package deals_test

import (
	"cmp"
	"context"
	"math"
	"slices"
	"testing"

	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/oracle"
)

// literalCases calls visit with random cases of a kind and each of their tables.
func literalCases(t *testing.T, k oracle.Kind, seeds int, visit func(p *problem)) {
	t.Helper()
	tried, open := 0, 0
	for seed := range uint64(seeds) {
		text := oracle.Random(oracle.Seeded(seed), k)
		g := oracle.Compile(t, text)
		if g == nil {
			continue
		}
		o, d := oracle.New(g.Case), oracle.Draws(t, g, 2, 1)
		for at := range g.Case.Tables {
			a, err := deals.Ask(context.Background(), d, deals.Args{Table: at, Options: true})
			if err != nil {
				t.Fatalf("seed %d table %d: %v\n%s", seed, at, err, text)
			}
			p := &problem{T: t, seed: seed, text: text, g: g, o: o, t: o.Table(at), a: a}
			p.zopa, p.reachable, p.candidates = o.Zopa(p.t), o.Reachable(p.t), o.Candidates(p.t)
			if tried++; len(p.zopa) > 0 {
				open++
			}
			visit(p)
			if t.Failed() {
				t.Fatalf("%+v: seed %d, table %s\n%s", k, seed, a.Table, text)
			}
		}
	}
	if open < tried/5 || open > tried*19/20 {
		t.Errorf("the random cases show little: %d of %d rooms open", open, tried)
	}
}

// problem is one table of one random case, with both answers.
type problem struct {
	*testing.T
	seed uint64
	text string
	g    *game.Game
	o    *oracle.Oracle
	t    oracle.Table
	a    *deals.Answer
	zopa []game.State

	reachable  []game.State // by the members
	candidates []game.State // those other than today

	ranges map[int]int // by party: its range over the allowed states
}

func (p *problem) number(what string, got *float64, want int) {
	p.Helper()
	if got == nil || *got != float64(want) {
		p.Errorf("%s is %v, want %d", what, shown(got), want)
	}
}

func shown(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

func (p *problem) sizes() {
	allowed := 0
	for _, s := range p.o.States {
		if p.o.Allowed(s) {
			allowed++
		}
	}
	p.number("states", p.a.States, allowed)
	p.number("reachable", p.a.Reachable, len(p.reachable))
	efficient, points := p.o.Undominated(p.t.Members, p.reachable)
	p.number("efficient.outcomes", p.a.Efficient.Outcomes, len(efficient))
	if p.a.Efficient.Points == nil || *p.a.Efficient.Points != points {
		p.Errorf("efficient.points %v, want %d", p.a.Efficient.Points, points)
	}
	p.number("zopa.size", p.a.Zopa.Size, len(p.zopa))
}

func (p *problem) frontier() {
	kept, points := p.o.Undominated(p.t.Members, p.zopa)
	p.number("frontier.outcomes", p.a.Frontier.Outcomes, len(kept))
	if p.a.Frontier.Points == nil || *p.a.Frontier.Points != points {
		p.Errorf("frontier.points %v, want %d", p.a.Frontier.Points, points)
	}
	var listed []game.State
	for _, d := range p.a.Frontier.Deals {
		s := p.o.State(d.Deal)
		if !oracle.Has(kept, s) || oracle.Has(listed, s) {
			p.Errorf("%v is listed on the frontier, wrongly or twice", d.Deal)
		}
		listed = append(listed, s)
		p.values("frontier", d.Values, s)
	}
	if len(listed) != len(kept) {
		p.Errorf("%d deals of the frontier are listed, want %d", len(listed), len(kept))
	}
}

func (p *problem) values(what string, got map[string]float64, s game.State) {
	p.Helper()
	for _, q := range p.t.Members.List() {
		if v := got[p.g.Case.Parties[q].Name]; math.Abs(v*10-float64(p.o.Value(q, s, p.o.Today))) > 1e-9 {
			p.Errorf("%s: %v is worth %v to p%d", what, s, v, q)
		}
	}
}

// best lists the states with the largest key, in declaration order.
func best(states []game.State, key func(game.State) []float64) []game.State {
	var out []game.State
	var top []float64
	for _, s := range states {
		switch k := key(s); {
		case out == nil || lexicographic(k, top) > 0:
			out, top = []game.State{s}, k
		case lexicographic(k, top) == 0:
			out = append(out, s)
		}
	}
	return out
}

func lexicographic(a, b []float64) int {
	for k := range a {
		if math.Abs(a[k]-b[k]) > 1e-9 {
			return cmp.Compare(a[k], b[k])
		}
	}
	return 0
}

func (p *problem) gains(s game.State) []float64 {
	var out []float64
	for _, q := range p.t.Members.List() {
		out = append(out, float64(p.o.Value(q, s, p.o.Today)-p.o.WalkAway(q)))
	}
	return out
}

// product is the Nash key: how many gain, then the product of what they gain (exact: tenths are whole numbers).
func product(gains []float64) []float64 {
	n, out := 0.0, 1.0
	for _, g := range gains {
		if g > 0 {
			n, out = n+1, out*g
		}
	}
	return []float64{n, out}
}

func ascending(v []float64) []float64 {
	v = slices.Clone(v)
	slices.Sort(v)
	return v
}

func total(v []float64) []float64 {
	out := 0.0
	for _, x := range v {
		out += x
	}
	return []float64{out}
}

// shares is the Kalai–Smorodinsky key over a list of states: gains over the best gain in it, worst first.
func (p *problem) shares(states []game.State) func([]float64) []float64 {
	ideal := slices.Repeat([]float64{math.Inf(-1)}, len(p.t.Members.List()))
	for _, s := range states {
		for j, g := range p.gains(s) {
			ideal[j] = max(ideal[j], g)
		}
	}
	return func(gains []float64) []float64 {
		var out []float64
		for j, g := range gains {
			if ideal[j] > 0 {
				out = append(out, g/ideal[j])
			}
		}
		return ascending(out)
	}
}

// solutions looks among all deals where every member must accept. Where some need not, a deal that only worsens the lot
// of a party that loses anyhow ranks as high; of such ties the undominated are meant.
func (p *problem) solutions() {
	s, from := p.a.Solutions, p.zopa
	if !p.unanimous() {
		from, _ = p.o.Undominated(p.t.Members, p.zopa)
	}
	for _, x := range []struct {
		name string
		is   *deals.Solution
		key  func([]float64) []float64
	}{
		{"nash", s.Nash, product},
		{"kalai-smorodinsky", s.KalaiSmorodinsk, p.shares(p.zopa)},
		{"egalitarian", s.Egalitarian, ascending},
		{"utilitarian", s.Utilitarian, total},
	} {
		want := best(from, func(s game.State) []float64 { return x.key(p.gains(s)) })
		if (x.is == nil) != (len(want) == 0) {
			p.Errorf("%s is %v, want one of %v", x.name, x.is, want)
		}
		if x.is == nil {
			continue
		}
		got := p.o.State(x.is.Deal)
		if !got.Equal(want[0]) || x.is.Ties != float64(len(want)-1) || len(x.is.Tied) != min(20, len(want)-1) {
			p.Errorf("%s is %v with %v ties (%d listed), want %v", x.name, got, x.is.Ties, len(x.is.Tied), want)
		}
		for _, m := range x.is.Tied {
			if tied := p.o.State(m); !oracle.Has(want, tied) || tied.Equal(got) {
				p.Errorf("%s ties with %v, which is none of %v", x.name, tied, want)
			}
		}
		p.values(x.name, x.is.Values, got)
	}
}

func (p *problem) unanimous() bool { return p.t.Rule == nil }

// Every table of every kind of case, against the definitions: counts, frontier, the four solutions.
func TestLiteral(t *testing.T) {
	for _, k := range []oracle.Kind{{}, {NoStatusQuo: true}, {WalkAways: true}, {Caps: true}, {NoStatusQuo: true, Caps: true}} {
		t.Run(k.String(), func(t *testing.T) {
			literalCases(t, k, 150, func(p *problem) {
				p.sizes()
				p.frontier()
				p.solutions()
			})
		})
	}
}
