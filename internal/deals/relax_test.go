package deals_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/oracle"
)

// item is one thing a party can give up: a red line, or (line −1) some of its walk-away.
type item struct{ party, line int }

func (p *problem) items(of game.Mask) []item {
	var out []item
	for _, q := range of.List() {
		for i, r := range p.g.Case.Parties[q].Values.RedLines {
			if p.o.Today == nil || !p.o.Holds(r.Condition, p.o.Today) {
				out = append(out, item{q, i})
			}
		}
		out = append(out, item{q, -1})
	}
	return out
}

// objections are the items on which q refuses s.
func (p *problem) objections(q int, s game.State) []item {
	var out []item
	for _, i := range p.o.Broken(q, p.o.Today, s) {
		out = append(out, item{q, i})
	}
	if p.o.Value(q, s, p.o.Today) < p.o.WalkAway(q) {
		out = append(out, item{q, -1})
	}
	return out
}

// cost orders a set of concessions: red lines, the largest shortfall, their sum.
type cost struct {
	red        int
	worst, sum float64
}

func (a cost) compare(b cost) int {
	return cmp.Or(a.red-b.red, lexicographic([]float64{a.worst, a.sum}, []float64{b.worst, b.sum}))
}

// of is the cost of conceding the items for s, shortfalls as shares of each party's own range.
func (p *problem) cost(items []item, s game.State) cost {
	var c cost
	for _, it := range items {
		if it.line >= 0 {
			c.red++
			continue
		}
		share := p.shortfall(it.party, s)
		c.worst, c.sum = max(c.worst, share), c.sum+share
	}
	return c
}

// shortfall is by how much s misses q's walk-away, as a share of q's range over all states the rules allow.
func (p *problem) shortfall(q int, s game.State) float64 {
	if p.ranges == nil {
		p.ranges = map[int]int{}
	}
	if _, ok := p.ranges[q]; !ok {
		lo, hi, _ := p.o.Range(q)
		p.ranges[q] = hi - lo
	}
	return max(0, float64(p.o.WalkAway(q)-p.o.Value(q, s, p.o.Today))) / max(float64(p.ranges[q]), 1e-11)
}

// relaxations lists every inclusion-minimal set of up to four concessions that opens the goal, with its least cost.
func (p *problem) relaxations(k int) map[string]cost {
	items := p.items(p.t.Members)
	states := p.meets(p.candidates, k)
	out := map[string]cost{}
	oracle.Minimal(uint64(1)<<len(items)-1, 4, func(set uint64) bool {
		given := subset(items, set)
		key := fmt.Sprint(given)
		for _, s := range states {
			if c := p.cost(given, s); p.opens(given, s) {
				if old, ok := out[key]; !ok || c.compare(old) < 0 {
					out[key] = c
				}
			}
		}
		_, ok := out[key]
		return ok
	})
	return out
}

func subset(items []item, set uint64) []item {
	var out []item
	for k, it := range items {
		if set>>k&1 == 1 {
			out = append(out, it)
		}
	}
	return out
}

// opens reports whether s is a deal once the items are given up.
func (p *problem) opens(given []item, s game.State) bool {
	var accepting game.Mask
	for _, q := range p.t.Members.List() {
		if !slices.ContainsFunc(p.objections(q, s), func(it item) bool { return !slices.Contains(given, it) }) {
			accepting |= 1 << q
		}
	}
	return p.t.Decided(accepting) && p.o.Gains(p.t, s)
}

// listed is what the answer gives for a goal, set by set.
func (p *problem) listed(k int) [][]deals.Relaxation {
	var out [][]deals.Relaxation
	for _, r := range p.a.Relax {
		if r.Goal != p.g.Case.Goals[k].Name {
			continue
		}
		for r.Set > len(out) {
			out = append(out, nil)
		}
		out[r.Set-1] = append(out[r.Set-1], r)
	}
	return out
}

func (p *problem) itemOf(r deals.Relaxation) item {
	q := p.o.Parties([]string{r.Party}).List()[0]
	if r.Kind == "walk-away" {
		return item{q, -1}
	}
	for i, l := range p.g.Case.Parties[q].Values.RedLines {
		if l.Place.Line == r.Place.Line {
			return item{q, i}
		}
	}
	p.Errorf("%s %s is no red line of its", r.Party, r.What)
	return item{q, -2}
}

// relax compares the sets, their order and what each asks.
func (p *problem) relax(k int) {
	got := p.listed(k)
	if !p.a.Goals[k].Can || len(p.meets(p.zopa, k)) > 0 {
		if len(got) > 0 {
			p.Errorf("goal %d: relaxations for a room that is open or cannot be", k)
		}
		return
	}
	want := p.relaxations(k)
	var costs []cost
	for _, c := range want {
		costs = append(costs, c)
	}
	slices.SortFunc(costs, cost.compare)
	if len(got) != min(5, len(want)) {
		p.Errorf("goal %d: %d sets %v, want %d of %v", k, len(got), got, min(5, len(want)), want)
		return
	}
	seen := map[string]bool{}
	for n, set := range got {
		var given []item
		for _, r := range set {
			given = append(given, p.itemOf(r))
		}
		slices.SortFunc(given, func(a, b item) int { return cmp.Or(a.party-b.party, lineOrder(a)-lineOrder(b)) })
		key, s := fmt.Sprint(given), p.o.State(set[0].Deal)
		c, ok := want[key]
		switch {
		case !ok || seen[key]:
			p.Errorf("goal %d, set %d: %v is listed twice or not minimal; want %v", k, n+1, key, want)
		case !p.opens(given, s):
			p.Errorf("goal %d, set %d: %v does not open %v", k, n+1, key, s)
		case p.cost(given, s).compare(c) != 0 || c.compare(costs[n]) != 0:
			p.Errorf("goal %d, set %d: %v costs %v at %v, could %v; the %dth cheapest costs %v", k, n+1, key, p.cost(given, s), s, c, n+1, costs[n])
		}
		seen[key] = true
		for _, r := range set {
			it := p.itemOf(r)
			if share := p.shortfall(it.party, s); it.line < 0 && (math.Abs(r.Share-share) > 1e-9 || math.Abs(r.Interval.Median-share) > 1e-9) {
				p.Errorf("goal %d: p%d falls short by %v, want %v", k, it.party, r.Share, share)
			}
		}
	}
}

func lineOrder(it item) int {
	if it.line < 0 {
		return 1000
	}
	return it.line
}

func TestLiteralRelaxations(t *testing.T) {
	for _, k := range []oracle.Kind{{}, {NoStatusQuo: true}, {WalkAways: true}, {Caps: true}} {
		t.Run(k.String(), func(t *testing.T) {
			literalCases(t, k, 40, func(p *problem) {
				for k := range p.g.Case.Goals {
					p.relax(k)
				}
			})
		})
	}
}
