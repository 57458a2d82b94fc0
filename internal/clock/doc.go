// Package clock runs a case through time: tracks, events, the deals in force, and what a party does about them. It is the one
// place where it is decided whether a party keeps what it signed: signing, undoing, holding and moving all ask Run.Judge.
//
// A run is a pure function of (case, seed, run number): each throw of dice has an address made of what it is for, the run and
// the step. What tables do is not decided here, nor what threats do; forecast, compel and hold do that above.
//
// Sources: Fearon, "Rationalist explanations for war" (1995); Powell, "War as a commitment problem" (2006); Axelrod, The
// Evolution of Cooperation (1984) and Abreu (1988) for the comparison of keeping and breaking; docs/model.md, "Obligations".
package clock
