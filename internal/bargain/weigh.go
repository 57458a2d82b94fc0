package bargain

import (
	"fmt"
	"math"
	"slices"

	"parley/internal/clock"
	"parley/internal/game"
)

// Worker weighs packages in runs; each goroutine has its own.
type Worker struct {
	b       *Book
	spread  []float64 // scratch of a width
	widths  map[string]float64
	reach   map[string][]game.State
	key     []byte
	members []int
	options []option
}

// Worker makes the scratch for one goroutine.
func (b *Book) Worker() *Worker {
	return &Worker{b: b, spread: make([]float64, widthDraws), widths: make(map[string]float64), reach: make(map[string][]game.State)}
}

// maxCached is the most widths, and lists of packages, that a worker remembers.
const maxCached = 1 << 14

// Verdict is what a table makes of a package in a moment.
type Verdict struct {
	Members     []int     // the members whose values are known, ascending
	Gains       []float64 // by member: what it makes of the package over what it makes of the state in force, in points
	Margins     []float64 // by member: what the gain must exceed
	Exits       []int     // by member: steps until it plans to break, −1 never
	Refuses     game.Mask // whose gain is too small
	RedLine     game.Mask // whose red line it breaks anew
	Unratified  game.Mask // who would not ratify
	Breaks      game.Mask // who would break it at once, members or not
	Absent      game.Mask // signatories of deals in force that it changes, who do not accept it
	Signatories game.Mask // who accept
	Reached     bool      // the table can bring it about
	OK          bool      // nothing is in its way
}

// product is the Nash criterion: first how many accepting members gain, then the sum of the logarithms of their gains.
func (v *Verdict) product() (n int, logs float64) {
	for k, p := range v.Members {
		if v.Signatories.Has(p) && v.Gains[k] > 0 {
			n, logs = n+1, logs+math.Log(v.Gains[k])
		}
	}
	return n, logs
}

// Weigh judges one package, a complete state, at a table in the moment of a run.
func (x *Worker) Weigh(r *clock.Run, table int, y game.State) (Verdict, error) {
	panel := x.b.Panel(table)
	v := Verdict{Reached: !y.Equal(r.State) && x.b.g.Reaches(panel.Members, panel.Agenda, r.State, y)}
	now, err := x.inForce(r, panel)
	if err != nil {
		return v, err
	}
	return v, x.weigh(r, panel, y, now, &v)
}

// inForce is what each known member makes of the state in force; a walk-away given in the case holds until the first deal.
func (x *Worker) inForce(r *clock.Run, panel *game.Panel) ([]float64, error) {
	x.members = x.members[:0]
	var out []float64
	here := r.Here()
	for _, p := range (panel.Members & x.b.g.Known).List() {
		j, err := r.Judge(p, &here)
		if err != nil {
			return nil, err
		}
		v := j.Best
		if given, ok, err := r.Numbers().GivenWalkAway(p); err != nil {
			return nil, err
		} else if ok && !r.Dealt() {
			v = game.Points(given)
		}
		x.members, out = append(x.members, p), append(out, v)
	}
	return out, nil
}

func (x *Worker) weigh(r *clock.Run, panel *game.Panel, y game.State, now []float64, v *Verdict) error {
	g := x.b.g
	v.Members = slices.Clone(x.members)
	pact := clock.NewPact(panel.Members, r.State, y, r.Step, -1)
	sit := clock.Situation{State: y, From: r.State, Pacts: append(slices.Clip(r.Pacts), pact)}
	for k, p := range v.Members {
		j, err := r.Judge(p, &sit)
		if err != nil {
			return err
		}
		margin, err := x.margin(r, p, r.State, y)
		if err != nil {
			return err
		}
		gain := j.Best - now[k]
		v.Gains, v.Margins, v.Exits = append(v.Gains, gain), append(v.Margins, margin), append(v.Exits, j.Exit)
		switch {
		case len(g.BrokenRedLines(p, r.State, y)) > 0:
			v.RedLine |= 1 << p
		case gain <= max(margin, 1e-6):
			v.Refuses |= 1 << p
		default:
			v.Signatories |= 1 << p
		}
	}
	v.Refuses |= panel.Members &^ g.Known
	v.Unratified = g.Unratified(r.Numbers(), y)
	for k := range r.Pacts {
		if r.Pacts[k].Touches(r.State, y) {
			v.Absent |= r.Pacts[k].Signatories &^ v.Signatories
		}
	}
	if err := x.breakers(r, &sit, v); err != nil {
		return err
	}
	v.OK = v.Reached && panel.Met(v.Signatories) && v.Unratified == 0 && v.Absent == 0 && v.Breaks == 0
	return r.Numbers().Fault()
}

// breakers finds who would break the package at once: whoever can and finds that best.
func (x *Worker) breakers(r *clock.Run, sit *clock.Situation, v *Verdict) error {
	g := x.b.g
	for p := range g.Parties {
		if !g.Known.Has(p) || !g.Movers.Has(p) && !g.Named(p) {
			continue
		}
		if k := slices.Index(v.Members, p); k >= 0 {
			if v.Exits[k] == 0 {
				v.Breaks |= 1 << p
			}
			continue
		}
		j, err := r.Judge(p, sit)
		if err != nil {
			return err
		}
		if j.Breaks() {
			v.Breaks |= 1 << p
		}
	}
	return nil
}

// margin is what p's gain from one state to another must exceed.
func (x *Worker) margin(r *clock.Run, p int, from, y game.State) (float64, error) {
	share := DefaultMargin
	if x.b.margin != nil {
		share = *x.b.margin
	} else {
		var err error
		if share, err = x.b.g.Margin.At(r.Vars, r.State, DefaultMargin); err != nil {
			return 0, err
		}
		if share < 0 {
			return 0, fmt.Errorf("a margin of %g; it is not below 0", share)
		}
	}
	if share == 0 {
		return 0, nil
	}
	w, err := x.width(p, from, y)
	return float64(share * w), err
}

// width is how wide the 90 % interval of p's gain is over the draws, at the day of the case.
func (x *Worker) width(p int, from, y game.State) (float64, error) {
	x.key = append(x.key[:0], byte(p))
	for _, s := range []game.State{from, y} {
		for _, o := range s {
			x.key = append(x.key, byte(o), byte(o>>8))
		}
	}
	if w, ok := x.widths[string(x.key)]; ok {
		return w, nil
	}
	for k, n := range x.b.widths {
		to, err := n.ValueFrom(p, y, from)
		if err != nil {
			return 0, err
		}
		now, err := n.ValueFrom(p, from, from)
		if err != nil {
			return 0, err
		}
		x.spread[k] = game.Points(to - now)
	}
	slices.Sort(x.spread)
	cut := widthDraws / 20
	w := x.spread[widthDraws-1-cut] - x.spread[cut]
	if len(x.widths) >= maxCached {
		clear(x.widths)
	}
	x.widths[string(x.key)] = w
	return w, nil
}
