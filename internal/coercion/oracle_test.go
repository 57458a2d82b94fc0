package coercion_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"parley/internal/coercion"
	"parley/internal/ensemble"
	"parley/internal/expr"
	"parley/internal/game"
	"parley/internal/oracle"
)

// literal is a threat decided by listing every state and every set of parties, in tenths of a point.
type literal struct {
	o          *oracle.Oracle
	by, to     int
	demand     *expr.Node
	instrument oracle.Issues // and what it sets
	armed      game.State
}

// named are the issues of a condition.
func named(n *expr.Node) oracle.Issues {
	var out oracle.Issues
	n.Walk(func(m *expr.Node) {
		if m.Op == expr.Name && m.Ref == expr.Issue {
			out |= 1 << m.Index
		}
	})
	return out
}

// concession is one way to meet the demand, and what stands in its way.
type concession struct {
	state   game.State
	value   int // to the target
	refused bool
	broken  bool
}

// concessions are the states that differ from today in the issues of the demand and what follows, that meet it and that somebody can
// bring about.
func (l *literal) concessions() []concession {
	var out []concession
	for _, y := range l.o.States {
		if y.Equal(l.o.Today) || !l.o.Holds(l.demand, y) || !l.follows(y) || !l.o.Reaches(l.o.Everyone(), oracle.Every, l.o.Today, y) {
			continue
		}
		agreeing := game.Of(l.by, l.to)
		for q := range l.o.Case.Parties {
			if v := l.o.Case.Parties[q].Values; v != nil && len(l.o.Broken(q, l.o.Today, y)) == 0 && l.o.Value(q, y, l.o.Today) >= l.o.Value(q, l.o.Today, l.o.Today) {
				agreeing |= game.Of(q)
			}
		}
		out = append(out, concession{
			state: y, value: l.o.Value(l.to, y, l.o.Today), refused: !l.o.Reaches(agreeing, oracle.Every, l.o.Today, y), broken: len(l.o.Broken(l.to, l.o.Today, y)) > 0,
		})
	}
	return out
}

// follows reports whether choosing the demand's issues as y has them accounts for all that y changes.
func (l *literal) follows(y game.State) bool {
	rest := oracle.Differing(l.o.Today, y) &^ named(l.demand)
	for _, s := range l.o.States { // some choice of those issues alone, all parties willing
		if oracle.Differing(s, y)&^rest == 0 && oracle.Differing(l.o.Today, s)&rest == 0 {
			return l.completes(s, y)
		}
	}
	return false
}

// completes lets the rules' consequences follow from s, none of them against what the demand's issues were given.
func (l *literal) completes(s, y game.State) bool {
	set := oracle.Differing(l.o.Today, s)
	x := s.Clone()
	for again := true; again; {
		again = false
		for _, r := range l.o.Case.Rules {
			if r.When == nil || !l.o.Holds(r.When, x) {
				continue
			}
			for _, t := range r.Then {
				if int(x[t.Issue]) == t.Option {
					continue
				}
				if set>>t.Issue&1 == 1 {
					return false
				}
				x[t.Issue], set, again = uint16(t.Option), set|1<<t.Issue, true
			}
		}
	}
	return x.Equal(y) && l.o.Allowed(x)
}

// best is the concession: possible before breaking a red line before refused, then the best for the target, then the first.
func (l *literal) best() *concession {
	var out *concession
	grade := func(c *concession) int {
		switch {
		case c.refused:
			return 0
		case c.broken:
			return 1
		}
		return 2
	}
	for _, c := range l.concessions() {
		if out == nil || grade(&c) > grade(out) || grade(&c) == grade(out) && c.value > out.value {
			out = &c
		}
	}
	return out
}

// threatened adds a threat to a random case: any party, any option it can bring about alone, any demand of one or two issues.
func threatened(t *rapid.T) (string, *oracle.Oracle, *literal) {
	random := oracle.Random(func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }, oracle.Kind{Publics: rapid.Bool().Draw(t, "publics")})
	g := oracle.Compile(t, random)
	if g == nil {
		t.Skip("today breaks a rule")
	}
	o := oracle.New(g.Case)
	l := &literal{o: o}
	type move struct{ party, issue, option int }
	var moves []move
	for p := range g.Parties {
		for i, n := range g.Sizes {
			for k := range n {
				if k != int(g.Today[i]) && g.CanMove(game.Of(p), i, int(g.Today[i]), k) && g.Movers.Has(p) {
					moves = append(moves, move{p, i, k})
				}
			}
		}
	}
	if moves == nil {
		t.Skip("nobody can do anything alone")
	}
	m := rapid.SampledFrom(moves).Draw(t, "instrument")
	l.by, l.to = m.party, (m.party+1)%2
	if l.by > 1 {
		l.to = 0
	}
	issue := func() string {
		i := rapid.IntRange(0, len(g.Sizes)-1).Draw(t, "issue")
		return fmt.Sprintf("i%d %s o%d", i, rapid.SampledFrom([]string{"==", "!="}).Draw(t, "is"), rapid.IntRange(0, g.Sizes[i]-1).Draw(t, "option"))
	}
	demand := issue()
	if rapid.Bool().Draw(t, "two") {
		demand += rapid.SampledFrom([]string{" and ", " or "}).Draw(t, "join") + issue()
	}
	credibility, b := rapid.IntRange(0, 10).Draw(t, "credibility"), rapid.IntRange(0, 30).Draw(t, "b")
	text := strings.Replace(random, "case: random\n", "case: random\nas-of: 2025-01-01\n", 1) + fmt.Sprintf(
		"\nthreats:\n  t: {by: p%d, to: p%d, demand: %s, instrument: i%d=o%d, deadline: 2025-06-01, credibility: %s, conceding: %s, backing-down: %s}\n",
		l.by, l.to, demand, m.issue, m.option, text(float64(credibility)/10), text(float64(b)/10), text(float64(rapid.IntRange(0, 30).Draw(t, "a"))/10))
	l.instrument = 1 << m.issue
	l.armed = g.Today.Clone()
	l.armed[m.issue] = uint16(m.option)
	return text, o, l
}

