// Package forecast runs a case to its horizon and files each run under a scenario. In each step tracks change, events happen,
// deadlines pass (package coercion), tables that meet seek a deal (package bargain), and parties weigh what they could do alone (package
// clock). A run is a pure function of (case, seed, run number): what-ifs reuse the dice, so that differences are differences of the case.
//
// A run is filed under the first scenario that holds at the end of the step in which its date falls; in a run that an event has ended, at
// that end. Where the case declares no scenarios its goals stand for them, the most ambitious first.
//
// Chances are shares of all runs, with Wilson's interval of them; what one assumed input alone can move them over comes from the leading
// runs, whose draws are those of the other questions. Runs are made in blocks of which only counts are kept, so that memory does not grow
// with their number, and an interrupted answer is that of the leading runs.
//
// Agreement is not automatic: the answer says how much of it is the margin that parties demand and the chance that meetings close, and how
// much is that tracks run, each by making the leading runs again with the same dice.
//
// Beside the answer stand a naive baseline, what a plurality of power would have, the weighted mean and median of where parties stand on
// issues with a scale, published base rates, and engines of another structure: an election of places on the issues with a scale, where there
// are some (settle.go), and a contest of states (contest.go). They are shown, never averaged.
//
// JSON: {case, runs, seed, horizon, filed-under, scenarios[] {name, probability, range, sampling, phrase, positions, contest, today-stays},
// leaving-today, baselines {today-stays, plurality, weighted-mean, weighted-median, base-rates[]}, engines {negotiation, second, positions,
// contest}, deals, threats[], events[], tracks[] {track, unit, points[]}, assumed-agreement, without-clocks, what-if, books[], summary[]}.
package forecast
