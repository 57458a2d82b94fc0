package quantity

import "math"

// betaTable starts the search for a beta quantile close to its end: it interpolates the logit of the
// value against the logit of the rank, which is nearly straight in the tails. What is read from it is
// only a first guess; the answer is as exact as without it.
type betaTable struct {
	shape betaShape
	value [tableNodes]float64 // logit of the quantile
	slope [tableNodes]float64 // by logit of the rank, times tableStep
}

const (
	tableEnd   = 14.0 // ranks from 8e-7 to its complement
	tableStep  = 0.5
	tableNodes = int(2*tableEnd/tableStep) + 1
)

func newBetaTable(s betaShape) *betaTable {
	t := &betaTable{shape: s}
	for k := range tableNodes {
		w := -tableEnd + tableStep*float64(k)
		u := 1 / (1 + math.Exp(-w))
		low := u <= s.half
		var x, y float64 // the quantile and its complement, each exact when small
		if low {
			x = solveBeta(s.a, s.b, s.logBeta, u, 0)
			y = 1 - x
		} else {
			y = solveBeta(s.b, s.a, s.logBeta, 1/(1+math.Exp(w)), 0)
			x = 1 - y
		}
		t.value[k] = math.Log(x) - math.Log(y)
		// d logit x / d logit u = u (1-u) / (density · x (1-x))
		density := s.a*math.Log(x) + s.b*math.Log(y) - s.logBeta
		t.slope[k] = tableStep * math.Exp(-2*math.Log1p(math.Exp(-math.Abs(w)))-math.Abs(w)-density)
	}
	return t
}

// guess interpolates (cubic Hermite) the logit of the quantile at rank u in (0, 1); NaN outside the table.
func (t *betaTable) guess(u float64) float64 {
	at := (math.Log(u/(1-u)) + tableEnd) / tableStep
	k := int(at)
	if !(at >= 0) || k >= tableNodes-1 {
		return math.NaN()
	}
	r := at - float64(k)
	q := 1 - r
	return q*q*((1+2*r)*t.value[k]+r*t.slope[k]) + r*r*((1+2*q)*t.value[k+1]-q*t.slope[k+1])
}

// quantile is betaShape.quantile with a first guess.
func (t *betaTable) quantile(u float64) float64 {
	s := &t.shape
	switch {
	case u <= 0:
		return 0
	case u >= 1:
		return 1
	case u <= s.half:
		return solveBeta(s.a, s.b, s.logBeta, u, 1/(1+math.Exp(-t.guess(u))))
	}
	return 1 - solveBeta(s.b, s.a, s.logBeta, 1-u, 1/(1+math.Exp(t.guess(u))))
}
