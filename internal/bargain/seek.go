package bargain

import (
	"cmp"
	"math"
	"slices"

	"parley/internal/clock"
	"parley/internal/game"
)

// option is a package in a moment, before it is weighed in full.
type option struct {
	y     game.State
	short float64 // the largest amount by which a gain falls short of its margin, members that need not accept included; at most 0: none does
	logs  float64
}

// maxWeighed is how many packages a table weighs in full at one meeting: those with the largest product of gains at first
// sight, and then those that come nearest, since a deal that can be broken may be worth more than it seems.
const maxWeighed = 8

// Seek is what a table that meets settles on, and false where it finds nothing.
func (x *Worker) Seek(r *clock.Run, table int) (game.State, Verdict, bool, error) {
	panel := x.b.Panel(table)
	now, err := x.inForce(r, panel)
	if err != nil {
		return nil, Verdict{}, false, err
	}
	if err := x.sight(r, table, panel, now); err != nil {
		return nil, Verdict{}, false, err
	}
	var best game.State
	var chosen Verdict
	for k := range min(maxWeighed, len(x.options)) {
		y := x.options[k].y
		v := Verdict{Reached: true}
		if err := x.weigh(r, panel, y, now, &v); err != nil {
			return nil, v, false, err
		}
		if v.OK && (best == nil || better(&v, &chosen)) {
			best, chosen = y, v
		}
	}
	return best, chosen, best != nil, nil
}

// better compares by the Nash criterion; ties go to the one seen first.
func better(a, b *Verdict) bool {
	n, logs := a.product()
	m, others := b.product()
	return n > m || n == m && logs > others+1e-9
}

// sight lists the packages that may do, the most promising first.
func (x *Worker) sight(r *clock.Run, table int, panel *game.Panel, now []float64) error {
	x.options = x.options[:0]
	n := r.Numbers()
	for _, y := range x.packages(r.State, table, panel) {
		o := option{y: y, short: math.Inf(-1)}
		var accepting game.Mask
		for k, p := range x.members {
			gain := game.Points(n.Value(p, y)) - now[k]
			margin, err := x.margin(r, p, r.State, y)
			if err != nil {
				return err
			}
			if gain > max(margin, 1e-6) {
				accepting |= 1 << p
				o.logs += math.Log(gain)
			} else {
				o.short = max(o.short, margin-gain)
			}
		}
		if panel.Met(accepting) {
			o.short = 0
		}
		x.options = append(x.options, o)
	}
	slices.SortStableFunc(x.options, func(a, b option) int {
		if c := cmp.Compare(max(0, a.short), max(0, b.short)); c != 0 {
			return c
		}
		return cmp.Compare(b.logs, a.logs)
	})
	return n.Fault()
}

// packages are the states that a table considers from a state in force.
func (x *Worker) packages(from game.State, table int, panel *game.Panel) []game.State {
	x.key = append(x.key[:0], byte(table))
	for _, o := range from {
		x.key = append(x.key, byte(o), byte(o>>8))
	}
	key := string(x.key)
	if list, ok := x.reach[key]; ok {
		return list
	}
	if table < 0 {
		table = len(x.b.packs) - 1
	}
	var out []game.State
	for _, p := range x.b.packs[table] {
		if s := x.b.reached(panel, from, p); s != nil && !slices.ContainsFunc(out, s.Equal) {
			out = append(out, s)
		}
	}
	if len(x.reach) >= maxCached {
		clear(x.reach)
	}
	x.reach[key] = out
	return out
}
