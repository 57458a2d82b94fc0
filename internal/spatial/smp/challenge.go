package smp

import "math"

// leastGain is the expected gain from which a challenge is worth making; leastSide is the strength of a side that
// nobody takes.
const (
	leastGain = 1e-5
	leastSide = 1e-10
)

// view is how one actor sees what positions are worth to all: u^h.
type view struct {
	gain []float64 // position × actor
	own  []float64 // by actor, of its own position
	risk []float64 // by actor
	n    int
}

// see fills v with the view of h.
func (m *model) see(s *state, h int, v *view) {
	v.n = m.n
	v.gain, v.own, v.risk = sized(v.gain, m.n*m.n), sized(v.own, m.n), sized(v.risk, m.n)
	for t := range m.n {
		v.risk[t] = m.seen(s, h, t)
	}
	for x := range m.n {
		row := v.of(x)
		for t, d := range s.distance[x*m.n : x*m.n+m.n] {
			row[t] = utility(d, v.risk[t])
		}
		v.own[x] = row[x]
	}
}

// of returns what the position of x is worth, by actor.
func (v *view) of(x int) []float64 { return v.gain[x*v.n : x*v.n+v.n] }

// victory is the probability, in a view, that i prevails over j when i challenges j: P^h(i>j).
func (m *model) victory(v *view, i, j int) float64 {
	ui, uj := v.of(i), v.of(j)
	pro, con := leastSide, leastSide
	for _, side := range [2]int{i, j} {
		x := m.options.Voting.vote(m.power[side], ui[side]-uj[side])
		pro += max(x, 0)
		con += max(-x, 0)
	}
	vote := m.stakes
	switch {
	case !m.options.Compat:
	case m.options.ThirdParty == SemiCommit:
		vote = m.hedged
	default: // what KTAB compares here is the same on both sides
		return pro / (pro + con)
	}
	pro, con = vote(v, i, j, pro, con)
	return pro / (pro + con)
}

// stakes adds the votes of third parties to both sides: each for the side that it likes better, by the share of the
// three positions (two contenders', its own) that the contest settles.
func (m *model) stakes(v *view, i, j int, pro, con float64) (proAll, conAll float64) {
	ui, uj := v.of(i), v.of(j)
	share := [...]float64{NoCommit: 2.0 / 3, SemiCommit: 5.0 / 6, FullCommit: 1}[m.options.ThirdParty]
	rule := m.options.Voting
	for t, w := range m.power {
		if t == i || t == j {
			continue
		}
		x := rule.vote(w, share*(ui[t]-uj[t]))
		pro += max(x, 0)
		con += max(-x, 0)
	}
	return pro, con
}

// hedged adds the votes of third parties as KTAB does for SemiCommit: a third party compares joining either side at
// the same probability of victory, as if it could not be on both.
func (m *model) hedged(v *view, i, j int, pro, con float64) (proAll, conAll float64) {
	ui, uj := v.of(i), v.of(j)
	rule, pro0, con0 := m.options.Voting, pro, con
	for t, w := range m.power {
		if t == i || t == j {
			continue
		}
		a, b, own := ui[t], uj[t], v.own[t]
		direct := rule.vote(w, a-b)
		p := (pro0 + max(direct, 0)) / (pro0 + con0 + math.Abs(direct))
		withI := float64(p*(float64(2*a)+own)) + float64((1-p)*(3*b))
		withJ := float64(p*(3*a)) + float64((1-p)*(float64(2*b)+own))
		x := rule.vote(w, withI-withJ)
		pro += max(x, 0)
		con += max(-x, 0)
	}
	return pro, con
}

// effect is the expected gain to k, in a view, when i challenges j and prevails with probability p: j yields to the
// extent that it does not care, else there is a contest.
func (m *model) effect(v *view, k, i, j int, p float64) float64 {
	ki, kj := v.of(i)[k], v.of(j)[k]
	today := ki + kj
	contest := float64(p*(2*ki)) + float64((1-p)*(2*kj))
	challenge := float64((1-m.attention[j])*(2*ki)) + float64(m.attention[j]*contest)
	return challenge - today
}

// target picks whom i challenges, -1 for nobody, with the probability of victory and the gain that i expects. Of equal
// gains the first is taken. A probability of victory is only found where it can matter: the gain is linear in it, so
// certainty of defeat and of victory bound it.
func (m *model) target(v *view, i int) (j int, victory, gain float64) {
	best, promising := leastGain, -1
	for other := range m.n {
		if x := m.bound(v, i, other); other != i && x > best {
			best, promising = x, other
		}
	}
	if promising < 0 {
		return -1, 0, 0
	}
	reached := m.effect(v, i, i, promising, m.victory(v, i, promising)) - slack
	j = -1
	for other := range m.n {
		if other == i || m.bound(v, i, other) < max(reached, gain-slack) {
			continue
		}
		p := m.victory(v, i, other)
		if g := m.effect(v, i, i, other, p); g > leastGain && (j < 0 || g > gain) {
			j, victory, gain = other, p, g
		}
	}
	return j, victory, gain
}

// bound is what i can gain at most from challenging j, whatever its probability of victory.
func (m *model) bound(v *view, i, j int) float64 {
	return max(m.effect(v, i, i, j, 0), m.effect(v, i, i, j, 1))
}
