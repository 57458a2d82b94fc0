package game

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/expr"
)

// The oracle answers by the literal definitions of docs/model.md: it lists every state and tries every set of choices,
// with an interpreter of its own. It shares with the game only the checked case.
type oracle struct {
	c *casefile.Case
	g *Game // for rounding to the grid only
}

func (o *oracle) holds(n *expr.Node, s State) bool {
	switch n.Op {
	case expr.Name:
		return n.Ref == expr.Always
	case expr.Not:
		return !o.holds(n.Args[0], s)
	case expr.Eq:
		return int(s[n.Args[0].Index]) == n.Args[1].Index
	case expr.Ne:
		return int(s[n.Args[0].Index]) != n.Args[1].Index
	case expr.In:
		for _, a := range n.Args[1:] {
			if int(s[n.Args[0].Index]) == a.Index {
				return true
			}
		}
		return false
	}
	k := 0
	for _, a := range n.Args {
		if o.holds(a, s) {
			k++
		}
	}
	return k >= map[expr.Op]int{expr.And: len(n.Args), expr.Or: 1, expr.AtLeast: n.N}[n.Op]
}

func (o *oracle) can(n *expr.Node, set Mask) bool {
	if n == nil {
		return set&o.g.Seated == o.g.Seated
	}
	if n.Op == expr.Name {
		return set.Has(n.Index)
	}
	k := 0
	for _, a := range n.Args {
		if o.can(a, set) {
			k++
		}
	}
	return k >= map[expr.Op]int{expr.And: len(n.Args), expr.Or: 1, expr.AtLeast: n.N}[n.Op]
}

func (o *oracle) moves(set Mask, issue, from, to int) bool {
	is := &o.c.Issues[issue]
	if from == to {
		return true
	}
	if is.Options[from].Irreversible && from != is.Today {
		return false
	}
	if to != is.Today {
		return o.can(is.Options[to].By, set) && (from == is.Today || o.moves(set, issue, from, is.Today))
	}
	if b := is.Options[from].Back; b != nil {
		return o.can(b, set)
	}
	if is.Options[to].By != nil {
		return o.can(is.Options[to].By, set)
	}
	all := Mask(1)<<len(o.c.Parties) - 1
	return !o.can(is.Options[from].By, all&^set)
}

func (o *oracle) allowed(s State) bool {
	for _, r := range o.c.Rules {
		if r.Never != nil && o.holds(r.Never, s) {
			return false
		}
		if r.When != nil && o.holds(r.When, s) {
			for _, t := range r.Then {
				if int(s[t.Issue]) != t.Option {
					return false
				}
			}
		}
	}
	return true
}

// complete follows the rules from base with the chosen settings; nil when they contradict.
func (o *oracle) complete(base, s State, chosen []bool) State {
	y := base.Clone()
	set := make([]bool, len(s))
	for i := range s {
		if chosen[i] {
			y[i], set[i] = s[i], true
		}
	}
	for again := true; again; {
		again = false
		for _, r := range o.c.Rules {
			if r.When == nil || !o.holds(r.When, y) {
				continue
			}
			for _, t := range r.Then {
				if int(y[t.Issue]) != t.Option {
					if set[t.Issue] {
						return nil
					}
					y[t.Issue], set[t.Issue], again = uint16(t.Option), true, true
				}
			}
		}
	}
	return y
}

// reaches tries every set of choices that the members control.
func (o *oracle) reaches(set Mask, agenda []bool, base, s State) bool {
	if !o.allowed(s) {
		return false
	}
	for subset := range 1 << len(s) {
		chosen, ok := make([]bool, len(s)), true
		for i := range s {
			if subset>>i&1 == 1 {
				chosen[i] = true
				ok = ok && s[i] != base[i] && (agenda == nil || agenda[i]) && o.moves(set, i, int(base[i]), int(s[i]))
			}
		}
		if ok {
			if y := o.complete(base, s, chosen); y != nil && y.Equal(s) {
				return true
			}
		}
	}
	return false
}

