package spatial

import (
	"math"
	"slices"
	"strings"
)

// Round is one round of the expected utility model.
type Round struct {
	Median    float64   `json:"median"`
	Mean      float64   `json:"mean"`
	Positions []float64 `json:"positions"` // by actor, in the order of the issue
	Risk      []float64 `json:"risk"`      // risk exponents that led to these positions; none before the first round
}

// Trace is the answer of BDM.
type Trace struct {
	Rounds  []Round `json:"rounds"` // the first is the start
	Settled bool    `json:"settled"`
}

// Median is the weighted median at the end: the forecast.
func (t *Trace) Median() float64 { return t.Rounds[len(t.Rounds)-1].Median }

// Mean is the weighted mean at the end.
func (t *Trace) Mean() float64 { return t.Rounds[len(t.Rounds)-1].Mean }

// still is the share of the span below which a move is none.
const still = 1e-9

// BDM is the expected utility model: round by round each actor compares what it and each other would gain by a challenge, and moves
// to the offer that it accepts. Actors are compared in the order of position, weight, salience and name, whatever the order
// of the issue. An actor without weight stays where it is, and nobody heeds it.
func BDM(is *Issue, o BDMOptions) (*Trace, error) {
	if err := is.Check(); err != nil {
		return nil, err
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	b := newBDM(is, o)
	t := &Trace{Rounds: make([]Round, 1, o.Rounds+1)}
	t.Rounds[0] = b.round(nil)
	for range o.Rounds {
		if !b.step() {
			t.Settled = true
			break
		}
		t.Rounds = append(t.Rounds, b.round(b.risk))
	}
	return t, nil
}

// bdm is the state of the model. Actors are in canonical order.
type bdm struct {
	is       *Issue
	o        BDMOptions
	order    []int // place in the issue
	mu       float64
	x, w, s  []float64
	risk     []float64
	next     []float64
	span     float64
	chance   []float64 // that i beats j, i*n+j
	distance []float64 // to voter k, k*n+i: of the span, to its exponent
	gain     []float64 // what i expects by challenging j with its own exponent, i*n+j
	joined   []place
}

func newBDM(is *Issue, o BDMOptions) *bdm {
	var order []int
	for k := range is.Actors {
		if is.Actors[k].Weight() > 0 {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &is.Actors[i], &is.Actors[j]
		for _, d := range []float64{a.Position - b.Position, a.Weight() - b.Weight(), a.Salience - b.Salience} {
			if d != 0 {
				return int(math.Copysign(1, d))
			}
		}
		return strings.Compare(a.Name, b.Name)
	})
	n := len(order)
	b := &bdm{is: is, o: o, order: order, joined: make([]place, n)}
	b.x, b.w, b.s = make([]float64, n), make([]float64, n), make([]float64, n)
	b.risk, b.next = make([]float64, n), make([]float64, n)
	b.chance, b.distance, b.gain = make([]float64, n*n), make([]float64, n*n), make([]float64, n*n)
	for k, i := range order {
		a := &is.Actors[i]
		b.x[k], b.w[k], b.s[k] = a.Position, a.Weight(), a.Salience
	}
	b.span = slices.Max(b.x) - slices.Min(b.x)
	if o.Span == ScaleSpan {
		b.span = is.Length()
	}
	return b
}

// round is the state as it is given out.
func (b *bdm) round(risk []float64) Round {
	places := b.places()
	r := Round{Median: median(places), Mean: mean(places)}
	r.Positions = b.given(b.x, func(a *Actor) float64 { return a.Position })
	if risk != nil {
		r.Risk = b.given(risk, func(*Actor) float64 { return 1 })
	}
	return r
}

// given puts values into the order of the issue; an actor without weight has the value of other.
func (b *bdm) given(values []float64, other func(*Actor) float64) []float64 {
	out := make([]float64, len(b.is.Actors))
	for k := range out {
		out[k] = other(&b.is.Actors[k])
	}
	for k, i := range b.order {
		out[i] = values[k]
	}
	return out
}

func (b *bdm) places() []place {
	for k := range b.x {
		b.joined[k] = place{b.x[k], b.w[k]}
	}
	return join(b.joined, apart*b.is.Length())
}

// step is one round. It reports whether anybody moved.
func (b *bdm) step() bool {
	if b.o.Span == CurrentSpan {
		b.span = slices.Max(b.x) - slices.Min(b.x)
	}
	if b.span <= 0 {
		return false
	}
	b.mu = median(b.places())
	for k := range b.risk {
		b.risk[k] = 1
	}
	b.chances()
	if b.o.Risk {
		b.estimateRisk()
		if b.o.Voting == RiskVotes {
			b.chances()
		}
	}
	n := len(b.x)
	for i := range n {
		stays := utility(0.5, b.risk[i])
		for j := range n {
			b.gain[i*n+j] = b.expect(i, j, b.risk[i], stays)
		}
	}
	moved := false
	for i := range b.x {
		b.next[i] = b.accept(i)
		moved = moved || math.Abs(b.next[i]-b.x[i]) > still*b.span
	}
	b.x, b.next = b.next, b.x
	return moved
}

// chances fills in the chance of each to beat each other (step 4 of the appendix of Scholz et al. 2011).
func (b *bdm) chances() {
	n := len(b.x)
	for k := range n {
		for i := range n {
			b.distance[k*n+i] = power(math.Abs(b.x[k]-b.x[i])/b.span, b.exponent(k))
		}
	}
	all := 0.0
	for i := range n {
		for j := range i {
			favour, against := 0.0, 0.0
			for k := range n {
				v := b.w[k] * (b.distance[k*n+j] - b.distance[k*n+i])
				favour, against = favour+max(0, v), against+max(0, -v)
			}
			b.chance[i*n+j], b.chance[j*n+i] = favour, against
			all += 2 * (favour + against) // the pair in both orders
		}
	}
	for i := range n {
		for j := range i {
			sum := all
			if b.o.Denominator == PairVotes {
				sum = b.chance[i*n+j] + b.chance[j*n+i]
			}
			if sum <= 0 { // the same position
				b.chance[i*n+j], b.chance[j*n+i] = 0.5, 0.5
				continue
			}
			b.chance[i*n+j] /= sum
			b.chance[j*n+i] /= sum
		}
	}
}

func (b *bdm) exponent(voter int) float64 {
	if b.o.Voting == RiskVotes {
		return b.risk[voter]
	}
	return 1
}

// estimateRisk sets the risk exponents from what the others expect to gain by a challenge (equations 32 to 34).
func (b *bdm) estimateRisk() {
	n := len(b.x)
	security := b.next // not in use yet
	for i := range n {
		security[i] = 0
		for j := range n {
			if j != i {
				security[i] += b.expect(j, i, 1, utility(0.5, 1))
			}
		}
	}
	low, high := slices.Min(security), slices.Max(security)
	if high-low <= still { // all are as secure
		return
	}
	for i := range n {
		r := (2*security[i] - high - low) / (high - low)
		b.risk[i] = (1 - r/3) / (1 + r/3)
	}
}

// expect is what i expects to gain by challenging j, with exponent r, at which the status quo is worth stays: E(ij) of
// equations 5 to 7.
func (b *bdm) expect(i, j int, r, stays float64) float64 {
	g := math.Abs(b.x[i]-b.x[j]) / b.span
	succeeds, fails := utility(0.5-0.5*g, r), utility(0.5+0.5*g, r)
	p, s := b.chance[i*len(b.x)+j], b.s[j]
	e := s*(p*succeeds+(1-p)*fails) + (1-s)*succeeds - b.o.Q*stays
	if b.o.Q < 1 {
		h := math.Abs(b.x[i]-b.mu) / b.span
		m := h + g
		if h < g { // the other's way to the median is for the better
			e -= (1 - b.o.Q) * utility(0.5-0.25*m, r)
		} else {
			e -= (1 - b.o.Q) * utility(0.5+0.25*m, r)
		}
	}
	return e
}

func utility(base, r float64) float64 { return 2 - 4*power(max(0, base), r) }

func power(base, r float64) float64 {
	if r == 1 {
		return base
	}
	return math.Pow(base, r)
}
