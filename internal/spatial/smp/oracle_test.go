package smp_test

import (
	"math"

	"parley/internal/spatial/smp"
)

// literal is the model by its definition, step by step: every figure is computed where it is needed, from positions
// alone, and nothing is kept. Positions are on 0 to 1.
type literal struct {
	smp.Scenario
	turn            int
	position, ideal [][]float64
	risk            []float64
	steps           int     // of Markov chains
	margin          float64 // the least by which anything was decided
}

// mostSteps bounds the patience with chains that settle slowly; TestStride has those.
const mostSteps = 20_000

// decided notes a difference that decides something. What is below 1e-8 may be told apart by rounding, a tie too.
func (l *literal) decided(by float64) { l.margin = math.Min(l.margin, math.Abs(by)) }

// ends reports whether a run ends after a turn, of ways that all went in each; near is whether rounding may decide.
func ends(ways []float64) (end, near bool) {
	turns := len(ways)
	share := ways[turns-1] / (ways[0] + 1e-4)
	return turns >= 100 || turns >= 2 && share < 0.02, math.Abs(share-0.02) < 1e-9
}

func literalWay(from, to [][]float64) float64 {
	went := 0.0
	for i := range to {
		square := 0.0
		for k := range to[i] {
			x := to[i][k] - from[i][k]
			square += x * x
		}
		went += math.Sqrt(square)
	}
	return went
}

// adapted returns the ideals after a turn that leads to the positions next.
func (l *literal) adapted(next [][]float64) [][]float64 {
	if l.Accommodation == nil {
		return next
	}
	ideal := make([][]float64, len(next))
	for i := range next {
		for k := range next[i] {
			x, sum := 0.0, 0.0
			for j := range next {
				x += l.Accommodation[i][j] * next[j][k]
				sum += l.Accommodation[i][j]
			}
			ideal[i] = append(ideal[i], x+math.Max(0, 1-sum)*l.ideal[i][k])
		}
	}
	return ideal
}

// s is the salience of i on k, S that of all dimensions.
func (l *literal) s(i, k int) float64 { return l.Actors[i].Salience[k] / 100 }

func (l *literal) S(i int) float64 {
	sum := 0.0
	for k := range l.Dims {
		sum += l.s(i, k)
	}
	return sum
}

func (l *literal) d(i int, p []float64) float64 {
	above, below := 0.0, 0.0
	for k := range l.Dims {
		above += math.Pow(l.s(i, k)*(l.ideal[i][k]-p[k]), 2)
		below += math.Pow(l.s(i, k), 2)
	}
	return math.Sqrt(above / below)
}

func literalU(d, risk float64) float64 { return (1 - d) * (1 + math.Min(d, 1)*risk) }

func (l *literal) vote(w, a, b float64) float64 {
	x := a - b
	if math.Abs(x) < 1e-13 && (l.Options.Voting == smp.BinaryVote || l.Options.Voting == smp.PropBin) {
		l.decided(x) // r is a hundred million times the rounding
	}
	r := math.Max(-1, math.Min(1, x/1e-8))
	return map[smp.VotingRule]float64{
		smp.BinaryVote: w * r, smp.PropBin: w * (0.8*x + 0.2*r), smp.Prop: w * x, smp.PropCbc: w * (0.5*x + 0.5*x*x*x), smp.Cubic: w * x * x * x,
		smp.ASymProsp: map[bool]float64{true: w * x * 2 / 3, false: w * x}[x > 0],
	}[l.Options.Voting]
}

// pce: u[k][o] is what option o is worth to voter k.
func (l *literal) pce(weights []float64, u [][]float64) []float64 {
	n := len(u[0])
	c := func(i, j int) float64 {
		sum := 1e-8
		for k, w := range weights {
			if i > j {
				sum += math.Max(0, l.vote(w, u[k][i], u[k][j]))
			} else {
				sum += math.Max(0, -l.vote(w, u[k][j], u[k][i]))
			}
		}
		return sum
	}
	beats, strength := make([][]float64, n), make([][]float64, n)
	for i := range n {
		for j := range n {
			x, y := c(i, j), c(j, i)
			strength[i] = append(strength[i], x)
			beats[i] = append(beats[i], l.odds(i == j, x, y))
		}
	}
	pi := make([]float64, n)
	for i := range pi {
		pi[i] = 1
		for j := range n {
			pi[i] *= beats[i][j]
		}
	}
	if l.Options.PCE == smp.Conditional {
		return shares(pi)
	}
	for i := range pi {
		pi[i] = 1 / float64(n)
	}
	tolerance := map[smp.PCEModel]float64{smp.MarkovUniform: 1e-6, smp.MarkovIncentive: 1e-8}[l.Options.PCE]
	for ; ; l.steps++ {
		q, change := make([]float64, n), 0.0
		for i := range n {
			for j := range n {
				if l.Options.PCE == smp.MarkovUniform {
					q[i] += beats[i][j] * (pi[i] + pi[j])
				} else {
					q[i] += beats[i][j] * (pi[i]*incentive(strength, beats, j, i) + pi[j]*incentive(strength, beats, i, j))
				}
			}
			if l.Options.PCE == smp.MarkovUniform {
				q[i] /= float64(n)
			}
			change = math.Max(change, math.Abs(q[i]-pi[i]))
		}
		for i := range n {
			pi[i] = (pi[i] + q[i]) / 2
		}
		if change <= tolerance || l.steps > mostSteps {
			return pi
		}
	}
}

func incentive(strength, beats [][]float64, i, j int) float64 {
	n := func(i int) float64 {
		if i == j {
			return strength[i][j]*beats[i][j] + 1e-10
		}
		return strength[i][j] * beats[i][j]
	}
	sum := 0.0
	for k := range beats {
		sum += n(k)
	}
	return n(i) / sum
}

func shares(x []float64) []float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	out := make([]float64, len(x))
	for i := range x {
		out[i] = x[i] / sum
	}
	return out
}

func (l *literal) odds(same bool, x, y float64) float64 {
	if same {
		return 0.5
	}
	power := map[smp.VictoryProbModel]float64{smp.Linear: 1, smp.Square: 2, smp.Quartic: 4, smp.Octic: 8}[l.Options.VictoryProb]
	if power > 0 {
		return math.Pow(x, power) / (math.Pow(x, power) + math.Pow(y, power))
	}
	const t = 1.1
	switch {
	case x >= t*y:
		return 1 / (1 + 1e-6)
	case y >= t*x:
		return 1e-6 / (1 + 1e-6)
	}
	r := x / (x + y)
	return (r*(t+1) - 1) / (t - 1)
}

func (l *literal) riskAttitudes() []float64 {
	weights := []float64{}
	u := make([][]float64, len(l.Actors))
	for k, a := range l.Actors {
		weights = append(weights, a.Capability)
		for j := range l.Actors {
			u[k] = append(u[k], 1-l.d(k, l.position[j]))
		}
	}
	pi := l.pce(weights, u)
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range pi {
		lo, hi = math.Min(lo, p), math.Max(hi, p)
	}
	out := make([]float64, len(pi))
	l.decided(hi - lo)
	l.decided(hi - lo - 1e-9)
	if hi == lo || !l.Options.Compat && hi-lo <= 1e-9 {
		return out
	}
	for i, p := range pi {
		out[i] = map[smp.BigRRange]float64{
			smp.Min: (p - lo) / (hi - lo), smp.Mid: (3*p - (hi + 2*lo)) / (2 * (hi - lo)), smp.Max: (2*p - (hi + lo)) / (hi - lo),
		}[l.Options.RiskRange]
	}
	return out
}
