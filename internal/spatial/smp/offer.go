package smp

import (
	"fmt"
	"math"
)

// interpolationFloor keeps an offer defined where neither side has any weight.
const interpolationFloor = 1e-6

// offer is where the two sides of a challenge would both stand.
type offer struct {
	challenge, number    int // place in the turn's trace
	initiator, receiver  int
	byInitiator, byOther []float64 // new positions of the initiator and of the receiver
	gain                 []float64 // by actor, mean over all positions
}

// propose makes the offers of a challenge of j by i, who sees the probability of victory p.
func (m *model) propose(s *state, i, j int, p float64, v *view) ([]*offer, error) {
	first := m.interpolate(s, i, j, p)
	if m.options.Bargain == InitOnlyInterp {
		return []*offer{first}, nil
	}
	m.see(s, j, v)
	q, weight := m.victory(v, i, j), m.power[j]
	if m.options.Compat {
		q = m.effect(v, i, i, j, q)
		weight = float64(m.capability[i] * m.attention[j])
	}
	second := m.interpolate(s, i, j, q)
	offers := []*offer{first, second}
	if m.options.Bargain == PWCompInterp {
		offers = []*offer{{
			initiator: i, receiver: j,
			byInitiator: mixed(first.byInitiator, second.byInitiator, m.power[i], weight),
			byOther:     mixed(first.byOther, second.byOther, m.power[i], weight),
		}}
	}
	for _, o := range offers {
		for k := range o.byInitiator {
			if !onScale(o.byInitiator[k]) || !onScale(o.byOther[k]) {
				return nil, fmt.Errorf("turn %d: the offer of `%s` to `%s` leaves the scale, since KTAB makes the receiver's from a loss, not from a probability; run without Compat, or take InitOnlyInterp",
					s.turn+1, clipped(m.scenario.Actors[i].Name), clipped(m.scenario.Actors[j].Name))
			}
		}
	}
	return offers, nil
}

func onScale(x float64) bool { return x >= -slack && x <= 1+slack }

// mixed is the weighted mean of two positions.
func mixed(a, b []float64, wa, wb float64) []float64 {
	out := make([]float64, len(a))
	for k := range out {
		out[k] = (float64(wa*a[k]) + float64(wb*b[k])) / (wa + wb)
	}
	return out
}

// interpolate makes the offer for the probability p that i prevails.
func (m *model) interpolate(s *state, i, j int, p float64) *offer {
	o := &offer{initiator: i, receiver: j, byInitiator: make([]float64, len(s.position[i])), byOther: make([]float64, len(s.position[i]))}
	for k := range o.byInitiator {
		si, sj, a, b := m.salience[i][k], m.salience[j][k], s.position[i][k], s.position[j][k]
		wi, wj := float64(si*p), float64(sj*(1-p))
		switch m.options.Interpolation {
		case S2PMax:
			o.byInitiator[k], o.byOther[k] = yielded(a, b, si, sj, p), yielded(b, a, sj, si, 1-p)
			continue
		case S2P2:
			wi, wj = float64((si*si)*(p*p)), float64((sj*sj)*((1-p)*(1-p)))
		}
		sum := wi + wj + interpolationFloor
		o.byInitiator[k] = round4((float64((wi+interpolationFloor)*a) + float64(wj*b)) / sum)
		o.byOther[k] = round4((float64(wi*a) + float64((wj+interpolationFloor)*b)) / sum)
	}
	return o
}

// yielded is how far one at a with salience s goes towards b by S2PMax: not at all unless it is the likelier loser.
func yielded(a, b, s, other, p float64) float64 {
	lag := math.Max(0, (1-p)-p)
	share := lag * (other * other) / (float64(lag*(other*other)) + interpolationFloor + float64((1-lag)*(s*s)))
	return a + float64(share*(b-a))
}

// round4 rounds to four decimals, halves up.
func round4(x float64) float64 { return math.Floor(0.5+float64(1e4*x)) / 1e4 }
