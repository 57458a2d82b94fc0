package durability

import (
	"parley/internal/clock"
)

// cause is how a break came.
type cause uint8

const (
	planned   cause = iota // on the day of signing the party's best plan was to leave later
	atOnce                 // it was best to break on the day of signing
	weary                  // a guarantor had lost interest; with the guarantee it would have kept
	shifted                // what it has without the deal has risen by more than the deal gave it
	spoiler                // it had not signed
	worthless              // none of these: the deal has become worth less to it
	successor              // its new leader did not feel bound
	upset                  // an event changed a clause
)

// Path is how a break came, as programs read it.
type Path string

// The paths, by cause.
var paths = [...]Path{
	planned: "planned", atOnce: "at-once", weary: "guarantor-weary", shifted: "shift-of-power", spoiler: "spoiler", worthless: "worth-less",
	successor: "successor", upset: "event",
}

// said is how a path is told of a party.
var said = [...]string{
	planned: "planned from the start", atOnce: "best at once", weary: "once a guarantor grew weary", shifted: "after power shifted",
	spoiler: "never signed it", worthless: "once it was worth less", successor: "by a successor", upset: "event",
}

// brokenBy finds in the log of the step what ended a deal, and how it came. was is the situation before parties moved.
func (x *walker) brokenBy(kind clock.Kind, was clock.Situation) error {
	o, r := x.out, x.r
	o.broken = r.Step
	for k := x.mark; k < len(r.Log); k++ {
		h := r.Log[k]
		switch h.Kind {
		case clock.Upset:
			if kind == clock.Upset {
				o.by, o.cause = h.Index, upset
				return nil
			}
		case clock.Succeeded:
			o.by, o.cause = h.Index, successor
			return nil
		case clock.Broken:
			o.by = h.Index
			if x.mode&full == 0 {
				return nil
			}
			return x.explain(k, was)
		}
	}
	return nil
}

// explain says how a break by a party came; at is its entry in the log.
func (x *walker) explain(at int, was clock.Situation) error {
	o, p := x.out, x.out.by
	if !x.last.signatories.Has(p) {
		o.cause = spoiler
		return nil
	}
	risen, expected, track, err := x.shift(p)
	if err != nil {
		return err
	}
	o.rise, o.gain, o.track = expected, x.last.gains[p], track
	keeps, err := x.keepsRested(at, p, was)
	switch {
	case err != nil:
		return err
	case keeps:
		o.cause = weary
	case x.last.exits[p] == 0:
		o.cause = atOnce
	case x.last.exits[p] > 0:
		o.cause = planned
	case risen > x.last.gains[p]+leastGain:
		o.cause = shifted
	default:
		o.cause = worthless
	}
	return nil
}

// keepsRested reports whether a guarantee had lapsed before the break and p would have kept had it not: it is judged again, in
// the situation before parties moved, with all guarantees as they were given.
func (x *walker) keepsRested(at, p int, was clock.Situation) (bool, error) {
	tired := false
	for _, h := range x.r.Log[:at] {
		tired = tired || h.Kind == clock.Tired
	}
	if !tired {
		return false, nil
	}
	if x.rested == nil {
		x.rested = x.q.rested.NewRun()
	}
	r := x.rested
	if err := r.Begin(0, x.inputs); err != nil {
		return false, err
	}
	copy(r.Vars, x.r.Vars)
	if err := r.Become(was.State); err != nil {
		return false, err
	}
	sit := clock.Situation{State: was.State, From: was.State, Pacts: was.Pacts}
	j, err := r.Judge(p, &sit)
	return !j.Breaks(), err
}
