package strategy

import "math"

// Contender is a side of a crisis in which each waits for the other to back down, before an audience.
type Contender struct {
	Prize    float64 // v: what it gains if the other backs down
	Audience float64 // a: what backing down costs per unit of time that the crisis has lasted
	WarLoss  float64 // W: its loss from war is uniform on [0, W] to the other side
}

func (c Contender) check(d *domain, side string) {
	d.positive("v"+side, c.Prize)
	d.positive("a"+side, c.Audience)
	d.positive("W"+side, c.WarLoss)
}

// StillIn is the chance v/(v + a·t) that the other side has not backed down by time t ≥ 0, in an equilibrium in which
// nobody backs down at the start: the hazard a/(v + a·t) keeps a side with prize v and audience cost a indifferent.
// (Fearon 1994, with audience costs linear in time.)
func StillIn(prize, audience, t float64) (float64, error) {
	var d domain
	d.positive("v", prize)
	d.nonNegative("a", audience)
	d.nonNegative("t", t)
	if d.err != nil {
		return 0, d.err
	}
	return prize / (prize + audience*t), nil
}

// Crisis is how such a crisis ends.
type Crisis struct {
	Horizon  float64    // t*: from here on nobody backs down
	AtOnce   [2]float64 // the chance that A, that B backs down at the start; at most one is above 0
	BackDown [2]float64 // the chance that A, that B backs down at some time, if the other never does
	War      float64    // the chance that neither does
}

// AudienceCrisis solves the war of attrition with audience costs (Fearon 1994). A side whose loss from war w is below
// a·t* never backs down. The others mix up to t*, where those left are just the sides that never do:
// P(w < a_i·t) = v_j/(v_j + a_j·t) for the side i that comes to it first, which need not back down at the start. The
// other does, with the chance that is left over.
func AudienceCrisis(a, b Contender) (Crisis, error) {
	var d domain
	a.check(&d, "A")
	b.check(&d, "B")
	if d.err != nil {
		return Crisis{}, d.err
	}
	t := min(lockIn(a, b), lockIn(b, a))
	out := Crisis{Horizon: t}
	for i, side := range [2][2]Contender{{a, b}, {b, a}} {
		own, other := side[0], side[1]
		stays := min(1, own.Audience*t/own.WarLoss)
		mixed := 1 / (1 + other.Audience*t/other.Prize) // of a side that does not back down at the start
		out.BackDown[i] = 1 - stays
		out.AtOnce[i] = max(0, 1-stays/mixed)
		if out.AtOnce[i] < tie {
			out.AtOnce[i] = 0
		}
	}
	out.War = (1 - out.BackDown[0]) * (1 - out.BackDown[1])
	return out, nil
}

// lockIn is when side i, not backing down at the start, consists of those that never do: the positive root of
// a_i·t/W_i = 1/(1 + (a_j/v_j)·t), with x = a_i/W_i and y = a_j/v_j that of x·y·t² + x·t − 1, written without a
// difference.
func lockIn(i, j Contender) float64 {
	x, y := i.Audience/i.WarLoss, j.Audience/j.Prize
	return 2 / (x + math.Sqrt(x*x+4*x*y))
}
