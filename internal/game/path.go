package game

import (
	"fmt"
	"math"
	"slices"

	"parley/casefile"
)

// outlook is how a party looks ahead.
type outlook struct {
	foresight, patience           *Number
	turnover, unbound, initiative *Number
	rests                         varSet // of the first two, the state in force left out
}

// MaxForesight is the most steps a party looks ahead.
const MaxForesight = 1000

// path is what a party expects some tracks to do while a state stays in force. It rests on the issues that drive them alone.
type path struct {
	Scope  // the driving issues
	party  int
	tracks []int // ascending, closed under what their courses rest on
}

// expectation is what the tracks of a path do while its cell stays in force, from one moment on.
type expectation struct {
	draw   int // that the lanes are ready for
	lanes  []*lane
	moment int // that the rest is of
	Trails
	means []float64 // of each track and the time over the steps that the party looks ahead
}

// pathFor finds or makes the path of a party over the tracks that something rests on; -1 where it does not look ahead.
func (g *Game) pathFor(p int, x *rests) int {
	if g.Parties[p].outlook.foresight == nil || !x.moves() {
		return -1
	}
	reading := g.Parties[p].reading
	tracks, issues := reading.closure(x.tracks), []int{}
	for _, k := range tracks {
		issues = append(issues, reading.tracks[k].issues...)
	}
	slices.Sort(issues)
	at := slices.IndexFunc(g.paths, func(q path) bool { return q.party == p && slices.Equal(q.tracks, tracks) })
	if at < 0 {
		g.paths = append(g.paths, path{Scope: newScope(slices.Compact(issues), g.Sizes), party: p, tracks: tracks})
		at = len(g.paths) - 1
	}
	return at
}

// moves reports whether some part of the outlook changes as the clock runs.
func (o *outlook) moves() bool {
	for _, x := range []*Number{o.foresight, o.patience} {
		if x != nil && x.moves() {
			return true
		}
	}
	return false
}

func (r *reading) compileOutlook(o *casefile.Outlook) outlook {
	return outlook{
		foresight: r.number(o.Foresight), patience: r.number(o.Patience),
		turnover: r.number(o.Turnover), unbound: r.number(o.Unbound), initiative: r.number(o.Initiative),
	}
}

// fillOutlook computes the weights of the steps that a party looks ahead: its patience to the power of the years, and what its
// foresight covers of the last step. They sum to 1.
func (n *Numbers) fillOutlook(p int) error {
	o := &n.g.Parties[p].outlook
	w := n.weights[p][:0]
	if o.foresight == nil {
		n.weigh(p, append(w, 1))
		return nil
	}
	months := o.foresight.eval(n.Vars, n.Base)
	perMonth := n.g.Case.Clock.Step.PerMonth()
	steps := months * perMonth
	if !(months >= 0) || steps > MaxForesight {
		return o.foresight.fail(fmt.Sprintf("a foresight of %s months; between 0 and %d steps are possible", trim(months), MaxForesight))
	}
	patience := 1.0
	if o.patience != nil {
		if patience = o.patience.eval(n.Vars, n.Base); !(patience >= 0 && patience <= 1) {
			return o.patience.fail(fmt.Sprintf("a patience of %s; it lies between 0 and 1", trim(patience)))
		}
	}
	discount, weight, total := math.Pow(patience, 1/(12*perMonth)), 1.0, 0.0
	for left := steps; left > 1e-9 || len(w) == 0; left-- {
		part := weight
		if left < 1 && len(w) > 0 {
			part *= left
		}
		w = append(w, part)
		total += part
		weight *= discount
	}
	for k := range w {
		w[k] /= total
	}
	n.weigh(p, w)
	return nil
}

// weigh sets the weights of the steps that a party looks ahead.
func (n *Numbers) weigh(p int, w []float64) {
	n.weights[p] = w
	left := slices.Grow(n.left[p][:0], len(w)+1)[:len(w)+1]
	copy(left, w)
	left[len(w)] = 0
	for k := len(w) - 1; k >= 0; k-- {
		left[k] += left[k+1]
	}
	n.left[p] = left
}

// Weights are the shares of the steps ahead, from now on, in what a state is worth to p: one entry for a party that judges the day.
func (n *Numbers) Weights(p int) []float64 { return n.weights[p] }

// Ahead are the sums of the Weights from each step on; one entry more, which is 0.
func (n *Numbers) Ahead(p int) []float64 { return n.left[p] }

// expected is what a path's tracks do from now on while s stays in force.
func (n *Numbers) expected(q int, s State) (*expectation, error) {
	pa := &n.g.paths[q]
	x, by, weights := &n.paths[q][pa.Encode(s)], n.g.Parties[pa.party].reading, n.weights[pa.party]
	if x.moment == n.moment {
		return x, nil
	}
	if x.draw != n.draw {
		x.draw, x.lanes = n.draw, x.lanes[:0]
		for _, t := range pa.tracks {
			x.lanes = append(x.lanes, n.lane(by, t, s))
		}
	}
	x.means = x.means[:0]
	if x.apart(n, by, pa.tracks, x.lanes, s, len(weights)) {
		for _, l := range x.lanes {
			x.means = append(x.means, n.mean(l, pa.party))
		}
	} else {
		copy(n.now, n.Vars)
		n.ahead.follow(n, by, pa.tracks, s)
		if err := x.together(&n.ahead, n.now, len(weights), func(int) error { return nil }); err != nil {
			return nil, err
		}
	}
	for _, col := range x.cols[len(x.means):] {
		x.means = append(x.means, weighted(weights, col))
	}
	x.moment = n.moment
	return x, nil
}