func (o *oracle) value(p int, s State) float64 {
	v := o.c.Parties[p].Values
	total := 0.0
	for _, iv := range v.Issues {
		for _, ov := range iv.Options {
			if int(s[iv.Issue]) == ov.Option {
				w := 1.0
				if iv.Weight != nil {
					w = iv.Weight.Dist.Median()
				}
				total += w * ov.Value.Dist.Median()
			}
		}
	}
	for _, t := range v.Terms {
		if (t.When == nil || o.holds(t.When, s)) && !(t.Once && t.When != nil && o.holds(t.When, o.g.Today)) {
			total += t.Amount.Dist.Median()
		}
	}
	return total
}

func (o *oracle) grid(v float64) int64 { return int64(math.Round(v * 1e9)) }

func (o *oracle) accepts(p int, s State) bool {
	for _, r := range o.c.Parties[p].Values.RedLines {
		if o.holds(r.Condition, s) && !o.holds(r.Condition, o.g.Today) {
			return false
		}
	}
	return o.grid(o.value(p, s)) >= o.grid(o.value(p, o.g.Today))
}

func (o *oracle) every(visit func(State)) {
	s := make(State, len(o.c.Issues))
	var rec func(i int)
	rec = func(i int) {
		if i == len(s) {
			visit(s.Clone())
			return
		}
		for k := range o.c.Issues[i].Options {
			s[i] = uint16(k)
			rec(i + 1)
		}
	}
	rec(0)
}

// zopa lists the ZOPA of a panel whose rule is met when all of some coalition accept.
func (o *oracle) zopa(panel *Panel) []State {
	var out []State
	o.every(func(s State) {
		if s.Equal(o.g.Today) || !o.reaches(panel.Members, panel.Agenda, o.g.Today, s) {
			return
		}
		gains, met := false, false
		for _, p := range panel.Members.List() {
			gains = gains || o.grid(o.value(p, s)) > o.grid(o.value(p, o.g.Today))
		}
		for _, c := range panel.Coalitions {
			all := true
			for _, p := range c.List() {
				all = all && o.accepts(p, s)
			}
			met = met || all
		}
		if gains && met {
			out = append(out, s)
		}
	})
	return out
}

// undominated keeps the states no other dominates on the grid, and counts distinct vectors.
func (o *oracle) undominated(states []State, members Mask) (kept []State, points int) {
	vec := func(s State) []int64 {
		var v []int64
		for _, p := range members.List() {
			v = append(v, o.grid(o.value(p, s)))
		}
		return v
	}
	vs := make([][]int64, len(states))
	for k, s := range states {
		vs[k] = vec(s)
	}
	seen := map[string]bool{}
	for k, v := range vs {
		dominated := slices.ContainsFunc(vs, func(w []int64) bool {
			better := false
			for j := range v {
				if w[j] < v[j] {
					return false
				}
				better = better || w[j] > v[j]
			}
			return better
		})
		if !dominated {
			kept = append(kept, states[k])
			seen[fmt.Sprint(v)] = true
		}
	}
	return kept, len(seen)
}

