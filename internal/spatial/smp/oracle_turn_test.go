package smp_test

import (
	"math"

	"parley/internal/quantity"
	"parley/internal/spatial/smp"
)

// u is h's view of what the position of j is worth to i.
func (l *literal) u(h, i, j int) float64 {
	q := map[smp.BigRAdjust]float64{smp.None: 0, smp.OneThird: 1.0 / 3, smp.Half: 0.5, smp.TwoThirds: 2.0 / 3, smp.Full: 1}[l.Options.RiskAdjust]
	return literalU(l.d(i, l.position[j]), (1-q)*l.risk[h]+q*l.risk[i])
}

func (l *literal) power(i int) float64 { return l.S(i) * l.Actors[i].Capability }

// victory is P^h(i>j).
func (l *literal) victory(h, i, j int) float64 {
	a, b := 1e-10, 1e-10
	add := func(v float64) { a, b = a+math.Max(0, v), b+math.Max(0, -v) }
	add(l.vote(l.power(i), l.u(h, i, i), l.u(h, i, j)))
	add(l.vote(l.power(j), l.u(h, j, i), l.u(h, j, j)))
	a0, b0 := a, b
	for t := range l.Actors {
		if t == i || t == j {
			continue
		}
		ui, uj, ut, w := l.u(h, t, i), l.u(h, t, j), l.u(h, t, t), l.power(t)
		v0 := l.vote(w, ui, uj)
		p := (a0 + math.Max(0, v0)) / (a0 + b0 + math.Abs(v0))
		if l.Options.Compat {
			with := map[smp.ThirdPartyCommit][2]float64{
				smp.SemiCommit: {p*(2*ui+ut) + (1-p)*(3*uj), p*(3*ui) + (1-p)*(2*uj+ut)},
				smp.FullCommit: {p*3*ui + (1-p)*3*uj, p*3*ui + (1-p)*3*uj},
				smp.NoCommit:   {p*(2*ui+ut) + (1-p)*(2*uj+ut), p*(2*ui+ut) + (1-p)*(2*uj+ut)},
			}[l.Options.ThirdParty]
			add(l.vote(w, with[0], with[1]))
			continue
		}
		// what the three positions, the contenders' and its own, are worth on average if i wins and if j wins
		free := [2]float64{(2*ui + ut) / 3, (2*uj + ut) / 3}
		bound := [2]float64{3 * ui / 3, 3 * uj / 3}
		if l.Options.ThirdParty == smp.NoCommit {
			bound = free
		}
		if l.Options.ThirdParty == smp.FullCommit {
			free = bound
		}
		// with the winner it is free, with the loser bound; it has not yet taken a side
		add(l.vote(w, (free[0]+bound[0])/2, (free[1]+bound[1])/2))
	}
	return a / (a + b)
}

func (l *literal) expected(h, k, i, j int) float64 {
	p := l.victory(h, i, j)
	uki, ukj := l.u(h, k, i), l.u(h, k, j)
	contest := p*2*uki + (1-p)*2*ukj
	return (1-l.S(j))*2*uki + l.S(j)*contest - (uki + ukj)
}

type literalOffer struct {
	i, j   int
	pi, pj []float64
}

func (l *literal) proposal(i, j int, p float64) literalOffer {
	o := literalOffer{i: i, j: j}
	round4 := func(x float64) float64 {
		l.decided(0.5 + 10000*x - math.Round(0.5+10000*x))
		return math.Floor(0.5+10000*x) / 10000
	}
	const e = 1e-6
	for k := range l.Dims {
		si, sj, a, b := l.s(i, k), l.s(j, k), l.position[i][k], l.position[j][k]
		if l.Options.Interpolation == smp.S2PMax {
			di, dj := math.Max(0, 1-2*p), math.Max(0, 2*p-1)
			o.pi = append(o.pi, a+di*sj*sj/(di*sj*sj+e+(1-di)*si*si)*(b-a))
			o.pj = append(o.pj, b+dj*si*si/(dj*si*si+e+(1-dj)*sj*sj)*(a-b))
			continue
		}
		power := map[smp.InterVecBrgn]float64{smp.S1P1: 1, smp.S2P2: 2}[l.Options.Interpolation]
		wi, wj := math.Pow(si, power)*math.Pow(p, power), math.Pow(sj, power)*math.Pow(1-p, power)
		o.pi = append(o.pi, round4(((wi+e)*a+wj*b)/(wi+wj+e)))
		o.pj = append(o.pj, round4((wi*a+(wj+e)*b)/(wi+wj+e)))
	}
	return o
}

