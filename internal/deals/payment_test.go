package deals_test

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/oracle"
)

// pay is a declared side payment at its cap, in points.
type pay struct {
	from, to     int
	costs, worth float64
}

// given is one thing that could be given: an item, or (transfer ≥ 0) a payment.
type given struct {
	item
	transfer int
}

// linear is a·u + b over the shares that are paid.
type linear struct {
	a []float64
	b float64
}

func (f linear) at(u []float64) float64 {
	sum := f.b
	for k := range u {
		sum += f.a[k] * u[k]
	}
	return sum
}

// paying is the literal definition for one state and one set that decides: what must not be negative, of what one must not be,
// and by how much each who gives up its walk-away falls short, as a share of its range.
type paying struct {
	must, gain, short []linear
}

func (p *problem) paying(set []given, pays []pay, coalition game.Mask, s game.State) (paying, bool) {
	var out paying
	k := 0
	for _, x := range set {
		if x.transfer >= 0 {
			k++
		}
	}
	net := func(q int) linear { // above its walk-away
		f := linear{make([]float64, k), float64(p.o.Value(q, s, p.o.Today)-p.o.WalkAway(q)) / 10}
		at := 0
		for _, x := range set {
			if x.transfer < 0 {
				continue
			}
			switch t := pays[x.transfer]; q {
			case t.from:
				f.a[at] -= t.costs
			case t.to:
				f.a[at] += t.worth
			}
			at++
		}
		return f
	}
	less := func(f linear, by float64) linear { return linear{f.a, f.b - by} }
	for _, q := range coalition.List() {
		for _, i := range p.o.Broken(q, p.o.Today, s) {
			if !slices.Contains(set, given{item{q, i}, -1}) {
				return out, false
			}
		}
		if slices.Contains(set, given{item{q, -1}, -1}) {
			f, span := net(q), math.Max(float64(p.span(q)), 1e-11)/10
			for j := range f.a {
				f.a[j] /= -span
			}
			out.short = append(out.short, linear{f.a, -f.b / span})
		} else {
			out.must = append(out.must, net(q))
		}
	}
	at := 0
	for _, x := range set {
		if x.transfer < 0 {
			continue
		}
		from, unit := pays[x.transfer].from, make([]float64, k)
		unit[at] = 1
		most := linear{make([]float64, k), 1}
		most.a[at] = -1
		if !coalition.Has(from) {
			if len(p.o.Broken(from, p.o.Today, s)) > 0 || p.o.Value(from, s, p.o.Today) <= p.o.WalkAway(from) {
				most.b = 0 // it would not pay
			} else {
				out.must = append(out.must, less(net(from), 1e-6))
			}
		}
		out.must = append(out.must, linear{unit, 0}, most)
		at++
	}
	for _, q := range p.t.Members.List() {
		out.gain = append(out.gain, less(net(q), 1e-6))
	}
	return out, true
}

func (p *problem) span(q int) int {
	lo, hi, _ := p.o.Range(q)
	return hi - lo
}

// cheapest tries every corner that the lines of the definition make: what costs least lies at one.
func (p *problem) cheapest(d paying, k int) ([]float64, bool) {
	lines := slices.Concat(d.must, d.gain, d.short)
	for i := range d.short {
		for _, g := range d.short[i+1:] {
			f := linear{slices.Clone(d.short[i].a), d.short[i].b - g.b}
			for j := range f.a {
				f.a[j] -= g.a[j]
			}
			lines = append(lines, f)
		}
	}
	var best []float64
	for _, u := range corners(lines, k) {
		if slices.ContainsFunc(d.must, func(f linear) bool { return f.at(u) < -2e-9 }) {
			continue
		}
		if p.o.Today != nil && !slices.ContainsFunc(d.gain, func(f linear) bool { return f.at(u) >= -2e-9 }) {
			continue
		}
		cost := make([]float64, 3)
		for _, f := range d.short {
			x := math.Max(0, f.at(u))
			cost[0], cost[1] = math.Max(cost[0], x), cost[1]+x
		}
		for _, x := range u {
			cost[2] += x
		}
		if best == nil || order(cost, best) < 0 {
			best = cost
		}
	}
	return best, best != nil
}

// order compares costs, taking what differs by no more than the least gain brings about for the same.
func order(a, b []float64) int {
	for k := range a {
		if math.Abs(a[k]-b[k]) > 1e-5 {
			return cmp.Compare(a[k], b[k])
		}
	}
	return 0
}

// corners are the points at which as many lines as there are shares are 0: for none the point itself, for one or two by solving.
func corners(lines []linear, k int) [][]float64 {
	var out [][]float64
	switch k {
	case 0:
		return [][]float64{{}}
	case 1:
		for _, f := range lines {
			if f.a[0] != 0 {
				out = append(out, []float64{-f.b / f.a[0]})
			}
		}
	default:
		for i, f := range lines {
			for _, g := range lines[i+1:] {
				if det := f.a[0]*g.a[1] - f.a[1]*g.a[0]; math.Abs(det) > 1e-12 {
					out = append(out, []float64{(f.a[1]*g.b - g.a[1]*f.b) / det, (g.a[0]*f.b - f.a[0]*g.b) / det})
				}
			}
		}
	}
	return out
}

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