// randomCase writes a small case: several parties, joint control, rules, terms, red lines, ties.
func randomCase(r *rand.Rand) string {
	var b strings.Builder
	parties, issues := 2+r.IntN(3), 2+r.IntN(4)
	b.WriteString("parley: 1\ncase: random\nparties:\n")
	for p := range parties {
		fmt.Fprintf(&b, "  p%d: {kind: state}\n", p)
	}
	sizes := make([]int, issues)
	cond := func() string {
		i := r.IntN(issues)
		op := []string{"==", "!="}[r.IntN(2)]
		return fmt.Sprintf("i%d %s o%d", i, op, r.IntN(sizes[i]))
	}
	wide := func() string {
		s := cond()
		for range r.IntN(2) + 1 {
			s += []string{" and ", " or "}[r.IntN(2)] + cond()
		}
		return s
	}
	b.WriteString("issues:\n")
	for i := range issues {
		sizes[i] = 2 + r.IntN(2)
		fmt.Fprintf(&b, "  i%d:\n", i)
		for o := range sizes[i] {
			var by []string
			for p := range parties {
				if r.IntN(2) == 0 {
					by = append(by, fmt.Sprintf("p%d", p))
				}
			}
			switch {
			case len(by) == 0:
				fmt.Fprintf(&b, "    o%d: {}\n", o)
			case r.IntN(9) == 0 && o > 0:
				fmt.Fprintf(&b, "    o%d: {by: %s, irreversible: true}\n", o, strings.Join(by, " or "))
			default:
				fmt.Fprintf(&b, "    o%d: %s\n", o, strings.Join(by, []string{" and ", " or "}[r.IntN(2)]))
			}
		}
	}
	if n := r.IntN(3); n > 0 {
		b.WriteString("rules:\n")
		for range n {
			if r.IntN(2) == 0 {
				fmt.Fprintf(&b, "  - never: %s and %s\n", cond(), cond())
			} else {
				i := r.IntN(issues)
				fmt.Fprintf(&b, "  - when: %s\n    then: i%d=o%d\n", wide(), i, r.IntN(sizes[i]))
			}
		}
	}
	b.WriteString("values:\n")
	for p := range parties {
		fmt.Fprintf(&b, "  p%d:\n", p)
		for i := range issues {
			fmt.Fprintf(&b, "    i%d: {", i)
			for o := 1; o < sizes[i]; o++ {
				fmt.Fprintf(&b, "o%d: %d, ", o, r.IntN(9)-4)
			}
			b.WriteString("o0: 0}\n")
		}
		if n := r.IntN(3); n > 0 {
			b.WriteString("    also:\n")
			for k := range n {
				fmt.Fprintf(&b, "      %s and i0 != o0 or i1 == o%d: %d.%d\n", wide(), k, r.IntN(7)-3, 1+r.IntN(8))
			}
		}
		if r.IntN(3) == 0 {
			fmt.Fprintf(&b, "    once:\n      %s: %d\n", cond(), r.IntN(7)-3)
		}
		if r.IntN(2) == 0 {
			fmt.Fprintf(&b, "    red-lines: [%s]\n", wide())
		}
	}
	b.WriteString("tables:\n")
	fmt.Fprintf(&b, "  all: {members: [p0, p1%s]}\n", map[bool]string{true: ", p2"}[parties > 2])
	fmt.Fprintf(&b, "  part: {members: [p0, p1], agenda: [i0, i1]}\n")
	if parties > 2 {
		b.WriteString("  vote: {members: [p0, p1, p2], rule: p0 and at-least 2 of members}\n")
	}
	fmt.Fprintf(&b, "goals:\n  one: %s\n  two: %s\n", cond(), wide())
	return b.String()
}

func compileText(t *testing.T, text string) *Game {
	t.Helper()
	c, list := casefile.Parse("random.yaml", text)
	if list.HasErrors() {
		t.Fatalf("%v\n%s", list.Only(0), text)
	}
	g, bad := Compile(c)
	if bad.HasErrors() { // today breaks a rule: not a case
		return nil
	}
	return g
}

// TestAgainstOracle compares every algorithm with the literal definitions on random cases.
func TestAgainstOracle(t *testing.T) {
	cases := 1500
	if testing.Short() {
		cases = 150
	}
	tried, open := 0, 0
	for seed := range uint64(cases) {
		r := rand.New(rand.NewPCG(seed, 7))
		text := randomCase(r)
		g := compileText(t, text)
		if g == nil {
			continue
		}
		tried++
		o := &oracle{c: g.Case, g: g}
		n := central(t, g)
		for p := range g.Case.Parties {
			o.every(func(s State) {
				if got, want := Grid(n.Value(p, s)), o.grid(o.value(p, s)); got != want {
					t.Fatalf("seed %d: value of p%d at %v is %d, want %d\n%s", seed, p, s, got, want, text)
				}
			})
		}
		for k := range g.Case.Tables {
			panel := g.TablePanel(k)
			want := o.zopa(&panel)
			if len(want) > 0 {
				open++
			}
			checkDesk(t, seed, text, g, n, panel, want)
			if panel.Unanimous() {
				checkSpace(t, seed, text, g, n, o, panel, want)
			}
		}
	}
	t.Logf("%d cases, %d panels with room", tried, open)
	if tried < cases/4 || open < tried/4 {
		t.Errorf("the random cases are too poor to show anything: %d tried, %d with room", tried, open)
	}
}

func central(t *testing.T, g *Game) *Numbers {
	t.Helper()
	in := make([]float64, len(g.Case.Inputs))
	for i, x := range g.Case.Inputs {
		in[i] = x.Dist.Median()
	}
	n := g.NewNumbers()
	if err := n.Fill(in, nil); err != nil {
		t.Fatal(err)
	}
	return n
}

