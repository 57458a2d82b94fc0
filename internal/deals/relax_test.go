package deals_test

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"testing"

	"parley/internal/deals"
	"parley/internal/game"
)

// item is one thing a party can give up: a red line, or (line −1) some of its walk-away.
type item struct{ party, line int }

func (p *problem) items(of game.Mask) []item {
	var out []item
	for _, q := range of.List() {
		for i, r := range p.g.Case.Parties[q].Values.RedLines {
			if p.o.today == nil || !p.o.holds(r.Condition, p.o.today) {
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
	for _, i := range p.o.broken(q, p.o.today, s) {
		out = append(out, item{q, i})
	}
	if p.o.value(q, s, p.o.today) < p.o.walkAway(q) {
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
		lo, hi := math.MaxInt, math.MinInt
		for _, x := range p.o.all {
			if p.o.allowed(x) {
				v := p.o.value(q, x, p.o.today)
				lo, hi = min(lo, v), max(hi, v)
			}
		}
		p.ranges[q] = hi - lo
	}
	return max(0, float64(p.o.walkAway(q)-p.o.value(q, s, p.o.today))) / max(float64(p.ranges[q]), 1e-11)
}

// relaxations lists every inclusion-minimal set of up to four concessions that opens the goal, with its least cost.
func (p *problem) relaxations(k int) (map[string]cost, []item) {
	items := p.items(p.t.members)
	states := p.meets(p.o.candidates(p.t), k)
	var sets []uint
	out := map[string]cost{}
	for size := range 5 {
		for set := range uint(1) << len(items) {
			if bits.OnesCount(set) != size || slices.ContainsFunc(sets, func(f uint) bool { return f&set == f }) {
				continue
			}
			given := subset(items, set)
			for _, s := range states {
				if c, key := p.cost(given, s), fmt.Sprint(given); p.opens(given, s) {
					if old, ok := out[key]; !ok || c.compare(old) < 0 {
						out[key] = c
					}
				}
			}
			if _, ok := out[fmt.Sprint(given)]; ok {
				sets = append(sets, set)
			}
		}
	}
	return out, items
}

func subset(items []item, set uint) []item {
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
	for _, q := range p.t.members.List() {
		if !slices.ContainsFunc(p.objections(q, s), func(it item) bool { return !slices.Contains(given, it) }) {
			accepting |= 1 << q
		}
	}
	return p.t.decided(accepting) && p.o.gains(p.t, s)
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
	q := slices.Index(p.names(1<<len(p.g.Case.Parties)-1), r.Party)
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
	want, _ := p.relaxations(k)
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
		key, s := fmt.Sprint(given), stateOf(p.g.Case, set[0].Deal)
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
	for _, k := range []kind{{}, {none: true}, {walkAway: true}, {caps: true}} {
		for _, unanimous := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, unanimous %v", name(k), unanimous), func(t *testing.T) {
				literalCases(t, k, 40, func(p *problem) {
					if p.unanimous() == unanimous {
						for k := range p.g.Case.Goals {
							p.relax(k)
						}
					}
				})
			})
		}
	}
}