func (l *literal) offers(i, j int) []literalOffer {
	first := l.proposal(i, j, l.victory(i, i, j))
	q, wi, wj := l.victory(j, i, j), l.power(i), l.power(j)
	if l.Options.Compat {
		q, wj = l.expected(j, i, i, j), l.Actors[i].Capability*l.S(j)
	}
	second := l.proposal(i, j, q)
	switch l.Options.Bargain {
	case smp.InitOnlyInterp:
		return []literalOffer{first}
	case smp.InitRcvrInterp:
		return []literalOffer{first, second}
	}
	both := literalOffer{i: i, j: j}
	for k := range l.Dims {
		both.pi = append(both.pi, (wi*first.pi[k]+wj*second.pi[k])/(wi+wj))
		both.pj = append(both.pj, (wi*first.pj[k]+wj*second.pj[k])/(wi+wj))
	}
	return []literalOffer{both}
}

// worth is what the state after an offer is worth to t; nil is today's.
func (l *literal) worth(t int, o *literalOffer) float64 {
	sum := 0.0
	if o != nil {
		sum = literalU(l.d(t, o.pi), l.risk[t]) + literalU(l.d(t, o.pj), l.risk[t])
	}
	for x := range l.Actors {
		if o == nil || x != o.i && x != o.j {
			sum += l.u(t, t, x)
		}
	}
	return sum / float64(len(l.Actors))
}

// next returns where all stand after a turn. ok is false when an offer leaves the scale.
func (l *literal) next() (positions [][]float64, ok bool) {
	l.steps, l.margin = 0, math.Inf(1)
	l.risk = l.riskAttitudes()
	queues := make([][]literalOffer, len(l.Actors))
	for i := range l.Actors {
		best, target := 1e-5, -1
		for j := range l.Actors {
			if i != j {
				g := l.expected(i, i, i, j)
				l.decided(g - best)
				if g > best {
					best, target = g, j
				}
			}
		}
		if target < 0 {
			continue
		}
		for _, o := range l.offers(i, target) {
			for k := range o.pi {
				if !(math.Abs(o.pi[k]-0.5) <= 0.5+1e-9 && math.Abs(o.pj[k]-0.5) <= 0.5+1e-9) {
					return nil, false
				}
			}
			queues[i] = append(queues[i], o)
			queues[target] = append(queues[target], o)
		}
	}
	for k := range l.Actors {
		positions = append(positions, l.chosen(k, queues[k]))
	}
	return positions, true
}

func (l *literal) chosen(k int, queue []literalOffer) []float64 {
	weights, u := []float64{}, make([][]float64, len(l.Actors))
	for t, a := range l.Actors {
		weights = append(weights, a.Capability)
		u[t] = append(u[t], l.worth(t, nil))
		for _, o := range queue {
			u[t] = append(u[t], l.worth(t, &o))
		}
	}
	p := l.pce(weights, u)
	at := 0
	if l.Options.Transitions == smp.Deterministic {
		for o := range p {
			if o > 0 {
				l.decided(p[o] - p[at])
			}
			if p[o] > p[at] {
				at = o
			}
		}
	} else {
		draw := quantity.NewStream(l.Seed, "smp/"+l.Actors[k].Name).At(l.turn)
		sum := p[0]
		for l.decided(sum - draw); sum <= draw && at+1 < len(p); l.decided(sum - draw) {
			at++
			sum += p[at]
		}
	}
	switch {
	case at == 0:
		return l.position[k]
	case queue[at-1].i == k:
		return queue[at-1].pi
	}
	return queue[at-1].pj
}
