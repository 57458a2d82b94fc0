// Package game is the compiled form of a case that every question is put to: states, moves and values.
//
// A State gives each issue one of its options. A move takes a state to another; who can make it follows from the
// control formulas, the rule for going back, and the rules' consequences (move.go). A value is what a state is worth
// to a party in one draw of the uncertain inputs (Numbers).
//
// Values are held as Ticks, whole multiples of 1e-12 points, so that sums are exact and independent of their order;
// they are compared after rounding to the 1e-9 grid, which makes comparison transitive.
//
// What can be reached and found in a game is internal/search's. Its inner loops work on the dense tables here, which is why
// some of them are exported: they are read there and written only by Compile and Fill.
package game
