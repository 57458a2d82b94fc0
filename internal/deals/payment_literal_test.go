package deals_test

import (
	"cmp"
	"math"
	"slices"

	"parley/internal/game"
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
