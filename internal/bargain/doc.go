// Package bargain is what a table that meets agrees on, in a run: the package of settlements on its agenda with the largest product
// of gains (Nash 1950) among those that every accepting member gains more from than a margin, that are ratified, that take
// nothing from a deal whose signatories are not there, and that nobody would break at once. Gains are over the state in
// force with the deals in force, each party judging both by clock.Run.Judge: the best it can make of them, breaking included.
//
// Parties do not know each other's values: the margin is a quarter of the 90 % width of that party's gain over the draws, after
// the linear equilibrium of Chatterjee and Samuelson (1983), in which trade happens when the gain exceeds a quarter of the
// range of what is not known.
//
// A table does not search all states anew at every meeting: it considers a book of packages, made beforehand. The book holds the
// named deals, every single step on the agenda, and what exact searches and climbs on the product of gains find in pilot draws
// at the start, in the middle and at the end of the expected path, thinned out to those that together do best over the pilot
// draws. Where all states on the agenda are few, they are all in the book. A package is laid over the state in force; where that is no longer
// today's, it is looked at with all else as today too, so that what a deal, a threat or somebody's move has changed can be settled back.
//
// At a meeting packages are looked at first as if they were kept for ever. Those by which all who must gain do, the eight with the largest
// product, are then weighed in full: what breaking them later would bring, who would break them at once. Where none of these will do, the two
// are weighed that come nearest, since a deal that can be broken may be worth more than it seems; one that falls short for somebody who can
// plan no breach and need reckon with no other's successor is not.
package bargain
