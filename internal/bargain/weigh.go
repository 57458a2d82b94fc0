package bargain

import (
	"math"
	"math/bits"
	"slices"

	"parley/internal/clock"
	"parley/internal/game"
	"parley/internal/recall"
)

// Worker weighs packages in runs; each goroutine has its own.
type Worker struct {
	b       *Book
	row     []game.Tick // scratch of a width
	lists   recall.Memory[[]offer]
	widths  recall.Memory[float64] // of gains, by the changes that they come from
	states  game.States
	key     []byte
	members []int
	now     []float64
	whole   []game.Tick // by member: the state in force, caps left out
	part    float64     // of the width of a gain that it must exceed
	options []option
	slacks  []slack // of the options, member after member
	order   []slack
	turn    []int // places among the members, in which their gains are looked at
	pacts   []clock.Pact
	trial   trial // scratch
	best    found // scratch
	other   found // scratch
}

// Worker makes the scratch for one goroutine.
func (b *Book) Worker() *Worker {
	return &Worker{
		b: b, row: make([]game.Tick, widthDraws),
		lists: recall.Memory[[]offer]{Limit: maxLists}, widths: recall.Memory[float64]{Limit: maxWidths},
	}
}

// least is the gain, in points, that counts as one.
const least = 1e-6

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
func product(members []int, gains []float64, accepting game.Mask) (n int, logs float64) {
	for k, p := range members {
		if accepting.Has(p) && gains[k] > 0 {
			n, logs = n+1, logs+math.Log(gains[k])
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
	err = x.weigh(r, panel, y, now, &v)
	return v, err
}

// inForce is what each known member makes of the state in force; a walk-away given in the case holds until the first deal.
func (x *Worker) inForce(r *clock.Run, panel *game.Panel) ([]float64, error) {
	x.now = x.now[:0]
	for _, p := range x.seat(panel) {
		j, err := r.JudgeHere(p)
		if err != nil {
			return nil, err
		}
		v := j.Best
		if given, ok, err := r.Numbers().GivenWalkAway(p); err != nil {
			return nil, err
		} else if ok && !r.Dealt() {
			v = game.Points(given)
		}
		x.now = append(x.now, v)
	}
	return x.now, nil
}

// seat lists the members whose values are known.
func (x *Worker) seat(panel *game.Panel) []int {
	x.members = x.members[:0]
	for known := panel.Members & x.b.g.Known; known != 0; known &= known - 1 {
		x.members = append(x.members, bits.TrailingZeros64(uint64(known)))
	}
	return x.members
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
		margin, err := x.margin(r, p, y)
		if err != nil {
			return err
		}
		gain := j.Best - now[k]
		v.Gains, v.Margins, v.Exits = append(v.Gains, gain), append(v.Margins, margin), append(v.Exits, j.Exit)
		switch {
		case len(g.BrokenRedLines(p, r.State, y)) > 0:
			v.RedLine |= 1 << p
		case gain <= max(margin, least):
			v.Refuses |= 1 << p
		default:
			v.Signatories |= 1 << p
		}
	}
	v.Refuses |= panel.Members &^ g.Known
	if err := x.walkAways(r); err != nil {
		return err
	}
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

// walkAways sets what ratifiers compare with: the state in force, or what the case gives until the first deal.
func (x *Worker) walkAways(r *clock.Run) error {
	n := r.Numbers()
	for i := range x.b.g.Case.Ratifiers {
		q := x.b.g.Case.Ratifiers[i].Party
		if !x.b.g.Known.Has(q) {
			continue
		}
		n.WalkAway[q] = n.Value(q, r.State)
		if given, ok, err := n.GivenWalkAway(q); err != nil {
			return err
		} else if ok && !r.Dealt() {
			n.WalkAway[q] = given
		}
	}
	return nil
}

// breakers finds who would break the package at once: whoever can and finds that best.
func (x *Worker) breakers(r *clock.Run, sit *clock.Situation, v *Verdict) error {
	for _, p := range x.b.w.Actors {
		if k := slices.Index(v.Members, p); k >= 0 {
			if v.Exits[k] == 0 {
				v.Breaks |= 1 << p
			}
			continue
		}
		_, breaks, err := r.BreaksNow(p, sit)
		if err != nil {
			return err
		}
		if breaks {
			v.Breaks |= 1 << p
		}
	}
	return nil
}
