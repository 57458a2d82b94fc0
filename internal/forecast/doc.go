// Package forecast runs a case to its horizon and files each run under a scenario. In each step tracks change, events happen,
// deadlines pass, tables that meet seek a deal (package bargain), and parties weigh what they could do alone (package clock). A run
// is a pure function of (case, seed, run number): what-ifs reuse the dice, so that differences are differences of the case.
//
// Beside the answer stand a naive baseline, what a majority of power would have, published base rates, and a second engine of another
// structure: a contest of packages (contest.go). They are shown, never averaged.
package forecast