func contains(states []State, s State) bool {
	return slices.ContainsFunc(states, func(x State) bool { return x.Equal(s) })
}

func checkDesk(t *testing.T, seed uint64, text string, g *Game, n *Numbers, panel Panel, want []State) {
	t.Helper()
	desk, err := g.NewDesk(panel)
	if err != nil {
		t.Fatal(err)
	}
	desk.Load(n)
	for goal := AnyGoal; goal < len(g.Goals); goal++ {
		var meets []State
		for _, s := range want {
			if g.Meets(goal, s) {
				meets = append(meets, s)
			}
		}
		s, ok, err := desk.Room(goal)
		if err != nil || ok != (len(meets) > 0) || ok && !contains(meets, s) {
			t.Fatalf("seed %d table %s goal %d: found %v %v %v, want one of %v\n%s", seed, panel.Name, goal, s, ok, err, meets, text)
		}
		for i := range g.Sizes {
			for k := range g.Sizes[i] {
				any := slices.ContainsFunc(meets, func(s State) bool { return int(s[i]) == k })
				if _, ok, err := desk.RoomWith(goal, i, k); ok != any || err != nil {
					t.Fatalf("seed %d table %s goal %d with i%d=o%d: %v, want %v\n%s", seed, panel.Name, goal, i, k, ok, any, text)
				}
			}
		}
	}
	for _, s := range want {
		if !g.InZOPA(&panel, n, s) {
			t.Fatalf("seed %d: InZOPA(%v) is false", seed, s)
		}
	}
}

func checkSpace(t *testing.T, seed uint64, text string, g *Game, n *Numbers, o *oracle, panel Panel, want []State) {
	t.Helper()
	reach := 0
	o.every(func(s State) {
		if o.reaches(panel.Members, panel.Agenda, g.Today, s) {
			reach++
		}
	})
	room := Room{Members: panel.Members, Agenda: panel.Agenda}
	open, err := g.NewSpace(room, 0, MaxComponent, true)
	if err != nil || int(open.States()) != reach {
		t.Fatalf("seed %d table %s: %v reachable, want %d (%v)\n%s", seed, panel.Name, open.States(), reach, err, text)
	}
	room.Accept = panel.Members
	sp, err := g.NewSpace(room, panel.Members, MaxComponent, true)
	if err != nil {
		t.Fatal(err)
	}
	sv := sp.NewSolver()
	sv.Load(n)
	least, _ := sv.Accepting(panel.Members)
	all, ok1 := sv.Count(Box{Least: least}, nil)
	idle, ok2 := sv.Count(Box{Least: least, Below: sv.Gaining()}, nil)
	if !ok1 || !ok2 || int(all-idle) != len(want) {
		t.Fatalf("seed %d table %s: counted %v − %v, want %d\n%s", seed, panel.Name, all, idle, len(want), text)
	}
	f, err := sv.Frontier(least, sv.Gaining(), nil)
	kept, points := o.undominated(want, panel.Members)
	if err != nil || len(f.Points) != points || int(f.Outcomes) != len(kept) {
		t.Fatalf("seed %d table %s: frontier %d points %v outcomes, want %d and %d\n%s", seed, panel.Name, len(f.Points), f.Outcomes, points, len(kept), text)
	}
	listed := 0
	for k := range f.Points {
		for _, s := range f.States(&f.Points[k], 1000) {
			if listed++; !contains(kept, s) {
				t.Fatalf("seed %d: %v is not on the frontier", seed, s)
			}
		}
		for _, s := range kept {
			if n.Value(panel.Members.List()[0], s) == f.Points[k].Values[0] && s.Compare(f.Points[k].First) < 0 && sameValues(n, panel.Members, s, f.Points[k].First) {
				t.Fatalf("seed %d: %v comes before the first of its point, %v", seed, s, f.Points[k].First)
			}
		}
	}
	if listed != len(kept) {
		t.Fatalf("seed %d: %d states listed, want %d", seed, listed, len(kept))
	}
}

func sameValues(n *Numbers, members Mask, a, b State) bool {
	for _, p := range members.List() {
		if Grid(n.Value(p, a)) != Grid(n.Value(p, b)) {
			return false
		}
	}
	return true
}
