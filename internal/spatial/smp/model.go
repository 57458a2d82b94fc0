package smp

import "context"

// model is a scenario on KTAB's own scales: positions, ideals and saliences from 0 to 1.
type model struct {
	scenario   *Scenario
	options    Options
	n          int
	capability []float64
	salience   [][]float64
	square     []float64 // Σ_k s_ik²
	attention  []float64 // S_i = Σ_k s_ik
	power      []float64 // c_i S_i
	election   election
	view       view // of whoever is looking
}

// state is where all stand, and what follows from that alone.
type state struct {
	turn            int
	position, ideal [][]float64
	distance        []float64 // position × actor, from the actor's ideal by its own saliences
	prob, risk      []float64
}

func newModel(s *Scenario) *model {
	m := &model{scenario: s, options: s.Options, n: len(s.Actors)}
	m.election = election{voting: s.Options.Voting, victory: s.Options.VictoryProb, model: s.Options.PCE}
	for _, a := range s.Actors {
		salience, square, attention := make([]float64, len(s.Dims)), 0.0, 0.0
		for k, x := range a.Salience {
			salience[k] = x / 100
			square += float64(salience[k] * salience[k])
			attention += salience[k]
		}
		m.capability = append(m.capability, a.Capability)
		m.salience = append(m.salience, salience)
		m.square = append(m.square, square)
		m.attention = append(m.attention, attention)
		m.power = append(m.power, attention*a.Capability)
	}
	return m
}

// start is the state that the scenario gives: ideals are positions.
func (m *model) start(ctx context.Context) (*state, error) {
	positions := make([][]float64, m.n)
	for i, a := range m.scenario.Actors {
		positions[i] = make([]float64, len(a.Position))
		for k, x := range a.Position {
			positions[i][k] = x / 100
		}
	}
	return m.assess(ctx, 0, positions, positions)
}

// assess makes a state of where all stand: distances, the chance that each position prevails, risk attitudes.
func (m *model) assess(ctx context.Context, turn int, positions, ideals [][]float64) (*state, error) {
	s := &state{turn: turn, position: positions, ideal: ideals, distance: make([]float64, m.n*m.n), prob: make([]float64, m.n)}
	gains := make([][]float64, m.n)
	for j := range gains {
		gains[j] = make([]float64, m.n)
	}
	for i := range m.n {
		for j := range m.n {
			d := distance(m.salience[i], ideals[i], positions[j], m.square[i])
			s.distance[j*m.n+i] = d
			gains[j][i] = 1 - d
		}
	}
	// by capability alone and neutral to risk: salience has no part in it
	if err := m.election.run(ctx, m.capability, gains, s.prob); err != nil {
		return nil, err
	}
	s.risk = m.options.riskAttitudes(s.prob)
	return s, nil
}

// sameChance is the difference in probability that without Compat counts as rounding.
const sameChance = 1e-9

// riskAttitudes derives R from the probability of each actor's position: one that is likely to prevail has no need
// to take risks.
func (o Options) riskAttitudes(prob []float64) []float64 {
	least, most := prob[0], prob[0]
	for _, p := range prob {
		least, most = min(least, p), max(most, p)
	}
	risk := make([]float64, len(prob))
	span := most - least
	if span == 0 || !o.Compat && span <= sameChance {
		return risk
	}
	lowest := [...]float64{Mid: -0.5, Min: 0, Max: -1}[o.RiskRange]
	for i, p := range prob {
		risk[i] = lowest + float64((1-lowest)*((p-least)/span))
	}
	return risk
}

// adjustment is q, the share of another's risk attitude that an actor sees.
func (o Options) adjustment() float64 {
	return [...]float64{OneThird: 1.0 / 3, None: 0, Half: 0.5, TwoThirds: 2.0 / 3, Full: 1}[o.RiskAdjust]
}

// seen is R^h_i, what h takes the risk attitude of i to be.
func (m *model) seen(s *state, h, i int) float64 {
	q := m.options.adjustment()
	return float64((1-q)*s.risk[h]) + float64(q*s.risk[i])
}

// adapt moves each ideal towards positions by the accommodation matrix M: Σ_j M_ij p_j + (1 − Σ_j M_ij) a_i.
func (m *model) adapt(ideals, positions [][]float64) [][]float64 {
	if m.scenario.Accommodation == nil {
		return positions
	}
	out := make([][]float64, m.n)
	for i, row := range m.scenario.Accommodation {
		out[i] = make([]float64, len(positions[i]))
		kept := 1.0
		for _, x := range row {
			kept -= x
		}
		for k := range out[i] {
			sum := float64(max(0, kept) * ideals[i][k])
			for j, x := range row {
				sum += float64(x * positions[j][k])
			}
			out[i][k] = sum
		}
	}
	return out
}
