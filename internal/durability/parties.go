package durability

import (
	"parley/internal/ensemble"
	"parley/internal/strategy"
)

// Party is what holds a signatory to it, by closed forms at the moment of signing, in steps of the case's clock. Shares are of the
// draws of the basis in which it signs.
type Party struct {
	Party     string             `json:"party"`
	Signs     float64            `json:"signs"`          // share of the draws of the basis
	Leaves    float64            `json:"plans-to-leave"` // share in which, on signing, its best plan is to break sooner or later
	Exit      *float64           `json:"exit"`           // k*: months after which it plans to break, median where it plans to; null: never
	Exits     *ensemble.Interval `json:"exit-interval"`
	Patience  *ensemble.Interval `json:"patience"`                 // δ: what the next step weighs beside this one
	Effective *ensemble.Interval `json:"effective-patience"`       // δ(1−τ): successors of any signatory counted in
	Lag       *ensemble.Interval `json:"lag"`                      // steps until a breach is answered
	Delta     Star               `json:"delta-star"`               // least patience at which it keeps
	Turnover  Star               `json:"delta-star-with-turnover"` // δ*/(1−τ): the patience of its own that it takes where successors may not feel bound
	Gamma     Star               `json:"guarantee-star"`           // least cost of a breach, beyond the guarantees in force, at which it keeps with its patience
}

// Star is a threshold of a closed form.
type Star struct {
	Central  *float64           `json:"central"`  // with inputs at their medians; null: see why
	Interval *ensemble.Interval `json:"interval"` // over the draws that have one
	Share    float64            `json:"share"`    // of draws that have one
	Why      string             `json:"why,omitempty"`
}

// Reasons for a threshold that is not there.
const (
	whyNoBreach   = "it can break nothing alone"
	whyNoDelta    = "no patience is enough: it is better off once its breach is answered than under the deal"
	whyNoTurnover = "no patience is enough: successors who do not feel bound come too often"
	whyNoGamma    = "no guarantee is enough: a breach is answered at once, or the future weighs as much as the present, and it is better off without the deal"
	whyNotSigned  = "with inputs at their medians it does not sign"
)

// delta is δ*, and why there is none.
func (t *terms) delta() (*float64, string, error) {
	if !t.breaks {
		return nil, whyNoBreach, nil
	}
	v, possible, err := strategy.DeltaStar(t.breach, t.stay, t.void, t.lag)
	if err != nil || !possible {
		return nil, whyNoDelta, err
	}
	return &v, "", nil
}

// turnover is δ*/(1−τ), and why there is none.
func (t *terms) turnover() (*float64, string, error) {
	d, why, err := t.delta()
	if d == nil || err != nil {
		return nil, why, err
	}
	if *d > t.remains {
		return nil, whyNoTurnover, nil
	}
	v := 0.0
	if *d > 0 {
		v = *d / t.remains
	}
	return &v, "", nil
}

// gamma is γ* at the patience that is left once successors count.
func (t *terms) gamma() (*float64, string, error) {
	if !t.breaks {
		return nil, whyNoBreach, nil
	}
	v, possible, err := strategy.GuaranteeStar(t.effective, t.lag, t.breach, t.stay, t.void)
	if err != nil || !possible {
		return nil, whyNoGamma, err
	}
	return &v, "", nil
}

// stars are the thresholds of a signatory in one draw, and why there is none, in the order delta, turnover, gamma.
func (t *terms) stars() (v [3]*float64, why [3]string, err error) {
	for k, of := range []func() (*float64, string, error){t.delta, t.turnover, t.gamma} {
		if v[k], why[k], err = of(); err != nil {
			return v, why, err
		}
	}
	return v, why, nil
}

// stars are the places of the thresholds in the answer, in the same order.
func (p *Party) stars() [3]*Star { return [3]*Star{&p.Delta, &p.Turnover, &p.Gamma} }

// record gathers a signatory's terms over the draws.
type record struct {
	signs, leaves                    int
	exits, patience, effective, lags []float64
	stars                            [3][]float64
}

// parties fills what holds each signatory over the draws.
func (q *question) parties(a *Answer) error {
	of, draws := q.basis()
	records := make([]record, len(q.g.Parties))
	for _, k := range draws {
		o := &of[k]
		for i := range o.terms {
			if err := records[o.terms[i].party].add(&o.terms[i], q.months(o.exits[o.terms[i].party])); err != nil {
				return err
			}
		}
	}
	for p := range records {
		if x := &records[p]; x.signs > 0 {
			a.Parties = append(a.Parties, x.party(q.g.Case.Parties[p].Name, len(draws)))
		}
	}
	return nil
}

// add takes a draw's terms in; exit is in months, below 0 for none.
func (x *record) add(t *terms, exit float64) error {
	x.signs++
	if exit >= 0 {
		x.leaves++
		x.exits = append(x.exits, exit)
	}
	x.patience, x.effective = append(x.patience, t.patience), append(x.effective, t.effective)
	if t.breaks {
		x.lags = append(x.lags, t.lag)
	}
	stars, _, err := t.stars()
	for k, v := range stars {
		if v != nil {
			x.stars[k] = append(x.stars[k], *v)
		}
	}
	return err
}

func (x *record) party(name string, draws int) Party {
	out := Party{
		Party: name, Signs: float64(x.signs) / float64(draws), Leaves: float64(x.leaves) / float64(x.signs),
		Lag: interval(x.lags), Patience: interval(x.patience), Effective: interval(x.effective),
	}
	if out.Exits = interval(x.exits); out.Exits != nil {
		out.Exit = &out.Exits.Median
	}
	for k, s := range out.stars() {
		*s = Star{Interval: interval(x.stars[k]), Share: float64(len(x.stars[k])) / float64(x.signs), Why: whyNotSigned}
	}
	return out
}

// interval sums up values; nil where there are none.
func interval(v []float64) *ensemble.Interval {
	if len(v) == 0 {
		return nil
	}
	i := ensemble.Summarise(v)
	return &i
}

// central adds the closed forms with all inputs at their medians, signed on the day of the case whether or not they sign.
func (q *question) central(a *Answer) error {
	inputs := make([]float64, len(q.g.Case.Inputs))
	q.d.Medians(inputs)
	x := q.walker(q.w)
	var o outcome
	if err := x.path(0, inputs, full|force, &o); err != nil {
		return err
	}
	for i := range o.terms {
		name := q.g.Case.Parties[o.terms[i].party].Name
		stars, why, err := o.terms[i].stars()
		if err != nil {
			return err
		}
		a.DeltaStar[name], a.GuaranteeStar[name] = stars[0], stars[2]
		for k := range a.Parties {
			if a.Parties[k].Party != name {
				continue
			}
			for j, s := range a.Parties[k].stars() {
				s.Central, s.Why = stars[j], why[j]
			}
		}
	}
	return nil
}