// What a threat is worth, whether the target concedes, whether the sender acts and who must agree, against the definition applied to
// every state.
func TestLiteral(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source, o, l := threatened(t)
		g := oracle.Must(t, source)
		l.o.Case = g.Case // with the threat
		threat := &g.Case.Threats[0]
		l.demand = threat.Demand
		a, err := put(t, source, 1, 1, coercion.Args{By: l.by, To: l.to, Threat: -1})
		if err != nil {
			t.Fatalf("%v\n%s", err, source)
		}
		x := a.Threats[0]
		wrong := func(what string, got, want any) {
			t.Errorf("%s is %v, want %v\n%s", what, got, want, source)
		}
		same := func(what string, got float64, tenths int) {
			if math.Abs(got-float64(tenths)/10) > 1e-9 {
				wrong(what, got, float64(tenths)/10)
			}
		}
		today := o.Value(l.to, o.Today, o.Today)
		bite, able := 0, false
		for _, y := range o.States {
			if !y.Equal(o.Today) && oracle.Differing(l.armed, y)&l.instrument == 0 && o.Reaches(game.Of(l.by), oracle.Every, o.Today, y) && l.completes(l.armed, y) {
				bite, able = today-o.Value(l.to, y, o.Today), true
				gain := o.Value(l.by, y, o.Today) - o.Value(l.by, o.Today, o.Today)
				if does := 10*gain >= -int(math.Round(100*threat.BackingDown.Dist.Median())); (x.Parts.Credibility.Derived.Median == 1) != does {
					wrong("the sender's credibility", x.Parts.Credibility.Derived.Median, does)
				}
			}
		}
		same("the bite", x.Parts.Bite.Median, bite)
		if (x.Obstacles.Instrument == 0) != able {
			wrong("the instrument's share", x.Obstacles.Instrument, able)
		}
		c := l.best()
		if c == nil {
			if x.Obstacles.Impossible != 1 || x.Parts.Willing.P != 0 {
				wrong("an impossible demand", x.Obstacles, x.Parts.Willing.P)
			}
			return
		}
		b := int(math.Round(10 * threat.Conceding.Dist.Median()))
		price := today - c.value + b
		same("the price", x.Parts.GoingOn.Median, price)
		if (x.Obstacles.Consent == 1) != c.refused || (x.Obstacles.RedLine == 1) != (c.broken && !c.refused) {
			wrong("what stands in the way", x.Obstacles, *c)
		}
		credibility := int(math.Round(10 * threat.Credibility.Dist.Median()))
		if !able {
			credibility = 0
		}
		if willing := !c.refused && !c.broken && credibility*bite >= 10*price; (x.Parts.Willing.P == 1) != willing {
			wrong("willing", x.Parts.Willing.P, willing)
		}
	})
}

// In whatever order the parties are declared, a threat is worth the same, concedes the same and costs each the same.
func TestOrderOfParties(t *testing.T) {
	same := func(t rapid.TB, text string, order []int, runs int) {
		t.Helper()
		at := func(text string) *coercion.Answer {
			x := oracle.Must(t, text).Case.Threats[0]
			a, err := put(t, text, runs, 1, coercion.Args{By: x.By, To: x.To, Threat: -1})
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			return a
		}
		want, got := at(text).Threats[0], at(oracle.Reordered(text, order)).Threats[0]
		byName := func(a, b coercion.Cost) int { return strings.Compare(a.Party, b.Party) }
		slices.SortFunc(want.Costs, byName)
		slices.SortFunc(got.Costs, byName)
		for _, of := range []func(*coercion.Threat) any{
			func(x *coercion.Threat) any { return x.Concedes },
			func(x *coercion.Threat) any { return x.CarriesOut },
			func(x *coercion.Threat) any { return x.Parts },
			func(x *coercion.Threat) any { return x.Thresholds },
			func(x *coercion.Threat) any { return x.Obstacles },
			func(x *coercion.Threat) any { return x.Costs },
			func(x *coercion.Threat) any { return x.Tracks },
			func(x *coercion.Threat) any { return x.Levers },
		} {
			if diff := cmp.Diff(of(&want), of(&got), cmpopts.EquateApprox(0, 1e-9), cmpopts.IgnoreFields(ensemble.Probability{}, "LowInput", "HighInput")); diff != "" {
				t.Errorf("in the order %v: %s\n%s", order, diff, text)
			}
		}
	}
	for _, order := range oracle.Orders(3) {
		same(t, leaking("0.1 to 0.9"), order, 100)
	}
	rapid.Check(t, func(t *rapid.T) {
		source, o, _ := threatened(t)
		order := make([]int, len(o.Case.Parties))
		for p := range order {
			order[p] = p
		}
		same(t, source, rapid.Permutation(order).Draw(t, "order"), 1)
	})
}
