package game

import (
	"math"
	"strconv"
)

// Moving values rest on tracks or on the time. Where the party looks ahead, such a value is its discounted average along the path
// that the party expects while the state stays in force; else it is the value of the moment. Both depend on the state only
// through the issues of the value and those that drive the tracks, so that they are tables like any other.

// movingCell is the value of one cell of a moving factor.
func (n *Numbers) movingCell(f, cell int) (Tick, error) {
	fac := &n.g.Factors[f]
	s := n.scratch
	fac.Decode(cell, s)
	var total Tick
	for i := range fac.terms {
		v, err := n.movingTerm(&fac.terms[i], s)
		if err != nil {
			return 0, err
		}
		total += ToTicks(v)
	}
	return total, nil
}

// movingTerm is a term at s; paid once, it is that of the moment.
func (n *Numbers) movingTerm(t *term, s State) (float64, error) {
	if t.path < 0 || t.once {
		return t.value(n.Vars, s, n.Base)
	}
	if v, ok := n.atHand(t, s); ok {
		return v, nil
	}
	list := t.append(n.flowing[:0], n, s)
	if n.flowing = list; len(list) == 0 {
		return 0, nil
	}
	x, err := n.expected(t.path, s)
	if err != nil {
		return 0, err
	}
	pa, f := &n.g.paths[t.path], &list[0]
	if f.p != nil && !f.p.affine() {
		if v, ok := n.average(x, f, n.weights[pa.party]); ok {
			return v, nil
		}
	}
	now, from := n.now, len(n.g.Case.Inputs)
	copy(now[from:], n.Vars[from:])
	if f.p != nil && f.p.affine() { // the mean of its values is its value at the means
		for j, track := range pa.tracks {
			now[n.g.TrackAt(track)] = x.means[j]
		}
		now[n.g.ElapsedAt()] = x.means[len(pa.tracks)]
		return f.value(now, s)
	}
	sum := 0.0
	for k, w := range n.weights[pa.party] {
		x.Leave(n, k, now)
		v, err := f.value(now, s)
		if err != nil {
			return 0, err
		}
		sum += float64(w * v)
	}
	return sum, nil
}

// average is what a value comes to along trails, false where it leaves its range.
func (n *Numbers) average(x *expectation, f *flowing, weights []float64) (float64, bool) {
	n.add = append(n.add[:0], make([]float64, len(weights))...)
	f.p.along(f.c, x.columns(n), n.Vars, 0, -1, n.add)
	sum := 0.0
	for k, v := range n.add {
		if !(math.Abs(v) <= maxPoints) {
			return 0, false
		}
		sum += float64(weights[k] * v)
	}
	return sum, true
}

// turn begins another moment, without forgetting values.
func (n *Numbers) turn() {
	n.moment, n.fault = n.moment+1, nil
	n.spare, n.looked = append(n.spare, n.looked...), n.looked[:0]
}

// refresh forgets what rests on the moment.
func (n *Numbers) refresh() {
	n.turn()
	for _, f := range n.g.moving {
		clear(n.known[f])
	}
}

// cell is a value of a moving factor, computed when it is first asked for. A value that cannot be computed is 0 and leaves a Fault.
func (n *Numbers) cell(f, cell int) Tick {
	if !n.known[f][cell] {
		v, err := n.movingCell(f, cell)
		if err != nil && n.fault == nil {
			n.fault = err
		}
		n.Tables[f][cell], n.known[f][cell] = v, err == nil // whoever asks again meets the fault again
	}
	return n.Tables[f][cell]
}

// Table is the values of a factor, by cell of its scope.
func (n *Numbers) Table(f int) []Tick {
	if n.known[f] != nil {
		for c := range n.Tables[f] {
			n.cell(f, c)
		}
	}
	return n.Tables[f]
}

// Fault is the first error of a value computed since the last Fill or At, nil if there was none.
func (n *Numbers) Fault() error { return n.fault }

// Settle computes every value that rests on the moment, for searches, which read whole tables.
func (n *Numbers) Settle() error {
	for _, f := range n.g.moving {
		n.Table(f)
	}
	return n.fault
}

// At moves the numbers to another moment of the same draw: tracks, time and memory as in vars (its inputs are those of the
// last Fill), the same state in force. Values are computed when they are asked for.
func (n *Numbers) At(vars []float64) error {
	n.filled = false
	n.unshare(true)
	copy(n.Vars, vars)
	n.refresh()
	for _, p := range n.g.lively {
		if err := n.fillOutlook(p); err != nil {
			return err
		}
	}
	return nil
}

// Rebase puts another state into force: payments made once count from it. Inputs, tracks and time stay.
func (n *Numbers) Rebase(base State) error {
	n.filled = false
	n.unshare(true)
	n.Base = append(n.Base[:0], base...)
	for p := range n.g.Parties {
		party := &n.g.Parties[p]
		if len(party.once) == 0 {
			continue
		}
		if err := n.fillParty(p); err != nil {
			return err
		}
		for _, f := range party.factors {
			if f.moves {
				clear(n.known[f.factor])
			} else if err := n.fillFactor(f.factor); err != nil {
				return err
			}
		}
	}
	return nil
}

// trim writes a figure for a message.
func trim(v float64) string {
	if math.IsNaN(v) {
		return "no number"
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}
