package durability

import (
	"slices"

	"parley/internal/bargain"
	"parley/internal/clock"
	"parley/internal/game"
)

// weighing is what a step is worth to a party when it is tried, over staying with what is in force, in points; best exits included.
type weighing struct {
	party    int
	alone    float64 // the step, and nothing after it
	whole    float64 // with the steps after it that are expected to be taken
	complete float64 // with all steps that come in sight
}

// wholly weighs a step of a plan with what is expected to follow it, in place of the step alone: it changes what a table, or those whose consent it
// takes, make of it. It tells who is expected to stop the plan, and what each makes of the step.
func (x *walker) wholly(v *bargain.Verdict, table int, y game.State) ([]weighing, stop, error) {
	none := stop{stage: -1, reach: 1}
	out := make([]weighing, len(v.Members))
	for k, p := range v.Members {
		out[k] = weighing{p, v.Gains[k], v.Gains[k], v.Gains[k]}
	}
	if len(x.q.stages) == 1 {
		return out, none, nil
	}
	r, panel := x.r, x.q.book.Panel(table)
	weighed := clock.Situation{State: y, From: r.State, Pacts: append(slices.Clip(r.Pacts), clock.NewPact(panel.Members, r.State, y, r.Step, -1))}
	sit := clock.Situation{State: y, From: r.State, Pacts: []clock.Pact{grown(r.Pacts, panel.Members, r.State, y, r.Step)}}
	all, err := x.ahead(segment{stage: x.next, state: y, before: r.State, pacts: sit.Pacts}, x.next+1)
	if err != nil {
		return nil, none, err
	}
	c, ends, err := x.goes(all)
	if err != nil {
		return nil, none, err
	}
	for k, p := range v.Members {
		if err := x.further(&out[k], &weighed, &sit, c, all, &v.Exits[k]); err != nil {
			return nil, none, err
		}
		v.Gains[k] = out[k].whole
		v.Signatories, v.Refuses, v.Breaks = v.Signatories&^(1<<p), v.Refuses&^(1<<p), v.Breaks&^(1<<p)
		switch {
		case v.RedLine.Has(p):
		case v.Gains[k] <= max(v.Margins[k], leastGain):
			v.Refuses |= 1 << p
		default:
			v.Signatories |= 1 << p
		}
		if v.Exits[k] == 0 {
			v.Breaks |= 1 << p
		}
	}
	if err := x.patient(v, c, &sit); err != nil {
		return nil, none, err
	}
	v.Absent = 0
	for k := range r.Pacts {
		if r.Pacts[k].Touches(r.State, y) {
			v.Absent |= r.Pacts[k].Signatories &^ v.Signatories
		}
	}
	v.OK = v.Reached && panel.Met(v.Signatories) && v.Unratified == 0 && v.Absent == 0 && v.Breaks == 0
	return out, ends, nil
}

// further weighs a step for a member, as part of the plan so far and with what follows it: over what it has now, which the table weighed the
// step against as an agreement of its own.
func (x *walker) further(w *weighing, weighed, sit *clock.Situation, c, all course, exit *int) error {
	own, err := x.r.Judge(w.party, weighed)
	if err != nil {
		return err
	}
	now := own.Best - w.alone
	j, err := x.r.Judge(w.party, sit)
	if err != nil {
		return err
	}
	w.alone, *exit = j.Best-now, j.Exit
	w.whole, w.complete = w.alone, w.alone
	if len(all) > 1 {
		on, err := x.worth(w.party, all)
		if err != nil {
			return err
		}
		w.complete = on.best - now
	}
	if len(c) == 1 { // no step after it is taken: it stands alone
		return nil
	}
	on, err := x.worth(w.party, c)
	w.whole, *exit = on.best-now, on.exit
	return err
}

// patient takes those who have no say out of the ones that would break a step at once, where they keep to it for what follows; and those
// out of the ones that would not ratify it who do for what follows.
func (x *walker) patient(v *bargain.Verdict, c course, sit *clock.Situation) error {
	for _, p := range x.q.w.Actors {
		if slices.Contains(v.Members, p) {
			continue
		}
		_, breaks, err := x.r.BreaksNow(p, sit)
		if err != nil {
			return err
		}
		if v.Breaks &^= 1 << p; breaks {
			v.Breaks |= 1 << p
		}
		if !breaks || len(c) == 1 {
			continue
		}
		on, err := x.worth(p, c)
		if err != nil {
			return err
		}
		if on.exit != 0 {
			v.Breaks &^= 1 << p
		}
	}
	if len(c) == 1 {
		return nil
	}
	for _, p := range (v.Unratified & x.yesOrNo(c[0].state)).List() {
		if len(x.q.g.BrokenRedLines(p, x.r.State, c[0].state)) > 0 {
			continue
		}
		on, err := x.worth(p, c)
		if err != nil {
			return err
		}
		stay, err := x.r.JudgeHere(p)
		if err != nil {
			return err
		}
		if on.best >= stay.Best-leastGain {
			v.Unratified &^= 1 << p
		}
	}
	return nil
}
