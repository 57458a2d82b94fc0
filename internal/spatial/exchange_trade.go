package spatial

import "math"

// deal is a trade that could be made: j yields on p, which moves its mean toward i, and i yields on q, which moves that
// mean toward j.
type deal struct {
	gain   float64 // 0: none
	i, j   int
	dp, dq float64 // how far the means move, as shares of the scales
}

// trade makes trades until none is left, and reports whether it came to that.
func (m *market) trade(round int, out *Settlement) bool {
	n := len(m.desks)
	stale := make([]bool, n)
	for p := range stale {
		stale[p] = true
	}
	for m.steps < tradeBudget {
		bestP, bestQ := -1, -1
		for p := range n {
			for q := p + 1; q < n; q++ {
				if stale[p] || stale[q] {
					m.best[p*n+q] = m.find(p, q)
				}
				if gain := m.best[p*n+q].gain; gain > 0 && (bestP < 0 || gain > m.best[bestP*n+bestQ].gain+minGain) {
					bestP, bestQ = p, q
				}
			}
		}
		if bestP < 0 {
			return true
		}
		t := m.carry(bestP, bestQ, m.best[bestP*n+bestQ])
		t.Round = round
		out.Trades = append(out.Trades, t)
		for p := range stale {
			stale[p] = p == bestP || p == bestQ
		}
	}
	return false
}

// find gives the trade on p and q with the highest gain.
func (m *market) find(p, q int) deal {
	var best deal
	m.steps += len(m.names) * len(m.names)
	dp, dq := &m.desks[p], &m.desks[q]
	for i := range m.names {
		if dp.side[i] == 0 || dq.side[i] == 0 || dp.yielded[i] != 0 {
			continue
		}
		for j := range m.names {
			// They must want different things, and i must care relatively more for p.
			if dp.side[j] != -dp.side[i] || dq.side[j] != -dq.side[i] || dq.yielded[j] != 0 || dp.s[i]*dq.s[j] <= dq.s[i]*dp.s[j] {
				continue
			}
			if t := terms(dp, dq, i, j); t.gain > minGain && t.gain > best.gain+minGain {
				best = t
			}
		}
	}
	return best
}

// terms is the furthest trade at equal gain, in which j yields on p and i on q.
func terms(p, q *desk, i, j int) deal {
	ratio := (p.s[i] + p.s[j]) / (q.s[i] + q.s[j]) // dq/dp at equal gain
	dp := p.furthest(j, i)
	if dq := q.furthest(i, j); dp*ratio > dq {
		dp = dq / ratio
	}
	return deal{gain: p.s[i]*dp - q.s[i]*dp*ratio, i: i, j: j, dp: dp, dq: dp * ratio}
}

// furthest is how far the mean can go toward the actor to by what the actor by yields.
func (d *desk) furthest(by, to int) float64 {
	if d.yielded[by] == -d.side[to] {
		return 0 // it would move back
	}
	way := (d.x[to] - d.y[by]) * d.side[to]
	return max(0, min(way*d.w[by]/d.sum, math.Abs(d.x[to]-d.mean)))
}

// carry carries a trade out.
func (m *market) carry(p, q int, t deal) Trade {
	before := [2]float64{m.desks[p].mean, m.desks[q].mean}
	out := Trade{Gain: t.gain, Yields: [2]Yielded{m.yield(p, t.j, t.i, t.dp), m.yield(q, t.i, t.j, t.dq)}}
	m.gain[t.i] += t.gain
	m.gain[t.j] += t.gain
	for a := range m.names {
		if a == t.i || a == t.j {
			continue
		}
		// An actor that does not stand on an issue has no salience there.
		e := m.desks[p].nearer(a, before[0]) + m.desks[q].nearer(a, before[1])
		m.external[a] += e
		out.External += e
	}
	return out
}

// yield moves an actor's voting position toward another's position, so that the mean moves by shift.
func (m *market) yield(p, by, to int, shift float64) Yielded {
	d := &m.desks[p]
	from, before := d.y[by], d.mean
	move := min(shift*d.sum/d.w[by], math.Abs(d.x[to]-from))
	d.y[by] = max(0, min(from+move*d.side[to], 1))
	d.yielded[by] = d.side[to]
	d.settle()
	return Yielded{
		Actor: m.names[by], Issue: m.issues[p].Name, From: m.scale(p, from), To: m.scale(p, d.y[by]),
		Shift: (d.mean - before) * m.issues[p].Length(),
	}
}

// nearer is what an actor gains by the mean having moved from where it was.
func (d *desk) nearer(a int, before float64) float64 {
	return d.s[a] * (math.Abs(before-d.x[a]) - math.Abs(d.mean-d.x[a]))
}
