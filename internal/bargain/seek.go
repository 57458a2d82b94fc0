package bargain

import (
	"cmp"
	"math"
	"slices"

	"parley/internal/clock"
	"parley/internal/game"
)

// Limits on what a table weighs in full at one meeting.
const (
	maxWeighed = 8 // packages with the largest product of gains at first sight
	maxNear    = 2 // where none of these will do, those that come nearest: a deal that can be broken may be worth more than it seems
)

// found is a package that nothing is in the way of.
type found struct {
	o           *option
	signatories game.Mask
	gains       []float64 // by member; of those that are rough no more than a lower bound
	rough       game.Mask // by place among the members
}

// Seek is what a table that meets settles on and who signs it, and false where it finds nothing.
func (x *Worker) Seek(r *clock.Run, table int) (game.State, game.Mask, bool, error) {
	panel := x.b.Panel(table)
	if x.consider(r, table, panel); len(x.options) == 0 {
		return nil, 0, false, nil
	}
	now, err := x.inForce(r, panel)
	if err != nil {
		return nil, 0, false, err
	}
	if err := x.sight(r); err != nil {
		return nil, 0, false, err
	}
	best, other := &x.best, &x.other
	best.o = nil
	for weighed, near := 0, 0; weighed < maxWeighed && near < maxNear; {
		o, err := x.next(r, panel, best.o != nil)
		if err != nil {
			return nil, 0, false, err
		}
		if o == nil {
			break
		}
		t := &x.trial
		*t = trial{x: x, r: r, panel: panel, option: o, now: now, sit: x.situation(r, panel, o.o)}
		hopeless, err := t.hopeless()
		if err != nil {
			return nil, 0, false, err
		}
		if hopeless {
			continue
		}
		if weighed++; o.short > 0 {
			near++
		}
		ok, err := t.weigh(other, best.o == nil)
		if err != nil {
			return nil, 0, false, err
		}
		if !ok {
			continue
		}
		better := best.o == nil
		if !better {
			if better, err = x.better(t, other, best); err != nil {
				return nil, 0, false, err
			}
		}
		if better {
			best, other = other, best
		}
	}
	if best.o == nil {
		return nil, 0, false, r.Numbers().Fault()
	}
	return best.o.o.y, best.signatories, true, r.Numbers().Fault()
}

// better compares two packages by the Nash criterion; ties go to the one seen first, which is b. Only now do their gains matter, beyond that
// they are large enough.
func (x *Worker) better(t *trial, a, b *found) (bool, error) {
	for _, f := range [2]*found{a, b} {
		if f.rough == 0 {
			continue
		}
		t.sit = x.situation(t.r, t.panel, f.o.o)
		for k, p := range x.members {
			if !f.rough.Has(k) {
				continue
			}
			j, err := t.r.Judge(p, &t.sit)
			if err != nil {
				return false, err
			}
			f.gains[k] = j.Best - t.now[k]
		}
		f.rough = 0
	}
	n, logs := product(x.members, a.gains, a.signatories)
	m, others := product(x.members, b.gains, b.signatories)
	return n > m || n == m && logs > others+1e-9, nil
}

// trial weighs one package, no further than it takes to see that it will not do.
type trial struct {
	x      *Worker
	r      *clock.Run
	panel  *game.Panel
	option *option
	now    []float64
	sit    clock.Situation
}

// hopeless reports whether someone falls short who must accept and has neither a breach to plan nor others' successors to reckon with: then
// what is seen is what it gets.
func (t *trial) hopeless() (bool, error) {
	if t.option.short == 0 || !t.panel.Unanimous() {
		return false, nil
	}
	for _, s := range t.slacks() {
		if s.over > 0 {
			continue
		}
		if bound, err := t.r.Unbound(t.x.members[s.member], &t.sit); err != nil || !bound {
			return !bound, err
		}
	}
	return false, nil
}

func (t *trial) slacks() []slack { return t.x.slacks[t.option.first:][:len(t.x.members)] }

// weigh asks first what asks least, and of the members first those who gain least. It is false where something is in the way. Where nothing
// competes with the package, it is enough to know that gains are large enough.
func (t *trial) weigh(f *found, alone bool) (bool, error) {
	x, r, g, y := t.x, t.r, t.x.b.g, t.option.o.y
	may := t.panel.Members & g.Known &^ t.option.o.red // who may still accept
	bound := x.bound(r, t.option.o)
	possible := func() bool { return bound&^may == 0 && t.panel.Met(may) }
	if err := x.walkAways(r); err != nil {
		return false, err
	}
	if g.Unratified(r.Numbers(), y) != 0 {
		return false, nil
	}
	n := len(x.members)
	f.o, f.gains, f.rough = t.option, append(f.gains[:0], make([]float64, n)...), 0
	x.order = append(x.order[:0], t.slacks()...)
	slices.SortStableFunc(x.order, func(a, b slack) int { return cmp.Compare(a.over, b.over) })
	for _, s := range x.order {
		p, k := x.members[s.member], s.member
		demand := max(s.margin, least)
		enough := math.Inf(1)
		if alone {
			enough = t.now[k] + demand + least
		}
		j, exact, err := r.JudgeFrom(p, &t.sit, enough)
		if err != nil || j.Breaks() {
			return false, err
		}
		if f.gains[k] = j.Best - t.now[k]; !exact {
			f.rough |= 1 << k
		}
		if f.gains[k] <= demand {
			may &^= 1 << p
		}
		if !possible() {
			return false, nil
		}
	}
	f.signatories = may
	broken, err := t.broken()
	return !broken, err
}

// broken reports whether someone who is not a member would break the package at once.
func (t *trial) broken() (bool, error) {
	for _, p := range t.x.b.w.Actors {
		if slices.Contains(t.x.members, p) {
			continue
		}
		if _, breaks, err := t.r.BreaksNow(p, &t.sit); err != nil || breaks {
			return breaks, err
		}
	}
	return false, nil
}
