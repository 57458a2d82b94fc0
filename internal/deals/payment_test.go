package deals_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/deals"
	"parley/internal/oracle"
)

// payments lists every inclusion-minimal set of up to four concessions and payments that opens the goal, with its least cost: red
// lines, largest shortfall, their sum, shares paid.
func (p *problem) payments(k int, pays []pay) map[string][]float64 {
	var all []given
	for _, it := range p.items(p.t.Members) {
		all = append(all, given{it, -1})
	}
	for i, t := range pays {
		if p.t.Members.Has(t.to) {
			all = append(all, given{item{t.from, -2}, i})
		}
	}
	coalitions := oracle.Minimal(p.t.Members, 64, p.t.Decided)
	states := p.meets(p.candidates, k)
	out := map[string][]float64{}
	oracle.Minimal(uint64(1)<<len(all)-1, 4, func(bits uint64) bool {
		var set []given
		red, shares := 0.0, 0
		for j, x := range all {
			if bits>>j&1 == 1 {
				set = append(set, x)
				if x.transfer >= 0 {
					shares++
				} else if x.line >= 0 {
					red++
				}
			}
		}
		key := fmt.Sprint(set)
		for _, s := range states {
			for _, coalition := range coalitions {
				d, ok := p.paying(set, pays, coalition, s)
				if !ok {
					continue
				}
				if c, ok := p.cheapest(d, shares); ok {
					if c = append([]float64{red}, c...); out[key] == nil || order(c, out[key]) < 0 {
						out[key] = c
					}
				}
			}
		}
		return out[key] != nil
	})
	return out
}

// comparePayments holds the answer against the literal definition.
func (p *problem) comparePayments(k int, pays []pay) (paid bool) {
	got := p.listed(k)
	if !p.a.Goals[k].Can || len(p.meets(p.zopa, k)) > 0 {
		if len(got) > 0 || p.a.Goals[k].Unpaid {
			p.Errorf("goal %d: relaxations for a room that is open or cannot be", k)
		}
		return false
	}
	want := p.payments(k, pays)
	var costs [][]float64
	for key, c := range want {
		costs = append(costs, c)
		paid = paid || strings.Contains(key, "-2}")
	}
	slices.SortFunc(costs, order)
	if len(got) != min(5, len(want)) || p.a.Goals[k].Unpaid == paid {
		p.Errorf("goal %d: %d sets %v (unpaid %v), want %d of %v", k, len(got), got, p.a.Goals[k].Unpaid, min(5, len(want)), want)
		return paid
	}
	for n, rows := range got {
		var set []given
		cost := make([]float64, 4)
		for _, r := range rows {
			x := given{item{p.o.Parties([]string{r.Party}).List()[0], -2}, -1}
			if r.Kind == "transfer" {
				x.transfer = slices.IndexFunc(pays, func(t pay) bool { return fmt.Sprintf("t%d%d", t.from, t.to) == r.What })
				cost[3] += r.Share
				if c := p.g.Case.Transfers[x.transfer].Cap.Dist.Median(); math.Abs(r.By-r.Share*c) > 1e-9 || r.Interval == nil || r.To == "" {
					p.Errorf("goal %d: incomplete: %+v", k, r)
				}
			} else if x.item = p.itemOf(r); x.line < 0 {
				cost[1], cost[2] = math.Max(cost[1], r.Share), cost[2]+r.Share
			} else {
				cost[0]++
			}
			set = append(set, x)
		}
		if c := want[fmt.Sprint(set)]; c == nil || order(cost, c) != 0 || order(c, costs[n]) != 0 {
			p.Errorf("goal %d, set %d: %v costs %v, could %v; the %dth cheapest costs %v\nwant %v", k, n+1, set, cost, c, n+1, costs[n], want)
		}
	}
	return paid
}

// Side payments in random small cases: the sets that open a room and what they cost are those of the definition.
func TestLiteralPayments(t *testing.T) {
	opened := 0
	for _, kind := range []oracle.Kind{{}, {NoStatusQuo: true}, {WalkAways: true}, {Caps: true}} {
		for seed := range uint64(40) {
			intn := oracle.Seeded(seed + 7000)
			text := oracle.Random(intn, kind)
			g := oracle.Compile(t, text)
			if g == nil {
				continue
			}
			text += "transfers:\n"
			var pays []pay
			for range 1 + intn(2) {
				from := intn(len(g.Case.Parties))
				to := (from + 1 + intn(len(g.Case.Parties)-1)) % len(g.Case.Parties)
				costs, worth, most := intn(6), 1+intn(15), 1+intn(6)
				if !strings.Contains(text, fmt.Sprintf("t%d%d:", from, to)) {
					text += fmt.Sprintf("  t%d%d: {from: p%d, to: p%d, costs: %d.%d, worth: %d.%d, cap: %d}\n", from, to, from, to, costs/10, costs%10, worth/10, worth%10, most)
					pays = append(pays, pay{from, to, float64(costs*most) / 10, float64(worth*most) / 10})
				}
			}
			g = oracle.Must(t, text)
			o, d := oracle.New(g.Case), oracle.Draws(t, g, 2, 1)
			for at := range g.Case.Tables {
				a, err := deals.Ask(context.Background(), d, deals.Args{Table: at, Goals: true})
				if err != nil {
					t.Fatalf("seed %d table %d: %v\n%s", seed, at, err, text)
				}
				p := &problem{T: t, seed: seed, text: text, g: g, o: o, t: o.Table(at), a: a}
				p.zopa, p.reachable, p.candidates = o.Zopa(p.t), o.Reachable(p.t), o.Candidates(p.t)
				for k := range g.Case.Goals {
					if p.comparePayments(k, pays) {
						opened++
					}
				}
				if t.Failed() {
					t.Fatalf("%+v: seed %d, table %s\n%s", kind, seed, a.Table, text)
				}
			}
		}
	}
	if opened < 60 {
		t.Errorf("the random cases show little: %d rooms that some payment helps to open", opened)
	}
}
