package strategy

import (
	"math"
	"slices"
)

// Reinforcement brings a side up: A and B arrive at so much per unit of time from From to To.
type Reinforcement struct{ From, To, A, B float64 }

// Strengths is what two armies have left at a time.
type Strengths struct{ Time, A, B float64 }

// Reinforced is a battle by the square law with reinforcements.
type Reinforced struct {
	States []Strengths // at the times asked for; from the end of the battle on, as at its end
	Ends   bool        // a side was worn down to nothing within these times
	Winner Side
	Time   float64 // of the end, where Ends
}

// SquareLawReinforced is dA/dt = −βB + P(t), dB/dt = −αA + Q(t), with rates P and Q that are constant piece by piece
// (Engel 1954). Within a piece the equations are solved exactly. A strength may be 0 at the start, a break point is
// not; times are at least 0 and rise. The battle ends when a side that has been in the field is worn down to nothing.
// At most 1,000 reinforcements and 100,000 times.
func SquareLawReinforced(f Forces, reinforcements []Reinforcement, times []float64) (Reinforced, error) {
	var d domain
	checkReinforced(&d, f, reinforcements, times)
	if d.err != nil {
		return Reinforced{}, d.err
	}
	stops := slices.Clone(times)
	for _, r := range reinforcements {
		for _, change := range []float64{r.From, r.To} {
			if len(times) > 0 && change < times[len(times)-1] {
				stops = append(stops, change)
			}
		}
	}
	slices.Sort(stops)
	stops = slices.Compact(stops)
	battle := piece{alpha: f.Alpha, beta: f.Beta, at: Strengths{A: f.A, B: f.B}}
	out := Reinforced{States: make([]Strengths, 0, len(times))}
	for _, stop := range stops {
		if stop > battle.at.Time && !out.Ends {
			battle.arrive(reinforcements)
			if end, winner, ok := battle.end(stop); ok {
				out.Ends, out.Winner, out.Time = true, winner, end
				stop = end
			}
			battle.advance(stop, out.Winner)
		}
		for len(out.States) < len(times) && (out.Ends || times[len(out.States)] <= battle.at.Time) {
			out.States = append(out.States, Strengths{times[len(out.States)], battle.at.A, battle.at.B})
		}
	}
	for _, s := range out.States {
		d.magnitude("the strength of A", s.A)
		d.magnitude("the strength of B", s.B)
	}
	if d.err != nil {
		return Reinforced{}, d.err
	}
	return out, nil
}

func checkReinforced(d *domain, f Forces, reinforcements []Reinforcement, times []float64) {
	d.nonNegative("A0", f.A)
	d.nonNegative("B0", f.B)
	d.positive("α", f.Alpha)
	d.positive("β", f.Beta)
	d.between("the break point of A", f.BreakA, 0, 0)
	d.between("the break point of B", f.BreakB, 0, 0)
	d.whole("the number of reinforcements", len(reinforcements), 0, maxPhases)
	d.whole("the number of times", len(times), 0, maxResults)
	if d.err != nil {
		return
	}
	for _, r := range reinforcements {
		d.nonNegative("the start of a reinforcement", r.From)
		d.nonNegative("the end of a reinforcement", r.To)
		d.require(r.To >= r.From, "the end of a reinforcement", r.To, "no earlier than its start")
		d.nonNegative("the reinforcement of A", r.A)
		d.nonNegative("the reinforcement of B", r.B)
	}
	for i, t := range times {
		d.nonNegative("a time", t)
		d.require(i == 0 || t >= times[i-1], "a time", t, "no earlier than the one before")
	}
}

// piece is a stretch of a battle with constant rates of arrival.
type piece struct {
	alpha, beta float64
	p, q        float64 // arrivals per unit of time, of A and of B
	at          Strengths
}

// arrive sets the rates in force from now on.
func (b *piece) arrive(reinforcements []Reinforcement) {
	b.p, b.q = 0, 0
	for _, r := range reinforcements {
		if r.From <= b.at.Time && b.at.Time < r.To {
			b.p += r.A
			b.q += r.B
		}
	}
}

// common is the state in the measure in which both sides wear each other down at the rate 1 per 1/√(αβ), as distances
// x, y from the balance of losses and arrivals (X*, Y*): x' = −y and y' = −x.
func (b *piece) common() (x, y, xBalance, yBalance, rate float64) {
	rootA, rootB := math.Sqrt(b.alpha), math.Sqrt(b.beta)
	xBalance, yBalance = b.q/rootA, b.p/rootB
	return rootA*b.at.A - xBalance, rootB*b.at.B - yBalance, xBalance, yBalance, rootA * rootB
}

// end is when a side is worn down, if that is no later than the stop. With z = e^s, X = X* + (x+y)/(2z) + (x−y)z/2,
// and Y likewise with y − x: only the side with the smaller distance can come to 0 from above, and does so at the
// larger root z of a quadratic.
func (b *piece) end(stop float64) (t float64, winner Side, ok bool) {
	x, y, xBalance, yBalance, rate := b.common()
	balance, winner := xBalance, SideB
	switch {
	case x == y:
		return 0, Neither, false
	case x > y:
		balance, winner = yBalance, SideA
	}
	diff := math.Abs(x - y)
	z := (balance + math.Sqrt(max(0, balance*balance+diff*(x+y)))) / diff
	t = b.at.Time + math.Log(max(1, z))/rate
	return t, winner, t <= stop
}

// advance leads the battle to a later time without an end in between, or to its end, at which the loser has nothing left.
func (b *piece) advance(to float64, winner Side) {
	x, y, xBalance, yBalance, rate := b.common()
	s := rate * (to - b.at.Time)
	fade, grow := (x+y)/2*math.Exp(-s), 0.0
	if x != y {
		grow = (x - y) / 2 * math.Exp(s)
	}
	b.at = Strengths{
		Time: to,
		A:    max(0, xBalance+fade+grow) / math.Sqrt(b.alpha),
		B:    max(0, yBalance+fade-grow) / math.Sqrt(b.beta),
	}
	switch winner {
	case SideA:
		b.at.B = 0
	case SideB:
		b.at.A = 0
	}
}
